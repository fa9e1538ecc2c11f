/** The Gumbel distribution of largest values. */
import { exp, ln } from "../elementary.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notFinite, notPositive } from "./words.js";

const EULER = 0.5772156649015329;
const PI_PER_SQRT_SIX = 1.2825498301618641;

function standardQuantile(u: number): number {
  return -ln(-ln(u));
}

/** The largest of many. */
export const gumbel = defineDistribution({
  name: "gumbel",
  doc: "The largest of many values, skewed to the right and without bounds: the highest flood or the hottest day of a year.",
  example: "gumbel(mode = 3, scale = 1)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.16 (maximum case)",
  discrete: false,
  parameters: [
    { name: "mode", doc: "The most likely value.", unit: "value" },
    { name: "scale", doc: "The spread, above zero: the standard deviation divided by 1.28.", unit: "value" },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["value", "value"],
      toNatural: ([mean = NaN, sd = NaN]) =>
        notFinite(["mean", "standard deviation"], [mean, sd]) ??
        notPositive("standard deviation", sd) ?? [mean - (EULER * sd) / PI_PER_SQRT_SIX, sd / PI_PER_SQRT_SIX],
    },
  ],
  problem: (p) => notFinite(["mode", "scale"], p) ?? notPositive("scale", p[1]!),
  support: () => [-Infinity, Infinity],
  density: (x, p) => {
    const z = (x - p[0]!) / p[1]!;
    return z < -20 ? 0 : exp(-z - exp(-z)) / p[1]!;
  },
  cdf: (x, p) => exp(-exp(-(x - p[0]!) / p[1]!)),
  quantile: (u, p) => p[0]! + p[1]! * standardQuantile(u),
  mean: (p) => p[0]! + EULER * p[1]!,
  variance: (p) => (p[1]! * p[1]! * (Math.PI * Math.PI)) / 6,
  fromQuantiles: (probabilities, values) => locationAndScale(probabilities.map(standardQuantile), values),
});
