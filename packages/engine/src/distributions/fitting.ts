/** Finding parameters from quantiles and intervals: the checks that all families share, and the searches for those without a closed form. */
import { findRoot } from "../special/solve.js";
import { percent, readable } from "./words.js";

/** Parameters, or in words why there are none. */
export type Fit = readonly number[] | string;

/** Puts quantiles in rising order and hands them on when they can belong to some distribution with `count` parameters. */
export function checkedQuantiles(
  count: number,
  probabilities: readonly number[],
  values: readonly number[],
  fit: (probabilities: readonly number[], values: readonly number[]) => Fit,
): Fit {
  if (probabilities.length !== count || values.length !== count)
    return `it takes exactly ${count} ${count === 1 ? "quantile" : "quantiles"}, but ${probabilities.length} are given`;
  const pairs = probabilities.map((probability, index) => ({ probability, value: values[index]! }));
  pairs.sort((a, b) => a.probability - b.probability);
  for (const [index, { probability, value }] of pairs.entries()) {
    if (!(probability > 0 && probability < 1))
      return `a quantile must lie strictly between 0 % and 100 %, but one is at ${percent(probability)}`;
    if (!Number.isFinite(value)) return `the ${percent(probability)} quantile is not a finite number`;
    const before = pairs[index - 1];
    if (before === undefined) continue;
    if (before.probability === probability) return `the ${percent(probability)} quantile is given twice`;
    if (!(before.value < value))
      return `the ${percent(before.probability)} quantile (${readable(before.value)}) must be less than the ${percent(probability)} quantile (${readable(value)})`;
  }
  return fit(
    pairs.map((pair) => pair.probability),
    pairs.map((pair) => pair.value),
  );
}

/** Hands an interval on when it is one. */
export function checkedInterval(low: number, high: number, level: number, fit: (low: number, high: number, level: number) => Fit): Fit {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return "both ends of the interval must be finite numbers";
  if (!(low < high)) return `the interval must rise, but it goes from ${readable(low)} to ${readable(high)}`;
  if (!(level > 0 && level < 1)) return `the level of an interval must lie strictly between 0 % and 100 %, but it is ${percent(level)}`;
  return fit(low, high, level);
}

/** Shifts and stretches a shape whose quantiles at the two probabilities are known: [location, scale]. */
export function locationAndScale(standard: readonly number[], values: readonly number[]): readonly [number, number] {
  const last = values.length - 1;
  const scale = (values[last]! - values[0]!) / (standard[last]! - standard[0]!);
  return [values[0]! - scale * standard[0]!, scale];
}

/**
 * Least, most likely and greatest value of a family on three points, from three quantiles. `standardQuantile(u, peak)` is the quantile when
 * the family lies on 0 to 1 with its peak at `peak`; the peak is found from how lopsided the three quantiles are.
 */
export function threePoints(
  name: string,
  probabilities: readonly number[],
  values: readonly number[],
  standardQuantile: (u: number, peak: number) => number,
): Fit {
  const place = (low: number, middle: number, high: number) => (middle - low) / (high - low);
  const at = (peak: number) => probabilities.map((u) => standardQuantile(u, peak)) as [number, number, number];
  const wanted = place(...(values as [number, number, number]));
  const isReached = (candidate: number) => Math.abs(place(...at(candidate)) - wanted) < 1e-9;
  const [first, last] = [probabilities[0]!, probabilities[2]!];
  if (isReached(1) && isReached((1 + last) / 2))
    return `all three quantiles of the ${name} shape lie below its most likely value and leave that value open`;
  if (isReached(0) && isReached(first / 2))
    return `all three quantiles of the ${name} shape lie above its most likely value and leave that value open`;
  const peak = findRoot((candidate) => place(...at(candidate)) - wanted, 0, 1);
  const reached = peak === undefined ? undefined : at(peak);
  if (peak === undefined || reached === undefined || !isReached(peak)) {
    const [low, high] = [values[0]!, values[2]!];
    const ends = [place(...at(0)), place(...at(1))].map((share) => readable(low + share * (high - low)));
    return `these three quantiles are too lopsided for the shape ${name}: between ${readable(low)} and ${readable(high)} the middle one would have to lie from ${ends[0]} to ${ends[1]}`;
  }
  const [min, width] = locationAndScale(reached, values);
  return [min, min + peak * width, min + width];
}
