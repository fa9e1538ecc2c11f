import { describe, expect, it } from "vitest";
import { blockSize, fillUniforms, streamKey } from "../random.js";
import { permutation } from "./latin-hypercube.js";
import { openStream, type SamplingMethod } from "./sampler.js";

const methods: readonly SamplingMethod[] = ["digital", "sobol", "latin", "random"];

function draw(method: SamplingMethod, names: readonly string[], draws: number, seed = 1, dimension?: number): Float64Array {
  const stream = openStream(method, seed, names, { draws, ...(dimension === undefined ? {} : { dimension }) });
  const result = new Float64Array(Math.ceil(draws / blockSize) * blockSize);
  for (let block = 0; block * blockSize < draws; block++) stream.fill(result.subarray(block * blockSize, (block + 1) * blockSize), block);
  return result.subarray(0, draws);
}

/** The greatest distance between the empirical and the uniform distribution. */
function kolmogorov(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted.reduce((most, value, i) => Math.max(most, (i + 1) / sorted.length - value, value - i / sorted.length), 0);
}

/** Pearson's statistic of pairs of uniforms in 4 times 4 cells. */
function chiSquare(pairs: readonly (readonly [number, number])[]): number {
  const counts = new Float64Array(16);
  for (const [x, y] of pairs) counts[4 * Math.floor(4 * x) + Math.floor(4 * y)]! += 1;
  const expected = pairs.length / 16;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

// 99.9 % of the Kolmogorov distribution over sqrt(n), and of chi-square with 15 degrees of freedom (scipy.stats.chi2.ppf).
const kolmogorovLimit = (count: number) => 1.949 / Math.sqrt(count);
const chiSquareLimit = 37.7;

describe.each(methods)("%s", (method) => {
  const names = Array.from({ length: 3000 }, (_, i) => `name ${i}`);
  const columns = names.map((name) => draw(method, [name], 1024));

  it("is uniform over names at any one draw, and within a stream", () => {
    for (const j of [0, 1, 77, 511, 512, 1023])
      expect(kolmogorov(Float64Array.from(columns, (column) => column[j]!))).toBeLessThan(kolmogorovLimit(names.length));
    expect(kolmogorov(draw(method, ["x"], 20_000))).toBeLessThan(kolmogorovLimit(20_000));
  });

  it("is independent between names, between cells and between the draws of one stream", () => {
    const neighbours = names.map((_, i) => draw(method, ["name", `${i}`], 1024));
    for (const j of [0, 9, 700]) {
      expect(chiSquare(columns.slice(1).map((column, i) => [column[j]!, columns[i]![j]!]))).toBeLessThan(chiSquareLimit);
      expect(chiSquare(columns.map((column, i) => [column[j]!, neighbours[i]![j]!]))).toBeLessThan(chiSquareLimit);
    }
    // Of one stream, draws of different replicates; those of one replicate repel each other.
    expect(chiSquare(columns.map((column) => [column[0]!, column[1]!]))).toBeLessThan(chiSquareLimit);
    expect(chiSquare(columns.map((column) => [column[3]!, column[522]!]))).toBeLessThan(chiSquareLimit);
  });

  it("depends on nothing but seed, names and block", () => {
    expect(draw(method, ["x", "a"], 2000)).toEqual(draw(method, ["x", "a"], 2000));
    expect(draw(method, ["x", "a"], 2000)).not.toEqual(draw(method, ["x", "b"], 2000));
    expect(draw(method, ["x"], 2000, 1)).not.toEqual(draw(method, ["x"], 2000, 2));
  });
});

/** The product-moment correlations of many pairs of streams, times the root of the number of draws. */
function correlations(method: SamplingMethod, draws: number, pairs: number): readonly number[] {
  return Array.from({ length: pairs }, (_, i) => {
    const [a, b] = [draw(method, [`left ${i}`], draws), draw(method, [`right ${i}`], draws)];
    return 12 * a.reduce((sum, value, j) => sum + (value - 0.5) * (b[j]! - 0.5), 0) * Math.sqrt(1 / draws);
  });
}

describe("two streams are uncorrelated on average", () => {
  // Of streams that know nothing of each other the mean square correlation cannot be below 1 / n. A digital sequence has 1.58 / n: the
  // Walsh functions of u at the levels 1, 2, 3, … hold shares 3/4, 3/16, 3/64, … of the variance; two rows of random matrices agree
  // with probability 1 / n at different levels and (1 + 2^(1 - i)) / n at the same level i, so the factor is 1 + sum of share^2 2^(1 - i).
  const digital = 1 + Array.from({ length: 20 }, (_, i) => (3 / 4 / 4 ** i) ** 2 / 2 ** i).reduce((sum, value) => sum + value, 0);
  it.each([
    ["digital", digital],
    ["latin", 1],
    ["random", 1],
  ] as const)("%s: and deviate as theory says", (method, factor) => {
    const found = correlations(method, 1024, 4000);
    const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
    const square = found.reduce((sum, value) => sum + value * value, 0) / found.length;
    const fourth = found.reduce((sum, value) => sum + value ** 4, 0) / found.length;
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(square / found.length));
    expect(Math.abs(square - factor)).toBeLessThan(4 * Math.sqrt((fourth - square * square) / found.length));
  });
});

describe("sampling", () => {
  it("keeps the first draws when there are more, but for a Latin hypercube", () => {
    for (const method of ["digital", "sobol", "random"] as const)
      expect(draw(method, ["x"], 9000).slice(0, 700)).toEqual(draw(method, ["x"], 700));
  });

  it("by pseudo-random numbers is the generator of the engine", () => {
    const expected = new Float64Array(blockSize);
    fillUniforms(expected, streamKey(5, ["x", "m"]), 3);
    expect(draw("random", ["x", "m"], 4 * blockSize, 5).slice(3 * blockSize)).toEqual(expected);
  });

  it("by Sobol beyond the table is the stream's own sequence", () => {
    expect(draw("sobol", ["x"], 1000, 1, 128)).toEqual(draw("digital", ["x"], 1000, 1));
    expect(draw("sobol", ["x"], 1000, 1, 127)).not.toEqual(draw("digital", ["x"], 1000, 1));
  });
});

describe("a Latin hypercube", () => {
  it("has one draw in each of as many intervals as there are draws", () => {
    for (const draws of [1, 2, 7, 512, 1000, 10_007]) {
      const strata = Array.from(draw("latin", ["x"], draws), (value) => Math.floor(value * draws)).sort((a, b) => a - b);
      expect(strata).toEqual(Array.from({ length: draws }, (_, i) => i));
    }
  });

  it("hands out the intervals evenly: where two positions go, over many streams", () => {
    const size = 6;
    const trials = 9000;
    const counts = new Map<string, number>();
    for (let i = 0; i < trials; i++) {
      const at = permutation(streamKey(1, [`p${i}`]), size);
      const cell = `${at(0)} ${at(4)}`;
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    const expected = trials / (size * (size - 1));
    const statistic = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(size * (size - 1));
    // 99.9 % of chi-square with 29 degrees of freedom.
    expect(statistic).toBeLessThan(58.3);
  });
});
