/**
 * Order statistics by selection: values are counted in equal buckets across the range of a sample, and only the buckets in which a rank lies
 * are sorted.
 */
import { selected, worthSelecting } from "./selection.js";

const BUCKETS = 1024;

/** The numbers that a full sort would put at these ranks; none of the values may be a NaN. */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): Float64Array {
  const count = values.length;
  const stride = Math.floor(count / 100);
  const sample = Float64Array.from({ length: 100 }, (_, i) => values[i * stride]!).sort();
  const [low, high] = sample[1]! < sample[98]! ? [sample[1]!, sample[98]!] : extremes(values);
  if (low === high) return Float64Array.from(ranks, () => low);
  const scale = BUCKETS / (high - low);
  if (count < 500 || !(scale > 0 && scale < Infinity)) {
    const sorted = values.slice().sort();
    return Float64Array.from(ranks, (rank) => sorted[rank]!);
  }
  const found = count >= worthSelecting ? selected(values, ranks, low, high) : undefined;
  if (found !== undefined) return found;
  const { buckets, ends } = bucketsOf(values, low, high, scale);
  const asked = new Uint8Array(ends.length);
  const places = ranks.map((rank) => {
    let from = 0;
    let to = ends.length - 1;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (ends[middle]! > rank) to = middle;
      else from = middle + 1;
    }
    asked[from] = 1;
    return from;
  });
  const begins = new Int32Array(ends.length);
  let total = 0;
  for (let bucket = 0; bucket < ends.length; bucket++) {
    begins[bucket] = total;
    if (asked[bucket]) total += ends[bucket]! - (ends[bucket - 1] ?? 0);
  }
  const gathered = new Float64Array(total);
  const filled = begins.slice();
  gatherAsked(values, buckets, asked, filled, gathered);
  for (let bucket = 0; bucket < ends.length; bucket++) if (asked[bucket]) sortPart(gathered, begins[bucket]!, filled[bucket]!);
  return Float64Array.from(ranks, (rank, index) => gathered[begins[places[index]!]! + rank - (ends[places[index]! - 1] ?? 0)]!);
}

/** The bucket of each value, and how many values lie in each bucket or below. */
function bucketsOf(values: Float64Array, low: number, high: number, scale: number) {
  const count = values.length;
  const ends = new Int32Array(BUCKETS + 2);
  const buckets = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const bucket = value < low ? 0 : value >= high ? BUCKETS + 1 : 1 + (((value - low) * scale) | 0);
    buckets[i] = bucket;
    ends[bucket]!++;
  }
  for (let bucket = 1; bucket < BUCKETS + 2; bucket++) ends[bucket]! += ends[bucket - 1]!;
  return { buckets, ends };
}

/** Puts the values of the buckets that are asked for where these are to be filled. */
function gatherAsked(values: Float64Array, buckets: Uint16Array, asked: Uint8Array, filled: Int32Array, gathered: Float64Array): void {
  const count = values.length;
  for (let i = 0; i < count; i++) {
    const bucket = buckets[i]!;
    if (asked[bucket]! > 0) gathered[filled[bucket]!++] = values[i]!;
  }
}

function extremes(values: Float64Array): readonly [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    min = Math.min(min, values[i]!);
    max = Math.max(max, values[i]!);
  }
  return [min, max];
}

/** Stretches up to this length are sorted by insertion. */
const short = 40;

/** Sorts a stretch of values; many ties cost nothing. */
function sortPart(values: Float64Array, from: number, to: number): void {
  if (to - from <= short) {
    for (let i = from + 1; i < to; i++) {
      const value = values[i]!;
      let place = i;
      for (; place > from && values[place - 1]! > value; place--) values[place] = values[place - 1]!;
      values[place] = value;
    }
    return;
  }
  const first = values[from];
  let at = from + 1;
  while (at < to && values[at] === first) at++;
  if (at < to) values.subarray(from, to).sort();
}

/** Looks up the numbers that a full sort would put at these ranks, which may repeat. */
export function ordered(values: Float64Array, ranks: readonly number[]): (rank: number) => number {
  const places = [...new Set(ranks)].sort((a, b) => a - b);
  const found = orderStatistics(values, places);
  const byRank = new Map(places.map((rank, index) => [rank, found[index]!]));
  return (rank) => byRank.get(rank) ?? Number.NaN;
}
