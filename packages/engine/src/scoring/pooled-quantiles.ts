/** Pools of forecasts by quantiles: means and medians of the quantiles at the same level. */
import type { QuantilePoint } from "./quantity-scores.js";

/** Pooled quantiles by rising level. */
export interface PooledQuantiles {
  readonly weighted: readonly QuantilePoint[];
  readonly mean: readonly QuantilePoint[];
  readonly median: readonly QuantilePoint[];
}

/**
 * The pool of forecasts, each with a weight, at every level that somebody names and all reach; between two of its levels a forecast is a straight
 * line. Undefined where there are no forecasts, or none of their levels is reached by all.
 */
export function pooledQuantiles(forecasts: readonly (readonly QuantilePoint[])[], weights: readonly number[]): PooledQuantiles | undefined {
  const from = Math.max(...forecasts.map((quantiles) => quantiles[0]?.[0] ?? Infinity));
  const to = Math.min(...forecasts.map((quantiles) => quantiles.at(-1)?.[0] ?? -Infinity));
  const named = forecasts.flatMap((quantiles) => quantiles.map(([level]) => level)).filter((level) => level >= from && level <= to);
  const levels = [...new Set(named)].sort((one, other) => one - other);
  if (levels.length === 0) return undefined;
  const pool = (of: (values: readonly number[]) => number): readonly QuantilePoint[] =>
    levels.map((level) => [level, of(forecasts.map((quantiles) => quantileAt(quantiles, level)))]);
  return {
    weighted: pool((values) => meanOf(values, weights)),
    mean: pool((values) => meanOf(values)),
    median: pool(medianOf),
  };
}

/** The value at a level between the outermost ones. */
function quantileAt(quantiles: readonly QuantilePoint[], level: number): number {
  const next = quantiles.findIndex(([each]) => each >= level);
  const [upper, value] = quantiles[next]!;
  if (upper === level || next === 0) return value;
  const [lower, before] = quantiles[next - 1]!;
  return before + ((value - before) * (level - lower)) / (upper - lower);
}

function meanOf(values: readonly number[], weights: readonly number[] = values.map(() => 1)): number {
  let [sum, total] = [0, 0];
  values.forEach((value, place) => {
    sum += weights[place]! * value;
    total += weights[place]!;
  });
  return sum / total;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
