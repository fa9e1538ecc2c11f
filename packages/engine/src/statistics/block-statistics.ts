/** Statistics of whole blocks by kernels, with the bits of the scalar loops. */

/** What gathers one cell's blocks of 512 values; the values lie where the kernels can reach them. */
export interface BlockStatistics {
  /** Accumulators as laid out in `moments.ts`, which the kernels work on. */
  readonly accumulators: Float64Array;
  /** Whether these values are a block that the kernels can take. */
  takes(values: Float64Array, from: number, to: number): boolean;
  /** A gatherer for so many intervals, unless they are too many. Limits are those below and above which sums are taken. */
  intervals(ends: readonly (readonly [number, number])[], low: number, high: number): BlockIntervals | undefined;
}

/** What gathers which of a cell's values lie in intervals that do not touch, in rising order. */
export interface BlockIntervals {
  /** Forgets all that was gathered. */
  clear(): void;
  take(values: Float64Array): void;
  /** The values of the last block that lie in intervals, ends included: those of each in the order of the draws, from `startOf` it, so many as `countOf` says. */
  readonly values: Float64Array;
  startOf(interval: number): number;
  countOf(interval: number): number;
  /** How many values were less than an interval. */
  below(interval: number): number;
  /** Sums of what lies below the lower limit and, from index 8, above the upper one, each in eight lanes. */
  readonly sums: Float64Array;
}
