/** The Cauchy distribution. */
import { arcTan, cotPi } from "../special/circular.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notFinite, notPositive } from "./words.js";

function standardQuantile(u: number): number {
  return u < 0.5 ? -cotPi(u) : cotPi(1 - u);
}

/** Symmetric with tails so heavy that there is no mean. */
export const cauchy = defineDistribution({
  name: "cauchy",
  doc: "Symmetric, with tails so heavy that it has neither mean nor standard deviation: look at medians and intervals of what follows from it.",
  example: "cauchy(median = 3, scale = 1)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.3",
  discrete: false,
  parameters: [
    { name: "median", doc: "The middle of the distribution.", unit: "value" },
    { name: "scale", doc: "Half the width of the middle 50 %, above zero.", unit: "value" },
  ],
  alternatives: [],
  problem: (p) => notFinite(["median", "scale"], p) ?? notPositive("scale", p[1]!),
  support: () => [-Infinity, Infinity],
  density: (x, p) => {
    const z = (x - p[0]!) / p[1]!;
    return 1 / (Math.PI * (1 + z * z) * p[1]!);
  },
  cdf: (x, p) => {
    const z = (x - p[0]!) / p[1]!;
    if (z < -1) return arcTan(-1 / z) / Math.PI;
    if (z > 1) return 1 - arcTan(1 / z) / Math.PI;
    return 0.5 + (z < 0 ? -arcTan(-z) : arcTan(z)) / Math.PI;
  },
  quantile: (u, p) => p[0]! + p[1]! * standardQuantile(u),
  mean: () => NaN,
  variance: () => NaN,
  fromQuantiles: (probabilities, values) => locationAndScale(probabilities.map(standardQuantile), values),
});
