/** From an assessment to a graph. Checking is lowering: every mistake in names, units, dimensions, tables and distributions is reported here, and nothing throws. */
import type { NodeId, Output } from "@outweigh/engine";
import type { Assessment, Declared } from "../assessment.js";
import { usedBy } from "../check/mentions.js";
import type { Diagnostic } from "../diagnostic.js";
import { tooManyCells } from "../diagnostics/model.js";
import { unknownName } from "../diagnostics/names.js";
import type { Lowering } from "../evaluated.js";
import { functionRecords } from "../functions/index.js";
import { allRows, departures } from "../precedent-rows.js";
import type { NameSyntax, Span } from "../syntax.js";
import { adopt, asNumber } from "./combine.js";
import { lowerCorrelations } from "./correlations.js";
import { columnValue, keyOf } from "./data.js";
import { lowerDeclaration, lowerRates } from "./declarations.js";
import { type Environment, findOption, isValueEntity, readEnvironment } from "./environment.js";
import { elaborate } from "./expression.js";
import { FollowingBuilder } from "./following.js";
import { lowerForecast } from "./forecasts.js";
import { lowerFutures } from "./futures.js";
import { readJudgements, statedQuantiles } from "./judgements.js";
import type { Model, Override, PendingLag, Trace } from "./model.js";
import { lowerObservation } from "./observations.js";
import { lowerCheck, lowerInline, outputOf, type Shown } from "./outputs.js";
import { overridden, withValues } from "./overrides.js";
import { lowerTargets, lowerWeights } from "./preferences.js";
import { declarationOf, orderDeclarations, type Reference, readReferences, referencesOf } from "./references.js";
import { lowerRule, lowerVeto, type RuleElements } from "./rules.js";
import { readSeeds } from "./seed-scores.js";
import { lowerStudies } from "./studies.js";
import { checkObjectives, lowerSwitches, openPathways } from "./switches.js";
import { readTime } from "./time.js";
import { checkTiming } from "./timings.js";
import { Units } from "./units.js";
import type { Lowered } from "./value.js";

/** More cells than this in the value of one expression are refused, and more than this in all. */
const mostCellsOfNode = 2_000_000;
const mostCellsOfCase = 5_000_000;

/** Lowers and checks a case. Quantities among the `overrides` are as these say and not as they are defined. */
export function lower(
  written: Assessment,
  report: (diagnostic: Diagnostic) => void,
  overrides: ReadonlyMap<string, Override> = new Map(),
): Lowering {
  const assessment = withValues(written, overrides);
  const environment = readEnvironment(assessment, new Set(functionRecords.keys()), report);
  const references = readReferences(environment);
  const { order, circular } = orderDeclarations(environment, references, report);
  const model = startModel(environment, references.optionDependent, overrides, report);
  if (assessment.case.baseline !== undefined)
    findOption(environment, { text: assessment.case.baseline, span: assessment.case.span }, report);
  for (const data of assessment.data) readColumns(model, data);
  model.seeds = readSeeds(model);
  model.judgements = readJudgements(model);

  for (const id of order) {
    const entity = environment.entities.get(id);
    if (entity && isValueEntity(entity))
      model.values.set(id, circular.has(id) ? undefined : overridden(model, id, lowerDeclaration(model, entity)));
  }
  for (const stock of assessment.stocks)
    if (environment.entities.get(stock.id)?.declaration === stock && !circular.has(stock.id)) lowerRates(model, stock);
  const isWhole = model.pendingLags.map((lag) => finishLag(model, lag)).every((done) => done);
  const switches = lowerSwitches(model);
  checkObjectives(model);
  for (const timing of firstOf(assessment.timings)) checkTiming(model, timing);
  const correlations = lowerCorrelations(model);
  const forecasts = new Map(firstOf(assessment.forecasts).map((each) => [each.id, lowerForecast(model, each)] as const));
  const shown = [
    ...lowerOutputs(model),
    ...[...forecasts.values()].flatMap((each) => each.shown ?? []),
    ...lowerInlines(model),
    ...(switches ?? []),
  ];
  const decided = {
    targets: lowerTargets(model),
    weights: lowerWeights(model),
    futures: lowerFutures(model),
    studies: lowerStudies(model),
  };
  const observed = firstOf(assessment.observations).flatMap((each) => lowerObservation(model, each) ?? []);
  const conditions = model.conditions.map(({ node, span }, index) => ({ name: `given:${index}`, node, span }));
  checkNames(model);

  const isSound = isWhole && switches !== undefined && assessment.stocks.every((stock) => model.values.get(stock.id) !== undefined);
  const outputs = isSound ? [...shown.map((each) => each.output), ...conditions.map((each) => shareOf(model, each))] : [];
  const observations = isSound ? observed.map((each) => each.observation) : [];
  checkSize(
    model,
    outputs.map(({ node }) => node),
  );
  const traces = new Map<NodeId, Trace>();
  const graph = model.builder.build(model.time, isSound ? correlations : [], outputs, observations, (from, to) => {
    const trace = model.traces.get(from);
    if (trace) traces.set(to, trace);
  });
  return {
    graph,
    traces,
    units: new Map(shown.flatMap(({ output, unit }) => (unit ? [[output.name, unit] as const] : []))),
    conditions: conditions.map(({ name, span }) => ({ name, span })),
    measured: new Map(observed.flatMap(({ observation, measured }) => (measured ? [[observation.name, measured] as const] : []))),
    widened: new Set(model.widened.keys()),
    judged: model.judged,
    dependences: model.dependences,
    stated: statedQuantiles(model.judgements),
    seeds: model.seeds,
    forecasts: new Map([...forecasts].map(([id, { stated }]) => [id, stated])),
    ...decided,
    ...lineage(model, references.byDeclaration),
  };
}

/** How often the condition of a statistic holds. */
function shareOf({ builder }: Model, { name, node }: { readonly name: string; readonly node: NodeId }): Output {
  return { name, node: builder.statistic(node, { kind: "mean" }), keep: "moments" };
}

/** Reports a formula that passes through more cells than can be computed, and a case whose formulas do so together. Cells count once for all time. */
function checkSize(model: Model, outputs: readonly NodeId[]): void {
  const { builder, report, traces, environment } = model;
  const needed = builder.reach(outputs);
  const cellsOf = (node: NodeId) => builder.cells(builder.dimensionsOf(node).filter((name) => name !== "time"));
  let all = 0;
  for (const node of needed) {
    const cells = cellsOf(node);
    all += cells;
    const trace = cells > mostCellsOfNode ? traces.get(node) : undefined;
    if (trace) report(tooManyCells.at(trace.span, { name: `“${model.text(trace.span)}”`, cells }));
    else if (cells > mostCellsOfNode) all = Infinity;
  }
  if (all <= mostCellsOfCase || [...needed].some((node) => cellsOf(node) > mostCellsOfNode && traces.has(node))) return;
  const largest = [...needed].reduce((most, node) => (traces.has(node) && cellsOf(node) > cellsOf(most) ? node : most));
  const span = traces.get(largest)?.span ?? environment.assessment.case.span;
  report(
    tooManyCells.at(
      span,
      { name: "The case", cells: Math.min(all, Number.MAX_SAFE_INTEGER) },
      { span, message: "This formula has most of them." },
    ),
  );
}

function startModel(
  environment: Environment,
  optionDependent: ReadonlySet<string>,
  overrides: ReadonlyMap<string, Override>,
  report: (diagnostic: Diagnostic) => void,
): Model {
  const { assessment } = environment;
  const builder = new FollowingBuilder();
  const options = assessment.options.filter(
    (option) => environment.optionPositions.has(option.id) && environment.entities.get(option.id)?.declaration === option,
  );
  if (options.length > 0)
    builder.addDimension({ name: "option", kind: "option", members: options.map(({ id, label }) => ({ id, label })) });
  for (const { name, members } of environment.dimensions.values()) builder.addDimension({ name, kind: "named", members });
  const time = readTime(assessment.case.time, report);
  if (time) builder.addDimension(time.dimension);
  const units = new Units(environment, report);
  units.readOwn();
  const text = (span: Span) => {
    const whole = (assessment.files[span.file] ?? "").slice(span.from, span.to).replace(/\s+/g, " ").trim();
    return whole.length > 60 ? `${whole.slice(0, 57)}…` : whole;
  };
  return {
    builder,
    environment,
    units,
    time: time?.grid,
    pathways: openPathways(environment, builder, time?.grid, report),
    values: new Map<string, Lowered>(),
    optionDependent,
    overrides,
    widened: new Map(),
    judgements: [],
    seeds: new Map(),
    judged: new Map(),
    dependences: [],
    pendingLags: [],
    conditions: [],
    traces: new Map(),
    report,
    text,
  };
}

/** Reads every column, so that mistakes in a table are reported whether or not the column is used. */
function readColumns(model: Model, data: Assessment["data"][number]): void {
  if (model.environment.entities.get(data.id)?.declaration !== data) return;
  for (const column of data.columns) if (!column.isText && keyOf(model, column) === undefined) columnValue(model, data, column);
}

function finishLag(model: Model, lag: PendingLag): boolean {
  const { expression, unit, node, scope } = lag;
  const value = asNumber(model, elaborate(model, scope, expression), expression.span, "What is delayed");
  const adopted = value && adopt(model, value, unit, expression.span, "What is delayed");
  if (adopted) model.builder.setLagged(node, adopted.node);
  return adopted !== undefined;
}

function lowerOutputs(model: Model): readonly Shown[] {
  const { assessment, entities } = model.environment;
  const shown: (Shown | undefined)[] = [];
  for (const [id, entity] of entities) {
    const value = isValueEntity(entity) ? model.values.get(id) : undefined;
    if (!value) continue;
    const unit = value.kind === "number" ? value.unit : undefined;
    shown.push({ output: outputOf(model, id, value.node, value.kind === "state"), unit });
  }
  const elements: RuleElements = new Map();
  for (const rule of assessment.rules) if (entities.get(rule.id)?.declaration === rule) shown.push(...lowerRule(model, rule, elements));
  for (const actor of firstOf(assessment.actors)) for (const veto of firstOf(actor.vetoes)) shown.push(lowerVeto(model, veto, elements));
  for (const check of firstOf(assessment.checks)) shown.push(lowerCheck(model, check));
  return shown.filter((each) => each !== undefined);
}

function lowerInlines(model: Model): readonly Shown[] {
  return model.environment.assessment.inlines.flatMap((inline) => lowerInline(model, inline) ?? []);
}

function firstOf<T extends Declared>(declarations: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return declarations.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Names in fields that compute nothing: signals and what an indicator reveals. */
function checkNames(model: Model): void {
  const { assessment, entities } = model.environment;
  const check = (names: readonly NameSyntax[]) => {
    for (const { text, span } of names) {
      if (declarationOf(model.environment, text) === undefined)
        model.report(unknownName.at(span, { name: text, near: model.environment.near(text, entities.keys()), hint: "" }));
    }
  };
  for (const { signals } of assessment.forecasts) check(signals);
  for (const { signals, reveals } of assessment.indicators) {
    check(signals);
    check(reveals);
  }
}

function lineage(model: Model, byDeclaration: ReadonlyMap<string, readonly Reference[]>): Pick<Lowering, "references" | "used"> {
  const { environment } = model;
  const { assessment } = environment;
  const references = new Map<string, ReadonlySet<string>>();
  const used = new Set<string>(model.units.used);
  const add = (name: string, found: readonly Reference[]) => {
    references.set(name, new Set(found.map((reference) => reference.id)));
    for (const { id } of found) used.add(id);
  };
  for (const [id, found] of byDeclaration) add(id, found);
  for (const inline of assessment.inlines) add(`inline:${inline.index}`, referencesOf(environment, inline.expression));
  for (const check of assessment.checks) add(`check:${check.id}`, referencesOf(environment, check.that));
  for (const { id, that, measured } of assessment.observations) {
    const parts = [that, measured?.value, measured?.error];
    add(
      `observation:${id}`,
      parts.flatMap((part) => referencesOf(environment, part)),
    );
  }
  for (const forecast of assessment.forecasts) {
    const { of } = forecast.computedFrom ?? {};
    add(`forecast:${forecast.id}`, [
      ...referencesOf(environment, forecast.probability),
      ...(of ? [{ id: of.text, span: of.span, isLater: false }] : []),
    ]);
  }
  for (const rule of assessment.rules) {
    const probabilities = rule.elements.flatMap((element) => referencesOf(environment, element.probability));
    const elements = new Set(rule.elements.map((element) => element.id));
    const conditions = [...referencesOf(environment, rule.when), ...referencesOf(environment, rule.unless)].filter(
      ({ id }) => !elements.has(id),
    );
    const forbidden = rule.forbids.map((name) => ({ id: name.text, span: name.span, isLater: false }));
    add(`rule:${rule.id}`, [...probabilities, ...conditions, ...forbidden]);
    if (rule.challenge) add(`challenge:${rule.id}`, referencesOf(environment, rule.challenge.probability));
  }
  for (const { reactions, vetoes } of assessment.actors) {
    for (const { text } of reactions) used.add(text);
    for (const { id, use, over } of vetoes) {
      const stopped = over.map((name) => ({ id: name.text, span: name.span, isLater: false }));
      add(`veto:${id}`, [...referencesOf(environment, usedBy(use)), ...stopped]);
    }
  }
  for (const { id, rules } of assessment.pathways)
    add(
      `pathway:${id}`,
      rules.flatMap((rule) => referencesOf(environment, rule.condition)),
    );
  for (const { known } of assessment.timings) for (const { text } of known) used.add(text);
  for (const indicator of assessment.indicators) for (const { text } of [...indicator.signals, ...indicator.reveals]) used.add(text);
  for (const { of } of assessment.studies) used.add(of.text);
  for (const { behind } of assessment.assumptions) for (const { text } of behind) used.add(text);
  for (const forecast of assessment.forecasts) for (const { text } of forecast.signals) used.add(text);
  for (const dimension of environment.assessment.dimensions) if (dimension.pairedWith !== undefined) used.add(dimension.pairedWith);
  for (const data of assessment.data) for (const column of data.columns) used.add(keyOf(model, column) ?? data.id);
  for (const list of [
    assessment.quantities,
    assessment.chances,
    assessment.precedents,
    assessment.judgements,
    assessment.seeds,
    assessment.rules,
    assessment.stocks,
    assessment.objectives,
    assessment.scenarios,
    assessment.futures,
    assessment.weights,
    assessment.studies,
    assessment.hypotheses,
    assessment.evidence,
    assessment.assumptions,
    assessment.premortems,
    assessment.premortems.flatMap(({ causes }) => causes),
    assessment.forecasts,
    assessment.observations,
    assessment.quantities.flatMap(({ instead }) => instead),
  ]) {
    for (const declaration of list as readonly Pick<Declared, "because">[])
      for (const reason of declaration.because) if (reason.kind === "reference") used.add(reason.id);
  }
  for (const rule of assessment.rules)
    for (const { because } of rule.elements) for (const reason of because) if (reason.kind === "reference") used.add(reason.id);
  const partly = [...assessment.precedents.flatMap(allRows), ...departures(assessment)];
  for (const { because } of partly) for (const reason of because) if (reason.kind === "reference") used.add(reason.id);
  for (const { precedent } of assessment.quantities) if (precedent) used.add(precedent.text);
  return { references, used };
}
