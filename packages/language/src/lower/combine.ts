/** The rules of units: what may be added, compared and multiplied, and how a bare number takes the unit of its place. */
import {
  conversionFactor,
  divideUnits,
  hasPercent,
  isDimensionless,
  multiplyUnits,
  type OperationName,
  plainUnit,
  sameDimensions,
  type Unit,
} from "@outweigh/engine";
import type { SecondPlace } from "../diagnostic.js";
import { statisticMixed, typeMismatch } from "../diagnostics/model.js";
import { unitMismatch, wrongUnit } from "../diagnostics/units.js";
import type { Span } from "../syntax.js";
import type { Model } from "./model.js";
import { describeUnit, kindWords, type Lowered, unitWords, type Value } from "./value.js";

/** A value with its place in the text. */
export interface Placed {
  readonly value: Value;
  readonly span: Span;
}

/** What several values have in common once they are in one unit. */
export type Common = Pick<Value, "unit" | "free" | "isCalendar" | "origin">;

/** Whether a value is a written nought, which fits any unit. */
export function isZero(model: Model, value: Value): boolean {
  return value.free !== undefined && model.builder.fixedNumber(value.node) === 0;
}

/** Applies an operation, unless it would mix statistics with draws. */
export function applyNode(model: Model, span: Span, operation: OperationName, ...nodes: readonly number[]): number | undefined {
  return isMixed(model, nodes, span) ? undefined : model.builder.apply(operation, ...nodes);
}

/** Reports values that are statistics beside values that differ from draw to draw. */
export function isMixed(model: Model, nodes: readonly number[], span: Span): boolean {
  const kinds = new Set(nodes.map((node) => model.builder.randomnessOf(node)));
  if (!kinds.has("draws") || !kinds.has("statistic")) return false;
  model.report(statisticMixed.at(span, {}));
  return true;
}

/** The value as a number; a condition or a state is reported. */
export function asNumber(model: Model, value: Lowered, span: Span, what = "This"): Lowered {
  if (!value || value.kind === "number") return value;
  const text = model.text(span);
  const remedy =
    value.kind === "boolean"
      ? `Turn it into a number: if ${text} then 1 else 0; or take its probability in the prose: P(${text}).`
      : `Ask for a state with “is”: if ${text} is STATE then 1 else 0.`;
  model.report(typeMismatch.at(span, { what, found: kindWords(value), expected: "a number", remedy }));
  return undefined;
}

/** The value as a condition; a number or a state is reported. */
export function asCondition(model: Model, value: Lowered, span: Span): Lowered {
  if (!value || value.kind === "boolean") return value;
  const text = model.text(span);
  const remedy = value.kind === "state" ? `Ask for a state: ${text} is STATE.` : `Compare it, for instance: ${text} > 0.`;
  model.report(typeMismatch.at(span, { what: `“${text}”`, found: kindWords(value), expected: "a condition", remedy }));
  return undefined;
}

/** Brings values to one unit, or reports the first that does not fit. `what` says what is being done: “These cannot be added”. */
export function unify(model: Model, items: readonly Placed[], what: string, span: Span): Common | undefined {
  const base = items.find(({ value }) => value.free === undefined);
  if (!base) return { unit: plainUnit, free: items.some(({ value }) => value.free === "percent") ? "percent" : "number" };
  for (const item of items) {
    if (item === base || fits(model, item.value, base.value)) continue;
    reportMismatch(model, what, span, base, item);
    return undefined;
  }
  const typed = items.filter(({ value }) => value.free === undefined);
  const origin = base.value.origin ?? typed.find(({ value }) => value.origin)?.value.origin;
  return {
    unit: base.value.unit,
    isCalendar: typed.every(({ value }) => value.isCalendar),
    ...(origin ? { origin } : {}),
  };
}

function fits(model: Model, value: Value, base: Value): boolean {
  if (value.free === undefined) return sameDimensions(value.unit, base.unit);
  if (isZero(model, value) || isDimensionless(base.unit)) return true;
  return base.isCalendar === true && value.free === "number";
}

function reportMismatch(model: Model, what: string, span: Span, left: Placed, right: Placed): void {
  const [first, second] = left.span.from <= right.span.from ? [left, right] : [right, left];
  const place = namedOrigin(second.value) ?? namedOrigin(first.value) ?? second.value.origin ?? first.value.origin;
  const remedy = mismatchRemedy(model, first, second);
  model.report(unitMismatch.at(span, { what, left: unitWords(first.value), right: unitWords(second.value), remedy }, place));
}

function namedOrigin(value: Value): SecondPlace | undefined {
  return value.origin?.message.startsWith("“") ? value.origin : undefined;
}

function mismatchRemedy(model: Model, left: Placed, right: Placed): string {
  const free = left.value.free ? left : right.value.free ? right : undefined;
  const typed = free === left ? right : left;
  if (free) return `Give the number its unit, for instance: ${model.text(free.span)} ${typed.value.unit.text}.`;
  return unitRemedy(left.value.unit, right.value.unit);
}

/** What to write so that two units meet. */
export function unitRemedy(left: Unit, right: Unit): string {
  const currency = (unit: Unit) => Object.keys(unit.powers).find((base) => /^[A-Z]{3}(\d{4})?$/.test(base));
  const [from, to] = [currency(left), currency(right)];
  if (from && to && from !== to) {
    const isYear = from.slice(0, 3) === to.slice(0, 3);
    return `${isYear ? "Prices of different years do not compare; say" : "Say"} what one is worth in the other: unit ${from} = 1.2 ${to}.`;
  }
  const quotient = divideUnits(left, right);
  const powers = quotient.powers;
  if (Object.keys(powers).every((base) => base === "time")) {
    return "One is per time and the other is not: multiply by a length of time, or add up over time with total(x).";
  }
  if (powers.people !== undefined && powers.deaths === -powers.people)
    return "People and deaths are counted apart: multiply by 1 death/person where each person who is counted dies.";
  return `Convert one of them: multiply or divide by a value in ${quotient.text || "a suitable unit"}.`;
}

/** The value in a unit that is asked for: bare numbers take it, others must measure the same thing. */
export function adopt(model: Model, value: Value, target: Unit, span: Span, what: string, origin?: SecondPlace): Lowered {
  const taken = { ...value, unit: target, free: undefined, ...(origin ? { origin } : {}) };
  if (value.free !== undefined) {
    const factor = isZero(model, value) ? 1 : freeFactor(value.free, target);
    if (factor === undefined) {
      const remedy = `Give the number its unit, or declare the unit as a share: %${target.powers.time === -1 ? "/year" : ""}.`;
      model.report(wrongUnit.at(span, { what, found: "% (a share)", expected: describeUnit(target), remedy }, origin));
      return undefined;
    }
    return { ...taken, node: factor === 1 ? value.node : model.builder.apply("multiply", value.node, model.builder.number(factor)) };
  }
  if (sameDimensions(value.unit, target)) return taken;
  const remedy = isDimensionless(value.unit)
    ? `Multiply by a value in ${target.text}, for instance: ${model.text(span)} * 1 ${target.text}.`
    : unitRemedy(value.unit, target);
  const place = namedOrigin(value) ?? origin;
  model.report(wrongUnit.at(span, { what, found: unitWords(value), expected: describeUnit(target), remedy }, place));
  return undefined;
}

/** By what a bare number is multiplied to be in base units; a share fits shares, and rates of time that are written without anything above. */
export function freeFactor(free: "number" | "percent", target: Unit): number | undefined {
  if (free === "number") return target.scale;
  if (hasPercent(target)) return target.scale / 0.01;
  if (isDimensionless(target)) return 1;
  const [first, ...others] = Object.entries(target.powers);
  return others.length === 0 && first?.[0] === "time" && first[1] < 0 ? target.scale : undefined;
}

/** A bare number in the unit that its place gives it, where it fits; anything else as it is. */
export function takeUnit(model: Model, value: Lowered, unit: Unit | undefined): Lowered {
  const factor = value?.kind === "number" && value.free && unit ? freeFactor(value.free, unit) : undefined;
  if (!value || !unit || factor === undefined || isZero(model, value)) return value;
  return { ...value, unit, free: undefined, node: model.builder.apply("multiply", value.node, model.builder.number(factor)) };
}

/** A plain number: no unit, or a share. */
export function asPlain(model: Model, value: Lowered, span: Span, what: string): Lowered {
  const number = asNumber(model, value, span, what);
  if (!number) return undefined;
  if (number.free !== undefined || isDimensionless(number.unit))
    return { ...number, unit: number.free ? plainUnit : number.unit, free: undefined };
  const remedy = `Divide by a value in ${number.unit.text}, so that a plain number is left.`;
  model.report(wrongUnit.at(span, { what, found: unitWords(number), expected: "a plain number", remedy }, number.origin));
  return undefined;
}

/** The product or quotient of two numbers. */
export function multiply(model: Model, operation: "multiply" | "divide", left: Placed, right: Placed, span: Span): Lowered {
  const node = applyNode(model, span, operation, left.value.node, right.value.node);
  if (node === undefined) return undefined;
  const [a, b] = [left.value, right.value];
  if (a.free !== undefined && b.free !== undefined) {
    return { kind: "number", node, unit: plainUnit, free: a.free === "percent" || b.free === "percent" ? "percent" : "number" };
  }
  const percent = model.units.find("%") ?? plainUnit;
  const unitOf = (value: Value) => (value.free === "percent" ? percent : value.unit);
  const unit = operation === "multiply" ? multiplyUnits(unitOf(a), unitOf(b)) : divideUnits(unitOf(a), unitOf(b));
  const origin = (a.free === undefined && !isDimensionless(a.unit) ? a.origin : undefined) ?? b.origin ?? a.origin;
  return { kind: "number", node, unit, ...(origin ? { origin } : {}) };
}

/** By what a number in base units is multiplied to be a number in the unit as written. */
export function perUnit(unit: Unit): number {
  return conversionFactor(plainUnit, unit);
}
