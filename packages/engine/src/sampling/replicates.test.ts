import { describe, expect, it } from "vitest";
import { quantile } from "../statistics.js";
import {
  emptyReplicates,
  errorOfReplicates,
  gatherReplicates,
  replicateError,
  replicateMeanError,
  replicateQuantileErrors,
  replicatesOf,
} from "./replicates.js";
import { openStream, type SamplingMethod } from "./sampler.js";

const draws = 4096;

function columnsOf(method: SamplingMethod, seed: number): readonly Float64Array[] {
  return ["a", "b", "c"].map((name, dimension) => {
    const stream = openStream(method, seed, [name], { draws, dimension });
    const column = new Float64Array(draws);
    for (let block = 0; block < draws / 512; block++) stream.fill(column.subarray(512 * block, 512 * (block + 1)), block);
    return column;
  });
}

const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / column.length;

describe("errors of replicates", () => {
  it("are the standard deviation over the root of the number", () => {
    // The variance of 1 … 8 with divisor 7 is 6.
    expect(errorOfReplicates([1, 2, 3, 4, 5, 6, 7, 8])).toBeCloseTo(Math.sqrt(6 / 8), 14);
    const column = Float64Array.from({ length: 20 }, (_, i) => i);
    expect(replicatesOf(column).map((own) => [...own])).toEqual([
      ...[0, 1, 2, 3].map((i) => [i, i + 8, i + 16]),
      ...[4, 5, 6, 7].map((i) => [i, i + 8]),
    ]);
    expect(replicateMeanError(column)).toBeCloseTo(replicateError(column, mean), 14);
    expect(replicateMeanError(column.subarray(0, 7))).toBeNaN();
    expect(replicateQuantileErrors(column.subarray(0, 7), [0.5])).toEqual([Number.NaN]);
  });

  it("are the same from moments gathered block by block", () => {
    const column = columnsOf("digital", 1)[0]!.subarray(0, 1500);
    const moments = emptyReplicates();
    for (let from = 0; from < 1500; from += 512) gatherReplicates(moments, column.subarray(from), Math.min(512, 1500 - from));
    expect(errorOfReplicates(moments.map((each) => each.mean))).toBeCloseTo(replicateMeanError(column), 14);
  });

  // 2.365 is the 97.5 % quantile of Student's t with 7 degrees of freedom. Replicates of smooth functions are mostly much better than
  // their standard error and rarely worse (L'Ecuyer, Nakayama, Owen and Tuffin 2023), so intervals then cover more than they promise.
  it.each(["random", "digital", "sobol"] as const)("cover the truth in at least 95 of 100 runs (%s)", (method) => {
    const runs = 400;
    const seen = { exponential: 0, product: 0, corner: 0, median: 0 };
    const squares = { claimed: 0, actual: 0 };
    for (let seed = 0; seed < runs; seed++) {
      const [a, b, c] = columnsOf(method, seed) as [Float64Array, Float64Array, Float64Array];
      const exponential = a.map(Math.exp);
      const product = a.map((value, i) => value * b[i]! * c[i]!);
      const corner = a.map((value, i) => (value + b[i]! < 0.5 ? 1 : 0));
      const sum = a.map((value, i) => value + b[i]! + c[i]!);
      const isCovered = (estimate: number, truth: number, error: number) => (Math.abs(estimate - truth) <= 2.365 * error ? 1 : 0);
      seen.exponential += isCovered(mean(exponential), Math.E - 1, replicateMeanError(exponential));
      seen.product += isCovered(mean(product), 1 / 8, replicateMeanError(product));
      seen.corner += isCovered(mean(corner), 1 / 8, replicateMeanError(corner));
      seen.median += isCovered(quantile(sum, 0.5), 1.5, replicateQuantileErrors(sum, [0.5])[0]!);
      squares.claimed += replicateMeanError(corner) ** 2;
      squares.actual += (mean(corner) - 1 / 8) ** 2;
    }
    const error = Math.sqrt((0.95 * 0.05) / runs);
    for (const count of Object.values(seen)) expect(count / runs).toBeGreaterThan(0.95 - 4 * error);
    if (method === "random") for (const count of Object.values(seen)) expect(count / runs).toBeLessThan(0.95 + 4 * error);
    // Both are sums of squares of nearly normal numbers, of 400 and of 2800; a digital stream's own matrices make them less regular.
    if (method !== "digital") expect(Math.abs(squares.claimed / squares.actual - 1)).toBeLessThan(4 * Math.sqrt(2 / runs + 2 / (7 * runs)));
  });

  it("are far below those of pseudo-random numbers for a function of one input", () => {
    const [a] = columnsOf("digital", 3);
    // The standard deviation of exp(u) is 0.492; its error over sqrt(4096) is 0.0077.
    expect(replicateMeanError(a!.map(Math.exp))).toBeLessThan(0.0077 / 30);
  });
});
