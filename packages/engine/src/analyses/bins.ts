/**
 * An input cut into narrow bins, each with about as many draws as any other. Sums by bin are all that a smoother needs of the draws, so that
 * one pass over the draws serves every fit.
 */
import type { Unsuitable } from "./draws.js";
import { orderOfDraws } from "./row-order.js";
import { firstAtLeast } from "./sorted-lookup.js";

/** The fewest draws from which a curve is fitted. */
export const fewestDraws = 200;

/** The most bins: their width is far below what a smooth curve can follow, and their sums stay in the fastest memory. */
export const mostBins = 1024;

/** Of many draws as many are sorted to find the ends of bins. */
const sampleSize = 16_384;

/** The fewest draws for each value of an input of few. */
const fewestPerValue = 5;

/** An input with no more distinct values than this is taken value by value. */
export const fewValues = 16;

/** The bins of one input, in rising order. */
export interface Bins {
  /** The bin of each draw. */
  readonly of: Uint16Array;
  /** How many draws each bin has; none is empty. */
  readonly counts: Float64Array;
  /** The mean of the input in each bin. */
  readonly centres: Float64Array;
  /** Whether every bin is a single value of the input. */
  readonly isExact: boolean;
}

/** Sums of a column by bin: of its values less `shift`, and of the squares of these. */
export interface BinSums {
  readonly shift: number;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Cuts an input into at most `most` bins. Refused: fewer than 200 draws (of an input of few values, five for each), a value that is not a finite number, an input that does not vary. */
export function binsOf(input: Float64Array, most = mostBins): Bins | Unsuitable {
  if (most !== mostBins) return newBins(input, most);
  const known = cut.get(input) ?? newBins(input, most);
  cut.set(input, known);
  return known;
}

/** Inputs that have been cut, as long as their columns are held: one input is looked at for many outcomes. Columns of draws do not change. */
const cut = new WeakMap<Float64Array, Bins | Unsuitable>();

function newBins(input: Float64Array, most: number): Bins | Unsuitable {
  let highest = -Infinity;
  for (let i = 0; i < input.length; i++) {
    if (!Number.isFinite(input[i]!)) return { kind: "unsuitable", reason: "not-finite" };
    if (input[i]! > highest) highest = input[i]!;
  }
  const upper = upperEnds(input, highest, most);
  const need = upper.length <= fewValues ? fewestPerValue * upper.length : fewestDraws;
  if (input.length < need) return { kind: "unsuitable", reason: "too-few-draws", have: input.length, need };
  if (upper.length === 1) return { kind: "unsuitable", reason: "constant" };
  const of = new Uint16Array(input.length);
  const counts = new Float64Array(upper.length);
  const sums = new Float64Array(upper.length);
  const binOf = firstAtLeast(upper);
  for (let i = 0; i < input.length; i++) {
    const value = input[i]!;
    const bin = binOf(value);
    of[i] = bin;
    counts[bin] = counts[bin]! + 1;
    sums[bin] = sums[bin]! + (value - upper[bin]!);
  }
  const centres = sums.map((sum, bin) => upper[bin]! + sum / counts[bin]!);
  return { of, counts, centres, isExact: sums.every((sum) => sum === 0) };
}

/** The greatest value of each bin: every distinct value where they are few, else those at about equal steps of rank, each once. */
function upperEnds(input: Float64Array, highest: number, most: number): Float64Array {
  if (input.length > 2 * sampleSize) {
    const sample = new Float64Array(sampleSize);
    for (let k = 0; k < sampleSize; k++) sample[k] = input[Math.floor((k * input.length) / sampleSize)]!;
    const ends = endsOf(sample.sort(), most);
    if (ends.length >= most / 2) {
      ends[ends.length - 1] = highest;
      return ends;
    }
  }
  const order = orderOfDraws(input);
  const sorted = new Float64Array(input.length);
  for (let place = 0; place < sorted.length; place++) sorted[place] = input[order[place]!]!;
  return endsOf(sorted, most);
}

function endsOf(sorted: Float64Array, most: number): Float64Array {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length <= most; i++)
    if (i + 1 === sorted.length || sorted[i] !== sorted[i + 1]) distinct.push(sorted[i]!);
  if (distinct.length <= most) return Float64Array.from(distinct);
  const ends: number[] = [];
  for (let bin = 1; bin <= most; bin++) {
    const end = sorted[Math.ceil((bin * sorted.length) / most) - 1]!;
    if (end !== ends[ends.length - 1]) ends.push(end);
  }
  return Float64Array.from(ends);
}

/** Sums of a column by bin. A shift near the mean keeps the squares exact. */
export function sumByBin({ of, counts }: Bins, column: Float64Array, shift = column[0]!): BinSums {
  const sums = new Float64Array(counts.length);
  const squares = new Float64Array(counts.length);
  const count = of.length;
  for (let i = 0; i < count; i++) {
    const bin = of[i]!;
    const value = column[i]! - shift;
    sums[bin] = sums[bin]! + value;
    squares[bin] = squares[bin]! + value * value;
  }
  return { shift, sums, squares };
}
