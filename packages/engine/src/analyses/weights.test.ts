import { describe, expect, it } from "vitest";
import { momentsOf } from "../statistics/moments.js";
import { centralWeights, levelsOf, partialValues, unsuitableWeights, type Weights, weightDraws } from "./weights.js";

const draws = 16_384;
const drawn = (weights: Weights, objectives: number, replicated = false) =>
  weightDraws(weights, objectives, draws, { seed: 7, replicated });
const meanOf = (column: Float64Array) => momentsOf(column).mean;

describe("weights", () => {
  it.each([
    { kind: "fixed", swings: [2, 1, 1] },
    {
      kind: "ranges",
      ranges: [
        [0, 1],
        [2, 3],
        [1, 1],
      ],
    },
    { kind: "ranks", ranks: [2, 1, 3] },
    { kind: "unknown" },
  ] satisfies Weights[])("sum to 1: $kind", (weights) => {
    for (const replicated of [false, true]) {
      const columns = drawn(weights, 3, replicated);
      for (let draw = 0; draw < draws; draw++)
        expect(Math.abs(columns[0]![draw]! + columns[1]![draw]! + columns[2]![draw]! - 1)).toBeLessThan(1e-12);
    }
  });

  it("by rank have the rank-order centroid as their mean", () => {
    // Barron and Barrett (1996): for four objectives 25/48, 13/48, 7/48, 3/48; for three 11/18, 5/18, 2/18.
    expect(centralWeights({ kind: "ranks", ranks: [1, 2, 3, 4] }, 4)).toEqual([25, 13, 7, 3].map((part) => expect.closeTo(part / 48, 14)));
    const weights: Weights = { kind: "ranks", ranks: [3, 1, 2] };
    expect(centralWeights(weights, 3)).toEqual([2, 11, 5].map((part) => expect.closeTo(part / 18, 14)));
    const columns = drawn(weights, 3);
    for (let draw = 0; draw < draws; draw++)
      expect(columns[1]![draw]! >= columns[2]![draw]! && columns[2]![draw]! >= columns[0]![draw]!).toBe(true);
    // Spreads of a weight are below 0.15: four standard errors are 0.005.
    for (const [k, part] of [2, 11, 5].entries()) expect(Math.abs(meanOf(columns[k]!) - part / 18)).toBeLessThan(0.005);
  });

  it("of one rank are in no order among themselves", () => {
    const weights: Weights = { kind: "ranks", ranks: [1, 2, 2] };
    expect(centralWeights(weights, 3)).toEqual([11 / 18, 3.5 / 18, 3.5 / 18].map((weight) => expect.closeTo(weight, 14)));
    const [first, second, third] = drawn(weights, 3);
    expect(Math.abs(meanOf(first!) - 11 / 18)).toBeLessThan(0.005);
    const share = meanOf(second!.map((weight, draw) => Number(weight > third![draw]!)));
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * (0.5 / Math.sqrt(draws)));
  });

  it("that are unknown are uniform on the simplex", () => {
    // Of n uniform weights one is above x with probability (1 - x)^(n - 1).
    for (const replicated of [false, true]) {
      const [first] = drawn({ kind: "unknown" }, 4, replicated);
      for (const x of [0.1, 0.3, 0.6]) {
        const probability = (1 - x) ** 3;
        const share = meanOf(first!.map((weight) => Number(weight > x)));
        expect(Math.abs(share - probability)).toBeLessThan(4 * Math.sqrt((probability * (1 - probability)) / draws));
      }
    }
  });

  it("between limits are normalised swings", () => {
    const [first] = drawn(
      {
        kind: "ranges",
        ranges: [
          [0, 1],
          [1, 1],
        ],
      },
      2,
    );
    // E u / (1 + u) = 1 - ln 2.
    expect(Math.abs(meanOf(first!) - (1 - Math.LN2))).toBeLessThan((4 * 0.15) / Math.sqrt(draws));
    expect(
      centralWeights(
        {
          kind: "ranges",
          ranges: [
            [0, 1],
            [1, 2],
          ],
        },
        2,
      ),
    ).toEqual([0.25, 0.75]);
  });

  it("belong to their seed and names", () => {
    const of = (seed: number, name: string) => weightDraws({ kind: "unknown" }, 2, 3, { seed, names: [name], replicated: false })[0]![0];
    expect(of(1, "a")).toBe(of(1, "a"));
    expect(new Set([of(1, "a"), of(2, "a"), of(1, "b")]).size).toBe(3);
  });

  it("that are none are refused", () => {
    expect(unsuitableWeights({ kind: "fixed", swings: [1, 2] }, 3)).toMatchObject({ reason: "no-weights", have: 2, need: 3 });
    expect(unsuitableWeights({ kind: "fixed", swings: [0, 0] }, 2)).toMatchObject({ reason: "no-weights" });
    expect(
      unsuitableWeights(
        {
          kind: "ranges",
          ranges: [
            [2, 1],
            [1, 1],
          ],
        },
        2,
      ),
    ).toMatchObject({ reason: "no-weights" });
    expect(unsuitableWeights({ kind: "unknown" }, 1)).toMatchObject({ reason: "not-enough-objectives" });
  });

  it("weigh values between a worst and a best level", () => {
    expect([...partialValues(Float64Array.of(100, 50, 75, 25), { worst: 100, best: 50 })].map(Math.abs)).toEqual([0, 1, 0.5, 1.5]);
    const columns = [Float64Array.from({ length: 101 }, (_, k) => k), Float64Array.of(...new Array<number>(101).fill(120))];
    expect(levelsOf(columns, "maximise")).toEqual({ worst: 5, best: 120 });
    expect(levelsOf(columns, "minimise")).toEqual({ worst: 120, best: 5 });
  });
});
