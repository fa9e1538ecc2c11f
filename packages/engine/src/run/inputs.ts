/** Instructions of the random inputs: every one turns a column of uniforms into values by inversion. */
import type { Distribution } from "../distributions/distribution.js";
import { distributions, quantileTable } from "../distributions/index.js";
import type { Node } from "../graph.js";
import type { Instruction, Machine } from "./instructions.js";
import { memberOf } from "./layout.js";
import { lazyQuantiles } from "./lazy-quantiles.js";

type Input = Extract<Node, { kind: "draw" | "categorical" | "empirical" }>;

/** The instruction of a random input's cell. */
export function inputInstruction(machine: Machine, node: Input, cell: number): Instruction {
  const out = machine.columns[cell]!;
  const sources = machine.wiring.sources[cell]!.map((source) => machine.columns[source]!);
  const { clock } = machine;
  const courses = uniformsOf(machine, node, cell);
  const fill = fillOfInput(machine, node, out, sources);
  const only = courses[0]!;
  return courses.length === 1 ? () => fill(only) : () => fill(courses[clock.period]!);
}

/** The uniforms of the cell: one column, or one for each period. */
function uniformsOf(machine: Machine, node: Input, cell: number): readonly Float64Array[] {
  const { plan, nodeOf, first } = machine.wiring;
  const id = nodeOf[cell]!;
  const index = cell - first[id]!;
  const place = (period: number) =>
    new Map(
      node.independentOver.map((name) => {
        if (!node.dimensions.includes(name)) throw new Error(`Node ${id} is independent over ${name}, which is not one of its dimensions.`);
        return [name, name === plan.timeName ? period : memberOf(plan.shapes[id]!, index, name)];
      }),
    );
  const isOverTime = plan.timeName !== undefined && node.independentOver.includes(plan.timeName);
  const periods = isOverTime ? (plan.time?.reportCount ?? 0) : 1;
  return Array.from({ length: periods }, (_, period) => machine.streams.column(node.stream, place(period)));
}

function fillOfInput(machine: Machine, node: Input, out: Float64Array, sources: readonly Float64Array[]): (uniforms: Float64Array) => void {
  switch (node.kind) {
    case "empirical":
      return empiricalFill(node, out);
    case "categorical":
      return (uniforms) => fillStates(out, uniforms, sources);
    case "draw": {
      const distribution = distributions.get(node.distribution);
      if (distribution === undefined) throw new Error(`There is no distribution ${node.distribution}.`);
      const count = node.parameters.length;
      if (count !== distribution.parameters.length)
        throw new Error(`The distribution ${node.distribution} does not take ${count} parameters.`);
      const lower = node.lower === undefined ? undefined : sources[count];
      const upper = node.upper === undefined ? undefined : sources[sources.length - 1];
      const parameters = sources.slice(0, count);
      return (uniforms) => fillDraws(machine.tables, out, uniforms, distribution, parameters, lower, upper);
    }
  }
}

/** Quantile functions for whole columns at fixed parameters, by distribution and parameters. */
export type Tables = Map<string, (out: Float64Array, uniforms: Float64Array) => void>;

function fixedQuantiles(
  tables: Tables,
  distribution: Distribution,
  parameters: readonly number[],
): (out: Float64Array, uniforms: Float64Array) => void {
  const key = `${distribution.name} ${parameters.join(" ")}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  if (tables.size > 4000) tables.clear();
  const isCurve = distribution.quantileBySearch === true && !distribution.discrete;
  const made = isCurve ? lazyQuantiles(distribution, parameters) : oneByOne(quantileTable(distribution, parameters));
  tables.set(key, made);
  return made;
}

function oneByOne(quantile: (u: number) => number): (out: Float64Array, uniforms: Float64Array) => void {
  return (out, uniforms) => {
    for (let i = 0; i < out.length; i++) out[i] = quantile(uniforms[i]!);
  };
}

/** Values by inversion; not a number where the parameters have no distribution. */
function fillDraws(
  tables: Tables,
  out: Float64Array,
  uniforms: Float64Array,
  distribution: Distribution,
  parameters: readonly Float64Array[],
  lower: Float64Array | undefined,
  upper: Float64Array | undefined,
): void {
  const isFixed = [...parameters, lower, upper].every((column) => column === undefined || column.length === 1);
  const present = parameters.map((column) => column[0]!);
  if (isFixed) {
    const [low, high] = distribution.problem(present) === undefined ? boundsAt(distribution, present, lower?.[0], upper?.[0]) : impossible;
    if (!(low < high)) out.fill(Number.NaN);
    else {
      for (let i = 0; i < out.length; i++) out[i] = between(low, high, uniforms[i]!);
      fixedQuantiles(tables, distribution, present)(out, out);
    }
  } else {
    for (let i = 0; i < out.length; i++) {
      for (let k = 0; k < parameters.length; k++) present[k] = valueAt(parameters[k]!, i);
      if (distribution.problem(present) !== undefined) out[i] = Number.NaN;
      else if (lower === undefined && upper === undefined) out[i] = distribution.quantile(uniforms[i]!, present);
      else {
        const [low, high] = boundsAt(distribution, present, lower && valueAt(lower, i), upper && valueAt(upper, i));
        out[i] = low < high ? distribution.quantile(between(low, high, uniforms[i]!), present) : Number.NaN;
      }
    }
  }
  if (lower !== undefined) for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i]!, valueAt(lower, i));
  if (upper !== undefined) for (let i = 0; i < out.length; i++) out[i] = Math.min(out[i]!, valueAt(upper, i));
}

function valueAt(column: Float64Array, draw: number): number {
  return column[column.length === 1 ? 0 : draw]!;
}

/** A probability between two others that rounding does not push to 1. */
function between(low: number, high: number, uniform: number): number {
  return Math.min(low + uniform * (high - low), 0.9999999999999999);
}

const untruncated: readonly [number, number] = [0, 1];
const impossible: readonly [number, number] = [Number.NaN, Number.NaN];

/** The probabilities between which a truncated distribution is drawn; both bounds belong to it. */
function boundsAt(
  distribution: Distribution,
  parameters: readonly number[],
  lower: number | undefined,
  upper: number | undefined,
): readonly [number, number] {
  if (lower === undefined && upper === undefined) return untruncated;
  const below = lower === undefined ? undefined : distribution.discrete ? Math.ceil(lower) - 1 : lower;
  return [below === undefined ? 0 : distribution.cdf(below, parameters), upper === undefined ? 1 : distribution.cdf(upper, parameters)];
}

function fillStates(out: Float64Array, uniforms: Float64Array, probabilities: readonly Float64Array[]): void {
  const last = probabilities.length - 1;
  for (let i = 0; i < out.length; i++) {
    let rest = uniforms[i]!;
    let state = 0;
    while (state < last) {
      rest -= valueAt(probabilities[state]!, i);
      if (rest < 0) break;
      if (Number.isNaN(rest)) break;
      state++;
    }
    out[i] = Number.isNaN(rest) ? Number.NaN : state;
  }
}

/** Listed values in rising order, so that a larger uniform never gives a smaller value. */
function empiricalFill(node: Input & { kind: "empirical" }, out: Float64Array): (uniforms: Float64Array) => void {
  const order = node.values.map((_, index) => index).sort((a, b) => node.values[a]! - node.values[b]!);
  const values = Float64Array.from(order, (index) => node.values[index]!);
  const bounds = Float64Array.from(order, (index) => node.weights?.[index] ?? 1);
  for (let i = 1; i < bounds.length; i++) bounds[i]! += bounds[i - 1]!;
  const total = bounds[bounds.length - 1] ?? 0;
  if (!(total > 0)) throw new Error(`The empirical stream ${node.stream} has no values with weight.`);
  return (uniforms) => {
    for (let i = 0; i < out.length; i++) {
      const place = uniforms[i]! * total;
      let low = 0;
      let high = bounds.length - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (bounds[middle]! > place) high = middle;
        else low = middle + 1;
      }
      out[i] = values[low]!;
    }
  };
}
