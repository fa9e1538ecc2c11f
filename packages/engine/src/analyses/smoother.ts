/**
 * The mean of a response given one input, as a smooth curve: a penalised cubic spline whose smoothness is chosen by restricted maximum
 * likelihood, fitted to bins, with several responses on one basis. Inputs of few values get their means instead.
 */
import { ln } from "../elementary.js";
import { type BandMatrix, bandSolve, bandWidth, explainedParts } from "./band-matrix.js";
import { type BinSums, type Bins, fewValues } from "./bins.js";
import { basisAt, type SplineBasis } from "./spline-basis.js";
import {
  designsOf,
  type InputScale,
  type SmoothingStep,
  type SplineDesign,
  splineOverBins,
  sumOf,
  toScale,
  weighedGram,
  weighedSums,
} from "./spline-design.js";

interface FitSummary {
  /** The curve at the centre of each bin. */
  readonly fitted: Float64Array;
  /** The standard error of each of these; of a spline worked out when first asked for, as is its covariance. */
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
      /** The factor of the matrix of the penalised normal equations. */
      readonly factor: BandMatrix;
      /** Covariance of coefficients of neighbouring functions: of sampling, whatever the spread of the response at each place, and of smoothing. */
      readonly covariance: BandMatrix;
    })
  | (FitSummary & { readonly kind: "means"; readonly values: Float64Array });

/** A curve at one place: its value, the standard error of that, and its slope (of means: that of the line between neighbours). */
export interface CurvePoint {
  readonly value: number;
  readonly error: number;
  readonly slope: number;
}

/** Fits the mean of each response given the input. */
export function smooth(bins: Bins, responses: readonly BinSums[]): readonly Curve[] {
  if (bins.isExact && bins.counts.length <= fewValues) return meansOfBins(bins, responses);
  const [first, ...others] = designsOf(bins).map((design) => fitsOn(design, bins, responses));
  return others.reduce((best, fits) => (criterion(bins, fits) < criterion(bins, best) ? fits : best), first!);
}

/** The mean of each response in each bin, nothing assumed of what lies between them. */
export function meansOfBins(bins: Bins, responses: readonly BinSums[]): readonly Curve[] {
  return responses.map((response) => meansOf(bins, response));
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
  return { value, error: Math.sqrt(varianceAt(curve.covariance, first, values)), slope: rise * slope };
}

/**
 * How strongly a response of a draw in each bin moves the sum of the curve over bins, each by its weight: the derivative of that sum by one
 * response.
 */
export function leverOf(curve: Curve, bins: Bins, weights: Float64Array): Float64Array {
  if (curve.kind === "means") return weights.map((weight, bin) => weight / bins.counts[bin]!);
  const design = designsOf(bins).find(({ basis }) => basis === curve.basis);
  if (design === undefined) throw new Error("The curve is of other bins.");
  return splineOverBins(design, bandSolve(curve.factor, weighedSums(design, weights)));
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

function varianceOf(count: number, sums: Float64Array, squares: Float64Array): number {
  const sum = sumOf(sums);
  return Math.max(0, sumOf(squares) - (sum * sum) / count) / (count - 1);
}

/** Fits every response on one design: the smoothness of each is its own. */
function fitsOn(design: SplineDesign, bins: Bins, responses: readonly BinSums[]): readonly Curve[] {
  const { draws, steps } = design;
  const centred = responses.map(({ sums, squares }): CentredResponse => {
    const mean = sumOf(sums) / draws;
    const right = weighedSums(
      design,
      sums.map((sum, bin) => sum - bins.counts[bin]! * mean),
    );
    return { mean, total: Math.max(0, sumOf(squares) - draws * mean * mean), right };
  });
  const best = centred.map(() => ({ step: steps[steps.length - 1]!, score: Infinity }));
  const explain = explainedParts(centred.map(({ right }) => right));
  for (const step of steps) {
    const explained = explain(step.factor);
    centred.forEach(({ total }, place) => {
      const score = (draws - 2) * ln(Math.max(total - explained[place]!, 1e-13 * total, 5e-324)) + step.offset;
      if (score < best[place]!.score) best[place] = { step, score };
    });
  }
  return responses.map((response, place) => curveOf(design, bins, response, centred[place]!, best[place]!.step));
}

/** A response about its mean: its sum of squares, and the sums of the functions of a design by it. */
interface CentredResponse {
  readonly mean: number;
  readonly total: number;
  readonly right: Float64Array;
}

function curveOf(
  design: SplineDesign,
  { counts }: Bins,
  response: BinSums,
  { mean, total, right }: CentredResponse,
  step: SmoothingStep,
): Curve {
  const { scale, basis, draws } = design;
  const coefficients = bandSolve(step.factor, right);
  const { inverse, degrees } = step.solved();
  const fitted = splineOverBins(design, coefficients);
  const residuals = residualsAbout(counts, response, fitted, mean);
  const residualVariance = sumOf(residuals) / Math.max(1, draws - degrees);
  const shift = response.shift + mean;
  for (let bin = 0; bin < counts.length; bin++) fitted[bin] = fitted[bin]! + shift;
  let covariance: BandMatrix | undefined;
  const covariances = () => {
    covariance ??= covarianceOf(
      inverse,
      weighedGram(
        design,
        residuals.map((residual, bin) => residual - counts[bin]! * residualVariance),
      ),
      residualVariance,
    );
    return covariance;
  };
  let errors: Float64Array | undefined;
  return {
    kind: "spline",
    scale,
    basis,
    shift,
    coefficients,
    factor: step.factor,
    fitted,
    degrees,
    residualVariance,
    variance: total / (draws - 1),
    get covariance() {
      return covariances();
    },
    get errors() {
      errors ??= errorsOverBins(design, covariances());
      return errors;
    },
  };
}

/** By bin, the sum of squares of the response about a curve, which is given about the mean. */
function residualsAbout(counts: Float64Array, { sums, squares }: BinSums, fitted: Float64Array, mean: number): Float64Array {
  const residuals = new Float64Array(counts.length);
  for (let bin = 0; bin < counts.length; bin++) {
    const level = fitted[bin]! + mean;
    residuals[bin] = Math.max(0, squares[bin]! - level * (2 * sums[bin]! - counts[bin]! * level));
  }
  return residuals;
}

/**
 * s² H⁻¹ + H⁻¹ M H⁻¹ near the diagonal, which is all that a place needs: the Bayesian covariance of a common variance s² (Wahba 1983), with
 * the sampling part corrected by M for one that varies.
 */
function covarianceOf(inverse: readonly Float64Array[], excess: BandMatrix, variance: number): BandMatrix {
  const size = inverse.length;
  const covariance = new Float64Array(size * bandWidth);
  const half = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const own = inverse[row]!;
    half.fill(0);
    for (let i = 0; i < size; i++) {
      half[i] = half[i]! + excess[i * bandWidth]! * own[i]!;
      for (let k = 1; k < bandWidth && k <= i; k++) {
        const entry = excess[i * bandWidth + k]!;
        half[i] = half[i]! + entry * own[i - k]!;
        half[i - k] = half[i - k]! + entry * own[i]!;
      }
    }
    for (let k = 0; k < bandWidth && k <= row; k++) {
      const other = inverse[row - k]!;
      let sum = variance * own[row - k]!;
      for (let i = 0; i < size; i++) sum += half[i]! * other[i]!;
      covariance[row * bandWidth + k] = sum;
    }
  }
  return covariance;
}

function errorsOverBins({ firsts, values }: SplineDesign, covariance: BandMatrix): Float64Array {
  const errors = new Float64Array(firsts.length);
  for (let bin = 0; bin < errors.length; bin++) errors[bin] = Math.sqrt(varianceAt(covariance, firsts[bin]!, values, 4 * bin));
  return errors;
}

/** The variance of the spline where the four functions from `first` on have the values from index `from` on. */
function varianceAt(covariance: BandMatrix, first: number, values: Float64Array, from = 0): number {
  let sum = 0;
  for (let a = 0; a < 4; a++) {
    const value = values[from + a]!;
    const place = (first + a) * bandWidth;
    sum += value * value * covariance[place]!;
    for (let k = 1; k <= a; k++) sum += 2 * value * values[from + a - k]! * covariance[place + k]!;
  }
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
