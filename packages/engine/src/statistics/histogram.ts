/** Histograms with bins of equal width, of kept columns or of a stream: counts of batches add up, whatever their order. */
import { quantiles } from "./quantiles.js";

/** Counts of values in bins from `low` (included) to `high` (included in the last bin); `below`, `above` and `notNumbers` are what lies elsewhere. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: Float64Array;
  below: number;
  above: number;
  notNumbers: number;
}

/** An empty histogram. With `low` equal to `high` the first bin holds that one value. */
export function emptyHistogram(low: number, high: number, bins: number): Histogram {
  return { low, high, counts: new Float64Array(bins), below: 0, above: 0, notNumbers: 0 };
}

/** Adds the values from index `from` up to but not including `to`. */
export function countInto(histogram: Histogram, values: Float64Array, from: number, to: number): void {
  const { low, high, counts } = histogram;
  const scale = high > low ? counts.length / (high - low) : 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (value < low) histogram.below++;
    else if (value > high) histogram.above++;
    else if (Number.isNaN(value)) histogram.notNumbers++;
    else counts[Math.min(counts.length - 1, Math.floor((value - low) * scale))]!++;
  }
}

/** Bounds for the histogram of a column, or of a stream by its pilot: the quantiles of its finite values that leave out `outside` of the values at each end, 0 for none. */
export function histogramBounds(values: Float64Array, outside = 0): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 0];
  const [low, high] = quantiles(finite, [outside, 1 - outside]);
  return [low!.value, high!.value];
}

/** The histogram of a column between its extremes, or between quantiles that leave out `outside` of the values at each end. */
export function histogramOf(values: Float64Array, bins: number, outside = 0): Histogram {
  const [low, high] = histogramBounds(values, outside);
  const histogram = emptyHistogram(low, high, bins);
  countInto(histogram, values, 0, values.length);
  return histogram;
}
