import { describe, expect, it } from "vitest";
import { compareOptions } from "./compare.js";

const draws = [Float64Array.of(1, 5, 3, 2), Float64Array.of(2, 4, 3, 1), Float64Array.of(3, 3, 3, 0)];

describe("options compared by hand", () => {
  it("share the first place when they tie", () => {
    const [a, b, c] = compareOptions(draws, "minimise", 0);
    expect([a, b, c].map((option) => option!.probabilityBest)).toEqual(
      [(1 + 1 / 3) / 4, 1 / 3 / 4, (1 + 1 / 3 + 1) / 4].map((p) => expect.closeTo(p, 14)),
    );
    // The shares of the first option are 1, 0, 1/3, 0: sd 0.4714045 (divisor n - 1), over sqrt(4).
    expect(a!.probabilityBestError).toBeCloseTo(0.23570226, 8);
  });

  it("are set against the baseline draw by draw", () => {
    const [a, b] = compareOptions(draws, "minimise", 0);
    expect(b!.difference).toMatchObject({ mean: -0.25, min: -1, max: 1 });
    expect(b!.difference.sd).toBeCloseTo(Math.sqrt((1.25 ** 2 + 0.75 ** 2 + 0.25 ** 2 + 0.75 ** 2) / 3), 14);
    expect([b!.probabilityWorse, b!.probabilityBetter]).toEqual([0.25, 0.5]);
    expect([a!.probabilityWorse, a!.probabilityBetter, a!.difference.sd]).toEqual([0, 0, 0]);
  });

  it("turn round with the sense", () => {
    const [, b, c] = compareOptions(draws, "maximise", 0);
    expect([b!.probabilityWorse, b!.probabilityBetter]).toEqual([0.5, 0.25]);
    expect(c!.probabilityBest).toBeCloseTo((1 + 1 / 3) / 4, 14);
  });

  it("are ranked only where they are eligible", () => {
    const [a, b, c] = compareOptions(draws, "minimise", 0, [true, true, false]);
    expect([a, b, c].map((option) => option!.probabilityBest)).toEqual([1.5 / 4, 2.5 / 4, 0]);
    expect(c!.eligible).toBe(false);
    expect(c!.probabilityBetter).toBe(0.5);
  });

  it("may be certain", () => {
    const [a, b] = compareOptions([Float64Array.of(1), Float64Array.of(2)], "minimise", 0);
    expect([a!.probabilityBest, a!.probabilityBestError, b!.probabilityBest, b!.probabilityWorse]).toEqual([1, 0, 0, 1]);
    const [c] = compareOptions([Float64Array.of(2), Float64Array.of(1, 3, 3, 3)], "minimise", 0);
    expect(c!.probabilityBest).toBe(0.75);
  });
});
