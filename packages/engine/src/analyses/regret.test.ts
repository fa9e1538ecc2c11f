import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { momentsOf } from "../statistics/moments.js";
import { normalDraws, shareOf } from "./draws-for-tests.js";
import { type Regrets, regretColumns, regrets } from "./regret.js";

describe("regret", () => {
  // A table of three states: best 8, 7, 9; regrets of a 0 3 8, b 2 0 4, c 5 2 0.
  const table = {
    options: ["a", "b", "c"],
    benefits: [Float64Array.of(8, 4, 1), Float64Array.of(6, 7, 5), Float64Array.of(3, 5, 9)],
    replicated: false,
  };

  it("is counted by hand", () => {
    const found = regrets(table) as Regrets;
    expect(regretColumns(table.benefits).map((column) => [...column])).toEqual([
      [0, 3, 8],
      [2, 0, 4],
      [5, 2, 0],
    ]);
    expect(found.options.map(({ expected }) => expected.value)).toEqual([11 / 3, 2, 7 / 3].map((value) => expect.closeTo(value, 12)));
    expect(found.options.map(({ maximum, maximumDraw }) => [maximum, maximumDraw])).toEqual([
      [8, 2],
      [4, 2],
      [5, 0],
    ]);
    expect(found).toMatchObject({ leastExpected: 1, minimax: 1, perfectInformation: { value: expect.closeTo(2, 12) } });
    expect(found.options[2]!.quantiles.find(({ probability }) => probability === 0.5)!.value).toBe(2);
  });

  it("is against the best of those that may be chosen", () => {
    const found = regrets(table, { eligible: [true, false, true] }) as Regrets;
    // The best of a and c: 8, 5, 9. What b would have been better by counts against the regret of it.
    expect(found.options.map(({ expected }) => expected.value * 3)).toEqual([9, 4, 5].map((value) => expect.closeTo(value, 12)));
    expect(found).toMatchObject({ leastExpected: 2, minimax: 2 });
  });

  it("of the option with the best mean is what perfect information is worth", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.integer(), fc.integer()), { minLength: 1, maxLength: 30 }), (rows) => {
        const benefits = [0, 1, 2].map((k) => Float64Array.from(rows, (row) => row[k]! / 2 ** 20));
        const found = regrets({ options: ["a", "b", "c"], benefits, replicated: false }) as Regrets;
        const means = benefits.map((column) => momentsOf(column).mean);
        const best = rows.reduce((sum, row) => sum + Math.max(...row) / 2 ** 20, 0) / rows.length;
        expect(found.perfectInformation.value).toBeGreaterThanOrEqual(0);
        expect(found.perfectInformation.value).toBeCloseTo(best - Math.max(...means), 6);
        expect(means[found.leastExpected]).toBeCloseTo(Math.max(...means), 6);
      }),
    ));

  it("has errors that cover the closed form", () => {
    // Options worth 0 and p1 - p2 with p1 ~ N(1, 1), p2 ~ N(0, 2): EVPI = Φ(1/√5) + √5 φ(1/√5) - 1 = 0.4798107063483925.
    for (const replicated of [false, true]) {
      const covered = shareOf(200, (seed) => {
        const other = normalDraws(1024, seed, "p2", 0, 2, replicated);
        const net = normalDraws(1024, seed, "p1", 1, 1, replicated).map((value, draw) => value - other[draw]!);
        const { value, error } = (regrets({ options: ["carry on", "act"], benefits: [Float64Array.of(0), net], replicated }) as Regrets)
          .perfectInformation;
        return Math.abs(value - 0.4798107063483925) < (replicated ? 2.365 : 1.96) * error;
      });
      expect(covered).toBeGreaterThan(0.91);
    }
  });

  it("needs options, draws and a choice", () => {
    expect(regrets({ options: ["a"], benefits: [Float64Array.of(1)], replicated: false })).toMatchObject({ reason: "too-few-options" });
    expect(regrets(table, { eligible: [false, false, false] })).toMatchObject({ reason: "all-barred" });
    expect(regrets({ ...table, benefits: [Float64Array.of(1, Infinity, 2), ...table.benefits.slice(1)] })).toMatchObject({
      reason: "not-finite",
      name: "a",
    });
  });
});
