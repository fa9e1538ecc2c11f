/** The gamma distribution. */
import { exp } from "../elementary.js";
import { gammaP, gammaPInverse, poissonTerm } from "../special/incomplete-gamma.js";
import { findRoot } from "../special/solve.js";
import { defineDistribution } from "./distribution.js";
import { notAbove, notFinite, notPositive, readable } from "./words.js";

/** Above zero: waiting times, amounts, uncertain rates. */
export const gamma = defineDistribution({
  name: "gamma",
  doc: "Above zero and skewed to the right, with a lighter tail than the lognormal: waiting times, amounts, uncertain rates.",
  example: "gamma(shape = 2, scale = 3)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.11",
  discrete: false,
  quantileBySearch: true,
  parameters: [
    { name: "shape", doc: "The number of events waited for, above zero, whole or not; the greater, the more symmetric.", unit: "number" },
    { name: "scale", doc: "The mean divided by the shape, above zero.", unit: "value" },
  ],
  alternatives: [
    {
      names: ["mean", "sd"],
      units: ["value", "value"],
      toNatural: ([mean = NaN, sd = NaN]) =>
        notFinite(["mean", "standard deviation"], [mean, sd]) ??
        notPositive("mean", mean) ??
        notPositive("standard deviation", sd) ?? [(mean / sd) * (mean / sd), (sd / mean) * sd],
    },
  ],
  problem: (p) => notFinite(["shape", "scale"], p) ?? notPositive("shape", p[0]!) ?? notPositive("scale", p[1]!),
  support: () => [0, Infinity],
  density: (x, p) => {
    const [shape, scale] = [p[0]!, p[1]!];
    if (!(x >= 0 && x < Infinity)) return 0;
    if (x === 0) return shape > 1 ? 0 : shape < 1 ? Infinity : 1 / scale;
    return (shape * poissonTerm(shape, x / scale)) / x;
  },
  cdf: (x, p) => (x > 0 ? gammaP(p[0]!, x / p[1]!) : 0),
  quantile: (u, p) => p[1]! * gammaPInverse(p[0]!, u),
  mean: (p) => p[0]! * p[1]!,
  variance: (p) => p[0]! * p[1]! * p[1]!,
  fromQuantiles: (probabilities, values) => {
    const [low, high] = [values[0]!, values[1]!];
    const problem = notAbove("a gamma quantity", low);
    if (problem !== undefined) return problem;
    const [p1, p2] = [probabilities[0]!, probabilities[1]!];
    const miss = (t: number) => gammaP(exp(t), (gammaPInverse(exp(t), p1) * high) / low) - p2;
    const root = findRoot(miss, -5, 25, 1e-13);
    if (root === undefined)
      return `no gamma distribution has these quantiles: the ratio of ${readable(high)} to ${readable(low)} is out of reach`;
    const shape = exp(root);
    return [shape, high / gammaPInverse(shape, p2)];
  },
});
