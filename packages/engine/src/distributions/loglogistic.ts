/** The log-logistic distribution. */
import { exp, ln, pow } from "../elementary.js";
import { cotPi, sinPi } from "../special/circular.js";
import { defineDistribution } from "./distribution.js";
import { locationAndScale } from "./fitting.js";
import { logit } from "./logistic.js";
import { notAbove, notFinite, notPositive } from "./words.js";

/** The logarithm is logistic: above zero, with a heavy upper tail. */
export const loglogistic = defineDistribution({
  name: "loglogistic",
  doc: "Above zero with a heavy upper tail, its logarithm being logistic: incomes, durations that mostly end soon and sometimes drag on.",
  example: "loglogistic(median = 20, shape = 3)",
  reference: "Kleiber and Kotz, Statistical Size Distributions in Economics and Actuarial Sciences (2003), 6.4",
  discrete: false,
  parameters: [
    { name: "median", doc: "The value that is exceeded half the time, above zero.", unit: "value" },
    {
      name: "shape",
      doc: "Above zero; the smaller, the heavier the upper tail. The mean is finite only above 1, the standard deviation only above 2.",
      unit: "number",
    },
  ],
  alternatives: [],
  problem: (p) => notFinite(["median", "shape"], p) ?? notPositive("median", p[0]!) ?? notPositive("shape", p[1]!),
  support: () => [0, Infinity],
  density: (x, p) => {
    const [median, shape] = [p[0]!, p[1]!];
    if (!(x >= 0 && x < Infinity)) return 0;
    if (x === 0) return shape > 1 ? 0 : shape < 1 ? Infinity : 1 / median;
    const odds = x < median ? pow(x / median, shape) : pow(median / x, shape);
    return ((shape / x) * odds) / ((1 + odds) * (1 + odds));
  },
  cdf: (x, p) => {
    if (!(x > 0)) return 0;
    if (x > p[0]!) return 1 / (1 + pow(p[0]! / x, p[1]!));
    const odds = pow(x / p[0]!, p[1]!);
    return odds / (1 + odds);
  },
  quantile: (u, p) => p[0]! * exp(logit(u) / p[1]!),
  mean: (p) => (p[1]! > 1 ? (p[0]! * (Math.PI / p[1]!)) / sinPi(1 / p[1]!) : Infinity),
  variance: (p) => {
    if (p[1]! <= 2) return Infinity;
    const angle = Math.PI / p[1]!;
    const ratio = (p[0]! * angle) / sinPi(1 / p[1]!);
    return ratio * ratio * (1 / (angle * cotPi(1 / p[1]!)) - 1);
  },
  fromQuantiles: (probabilities, values) => {
    const problem = notAbove("a log-logistic quantity", values[0]!);
    if (problem !== undefined) return problem;
    const [lnMedian, spread] = locationAndScale(probabilities.map(logit), values.map(ln));
    return [exp(lnMedian), 1 / spread];
  },
});
