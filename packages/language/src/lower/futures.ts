/** What has no probability: the values that scenarios set, the ranges of futures, and the values that quantities take instead of their own. */
import type { Unit } from "@outweigh/engine";
import type { FuturesDeclaration } from "../assessment.js";
import { duplicateRow, intervalReversed, mustBeFixed, rangeNeedsSingle } from "../diagnostics/model.js";
import { unknownName, wrongKindOfName } from "../diagnostics/names.js";
import type { FutureRange, FutureRanges } from "../evaluated.js";
import type { Expression, NameSyntax, Span } from "../syntax.js";
import { placedNumber } from "./arithmetic.js";
import { adopt, asNumber } from "./combine.js";
import { shapeTo } from "./declarations.js";
import { entityWords } from "./environment.js";
import { elaborate } from "./expression.js";
import { type Model, scopeOf } from "./model.js";
import { matchEnds } from "./random.js";
import { standsAlone } from "./stands-alone.js";

/** Reads every block of futures, and checks scenarios and the values that quantities take instead. Blocks with mistakes are left out. */
export function lowerFutures(model: Model): ReadonlyMap<string, FutureRanges> {
  const { assessment } = model.environment;
  for (const scenario of assessment.scenarios) {
    for (const { quantity, value } of known(model, scenario.settings))
      checkValue(model, quantity.text, value, `The value of ${quantity.text} in ${scenario.id}`);
  }
  for (const { id, ifWrong } of assessment.assumptions) {
    for (const { quantity, value } of known(model, ifWrong))
      checkValue(model, quantity.text, value, `The value of ${quantity.text} if ${id} is wrong`);
  }
  for (const { id, instead } of assessment.quantities) {
    if (model.values.get(id)) for (const { value } of instead) checkValue(model, id, value, `The value instead of ${id}`);
  }
  const futures = new Map<string, FutureRanges>();
  for (const declaration of assessment.futures) {
    const ranges = readRanges(model, declaration);
    if (ranges.length === declaration.ranges.length && ranges.length > 0 && !futures.has(declaration.id))
      futures.set(declaration.id, { ranges, cases: declaration.cases });
  }
  return futures;
}

/** Rows that name a sound quantity, each for the first time; others are reported. */
function known<T extends { readonly quantity: NameSyntax; readonly span: Span }>(model: Model, rows: readonly T[]): readonly T[] {
  const { environment } = model;
  const seen = new Set<string>();
  return rows.filter(({ quantity: { text, span }, span: row }) => {
    const entity = environment.entities.get(text);
    if (entity?.kind !== "quantity") {
      const quantities = environment.assessment.quantities.map(({ id }) => id);
      if (entity) {
        const instead = "Name a quantity on which it depends.";
        model.report(wrongKindOfName.at(span, { name: text, kind: entityWords(entity.kind), wanted: "a quantity", instead }));
      } else
        model.report(unknownName.at(span, { name: text, near: environment.near(text, quantities), hint: "A quantity is wanted here." }));
      return false;
    }
    if (seen.has(text)) model.report(duplicateRow.at(row, { label: text }));
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew && model.values.get(text) !== undefined;
  });
}

function checkValue(model: Model, id: string, expression: Expression, what: string): void {
  const own = model.values.get(id);
  if (!own || !standsAlone(model, expression, what)) return;
  const scope = scopeOf(`${id}:instead`);
  const value = asNumber(model, elaborate(model, scope, expression, own.unit), expression.span, what);
  const adopted = value && adopt(model, value, own.unit, expression.span, what, own.origin);
  if (adopted) shapeTo(model, adopted, id, model.builder.dimensionsOf(own.node), expression.span, own.origin?.span ?? expression.span);
}

function readRanges(model: Model, declaration: FuturesDeclaration): readonly FutureRange[] {
  return known(model, declaration.ranges).flatMap(({ quantity, low, high, span }): FutureRange[] => {
    const own = model.values.get(quantity.text)!;
    const over = model.builder.dimensionsOf(own.node);
    if (over.length > 0) {
      model.report(rangeNeedsSingle.at(quantity.span, { name: quantity.text, over: over.join(" and ") }));
      return [];
    }
    const what = `The range of ${quantity.text}`;
    const ends = fixedEnds(model, low, high, own.unit, what);
    if (!ends) return [];
    if (ends.low < ends.high) return [{ quantity: quantity.text, ...ends, unit: own.unit }];
    const place = { ...span, from: low.span.from, to: high.span.to };
    model.report(intervalReversed.at(place, { low: model.text(low.span), high: model.text(high.span) }));
    return [];
  });
}

/** Two fixed numbers in base units of `unit`; a bare number takes the unit of the other. Anything else is reported. */
export function fixedEnds(
  model: Model,
  low: Expression,
  high: Expression,
  unit: Unit,
  what: string,
): { readonly low: number; readonly high: number } | undefined {
  if (!standsAlone(model, low, what) || !standsAlone(model, high, what)) return undefined;
  const place = { ...low.span, to: high.span.to };
  const read = (of: Expression) => elaborate(model, scopeOf("range"), of);
  const [from, to] = [placedNumber(model, low, read), placedNumber(model, high, read)];
  const ends = from && to && matchEnds(model, from, to, unit, place);
  const second = ends && adopt(model, ends[1], unit, high.span, what);
  const first = second && adopt(model, { ...ends[0], unit: ends[1].unit, free: ends[1].free }, unit, low.span, what);
  if (!first) return undefined;
  const numbers = [first, second].map(({ node }) => model.builder.fixedNumber(node));
  const unfixed = numbers.indexOf(undefined);
  if (unfixed >= 0) model.report(mustBeFixed.at((unfixed === 0 ? low : high).span, { what: `Each end of ${what.replace(/^T/, "t")}` }));
  const [least, greatest] = numbers;
  return least === undefined || greatest === undefined ? undefined : { low: least, high: greatest };
}
