/**
 * Quantiles of one distribution with fixed parameters, tabulated once so that millions of draws cost little. Continuous ones are cubic
 * pieces through exact quantiles and slopes, cut where min(u, 1 - u) halves and finer where the curve asks for it; the probability at
 * which a value stands is off by less than 1e-9. Those on whole numbers are exact.
 */
import type { Distribution } from "./distribution.js";
import { reaches } from "./whole-numbers.js";

/** How far off the middle of a piece may be, in probability. The bound stated above has room for what lies between the places looked at. */
const TOLERANCE = 1e-10;
const OCTAVES = 30;
const LEAST_TAIL = 4.656612873077393e-10;
const FINEST = 4096;
const MOST_WHOLE_NUMBERS = 131_072;

/** Halving min(u, 1 - u) again and again gives one octave each; an octave is cut into `cells` pieces of equal width. */
interface Octave {
  readonly cells: number;
  /** Quantiles and their slopes, per cell width, at the ends of the pieces. */
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

type Curve = (u: number) => number;

function cubic(octave: Octave, cell: number, t: number): number {
  const low = octave.values[cell]!;
  const high = octave.values[cell + 1]!;
  const s = 1 - t;
  const bend = s * octave.slopes[cell]! - t * octave.slopes[cell + 1]! + (t - s) * (high - low);
  return low + t * (high - low) + t * s * bend;
}

/** The octave for `tail` in [base, 2 base), with the quantile as a function of the tail probability; undefined when even the finest cut does not do. */
function buildOctave(base: number, quantile: Curve, density: Curve, sign: number): Octave | undefined {
  let cells = 4;
  let values = new Float64Array(cells + 1).map((_, k) => quantile(base * (1 + k / cells)));
  while (cells <= FINEST) {
    const width = base / cells;
    const densities = values.map(density);
    const slopes = densities.map((d) => (sign * width) / d);
    const octave = { cells, values, slopes };
    const finer = new Float64Array(2 * cells + 1);
    let good = true;
    for (let cell = 0; cell < cells; cell += 1) {
      const exact = quantile(base * (1 + (cell + 0.5) / cells));
      finer[2 * cell] = values[cell]!;
      finer[2 * cell + 1] = exact;
      const rise = sign * (values[cell + 1]! - values[cell]!);
      const steepest = Math.max(sign * slopes[cell]!, sign * slopes[cell + 1]!);
      const miss = Math.abs(cubic(octave, cell, 0.5) - exact);
      if (!((miss === 0 || miss * density(exact) <= TOLERANCE) && steepest <= 3 * rise)) good = false;
    }
    if (good) return octave;
    finer[2 * cells] = values[cells]!;
    values = finer;
    cells *= 2;
  }
  return undefined;
}

function buildTail(quantile: Curve, density: Curve, sign: number): readonly (Octave | undefined)[] {
  return Array.from({ length: OCTAVES }, (_, k) => buildOctave(powerOfHalf(k + 2), quantile, density, sign));
}

function powerOfHalf(k: number): number {
  return k === 0 ? 1 : 0.5 * powerOfHalf(k - 1);
}

/** 2 to the power k. */
const powersOfTwo = Float64Array.from({ length: OCTAVES + 3 }, (_, k) => 1 / powerOfHalf(k));

function continuousTable(distribution: Distribution, p: readonly number[]): Curve {
  const density = (x: number) => distribution.density(x, p);
  const lower = buildTail((tail) => distribution.quantile(tail, p), density, 1);
  const upper = buildTail((tail) => distribution.quantile(1 - tail, p), density, -1);
  return (u) => {
    const tail = u < 0.5 ? u : 1 - u;
    const octaves = u < 0.5 ? lower : upper;
    const index = tail === 0.5 ? 0 : Math.clz32(tail * 4294967296) - 1;
    const octave = tail >= LEAST_TAIL ? octaves[index] : undefined;
    if (octave === undefined) return distribution.quantile(u, p);
    const place = (tail * powersOfTwo[index + 2]! - 1) * octave.cells;
    const cell = Math.min(Math.floor(place), octave.cells - 1);
    return cubic(octave, cell, place - cell);
  };
}

function wholeTable(distribution: Distribution, p: readonly number[]): Curve {
  const first = distribution.quantile(1e-12, p);
  const last = distribution.quantile(1 - 1e-12, p);
  const count = last - first + 1;
  if (count > MOST_WHOLE_NUMBERS) return (u) => distribution.quantile(u, p);
  const cumulative = new Float64Array(count).map((_, k) => distribution.cdf(first + k, p));
  const guide = new Int32Array(count + 1);
  for (let k = 0, i = 0; i <= count; i += 1) {
    while (k < count - 1 && cumulative[k]! < i / count) k += 1;
    guide[i] = k;
  }
  const bottom = distribution.cdf(first - 1, p);
  const top = cumulative[count - 1]!;
  return (u) => {
    if (!(u > bottom && u <= top)) return distribution.quantile(u, p);
    let k = guide[Math.floor(u * count)]!;
    while (k > 0 && reaches(cumulative[k - 1]!, u)) k -= 1;
    while (!reaches(cumulative[k]!, u)) k += 1;
    return first + k;
  };
}

/** A fast quantile function for fixed parameters: rising, exact for whole numbers, otherwise within 1e-9 in probability. Where the formula itself is fast it is used. */
export function quantileTable(distribution: Distribution, parameters: readonly number[]): (u: number) => number {
  const p = [...parameters];
  if (!distribution.quantileBySearch) return (u) => distribution.quantile(u, p);
  return distribution.discrete ? wholeTable(distribution, p) : continuousTable(distribution, p);
}
