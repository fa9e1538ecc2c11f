/** Instructions of the random inputs, as the interpreter carries them out: every one turns uniforms into values by inversion. */
import type { Distribution } from "../distributions/distribution.js";
import { distributions } from "../distributions/index.js";
import { exp } from "../elementary.js";
import type { Node } from "../graph.js";
import { guidedValue } from "../kernels/guide-table.js";
import { blockSize } from "../random.js";
import type { UniformSource } from "./designs.js";
import type { Instruction, Machine } from "./instructions.js";
import { memberOf } from "./layout.js";
import { fixedQuantiles, listedQuantiles, type StandardMember, standardMember, standardNormal } from "./quantiles.js";

/** A node that draws. */
export type Input = Extract<Node, { kind: "draw" | "categorical" | "empirical" }>;

/** The instruction of a random input's cell. */
export function inputInstruction(machine: Machine, node: Input, cell: number): Instruction {
  const out = machine.columns[cell]!;
  const sources = machine.wiring.sources[cell]!.map((source) => machine.columns[source]!);
  const { clock } = machine;
  const courses = uniformsOf(machine, node, cell);
  const uniforms = new Float64Array(blockSize);
  const fill = fillOfInput(node, out, sources);
  return () => {
    courses[courses.length === 1 ? 0 : clock.period]!.fill(uniforms, clock.block);
    fill(uniforms);
  };
}

/** Where the cell's uniforms come from: one source, or one for each period. */
export function uniformsOf(machine: Machine, node: Input, cell: number): readonly UniformSource[] {
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
  return Array.from({ length: periods }, (_, period) => machine.streams.source(node.stream, place(period)));
}

/** What a node draws from: its distribution, parameters and bounds, each a column. */
export interface DrawParts {
  readonly distribution: Distribution;
  readonly parameters: readonly Float64Array[];
  readonly lower: Float64Array | undefined;
  readonly upper: Float64Array | undefined;
}

/** The parts of a draw, from the columns of its sources. */
export function drawParts(node: Input & { kind: "draw" }, sources: readonly Float64Array[]): DrawParts {
  const distribution = distributions.get(node.distribution);
  if (distribution === undefined) throw new Error(`There is no distribution ${node.distribution}.`);
  const count = node.parameters.length;
  if (count !== distribution.parameters.length) throw new Error(`The distribution ${node.distribution} does not take ${count} parameters.`);
  return {
    distribution,
    parameters: sources.slice(0, count),
    lower: node.lower === undefined ? undefined : sources[count],
    upper: node.upper === undefined ? undefined : sources[sources.length - 1],
  };
}

function fillOfInput(node: Input, out: Float64Array, sources: readonly Float64Array[]): (uniforms: Float64Array) => void {
  switch (node.kind) {
    case "empirical": {
      const table = listedQuantiles(node.values, node.weights);
      return (uniforms) => {
        for (let i = 0; i < out.length; i++) out[i] = guidedValue(table, uniforms[i]!);
      };
    }
    case "categorical":
      return (uniforms) => fillStates(out, uniforms, sources);
    case "draw": {
      const parts = drawParts(node, sources);
      return (uniforms) => fillDraws(parts, out, uniforms);
    }
  }
}

/** The value at u of a distribution whose parameters differ between draws. The normal family goes by the table of its standard member. */
export function movingQuantile(distribution: Distribution, u: number, p: readonly number[]): number {
  if (distribution.name === "normal") return p[0]! + p[1]! * standardNormal().at(u);
  if (distribution.name === "lognormal") return p[0]! * exp(p[1]! * standardNormal().at(u));
  return distribution.quantile(u, p);
}

/** The value at u of a distribution whose parameters stay as they are. */
export function steadyQuantile(distribution: Distribution, p: readonly number[]): (u: number) => number {
  const isNormal = distribution.name === "normal" || distribution.name === "lognormal";
  return isNormal ? (u) => movingQuantile(distribution, u, p) : fixedQuantiles(distribution, p).at;
}

/** Values by inversion; not a number where the parameters have no distribution. */
function fillDraws({ distribution, parameters, lower, upper }: DrawParts, out: Float64Array, uniforms: Float64Array): void {
  const isFixed = [...parameters, lower, upper].every((column) => column === undefined || column.length === 1);
  const present = parameters.map((column) => column[0]!);
  if (isFixed) {
    const [low, high] = distribution.problem(present) === undefined ? boundsAt(distribution, present, lower?.[0], upper?.[0]) : impossible;
    if (!(low < high)) out.fill(Number.NaN);
    else {
      const quantile = steadyQuantile(distribution, present);
      for (let i = 0; i < out.length; i++) out[i] = quantile(between(low, high, uniforms[i]!));
    }
  } else {
    const member = lower === undefined && upper === undefined ? standardMember(distribution, parameters) : undefined;
    for (let i = 0; i < out.length; i++) {
      for (let k = 0; k < parameters.length; k++) present[k] = valueAt(parameters[k]!, i);
      if (distribution.problem(present) !== undefined) out[i] = Number.NaN;
      else if (member !== undefined) out[i] = memberAt(member, uniforms[i]!, present);
      else if (lower === undefined && upper === undefined) out[i] = movingQuantile(distribution, uniforms[i]!, present);
      else {
        const [low, high] = boundsAt(distribution, present, lower && valueAt(lower, i), upper && valueAt(upper, i));
        out[i] = low < high ? movingQuantile(distribution, between(low, high, uniforms[i]!), present) : Number.NaN;
      }
    }
  }
  if (lower !== undefined) for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i]!, valueAt(lower, i));
  if (upper !== undefined) for (let i = 0; i < out.length; i++) out[i] = Math.min(out[i]!, valueAt(upper, i));
}

/** The value at u of a member by its location and scale. */
function memberAt({ quantiles, location, scale }: StandardMember, u: number, p: readonly number[]): number {
  const value = p[scale]! * quantiles.at(u);
  return location === undefined ? value : p[location]! + value;
}

function valueAt(column: Float64Array, draw: number): number {
  return column[column.length === 1 ? 0 : draw]!;
}

/** The greatest number below 1. */
export const nearlyOne = 0.9999999999999999;

/** A probability between two others that rounding does not push to 1. */
function between(low: number, high: number, uniform: number): number {
  return Math.min(low + uniform * (high - low), nearlyOne);
}

const untruncated: readonly [number, number] = [0, 1];
const impossible: readonly [number, number] = [Number.NaN, Number.NaN];

/** The probabilities between which a truncated distribution is drawn; both bounds belong to it. */
export function boundsAt(
  distribution: Distribution,
  parameters: readonly number[],
  lower: number | undefined,
  upper: number | undefined,
): readonly [number, number] {
  if (lower === undefined && upper === undefined) return untruncated;
  const below = lower === undefined ? undefined : distribution.discrete ? Math.ceil(lower) - 1 : lower;
  return [below === undefined ? 0 : distribution.cdf(below, parameters), upper === undefined ? 1 : distribution.cdf(upper, parameters)];
}

/** The state is how many cumulative probabilities, but for the last, u has reached. */
function fillStates(out: Float64Array, uniforms: Float64Array, probabilities: readonly Float64Array[]): void {
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    let state = 0;
    for (let k = 0; k < probabilities.length - 1; k++) {
      sum += valueAt(probabilities[k]!, i);
      if (uniforms[i]! >= sum) state++;
    }
    out[i] = state + 0 * sum;
  }
}
