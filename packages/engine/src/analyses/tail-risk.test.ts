import { describe, expect, it } from "vitest";
import { normalDraws, shareOf, uniformDraws } from "./draws-for-tests.js";
import { tailRisk, tailWeight } from "./tail-risk.js";

describe("conditional value at risk", () => {
  it("is exact on small tables, the last draw counted in part", () => {
    const values = Float64Array.of(5, 1, 4, 2, 3);
    expect(tailRisk(values, 0.4, "low", false).mean.value).toBeCloseTo(1.5, 14);
    expect(tailRisk(values, 0.5, "low", false).mean.value).toBeCloseTo((1 + 2 + 3 / 2) / 2.5, 14);
    expect(tailRisk(values, 0.3, "high", false).mean.value).toBeCloseTo((5 + 4 / 2) / 1.5, 14);
    expect(tailRisk(values, 1, "low", false).mean.value).toBeCloseTo(3, 14);
    expect(tailRisk(Float64Array.of(7), 0.05, "high", false).mean).toEqual({ value: 7, error: 0 });
  });

  // Rockafellar and Uryasev (2000), the normal portfolio: mean return 0.011, variance 0.00378529.
  it.each([
    [0.1, 0.0678470890389902, 0.09697484062371486],
    [0.05, 0.09019914318487497, 0.115907808291186],
    [0.01, 0.13212787943278442, 0.1529765332815827],
  ])("of the worst %d of normal losses has the closed form, and an error that covers it", (probability, quantile, mean) => {
    for (const replicated of [false, true]) {
      const covered = shareOf(200, (seed) => {
        const losses = normalDraws(8192, seed, "loss", -0.011, Math.sqrt(0.00378529), replicated);
        const found = tailRisk(losses, probability, "high", replicated);
        expect(Math.abs(found.quantile.value - quantile)).toBeLessThan(6 * found.quantile.error);
        return Math.abs(found.mean.value - mean) < (replicated ? 2.365 : 1.96) * found.mean.error;
      });
      expect(covered).toBeGreaterThan(0.9);
    }
  });
});

describe("heavy tails", () => {
  it("of a Pareto distribution have its exponent", () => {
    const values = uniformDraws(100_000, 3, "pareto").map((u) => u ** (-1 / 1.5));
    const { index, isHeavy } = tailWeight(values);
    expect(Math.abs(index!.value - 1.5)).toBeLessThan(4 * index!.error);
    expect(isHeavy).toBe(true);
  });

  it.each([
    ["Cauchy", (u: number) => Math.tan(Math.PI * (u - 0.5)), true],
    ["Pareto with exponent 1.3, losses", (u: number) => -(u ** (-1 / 1.3)), true],
    ["uniform", (u: number) => u, false],
    ["exponential", (u: number) => -Math.log(u), false],
    ["a rare loss of uniform size", (u: number) => (u < 0.02 ? u : 0), false],
    ["Pareto with exponent 4", (u: number) => u ** -0.25, false],
    ["constant", () => 3, false],
  ])("%s", (_, quantile, isHeavy) => {
    const share = shareOf(50, (seed) => tailWeight(uniformDraws(10_000, seed, "u").map(quantile)).isHeavy);
    expect(isHeavy ? share : 1 - share).toBeGreaterThan(0.9);
  });

  it("are also those of one draw that outweighs all others", () => {
    const values = new Float64Array(1000);
    values[77] = -1;
    expect(tailWeight(values)).toEqual({ largestShare: 1, isHeavy: true });
    expect(tailWeight(normalDraws(10_000, 1, "z")).isHeavy).toBe(false);
  });
});
