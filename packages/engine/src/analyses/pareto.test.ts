import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ParetoProbabilities, paretoFront, paretoProbabilities } from "./pareto.js";

describe("the Pareto front", () => {
  it("of a small table", () => {
    const front = paretoFront([
      [1, 5],
      [3, 3],
      [2, 2],
      [5, 1],
      [1, 1],
      [3, 3],
    ]);
    expect(front.map(({ isOnFront }) => isOnFront)).toEqual([true, true, false, true, false, true]);
    expect(front.map(({ layer }) => layer)).toEqual([1, 1, 2, 1, 3, 1]);
    expect(front[2]).toMatchObject({ dominatedBy: [1, 5], dominates: [4] });
    expect(front[4]!.dominatedBy).toEqual([0, 1, 2, 3, 5]);
  });

  it("with one objective is those with the greatest score", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 }), (scores) => {
        const found = paretoFront(scores.map((score) => [score]));
        expect(found.map(({ isOnFront }) => isOnFront)).toEqual(scores.map((score) => score === Math.max(...scores)));
        const distinct = [...new Set(scores)].sort((a, b) => b - a);
        expect(found.map(({ layer }) => layer)).toEqual(scores.map((score) => 1 + distinct.indexOf(score)));
      }),
    ));

  it("draw by draw is counted over the draws", () => {
    const objectives = [
      [Float64Array.of(1, 1, 0, 2), Float64Array.of(0, 1, 1, 2)],
      [Float64Array.of(1, 0, 1, 3), Float64Array.of(0, 1, 0, 3)],
    ];
    const found = paretoProbabilities(objectives, ["a", "b"], false) as ParetoProbabilities;
    expect(found.onFront.map(({ value }) => value)).toEqual([0.75, 0.75]);
    expect(found.dominates[0]![1]!.value).toBe(0.25);
    expect(found.dominates[1]![0]!.value).toBe(0.25);
    // Zeros and ones with a share of 3/4 in four draws: sd 1/2, over the root of 4.
    expect(found.onFront[0]!.error).toBeCloseTo(0.25, 12);
  });

  it("by draws needs two objectives", () => {
    expect(paretoProbabilities([[Float64Array.of(1), Float64Array.of(2)]], ["a", "b"], false)).toMatchObject({
      reason: "not-enough-objectives",
    });
  });
});
