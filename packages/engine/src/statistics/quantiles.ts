/**
 * Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996) with standard errors. Where they lie is one
 * matter and what stands there another, so that columns and streams share the arithmetic.
 */
import type { QuantileEstimate } from "../result.js";
import { ordered } from "./order-statistics.js";

/** The quantiles that every summary shows of draws or of a stream with brackets. */
export const summaryProbabilities: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Where a quantile of so many values lies, in ranks from 0. */
export interface QuantilePlace {
  readonly probability: number;
  /** One standard deviation of the binomial rank. */
  readonly spread: number;
  readonly below: number;
  readonly above: number;
  /** How far from `below` to `above`, from 0 to 1. */
  readonly weight: number;
  /** The ranks one standard deviation below and above. */
  readonly low: number;
  readonly high: number;
}

/** Where quantiles of so many values lie. */
export function quantilePlaces(count: number, probabilities: readonly number[]): readonly QuantilePlace[] {
  const last = count - 1;
  return probabilities.map((probability) => {
    const rank = last * probability;
    const spread = Math.sqrt(count * probability * (1 - probability));
    const below = Math.floor(rank);
    return {
      probability,
      spread,
      below,
      above: Math.min(last, below + 1),
      weight: rank - below,
      low: Math.max(0, Math.floor(rank - spread)),
      high: Math.min(last, Math.ceil(rank + spread)),
    };
  });
}

/** The ranks that quantiles ask for, with repetitions. */
export function ranksOf(places: readonly QuantilePlace[]): readonly number[] {
  return places.flatMap(({ below, above, low, high }) => [below, above, low, high]);
}

/**
 * Quantiles from the values at their ranks. The standard error is half the distance between the order statistics one standard deviation of
 * the binomial rank below and above; under replicated sampling, which spreads draws more evenly, it is larger than the true one.
 */
export function quantilesAt(places: readonly QuantilePlace[], at: (rank: number) => number): readonly QuantileEstimate[] {
  return places.map(({ probability, spread, below, above, weight, low, high }) => {
    const [least, most] = [at(low), at(high)];
    const error = least === most ? 0 : ((most - least) / (high - low)) * spread;
    return { probability, value: weight === 0 ? at(below) : interpolate(at(below), at(above), weight), error };
  });
}

function interpolate(low: number, high: number, weight: number): number {
  return low === high ? low : low + (high - low) * weight;
}

/** What quantiles are where a value is not a number. */
export function noQuantiles(probabilities: readonly number[]): readonly QuantileEstimate[] {
  return probabilities.map((probability) => ({ probability, value: Number.NaN, error: Number.NaN }));
}

/** Several quantiles of a column, with standard errors. */
export function quantiles(values: Float64Array, probabilities: readonly number[]): readonly QuantileEstimate[] {
  if (hasNaN(values)) return noQuantiles(probabilities);
  const places = quantilePlaces(values.length, probabilities);
  return quantilesAt(places, ordered(values, ranksOf(places)));
}

/** One quantile of a column. */
export function quantile(values: Float64Array, probability: number): number {
  return quantiles(values, [probability])[0]!.value;
}

/** Whether any value is not a number. */
export function hasNaN(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) return true;
  return false;
}
