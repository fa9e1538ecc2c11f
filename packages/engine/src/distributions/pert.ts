/** The PERT distribution. */
import { betaIInverse, betaIOf } from "../special/incomplete-beta.js";
import { betaDensity } from "./beta.js";
import { defineDistribution } from "./distribution.js";
import { threePoints } from "./fitting.js";
import { threePointProblem } from "./triangular.js";

function alpha(p: readonly number[]): number {
  return 1 + (4 * (p[1]! - p[0]!)) / (p[2]! - p[0]!);
}

function beta(p: readonly number[]): number {
  return 1 + (4 * (p[2]! - p[1]!)) / (p[2]! - p[0]!);
}

/** A smooth hump on three points. */
export const pert = defineDistribution({
  name: "pert",
  doc: "A smooth hump from the least over the most likely to the greatest value, with less weight near the ends than the triangle: judgements on three points.",
  example: "pert(min = 1, mode = 2, max = 6)",
  reference: "Malcolm, Roseboom, Clark and Fazar, Operations Research 7 (1959) 646; a beta distribution with alpha + beta = 6",
  discrete: false,
  quantileBySearch: true,
  parameters: [
    { name: "min", doc: "The least possible value.", unit: "value" },
    { name: "mode", doc: "The most likely value.", unit: "value" },
    { name: "max", doc: "The greatest possible value.", unit: "value" },
  ],
  alternatives: [],
  problem: threePointProblem,
  support: (p) => [p[0]!, p[2]!],
  density: (x, p) => {
    const width = p[2]! - p[0]!;
    return betaDensity((x - p[0]!) / width, (p[2]! - x) / width, alpha(p), beta(p)) / width;
  },
  cdf: (x, p) => {
    const width = p[2]! - p[0]!;
    return betaIOf(alpha(p), beta(p), (x - p[0]!) / width, (p[2]! - x) / width);
  },
  quantile: (u, p) => {
    const width = p[2]! - p[0]!;
    return u < 0.5 ? p[0]! + width * betaIInverse(alpha(p), beta(p), u) : p[2]! - width * betaIInverse(beta(p), alpha(p), 1 - u);
  },
  mean: (p) => (p[0]! + 4 * p[1]! + p[2]!) / 6,
  variance: (p) => {
    const mean = (p[0]! + 4 * p[1]! + p[2]!) / 6;
    return ((mean - p[0]!) * (p[2]! - mean)) / 7;
  },
  fromQuantiles: (probabilities, values) =>
    threePoints("pert", probabilities, values, (u, peak) => betaIInverse(1 + 4 * peak, 5 - 4 * peak, u)),
  fromInterval: (low, high, level) => {
    const middle = low + (high - low) / 2;
    const half = (high - low) / 2 / (1 - 2 * betaIInverse(3, 3, (1 - level) / 2));
    return [middle - half, middle, middle + half];
  },
});
