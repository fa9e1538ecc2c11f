/** Weights of objectives as swings: fixed, between limits, by rank, or unknown; as draws, and by their central vector. */
import { ln } from "../elementary.js";
import { blockSize } from "../random.js";
import { openStream } from "../sampling/sampler.js";
import { quantile } from "../statistics/quantiles.js";
import { type Sense, towardsMore } from "./draw-columns.js";
import type { Unsuitable } from "./draws.js";

/**
 * What is known of the weights; each is the worth of the swing of one objective from its worst to its best level, and all are made to sum to 1.
 * - `fixed`: the swings themselves, none negative, not all zero.
 * - `ranges`: each swing uniform between a low and a high value, independently.
 * - `ranks`: 1 for the most important swing; uniform over all weights in this order. Objectives of one rank are in no order among themselves.
 * - `unknown`: uniform over all weights.
 */
export type Weights =
  | { readonly kind: "fixed"; readonly swings: readonly number[] }
  | { readonly kind: "ranges"; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly kind: "ranks"; readonly ranks: readonly number[] }
  | { readonly kind: "unknown" };

/** How weights are drawn: from which seed and names, and whether in the eight replicates that the draws of a randomised sequence have. */
export interface WeightSampling {
  readonly seed: number;
  readonly names?: readonly string[];
  readonly replicated: boolean;
}

/** Why weights cannot be used with so many objectives: none or not as many, or a swing that is negative, not finite, or zero with all others. */
export function unsuitableWeights(weights: Weights, objectives: number): Unsuitable | undefined {
  if (objectives < 2) return { kind: "unsuitable", reason: "not-enough-objectives", have: objectives, need: 2 };
  if (weights.kind === "unknown") return undefined;
  const [have, isRight] =
    weights.kind === "fixed"
      ? [weights.swings.length, weights.swings.every(isSwing) && weights.swings.some((swing) => swing > 0)]
      : weights.kind === "ranges"
        ? [
            weights.ranges.length,
            weights.ranges.every(([low, high]) => isSwing(low) && isSwing(high) && low <= high) &&
              weights.ranges.some(([, high]) => high > 0),
          ]
        : [weights.ranks.length, weights.ranks.every(Number.isFinite)];
  return have === objectives && isRight ? undefined : { kind: "unsuitable", reason: "no-weights", have, need: objectives };
}

function isSwing(swing: number): boolean {
  return swing >= 0 && swing < Infinity;
}

/** Draws of the weights: a column per objective, which sum to 1 in every draw. The weights must suit (see `unsuitableWeights`). */
export function weightDraws(weights: Weights, objectives: number, draws: number, sampling: WeightSampling): readonly Float64Array[] {
  const stream = (objective: number) => {
    const names = [...(sampling.names ?? ["weights"]), `${objective}`];
    const { fill } = openStream(sampling.replicated ? "sobol" : "random", sampling.seed, names, { draws, dimension: objective });
    const column = new Float64Array(Math.ceil(draws / blockSize) * blockSize);
    for (let block = 0; block * blockSize < draws; block++) fill(column.subarray(block * blockSize, (block + 1) * blockSize), block);
    return column.subarray(0, draws);
  };
  const columns = Array.from({ length: objectives }, (_, objective) => {
    if (weights.kind === "fixed") return new Float64Array(draws).fill(weights.swings[objective]!);
    if (weights.kind !== "ranges") return stream(objective).map((u) => -ln(u));
    const [low, high] = weights.ranges[objective]!;
    return stream(objective).map((u) => low + (high - low) * u);
  });
  if (weights.kind === "ranks") sortByRank(columns, weights.ranks);
  for (let draw = 0; draw < draws; draw++) {
    const sum = columns.reduce((total, column) => total + column[draw]!, 0);
    for (const column of columns) column[draw] = sum > 0 ? column[draw]! / sum : 1 / objectives;
  }
  return columns;
}

/** Gives the greatest value of each draw to the first ranks; those of one rank keep among themselves the order in which they were drawn. */
function sortByRank(columns: readonly Float64Array[], ranks: readonly number[]): void {
  const values = new Float64Array(columns.length);
  for (let draw = 0; draw < columns[0]!.length; draw++) {
    const drawn = columns.map((column) => column[draw]!);
    const order = ranks.map((_, objective) => objective).sort((a, b) => ranks[a]! - ranks[b]! || drawn[b]! - drawn[a]!);
    values.set(drawn);
    values.sort().reverse();
    for (const [place, objective] of order.entries()) columns[objective]![draw] = values[place]!;
  }
}

/**
 * The central weights: fixed ones themselves; equal ones where nothing is known; for ranks the rank-order centroid, w_k = (1/n) Σ_{j≥k} 1/j
 * (Barron 1992), shared out where ranks tie; for ranges the middles, made to sum to 1. All but the last are the means of the draws.
 */
export function centralWeights(weights: Weights, objectives: number): readonly number[] {
  switch (weights.kind) {
    case "fixed":
      return normalised(weights.swings);
    case "ranges":
      return normalised(weights.ranges.map(([low, high]) => (low + high) / 2));
    case "unknown":
      return new Array<number>(objectives).fill(1 / objectives);
    case "ranks": {
      const centroid = new Array<number>(objectives).fill(0);
      for (let k = objectives - 1; k >= 0; k--) centroid[k] = (centroid[k + 1] ?? 0) + 1 / (objectives * (k + 1));
      return weights.ranks.map((rank) => {
        const before = weights.ranks.filter((other) => other < rank).length;
        const shared = centroid.slice(before, before + weights.ranks.filter((other) => other === rank).length);
        return shared.reduce((sum, weight) => sum + weight, 0) / shared.length;
      });
    }
  }
}

function normalised(swings: readonly number[]): readonly number[] {
  const sum = swings.reduce((total, swing) => total + swing, 0);
  return swings.map((swing) => swing / sum);
}

/** The worst and the best level of an objective, between which its swing lies: `worst` is the greater where less is wanted. */
export interface Levels {
  readonly worst: number;
  readonly best: number;
}

/** Partial values: 0 at the worst level, 1 at the best, straight between and beyond. The levels must differ. */
export function partialValues(column: Float64Array, { worst, best }: Levels): Float64Array {
  return column.map((value) => (value - worst) / (best - worst));
}

/** Levels from the draws of all options: the least 5 % and the greatest 95 % quantile (or another `probability`), with the sense minded. */
export function levelsOf(columns: readonly Float64Array[], sense: Sense, probability = 0.05): Levels {
  const wanted = columns.map((column) => towardsMore(column, sense));
  const worst = Math.min(...wanted.map((column) => quantile(column, probability)));
  const best = Math.max(...wanted.map((column) => quantile(column, 1 - probability)));
  return sense === "maximise" ? { worst, best } : { worst: 0 - worst, best: 0 - best };
}
