/** Selection from long columns by kernels: order statistics, and the sums of the tails. */
import { type Selector, selectionBuckets, selectionChunk, theSelector } from "../kernels/selection-kernels.js";
import { canCompile } from "../wasm/instantiate.js";
import { sumOfEight } from "./batches.js";

/** Shorter columns are not worth a kernel. */
export const worthSelecting = 1000;

/** Calls for each chunk of a column: with how many numbers it has, and how many bytes these are with what fills up the last eight. A column of one chunk is copied once. */
function eachChunk({ chunk }: Selector, values: Float64Array, isThere: boolean, visit: (length: number, bytes: number) => void): void {
  for (let from = 0; from < values.length; from += selectionChunk) {
    const length = Math.min(selectionChunk, values.length - from);
    const whole = 8 * Math.ceil(length / 8);
    if (!isThere || values.length > selectionChunk) {
      chunk.set(length === values.length ? values : values.subarray(from, from + length));
      chunk.fill(Number.NaN, length, whole);
    }
    visit(length, 8 * whole);
  }
}

/**
 * The numbers that a full sort would put at these ranks, by counting in equal buckets between two numbers and sorting those buckets in which a rank
 * lies. None of the values may be NaN. Undefined where many different ones share one of these buckets, so that this does not help, and where kernels cannot be compiled.
 */
export function selected(values: Float64Array, ranks: readonly number[], low: number, high: number): Float64Array | undefined {
  if (!canCompile()) return undefined;
  const selector = theSelector();
  const { range, counts } = selector;
  range[0] = low;
  range[1] = (selectionBuckets - 2) / (high - low);
  counts.fill(0);
  eachChunk(selector, values, false, (length, bytes) => {
    selector.count(bytes);
    counts[0]! -= bytes / 8 - length;
  });
  const rising = [...ranks].sort((a, b) => a - b);
  const heavy = 500 + values.length / 16;
  const found = new Map<number, number>();
  const light: number[] = [];
  const places = new Map<number, number>();
  let [total, next] = [0, 0];
  for (let bucket = 0, before = 0; bucket < selectionBuckets && next < rising.length; bucket++) {
    const count = counts[bucket]!;
    const first = next;
    while (next < rising.length && rising[next]! < before + count) next++;
    const start = before;
    before += count;
    if (next === first) continue;
    if (count > heavy) {
      const value = soleValue(listed(selector, values, [bucket], count));
      if (value === undefined) return undefined;
      for (const rank of rising.slice(first, next)) found.set(rank, value);
    } else {
      light.push(bucket);
      for (const rank of rising.slice(first, next)) places.set(rank, total + rank - start);
      total += count;
    }
  }
  const gathered = listed(selector, values, light, total).sort();
  return Float64Array.from(ranks, (rank) => found.get(rank) ?? gathered[places.get(rank)!]!);
}

/** The values in these buckets, so many, in their order. The chunk still holds the last of the values. */
function listed(selector: Selector, values: Float64Array, buckets: readonly number[], total: number): Float64Array {
  selector.steps.fill(0);
  for (const bucket of buckets) selector.steps[bucket] = 8;
  const gathered = new Float64Array(total);
  let filled = 0;
  eachChunk(selector, values, true, (_, bytes) => {
    const count = Math.min(selector.list(bytes), total - filled);
    gathered.set(selector.listed.subarray(0, count), filled);
    filled += count;
  });
  return gathered;
}

function soleValue(values: Float64Array): number | undefined {
  const [value] = values;
  for (let i = 1; i < values.length; i++) if (values[i] !== value) return undefined;
  return value;
}

/** What lies beyond a limit: the sum of the values, and how many. */
export interface Beyond {
  readonly sum: number;
  readonly count: number;
}

/** The sums of the values below one number and above another, and how many there are. */
export function beyondLimits(values: Float64Array, low: number, high: number): { readonly low: Beyond; readonly high: Beyond } {
  if (!canCompile()) return plainBeyond(values, low, high);
  const selector = theSelector();
  selector.limits[0] = low;
  selector.limits[1] = high;
  selector.sums.fill(0);
  selector.beyond.fill(0);
  eachChunk(selector, values, false, (_, bytes) => void selector.addTails(bytes));
  const side = (index: 0 | 1) => {
    const [even, odd] = [selector.beyond[4 * index]!, selector.beyond[4 * index + 2]!];
    return { sum: sumOfEight(selector.sums, 8 * index), count: even + odd };
  };
  return { low: side(0), high: side(1) };
}

/** What the kernel does, in the same lanes and so with the same bits. */
export function plainBeyond(values: Float64Array, low: number, high: number): { readonly low: Beyond; readonly high: Beyond } {
  const sums = new Float64Array(16);
  let [lowCount, highCount] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) {
      sums[i & 7]! += value;
      lowCount++;
    } else if (value > high) {
      sums[8 + (i & 7)]! += value;
      highCount++;
    }
  }
  return { low: { sum: sumOfEight(sums, 0), count: lowCount }, high: { sum: sumOfEight(sums, 8), count: highCount } };
}
