/** The lognormal distribution. */
import { exp, expm1, ln, log1p } from "../elementary.js";
import { normalCdf, normalDensity, normalQuantile } from "../special/normal.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notAbove, notFinite, notPositive } from "./words.js";

/** The logarithm is normal: above zero, skewed to the right. */
export const lognormal = defineDistribution({
  name: "lognormal",
  doc: "Above zero and skewed to the right, its logarithm being normal: products of many influences, quantities known to within a factor.",
  example: "lognormal(median = 20, sigma = 0.5)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.9",
  discrete: false,
  parameters: [
    { name: "median", doc: "The value that is exceeded half the time, above zero.", unit: "value" },
    {
      name: "sigma",
      doc: "The standard deviation of the natural logarithm, above zero; 0.5 is a factor of about 2.3 either way in 90 % of cases.",
      unit: "number",
    },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["value", "value"],
      toNatural: ([mean = NaN, sd = NaN]) => {
        const problem =
          notFinite(["mean", "standard deviation"], [mean, sd]) ?? notPositive("mean", mean) ?? notPositive("standard deviation", sd);
        const ratio = sd / mean;
        return problem ?? [mean / Math.sqrt(1 + ratio * ratio), Math.sqrt(log1p(ratio * ratio))];
      },
    },
    {
      names: ["mu", "sigma"],
      units: ["number", "number"],
      toNatural: ([mu = NaN, sigma = NaN]) => notFinite(["mu", "sigma"], [mu, sigma]) ?? notPositive("sigma", sigma) ?? [exp(mu), sigma],
    },
  ],
  problem: (p) => notFinite(["median", "sigma"], p) ?? notPositive("median", p[0]!) ?? notPositive("sigma", p[1]!),
  support: () => [0, Infinity],
  density: (x, p) => (x > 0 && x < Infinity ? normalDensity(ln(x / p[0]!) / p[1]!) / (x * p[1]!) : 0),
  cdf: (x, p) => (x > 0 ? normalCdf(ln(x / p[0]!) / p[1]!) : 0),
  quantile: (u, p) => p[0]! * exp(p[1]! * normalQuantile(u)),
  mean: (p) => p[0]! * exp((p[1]! * p[1]!) / 2),
  variance: (p) => p[0]! * p[0]! * exp(p[1]! * p[1]!) * expm1(p[1]! * p[1]!),
  fromQuantiles: (probabilities, values) => {
    const problem = notAbove("a lognormal quantity", values[0]!);
    if (problem !== undefined) return problem;
    const [mu, sigma] = locationAndScale(probabilities.map(normalQuantile), values.map(ln));
    return [exp(mu), sigma];
  },
});
