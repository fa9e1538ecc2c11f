/** Fisher's F distribution. */
import { exp, ln } from "../elementary.js";
import { betaIInverse, betaIOf, betaTerm } from "../special/incomplete-beta.js";
import { logRatio, newtonInside } from "../special/solve.js";
import { defineDistribution } from "./distribution.js";
import { notFinite, notPositive, tooGreat } from "./words.js";

/** The odds df1 x / df2 as a share and its complement. */
function shares(odds: number): readonly [number, number] {
  return odds < 1 ? [odds / (1 + odds), 1 / (1 + odds)] : [1 / (1 + 1 / odds), 1 / odds / (1 + 1 / odds)];
}

/** The odds at which the cumulative probability is u: those of the beta quantile, made good where they are rounded. */
function oddsAt(u: number, a: number, b: number): number {
  if (u === 0) return 0;
  if (u === 1) return Infinity;
  const isLower = u <= 0.5;
  const share = isLower ? betaIInverse(a, b, u) : betaIInverse(b, a, 1 - u);
  const start = isLower ? share / (1 - share) : (1 - share) / share;
  if (start === 0 || start === Infinity) return start;
  const step = (t: number) => {
    const [x, y] = shares(exp(t));
    const reached = isLower ? betaIOf(a, b, x, y) : betaIOf(b, a, y, x);
    if (reached === 0) return isLower ? Infinity : -Infinity;
    return ((isLower ? -logRatio(reached, u) : logRatio(reached, 1 - u)) * reached) / betaTerm(a, b, x, y);
  };
  return exp(newtonInside(ln(start), -Infinity, Infinity, step));
}

/** The ratio of two mean squares. */
export const fisherF = defineDistribution({
  name: "fisher_f",
  doc: "The ratio of two independent mean squares, each a chi-square divided by its degrees of freedom: comparisons of variances.",
  example: "fisher_f(df1 = 5, df2 = 12)",
  reference: "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.5",
  discrete: false,
  quantileBySearch: true,
  parameters: [
    { name: "df1", doc: "The degrees of freedom above the line, above zero.", unit: "number" },
    {
      name: "df2",
      doc: "The degrees of freedom below the line, above zero; the mean is finite only above 2, the standard deviation only above 4.",
      unit: "number",
    },
  ],
  alternatives: [],
  problem: (p) =>
    ["upper", "lower"]
      .map((which, index) => {
        const name = `${which} number of degrees of freedom`;
        return notFinite([name], [p[index]!]) ?? notPositive(name, p[index]!) ?? tooGreat(name, p[index]!, 1e9);
      })
      .find((problem) => problem !== undefined),
  support: () => [0, Infinity],
  density: (x, p) => {
    if (!(x >= 0 && x < Infinity)) return 0;
    if (x === 0) return p[0]! > 2 ? 0 : p[0]! < 2 ? Infinity : 1;
    return betaTerm(p[0]! / 2, p[1]! / 2, ...shares((p[0]! * x) / p[1]!)) / x;
  },
  cdf: (x, p) => (x > 0 ? betaIOf(p[0]! / 2, p[1]! / 2, ...shares((p[0]! * x) / p[1]!)) : 0),
  quantile: (u, p) => (p[1]! / p[0]!) * oddsAt(u, p[0]! / 2, p[1]! / 2),
  mean: (p) => (p[1]! > 2 ? p[1]! / (p[1]! - 2) : Infinity),
  variance: (p) => {
    const [df1, df2] = [p[0]!, p[1]!];
    const mean = df2 / (df2 - 2);
    return df2 > 4 ? (2 * mean * mean * (df1 + df2 - 2)) / (df1 * (df2 - 4)) : Infinity;
  },
});
