import { describe, expect, it } from "vitest";
import { normalDraws, shareOf } from "./draws-for-tests.js";
import { certaintyEquivalent, type RiskAttitude, riskAttitude } from "./risk-attitude.js";

describe("certainty equivalents under exponential utility", () => {
  it("of a coin are exact", () => {
    for (const tolerance of [10, 50, 100, 1000, -50]) {
      const exact = -tolerance * Math.log((1 + Math.exp(-100 / tolerance)) / 2);
      expect(certaintyEquivalent(Float64Array.of(0, 100), tolerance, false).value).toBeCloseTo(exact, 9);
    }
    expect(certaintyEquivalent(Float64Array.of(0, 100), Infinity, false).value).toBe(50);
  });

  it("neither overflow nor vanish, and tend to the worst draw", () => {
    const values = Float64Array.of(-1e9, 0, 1e9, 2e9);
    // All the weight is on one draw of four: -1e9 + R ln 4.
    expect(certaintyEquivalent(values, 1, false)).toMatchObject({ value: expect.closeTo(-1e9 + Math.log(4), 6), effectiveDraws: 1 });
    expect(certaintyEquivalent(values, 1e15, false).value).toBeCloseTo(5e8 - 1.25e18 / 2e15, -1);
    expect(certaintyEquivalent(Float64Array.of(3, 3), 0.001, false)).toMatchObject({ value: 3, error: 0 });
  });

  it("of normal draws are mean - sd²/(2R), covered at the stated rate", () => {
    for (const replicated of [false, true]) {
      const covered = shareOf(200, (seed) => {
        const { value, error } = certaintyEquivalent(normalDraws(4096, seed, "x", 10, 2, replicated), 4, replicated);
        return Math.abs(value - (10 - 4 / 8)) < (replicated ? 2.365 : 1.96) * error;
      });
      expect(covered).toBeGreaterThan(0.9);
    }
  });
});

describe("the leader over risk tolerances", () => {
  // N(1, 1) against N(2, 3): 1 - 1/(2R) = 2 - 9/(2R) at R = 4.
  const safeAndBold = (seed: number, replicated: boolean) => ({
    options: ["safe", "bold"],
    benefits: [normalDraws(8192, seed, "safe", 1, 1, replicated), normalDraws(8192, seed, "bold", 2, 3, replicated)],
    replicated,
  });

  it("changes where the closed form says", () => {
    const covered = shareOf(100, (seed) => {
      const { tolerances, changes } = riskAttitude(safeAndBold(seed, true), { tolerances: [2.5, Infinity, 10] }) as RiskAttitude;
      expect(tolerances.map(({ tolerance, leader }) => [tolerance, leader])).toEqual([
        [Infinity, 1],
        [10, 1],
        [2.5, 0],
      ]);
      expect(changes).toHaveLength(1);
      const { tolerance, from, to } = changes[0]!;
      expect([from, to]).toEqual([1, 0]);
      return Math.abs(tolerance.value - 4) < 2.365 * tolerance.error;
    });
    expect(covered).toBeGreaterThan(0.88);
  });

  it("is of those that may be chosen, over the usual tolerances where none are given", () => {
    const found = riskAttitude(safeAndBold(1, false), { eligible: [true, false] }) as RiskAttitude;
    expect(found.tolerances).toHaveLength(6);
    expect(found.tolerances.every(({ leader }) => leader === 0)).toBe(true);
    expect(found.changes).toEqual([]);
  });

  it("changes at once where means are equal", () => {
    const found = riskAttitude({
      options: ["wide", "narrow"],
      benefits: [Float64Array.of(-1, 1), Float64Array.of(0, 0)],
      replicated: false,
    }) as RiskAttitude;
    expect(found.changes).toMatchObject([{ from: 0, to: 1 }]);
    expect(found.changes[0]!.tolerance.value).toBeGreaterThan(1e4);
  });

  it("needs tolerances above zero", () => {
    expect(riskAttitude(safeAndBold(1, false), { tolerances: [0] })).toMatchObject({ reason: "no-risk-tolerance" });
    expect(riskAttitude({ options: ["a", "b"], benefits: [Float64Array.of(1), Float64Array.of(2)], replicated: false })).toMatchObject({
      tolerances: [{ tolerance: Infinity, leader: 1 }],
    });
  });
});
