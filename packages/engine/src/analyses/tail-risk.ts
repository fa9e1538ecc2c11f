/** The bad end of a column: conditional value at risk at any level with its error, and whether its tails are so heavy that a mean has no reliable error. */
import { ln } from "../elementary.js";
import type { QuantileEstimate } from "../result.js";
import { ordered } from "../statistics/order-statistics.js";
import { quantiles } from "../statistics/quantiles.js";
import { estimatedMean } from "./draw-columns.js";
import type { Estimated } from "./draws.js";

/** The mean of the draws beyond a quantile (the conditional value at risk), and the quantile (the value at risk). */
export interface TailRisk {
  readonly probability: number;
  readonly side: "low" | "high";
  readonly mean: Estimated;
  readonly quantile: QuantileEstimate;
}

/**
 * The mean of the lowest or highest draws that make up `probability` (above 0, at most 1), the last of them counted in part: q ∓ E(q ∓ x)⁺ /
 * probability (Rockafellar and Uryasev 2000). As q is where this is best, its own error is of second order, and the standard error is that of a mean.
 */
export function tailRisk(values: Float64Array, probability: number, side: "low" | "high", replicated: boolean): TailRisk {
  const sign = side === "low" ? 1 : -1;
  const level = side === "low" ? probability : 1 - probability;
  const rank = Math.min(values.length - 1, Math.max(0, Math.ceil(values.length * probability) - 1));
  const place = side === "low" ? rank : values.length - 1 - rank;
  const end = ordered(values, [place])(place);
  const parts = new Float64Array(values.length);
  for (let draw = 0; draw < parts.length; draw++) parts[draw] = end - (sign * Math.max(0, sign * (end - values[draw]!))) / probability;
  return { probability, side, mean: estimatedMean(parts, replicated), quantile: quantiles(values, [level])[0]! };
}

/** How heavy the heavier tail of a column is. */
export interface TailWeight {
  /** Hill's estimate of the exponent with which the tail falls: the variance is infinite below 2, the mean below 1. Absent where too few draws differ. */
  readonly index?: Estimated;
  /** The greatest squared distance of a draw from the median, over the sum of all. */
  readonly largestShare: number;
  /** Whether the error of the mean cannot be trusted: the index is surely below 2, or one draw outweighs all others. */
  readonly isHeavy: boolean;
}

/** The fewest distances beyond a threshold from which an index is estimated. */
const fewestBeyond = 10;

const known = new WeakMap<Float64Array, TailWeight>();

/** The weight of the tails of a column of finite draws, worked out once for as long as it is held. Below 100 draws nothing counts as heavy. */
export function tailWeight(values: Float64Array): TailWeight {
  const weight = known.get(values) ?? newTailWeight(values);
  known.set(values, weight);
  return weight;
}

function newTailWeight(values: Float64Array): TailWeight {
  const count = values.length;
  const median = quantiles(values, [0.5])[0]!.value;
  const { sum, largest, below, above } = distancesTo(median, values);
  const largestShare = sum > 0 ? largest / sum : 0;
  const [low, high] = [outermost(below), outermost(above)];
  const at = ordered(values, [
    ...Array.from({ length: low + 1 }, (_, k) => k),
    ...Array.from({ length: high + 1 }, (_, k) => count - 1 - k),
  ]);
  const indexes = [hillIndex(low, (k) => median - at(k)), hillIndex(high, (k) => at(count - 1 - k) - median)].flatMap((each) => each ?? []);
  const index = indexes.sort((a, b) => a.value - b.value)[0];
  const isHeavy = count >= 100 && (largestShare > 0.5 || (index !== undefined && index.value + 1.645 * index.error < 2));
  return index ? { index, largestShare, isHeavy } : { largestShare, isHeavy };
}

/** The sum and the greatest of squared distances, and how many values lie on each side. */
function distancesTo(middle: number, values: Float64Array) {
  const count = values.length;
  let sum = 0;
  let largest = 0;
  let below = 0;
  let above = 0;
  for (let draw = 0; draw < count; draw++) {
    const distance = values[draw]! - middle;
    const square = distance * distance;
    sum += square;
    if (square > largest) largest = square;
    if (distance < 0) below++;
    else if (distance > 0) above++;
  }
  return { sum, largest, below, above };
}

/** How many of so many distances are taken for the tail: the root of twice their number, and never more than a tenth. */
function outermost(distances: number): number {
  return Math.floor(Math.min(Math.sqrt(2 * distances), distances / 10));
}

/** Hill's (1975) estimate from the distances beyond the one at place `beyond`, the greatest at place 0. Equal distances have no tail. */
function hillIndex(beyond: number, distance: (place: number) => number): Estimated | undefined {
  if (beyond < fewestBeyond) return undefined;
  let sum = 0;
  for (let place = 0; place < beyond; place++) sum += ln(distance(place) / distance(beyond));
  return sum > 0 ? { value: beyond / sum, error: Math.sqrt(beyond) / sum } : undefined;
}
