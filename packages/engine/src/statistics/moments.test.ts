import { describe, expect, it } from "vitest";
import { fillUniforms, streamKey } from "../random.js";
import { batchSize } from "./batches.js";
import { accumulators, emptyAccumulators, emptyMoments, gather, meanError, mergeBatch, momentsOf, standardDeviation } from "./moments.js";
import { summarise } from "./summary.js";

const uniforms = (count: number, name: string) => {
  const column = new Float64Array(count);
  fillUniforms(column, streamKey(3, [name]), 0);
  return column;
};

/** Each lane by itself, as the layout says. */
function lanes(values: Float64Array): Float64Array {
  const state = emptyAccumulators();
  const shift = values[0]!;
  values.forEach((value, j) => {
    const r = j % 8;
    state[r]! += value - shift;
    state[8 + r]! += (value - shift) * (value - shift);
    state[16 + (j % 2)] = Math.min(state[16 + (j % 2)]!, value);
    state[18 + (j % 2)] = Math.max(state[18 + (j % 2)]!, value);
  });
  state[20] = shift;
  state[21] = values.length;
  return state;
}

describe("accumulators", () => {
  it("are as laid out, however the batch is cut into blocks", () => {
    const values = uniforms(1531, "layout").map((u) => 1 / u);
    const inBlocks = emptyAccumulators();
    for (const [from, to] of [
      [0, 512],
      [512, 520],
      [520, 1024],
      [1024, 1531],
    ] as const)
      gather(inBlocks, values, from, to);
    expect(inBlocks).toEqual(lanes(values));
  });

  it("take small numbers of draws", () => {
    for (let count = 1; count < 20; count++) {
      const values = uniforms(count, "few");
      const state = emptyAccumulators();
      gather(state, values, 0, count);
      expect(state).toEqual(lanes(values));
    }
  });
});

describe("moments", () => {
  it("agree with two passes over all, wherever the numbers lie", () => {
    for (const [offset, scale] of [
      [0, 1],
      [1e9, 1],
      [-3, 1e-12],
    ] as const) {
      const values = uniforms(3 * batchSize + 777, "moments").map((u) => offset + scale * u * u);
      const mean = values.reduce((sum, value) => sum + (value - offset), 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - offset - mean) ** 2, 0);
      const moments = momentsOf(values);
      expect(Math.abs(moments.mean - offset - mean)).toBeLessThan(1e-13 * (Math.abs(offset) + scale));
      expect(Math.abs(moments.squares / squares - 1)).toBeLessThan(1e-11);
      expect([moments.min, moments.max]).toEqual([Math.min(...values), Math.max(...values)]);
    }
  });

  it("of a constant are exact", () => {
    const moments = momentsOf(new Float64Array(20_000).fill(0.1));
    expect([moments.mean, standardDeviation(moments), meanError(moments, true)]).toEqual([0.1, 0, 0]);
  });

  it("never average away what is not a number", () => {
    const values = uniforms(20_000, "spoiled");
    values[12_345] = Number.NaN;
    values[3] = Number.NaN;
    const summary = summarise(values);
    expect(summary.notFinite).toBe(2);
    for (const value of [summary.mean, summary.sd, summary.meanError, summary.min, summary.max, summary.tails!.low, summary.tails!.high])
      expect(value).toBeNaN();
    for (const { value, error } of summary.quantiles!) expect([value, error]).toEqual([Number.NaN, Number.NaN]);
    expect(summarise(uniforms(20_000, "sound")).notFinite).toBeUndefined();
  });

  it("keep infinities apart from what is not a number", () => {
    for (const place of [0, 5, 9000]) {
      const values = uniforms(10_000, "infinite");
      values[place] = Infinity;
      const summary = summarise(values);
      expect(summary).toMatchObject({ mean: Infinity, max: Infinity, notFinite: 1, sd: Number.NaN });
      expect(summary.quantiles![2]!.value).toBeCloseTo(0.5, 1);
      expect(summary.tails!.high).toBe(Infinity);
    }
  });
});

describe("the standard error of a mean", () => {
  it("of replicated draws is that of the means of eight replicates", () => {
    const values = Float64Array.from({ length: 2 * batchSize + 80 }, (_, j) => (j % 8) * 10 + (j >> 3) / 4096);
    const means = Array.from({ length: 8 }, (_, r) => {
      const own = values.filter((_, j) => j % 8 === r);
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    });
    const middle = means.reduce((sum, mean) => sum + mean, 0) / 8;
    const expected = Math.sqrt(means.reduce((sum, mean) => sum + (mean - middle) ** 2, 0) / 7 / 8);
    expect(meanError(momentsOf(values), true)).toBeCloseTo(expected, 11);
    expect(summarise(values, true).meanError).toBe(meanError(momentsOf(values), true));
  });

  it("has the same size by either formula when draws are independent", () => {
    const ratios = Array.from({ length: 400 }, (_, run) => {
      const moments = momentsOf(uniforms(4096, `run ${run}`));
      return (meanError(moments, true) / meanError(moments, false)) ** 2;
    });
    // The ratio of variances is chi-square over its 7 degrees of freedom: mean 1, variance 2 / 7.
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(2 / 7 / 400));
  });

  it("of few draws does not ask for replicates", () => {
    const moments = momentsOf(Float64Array.of(1, 2, 4));
    expect(meanError(moments, true)).toBe(meanError(moments, false));
  });
});

it("batches merge like one stream", () => {
  const values = uniforms(2 * batchSize + 100, "merge").map((u) => u ** -0.4);
  const merged = emptyMoments();
  for (let from = 0; from < values.length; from += batchSize) {
    const own = values.slice(from, from + batchSize);
    const state = emptyAccumulators();
    for (let block = 0; block < own.length; block += 512) gather(state, own, block, Math.min(own.length, block + 512));
    mergeBatch(merged, structuredClone(state));
  }
  expect(merged).toEqual(momentsOf(values));
  expect(accumulators.length).toBe(24);
});
