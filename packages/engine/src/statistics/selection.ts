/** Selection from long columns by kernels: order statistics, and the sums of the tails. */
import { type Selector, selectionBuckets, selectionChunk, theSelector } from "../kernels/selection-kernels.js";
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
 * lies. None of the values may be NaN. Undefined where so many share these buckets that this does not help.
 */
export function selected(values: Float64Array, ranks: readonly number[], low: number, high: number): Float64Array | undefined {
  const selector = theSelector();
  const { range, counts, steps, listed } = selector;
  range[0] = low;
  range[1] = (selectionBuckets - 2) / (high - low);
  counts.fill(0);
  eachChunk(selector, values, false, (length, bytes) => {
    selector.count(bytes);
    counts[0]! -= bytes / 8 - length;
  });
  const rising = [...ranks].sort((a, b) => a - b);
  const places = new Map<number, number>();
  steps.fill(0);
  let [total, next] = [0, 0];
  for (let bucket = 0, before = 0; bucket < selectionBuckets && next < rising.length; bucket++) {
    const after = before + counts[bucket]!;
    if (rising[next]! < after) {
      steps[bucket] = 8;
      for (; next < rising.length && rising[next]! < after; next++) places.set(rising[next]!, total + rising[next]! - before);
      total += counts[bucket]!;
    }
    before = after;
  }
  if (total > 1000 + values.length / 4) return undefined;
  const gathered = new Float64Array(total);
  let filled = 0;
  eachChunk(selector, values, true, (_, bytes) => {
    const count = Math.min(selector.list(bytes), total - filled);
    gathered.set(listed.subarray(0, count), filled);
    filled += count;
  });
  gathered.sort();
  return Float64Array.from(ranks, (rank) => gathered[places.get(rank)!]!);
}

/** The sums of the values below one number and above another, and how many there are. */
export function beyondLimits(values: Float64Array, low: number, high: number) {
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
