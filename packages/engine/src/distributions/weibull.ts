/** The Weibull distribution. */
import { exp, expm1, ln, log1p, pow } from "../elementary.js";
import { lgamma } from "../special/log-gamma.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { notAbove, notFinite, notPositive } from "./words.js";

/** Above zero: the time until something fails. */
export const weibull = defineDistribution({
  name: "weibull",
  doc: "Above zero: the time until something wears out or fails. With a shape above 1 failure becomes likelier with age, below 1 less likely; with 1 it is exponential.",
  example: "weibull(shape = 2, scale = 10)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.8",
  discrete: false,
  parameters: [
    { name: "shape", doc: "How the risk changes with age, above zero; above 1 it rises.", unit: "number" },
    { name: "scale", doc: "The value that 63 % stay below, above zero.", unit: "value" },
  ],
  alternatives: [],
  problem: (p) => notFinite(["shape", "scale"], p) ?? notPositive("shape", p[0]!) ?? notPositive("scale", p[1]!),
  support: () => [0, Infinity],
  density: (x, p) => {
    const [shape, scale] = [p[0]!, p[1]!];
    if (!(x >= 0 && x < Infinity)) return 0;
    if (x === 0) return shape > 1 ? 0 : shape < 1 ? Infinity : 1 / scale;
    const power = pow(x / scale, shape);
    return ((shape * power) / x) * exp(-power);
  },
  cdf: (x, p) => (x > 0 ? -expm1(-pow(x / p[1]!, p[0]!)) : 0),
  quantile: (u, p) => p[1]! * pow(-log1p(-u), 1 / p[0]!),
  mean: (p) => p[1]! * exp(lgamma(1 + 1 / p[0]!)),
  variance: (p) => {
    const first = lgamma(1 + 1 / p[0]!);
    return p[1]! * p[1]! * exp(2 * first) * expm1(lgamma(1 + 2 / p[0]!) - 2 * first);
  },
  fromQuantiles: (probabilities, values) => {
    const problem = notAbove("a Weibull quantity", values[0]!);
    if (problem !== undefined) return problem;
    const [lnScale, spread] = locationAndScale(
      probabilities.map((u) => ln(-log1p(-u))),
      values.map(ln),
    );
    return [1 / spread, exp(lnScale)];
  },
});
