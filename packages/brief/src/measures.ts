/** Numbers that the brief needs about draws that a run has already made: shares, quantiles, tails, rank correlation. Nothing is sampled here. */

/** Linear interpolation between order statistics (definition 7 of Hyndman and Fan 1996). `sorted` rises. */
export function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}

/** The arithmetic mean. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** A rising copy. */
export function sorted(values: Float64Array): Float64Array {
  return values.slice().sort();
}

/** `left - right`, draw by draw. */
export function difference(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((value, draw) => value - (right[draw] ?? Number.NaN));
}

/** The Monte Carlo standard error of a share. */
export function shareError(share: number, draws: number): number {
  return draws > 0 ? Math.sqrt(Math.max(share * (1 - share), 0) / draws) : 0;
}

/** The worst 5 % of the draws: where they begin and their mean (the conditional value at risk). */
export interface Tail {
  readonly threshold: number;
  readonly mean: number;
}

/** The tail of `values` on the side that `sense` makes the bad one. */
export function worstTail(values: Float64Array, sense: "minimise" | "maximise"): Tail {
  const rising = sorted(values);
  const count = Math.max(1, Math.round(rising.length * 0.05));
  const tail = sense === "minimise" ? rising.subarray(rising.length - count) : rising.subarray(0, count);
  return { threshold: quantile(rising, sense === "minimise" ? 0.95 : 0.05), mean: mean(tail) };
}

/** Ranks with ties at their average. */
function ranks(values: Float64Array): Float64Array {
  const rising = sorted(values);
  return values.map((value) => (firstAtLeast(rising, value) + firstAbove(rising, value) - 1) / 2);
}

function firstAtLeast(rising: Float64Array, value: number): number {
  return search(rising, (entry) => entry >= value);
}

function firstAbove(rising: Float64Array, value: number): number {
  return search(rising, (entry) => entry > value);
}

function search(rising: Float64Array, reached: (entry: number) => boolean): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(rising[middle] ?? Number.NaN)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Spearman's rank correlation; undefined when either column does not vary. */
export function rankCorrelation(left: Float64Array, right: Float64Array): number | undefined {
  const [first, second] = [ranks(left), ranks(right)];
  const middle = (first.length - 1) / 2;
  let [product, firstSquares, secondSquares] = [0, 0, 0];
  for (let draw = 0; draw < first.length; draw++) {
    const [one, other] = [(first[draw] ?? 0) - middle, (second[draw] ?? 0) - middle];
    product += one * other;
    firstSquares += one * one;
    secondSquares += other * other;
  }
  return firstSquares > 0 && secondSquares > 0 ? product / Math.sqrt(firstSquares * secondSquares) : undefined;
}
