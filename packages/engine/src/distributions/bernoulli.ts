/** The Bernoulli distribution. */
import { defineDistribution } from "./distribution.js";
import { notFinite, notProbability } from "./words.js";

/** 1 with a given probability, else 0. */
export const bernoulli = defineDistribution({
  name: "bernoulli",
  doc: "1 with a given probability, else 0: whether something happens.",
  example: "bernoulli(p = 30 %)",
  reference: "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), 3.1",
  discrete: true,
  parameters: [{ name: "p", doc: "The probability of a 1.", unit: "number" }],
  alternatives: [],
  problem: (p) => notFinite(["probability"], p) ?? notProbability("probability", p[0]!),
  support: (p) => [p[0]! === 1 ? 1 : 0, p[0]! === 0 ? 0 : 1],
  density: (x, p) => (x === 0 ? 1 - p[0]! : x === 1 ? p[0]! : 0),
  cdf: (x, p) => (x < 0 ? 0 : x < 1 ? 1 - p[0]! : 1),
  quantile: (u, p) => (u <= 1 - p[0]! && p[0]! !== 1 ? 0 : 1),
  mean: (p) => p[0]!,
  variance: (p) => p[0]! * (1 - p[0]!),
});
