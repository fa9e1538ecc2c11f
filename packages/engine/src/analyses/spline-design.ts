/**
 * What a penalised spline over the bins of an input needs that does not depend on the response: the scale, the basis in every bin, and the
 * factors of the normal equations for every degree of smoothing. Worked out once for as long as the bins are held.
 */
import { ln } from "../elementary.js";
import { addBands, type BandMatrix, bandCholesky, bandInverse, bandWidth } from "./band-matrix.js";
import type { Bins } from "./bins.js";
import { basisAt, roughness, type SplineBasis, splineBasis } from "./spline-basis.js";

/** The scale on which an input is smoothed, mapped so that the bins span 0 to 1. */
export interface InputScale {
  readonly kind: "value" | "logarithm" | "inverse-hyperbolic-sine";
  readonly centre: number;
  readonly width: number;
  readonly low: number;
  readonly range: number;
}

/** The basis over the bins, on one scale. */
export interface SplineDesign {
  readonly scale: InputScale;
  readonly basis: SplineBasis;
  /** By bin, the first of the four functions that are not zero there, and the values of the four. */
  readonly firsts: Uint16Array;
  readonly values: Float64Array;
  readonly draws: number;
  readonly steps: readonly SmoothingStep[];
}

/** One degree of smoothing: the factor of the penalised normal equations, and what the criterion of likelihood adds for it. */
export interface SmoothingStep {
  readonly factor: BandMatrix;
  readonly offset: number;
  /** The inverse of the normal equations, and the effective degrees of freedom of a fit; made when first asked for. */
  readonly solved: () => { readonly inverse: readonly Float64Array[]; readonly degrees: number };
}

/** The steps of the smoothing parameter over the number of draws: from hardly any smoothing to a straight line. */
const smoothings = Array.from({ length: 27 }, (_, k) => (k % 2 === 0 ? 1 : 3.1622776601683795) * Number(`1e${Math.floor(k / 2) - 11}`));

const known = new WeakMap<Bins, readonly SplineDesign[]>();

/** The designs for an input: on the value itself, and for a heavy tail also on a scale on which it is light; which is better is found out by fitting both. */
export function designsOf(bins: Bins): readonly SplineDesign[] {
  const designs = known.get(bins) ?? scalesFor(bins).map((scale) => designOn(bins, scale));
  known.set(bins, designs);
  return designs;
}

function designOn(bins: Bins, scale: InputScale): SplineDesign {
  const places = bins.centres.map((centre) => toScale(scale, centre).place);
  const basis = splineBasis(breakpointsFor(places, bins.counts));
  const { size } = basis;
  const firsts = new Uint16Array(places.length);
  const values = new Float64Array(4 * places.length);
  for (const [bin, place] of places.entries()) {
    const row = basisAt(basis, place);
    firsts[bin] = row.first;
    values.set(row.values, 4 * bin);
  }
  const gram = weighedGram({ firsts, values, basis }, bins.counts);
  const penalty = roughness(basis);
  const draws = sumOf(bins.counts);
  const steps = smoothings.flatMap((smoothing): readonly SmoothingStep[] => {
    const factor = bandCholesky(addBands(gram, penalty, smoothing * draws));
    if (factor === undefined) return [];
    let logDeterminant = 0;
    for (let i = 0; i < size; i++) logDeterminant += 2 * ln(factor[i * bandWidth]!);
    let solved: ReturnType<SmoothingStep["solved"]> | undefined;
    const solve = () => {
      solved ??= solvedBy(factor, gram);
      return solved;
    };
    return [{ factor, offset: logDeterminant - (size - 2) * ln(smoothing * draws), solved: solve }];
  });
  return { scale, basis, firsts, values, draws, steps };
}

function solvedBy(factor: BandMatrix, gram: BandMatrix): ReturnType<SmoothingStep["solved"]> {
  const inverse = bandInverse(factor);
  let degrees = 0;
  for (let i = 0; i < inverse.length; i++)
    for (let k = 0; k < bandWidth && k <= i; k++) degrees += (k === 0 ? 1 : 2) * gram[i * bandWidth + k]! * inverse[i]![i - k]!;
  return { inverse, degrees };
}

/** The products of the functions with each other, summed over bins by their weights. */
export function weighedGram(
  { firsts, values, basis }: Pick<SplineDesign, "firsts" | "values" | "basis">,
  weights: Float64Array,
): BandMatrix {
  const gram = new Float64Array(basis.size * bandWidth);
  for (let bin = 0; bin < firsts.length; bin++) {
    const weight = weights[bin]!;
    for (let a = 0; a < 4; a++) {
      const weighed = weight * values[4 * bin + a]!;
      const place = (firsts[bin]! + a) * bandWidth + a;
      for (let b = 0; b <= a; b++) gram[place - b] = gram[place - b]! + weighed * values[4 * bin + b]!;
    }
  }
  return gram;
}

/** The sums of the functions over bins by their weights. */
export function weighedSums(
  { firsts, values, basis }: Pick<SplineDesign, "firsts" | "values" | "basis">,
  weights: Float64Array,
): Float64Array {
  const sums = new Float64Array(basis.size);
  for (let bin = 0; bin < firsts.length; bin++) {
    const [first, weight] = [firsts[bin]!, weights[bin]!];
    for (let k = 0; k < 4; k++) sums[first + k] = sums[first + k]! + values[4 * bin + k]! * weight;
  }
  return sums;
}

/** The spline with these coefficients in every bin. */
export function splineOverBins({ firsts, values }: Pick<SplineDesign, "firsts" | "values">, coefficients: Float64Array): Float64Array {
  const fitted = new Float64Array(firsts.length);
  for (let bin = 0; bin < firsts.length; bin++) {
    const first = firsts[bin]!;
    let value = 0;
    for (let k = 0; k < 4; k++) value += values[4 * bin + k]! * coefficients[first + k]!;
    fitted[bin] = value;
  }
  return fitted;
}

/** The sum of a column. */
export function sumOf(column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i]!;
  return sum;
}

function scalesFor({ counts, centres }: Bins): readonly InputScale[] {
  const total = sumOf(counts);
  const quantile = (probability: number) => {
    let [bin, below] = [0, counts[0]!];
    while (below < probability * total) {
      bin++;
      below += counts[bin]!;
    }
    return centres[bin]!;
  };
  const [lowest, highest] = [centres[0]!, centres[centres.length - 1]!];
  const [centre, width] = [quantile(0.5), (quantile(0.95) - quantile(0.05)) / 2];
  const scale = (kind: InputScale["kind"]): InputScale => {
    const plain = { kind, centre, width: width > 0 ? width : (highest - lowest) / 2, low: 0, range: 1 };
    const low = toScale(plain, lowest).place;
    return { ...plain, low, range: toScale(plain, highest).place - low };
  };
  const isHeavy = Math.max(highest - centre, centre - lowest) > 5 * width;
  return [scale("value"), ...(isHeavy ? [scale(lowest > 0 ? "logarithm" : "inverse-hyperbolic-sine")] : [])];
}

/** The place of an input on its scale, and how fast it moves with the input. */
export function toScale(
  { kind, centre, width, low, range }: InputScale,
  input: number,
): { readonly place: number; readonly slope: number } {
  if (kind === "value") return { place: (input - low) / range, slope: 1 / range };
  if (kind === "logarithm") {
    const positive = Math.max(input, 5e-324);
    return { place: (ln(positive) - low) / range, slope: 1 / (positive * range) };
  }
  const away = (input - centre) / width;
  const root = Math.sqrt(away * away + 1);
  return { place: (Math.sign(away) * ln(Math.abs(away) + root) - low) / range, slope: 1 / (width * root * range) };
}

/** The centres of bins on the lightest scale that fits the input, from 0 to 1. */
export function placesOf(bins: Bins): Float64Array {
  const scales = scalesFor(bins);
  return bins.centres.map((centre) => toScale(scales[scales.length - 1]!, centre).place);
}

/** Breakpoints at equal steps of rank, with some at equal steps of the scale that keep long thin tails from being one cubic. */
export function breakpointsFor(places: Float64Array, counts: Float64Array, mostByRank = 20, mostByScale = 12): readonly number[] {
  const [byRank, byScale] = [Math.min(mostByRank, places.length >> 2), Math.min(mostByScale, places.length >> 3)];
  const total = sumOf(counts);
  const wanted = Array.from({ length: Math.max(0, byScale - 1) }, (_, k) => (k + 1) / byScale);
  let below = 0;
  places.forEach((place, bin) => {
    const before = Math.floor((below / total) * byRank);
    below += counts[bin]!;
    if (Math.floor((below / total) * byRank) > before && bin + 1 < places.length) wanted.push((place + places[bin + 1]!) / 2);
  });
  const breakpoints = [0];
  for (const place of wanted.sort((one, other) => one - other))
    if (place - breakpoints[breakpoints.length - 1]! > 0.001 && place < 0.999) breakpoints.push(place);
  return [...breakpoints, 1];
}
