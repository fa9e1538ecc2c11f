/**
 * Standard errors from replicates: a statistic is computed in each of eight independent replicates of the draws, and the spread of the
 * eight tells how uncertain the one of all draws is. The error has 7 degrees of freedom, so it is itself known to about a quarter.
 */
import { blockSize } from "../random.js";
import { emptyMoments, gather, type Moments, quantiles } from "../statistics.js";
import { replicateCount } from "./digital-sequence.js";

/** Degrees of freedom of a standard error from replicates: 95 % intervals reach 2.365 standard errors to each side. */
export const replicateFreedom = replicateCount - 1;

/** The standard error of the mean of independent values of the same statistic: their standard deviation over the root of their number. */
export function errorOfReplicates(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / ((values.length - 1) * values.length));
}

/** The draws of each replicate, in order; a column whose length is not a multiple of eight gives replicates that differ by one draw. */
export function replicatesOf(column: Float64Array): readonly Float64Array[] {
  return Array.from({ length: replicateCount }, (_, replicate) => {
    const draws = new Float64Array(Math.ceil(Math.max(0, column.length - replicate) / replicateCount));
    for (let i = 0; i < draws.length; i++) draws[i] = column[replicateCount * i + replicate]!;
    return draws;
  });
}

/** The standard error of any statistic of a column of draws; NaN with fewer than eight draws, which do not fill the replicates. */
export function replicateError(column: Float64Array, statistic: (draws: Float64Array) => number): number {
  if (column.length < replicateCount) return Number.NaN;
  return errorOfReplicates(replicatesOf(column).map(statistic));
}

/** The standard error of the mean; of a column of zeros and ones, that of a probability. */
export function replicateMeanError(column: Float64Array): number {
  return replicateError(column, (draws) => {
    const moments = emptyMoments();
    gather(moments, draws, 0, draws.length);
    return moments.mean;
  });
}

/**
 * The standard errors of several quantiles. Where a replicate has few draws beyond the quantile its own quantile is biased; the spread
 * is still that of the estimate, but the shared bias is not in it.
 */
export function replicateQuantileErrors(column: Float64Array, probabilities: readonly number[]): readonly number[] {
  if (column.length < replicateCount) return probabilities.map(() => Number.NaN);
  const found = replicatesOf(column).map((draws) => quantiles(draws, probabilities));
  return probabilities.map((_, index) => errorOfReplicates(found.map((values) => values[index]!.value)));
}

/** Moments gathered for each replicate, for draws that are not kept. */
export function emptyReplicates(): readonly Moments[] {
  return Array.from({ length: replicateCount }, emptyMoments);
}

/** Adds the first `count` values of a block to the moments of their replicates. */
export function gatherReplicates(moments: readonly Moments[], values: Float64Array, count: number): void {
  const own = new Float64Array(blockSize / replicateCount);
  for (let replicate = 0; replicate < replicateCount; replicate++) {
    let size = 0;
    for (let j = replicate; j < count; j += replicateCount) own[size++] = values[j]!;
    gather(moments[replicate]!, own, 0, size);
  }
}
