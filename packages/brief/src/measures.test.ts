import { describe, expect, test } from "vitest";
import { compareDraws } from "./comparison.js";
import { difference, rankCorrelation } from "./measures.js";
import { normals } from "./test-support.js";

const column = (...values: number[]) => Float64Array.from(values);

describe("rank correlation", () => {
  test("agrees with scipy.stats.spearmanr (scipy 1.10), ties included", () => {
    expect(rankCorrelation(column(3, 1, 4, 1, 5, 9, 2, 6), column(2, 7, 1, 8, 2, 8, 1, 8))).toBeCloseTo(0.19885368120992467, 14);
    expect(rankCorrelation(column(1, 2, 3, 4, 5), column(2, 4, 8, 16, 1))).toBeCloseTo(0, 14);
  });
  test("is one for any rising function and undefined for what does not vary", () => {
    const x = normals(1, 500, 0, 1);
    expect(
      rankCorrelation(
        x,
        x.map((value) => value ** 3),
      ),
    ).toBeCloseTo(1, 12);
    expect(rankCorrelation(x, new Float64Array(500))).toBeUndefined();
    expect(rankCorrelation(x, column(1))).toBeUndefined();
  });
});

describe("the worst 5 %", () => {
  const tailOf = (values: Float64Array, sense: "minimise" | "maximise") => compareDraws([values], sense, -1, [true])[0]!.tail;
  const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);
  test("lies at the bad end", () => {
    expect(tailOf(hundred, "minimise").mean).toBe(98);
    expect(tailOf(hundred, "maximise").mean).toBe(3);
    expect(tailOf(hundred, "minimise").threshold).toBeCloseTo(95.05, 12);
  });
  test("of a certain value is that value", () => {
    expect(tailOf(column(4), "minimise")).toEqual({ threshold: 4, mean: 4 });
  });
});

describe("comparing options", () => {
  const [a, b, c] = [column(1, 2, 3, 4), column(2, 1, 3, 5), column(0, 0, 0, 0)];
  test("ranks those not barred and shares ties", () => {
    const [first, second, barred] = compareDraws([a, b, c], "minimise", 0, [true, true, false]);
    expect(first?.best?.probability).toBe(0.625);
    expect(second?.best?.probability).toBe(0.375);
    expect([first?.rank, second?.rank, barred?.rank]).toEqual([1, 2, undefined]);
    expect(barred?.best).toBeUndefined();
    expect(first?.toBaseline).toBeUndefined();
    expect(second?.toBaseline?.worse).toBe(0.5);
  });
  test("turns round when more is better", () => {
    const [first, second] = compareDraws([a, b], "maximise", 0, [true, true]);
    expect([first?.best?.probability, second?.best?.probability]).toEqual([0.375, 0.625]);
    expect(second?.toBaseline?.worse).toBe(0.25);
  });
  test("without a baseline there is no difference to it", () => {
    expect(compareDraws([a], "minimise", -1, [true])[0]?.toBaseline).toBeUndefined();
    expect(compareDraws([], "minimise", -1, [])).toEqual([]);
  });
  test("a certain column counts in every draw", () => {
    expect([...difference(a, column(1))]).toEqual([0, 1, 2, 3]);
  });
});
