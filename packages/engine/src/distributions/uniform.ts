/** The uniform distribution. */
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notFinite, readable } from "./words.js";

/** Every value between two bounds is equally likely. */
export const uniform = defineDistribution({
  name: "uniform",
  doc: "Every value between two bounds is equally likely: nothing is known but the bounds.",
  example: "uniform(min = 2, max = 5)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.2",
  discrete: false,
  parameters: [
    { name: "min", doc: "The least possible value.", unit: "value" },
    { name: "max", doc: "The greatest possible value.", unit: "value" },
  ],
  alternatives: [],
  problem: (p) =>
    notFinite(["minimum", "maximum"], p) ??
    (p[0]! < p[1]! ? undefined : `the minimum (${readable(p[0]!)}) must be less than the maximum (${readable(p[1]!)})`),
  support: (p) => [p[0]!, p[1]!],
  density: (x, p) => (x >= p[0]! && x <= p[1]! ? 1 / (p[1]! - p[0]!) : 0),
  cdf: (x, p) => Math.min(1, Math.max(0, (x - p[0]!) / (p[1]! - p[0]!))),
  quantile: (u, p) => (u < 0.5 ? p[0]! + u * (p[1]! - p[0]!) : p[1]! - (1 - u) * (p[1]! - p[0]!)),
  mean: (p) => p[0]! + (p[1]! - p[0]!) / 2,
  variance: (p) => ((p[1]! - p[0]!) * (p[1]! - p[0]!)) / 12,
  fromQuantiles: (probabilities, values) => {
    const [min, width] = locationAndScale(probabilities, values);
    return [min, min + width];
  },
});
