/** The curve of a metalog distribution: its value as a function of ln(u / (1 - u)), how fast it rises, and the curve through given points (Keelin 2016). */
import { exp } from "../elementary.js";

/** A cumulative probability seen through t = ln(u / (1 - u)): u - 1/2 and u (1 - u), both accurate in the tails. */
function place(t: number): readonly [number, number] {
  const decay = exp(-Math.abs(t));
  const half = (0.5 * (1 - decay)) / (1 + decay);
  return [t < 0 ? -half : half, decay / ((1 + decay) * (1 + decay))];
}

/** Whether the term is one of those multiplied by t, and the power of u - 1/2 in it. Terms are counted from 0. */
function shapeOf(term: number): readonly [boolean, number] {
  if (term < 4) return [term === 1 || term === 2, term === 2 || term === 3 ? 1 : 0];
  return [term % 2 === 1, Math.floor(term / 2)];
}

function whole(base: number, power: number): number {
  let product = 1;
  for (let k = 0; k < power; k += 1) product *= base;
  return product;
}

/** The terms of the curve at t. */
export function curveTerms(t: number, count: number): number[] {
  const [centred] = place(t);
  return Array.from({ length: count }, (_, term) => {
    const [isStretched, power] = shapeOf(term);
    return whole(centred, power) * (isStretched ? t : 1);
  });
}

/** The curve at t. */
export function curveAt(t: number, coefficients: readonly number[], count: number): number {
  const terms = curveTerms(t, count);
  let sum = 0;
  for (let term = 0; term < count; term += 1) sum += coefficients[term]! * terms[term]!;
  return sum;
}

/** How fast the curve rises at t, per unit of t. */
export function slopeAt(t: number, coefficients: readonly number[], count: number): number {
  const [centred, spread] = place(t);
  let sum = 0;
  for (let term = 0; term < count; term += 1) {
    const [isStretched, power] = shapeOf(term);
    const bend = power === 0 ? 0 : power * whole(centred, power - 1) * spread;
    sum += coefficients[term]! * (isStretched ? bend * t + whole(centred, power) : bend);
  }
  return sum;
}

/** Where in t the curve falls most (an end counts as 40); undefined when it falls nowhere, apart from rounding. */
export function fallOf(coefficients: readonly number[], count: number): number | undefined {
  const ends = [-0.5, 0.5].map((centred) =>
    coefficients.slice(0, count).reduce((sum, coefficient, term) => {
      const [isStretched, power] = shapeOf(term);
      return isStretched ? sum + coefficient * whole(centred, power) : sum;
    }, 0),
  );
  const size = coefficients.slice(1, count).reduce((sum, coefficient) => sum + Math.abs(coefficient), 0);
  if (!(size > 0)) return 0;
  const flat = -1e-12 * size;
  if (ends[0]! < flat) return -40;
  if (ends[1]! < flat) return 40;
  const slope = (t: number) => slopeAt(t, coefficients, count);
  let worst: number | undefined;
  const step = 1 / 16;
  for (let t = -30; t <= 30; t += step) {
    const middle = slope(t);
    const isLow = middle <= slope(t - step) && middle <= slope(t + step);
    const at = isLow ? lowest(slope, t - step, t + step) : t;
    if (!(slope(at) > flat) && (worst === undefined || slope(at) < slope(worst))) worst = at;
  }
  return worst;
}

/** The least value of a function with one dip, by cutting the interval to two thirds again and again. */
function lowest(of: (t: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let round = 0; round < 40; round += 1) {
    const third = (to - from) / 3;
    if (of(from + third) < of(to - third)) to -= third;
    else from += third;
  }
  return (from + to) / 2;
}

/**
 * The coefficients that bring the curve nearest to the values at the places t: through all of them when there are as many; by Householder
 * reflections. Undefined when the places leave the curve open, as seven that lie evenly about the middle do with seven terms.
 */
export function nearestCurve(places: readonly number[], values: readonly number[], count: number): readonly number[] | undefined {
  const rows = places.map((t, row) => [...curveTerms(t, count), values[row]!]);
  const sizes = Array.from({ length: count }, (_, column) => Math.sqrt(rows.reduce((sum, row) => sum + row[column]! * row[column]!, 0)));
  for (let k = 0; k < count; k += 1) {
    const norm = Math.sqrt(rows.slice(k).reduce((sum, row) => sum + row[k]! * row[k]!, 0));
    const head = rows[k]![k]!;
    const sign = head < 0 ? -1 : 1;
    const normal = rows.slice(k).map((row, index) => (index === 0 ? head + sign * norm : row[k]!));
    const square = normal.reduce((sum, entry) => sum + entry * entry, 0);
    if (!(norm > 1e-10 * sizes[k]!)) return undefined;
    for (let column = k; column <= count; column += 1) {
      const along = normal.reduce((sum, entry, index) => sum + entry * rows[k + index]![column]!, 0);
      normal.forEach((entry, index) => {
        rows[k + index]![column]! -= (2 * along * entry) / square;
      });
    }
  }
  const coefficients = new Array<number>(count).fill(0);
  for (let k = count - 1; k >= 0; k -= 1) {
    let rest = rows[k]![count]!;
    for (let column = k + 1; column < count; column += 1) rest -= rows[k]![column]! * coefficients[column]!;
    coefficients[k] = rest / rows[k]![k]!;
  }
  return coefficients;
}
