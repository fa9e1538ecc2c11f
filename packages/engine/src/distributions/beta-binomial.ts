/** The beta-binomial distribution. */
import { betaIInverse, betaTerm, binomialTerm } from "../special/incomplete-beta.js";
import { defineDistribution } from "./distribution.js";
import { summedCdf } from "./summed.js";
import { wholeQuantile } from "./whole-numbers.js";
import { notFinite, notPositive, notWhole, tooGreat } from "./words.js";

/** C(n, k) B(k + alpha, n - k + beta) / B(alpha, beta), the powers cancelling at whatever share the three terms are taken. */
function probability(k: number, p: readonly number[]): number {
  const [n, alpha, beta] = [p[0]!, p[1]!, p[2]!];
  if (!(k >= 0 && k <= n && Math.floor(k) === k)) return 0;
  const sum = n + alpha + beta;
  const [x, y] = [(k + alpha) / sum, (n - k + beta) / sum];
  return (binomialTerm(k, n - k, x, y) * betaTerm(alpha, beta, x, y)) / betaTerm(k + alpha, n - k + beta, x, y);
}

const cumulative = summedCdf((p) => {
  const [n, alpha, beta] = [p[0]!, p[1]!, p[2]!];
  const peak = ((n + 1) * (alpha - 1)) / (alpha + beta - 2);
  const mode = alpha > 1 && beta > 1 ? Math.min(n, Math.floor(peak)) : Math.floor((n * alpha) / (alpha + beta));
  return {
    low: 0,
    high: n,
    mode,
    probability: probability(mode, p),
    ratio: (k) => ((n - k) / (k + 1)) * ((k + alpha) / (n - k - 1 + beta)),
  };
});

/** Successes in trials whose common probability is itself uncertain. */
export const betaBinomial = defineDistribution({
  name: "beta_binomial",
  doc: "How many of a number of trials succeed when their common probability is uncertain and has a beta distribution: cases that rise and fall together.",
  example: "beta_binomial(n = 12, alpha = 3, beta = 7)",
  reference: "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), 6.2.2",
  discrete: true,
  quantileBySearch: true,
  parameters: [
    { name: "n", doc: "The number of trials, a whole number.", unit: "value" },
    { name: "alpha", doc: "Weight towards success, above zero.", unit: "number" },
    { name: "beta", doc: "Weight towards failure, above zero.", unit: "number" },
  ],
  alternatives: [],
  problem: (p) =>
    notFinite(["number of trials", "alpha", "beta"], p) ??
    notWhole("number of trials", p[0]!) ??
    tooGreat("number of trials", p[0]!, 1e4, "binomial(n, p) with a p that is beta(alpha, beta) serves as well there") ??
    notPositive("alpha", p[1]!) ??
    notPositive("beta", p[2]!) ??
    tooGreat("alpha", p[1]!, 1e9, "binomial(n, p) serves as well there") ??
    tooGreat("beta", p[2]!, 1e9, "binomial(n, p) serves as well there"),
  support: (p) => [0, p[0]!],
  density: (x, p) => probability(x, p),
  cdf: (x, p) => (x < 0 ? 0 : x >= p[0]! ? 1 : cumulative(Math.floor(x), p)),
  quantile: (u, p) => wholeQuantile(u, p[0]! * betaIInverse(p[1]!, p[2]!, u), 0, p[0]!, (k) => cumulative(k, p)),
  mean: (p) => (p[0]! * p[1]!) / (p[1]! + p[2]!),
  variance: (p) => {
    const [n, alpha, beta] = [p[0]!, p[1]!, p[2]!];
    const sum = alpha + beta;
    return n * (alpha / sum) * (beta / sum) * ((sum + n) / (sum + 1));
  },
});
