/** The regularised incomplete beta function and its inverse, with small relative error in both tails. */
import { exp, ln, log1p } from "../elementary.js";
import { deviance, lgamma, stirlingError } from "./log-gamma.js";
import { normalQuantile } from "./normal.js";
import { halleyStep, lastStep, logRatio, newtonInside } from "./solve.js";

const SQRT_TWO_PI = 2.5066282746310002;

/** The last a and b of `stirlingPart` and its result: one search asks for the same again and again. */
const last = new Float64Array(3);

/** What `binomialTerm` needs of a and b alone. */
function stirlingPart(a: number, b: number): number {
  if (last[0] !== a || last[1] !== b) last.set([a, b, stirlingError(a + b) - stirlingError(a) - stirlingError(b)]);
  return last[2]!;
}

/** Gamma(a + b + 1) / (gamma(a + 1) gamma(b + 1)) x^a y^b with x + y = 1: for whole a and b the probability of a successes in a + b trials (Loader 2000). */
export function binomialTerm(a: number, b: number, x: number, y: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (y === 0) return b === 0 ? 1 : 0;
  if (a < 1e-100 || b < 1e-100) return exp(a * ln(x) + b * ln(y));
  const n = a + b;
  const shift = b * x - a * y;
  const exponent = stirlingPart(a, b) - deviance(a, n * x, shift) - deviance(b, n * y, -shift);
  return (exp(exponent) * Math.sqrt(n)) / (SQRT_TWO_PI * Math.sqrt(a) * Math.sqrt(b));
}

/** The last a, b and x of `betaTerm`, with y = 1 - x nearly, and its result: function and slope ask for the same. */
const lastTerm = Float64Array.of(Number.NaN, 0, 0, 0, 0);

/** x^a y^b / B(a, b): x times y times the density of the beta distribution. */
export function betaTerm(a: number, b: number, x: number, y: number): number {
  if (lastTerm[0] !== a || lastTerm[1] !== b || lastTerm[2] !== x || lastTerm[3] !== y) {
    lastTerm[4] = (binomialTerm(a, b, x, y) * a * b) / (a + b);
    lastTerm[0] = a;
    lastTerm[1] = b;
    lastTerm[2] = x;
    lastTerm[3] = y;
  }
  return lastTerm[4]!;
}

/** Continued fraction (DLMF 8.17.22) by Lentz's method; good where x is below the mean. */
function betaFraction(a: number, b: number, x: number): number {
  const sum = a + b;
  let c = 1;
  let d = 1 - (sum * x) / (a + 1);
  d = 1 / (d === 0 ? 1e-300 : d);
  let h = d;
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (d === 0 ? 1e-300 : d);
    h *= d * (c === 0 ? 1e-300 : c);
    const odd = (-(a + m) * (sum + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / (c === 0 ? 1e-300 : c);
    d = 1 / (d === 0 ? 1e-300 : d);
    const factor = d * (c === 0 ? 1e-300 : c);
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h;
}

/** I_x(a, b) given both x and y = 1 - x, so that neither end loses digits. */
export function betaIOf(a: number, b: number, x: number, y: number): number {
  if (!(a > 0 && b > 0)) return NaN;
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const term = betaTerm(a, b, x, y);
  if (x * (a + b + 2) < a + 1) return (term * betaFraction(a, b, x)) / a;
  return 1 - (term * betaFraction(b, a, y)) / b;
}

/** The regularised incomplete beta function I_x(a, b): the probability that a beta variable is at most x. */
export function betaI(a: number, b: number, x: number): number {
  return Number.isNaN(x) ? NaN : betaIOf(a, b, x, 1 - x);
}

/** The x at which I_x(a, b) = u. */
export function betaIInverse(a: number, b: number, u: number): number {
  if (!(a > 0 && b > 0 && u >= 0 && u <= 1)) return NaN;
  if (u === 0) return 0;
  if (u === 1) return 1;
  const mean = a / (a + b);
  if (isBelowMean(a, b, u)) return lowerTail(a, b, u, mean);
  return 1 - lowerTail(b, a, 1 - u, b / (a + b));
}

/** Whether the root is at most the mean, below which lie between 1/e and 1 - 1/e of the draws where both parameters are above 1. */
function isBelowMean(a: number, b: number, u: number): boolean {
  if (a > 1 && b > 1 && Math.abs(u - 0.5) > 0.14) return u < 0.5;
  return u <= betaIOf(a, b, a / (a + b), b / (a + b));
}

/** Roughly the logarithm of the root, for a and b above 1 (Abramowitz and Stegun 1964, 26.5.22; where that has no value the logit is taken to be normal). */
function logStart(a: number, b: number, z: number): number {
  const [one, other] = [1 / (2 * a - 1), 1 / (2 * b - 1)];
  const h = 2 / (one + other);
  const lambda = (z * z - 3) / 6;
  const w =
    h + lambda > 0
      ? (-z * Math.sqrt(h + lambda)) / h - (other - one) * (lambda + 5 / 6 - 2 / (3 * h))
      : -0.5 * z * Math.sqrt(1 / a + 1 / b);
  return -log1p((b / a) * exp(2 * w));
}

/** The root in ln x, where the logarithm of the probability is nearly straight; x is at most the mean. */
function lowerTail(a: number, b: number, u: number, mean: number): number {
  const isPlain = a > 1 && b > 1 && b < 1e100 && u > 1e-100;
  const power = isPlain ? 0 : (ln(u) + ln(a) + lgamma(a) + lgamma(b) - lgamma(a + b)) / a;
  if (power < -740) return exp(power);
  const top = ln(mean);
  const start = Math.min(a > 1 && b > 1 ? logStart(a, b, normalQuantile(u)) : power, top);
  const step = (t: number) => {
    const x = exp(t);
    const p = betaIOf(a, b, x, 1 - x);
    if (p === 0) return Infinity;
    const slope = betaTerm(a, b, x, 1 - x) / (p * (1 - x));
    return halleyStep(-logRatio(p, u) / slope, a - ((b - 1) * x) / (1 - x) - slope);
  };
  return exp(newtonInside(start, -Infinity, top + 1e-12, step, lastStep.halley));
}
