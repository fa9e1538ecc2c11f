/** Every distribution against SciPy 1.10.1; golden.csv holds the values and golden.py made them. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { distributions } from "./index.js";

const tolerances = { mean: 1e-14, variance: 1e-12, density: 1e-10, cdf: 1e-10, quantile: 1e-10 };

const rows = readFileSync(new URL("golden.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [name = "", parameters = "", what = "", at = "", value = ""] = line.split(",");
    return {
      line,
      name,
      p: parameters.split(" ").map(Number),
      what: what as keyof typeof tolerances,
      at: Number(at),
      value: Number(value),
    };
  });

/** How far apart two numbers are, relative to the expected one; a number below 1e-300 counts as zero. */
function relativeError(actual: number, expected: number): number {
  return actual === expected ? 0 : Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
}

describe.each([...distributions.values()])("$name", (distribution) => {
  const own = rows.filter(({ name }) => name === distribution.name);

  it.each(["density", "cdf", "quantile"])("has at least six values of its %s from outside", (what) => {
    expect(own.filter((row) => row.what === what).length).toBeGreaterThanOrEqual(6);
  });

  it("has a mean and a variance from outside for every case in which they are finite", () => {
    const cases = new Map(own.map(({ p }) => [p.join(" "), p]));
    expect(cases.size).toBeGreaterThanOrEqual(6);
    for (const moment of ["mean", "variance"] as const)
      expect(own.filter((row) => row.what === moment).length).toBe(
        [...cases.values()].filter((p) => Number.isFinite(distribution[moment](p))).length,
      );
  });

  it("agrees with all of them", () => {
    for (const { line, p, what, at, value } of own) {
      expect(distribution.problem(p)).toBeUndefined();
      const actual = what === "mean" || what === "variance" ? distribution[what](p) : distribution[what](at, p);
      expect(relativeError(actual, value), line).toBeLessThan(tolerances[what]);
    }
  });
});
