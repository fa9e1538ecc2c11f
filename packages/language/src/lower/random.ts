/** Draws: intervals with a shape, and the fitting of fixed parameters cell by cell. */

import type { Unit } from "@outweigh/engine";
import { type Distribution, distributions, isDimensionless, type NodeId, type ParameterUnit } from "@outweigh/engine";
import {
  distributionProblem,
  intervalReversed,
  levelOutOfRange,
  mustBeFixed,
  shapeDoesNotFit,
  shapeMissing,
  shapeUnknown,
  statisticMixed,
} from "../diagnostics/model.js";
import type { Call } from "../functions/function.js";
import { nearNames } from "../near.js";
import type { Expression, Span } from "../syntax.js";
import { placedNumber } from "./arithmetic.js";
import { adopt, freeFactor, type Placed, unify } from "./combine.js";
import { type Model, nextStream, type Scope } from "./model.js";
import type { Lowered, Value } from "./value.js";

type Interval = Extract<Expression, { readonly kind: "interval" }>;

/** A draw from a family with natural parameters. */
export function drawFrom(model: Model, scope: Scope, span: Span, distribution: string, parameters: readonly NodeId[]): NodeId | undefined {
  if (parameters.some((node) => model.builder.randomnessOf(node) === "statistic")) {
    model.report(statisticMixed.at(span, {}));
    return undefined;
  }
  return model.builder.draw({ distribution, parameters, stream: nextStream(scope), independentOver: scope.over });
}

/** Fixed inputs over their common dimensions, cell by cell; undefined when one is not fixed. */
export function fixedCells(
  model: Model,
  nodes: readonly NodeId[],
): { readonly dimensions: readonly string[]; readonly cells: readonly (readonly number[])[] } | undefined {
  const { builder } = model;
  const dimensions = builder.union(...nodes);
  const columns: (readonly number[])[] = [];
  for (const node of nodes) {
    const values = builder.fixedValues(builder.broadcast(node, dimensions));
    if (!values) return undefined;
    columns.push(values);
  }
  const count = columns[0]?.length ?? 0;
  return { dimensions, cells: Array.from({ length: count }, (_, cell) => columns.map((column) => column[cell] ?? Number.NaN)) };
}

/** Fixed inputs, cell by cell. */
type FixedCells = NonNullable<ReturnType<typeof fixedCells>>;

/**
 * Parameters computed in each cell, as nodes; the first problem in words instead. `units` says which inputs are in the unit of the
 * quantity, whose size `scale` is: a problem is worded in that unit.
 */
export function fitCells(
  model: Model,
  fixed: FixedCells,
  { units }: { readonly units: readonly ParameterUnit[] },
  scale: number,
  fit: (cell: readonly number[]) => readonly number[] | string,
): readonly NodeId[] | string {
  const fitted: (readonly number[])[] = [];
  for (const cell of fixed.cells) {
    const result = fit(cell);
    if (typeof result === "string") {
      const inUnit = fit(cellInUnit(cell, units, scale));
      return typeof inUnit === "string" ? inUnit : result;
    }
    fitted.push(result);
  }
  const count = fitted[0]?.length ?? 0;
  return Array.from({ length: count }, (_, parameter) =>
    model.builder.constant(
      fixed.dimensions,
      fitted.map((cell) => cell[parameter] ?? Number.NaN),
    ),
  );
}

function cellInUnit(cell: readonly number[], units: readonly ParameterUnit[], scale: number): readonly number[] {
  return cell.map((value, index) => (units[index] === "value" ? value / scale : units[index] === "inverse-value" ? value * scale : value));
}

/** Multiplies a free number so that it is in base units of the unit that it takes. */
export function scaleFree(model: Model, value: Value, factor: number): Value {
  return factor === 1 ? value : { ...value, node: model.builder.apply("multiply", value.node, model.builder.number(factor)) };
}

/** `a to b as SHAPE at LEVEL`. */
export function lowerInterval(
  model: Model,
  scope: Scope,
  expression: Interval,
  expected: Unit | undefined,
  elaborate: (of: Expression) => Lowered,
): Lowered {
  const first = placedNumber(model, expression.low, elaborate);
  const second = placedNumber(model, expression.high, elaborate);
  if (!first || !second) return undefined;
  const ends = matchEnds(model, first, second, expected, expression.span);
  if (!ends) return undefined;
  const [low, high] = ends;
  const level = expression.level;
  if (!(level >= 0.01 && level <= 0.999)) {
    model.report(levelOutOfRange.at(expression.span, { level }));
    return undefined;
  }
  const fixed = fixedCells(model, [low.node, high.node]);
  if (!fixed) {
    const uncertain = model.builder.fixedValues(low.node) ? second : first;
    model.report(mustBeFixed.at(uncertain.span, { what: "An end of an interval" }));
    return undefined;
  }
  if (fixed.cells.some(([from = 0, to = 0]) => !(from < to))) {
    model.report(intervalReversed.at(expression.span, { low: model.text(first.span), high: model.text(second.span) }));
    return undefined;
  }
  const record = shapeOf(model, expression, fixed.cells, high);
  if (!record) return undefined;
  const form = hasUnit(record) ? valueEnds : plainEnds;
  const scale = high.free === undefined ? high.unit.scale : 1;
  const parameters = fitCells(
    model,
    fixed,
    form,
    scale,
    ([from = 0, to = 0]) => record.fromInterval?.(from, to, level) ?? "it has no intervals",
  );
  const interval = `${model.text(first.span)} to ${model.text(second.span)}`;
  if (typeof parameters === "string") {
    const shapes = shapesThatFit(fixed.cells, level, high).join(", ");
    model.report(
      shapeDoesNotFit.at(expression.shape?.span ?? expression.span, { shape: record.name, interval, problem: parameters, shapes }),
    );
    return undefined;
  }
  const node = drawFrom(model, scope, expression.span, record.name, parameters);
  return node === undefined ? undefined : { ...high, node, isCalendar: low.isCalendar === true || high.isCalendar === true };
}

/** The two ends of a range in one unit: a bare number takes that of the other end, and two bare numbers take the one expected. */
export function matchEnds(
  model: Model,
  low: Placed,
  high: Placed,
  expected: Unit | undefined,
  span: Span,
): readonly [Value, Value] | undefined {
  const [a, b] = [low.value, high.value];
  if (a.free === "number" && b.free === "percent") return matchFree(model, scaleFree(model, { ...a, free: "percent" }, 0.01), b, expected);
  if (a.free !== undefined && b.free !== undefined) return matchFree(model, a, b, expected);
  if (a.free === "number" && !b.isCalendar) {
    const taken = adopt(model, a, b.unit, low.span, "The lower end");
    return taken && [taken, b];
  }
  if (b.free === "number" && !a.isCalendar) {
    const taken = adopt(model, b, a.unit, high.span, "The upper end");
    return taken && [a, taken];
  }
  const common = unify(model, [low, high], "The ends of the interval do not match", span);
  return common && [a, { ...b, unit: common.unit, free: common.free }];
}

function matchFree(model: Model, low: Value, high: Value, expected: Unit | undefined): readonly [Value, Value] {
  const free = low.free === "percent" || high.free === "percent" ? "percent" : "number";
  const factor = expected && freeFactor(free, expected);
  if (!expected || factor === undefined) return [low, { ...high, free }];
  return [scaleFree(model, low, factor), { ...scaleFree(model, high, factor), unit: expected, free: undefined }];
}

function shapeOf(model: Model, expression: Interval, cells: readonly (readonly number[])[], value: Value): Distribution | undefined {
  const shapes = () => shapesThatFit(cells, expression.level, value).join(", ");
  const interval = `${model.text(expression.low.span)} to ${model.text(expression.high.span)}`;
  if (!expression.shape) {
    model.report(shapeMissing.at(expression.span, { interval, shapes: shapes() }));
    return undefined;
  }
  const { text, span } = expression.shape;
  const record = distributions.get(text);
  if (!record?.fromInterval) {
    const known = [...distributions.values()].filter((each) => each.fromInterval).map((each) => each.name);
    model.report(shapeUnknown.at(span, { shape: text, near: nearNames(text, known), shapes: shapes() }));
    return undefined;
  }
  if (fitsUnit(record, value)) return record;
  const problem = `its values are shares, and these are in ${value.unit.text}`;
  model.report(shapeDoesNotFit.at(span, { shape: text, interval, problem, shapes: shapes() }));
  return undefined;
}

const valueEnds = { units: ["value", "value"] } as const;
const plainEnds = { units: ["number", "number"] } as const;

/** Whether the values of a distribution are in a unit; otherwise they are plain numbers. */
export function hasUnit(record: Distribution): boolean {
  return record.parameters.some((parameter) => parameter.unit === "value");
}

function fitsUnit(record: Distribution, value: Value): boolean {
  return hasUnit(record) || value.free !== undefined || isDimensionless(value.unit);
}

function shapesThatFit(cells: readonly (readonly number[])[], level: number, value: Value): readonly string[] {
  return [...distributions.values()]
    .filter(
      (record) => fitsUnit(record, value) && cells.every(([low = 0, high = 0]) => Array.isArray(record.fromInterval?.(low, high, level))),
    )
    .map((record) => record.name);
}

/** Checks natural parameters where they are fixed; a problem is worded in the unit of the quantity, whose size is `scale`. */
export function checkParameters(
  { model, record: { name, example }, syntax }: Call,
  record: Distribution,
  parameters: readonly NodeId[],
  scale: number,
): boolean {
  const bad = fixedCells(model, parameters)?.cells.find((cell) => record.problem(cell) !== undefined);
  if (bad === undefined) return true;
  const units = record.parameters.map((parameter) => parameter.unit);
  const problem = record.problem(cellInUnit(bad, units, scale)) ?? record.problem(bad) ?? "";
  model.report(distributionProblem.at(syntax.span, { name, problem, example }));
  return false;
}
