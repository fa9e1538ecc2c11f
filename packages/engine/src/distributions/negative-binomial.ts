/** The negative binomial distribution. */
import { exp, log1p } from "../elementary.js";
import { betaIOf, binomialTerm } from "../special/incomplete-beta.js";
import { gammaPInverse } from "../special/incomplete-gamma.js";
import { defineDistribution } from "./distribution.js";
import { wholeQuantile } from "./whole-numbers.js";
import { notFinite, notPositive, notProbability, readable, tooGreat } from "./words.js";

function cumulative(k: number, mean: number, shape: number): number {
  if (k < 0) return 0;
  if (k === Infinity || mean === 0) return 1;
  return betaIOf(shape, k + 1, shape / (shape + mean), mean / (shape + mean));
}

/** Counts that vary more than independent events would. */
export const negativeBinomial = defineDistribution({
  name: "negative_binomial",
  doc: "How many events happen when they cluster, so that counts vary more than with poisson: outbreaks, attacks, claims. The variance is mean + mean² / shape.",
  example: "negative_binomial(mean = 4, shape = 2)",
  reference: "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), chapter 5",
  discrete: true,
  quantileBySearch: true,
  parameters: [
    { name: "mean", doc: "The expected number, not below zero.", unit: "value" },
    {
      name: "shape",
      doc: "Above zero, whole or not; the smaller, the more the events cluster. It is the shape of the gamma distribution from which the expected number of each case would be drawn.",
      unit: "number",
    },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["value", "value"],
      toNatural: ([mean = NaN, sd = NaN]) => {
        const problem = notFinite(["mean", "standard deviation"], [mean, sd]) ?? notPositive("mean", mean);
        if (problem !== undefined) return problem;
        if (sd * sd > mean) return [mean, (mean * mean) / (sd * sd - mean)];
        return `with a mean of ${readable(mean)} the standard deviation must be above ${readable(Math.sqrt(mean))}, which is that of poisson, but it is ${readable(sd)}`;
      },
    },
    {
      names: ["successes", "p"],
      units: ["number", "number"],
      toNatural: ([successes = NaN, p = NaN]) =>
        notFinite(["number of successes", "probability"], [successes, p]) ??
        notPositive("number of successes", successes) ??
        notProbability("probability", p) ??
        notPositive("probability", p) ?? [(successes * (1 - p)) / p, successes],
    },
  ],
  problem: (p) =>
    notFinite(["mean", "shape"], p) ??
    (p[0]! >= 0 ? tooGreat("mean", p[0]!, 1e12) : `the mean must not be below zero, but it is ${readable(p[0]!)}`) ??
    notPositive("shape", p[1]!) ??
    tooGreat("shape", p[1]!, 1e9, "poisson(mean) serves as well there"),
  support: (p) => [0, p[0] === 0 ? 0 : Infinity],
  density: (x, p) => {
    const [mean, shape] = [p[0]!, p[1]!];
    if (!(x >= 0 && x < Infinity && Math.floor(x) === x)) return 0;
    if (x === 0) return exp(-shape * log1p(mean / shape));
    return (shape / (shape + x)) * binomialTerm(shape, x, shape / (shape + mean), mean / (shape + mean));
  },
  cdf: (x, p) => cumulative(Math.floor(x), p[0]!, p[1]!),
  quantile: (u, p) => {
    const [mean, shape] = [p[0]!, p[1]!];
    if (mean === 0) return 0;
    return wholeQuantile(u, (mean / shape) * gammaPInverse(shape, u), 0, Infinity, (k) => cumulative(k, mean, shape));
  },
  mean: (p) => p[0]!,
  variance: (p) => p[0]! + (p[0]! * p[0]!) / p[1]!,
});
