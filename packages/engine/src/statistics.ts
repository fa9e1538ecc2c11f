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

/** The summary of a column of draws; a column of length one is a certain value. */
export function summarise(values: Float64Array): Summary {
  return { ...summaryOfMoments(momentsOf(values)), quantiles: quantiles(values, summaryProbabilities) };
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
  const sorted = Float64Array.from(values);
  if (sorted.some(Number.isNaN)) return probabilities.map((probability) => ({ probability, value: Number.NaN, error: Number.NaN }));
  const ranks = [...new Set(places.flatMap((place) => [place.low, place.below, place.above, place.high]))].sort((a, b) => a - b);
  placeRanks(sorted, ranks);
  return places.map(({ probability, spread, below, weight, above, low, high }) => {
    const floor = sorted[below]!;
    const value = weight === 0 ? floor : interpolate(floor, sorted[above]!, weight);
    const width = sorted[high]! === sorted[low]! ? 0 : sorted[high]! - sorted[low]!;
    return { probability, value, error: width === 0 ? 0 : (width / (high - low)) * spread };
  });
}

function interpolate(low: number, high: number, weight: number): number {
  return low === high ? low : low + (high - low) * weight;
}

/** Moves the numbers that a full sort would put at these rising ranks to their places. */
export function placeRanks(values: Float64Array, ranks: readonly number[]): void {
  place(values, 0, values.length - 1, ranks, 0, ranks.length, 2 * (32 - Math.clz32(values.length)));
}

function place(values: Float64Array, from: number, to: number, ranks: readonly number[], first: number, end: number, depth: number): void {
  let left = from;
  let right = to;
  let low = first;
  let high = end;
  let budget = depth;
  while (low < high) {
    if (right - left < 48 || budget === 0) {
      values.subarray(left, right + 1).sort();
      return;
    }
    budget--;
    const [before, after] = partition(values, left, right);
    let cut = low;
    while (cut < high && ranks[cut]! <= before) cut++;
    let resume = cut;
    while (resume < high && ranks[resume]! < after) resume++;
    place(values, left, before, ranks, low, cut, budget);
    left = after;
    low = resume;
    high = end;
    right = to;
  }
}

/** Hoare partition about the median of three; afterwards nothing up to the first index exceeds anything from the second on, and between them all are equal. */
function partition(values: Float64Array, left: number, right: number): readonly [number, number] {
  const a = values[left]!;
  const b = values[(left + right) >>> 1]!;
  const c = values[right]!;
  const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
  let i = left;
  let j = right;
  while (i <= j) {
    while (values[i]! < pivot) i++;
    while (values[j]! > pivot) j--;
    if (i <= j) {
      const swapped = values[i]!;
      values[i] = values[j]!;
      values[j] = swapped;
      i++;
      j--;
    }
  }
  return [j, i];
}
