/** Checks for declarations that do nothing, numbers without a reason and base rates that rest on little. */
import type { Assessment, Declared, OptionDeclaration } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import * as found from "../diagnostics/declarations.js";
import type { Lowering } from "../evaluated.js";
import { sizeOfClass } from "../precedent-rows.js";
import type { Expression, Span } from "../syntax.js";
import { cellsOf, expressionsIn, mentionedAnywhere, mentionedInModel, usedBy } from "./mentions.js";

type Report = (diagnostic: Diagnostic) => void;

/** A base rate of fewer cases than this is called small. */
export const smallPrecedent = 10;

/** Checks the declarations of an assessment. `lowering.used` holds the names that lowering met; what other parts mention counts as well. */
export function checkDeclarations(assessment: Assessment, lowering: Pick<Lowering, "used">, report: Report): void {
  checkUnused(assessment, lowering.used, report);
  checkOptions(assessment, report);
  for (const { kind, name, span } of assumptionsOf(assessment)) report(found.noReason.at(span, { kind, name }));
  for (const precedent of assessment.precedents) {
    const trials = sizeOfClass(precedent);
    if (trials < smallPrecedent)
      report(
        found.precedentSmall.at(precedent.span, {
          name: precedent.id,
          trials,
          counted: precedent.ratios ? "ratios" : precedent.events ? "events" : "cases",
        }),
      );
    if (precedent.selectedOnOutcome) report(found.selectedOnOutcome.at(precedent.span, { name: precedent.id }));
  }
}

function checkUnused(assessment: Assessment, used: ReadonlySet<string>, report: Report): void {
  const mentioned = mentionedAnywhere(assessment);
  const isUsed = (id: string) => used.has(id) || mentioned.has(id);
  const fromModules = assessment.uses.map((use) => `${use.prefix}.`);
  const check = (kind: string, declared: readonly Declared[], counts: (id: string) => boolean) => {
    for (const each of declared) {
      if (counts(each.id) || fromModules.some((prefix) => each.id.startsWith(prefix))) continue;
      report(found.unusedDeclaration.at(each.span, { kind, name: each.id }));
    }
  };
  const linked = new Set(assessment.claims.flatMap((claim) => [...claim.conflictsWith, ...claim.corroborates].map((name) => name.text)));
  for (const claim of assessment.claims) if (claim.conflictsWith.length + claim.corroborates.length > 0) linked.add(claim.id);
  const drawnOn = new Set([
    ...assessment.claims.map((claim) => claim.source),
    ...assessment.sources.flatMap((source) => source.derivedFrom.map((name) => name.text)),
  ]);
  check("source", assessment.sources, (id) => drawnOn.has(id) || isUsed(id));
  check("claim", assessment.claims, (id) => linked.has(id) || isUsed(id));
  check("unit", assessment.units, isUsed);
  check("dimension", assessment.dimensions, isUsed);
  check("data", assessment.data, isUsed);
  check("quantity", assessment.quantities, isUsed);
  check("chance", assessment.chances, isUsed);
  check("stock", assessment.stocks, isUsed);
  const families = new Set(assessment.precedents.flatMap(({ id, family }) => (family && isUsed(id) ? [family.text] : [])));
  check(
    "precedent",
    assessment.precedents.filter(({ family }) => family === undefined || !families.has(family.text)),
    isUsed,
  );
}

function checkOptions(assessment: Assessment, report: Report): void {
  const mentioned = mentionedInModel(assessment);
  const baseline = assessment.case.baseline ?? assessment.options[0]?.id;
  const pathways = new Set(assessment.pathways.map((pathway) => pathway.id));
  const hasEffect = (option: OptionDeclaration) =>
    pathways.has(option.id) ||
    mentioned.has(option.id) ||
    (option.isCombination && option.measures.some((measure) => mentioned.has(measure)));
  const unmentioned = assessment.options.filter((option) => option.id !== baseline && !hasEffect(option));
  // Of two options “if hold then …” tells the other one apart as well.
  if (unmentioned.length === 1 && baseline !== undefined && mentioned.has(baseline)) return;
  for (const option of unmentioned) report(found.optionWithoutEffect.at(option.span, { option: option.id }));
}

/** A number of the analyst's own that has no reason. */
export interface Assumption {
  readonly kind: "quantity" | "chance" | "stock" | "element" | "challenge" | "veto" | "forecast" | "observation";
  /** The id of the declaration; of an element, `RULE.ELEMENT`, of a veto, `ACTOR.VETO`, of a challenge, that of its rule. */
  readonly name: string;
  readonly span: Span;
}

/**
 * Everything that rests on the analyst's word alone: numbers of his own in a quantity, chance, stock, contested element, forecast, challenge, veto or observation without
 * `because`. A quantity that only combines others needs no reason of its own, nor do 0, 1, 2, 100 and 1,000 in a formula.
 */
export function assumptionsOf(assessment: Assessment): readonly Assumption[] {
  const bare = <T extends Declared>(
    kind: Assumption["kind"],
    declared: readonly T[],
    expressions: (each: T) => readonly (Expression | undefined)[],
  ): readonly Assumption[] =>
    declared
      .filter((each) => each.because.length === 0 && hasOwnNumber(expressions(each)))
      .map((each) => ({ kind, name: each.id, span: each.span }));
  const own = assessment.quantities.filter((quantity) => !quantity.isOverridden);
  const contested = assessment.rules.flatMap((rule) =>
    rule.elements
      .filter((element) => element.status === "contested" && element.because.length === 0)
      .map((element): Assumption => ({ kind: "element", name: `${rule.id}.${element.id}`, span: element.span })),
  );
  const challenges = assessment.rules.flatMap(({ id, challenge }): readonly Assumption[] =>
    challenge && challenge.because.length === 0 ? [{ kind: "challenge", name: id, span: challenge.span }] : [],
  );
  const vetoes = assessment.actors.flatMap((actor) => actor.vetoes.filter(({ use }) => use.kind === "contested"));
  return [
    ...bare("quantity", own, (quantity) => [quantity.definition, ...cellsOf(quantity.given)]),
    ...bare("chance", assessment.chances, (chance) => [...chance.probabilities, ...cellsOf(chance.given)]),
    ...bare("stock", assessment.stocks, (stock) => [stock.start, stock.gains, stock.loses]),
    ...contested,
    ...challenges,
    ...bare("veto", vetoes, ({ use }) => [usedBy(use)]),
    ...bare("forecast", assessment.forecasts, (forecast) => [
      forecast.probability,
      ...forecast.probabilities.map(({ value }) => value),
      ...forecast.quantiles.map(({ value }) => value),
    ]),
    ...bare("observation", assessment.observations, ({ that, measured }) => [that, measured?.value, measured?.error]),
  ];
}

const structural = new Set([0, 1, 2, 100, 1000]);

function hasOwnNumber(expressions: readonly (Expression | undefined)[]): boolean {
  return expressions.some((expression) => {
    if (!expression) return false;
    const parts = [...expressionsIn(expression)];
    if (parts.some((part) => part.kind === "interval")) return true;
    const numbers = parts.filter((part) => part.kind === "number");
    const isFormula = parts.some((part) => part.kind === "name" || part.kind === "compare-options");
    return isFormula ? numbers.some((part) => !structural.has(part.value) || part.percent) : numbers.length > 0;
  });
}
