/** The regularised incomplete gamma function, its complement and its inverse, with small relative error in both tails. */
import { exp, expm1, ln, log1p } from "../elementary.js";
import { deviance, lgamma, logDefect, stirlingError } from "./log-gamma.js";
import { erfc, normalQuantile } from "./normal.js";
import { halleyStep, lastStep, logRatio, newtonInside } from "./solve.js";

const SQRT_TWO_PI = 2.5066282746310002;

/** The last a of `stirlingPart` and its result: one search asks for the same again and again. */
const last = new Float64Array(2);

function stirlingPart(a: number): number {
  if (last[0] !== a) last.set([a, stirlingError(a)]);
  return last[1]!;
}

/** The last a and x of `poissonTerm` and its result: function and slope ask for the same. */
const lastTerm = Float64Array.of(Number.NaN, 0, 0);

/** x^a exp(-x) / gamma(a + 1) for real a >= 0: for whole a the probability that a Poisson variable of mean x equals a (Loader 2000). */
export function poissonTerm(a: number, x: number): number {
  if (lastTerm[0] !== a || lastTerm[1] !== x) {
    lastTerm[2] = newTerm(a, x);
    lastTerm[0] = a;
    lastTerm[1] = x;
  }
  return lastTerm[2]!;
}

function newTerm(a: number, x: number): number {
  if (a === 0) return exp(-x);
  if (x === 0 || x === Infinity) return 0;
  if (a < 1e-100) return exp(a * ln(x) - x);
  return exp(-deviance(a, x, x - a) - stirlingPart(a)) / (SQRT_TWO_PI * Math.sqrt(a));
}

/** Series for the lower part (DLMF 8.11.4). */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return poissonTerm(a, x) * sum;
}

/** Continued fraction for the upper part (DLMF 8.9.2) by Lentz's method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 100_000; n += 1) {
    const top = -n * (n - a);
    b += 2;
    d = 1 / (top * d + b);
    c = b + top / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return poissonTerm(a, x) * a * h;
}

/** Coefficients of eta / (lambda - 1) where eta^2 / 2 = lambda - 1 - ln lambda, from the recurrence that the differential equation gives, in exact fractions. */
const transition = [
  1, -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073, 0.0003527336860670194, -0.0001787551440329218,
  3.919263178522438e-5, -2.185448510679992e-6, -1.85406221071516e-6, 8.296711340953087e-7, -1.7665952736826078e-7, 6.707853543401498e-9,
  1.0261809784240309e-8, -4.382036018453353e-9, 9.14769958223679e-10, -2.5514193994946248e-11, -5.830772132550426e-11,
  2.4361948020667415e-11, -5.0276692801141755e-12, 1.1004392031956135e-13, 3.371763262400985e-13, -1.392388722418162e-13,
  2.8534893807047445e-14, -5.139111834242572e-16, -1.9752288294349442e-15, 8.099521156704561e-16,
];

/** Uniform expansion for large a near x = a (Temme 1979, in the form of Gil, Segura and Temme 2012). */
function nearTransition(a: number, x: number, upper: boolean): number {
  const d = (x - a) / a;
  const defect = logDefect(d);
  const eta = d < 0 ? -Math.sqrt(2 * defect) : Math.sqrt(2 * defect);
  let later = transition[26]!;
  let last = transition[25]!;
  let sum = last;
  for (let m = 24; m >= 1; m -= 1) {
    const next = transition[m]! + ((m + 1) * later) / a;
    later = last;
    last = next;
    sum = sum * eta + next;
  }
  const correction = (exp(-a * defect) * sum) / ((1 + later / a) * SQRT_TWO_PI * Math.sqrt(a));
  const root = eta * Math.sqrt(a / 2);
  return upper ? 0.5 * erfc(root) + correction : 0.5 * erfc(-root) - correction;
}

function incompleteGamma(a: number, x: number, upper: boolean): number {
  if (!(a > 0) || !(x >= 0)) return NaN;
  if (x === 0) return upper ? 1 : 0;
  if (x === Infinity) return upper ? 0 : 1;
  if (a > 20 && Math.abs(x - a) < 0.4 * a) return nearTransition(a, x, upper);
  if (a < 0.5 && x < 0.5) return smallShape(a, x, upper);
  if (x < a + 1) {
    const lower = lowerSeries(a, x);
    return upper ? 1 - lower : lower;
  }
  const rest = upperFraction(a, x);
  return upper ? rest : 1 - rest;
}

/** For small a and x: P = x^a / gamma(a + 1) (1 + s) with s from the alternating series (DLMF 8.7.1), so that 1 - P keeps its digits. */
function smallShape(a: number, x: number, upper: boolean): number {
  let term = 1;
  let sum = 0;
  for (let n = 1; Math.abs(term) > 1e-18; n += 1) {
    term *= -x / n;
    sum += (a * term) / (a + n);
  }
  const growth = a * ln(x) - lgamma(a + 1);
  return upper ? -expm1(growth) - exp(growth) * sum : exp(growth) * (1 + sum);
}

/** The regularised lower incomplete gamma function P(a, x): the probability that a gamma variable of this shape and scale 1 is at most x. */
export function gammaP(a: number, x: number): number {
  return incompleteGamma(a, x, false);
}

/** The complement Q(a, x) = 1 - P(a, x), accurate where it is small. */
export function gammaQ(a: number, x: number): number {
  return incompleteGamma(a, x, true);
}

/** The x at which P(a, x) = u. */
export function gammaPInverse(a: number, u: number): number {
  if (!(a > 0 && u >= 0 && u <= 1)) return NaN;
  if (u === 0) return 0;
  if (u === 1) return Infinity;
  const start = inverseStart(a, ln(u), normalQuantile(u), ln(1 - u));
  if (u > 0.5) return upperInverse(a, 1 - u, start);
  const power = (ln(u) + lgamma(a + 1)) / a;
  if (power < -700) return exp(power);
  const step = (t: number) => {
    const x = exp(t);
    const p = gammaP(a, x);
    if (p === 0) return Infinity;
    const slope = (a * poissonTerm(a, x)) / p;
    return halleyStep(-logRatio(p, u) / slope, a - x - slope);
  };
  return exp(newtonInside(start, -Infinity, Infinity, step, lastStep.halley));
}

/** The x at which Q(a, x) = q, accurate for small q too. */
export function gammaQInverse(a: number, q: number): number {
  if (!(a > 0 && q >= 0 && q <= 1)) return NaN;
  if (q > 0.5) return gammaPInverse(a, 1 - q);
  return q === 0 ? Infinity : upperInverse(a, q, inverseStart(a, log1p(-q), -normalQuantile(q), ln(q)));
}

/** Roughly the logarithm of the x that is looked for (Wilson and Hilferty 1931; the first term of the series), from ln u, the normal quantile at u and ln(1 - u). */
function inverseStart(a: number, lnLower: number, z: number, lnUpper: number): number {
  const root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  return a > 0.5 && root > 0.3 ? ln(a * root * root * root) : Math.min((lnLower + lgamma(a + 1)) / a, ln(a + 2 - lnUpper));
}

function upperInverse(a: number, rest: number, start: number): number {
  const step = (x: number) => {
    const q = gammaQ(a, x);
    if (q === 0) return -Infinity;
    const slope = (a * poissonTerm(a, x)) / (q * x);
    return halleyStep(logRatio(q, rest) / slope, (a - 1) / x - 1 + slope);
  };
  return newtonInside(exp(start), 0, Infinity, step, lastStep.halley);
}
