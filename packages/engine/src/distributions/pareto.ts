/** The Pareto distribution. */
import { exp, expm1, ln, log1p, pow } from "../elementary.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notAbove, notFinite, notPositive } from "./words.js";

/** Above a least value with a power-law tail. */
export const pareto = defineDistribution({
  name: "pareto",
  doc: "Above a least value, with a tail so heavy that a few cases make up much of the total: losses in disasters, sizes of cities, wealth.",
  example: "pareto(min = 1, shape = 3)",
  reference: "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, volume 1 (1994), chapter 20",
  discrete: false,
  parameters: [
    { name: "min", doc: "The least possible value, above zero.", unit: "value" },
    {
      name: "shape",
      doc: "Above zero; the smaller, the heavier the tail. The mean is finite only above 1, the standard deviation only above 2.",
      unit: "number",
    },
  ],
  alternatives: [],
  problem: (p) => notFinite(["minimum", "shape"], p) ?? notPositive("minimum", p[0]!) ?? notPositive("shape", p[1]!),
  support: (p) => [p[0]!, Infinity],
  density: (x, p) => (x >= p[0]! && x < Infinity ? (p[1]! / x) * pow(p[0]! / x, p[1]!) : 0),
  cdf: (x, p) => (x > p[0]! ? -expm1(-p[1]! * log1p((x - p[0]!) / p[0]!)) : 0),
  quantile: (u, p) => p[0]! * exp(-log1p(-u) / p[1]!),
  mean: (p) => (p[1]! > 1 ? (p[0]! * p[1]!) / (p[1]! - 1) : Infinity),
  variance: (p) => {
    const [min, shape] = [p[0]!, p[1]!];
    return shape > 2 ? ((min / (shape - 1)) * (min / (shape - 1)) * shape) / (shape - 2) : Infinity;
  },
  fromQuantiles: (probabilities, values) => {
    const problem = notAbove("a Pareto quantity", values[0]!);
    if (problem !== undefined) return problem;
    const [lnMin, spread] = locationAndScale(
      probabilities.map((u) => -log1p(-u)),
      values.map(ln),
    );
    return [exp(lnMin), 1 / spread];
  },
});
