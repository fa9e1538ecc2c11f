import { describe, expect, it } from "vitest";
import { type ThresholdProbabilities, thresholdProbabilities } from "./thresholds.js";

describe("thresholds", () => {
  const cost = [Float64Array.of(1, 2, 3, 4), Float64Array.of(2.5)];
  const lives = [Float64Array.of(10, 20, 30, 40), Float64Array.of(30, 5, 30, 30)];
  const thresholds = [
    { objective: 0, bound: "at-most", value: 3 },
    { objective: 1, bound: "at-least", value: 20 },
  ] as const;

  it("are met each by itself and together, the threshold itself included", () => {
    const [first, second] = thresholdProbabilities([cost, lives], ["a", "b"], thresholds, false) as readonly ThresholdProbabilities[];
    expect([...first!.each, first!.all].map(({ value }) => value)).toEqual([0.75, 0.75, 0.5]);
    expect([...second!.each, second!.all].map(({ value }) => value)).toEqual([1, 0.75, 0.75]);
    // Four zeros and ones, half of them ones: sd sqrt(1/3), over the root of 4.
    expect(first!.all.error).toBeCloseTo(Math.sqrt(1 / 3) / 2, 12);
    expect(second!.each[0]!.error).toBe(0);
  });

  it("must be there", () => {
    expect(thresholdProbabilities([cost], ["a", "b"], [], false)).toMatchObject({ reason: "no-threshold" });
  });
});
