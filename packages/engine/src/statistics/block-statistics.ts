/** Statistics of whole blocks by kernels, with the bits of the scalar loops. */
import type { Brackets } from "./brackets.js";

/** What gathers one cell's blocks of 512 values; the values lie where the kernels can reach them. */
export interface BlockStatistics {
  /** Accumulators as laid out in `moments.ts`, which the kernels work on. */
  readonly accumulators: Float64Array;
  /** Whether these values are a block that the kernels can take. */
  takes(values: Float64Array, from: number, to: number): boolean;
  /** What gathers by these brackets, unless there are too many edges or their range is out of the ordinary. */
  bracketed(brackets: Brackets): BlockBrackets | undefined;
}

/** What gathers a cell's blocks of finite values by brackets. */
export interface BlockBrackets {
  /** Takes a block. So many values as the result says are listed with their positions, in the order of the draws; the others are merely counted. */
  take(values: Float64Array): number;
  readonly values: Float64Array;
  readonly positions: Uint32Array;
  /** Adds to the counts by position, and to sums in lanes, what has been counted and added up since the last time. */
  release(counts: Uint32Array, sums: Float64Array): void;
}
