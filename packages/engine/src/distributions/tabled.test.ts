/** Tabled curves: those of families whose formulas are known come back, and what is drawn rises with u. */
import { describe, expect, test } from "vitest";
import { fix } from "./fixed-distribution.js";
import { distributions } from "./index.js";
import { mixture } from "./mixture.js";
import { tabled, tabledParameters } from "./tabled.js";

const record = (name: string, parameters: readonly number[]) => fix(distributions.get(name)!, parameters);

describe("a tabled curve", () => {
  test.each([
    ["normal", [3, 2]],
    ["lognormal", [20, 0.8]],
    ["gamma", [2, 3]],
    ["beta", [2, 5]],
    ["uniform", [-1, 4]],
  ] as const)("has the quantiles and moments of the %s", (name, parameters) => {
    const known = record(name, parameters);
    const table = fix(tabled, tabledParameters(known));
    const sd = Math.sqrt(known.variance);
    for (const u of [0.0003, 0.01, 0.0512, 0.2001, 0.5, 0.73, 0.951, 0.9991]) {
      expect(Math.abs(table.quantile(u) - known.quantile(u))).toBeLessThan(1e-3 * sd);
      expect(Math.abs(table.cdf(known.quantile(u)) - u)).toBeLessThan(2e-4);
      expect(table.density(known.quantile(u)) / known.density(known.quantile(u))).toBeCloseTo(1, 1);
    }
    expect(Math.abs(table.mean - known.mean)).toBeLessThan(1e-3 * sd);
    expect(table.variance / known.variance).toBeCloseTo(1, 2);
  });

  test("with two far peaks keeps the gap between them", () => {
    const two = mixture([0.5, 0.5], [record("normal", [0, 1]), record("normal", [100, 1])]);
    const table = fix(tabled, tabledParameters(two));
    expect(Math.abs(table.cdf(50) - 0.5)).toBeLessThan(0.25 / 16);
    expect(table.quantile(0.25)).toBeCloseTo(0, 2);
    expect(table.quantile(0.75)).toBeCloseTo(100, 2);
    let before = Number.NEGATIVE_INFINITY;
    for (let u = 0.001; u < 1; u += 0.001) {
      expect(table.quantile(u)).toBeGreaterThanOrEqual(before);
      before = table.quantile(u);
    }
  });
});
