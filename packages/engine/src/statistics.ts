/**
 * Statistics of draws with their Monte Carlo standard errors: moments gathered block by block, so that a stream and a kept column give
 * the same bits, and exact quantiles by selection.
 */
import { blockSize } from "./random.js";
import type { Summary } from "./result.js";

/** The quantiles that every summary of kept draws shows. */
export const summaryProbabilities: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

/** What has been gathered of a stream of numbers; `squares` is the sum of squared deviations from the mean. */
export interface Moments {
  count: number;
  mean: number;
  squares: number;
  min: number;
  max: number;
}

/** Moments of nothing yet. */
export function emptyMoments(): Moments {
  return { count: 0, mean: 0, squares: 0, min: Infinity, max: -Infinity };
}

/** Adds the values from index `from` up to but not including `to`: two passes over them, then the update of Chan, Golub and LeVeque (1979). */
export function gather(moments: Moments, values: Float64Array, from: number, to: number): void {
  const count = to - from;
  if (count <= 0) return;
  let sum = 0;
  let min = moments.min;
  let max = moments.max;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const mean = sum / count;
  let squares = 0;
  let rest = 0;
  for (let i = from; i < to; i++) {
    const deviation = values[i]! - mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  squares -= (rest * rest) / count;
  const correctedMean = mean + rest / count;
  const total = moments.count + count;
  const shift = correctedMean - moments.mean;
  moments.squares += squares + (moments.count === 0 ? 0 : (shift * shift * moments.count * count) / total);
  moments.mean = moments.count === 0 ? correctedMean : moments.mean + (shift * count) / total;
  moments.count = total;
  moments.min = min;
  moments.max = max;
}

/** The moments of a column, gathered in blocks. */
export function momentsOf(values: Float64Array): Moments {
  const moments = emptyMoments();
  for (let from = 0; from < values.length; from += blockSize) gather(moments, values, from, Math.min(values.length, from + blockSize));
  return moments;
}

/** The standard deviation with divisor n - 1; zero for a single value, which is certain. */
export function standardDeviation(moments: Moments): number {
  if (moments.count === 1) return Number.isFinite(moments.mean) ? 0 : Number.NaN;
  return Math.sqrt(moments.squares / (moments.count - 1));
}

/** The summary of gathered moments: without quantiles, because the draws are gone. */
export function summaryOfMoments(moments: Moments): Summary {
  const sd = standardDeviation(moments);
  return { mean: moments.mean, meanError: sd / Math.sqrt(moments.count), sd, min: moments.min, max: moments.max };
}

/** The summary of a column of draws, whose moments may be known already; a column of length one is a certain value. */
export function summarise(values: Float64Array, moments: Moments = momentsOf(values)): Summary {
  return { ...summaryOfMoments(moments), quantiles: quantiles(values, summaryProbabilities) };
}

/** The quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
export function quantile(values: Float64Array, probability: number): number {
  return quantiles(values, [probability])[0]!.value;
}

/**
 * Several quantiles (type 7) with standard errors: half the distance between the order statistics one standard deviation of the
 * binomial rank below and above.
 */
export function quantiles(
  values: Float64Array,
  probabilities: readonly number[],
): readonly { readonly probability: number; readonly value: number; readonly error: number }[] {
  const last = values.length - 1;
  const places = probabilities.map((probability) => {
    const rank = last * probability;
    const spread = Math.sqrt(values.length * probability * (1 - probability));
    const below = Math.floor(rank);
    return {
      probability,
      spread,
      below,
      weight: rank - below,
      above: Math.min(last, below + 1),
      low: Math.max(0, Math.floor(rank - spread)),
      high: Math.min(last, Math.ceil(rank + spread)),
    };
  });
  if (hasNaN(values)) return probabilities.map((probability) => ({ probability, value: Number.NaN, error: Number.NaN }));
  const ranks = [...new Set(places.flatMap((place) => [place.low, place.below, place.above, place.high]))].sort((a, b) => a - b);
  const ordered = new Map<number, number>();
  orderStatistics(values, ranks).forEach((value, index) => {
    ordered.set(ranks[index]!, value);
  });
  return places.map(({ probability, spread, below, weight, above, low, high }) => {
    const [floor, ceiling, least, most] = [below, above, low, high].map((rank) => ordered.get(rank)!) as [number, number, number, number];
    const error = least === most ? 0 : ((most - least) / (high - low)) * spread;
    return { probability, value: weight === 0 ? floor : interpolate(floor, ceiling, weight), error };
  });
}

function hasNaN(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) return true;
  return false;
}

function interpolate(low: number, high: number, weight: number): number {
  return low === high ? low : low + (high - low) * weight;
}

const BUCKETS = 1024;

/**
 * The numbers that a full sort would put at these ranks. Values are counted in equal buckets across the range of a sample, and only the
 * buckets in which a rank lies are sorted.
 */
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
  const ends = new Int32Array(BUCKETS + 2);
  const buckets = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const bucket = value < low ? 0 : value >= high ? BUCKETS + 1 : 1 + (((value - low) * scale) | 0);
    buckets[i] = bucket;
    ends[bucket]!++;
  }
  for (let bucket = 1; bucket < ends.length; bucket++) ends[bucket]! += ends[bucket - 1]!;
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
  const filled = new Int32Array(ends.length);
  let total = 0;
  for (let bucket = 0; bucket < ends.length; bucket++) {
    begins[bucket] = total;
    filled[bucket] = total;
    if (asked[bucket]) total += ends[bucket]! - (ends[bucket - 1] ?? 0);
  }
  const gathered = new Float64Array(total);
  for (let i = 0; i < count; i++) {
    const bucket = buckets[i]!;
    if (asked[bucket]) gathered[filled[bucket]!++] = values[i]!;
  }
  for (let bucket = 0; bucket < ends.length; bucket++) if (asked[bucket]) sortPart(gathered, begins[bucket]!, filled[bucket]!);
  return Float64Array.from(ranks, (rank, index) => gathered[begins[places[index]!]! + rank - (ends[places[index]! - 1] ?? 0)]!);
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

/** Sorts a stretch of values; many ties cost nothing. */
function sortPart(values: Float64Array, from: number, to: number): void {
  const first = values[from];
  let at = from + 1;
  while (at < to && values[at] === first) at++;
  if (at < to) values.subarray(from, to).sort();
}
