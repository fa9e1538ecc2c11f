import { describe, expect, it } from "vitest";
import { correctSelection, type Selection } from "./correct-selection.js";
import { normalDraws, shareOf, uniformDraws } from "./draws-for-tests.js";

const named = (count: number) => Array.from({ length: count }, (_, i) => `option ${i + 1}`);
const two = (seed: number, gap: number, count: number, replicated: boolean) => ({
  options: named(2),
  benefits: [normalDraws(count, seed, "a", gap, 1, replicated), normalDraws(count, seed, "b", 0, 2, replicated)],
  replicated,
});

describe("the probability of correct selection", () => {
  it("of two options is that of Student's t distribution", () => {
    // Differences 1..16: mean 8.5, sd sqrt(68/3), error 1.1902381, t = 7.1414284 with 15 degrees of freedom: 0.99999831 by SciPy's t.cdf.
    const benefits = [Float64Array.from({ length: 16 }, (_, draw) => draw + 1), new Float64Array(16)];
    const found = correctSelection({ options: ["a", "b"], benefits, replicated: false }) as Selection;
    expect(found).toMatchObject({ selected: 0, verdict: "stable", notSeparated: [] });
    expect(found.probability).toBeCloseTo(0.99999831, 7);
    // By pairs j and j + 8 the means of replicates are 5..12: sd sqrt(6), error sqrt(6/8), t = 9.8149546 with 7 degrees of freedom: 0.99998793.
    const replicated = correctSelection({ options: ["a", "b"], benefits, replicated: true }) as Selection;
    expect(replicated.competitors[0]!.difference.error).toBeCloseTo(Math.sqrt(6 / 8), 12);
    expect(replicated.probability).toBeCloseTo(0.99998793, 7);
  });

  it.each([false, true])("of equals calls the wrong one stable no more often than stated, replicated %s", (replicated) => {
    const wrong = shareOf(200, (seed) => {
      const { selected, verdict } = correctSelection(two(seed, 1e-9, 512, replicated)) as Selection;
      return selected === 1 && verdict === "stable";
    });
    expect(wrong).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 200));
  });

  it.each([false, true])("is the share of right selections where nothing was known before, replicated %s", (replicated) => {
    // Four options with true means from N(0, 4 standard errors): nearly flat. The mean of what is stated must be the share of what is right.
    for (const statistic of ["mean", "median"] as const) {
      const count = 512;
      const spread = (4 * (statistic === "median" ? 1.25 : 1)) / Math.sqrt(count) / (replicated ? 6 : 1);
      let [stated, atLeast] = [0, 0];
      const right = shareOf(200, (seed) => {
        const truth = normalDraws(4, seed, "truth", 0, spread);
        const benefits = Array.from(truth, (mean, option) => normalDraws(count, seed, `${option}`, mean, 1, replicated));
        const found = correctSelection({ options: named(4), benefits, replicated }, { statistic }) as Selection;
        stated += found.probability / 200;
        atLeast += found.atLeast / 200;
        expect(found.atLeast).toBeLessThanOrEqual(found.probability + 1e-12);
        return truth[found.selected] === Math.max(...truth);
      });
      expect(Math.abs(stated - right)).toBeLessThan(0.08);
      expect(atLeast).toBeLessThan(right + 0.06);
    }
  });

  it("is told apart where the difference is many errors wide, by the median and by how often each is best too", () => {
    for (const statistic of ["mean", "median", "best"] as const) {
      const found = correctSelection(two(1, 1, 4096, false), { statistic }) as Selection;
      expect(found).toMatchObject({ selected: 0, verdict: "stable", statistic });
      expect(found.probability).toBeGreaterThan(0.999);
    }
  });

  it("by the median and by the mean may differ", () => {
    const skewed = uniformDraws(4096, 2, "skewed").map((u) => Math.exp(3 * u ** 4));
    const draws = { options: ["fixed", "skewed"], benefits: [new Float64Array(4096).fill(1.6), skewed], replicated: false };
    expect(correctSelection(draws)).toMatchObject({ selected: 1, verdict: "stable" });
    expect(correctSelection(draws, { statistic: "median" })).toMatchObject({ selected: 0, verdict: "stable" });
  });
});

describe("the verdict", () => {
  it("is tied within an indifference, and for equal options", () => {
    const close = two(3, 0.001, 4096, false);
    expect(correctSelection(close)).toMatchObject({ verdict: "unstable" });
    expect(correctSelection(close, { indifference: 0.2 })).toMatchObject({ verdict: "tied", indifference: 0.2 });
    const same = normalDraws(64, 1, "same");
    expect(correctSelection({ options: named(3), benefits: [same, same, same], replicated: true })).toMatchObject({
      verdict: "tied",
      goodAtLeast: 1,
      notSeparated: [1, 2],
    });
  });

  it("of certain values is stable", () => {
    const draws = { options: named(2), benefits: [Float64Array.of(1), Float64Array.of(2)], replicated: false };
    for (const statistic of ["mean", "median", "best"] as const)
      expect(correctSelection(draws, { statistic })).toMatchObject({ selected: 1, probability: 1, verdict: "stable" });
  });

  it("leaves out what may not be chosen, and names what is missing", () => {
    const draws = two(1, 1, 64, true);
    const three = { ...draws, options: named(3), benefits: [...draws.benefits, new Float64Array(64).fill(99)] };
    expect(correctSelection(three, { eligible: [true, true, false] })).toMatchObject({ selected: 0 });
    expect(correctSelection(three, { eligible: [true, false, false] })).toMatchObject({ reason: "too-few-options", have: 1, need: 2 });
    expect(correctSelection(three, { eligible: [false, false, false] })).toMatchObject({ reason: "all-barred" });
    expect(correctSelection(two(1, 1, 8, true))).toMatchObject({ reason: "too-few-draws", have: 8, need: 16 });
    expect(correctSelection({ ...draws, benefits: [draws.benefits[0]!, draws.benefits[1]!.map(() => Number.NaN)] })).toMatchObject({
      reason: "not-finite",
    });
  });

  it("warns of tails under which no error can be trusted", () => {
    const cauchy = uniformDraws(4096, 1, "c").map((u) => Math.tan(Math.PI * (u - 0.5)));
    const draws = { options: ["sound", "wild"], benefits: [normalDraws(4096, 1, "n"), cauchy], replicated: false };
    expect((correctSelection(draws) as Selection).warnings).toMatchObject([{ reason: "infinite-variance", name: "wild" }]);
    expect((correctSelection(draws, { statistic: "median" }) as Selection).warnings).toEqual([]);
  });
});
