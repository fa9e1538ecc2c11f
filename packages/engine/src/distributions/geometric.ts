/** The geometric distribution. */
import { exp, expm1, log1p } from "../elementary.js";
import { defineDistribution } from "./distribution.js";
import { wholeQuantile } from "./whole-numbers.js";
import { notFinite, notProbability, readable } from "./words.js";

function cumulative(k: number, p: number): number {
  return k < 1 ? 0 : -expm1(k * log1p(-p));
}

/** The number of trials up to the first success. */
export const geometric = defineDistribution({
  name: "geometric",
  doc: "How many independent trials it takes until one succeeds, the successful one counted: rounds of negotiation, attempts.",
  example: "geometric(p = 20 %)",
  reference: "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), 5.2",
  discrete: true,
  quantileBySearch: true,
  parameters: [{ name: "p", doc: "The probability that a trial succeeds, above zero.", unit: "number" }],
  alternatives: [
    {
      names: ["mean"],
      units: ["number"],
      toNatural: ([mean = NaN]) =>
        notFinite(["mean"], [mean]) ??
        (mean >= 1 ? [1 / mean] : `it takes at least one trial, so the mean must not be below 1, but it is ${readable(mean)}`),
    },
  ],
  problem: (p) =>
    notFinite(["probability"], p) ??
    notProbability("probability", p[0]!) ??
    (p[0]! < 1e-15 ? "the probability must be above zero, or success never comes" : undefined),
  support: (p) => [1, p[0] === 1 ? 1 : Infinity],
  density: (x, p) => (x >= 1 && x < Infinity && Math.floor(x) === x ? p[0]! * (x === 1 ? 1 : exp((x - 1) * log1p(-p[0]!))) : 0),
  cdf: (x, p) => cumulative(Math.floor(x), p[0]!),
  quantile: (u, p) => {
    if (p[0] === 1) return 1;
    return wholeQuantile(u, log1p(-u) / log1p(-p[0]!), 1, Infinity, (k) => cumulative(k, p[0]!));
  },
  mean: (p) => 1 / p[0]!,
  variance: (p) => (1 - p[0]!) / (p[0]! * p[0]!),
});
