/** The exponential distribution. */
import { exp, expm1, log1p } from "../elementary.js";
import { defineDistribution } from "./distribution.js";
import { notFinite, notPositive, readable } from "./words.js";

/** Waiting time for an event that is equally likely at any moment. */
export const exponential = defineDistribution({
  name: "exponential",
  doc: "The time until an event that is equally likely at any moment, whatever has happened before.",
  example: "exponential(mean = 4)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.7",
  discrete: false,
  parameters: [{ name: "mean", doc: "The mean, above zero.", unit: "value" }],
  alternatives: [
    {
      names: ["rate"],
      units: ["inverse-value"],
      toNatural: ([rate = NaN]) => notFinite(["rate"], [rate]) ?? notPositive("rate", rate) ?? [1 / rate],
    },
  ],
  problem: (p) => notFinite(["mean"], p) ?? notPositive("mean", p[0]!),
  support: () => [0, Infinity],
  density: (x, p) => (x >= 0 ? exp(-x / p[0]!) / p[0]! : 0),
  cdf: (x, p) => (x > 0 ? -expm1(-x / p[0]!) : 0),
  quantile: (u, p) => (u === 0 ? 0 : -p[0]! * log1p(-u)),
  mean: (p) => p[0]!,
  variance: (p) => p[0]! * p[0]!,
  fromQuantiles: (probabilities, values) => {
    const value = values[0]!;
    return value > 0 ? [-value / log1p(-probabilities[0]!)] : `an exponential quantity is always above zero, but ${readable(value)} is not`;
  },
});
