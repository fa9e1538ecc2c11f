/**
 * Means of the lowest and of the highest 5 % of draws (the conditional value at risk of Rockafellar and Uryasev 2000). The order statistic at
 * which the 5 % end counts by the fraction that belongs to them, so that ties and small numbers of draws are exact.
 */
import type { Tails } from "../result.js";
import { beyondLimits, worthSelecting } from "./selection.js";

/** The share of the draws in each tail. */
export const tailProbability = 0.05;

/** What the tails are where a value is not a number. */
export const noTails: Tails = { probability: tailProbability, low: Number.NaN, high: Number.NaN };

/** Where the tails of so many values end: how many values each holds, a fraction included, and the ranks of the values at their ends. */
export interface TailPlaces {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Where the tails of so many values end. */
export function tailPlaces(count: number): TailPlaces {
  const share = count * tailProbability;
  const whole = Math.floor(share);
  return { share, low: whole, high: count - 1 - whole };
}

/** The mean of a tail that holds `share` values: those beyond its end by their sum and number, the rest at its end. */
export function tailMean(share: number, sum: number, beyond: number, end: number): number {
  const rest = share - beyond;
  return (rest > 0 ? sum + rest * end : sum) / share;
}

/** The tails of a column without NaN, whose values at the ends are known. */
export function tailsOf(values: Float64Array, { share, low, high }: TailPlaces, at: (rank: number) => number): Tails {
  const [lowEnd, highEnd] = [at(low), at(high)];
  if (values.length >= worthSelecting) {
    const beyond = beyondLimits(values, lowEnd, highEnd);
    return {
      probability: tailProbability,
      low: tailMean(share, beyond.low.sum, beyond.low.count, lowEnd),
      high: tailMean(share, beyond.high.sum, beyond.high.count, highEnd),
    };
  }
  let [lowSum, lowCount, highSum, highCount] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < lowEnd) {
      lowSum += value;
      lowCount++;
    } else if (value > highEnd) {
      highSum += value;
      highCount++;
    }
  }
  return {
    probability: tailProbability,
    low: tailMean(share, lowSum, lowCount, lowEnd),
    high: tailMean(share, highSum, highCount, highEnd),
  };
}
