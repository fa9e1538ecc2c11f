/** The inverse gamma distribution. */
import { gammaQ, gammaQInverse, poissonTerm } from "../special/incomplete-gamma.js";
import { defineDistribution } from "./distribution.js";
import { gamma } from "./gamma.js";
import { notAbove, notFinite, notPositive, readable } from "./words.js";

/** One over a gamma quantity. */
export const inverseGamma = defineDistribution({
  name: "inverse_gamma",
  doc: "One over a gamma quantity: above zero with a heavy upper tail, such as the time per event when the rate is uncertain, or an unknown variance.",
  example: "inverse_gamma(shape = 4, scale = 6)",
  reference: "Gelman et al., Bayesian Data Analysis (3rd edition, 2013), appendix A",
  discrete: false,
  quantileBySearch: true,
  parameters: [
    {
      name: "shape",
      doc: "Above zero; the smaller, the heavier the tail. The mean is finite only above 1, the standard deviation only above 2.",
      unit: "number",
    },
    { name: "scale", doc: "The mean times the shape less one, above zero.", unit: "value" },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["value", "value"],
      toNatural: ([mean = NaN, sd = NaN]) => {
        const shape = 2 + (mean / sd) * (mean / sd);
        return (
          notFinite(["mean", "standard deviation"], [mean, sd]) ??
          notPositive("mean", mean) ??
          notPositive("standard deviation", sd) ?? [shape, mean * (shape - 1)]
        );
      },
    },
  ],
  problem: (p) => notFinite(["shape", "scale"], p) ?? notPositive("shape", p[0]!) ?? notPositive("scale", p[1]!),
  support: () => [0, Infinity],
  density: (x, p) => (x > 0 && x < Infinity ? (p[0]! * poissonTerm(p[0]!, p[1]! / x)) / x : 0),
  cdf: (x, p) => (x > 0 ? gammaQ(p[0]!, p[1]! / x) : 0),
  quantile: (u, p) => p[1]! / gammaQInverse(p[0]!, u),
  mean: (p) => (p[0]! > 1 ? p[1]! / (p[0]! - 1) : Infinity),
  variance: (p) => {
    const mean = p[1]! / (p[0]! - 1);
    return p[0]! > 2 ? (mean * mean) / (p[0]! - 2) : Infinity;
  },
  fromQuantiles: (probabilities, values) => {
    const problem = notAbove("an inverse gamma quantity", values[0]!);
    if (problem !== undefined) return problem;
    const inverse = (list: readonly number[], of: (x: number) => number) => [...list].reverse().map(of);
    const fitted = gamma.fromQuantiles!(
      inverse(probabilities, (u) => 1 - u),
      inverse(values, (x) => 1 / x),
    );
    if (typeof fitted !== "string") return [fitted[0]!, 1 / fitted[1]!];
    return `no inverse gamma distribution has these quantiles: the ratio of ${readable(values[1]!)} to ${readable(values[0]!)} is out of reach`;
  },
});
