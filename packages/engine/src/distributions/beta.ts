/** The beta distribution. */
import { exp } from "../elementary.js";
import { betaI, betaIInverse, betaTerm } from "../special/incomplete-beta.js";
import { findRoot } from "../special/solve.js";
import { defineDistribution } from "./distribution.js";
import type { Fit } from "./fitting.js";
import { notFinite, notPositive, readable, tooGreat } from "./words.js";

/** Density at x with y = 1 - x, both given so that neither end loses digits. */
export function betaDensity(x: number, y: number, alpha: number, beta: number): number {
  if (x < 0 || y < 0 || Number.isNaN(x)) return 0;
  if (x === 0) return alpha > 1 ? 0 : alpha < 1 ? Infinity : beta;
  if (y === 0) return beta > 1 ? 0 : beta < 1 ? Infinity : alpha;
  return betaTerm(alpha, beta, x, y) / (x * y);
}

const LOWEST = -7;
const HIGHEST = 16;

/**
 * For each alpha there is one beta that puts the low quantile right; alpha is then moved until the high one is. Both searches run over
 * logarithms; the outer one is rising because a greater alpha means less spread about the low quantile. Where no beta is within reach the
 * limit is used: all of the distribution below the high quantile, or none of it between the two.
 */
function fitBeta(probabilities: readonly number[], values: readonly number[]): Fit {
  const [p1, p2] = [probabilities[0]!, probabilities[1]!];
  const [v1, v2] = [values[0]!, values[1]!];
  if (v1 <= 0 || v2 >= 1) return `a beta quantity lies between 0 and 1, but ${readable(v1 <= 0 ? v1 : v2)} does not lie inside`;
  const lowMiss = (alpha: number, t: number) => betaI(alpha, exp(t), v1) - p1;
  const betaFor = (alpha: number) => findRoot((t) => lowMiss(alpha, t), LOWEST - 10, HIGHEST + 10, 1e-13);
  const highMiss = (alpha: number) => {
    const t = betaFor(alpha);
    if (t === undefined) return lowMiss(alpha, HIGHEST) < 0 ? 1 - p2 : p1 - p2;
    return betaI(alpha, exp(t), v2) - p2;
  };
  const root = findRoot((t) => highMiss(exp(t)), LOWEST, HIGHEST, 1e-13);
  const found = root === undefined ? undefined : betaFor(exp(root));
  if (root === undefined || found === undefined)
    return `no beta distribution could be found with the quantiles ${readable(v1)} and ${readable(v2)}: they are too close together or too near to 0 or 1`;
  return [exp(root), exp(found)];
}

/** Between 0 and 1: shares and uncertain probabilities. */
export const beta = defineDistribution({
  name: "beta",
  doc: "Between 0 and 1: shares, rates and uncertain probabilities. After s successes in n trials, beta(s + 1, n - s + 1) or its like.",
  example: "beta(alpha = 3, beta = 7)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.17",
  discrete: false,
  quantileBySearch: true,
  parameters: [
    { name: "alpha", doc: "Weight towards 1, above zero.", unit: "number" },
    { name: "beta", doc: "Weight towards 0, above zero.", unit: "number" },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["number", "number"],
      toNatural: ([mean = NaN, sd = NaN]) => {
        const problem = notFinite(["mean", "standard deviation"], [mean, sd]) ?? notPositive("standard deviation", sd);
        if (problem !== undefined) return problem;
        if (!(mean > 0 && mean < 1)) return `the mean of a beta quantity lies strictly between 0 and 1, but it is ${readable(mean)}`;
        const weight = (mean * (1 - mean)) / (sd * sd) - 1;
        if (weight > 0) return [mean * weight, (1 - mean) * weight];
        return `with a mean of ${readable(mean)} the standard deviation must be below ${readable(Math.sqrt(mean * (1 - mean)))}, but it is ${readable(sd)}`;
      },
    },
  ],
  problem: (p) =>
    notFinite(["alpha", "beta"], p) ??
    notPositive("alpha", p[0]!) ??
    notPositive("beta", p[1]!) ??
    tooGreat("alpha", p[0]!, 1e9) ??
    tooGreat("beta", p[1]!, 1e9),
  support: () => [0, 1],
  density: (x, p) => betaDensity(x, 1 - x, p[0]!, p[1]!),
  cdf: (x, p) => betaI(p[0]!, p[1]!, x),
  quantile: (u, p) => betaIInverse(p[0]!, p[1]!, u),
  mean: (p) => p[0]! / (p[0]! + p[1]!),
  variance: (p) => {
    const sum = p[0]! + p[1]!;
    return ((p[0]! / sum) * (p[1]! / sum)) / (sum + 1);
  },
  fromQuantiles: fitBeta,
});
