import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fillUniforms, streamKey } from "../random.js";
import { momentsOf, standardDeviation } from "./moments.js";
import { orderStatistics } from "./order-statistics.js";
import { quantile, quantiles } from "./quantiles.js";
import { summarise } from "./summary.js";

const alternating = (first: number, low: number, high: number) =>
  Float64Array.from({ length: 1001 }, (_, i) => (i === 0 ? first : i % 2 === 1 ? low : high));

// Mavro: transmittances in 1e-4 above 2, as printed.
const mavro = Float64Array.from(
  [
    18, 17, 18, 19, 18, 17, 15, 14, 15, 15, 17, 18, 18, 19, 19, 21, 20, 16, 14, 13, 13, 15, 15, 16, 15, 14, 13, 14, 15, 14, 15, 16, 15, 16,
    19, 20, 20, 21, 22, 23, 24, 25, 27, 26, 26, 26, 27, 26, 25, 24,
  ],
  (value) => Number(`2.00${value}`),
);

describe("certified values of the NIST Statistical Reference Datasets (public domain)", () => {
  const certified = [
    ["Mavro", mavro, 2.001856, 0.000429123454003053],
    ["NumAcc1", Float64Array.of(10000001, 10000003, 10000002), 10000002, 1],
    ["NumAcc2", alternating(1.2, 1.1, 1.3), 1.2, 0.1],
    ["NumAcc3", alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1],
  ] as const;
  for (const [name, values, mean, sd] of certified) {
    it(name, () => {
      const moments = momentsOf(values);
      expect(Math.abs(moments.mean / mean - 1)).toBeLessThan(1e-12);
      expect(Math.abs(standardDeviation(moments) / sd - 1)).toBeLessThan(1e-9);
    });
  }

  const folder = new URL("../../../../../shared/fixtures/nist/", import.meta.url);
  for (const [name, mean, sd] of [
    ["Lew", -177.435, 277.332168044316],
    ["Lottery", 518.95871559633, 291.699727470969],
  ] as const) {
    const file = new URL(`${name}.dat`, folder);
    const isThere = existsSync(file);
    it.skipIf(!isThere)(isThere ? name : `${name}: not tested, because ../shared/fixtures/nist is absent`, () => {
      const rows = readFileSync(file, "utf8")
        .split("Data: Y")[1]!
        .split("\n")
        .map((row) => row.trim());
      const values = Float64Array.from(
        rows.filter((row) => /^-?\d+$/.test(row)),
        Number,
      );
      const summary = summarise(values);
      expect(Math.abs(summary.mean / mean - 1)).toBeLessThan(1e-9);
      expect(Math.abs(summary.sd / sd - 1)).toBeLessThan(1e-9);
    });
  }
});

describe("quantiles", () => {
  it("are of type 7, as numpy.quantile gives them", () => {
    const values = Float64Array.of(3, 1.5, -2, 8.25, 4, 4, 0.5, 19, -7.5, 2.25);
    const expected = [-5.025, 0.75, 2.625, 4, 14.1625];
    quantiles(values, [0.05, 0.25, 0.5, 0.75, 0.95]).forEach(({ value }, index) => {
      expect(value).toBeCloseTo(expected[index]!, 12);
    });
    expect(quantile(values, 0)).toBe(-7.5);
    expect(quantile(values, 1)).toBe(19);
  });

  it.each([400, 5000, 140_003])("come from the same places as in a full sort of %d, whatever the shape", (count) => {
    const uniforms = new Float64Array(count);
    fillUniforms(uniforms, streamKey(5, ["shape"]), 0);
    const shapes: Readonly<Record<string, (u: number) => number>> = {
      uniform: (u) => u,
      heavy: (u) => 1 / u ** 4,
      ties: (u) => Math.floor(u * 4),
      constant: () => 3,
      rare: (u) => (u < 0.004 ? 1 : 0),
      infinite: (u) => (u < 0.3 ? -Infinity : u > 0.6 ? Infinity : u),
    };
    for (const [name, shape] of Object.entries(shapes)) {
      const values = uniforms.map(shape);
      const sorted = values.slice().sort();
      const last = count - 1;
      const ranks = [0, 1, 17, ...[0.05, 0.25, 0.5, 0.95].flatMap((p) => [Math.floor(last * p), Math.ceil(last * p)]), last - 1, last];
      expect([name, ...orderStatistics(values, ranks)]).toEqual([name, ...ranks.map((rank) => sorted[rank]!)]);
    }
  });

  it("have the standard error of theory: sqrt(p (1 - p) / n) over the density", () => {
    const values = new Float64Array(40000);
    fillUniforms(values, streamKey(6, ["errors"]), 0);
    for (const { probability, value, error } of quantiles(values, [0.05, 0.5, 0.95])) {
      const theory = Math.sqrt((probability * (1 - probability)) / 40000);
      // The spacing of order statistics is itself random: about one in sqrt(400) here.
      expect(Math.abs(error / theory - 1)).toBeLessThan(0.3);
      expect(Math.abs(value - probability)).toBeLessThan(4 * theory);
    }
  });

  it("of something that is not a number are not numbers", () => {
    const summary = summarise(Float64Array.of(1, Number.NaN, 3));
    expect(summary.mean).toBeNaN();
    expect(summary.min).toBeNaN();
    expect(summary.quantiles![2]!.value).toBeNaN();
  });
});

describe("summaries", () => {
  it("of the uniform distribution agree with its closed forms", () => {
    const count = 100000;
    const values = new Float64Array(count);
    fillUniforms(values, streamKey(7, ["closed forms"]), 0);
    const summary = summarise(values);
    const sd = Math.sqrt(1 / 12);
    expect(Math.abs(summary.mean - 0.5)).toBeLessThan((4 * sd) / Math.sqrt(count));
    // Var(s) = (m4 - sd^4) / (4 sd^2 n), with m4 = 1/80.
    expect(Math.abs(summary.sd - sd)).toBeLessThan(4 * Math.sqrt((1 / 80 - 1 / 144) / (4 * count * sd * sd)));
    expect(summary.meanError).toBeCloseTo(summary.sd / Math.sqrt(count), 15);
  });

  it("of a single value are certain", () => {
    expect(summarise(Float64Array.of(-4))).toMatchObject({ mean: -4, meanError: 0, sd: 0, min: -4, max: -4 });
    expect(summarise(Float64Array.of(-4)).quantiles![0]).toEqual({ probability: 0.05, value: -4, error: 0 });
  });
});
