/**
 * Quantiles of one distribution with fixed parameters, tabulated once so that millions of draws cost little. Continuous ones are cubic
 * pieces through exact quantiles and slopes, cut where min(u, 1 - u) halves and finer where the curve asks for it; the probability at
 * which a value stands is off by less than 1e-9. Those on whole numbers are exact.
 */
import type { Distribution } from "./distribution.js";
import { reaches } from "./whole-numbers.js";

/** How far off the middle of a piece may be, in probability. The bound stated above has room for what lies between the places looked at. */
const TOLERANCE = 2e-10;
const OCTAVES = 24;
const LEAST_TAIL = 2.9802322387695312e-8;
const FINEST = 1024;
const MOST_WHOLE_NUMBERS = 131_072;

/** Halving min(u, 1 - u) again and again gives one octave each; an octave is cut into `cells` pieces of equal width. */
interface Octave {
  readonly cells: number;
  /** Quantiles and their slopes, per cell width, at the ends of the pieces. */
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

type Curve = (at: number) => number;

/** The distribution with its parameters filled in. */
interface Curves {
  readonly quantile: Curve;
  readonly cdf: Curve;
  readonly density: Curve;
}

function cubic(octave: Octave, cell: number, t: number): number {
  const low = octave.values[cell]!;
  const high = octave.values[cell + 1]!;
  const s = 1 - t;
  const bend = s * octave.slopes[cell]! - t * octave.slopes[cell + 1]! + (t - s) * (high - low);
  return low + t * (high - low) + t * s * bend;
}

/** The exact slopes, but nowhere so steep that a piece could turn back (Fritsch and Carlson 1980). */
function safeSlopes(values: Float64Array, densities: Float64Array, signedWidth: number): Float64Array {
  return densities.map((density, k) => {
    const before = k === 0 ? Infinity : Math.abs(values[k]! - values[k - 1]!);
    const after = k === values.length - 1 ? Infinity : Math.abs(values[k + 1]! - values[k]!);
    return Math.sign(signedWidth) * Math.min(Math.abs(signedWidth) / density, 3 * before, 3 * after);
  });
}

/** The octave of tail probabilities from `base` to 2 `base`; undefined when even the finest cut does not do. `sign` is -1 for the upper tail. */
function buildOctave(base: number, { quantile, cdf, density }: Curves, sign: number): Octave | undefined {
  const toProbability = (tail: number) => (sign > 0 ? tail : 1 - tail);
  let cells = 2;
  let values = Float64Array.from({ length: cells + 1 }, (_, k) => quantile(toProbability(base * (1 + k / cells))));
  let densities = values.map(density);
  while (cells <= FINEST) {
    const octave = { cells, values, slopes: safeSlopes(values, densities, (sign * base) / cells) };
    const finer = new Float64Array(2 * cells + 1);
    const finerDensities = new Float64Array(2 * cells + 1);
    let isGood = true;
    for (let cell = 0; cell < cells; cell += 1) {
      const tail = base * (1 + (cell + 0.5) / cells);
      const guess = cubic(octave, cell, 0.5);
      const miss = cdf(guess) - toProbability(tail);
      const newton = guess - miss / density(guess);
      const isClose = Math.abs(miss) < 1e-5 * tail && newton > pieceEnd(values, cell, 1) && newton < pieceEnd(values, cell, -1);
      const exact = isClose ? newton : quantile(toProbability(tail));
      finer[2 * cell] = values[cell]!;
      finer[2 * cell + 1] = exact;
      finerDensities[2 * cell] = densities[cell]!;
      finerDensities[2 * cell + 1] = density(exact);
      if (!(Math.abs(miss) <= TOLERANCE || Math.abs(guess - exact) <= 4e-16 * Math.abs(exact))) isGood = false;
    }
    if (isGood) return octave;
    finer[2 * cells] = values[cells]!;
    finerDensities[2 * cells] = densities[cells]!;
    values = finer;
    densities = finerDensities;
    cells *= 2;
  }
  return undefined;
}

/** The lower end of a piece for sign 1, the upper end for sign -1, whichever way the values run. */
function pieceEnd(values: Float64Array, cell: number, sign: number): number {
  return sign * Math.min(sign * values[cell]!, sign * values[cell + 1]!);
}

function powerOfHalf(k: number): number {
  return k === 0 ? 1 : 0.5 * powerOfHalf(k - 1);
}

/** 2 to the power k. */
const powersOfTwo = Float64Array.from({ length: OCTAVES + 3 }, (_, k) => 1 / powerOfHalf(k));

function continuousTable(distribution: Distribution, p: readonly number[]): Curve {
  const curves = {
    quantile: (u: number) => distribution.quantile(u, p),
    cdf: (x: number) => distribution.cdf(x, p),
    density: (x: number) => distribution.density(x, p),
  };
  const [lower, upper] = [1, -1].map((sign) =>
    Array.from({ length: OCTAVES }, (_, k) => buildOctave(powerOfHalf(k + 2), curves, sign)),
  ) as [(Octave | undefined)[], (Octave | undefined)[]];
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
