/** Laws that hold for every distribution, checked for several parameters of each by walking the catalogue. */
import { describe, expect, it } from "vitest";
import { gammaQ } from "../special.js";
import type { Distribution } from "./distribution.js";
import { distributions } from "./index.js";
import { kolmogorovDistance, uniforms } from "./test-support.js";

const cases: Record<string, readonly (readonly number[])[]> = {
  normal: [
    [0, 1],
    [-5, 0.01],
    [1e6, 3],
  ],
  lognormal: [
    [20, 0.5],
    [1, 1.2],
    [1e-4, 0.05],
  ],
  uniform: [
    [2, 5],
    [-1e6, 1],
    [0, 1e-9],
  ],
  triangular: [
    [1, 2, 6],
    [0, 0, 1],
    [-3, 4, 4],
  ],
  pert: [
    [1, 2, 6],
    [0, 0, 1],
    [-3, 4, 4],
    [-1, 0, 1],
  ],
  beta: [
    [3, 7],
    [1, 1],
    [120, 880],
    [30, 1.5],
    [0.7, 0.9],
  ],
  gamma: [
    [2, 3],
    [0.5, 1],
    [1, 4],
    [25, 0.1],
    [4000, 2],
  ],
  exponential: [[4], [1e-3], [1e6]],
  bernoulli: [[0.3], [0.5], [0.99], [0], [1]],
  binomial: [
    [12, 0.25],
    [1, 0.5],
    [1000, 0.002],
    [400, 0.9],
    [0, 0.5],
    [5, 0],
    [5, 1],
  ],
  poisson: [[4], [0.05], [30], [900], [0]],
  weibull: [
    [2, 10],
    [0.5, 1],
    [3.6, 1e-6],
    [40, 300],
  ],
  logistic: [
    [0, 1],
    [-5, 0.01],
    [1e6, 3],
  ],
  loglogistic: [
    [20, 12],
    [1, 6],
    [5, 0.5],
    [1e-4, 300],
  ],
  student_t: [
    [0, 1, 5],
    [3, 0.5, 30],
    [0, 1, 0.3],
    [-100, 10, 2],
    [0, 1, 1e6],
  ],
  pareto: [
    [1, 9],
    [1e-6, 40],
    [2, 1.16],
    [10, 0.3],
  ],
  gumbel: [
    [0, 1],
    [-5, 0.01],
    [1e6, 3],
  ],
  laplace: [
    [0, 1],
    [-5, 0.01],
    [1e6, 3],
  ],
  cauchy: [
    [0, 1],
    [-5, 0.01],
    [1e6, 3],
  ],
  inverse_gamma: [
    [9, 6],
    [0.5, 10],
    [400, 7e3],
    [30, 1e-6],
  ],
  chi_square: [[5], [0.4], [3000]],
  fisher_f: [
    [5, 30],
    [1, 1],
    [2, 400],
    [1e6, 0.5],
    [0.3, 50],
    [3000, 5000],
  ],
  negative_binomial: [
    [4, 2],
    [0.3, 0.1],
    [50, 600],
    [12, 1e4],
    [0, 1],
  ],
  geometric: [[0.2], [0.97], [0.01], [1]],
  hypergeometric: [
    [50, 10, 8],
    [10, 5, 5],
    [1e7, 4e6, 2e3],
    [7, 6, 5],
    [0, 0, 0],
    [9, 9, 4],
    [9, 4, 9],
  ],
  beta_binomial: [
    [12, 3, 7],
    [40, 0.5, 0.5],
    [1000, 0.01, 30],
    [2000, 1200, 8800],
    [0, 1, 1],
    [5, 1e9, 1],
  ],
};

const walked = [...distributions.values()].flatMap((distribution) =>
  (cases[distribution.name] ?? []).map((p) => ({ title: `${distribution.name}(${p.join(", ")})`, distribution, p })),
);
const continuous = walked.filter(({ distribution }) => !distribution.discrete);
const whole = walked.filter(({ distribution }) => distribution.discrete);

const probabilities = [1e-12, 1e-6, 0.001, 0.05, 0.25, 0.4999, 0.5, 0.5001, 0.75, 0.95, 0.999, 1 - 1e-6, 1 - 1e-12];

/** Five-point Gauss-Legendre rule on many pieces. */
function integrate(f: (x: number) => number, low: number, high: number, pieces: number): number {
  const nodes = [0, 0.5384693101056831, 0.906179845938664];
  const weights = [0.5688888888888889, 0.47862867049936647, 0.23692688505618908];
  const half = (high - low) / pieces / 2;
  let sum = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const middle = low + (2 * piece + 1) * half;
    nodes.forEach((node, index) => {
      const value = node === 0 ? f(middle) : f(middle - node * half) + f(middle + node * half);
      sum += weights[index]! * value;
    });
  }
  return sum * half;
}

/** Integral of f times the density between two probabilities, by pieces between quantiles, so that the steep parts are seen. */
function expectation(distribution: Distribution, p: readonly number[], f: (x: number) => number, cuts: readonly number[]): number {
  const places = cuts.map((u) => distribution.quantile(u, p));
  let sum = 0;
  for (let k = 1; k < places.length; k += 1)
    if (places[k]! > places[k - 1]!) sum += integrate((x) => f(x) * distribution.density(x, p), places[k - 1]!, places[k]!, 40);
  return sum;
}

const lowerCuts = Array.from({ length: 77 }, (_, k) => 10 ** (k / 6 - 13));
const wholeRange = [...lowerCuts, 0.5, ...lowerCuts.map((u) => 1 - u).reverse()];

describe("the catalogue", () => {
  it("names each distribution once and has cases for each", () => {
    for (const [name, distribution] of distributions) {
      expect(distribution.name).toBe(name);
      expect(cases[name]?.length).toBeGreaterThanOrEqual(3);
    }
  });

  it("documents each distribution, with an example that uses its own name and parameters", () => {
    for (const distribution of distributions.values()) {
      expect(distribution.doc.length).toBeGreaterThan(20);
      expect(distribution.reference.length).toBeGreaterThan(10);
      const [name, rest] = distribution.example.split("(");
      expect(name).toBe(distribution.name);
      expect(
        rest!
          .replace(")", "")
          .split(", ")
          .map((part) => part.split(" = ")[0]),
      ).toEqual(distribution.parameters.map((parameter) => parameter.name));
    }
  });

  it("gives each way of writing as many units as names", () => {
    for (const distribution of distributions.values())
      for (const alternative of distribution.alternatives) expect(alternative.units.length).toBe(alternative.names.length);
  });

  it("says what is wrong with parameters that are missing, endless or no numbers", () => {
    for (const distribution of distributions.values()) {
      const good = cases[distribution.name]![0]!;
      expect(distribution.problem(good)).toBeUndefined();
      expect(distribution.problem([])).toMatch(/^the /);
      for (const bad of [NaN, Infinity, -Infinity]) expect(distribution.problem(good.map(() => bad))).toMatch(/^the /);
    }
  });
});

describe.each(walked)("$title", ({ distribution, p }) => {
  it("has possible parameters", () => {
    expect(distribution.problem(p)).toBeUndefined();
  });

  it("keeps to its support", () => {
    const [low, high] = distribution.support(p);
    expect(distribution.quantile(0, p)).toBe(low);
    expect(distribution.quantile(1, p)).toBe(high);
    for (const u of probabilities) {
      expect(distribution.quantile(u, p)).toBeGreaterThanOrEqual(low);
      expect(distribution.quantile(u, p)).toBeLessThanOrEqual(high);
    }
    for (const outside of [low - 1e-3 * (1 + Math.abs(low)), high + 1e-3 * (1 + Math.abs(high))]) {
      if (!Number.isFinite(outside)) continue;
      expect(distribution.density(outside, p)).toBe(0);
      expect(distribution.cdf(outside, p)).toBe(outside < low ? 0 : 1);
    }
    expect(distribution.cdf(-Infinity, p)).toBe(0);
    expect(distribution.cdf(Infinity, p)).toBe(1);
  });

  it("has quantiles that never fall", () => {
    let before = -Infinity;
    for (let u = 0; u <= 1; u += 1 / 512) {
      const value = distribution.quantile(u, p);
      expect(value).toBeGreaterThanOrEqual(before);
      before = value;
    }
  });
});

describe.each(continuous)("$title, continuous", ({ distribution, p }) => {
  it("has quantiles that undo the cumulative probability", () => {
    for (const u of probabilities) expect(Math.abs(distribution.cdf(distribution.quantile(u, p), p) - u), `u = ${u}`).toBeLessThan(1e-10);
  });

  it("has a density whose integral is the difference of cumulative probabilities", () => {
    for (const [from, to] of [
      [0.01, 0.2],
      [0.2, 0.5],
      [0.3, 0.9],
      [0.9, 0.999],
    ] as const) {
      const cuts = Array.from({ length: 61 }, (_, k) => from + ((to - from) * k) / 60);
      const area = expectation(distribution, p, () => 1, cuts);
      expect(area).toBeCloseTo(to - from, distribution.name === "triangular" ? 6 : 9);
    }
  });

  it("passes the Kolmogorov-Smirnov test by inversion of fixed uniforms", () => {
    const count = 20_000;
    const distance = kolmogorovDistance(
      uniforms(20261, count).map((u) => distribution.quantile(u, p)),
      (x) => distribution.cdf(x, p),
    );
    expect(distance * Math.sqrt(count)).toBeLessThan(1.628);
  });
});

describe.each(continuous.filter(({ distribution, p }) => Number.isFinite(distribution.variance(p))))(
  "$title, with moments",
  ({ distribution, p }) => {
    it("has the mean and variance that quadrature gives", () => {
      const mean = distribution.mean(p);
      const sd = Math.sqrt(distribution.variance(p));
      expect(Math.abs(expectation(distribution, p, (x) => (x - mean) / sd, wholeRange))).toBeLessThan(1e-6);
      expect(expectation(distribution, p, (x) => ((x - mean) / sd) ** 2, wholeRange)).toBeCloseTo(1, 5);
    });
  },
);

describe.each(whole)("$title, on whole numbers", ({ distribution, p }) => {
  const first = distribution.quantile(1e-15, p);
  const last = distribution.quantile(1 - 1e-15, p);
  const values = Array.from({ length: last - first + 1 }, (_, index) => first + index);

  it("has quantiles that undo the cumulative probability", () => {
    for (const k of values) {
      const u = distribution.cdf(k, p);
      if (u * (1 - 1e-13) <= distribution.cdf(k - 1, p) || u === 1) continue;
      expect(distribution.quantile(u, p)).toBe(k);
      expect(distribution.quantile(Math.min(1, u + 1e-12), p)).toBeGreaterThanOrEqual(k);
      expect(distribution.quantile(u - 1e-12 * u, p)).toBeLessThanOrEqual(k);
    }
  });

  it("has probabilities that add up to the cumulative probability", () => {
    let sum = distribution.cdf(first - 1, p);
    for (const k of values) {
      sum += distribution.density(k, p);
      expect(sum).toBeCloseTo(distribution.cdf(k, p), 11);
      expect(distribution.cdf(k + 0.5, p)).toBe(distribution.cdf(k, p));
      expect(distribution.density(k + 0.5, p)).toBe(0);
    }
  });

  it("has the mean and variance that sums give", () => {
    const mean = values.reduce((sum, k) => sum + k * distribution.density(k, p), 0);
    const variance = values.reduce((sum, k) => sum + (k - mean) ** 2 * distribution.density(k, p), 0);
    expect(Math.abs(distribution.mean(p) - mean)).toBeLessThanOrEqual(1e-9 * (1 + mean));
    expect(Math.abs(distribution.variance(p) - variance)).toBeLessThanOrEqual(1e-9 * (1 + variance));
  });

  it("passes the chi-square test at 0.1 % by inversion of fixed uniforms", () => {
    const count = 20_000;
    const seen = new Map<number, number>();
    for (const u of uniforms(8125, count)) seen.set(distribution.quantile(u, p), (seen.get(distribution.quantile(u, p)) ?? 0) + 1);
    let [expected, observed, statistic, groups] = [0, 0, 0, 0];
    for (const k of values) {
      expected += count * distribution.density(k, p);
      observed += seen.get(k) ?? 0;
      if (expected < 20) continue;
      statistic += (observed - expected) ** 2 / expected;
      groups += 1;
      [expected, observed] = [0, 0];
    }
    expect([...seen.keys()].every((k) => distribution.density(k, p) > 0)).toBe(true);
    expect(groups < 2 ? 1 : gammaQ((groups - 1) / 2, statistic / 2)).toBeGreaterThan(0.001);
  });
});
