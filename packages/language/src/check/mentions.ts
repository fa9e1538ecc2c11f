/** The names that expressions and declarations mention, in any role. */
import type { Assessment, GivenTable, Reason, VetoUse } from "../assessment.js";
import { expressionParts } from "../expression-parts.js";
import { allRows, departures } from "../precedent-rows.js";
import type { Expression } from "../syntax.js";

/** Every expression inside an expression, itself first. */
export function* expressionsIn(expression: Expression): Generator<Expression> {
  const waiting: Expression[] = [expression];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    yield one;
    waiting.push(...expressionParts(one));
  }
}

/** Adds a name and, of `members.sinaloa`, the names before its dots. */
function add(names: Set<string>, name: string): void {
  for (let dot = name.indexOf("."); dot !== -1; dot = name.indexOf(".", dot + 1)) names.add(name.slice(0, dot));
  names.add(name);
}

/** Adds the names that expressions mention: quantities, states, members, options, units, dimensions. */
export function addMentions(names: Set<string>, expressions: readonly (Expression | undefined)[]): void {
  for (const expression of expressions) {
    if (!expression) continue;
    for (const one of expressionsIn(expression)) {
      if (one.kind === "name") add(names, one.name);
      else if (one.kind === "with-unit") add(names, one.unit.text);
      else if (one.kind === "compare-options") add(names, one.option.text);
      else if (one.kind === "index") for (const entry of one.entries) if (entry.dimension) add(names, entry.dimension.text);
      if (one.kind !== "call") continue;
      if (one.over) add(names, one.over.text);
      if (one.option) add(names, one.option.text);
    }
  }
}

/** The cells of a table. */
export function cellsOf(given: GivenTable | undefined): readonly Expression[] {
  return given?.rows.flatMap((row) => row.cells) ?? [];
}

/** The names that the working parts of the model mention: formulas, tables, rules. Not the text, forecasts or indicators. */
export function mentionedInModel(assessment: Assessment): ReadonlySet<string> {
  const names = new Set<string>();
  for (const given of [...assessment.quantities, ...assessment.chances].map((each) => each.given)) {
    for (const name of given?.over ?? []) add(names, name.text);
    for (const row of given?.rows ?? []) for (const label of row.labels) add(names, label.text);
    addMentions(names, cellsOf(given));
  }
  for (const quantity of assessment.quantities) addMentions(names, [quantity.definition]);
  for (const chance of assessment.chances) addMentions(names, chance.probabilities);
  for (const { under } of assessment.judgements) if (under) add(names, under.text);
  for (const stock of assessment.stocks) addMentions(names, [stock.start, stock.gains, stock.loses]);
  for (const objective of assessment.objectives) addMentions(names, [objective.definition]);
  for (const rule of assessment.rules) {
    addMentions(names, [rule.when, rule.unless]);
    for (const name of rule.forbids) add(names, name.text);
  }
  for (const data of assessment.data) {
    for (const column of data.columns.filter((each) => each.key === "option"))
      for (const row of data.rows) add(names, String(row[column.id] ?? ""));
  }
  return names;
}

/** Every name that anything in an assessment mentions: the model, its types and dimensions, reasons, the text. */
export function mentionedAnywhere(assessment: Assessment): ReadonlySet<string> {
  const names = new Set(mentionedInModel(assessment));
  const over = [...assessment.quantities, ...assessment.chances, ...assessment.stocks];
  for (const each of over) for (const name of each.over) add(names, name.text);
  addMentions(
    names,
    [...assessment.quantities, ...assessment.stocks, ...assessment.objectives, ...assessment.seeds].map((each) => each.unit),
  );
  addMentions(
    names,
    assessment.units.map((unit) => unit.definition),
  );
  for (const dimension of assessment.dimensions) if (dimension.pairedWith !== undefined) names.add(dimension.pairedWith);
  for (const column of assessment.data.flatMap((data) => data.columns)) {
    addMentions(names, [column.unit]);
    if (column.key !== undefined) names.add(column.key);
  }
  for (const quantity of assessment.quantities) for (const correlation of quantity.correlations) add(names, correlation.with.text);
  for (const { uplift } of assessment.quantities) if (uplift) add(names, uplift.by.text);
  for (const { precedent } of [...assessment.chances, ...assessment.quantities]) if (precedent) add(names, precedent.text);
  addMentions(
    names,
    assessment.rules.flatMap((rule) => [...rule.elements.map((element) => element.probability), rule.challenge?.probability]),
  );
  addMentions(
    names,
    assessment.actors.flatMap((actor) => actor.vetoes.map(({ use }) => usedBy(use))),
  );
  for (const actor of assessment.actors) for (const reaction of actor.reactions) add(names, reaction.text);
  for (const inline of assessment.inlines) addMentions(names, [inline.expression, inline.unit]);
  addMentions(
    names,
    assessment.checks.map((check) => check.that),
  );
  addMentions(
    names,
    assessment.observations.flatMap(({ that, measured }) => [that, measured?.value, measured?.error]),
  );
  addMentions(
    names,
    assessment.pathways.flatMap((pathway) => pathway.rules.map((rule) => rule.condition)),
  );
  addMentions(
    names,
    assessment.forecasts.map((forecast) => forecast.probability),
  );
  for (const { computedFrom } of assessment.forecasts) {
    if (computedFrom) add(names, computedFrom.of.text);
    if (computedFrom?.under) add(names, computedFrom.under.text);
  }
  addMentions(
    names,
    assessment.uses.flatMap((use) => use.overrides.map((override) => override.value)),
  );
  for (const indicator of assessment.indicators) for (const name of indicator.reveals) add(names, name.text);
  for (const assumption of assessment.assumptions) for (const name of assumption.behind) add(names, name.text);
  for (const reason of reasonsIn(assessment)) if (reason.kind === "reference") add(names, reason.id);
  return names;
}

/** The expression on which the use of a veto turns. */
export function usedBy(use: VetoUse): Expression | undefined {
  if (use.kind === "contested") return use.probability;
  return use.kind === "when" || use.kind === "unless" ? use.condition : undefined;
}

/** All reasons given anywhere. */
function reasonsIn(assessment: Assessment): readonly Reason[] {
  return reasonLists(assessment).flat();
}

/** Every list of reasons in an assessment: of declarations, of parts of rules and actors, of rows of precedents. */
export function reasonLists(assessment: Assessment): readonly (readonly Reason[])[] {
  const {
    sources,
    claims,
    units,
    dimensions,
    data,
    options,
    pathways,
    timings,
    actors,
    quantities,
    chances,
    precedents,
    experts,
    judgements,
    seeds,
    rules,
    stocks,
    objectives,
    scenarios,
    futures,
    weights,
    studies,
    hypotheses,
    evidence,
    assumptions,
    premortems,
    forecasts,
    indicators,
    observations,
    checks,
  } = assessment;
  const declared = [
    assessment.case,
    ...sources,
    ...claims,
    ...units,
    ...dimensions,
    ...data,
    ...options,
    ...quantities,
    ...chances,
    ...precedents,
    ...experts,
    ...judgements,
    ...seeds,
    ...actors,
    ...rules,
  ];
  const others = [
    ...stocks,
    ...objectives,
    ...scenarios,
    ...futures,
    ...weights,
    ...studies,
    ...hypotheses,
    ...evidence,
    ...assumptions,
    ...premortems,
    ...forecasts,
    ...indicators,
    ...observations,
    ...checks,
  ];
  const parts = [
    ...rules.flatMap((rule) => [...rule.elements, ...rule.positions, ...rule.duties, ...(rule.challenge ? [rule.challenge] : [])]),
    ...actors.flatMap((actor) => [...actor.interests, ...actor.vetoes]),
    ...precedents.flatMap(allRows),
    ...departures(assessment),
    ...quantities.flatMap((quantity) => quantity.instead),
    ...pathways.flatMap((pathway) => pathway.rules),
    ...timings,
    ...premortems.flatMap((each) => each.causes),
  ];
  return [...declared, ...others, ...parts].map((each) => each.because);
}
