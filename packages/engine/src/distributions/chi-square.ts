/** The chi-square distribution. */
import { gammaP, gammaPInverse } from "../special/incomplete-gamma.js";
import { defineDistribution } from "./distribution.js";
import { gamma } from "./gamma.js";
import { notFinite, notPositive, tooGreat } from "./words.js";

/** Sums of squares of standard normals. */
export const chiSquare = defineDistribution({
  name: "chi_square",
  doc: "The sum of the squares of as many independent standard normals as there are degrees of freedom: test statistics, uncertain variances.",
  example: "chi_square(df = 5)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.6",
  discrete: false,
  quantileBySearch: true,
  parameters: [{ name: "df", doc: "The degrees of freedom, above zero, whole or not; also the mean.", unit: "number" }],
  alternatives: [],
  problem: (p) =>
    notFinite(["number of degrees of freedom"], p) ??
    notPositive("number of degrees of freedom", p[0]!) ??
    tooGreat("number of degrees of freedom", p[0]!, 1e15),
  support: () => [0, Infinity],
  density: (x, p) => gamma.density(x, [p[0]! / 2, 2]),
  cdf: (x, p) => (x > 0 ? gammaP(p[0]! / 2, x / 2) : 0),
  quantile: (u, p) => 2 * gammaPInverse(p[0]! / 2, u),
  mean: (p) => p[0]!,
  variance: (p) => 2 * p[0]!,
});
