/** Value of sample information against the unit normal loss, enumeration, and its own laws. */
import { describe, expect, test } from "vitest";
import { betaIInverse, gammaPInverse, lgamma, normalCdf, normalDensity } from "../special.js";
import { evsi, evsiAroundSize, evsiBySize, sizesAround } from "./evsi.js";
import { covered, fine, input, normals, options, uniforms } from "./option-draws-for-tests.js";
import { simulateStudy } from "./study.js";

const zero = (count: number) => new Float64Array(count);

/** Raiffa and Schlaifer (1961): sd of the posterior mean times the unit normal loss at the distance of the prior mean from the break-even. */
function normalEvsi(mean: number, priorSd: number, sd: number, size: number): number {
  const spread = (priorSd * priorSd) / Math.sqrt(priorSd * priorSd + (sd * sd) / size);
  const distance = Math.abs(mean) / spread;
  return spread * (normalDensity(distance) - distance * normalCdf(-distance));
}

describe("a normal mean, measured with normal error: 0 or theta ~ N(0.3, 1)", () => {
  const draws = (count: number, seed: number) => {
    const theta = normals(count, seed, "theta").map((z) => 0.3 + z);
    const other = normals(count, seed, "other");
    return {
      theta: input("theta", theta),
      draws: options(
        zero(count),
        theta.map((value, draw) => value + other[draw]!),
      ),
    };
  };
  test.each([1, 4, 25, 400])("a sample of %d", (size) => {
    const { theta, draws: two } = draws(200_000, 2);
    const found = fine(evsi(two, [{ input: theta, study: { kind: "mean", sd: 3, size } }]));
    const exact = normalEvsi(0.3, 1, 3, size);
    expect(Math.abs(found.value - exact)).toBeLessThan(4 * found.error);
    expect(Math.abs(found.value / exact - 1)).toBeLessThan(0.05);
    expect(found.value).toBeLessThanOrEqual(found.perfect.value);
  });
  test("errors cover at 95 %", () => {
    const inside = covered(200, normalEvsi(0.3, 1, 3, 9), (seed) => {
      const { theta, draws: two } = draws(2000, seed);
      return fine(evsi(two, [{ input: theta, study: { kind: "mean", sd: 3, size: 9 } }], { seed }));
    });
    expect(inside).toBeGreaterThanOrEqual(178);
    expect(inside).toBeLessThanOrEqual(199);
  });
  // Net gain 1000 EVSI(n) - 10 n is greatest, by the closed form, near n = 20; every size within 2 of the closed form's gain at the best.
  test("the best size by net gain", () => {
    const { theta, draws: two } = draws(100_000, 3);
    const sizes = [1, 2, 5, 10, 15, 20, 25, 30, 40, 60, 100];
    const found = fine(
      evsiBySize(two, { input: theta, study: { kind: "mean", sd: 3, size: 1 } }, sizes, { fixed: 5, perUnit: 3, scale: 1000 }),
    );
    const exact = sizes.map((size) => 1000 * normalEvsi(0.3, 1, 3, size) - 5 - 3 * size);
    const best = Math.max(...exact);
    expect(best - exact[found.best!]!).toBeLessThan(0.03 * best);
    found.sizes.forEach(({ evsi: { value } }, index) => {
      if (index > 0) expect(value).toBeGreaterThanOrEqual(found.sizes[index - 1]!.evsi.value);
    });
    expect(
      fine(evsiBySize(two, { input: theta, study: { kind: "mean", sd: 3, size: 1 } }, sizes, { fixed: 5000, perUnit: 3 })).best,
    ).toBeUndefined();
  });
});

const logBeta = (a: number, b: number) => lgamma(a) + lgamma(b) - lgamma(a + b);

// A treatment worth p - 0.4 against 0, p ~ Beta(3, 5): the posterior mean after k of n is (3 + k) / (8 + n), k being beta-binomial.
test.each([5, 40, 2000])("a proportion found in %d cases, by enumeration", (size) => {
  const count = 100_000;
  const p = uniforms(count, 4, "p").map((u) => betaIInverse(3, 5, u));
  const found = fine(
    evsi(
      options(
        zero(count),
        p.map((value) => value - 0.4),
      ),
      [{ input: input("p", p), study: { kind: "proportion", size } }],
    ),
  );
  let exact = 0;
  for (let k = 0; k <= size; k++) {
    const choose = lgamma(size + 1) - lgamma(k + 1) - lgamma(size - k + 1);
    exact += Math.exp(choose + logBeta(3 + k, 5 + size - k) - logBeta(3, 5)) * Math.max(0, (3 + k) / (8 + size) - 0.4);
  }
  expect(Math.abs(found.value - exact)).toBeLessThan(4 * found.error + 0.005 * exact);
  expect(found.value).toBeLessThanOrEqual(found.perfect.value);
});

// A rate ~ Gamma(2, scale 1), benefit rate - 2.5 against 0: the posterior mean after k events in time t is (2 + k) / (1 + t), k being negative binomial.
test.each([0.5, 10])("events counted over a time of %d, by enumeration", (time) => {
  const count = 100_000;
  const rate = uniforms(count, 5, "rate").map((u) => gammaPInverse(2, u));
  const found = fine(
    evsi(
      options(
        zero(count),
        rate.map((value) => value - 2.5),
      ),
      [{ input: input("rate", rate), study: { kind: "count", size: time } }],
    ),
  );
  let exact = 0;
  for (let k = 0; k < 400; k++)
    exact += (k + 1) * (1 / (1 + time)) ** 2 * (time / (1 + time)) ** k * Math.max(0, (2 + k) / (1 + time) - 2.5);
  expect(Math.abs(found.value - exact)).toBeLessThan(4 * found.error + 0.005 * exact);
});

test("a study of two inputs at once is worth at least either", () => {
  const count = 20_000;
  const [a, b] = [normals(count, 6, "a"), normals(count, 6, "b")];
  const draws = options(
    zero(count),
    a.map((value, draw) => value + b[draw]!),
  );
  const part = (name: string, column: Float64Array) => ({ input: input(name, column), study: { kind: "mean", sd: 1, size: 2 } as const });
  const [one, both] = [fine(evsi(draws, [part("a", a)])), fine(evsi(draws, [part("a", a), part("b", b)]))];
  // Both posterior means have sd sqrt(2 / 3), their sum sqrt(4 / 3), and E max(0, N(0, s)) = s / sqrt(2 pi).
  expect(Math.abs(one.value - Math.sqrt(2 / 3 / (2 * Math.PI)))).toBeLessThan(4 * one.error);
  expect(Math.abs(both.value - Math.sqrt(4 / 3 / (2 * Math.PI)))).toBeLessThan(4 * both.error);
});

test("simulated results have the mean and variance of their distribution, few and many", () => {
  const count = 50_000;
  for (const [kind, value, size] of [
    ["proportion", 0.1, 20],
    ["proportion", 0.9, 20],
    ["proportion", 0.97, 100],
    ["proportion", 0.4, 1000],
    ["count", 2, 3],
    ["count", 20, 30],
  ] as const) {
    const results = fine(simulateStudy(new Float64Array(count).fill(value), { kind, size }, 1, "x")) as Float64Array;
    const [mean, variance] = [size * value, kind === "count" ? size * value : size * value * (1 - value)];
    const found = results.reduce((sum, each) => sum + each, 0) / count;
    const spread = results.reduce((sum, each) => sum + (each - mean) ** 2, 0) / count;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(3 / count));
  }
});

test("studies that cannot be made are refused", () => {
  const x = input("x", normals(1000, 7, "x"));
  const draws = options(zero(1000), x.columns[0]!);
  expect(evsi(draws, [{ input: x, study: { kind: "proportion", size: 10 } }])).toEqual({
    kind: "unsuitable",
    reason: "not-a-probability",
    name: "x",
  });
  expect(evsi(draws, [{ input: x, study: { kind: "count", size: 10 } }])).toMatchObject({ reason: "not-a-rate" });
  expect(evsi(draws, [{ input: x, study: { kind: "mean", sd: 0, size: 10 } }])).toMatchObject({ reason: "no-study" });
  expect(evsi(draws, [{ input: x, study: { kind: "mean", sd: 1, size: 0 } }])).toMatchObject({ reason: "no-study" });
});

test("around its own size: never falling, never above knowing exactly, which a large study comes near", () => {
  expect(sizesAround({ kind: "proportion", size: 6 })).toEqual([2, 3, 6, 12, 24]);
  expect(sizesAround({ kind: "mean", sd: 1, size: 2.5 })).toEqual([0.625, 1.25, 2.5, 5, 10]);
  expect(sizesAround({ kind: "count", size: 0.5 })).toEqual([0.125, 0.25, 0.5, 1, 2]);
  const x = input("x", normals(20_000, 8, "x"));
  const draws = options(zero(20_000), x.columns[0]!);
  const of = (size: number) => fine(evsiAroundSize(draws, { input: x, study: { kind: "mean", sd: 3, size } }));
  for (const size of [1, 4, 50, 100_000]) {
    const { value, sizes, perfect } = of(size);
    expect(sizes.find((each) => each.size === size)?.value).toBe(value);
    for (const [index, each] of sizes.entries()) {
      expect(each.value).toBeLessThanOrEqual(perfect.value);
      expect(each.value).toBeGreaterThanOrEqual(sizes[index - 1]?.value ?? 0);
      // Sd of the posterior mean times 1 / sqrt(2 pi), the unit normal loss at 0.
      const exact = 1 / Math.sqrt((1 + 9 / each.size) * 2 * Math.PI);
      expect(Math.abs(each.value - exact)).toBeLessThan(4 * each.error);
    }
  }
  expect(of(100_000).value / of(100_000).perfect.value).toBeGreaterThan(0.99);
});
