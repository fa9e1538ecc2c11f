import { describe, expect, it } from "vitest";
import { blockSize, fillUniforms, streamKey } from "./random.js";

function uniforms(seed: number, names: readonly string[], block = 0, count = blockSize): Float64Array {
  const column = new Float64Array(count);
  fillUniforms(column, streamKey(seed, names), block);
  return column;
}

/** The greatest distance between the empirical and the uniform distribution. */
function kolmogorov(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted.reduce((most, value, i) => Math.max(most, (i + 1) / sorted.length - value, value - i / sorted.length), 0);
}

// 99.9 % of the Kolmogorov distribution over sqrt(n).
const limit = (count: number) => 1.949 / Math.sqrt(count);

describe("uniforms", () => {
  it("are uniform within a stream", () => expect(kolmogorov(uniforms(1, ["x"], 0, 50000))).toBeLessThan(limit(50000)));
  it("are uniform across names, blocks, seeds and cells at the same draw", () => {
    const count = 5000;
    const first = (of: (i: number) => Float64Array) => Float64Array.from({ length: count }, (_, i) => of(i)[0]!);
    expect(kolmogorov(first((i) => uniforms(1, [`x${i}`], 0, 1)))).toBeLessThan(limit(count));
    expect(kolmogorov(first((i) => uniforms(1, ["x"], i, 1)))).toBeLessThan(limit(count));
    expect(kolmogorov(first((i) => uniforms(i, ["x"], 0, 1)))).toBeLessThan(limit(count));
    expect(kolmogorov(first((i) => uniforms(1, ["x", `m${i}`], 0, 1)))).toBeLessThan(limit(count));
  });
  it("of neighbouring streams and blocks are uncorrelated", () => {
    const count = 20000;
    const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + (value - 0.5) * (b[i]! - 0.5), 0) / count;
    const error = 1 / 12 / Math.sqrt(count);
    const base = uniforms(1, ["x"], 0, count);
    for (const other of [
      uniforms(1, ["y"], 0, count),
      uniforms(1, ["x"], 1, count),
      uniforms(2, ["x"], 0, count),
      uniforms(1, ["x", ""], 0, count),
    ]) {
      expect(Math.abs(product(base, other))).toBeLessThan(4 * error);
    }
    expect(Math.abs(product(base.subarray(0, count - 1), base.subarray(1)))).toBeLessThan(4 * error);
  });
  it("lie strictly between 0 and 1 and use 52 bits", () => {
    const values = uniforms(3, ["x"], 0, 10000);
    for (const value of values) expect(value > 0 && value < 1 && (value * 2 ** 52 - 0.5) % 1 === 0).toBe(true);
    const odd = values.filter((value) => Math.floor(value * 2 ** 52) % 2 === 1).length;
    expect(Math.abs(odd - 5000)).toBeLessThan(4 * 50);
  });
  it("tell names apart however they are cut", () => {
    expect(uniforms(1, ["ab", "c"])).not.toEqual(uniforms(1, ["a", "bc"]));
    expect(uniforms(1, ["abc"])).not.toEqual(uniforms(1, ["ab", "c"]));
    expect(uniforms(2 ** 32, ["x"])).not.toEqual(uniforms(0, ["x"]));
  });
});
