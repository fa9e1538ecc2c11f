/** Tables of quantiles: the stated error in probability, and equal bits of kernel and single evaluation. */
import { describe, expect, it } from "vitest";
import { distributions } from "../distributions/index.js";
import { buildGuideTable, guidedValue } from "./guide-table.js";
import { column, differences, kernel, memory, wordSource } from "./harness-for-tests.js";
import { buildQuantileTable, tableQuantile } from "./quantile-table.js";

const count = 40_000;
const [out, uniforms, redo, table] = [4096, 4096 + count * 8, 4096 + count * 16, 4096 + count * 24];

function source(name: string, p: readonly number[]) {
  const distribution = distributions.get(name)!;
  return {
    quantile: (u: number) => distribution.quantile(u, p),
    cdf: (x: number) => distribution.cdf(x, p),
    density: (x: number) => distribution.density(x, p),
  };
}

/** Uniforms in every octave of either tail, and everywhere. */
function testUniforms(): Float64Array {
  const next = wordSource(31);
  const u = Float64Array.from({ length: count }, (_, i) => {
    const even = (next() + 0.5) / 4294967296;
    const tail = i % 2 === 0 ? even : even / 2 ** (i % 27);
    return i % 4 === 1 ? 1 - tail : tail;
  });
  u.set([
    0,
    1,
    0.5,
    1e-300,
    2 ** -25,
    2 ** -25 - 2 ** -60,
    2 ** -24,
    0.49999999999999994,
    0.5000000000000001,
    NaN,
    -1,
    2,
    0.25,
    0.75,
    1 - 2 ** -53,
  ]);
  return u;
}

const smooth: readonly (readonly [string, readonly number[]])[] = [
  ["normal", [0, 1]],
  ["lognormal", [20, 0.5]],
  ["beta", [2, 5]],
  ["beta", [8, 3]],
  ["gamma", [2.5, 3]],
  ["gamma", [0.4, 1]],
  ["beta", [0.5, 0.5]],
  ["beta", [120, 880]],
  ["pert", [1, 2, 6]],
];

describe("quantile tables", () => {
  for (const [name, p] of smooth) {
    it(`of ${name}(${p.join(", ")}) keep to the stated error and have the bits of single evaluation`, () => {
      const from = source(name, p);
      const data = buildQuantileTable(from);
      const single = tableQuantile(data);
      const u = testUniforms();
      column(table, data.length).set(data);
      column(uniforms, count).set(u);
      const missing = kernel("quantile")(out, uniforms, table, redo, count * 8);
      const actual = column(out, count);
      expect(differences(actual, u.map(single))).toEqual([]);
      const listed = Array.from(new Int32Array(memory.buffer, redo, missing));
      expect(listed).toEqual(Array.from(u.keys()).filter((i) => Number.isNaN(actual[i])));
      const within = Array.from(u.keys()).filter((i) => Math.min(u[i]!, 1 - u[i]!) >= 2 ** -25 && u[i] !== 0.5);
      expect(within.filter((i) => Number.isNaN(actual[i])).length).toBe(0);
      const isClose = (i: number) => Math.abs(from.quantile(u[i]!) / actual[i]! - 1) < 1e-15;
      expect(within.filter((i) => !(Math.abs(from.cdf(actual[i]!) - u[i]!) < 1.05e-12 || isClose(i)))).toEqual([]);
    });
  }

  it("leave out pieces where the quantile has a corner", () => {
    const data = buildQuantileTable(source("triangular", [0, 1, 4]));
    const single = tableQuantile(data);
    const u = testUniforms().filter((value) => value >= 1e-7 && value <= 1 - 1e-7);
    const left = u.filter((value) => Number.isNaN(single(value)));
    expect(left.every((value) => Math.abs(value - 0.25) < 0.01 || value === 0.5)).toBe(true);
  });
});

describe("guide tables", () => {
  it("give the first value whose threshold is not exceeded", () => {
    const next = wordSource(5);
    for (const size of [1, 2, 3, 7, 64, 1000]) {
      const weights = Array.from({ length: size }, () => next() ** 4);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let sum = 0;
      const thresholds = weights.map((weight) => {
        sum += weight;
        return sum / total;
      });
      const values = weights.map((_, k) => 3 * k - 7);
      const data = buildGuideTable(values, thresholds);
      const u = testUniforms().map((value) => (value >= 0 && value <= 1 ? value : 0.3));
      u.set(thresholds.slice(0, 20), 20);
      column(table, data.length).set(data);
      column(uniforms, count).set(u);
      kernel("guided")(out, uniforms, table, count * 8);
      const expected = u.map((value) => values[thresholds.findIndex((threshold, k) => value <= threshold || k === size - 1)]!);
      expect(differences(column(out, count), expected)).toEqual([]);
      expect(
        differences(
          u.map((value) => guidedValue(data, value)),
          expected,
        ),
      ).toEqual([]);
    }
  });
});
