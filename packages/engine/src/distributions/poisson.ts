/** The Poisson distribution. */
import { gammaQ, poissonTerm } from "../special/incomplete-gamma.js";
import { normalQuantile } from "../special/normal.js";
import { defineDistribution } from "./distribution.js";
import { roughQuantile, wholeQuantile } from "./whole-numbers.js";
import { notFinite, readable, tooGreat } from "./words.js";

function cumulative(k: number, mean: number): number {
  if (k < 0) return 0;
  return k === Infinity ? 1 : gammaQ(k + 1, mean);
}

/** The number of independent events. */
export const poisson = defineDistribution({
  name: "poisson",
  doc: "How many independent events happen when so many are expected.",
  example: "poisson(mean = 4)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.19",
  discrete: true,
  quantileBySearch: true,
  parameters: [{ name: "mean", doc: "The expected number, not below zero.", unit: "value" }],
  alternatives: [],
  problem: (p) =>
    notFinite(["mean"], p) ??
    (p[0]! >= 0 ? tooGreat("mean", p[0]!, 1e15) : `the mean must not be below zero, but it is ${readable(p[0]!)}`),
  support: (p) => [0, p[0]! === 0 ? 0 : Infinity],
  density: (x, p) => (x >= 0 && Math.floor(x) === x ? poissonTerm(x, p[0]!) : 0),
  cdf: (x, p) => cumulative(Math.floor(x), p[0]!),
  quantile: (u, p) => {
    const mean = p[0]!;
    if (mean === 0) return 0;
    return wholeQuantile(u, roughQuantile(mean, Math.sqrt(mean), 1, normalQuantile(u)), 0, Infinity, (k) => cumulative(k, mean));
  },
  mean: (p) => p[0]!,
  variance: (p) => p[0]!,
});
