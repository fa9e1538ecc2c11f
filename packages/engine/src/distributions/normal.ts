/** The normal distribution. */
import { normalCdf, normalDensity, normalQuantile } from "../special/normal.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notFinite, notPositive } from "./words.js";

/** Symmetric about its mean, without bounds. */
export const normal = defineDistribution({
  name: "normal",
  doc: "Symmetric about its mean, without bounds: measurement errors, sums of many small influences.",
  example: "normal(mean = 3, sd = 1)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.1",
  discrete: false,
  parameters: [
    { name: "mean", doc: "The middle of the distribution.", unit: "value" },
    { name: "sd", doc: "The standard deviation, above zero.", unit: "value" },
  ],
  alternatives: [],
  problem: (p) => notFinite(["mean", "standard deviation"], p) ?? notPositive("standard deviation", p[1]!),
  support: () => [-Infinity, Infinity],
  density: (x, p) => normalDensity((x - p[0]!) / p[1]!) / p[1]!,
  cdf: (x, p) => normalCdf((x - p[0]!) / p[1]!),
  quantile: (u, p) => p[0]! + p[1]! * normalQuantile(u),
  mean: (p) => p[0]!,
  variance: (p) => p[1]! * p[1]!,
  fromQuantiles: (probabilities, values) => locationAndScale(probabilities.map(normalQuantile), values),
});
