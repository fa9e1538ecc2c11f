/** The binomial distribution. */
import { betaIOf, binomialTerm } from "../special/incomplete-beta.js";
import { normalQuantile } from "../special/normal.js";
import { defineDistribution } from "./distribution.js";
import { roughQuantile, wholeQuantile } from "./whole-numbers.js";
import { notFinite, notProbability, notWhole, tooGreat } from "./words.js";

function cumulative(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaIOf(n - k, k + 1, 1 - p, p);
}

/** The number of successes in independent trials. */
export const binomial = defineDistribution({
  name: "binomial",
  doc: "How many of a number of independent trials succeed, each with the same probability.",
  example: "binomial(n = 12, p = 25 %)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.18",
  discrete: true,
  quantileBySearch: true,
  parameters: [
    { name: "n", doc: "The number of trials, a whole number.", unit: "value" },
    { name: "p", doc: "The probability that a trial succeeds.", unit: "number" },
  ],
  alternatives: [],
  problem: (p) =>
    notFinite(["number of trials", "probability"], p) ??
    notProbability("probability", p[1]!) ??
    notWhole("number of trials", p[0]!) ??
    tooGreat("number of trials", p[0]!, 1e9),
  support: (p) => [p[1]! === 1 ? p[0]! : 0, p[1]! === 0 ? 0 : p[0]!],
  density: (x, p) => (x >= 0 && x <= p[0]! && Math.floor(x) === x ? binomialTerm(x, p[0]! - x, p[1]!, 1 - p[1]!) : 0),
  cdf: (x, p) => cumulative(Math.floor(x), p[0]!, p[1]!),
  quantile: (u, p) => {
    const [n, share] = [p[0]!, p[1]!];
    if (share === 0 || share === 1) return n * share;
    const sd = Math.sqrt(n * share * (1 - share));
    return wholeQuantile(u, roughQuantile(n * share, sd, 1 - 2 * share, normalQuantile(u)), 0, n, (k) => cumulative(k, n, share));
  },
  mean: (p) => p[0]! * p[1]!,
  variance: (p) => p[0]! * p[1]! * (1 - p[1]!),
});
