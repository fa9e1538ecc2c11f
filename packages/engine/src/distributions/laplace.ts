/** The Laplace distribution. */
import { exp, ln } from "../elementary.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notFinite, notPositive } from "./words.js";

function standardQuantile(u: number): number {
  return u < 0.5 ? ln(2 * u) : -ln(2 * (1 - u));
}

/** Two exponential tails back to back. */
export const laplace = defineDistribution({
  name: "laplace",
  doc: "A sharp peak with an exponential tail on either side: errors that are mostly small and now and then large.",
  example: "laplace(mean = 3, scale = 1)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.12 (double exponential)",
  discrete: false,
  parameters: [
    { name: "mean", doc: "The middle of the distribution.", unit: "value" },
    { name: "scale", doc: "The mean distance from the middle, above zero.", unit: "value" },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["value", "value"],
      toNatural: ([mean = NaN, sd = NaN]) =>
        notFinite(["mean", "standard deviation"], [mean, sd]) ?? notPositive("standard deviation", sd) ?? [mean, sd * Math.SQRT1_2],
    },
  ],
  problem: (p) => notFinite(["mean", "scale"], p) ?? notPositive("scale", p[1]!),
  support: () => [-Infinity, Infinity],
  density: (x, p) => exp(-Math.abs(x - p[0]!) / p[1]!) / (2 * p[1]!),
  cdf: (x, p) => {
    const tail = 0.5 * exp(-Math.abs(x - p[0]!) / p[1]!);
    return x < p[0]! ? tail : 1 - tail;
  },
  quantile: (u, p) => p[0]! + p[1]! * standardQuantile(u),
  mean: (p) => p[0]!,
  variance: (p) => 2 * p[1]! * p[1]!,
  fromQuantiles: (probabilities, values) => locationAndScale(probabilities.map(standardQuantile), values),
});
