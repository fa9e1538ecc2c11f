/**
 * The mean of a response given one input, as a smooth curve: a penalised cubic spline whose smoothness is chosen by restricted maximum
 * likelihood, fitted to bins, with several responses on one basis. Inputs of few values get their means instead.
 */
import { ln } from "../elementary.js";
import { addBands, type BandMatrix, bandCholesky, bandInverse, bandSolve, bandWidth } from "./band-matrix.js";
import { type BinSums, type Bins, fewValues } from "./bins.js";
import { type BasisValues, basisAt, roughness, type SplineBasis, splineBasis } from "./spline-basis.js";

/** The scale on which an input is smoothed, mapped so that the bins span 0 to 1. */
export interface InputScale {
  readonly kind: "value" | "logarithm" | "inverse-hyperbolic-sine";
  readonly centre: number;
  readonly width: number;
  readonly low: number;
  readonly range: number;
}

interface FitSummary {
  /** The curve at the centre of each bin. */
  readonly fitted: Float64Array;
  /** The standard error of each of these. */
  readonly errors: Float64Array;
  /** Effective degrees of freedom, the constant among them. */
  readonly degrees: number;
  /** The variance of the response about the curve. */
  readonly residualVariance: number;
  /** The variance of the response itself. */
  readonly variance: number;
}

/** The fitted mean of one response: a spline, or the means at each value of an input of few. */
export type Curve =
  | (FitSummary & {
      readonly kind: "spline";
      readonly scale: InputScale;
      readonly basis: SplineBasis;
      readonly shift: number;
      readonly coefficients: Float64Array;
      /** The inverse of the matrix of the penalised normal equations. */
      readonly inverse: readonly Float64Array[];
      /** Covariance of the coefficients: of sampling, whatever the spread of the response at each place, and of smoothing. */
      readonly covariance: readonly Float64Array[];
    })
  | (FitSummary & { readonly kind: "means"; readonly values: Float64Array });

/** A curve at one place: its value, the standard error of that, and its slope (of means: that of the line between neighbours). */
export interface CurvePoint {
  readonly value: number;
  readonly error: number;
  readonly slope: number;
}

/** The steps of the smoothing parameter over the number of draws: from hardly any smoothing to a straight line. */
const smoothings = Array.from({ length: 27 }, (_, k) => (k % 2 === 0 ? 1 : 3.1622776601683795) * Number(`1e${Math.floor(k / 2) - 11}`));

/** Fits the mean of each response given the input. */
export function smooth(bins: Bins, responses: readonly BinSums[]): readonly Curve[] {
  if (bins.isExact && bins.counts.length <= fewValues) return responses.map((response) => meansOf(bins, response));
  const [first, ...others] = scalesFor(bins).map((scale) => fitOn(bins, scale, responses));
  return others.reduce((best, fits) => (criterion(bins, fits) < criterion(bins, best) ? fits : best), first!);
}

/** The curve at a place of the input. */
export function curveAt(curve: Curve, input: number): CurvePoint {
  if (curve.kind === "means") return betweenMeans(curve, input);
  const { place, slope } = toScale(curve.scale, input);
  const { first, values, slopes } = basisAt(curve.basis, place);
  let value = curve.shift;
  let rise = 0;
  for (let k = 0; k < 4; k++) {
    value += values[k]! * curve.coefficients[first + k]!;
    rise += slopes[k]! * curve.coefficients[first + k]!;
  }
  return { value, error: Math.sqrt(varianceAt(curve.covariance, { first, values })), slope: rise * slope };
}

/**
 * How strongly a response of a draw in each bin moves the sum of the curve over bins, each by its weight: the derivative of that sum by one
 * response.
 */
export function leverOf(curve: Curve, { counts, centres }: Bins, weights: Float64Array): Float64Array {
  if (curve.kind === "means") return weights.map((weight, bin) => weight / counts[bin]!);
  const { basis, scale, inverse } = curve;
  const rows = Array.from(centres, (centre) => basisAt(basis, toScale(scale, centre).place));
  const right = crossProduct(rows, weights, basis.size);
  const solved = inverse.map((row) => row.reduce((sum, entry, i) => sum + entry * right[i]!, 0));
  return Float64Array.from(rows, ({ first, values }) => values.reduce((sum, value, k) => sum + value * solved[first + k]!, 0));
}

function betweenMeans({ values, fitted, errors }: Curve & { readonly kind: "means" }, input: number): CurvePoint {
  let right = values.findIndex((value) => value >= input);
  if (right < 0) right = values.length - 1;
  const left = Math.max(0, right - 1);
  if (values[right] === input || left === right)
    return { value: fitted[right]!, error: errors[right]!, slope: slopeBetween(values, fitted, left, Math.max(right, 1)) };
  const share = Math.min(1, (input - values[left]!) / (values[right]! - values[left]!));
  return {
    value: fitted[left]! + share * (fitted[right]! - fitted[left]!),
    error: Math.sqrt((1 - share) * errors[left]! * ((1 - share) * errors[left]!) + share * errors[right]! * (share * errors[right]!)),
    slope: slopeBetween(values, fitted, left, right),
  };
}

function slopeBetween(values: Float64Array, fitted: Float64Array, left: number, right: number): number {
  return (fitted[right]! - fitted[left]!) / (values[right]! - values[left]!);
}

function meansOf({ counts, centres }: Bins, { shift, sums, squares }: BinSums): Curve {
  const means = sums.map((sum, bin) => sum / counts[bin]!);
  const within = squares.map((square, bin) => Math.max(0, square - sums[bin]! * means[bin]!));
  const total = sumOf(counts);
  const residualVariance = sumOf(within) / (total - counts.length);
  // A value met once or twice borrows the common variance.
  const errors = within.map((square, bin) => {
    const count = counts[bin]!;
    return Math.sqrt((count >= 10 ? square / (count - 1) : residualVariance) / count);
  });
  return {
    kind: "means",
    values: centres,
    fitted: means.map((mean) => mean + shift),
    errors,
    degrees: counts.length,
    residualVariance,
    variance: varianceOf(total, sums, squares),
  };
}

function sumOf(column: Float64Array): number {
  let sum = 0;
  for (const value of column) sum += value;
  return sum;
}

function varianceOf(count: number, sums: Float64Array, squares: Float64Array): number {
  const sum = sumOf(sums);
  return Math.max(0, sumOf(squares) - (sum * sum) / count) / (count - 1);
}

/** The value itself, and for a heavy tail also a scale on which it is light; which is better is found out by fitting both. */
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
function toScale({ kind, centre, width, low, range }: InputScale, input: number): { readonly place: number; readonly slope: number } {
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

function fitOn(bins: Bins, scale: InputScale, responses: readonly BinSums[]): readonly Curve[] {
  const places = bins.centres.map((centre) => toScale(scale, centre).place);
  const basis = splineBasis(breakpointsFor(places, bins.counts));
  const rows = Array.from(places, (place) => basisAt(basis, place));
  const gram = weighedGram(rows, bins.counts, basis.size);
  const penalty = roughness(basis);
  const draws = sumOf(bins.counts);
  const steps = smoothings.flatMap((smoothing) => {
    const matrix = addBands(gram, penalty, smoothing * draws);
    const factor = bandCholesky(matrix);
    if (factor === undefined) return [];
    let logDeterminant = 0;
    for (let i = 0; i < basis.size; i++) logDeterminant += 2 * ln(factor[i * bandWidth]!);
    return [{ factor, offset: logDeterminant - (basis.size - 2) * ln(smoothing * draws) }];
  });
  const inverses = new Map<BandMatrix, { readonly inverse: readonly Float64Array[]; readonly degrees: number }>();
  const inverseOf = (factor: BandMatrix) => {
    const known = inverses.get(factor);
    if (known !== undefined) return known;
    const inverse = bandInverse(factor);
    let degrees = 0;
    for (let i = 0; i < basis.size; i++)
      for (let k = 0; k < bandWidth && k <= i; k++) degrees += (k === 0 ? 1 : 2) * gram[i * bandWidth + k]! * inverse[i]![i - k]!;
    inverses.set(factor, { inverse, degrees });
    return { inverse, degrees };
  };
  return responses.map((response): Curve => {
    const { sums, total, shift } = centred(bins, response, draws);
    const right = crossProduct(rows, sums, basis.size);
    let best: { score: number; factor: BandMatrix; coefficients: Float64Array } = {
      score: Infinity,
      factor: steps[steps.length - 1]!.factor,
      coefficients: new Float64Array(basis.size),
    };
    for (const { factor, offset } of steps) {
      const coefficients = bandSolve(factor, right);
      let explained = 0;
      for (let i = 0; i < basis.size; i++) explained += coefficients[i]! * right[i]!;
      const score = (draws - 2) * ln(Math.max(total - explained, 1e-13 * total, 5e-324)) + offset;
      if (score < best.score) best = { score, factor, coefficients };
    }
    const { coefficients, factor } = best;
    const { inverse, degrees } = inverseOf(factor);
    const fitted = Float64Array.from(rows, ({ first, values }) => {
      let value = 0;
      for (let k = 0; k < 4; k++) value += values[k]! * coefficients[first + k]!;
      return value;
    });
    const { residuals, sum } = residualsAbout(bins, response, fitted, shift);
    const residualVariance = sum / Math.max(1, draws - degrees);
    const covariance = covarianceOf(
      inverse,
      weighedGram(
        rows,
        residuals.map((square, bin) => square - bins.counts[bin]! * residualVariance),
        basis.size,
      ),
      residualVariance,
    );
    return {
      kind: "spline",
      scale,
      basis,
      shift,
      coefficients,
      inverse,
      covariance,
      fitted: fitted.map((value) => value + shift),
      errors: Float64Array.from(rows, (row) => Math.sqrt(varianceAt(covariance, row))),
      degrees,
      residualVariance,
      variance: total / (draws - 1),
    };
  });
}

/** Sums by bin about the mean of the response, its sum of squares about that, and the mean. */
function centred({ counts }: Bins, { shift, sums, squares }: BinSums, draws: number) {
  const mean = sumOf(sums) / draws;
  return {
    sums: sums.map((sum, bin) => sum - counts[bin]! * mean),
    total: Math.max(0, sumOf(squares) - draws * mean * mean),
    shift: shift + mean,
  };
}

/** By bin, the sum of squares of the response about the curve. */
function residualsAbout({ counts }: Bins, { shift, sums, squares }: BinSums, fitted: Float64Array, mean: number) {
  const residuals = fitted.map((value, bin) => {
    const level = value + mean - shift;
    return Math.max(0, squares[bin]! - level * (2 * sums[bin]! - counts[bin]! * level));
  });
  return { residuals, sum: sumOf(residuals) };
}

function weighedGram(rows: readonly BasisValues[], weights: Float64Array, size: number): BandMatrix {
  const gram = new Float64Array(size * bandWidth);
  rows.forEach(({ first, values }, bin) => {
    const weight = weights[bin]!;
    for (let a = 0; a < 4; a++)
      for (let b = 0; b <= a; b++) {
        const place = (first + a) * bandWidth + a - b;
        gram[place] = gram[place]! + weight * values[a]! * values[b]!;
      }
  });
  return gram;
}

function crossProduct(rows: readonly BasisValues[], sums: Float64Array, size: number): Float64Array {
  const right = new Float64Array(size);
  rows.forEach(({ first, values }, bin) => {
    for (let k = 0; k < 4; k++) right[first + k] = right[first + k]! + values[k]! * sums[bin]!;
  });
  return right;
}

/** s² H⁻¹ + H⁻¹ M H⁻¹: the Bayesian covariance of a common variance s² (Wahba 1983), with the sampling part corrected by M for one that varies. */
function covarianceOf(inverse: readonly Float64Array[], excess: BandMatrix, variance: number): readonly Float64Array[] {
  const size = inverse.length;
  const half = inverse.map((row) => {
    const product = new Float64Array(size);
    for (let i = 0; i < size; i++)
      for (let k = 0; k < bandWidth && k <= i; k++) {
        const entry = excess[i * bandWidth + k]!;
        product[i] = product[i]! + entry * row[i - k]!;
        if (k > 0) product[i - k] = product[i - k]! + entry * row[i]!;
      }
    return product;
  });
  return half.map((row, i) =>
    inverse[i]!.map((entry, j) => {
      const other = inverse[j]!;
      let sum = variance * entry;
      for (let k = 0; k < size; k++) sum += row[k]! * other[k]!;
      return sum;
    }),
  );
}

function varianceAt(covariance: readonly Float64Array[], { first, values }: Pick<BasisValues, "first" | "values">): number {
  let sum = 0;
  for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) sum += values[a]! * values[b]! * covariance[first + a]![first + b]!;
  return Math.max(0, sum);
}

/** Generalised cross-validation in logarithms, over all responses: comparable between scales, as a restricted likelihood is not. */
function criterion({ counts }: Bins, curves: readonly Curve[]): number {
  const draws = sumOf(counts);
  return curves.reduce(
    (sum, { residualVariance, degrees }) => sum + ln(Math.max(residualVariance, 5e-324)) - ln(Math.max(1 - degrees / draws, 1e-9)),
    0,
  );
}
