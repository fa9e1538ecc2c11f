/** The logistic distribution. */
import { exp, ln, log1p } from "../elementary.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notFinite, notPositive } from "./words.js";

/** ln(u / (1 - u)), accurate near 1/2 too. */
export function logit(u: number): number {
  return u > 0.25 && u < 0.75 ? log1p((2 * u - 1) / (1 - u)) : ln(u / (1 - u));
}

const PI_PER_SQRT_THREE = 1.8137993642342178;

/** Symmetric, with tails heavier than the normal. */
export const logistic = defineDistribution({
  name: "logistic",
  doc: "Symmetric about its mean like the normal, with somewhat heavier tails: growth, thresholds, errors with an occasional large one.",
  example: "logistic(mean = 3, scale = 1)",
  reference: "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, volume 2 (1995), chapter 23",
  discrete: false,
  parameters: [
    { name: "mean", doc: "The middle of the distribution.", unit: "value" },
    { name: "scale", doc: "The spread, above zero: the standard deviation divided by 1.81.", unit: "value" },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["value", "value"],
      toNatural: ([mean = NaN, sd = NaN]) =>
        notFinite(["mean", "standard deviation"], [mean, sd]) ?? notPositive("standard deviation", sd) ?? [mean, sd / PI_PER_SQRT_THREE],
    },
  ],
  problem: (p) => notFinite(["mean", "scale"], p) ?? notPositive("scale", p[1]!),
  support: () => [-Infinity, Infinity],
  density: (x, p) => {
    const decay = exp(-Math.abs(x - p[0]!) / p[1]!);
    return decay / ((1 + decay) * (1 + decay) * p[1]!);
  },
  cdf: (x, p) => {
    const z = (x - p[0]!) / p[1]!;
    const decay = exp(-Math.abs(z));
    return z < 0 ? decay / (1 + decay) : 1 / (1 + decay);
  },
  quantile: (u, p) => p[0]! + p[1]! * logit(u),
  mean: (p) => p[0]!,
  variance: (p) => (p[1]! * p[1]! * (Math.PI * Math.PI)) / 3,
  fromQuantiles: (probabilities, values) => locationAndScale(probabilities.map(logit), values),
});
