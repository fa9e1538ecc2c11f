/** Student's t distribution, shifted and stretched. */
import { betaIInverse, betaIOf, betaTerm } from "../special/incomplete-beta.js";
import { logRatio, newtonInside } from "../special/solve.js";
import { defineDistribution } from "./distribution.js";
import { notFinite, notPositive, tooGreat } from "./words.js";

/** The density at z of the standard distribution; z within 1e-9 root df of the middle has that of the middle. */
function standardDensity(z: number, df: number): number {
  const size = Math.max(Math.abs(z), 1e-9 * Math.sqrt(df));
  const [x, y] = shares(size, df);
  return betaTerm(df / 2, 0.5, x, y) / size;
}

/** df / (df + z^2) and its complement. */
function shares(z: number, df: number): readonly [number, number] {
  const ratio = z * z < df ? (z * z) / df : (Math.sqrt(df) / z) * (Math.sqrt(df) / z);
  return z * z < df ? [1 / (1 + ratio), ratio / (1 + ratio)] : [ratio / (1 + ratio), 1 / (1 + ratio)];
}

/** The probability of a value above z >= 0. */
function tail(z: number, df: number): number {
  const [x, y] = shares(z, df);
  return 0.5 * betaIOf(df / 2, 0.5, x, y);
}

/** The z >= 0 that is exceeded with a probability of at most 1/2. */
function tailInverse(probability: number, df: number): number {
  const x = betaIInverse(df / 2, 0.5, 2 * probability);
  if (x < 0.5) return Math.sqrt((df * (1 - x)) / x);
  if (probability < 0.25) {
    const step = (z: number) => {
      const reached = tail(z, df);
      return (logRatio(reached, probability) * reached) / standardDensity(z, df);
    };
    return newtonInside(Math.sqrt((df * (1 - x)) / x), 0, Infinity, step);
  }
  const y = betaIInverse(0.5, df / 2, 1 - 2 * probability);
  return Math.sqrt((df * y) / (1 - y));
}

/** Symmetric with heavy tails. */
export const studentT = defineDistribution({
  name: "student_t",
  doc: "Symmetric like the normal, with heavier tails the fewer the degrees of freedom: an estimate from a small sample, errors with surprises.",
  example: "student_t(location = 3, scale = 1, df = 5)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.4",
  discrete: false,
  quantileBySearch: true,
  parameters: [
    { name: "location", doc: "The middle of the distribution.", unit: "value" },
    { name: "scale", doc: "The spread, above zero: for an estimate its standard error.", unit: "value" },
    {
      name: "df",
      doc: "The degrees of freedom, above zero, whole or not; the mean exists only above 1, the standard deviation only above 2.",
      unit: "number",
    },
  ],
  alternatives: [],
  problem: (p) =>
    notFinite(["location", "scale", "number of degrees of freedom"], p) ??
    notPositive("scale", p[1]!) ??
    notPositive("number of degrees of freedom", p[2]!) ??
    tooGreat("number of degrees of freedom", p[2]!, 1e6),
  support: () => [-Infinity, Infinity],
  density: (x, p) => standardDensity((x - p[0]!) / p[1]!, p[2]!) / p[1]!,
  cdf: (x, p) => {
    const z = (x - p[0]!) / p[1]!;
    return z < 0 ? tail(-z, p[2]!) : 1 - tail(z, p[2]!);
  },
  quantile: (u, p) => (u < 0.5 ? p[0]! - p[1]! * tailInverse(u, p[2]!) : p[0]! + p[1]! * tailInverse(1 - u, p[2]!)),
  mean: (p) => (p[2]! > 1 ? p[0]! : NaN),
  variance: (p) => (p[2]! > 2 ? p[1]! * p[1]! * (p[2]! / (p[2]! - 2)) : p[2]! > 1 ? Infinity : NaN),
});
