import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fillUniforms, streamKey } from "../random.js";
import { normalQuantile } from "../special.js";
import { beyondLimits, plainBeyond } from "./selection.js";
import { summarise } from "./summary.js";

describe("tails by hand", () => {
  it("give the order statistic at the end its fraction", () => {
    // 5 % of 30 draws are one and a half.
    const values = Float64Array.from({ length: 30 }, (_, i) => (7 * i) % 30);
    expect(summarise(values).tails).toEqual({ probability: 0.05, low: (0 + 0.5 * 1) / 1.5, high: (29 + 0.5 * 28) / 1.5 });
  });

  it("of fewer than twenty draws are the extremes", () => {
    expect(summarise(Float64Array.of(3, 1, 2)).tails).toEqual({ probability: 0.05, low: 1, high: 3 });
    expect(summarise(Float64Array.of(4)).tails).toEqual({ probability: 0.05, low: 4, high: 4 });
  });

  it("have the same bits without kernels", () => {
    const uniforms = new Float64Array(70_001);
    fillUniforms(uniforms, streamKey(22, ["plain"]), 0);
    const values = uniforms.map((u) => 1000 * normalQuantile(u));
    expect(plainBeyond(values, -1500, 1200)).toEqual(beyondLimits(values, -1500, 1200));
    const low = values.filter((value) => value < -1500);
    expect(plainBeyond(values, -1500, 1200).low.count).toBe(low.length);
  });

  it("of a long column are those of a full sort", () => {
    const uniforms = new Float64Array(140_003);
    fillUniforms(uniforms, streamKey(21, ["long"]), 0);
    const values = uniforms.map((u) => Math.round(1000 * normalQuantile(u)) / 1000);
    const sorted = values.slice().sort();
    const share = 140_003 * 0.05;
    const mean = (tail: Float64Array) =>
      (tail.subarray(0, 7000).reduce((sum, value) => sum + value, 0) + (share - 7000) * tail[7000]!) / share;
    const { low, high } = summarise(values).tails!;
    expect(Math.abs(low - mean(sorted))).toBeLessThan(1e-12);
    expect(Math.abs(high - mean(sorted.reverse()))).toBeLessThan(1e-12);
  });

  it("take ties at the end as they are", () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i < 3 ? -10 : i < 50 ? 0 : 1));
    expect(summarise(values).tails).toEqual({ probability: 0.05, low: -6, high: 1 });
  });
});

describe("closed forms of the normal distribution (Rockafellar and Uryasev 2000)", () => {
  const file = new URL("../../../../../shared/fixtures/analytic/closed-forms.json", import.meta.url);
  const isThere = existsSync(file);
  it.skipIf(!isThere)(isThere ? "CVaR at 95 %" : "CVaR at 95 %: not tested, because ../shared/fixtures/analytic is absent", () => {
    const { cvar_normal: normal } = JSON.parse(readFileSync(file, "utf8"));
    const expected = normal.expected["0.95"].CVaR as number;
    const count = 200_000;
    const values = new Float64Array(count);
    fillUniforms(values, streamKey(20, ["loss"]), 0);
    const sd = Math.sqrt(normal.variance);
    for (let i = 0; i < count; i++) values[i] = -normal.mean_return + sd * normalQuantile(values[i]!);
    const { tails } = summarise(values);
    // The variance of the estimate is that of the excess over the quantile, over n and the squared share; for 5 % of a normal it is (1 + z²) 0.05 - z phi(z) - (phi(z) - 0.05 z)² = 0.0152 of its variance.
    const error = (sd * Math.sqrt(0.0152 / count)) / 0.05;
    expect(Math.abs(tails!.high - expected)).toBeLessThan(4 * error);
    expect(Math.abs(tails!.low + 2 * normal.mean_return + expected)).toBeLessThan(4 * error);
  });

  it("CVaR at 95 % of the points of a grid", () => {
    // phi(z) / 0.05 with z the 95 % quantile.
    const values = Float64Array.from({ length: 100_000 }, (_, i) => normalQuantile((i + 0.5) / 100_000));
    expect(summarise(values).tails!.high).toBeCloseTo(2.0627128075074, 3);
    expect(summarise(values).tails!.low).toBeCloseTo(-2.0627128075074, 3);
  });
});
