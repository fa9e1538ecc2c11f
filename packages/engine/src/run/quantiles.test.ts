/** Tables of quantiles against the quantile functions that they stand for. */
import { describe, expect, it } from "vitest";
import { distributions } from "../distributions/index.js";
import { fixedQuantiles } from "./quantiles.js";

const curved = [
  ["beta", [3, 7]],
  ["beta", [0.5, 0.5]],
  ["beta", [0.05, 2]],
  ["beta", [1, 1]],
  ["beta", [30, 1.5]],
  ["beta", [5000, 3000]],
  ["beta", [0.02, 400]],
  ["gamma", [2, 3]],
  ["gamma", [0.03, 1]],
  ["gamma", [1, 1e-6]],
  ["gamma", [300, 7]],
  ["gamma", [1e6, 1]],
  ["student_t", [3, 0.5, 2.5]],
  ["chi_square", [5]],
  ["fisher_f", [5, 12]],
  ["inverse_gamma", [2.5, 1]],
  ["pert", [1, 2, 6]],
  ["pert", [0, 0, 1]],
  ["pert", [-1e9, 1e9, 1e9]],
] as const;

const counted = [
  ["binomial", [12, 0.25]],
  ["binomial", [1000, 0.6]],
  ["binomial", [0, 0.5]],
  ["negative_binomial", [50, 1]],
  ["geometric", [0.01]],
  ["hypergeometric", [5000, 2500, 200]],
  ["beta_binomial", [500, 30, 1.5]],
  ["poisson", [0]],
  ["poisson", [0.05]],
  ["poisson", [4]],
  ["poisson", [350]],
  ["poisson", [1e11]],
] as const;

/** Probabilities that lie in no special place of the table, and many close to the ends. */
const probabilities = [
  ...Array.from({ length: 4001 }, (_, k) => (k + 0.381966) / 4002),
  ...Array.from({ length: 400 }, (_, k) => 0.97 ** (k + 1)),
  ...Array.from({ length: 400 }, (_, k) => 1 - 0.95 ** (k + 1)),
];

describe.each(curved)("%s(%o)", (name, p) => {
  const distribution = distributions.get(name)!;
  const table = fixedQuantiles(distribution, p).at;

  it("is within 1e-9 in probability", () => {
    for (const u of probabilities) {
      const exact = distribution.quantile(u, p);
      const off = table(u) === exact ? 0 : Math.abs(distribution.cdf(table(u), p) - distribution.cdf(exact, p));
      expect(off, `u = ${u}`).toBeLessThan(1e-9);
    }
  });

  it("never falls", () => {
    const falls: number[] = [];
    let before = -Infinity;
    for (let k = 1; k < 65_536; k += 1) {
      const value = table(k / 65_536);
      if (!(value >= before - 1e-15 * Math.abs(before))) falls.push(k / 65_536);
      before = value;
    }
    expect(falls).toEqual([]);
    expect(table(0.5)).toBeCloseTo(distribution.quantile(0.5, p), 12);
    expect(table(NaN)).toBeNaN();
  });
});

describe.each(counted)("%s(%o)", (name, p) => {
  it("is exact", () => {
    const distribution = distributions.get(name)!;
    const table = fixedQuantiles(distribution, p).at;
    for (const u of [0.5, 1e-14, 1 - 1e-14, ...probabilities]) expect(table(u), `u = ${u}`).toBe(distribution.quantile(u, p));
  });
});

it("uses the formula itself where that is fast", () => {
  const normal = distributions.get("normal")!;
  for (const u of probabilities) expect(fixedQuantiles(normal, [3, 2]).at(u)).toBe(normal.quantile(u, [3, 2]));
});
