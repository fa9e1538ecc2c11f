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
  const parts = values.map((value) => end - (sign * Math.max(0, sign * (end - value))) / probability);
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

/** The weight of the tails of a column of finite draws. Below 100 draws nothing counts as heavy. */
export function tailWeight(values: Float64Array): TailWeight {
  const count = values.length;
  const median = quantiles(values, [0.5])[0]!.value;
  let [sum, largest] = [0, 0];
  for (let draw = 0; draw < count; draw++) {
    const square = (values[draw]! - median) * (values[draw]! - median);
    sum += square;
    largest = Math.max(largest, square);
  }
  const largestShare = sum > 0 ? largest / sum : 0;
  const indexes = [1, -1].flatMap(
    (side) => hillIndex(values.map((value) => side * (value - median)).filter((distance) => distance > 0)) ?? [],
  );
  const index = indexes.sort((a, b) => a.value - b.value)[0];
  const isHeavy = count >= 100 && (largestShare > 0.5 || (index !== undefined && index.value + 1.645 * index.error < 2));
  return index ? { index, largestShare, isHeavy } : { largestShare, isHeavy };
}

/** Hill's (1975) estimate from the outermost distances: the root of their number, and never more than a tenth. Many equal distances have no tail. */
function hillIndex(distances: Float64Array): readonly Estimated[] | undefined {
  const beyond = Math.floor(Math.min(Math.sqrt(2 * distances.length), distances.length / 10));
  if (beyond < fewestBeyond) return undefined;
  const sorted = distances.sort();
  const threshold = sorted[sorted.length - 1 - beyond]!;
  let sum = 0;
  for (let rank = sorted.length - beyond; rank < sorted.length; rank++) sum += ln(sorted[rank]! / threshold);
  return sum > 0 ? [{ value: beyond / sum, error: Math.sqrt(beyond) / sum }] : undefined;
}
