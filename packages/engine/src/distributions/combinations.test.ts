/** Listed values, mixtures and truncations. */
import { describe, expect, it } from "vitest";
import {
  discrete,
  discreteProblem,
  distributions,
  empirical,
  empiricalProblem,
  type FixedDistribution,
  fix,
  mixture,
  mixtureProblem,
  point,
  truncated,
  truncationProblem,
} from "./index.js";

const make = (name: string, ...p: number[]): FixedDistribution => fix(distributions.get(name)!, p);

describe("listed values", () => {
  it("a point is certain", () => {
    const three = point(3);
    expect([three.mean, three.variance, three.density(3), three.cdf(2.9), three.cdf(3), three.cdfBelow(3)]).toEqual([3, 0, 1, 0, 1, 0]);
    expect([three.quantile(0), three.quantile(0.5), three.quantile(1)]).toEqual([3, 3, 3]);
  });

  it("values with probabilities", () => {
    const die = discrete([3, 1, 7], [0.5, 0.2, 0.3]);
    expect(die.mean).toBeCloseTo(3.8, 14);
    expect(die.variance).toBeCloseTo(0.2 * 2.8 ** 2 + 0.5 * 0.8 ** 2 + 0.3 * 3.2 ** 2, 13);
    expect(die.support).toEqual([1, 7]);
    expect([0.9, 1, 2.9, 3, 7].map(die.cdf)).toEqual([0, 0.2, 0.2, 0.7, 1]);
    expect([0, 0.2, 0.200001, 0.7, 0.71, 1].map(die.quantile)).toEqual([1, 1, 3, 3, 7, 7]);
    expect(die.density(7)).toBe(0.3);
    expect(die.density(2)).toBe(0);
    expect(die.quantile(1.5)).toBeNaN();
  });

  it("data, repeated values counting as often as they occur", () => {
    const data = empirical([2, 2, 5, 1]);
    expect([data.density(2), data.cdf(2), data.cdfBelow(2), data.mean]).toEqual([0.5, 0.75, 0.25, 2.5]);
    const weighted = empirical([10, 20], [1, 3]);
    expect([weighted.mean, weighted.quantile(0.25), weighted.quantile(0.26)]).toEqual([17.5, 10, 20]);
  });

  it("problems are explained", () => {
    expect(discreteProblem([1, 2], [0.5, 0.4])).toBe("the probabilities must add up to 100 %, but they add up to 90 %");
    expect(discreteProblem([1, 2], [0.7, 0.3])).toBeUndefined();
    expect(empiricalProblem([])).toBe("there must be at least one value");
    expect(empiricalProblem([1, NaN])).toBe("every value must be a finite number");
    expect(empiricalProblem([1, 2], [1])).toBe("each value needs one weight, but there are 2 values and 1 weights");
    expect(empiricalProblem([1, 2], [1, -1])).toBe("a weight or probability must not be below zero, but one is -1");
    expect(empiricalProblem([1, 2], [0, 0])).toBe("at least one weight or probability must be above zero");
  });
});

describe("mixtures", () => {
  const mixed = mixture([0.3, 0.7], [make("normal", 0, 1), make("uniform", 2, 4)]);

  it("have weighted probabilities and moments", () => {
    expect(mixed.mean).toBeCloseTo(2.1, 14);
    expect(mixed.variance).toBeCloseTo(0.3 * (1 + 2.1 ** 2) + 0.7 * (1 / 3 + 0.9 ** 2), 13);
    expect(mixed.cdf(0)).toBeCloseTo(0.15, 14);
    expect(mixed.density(3)).toBeCloseTo(0.7 / 2 + 0.3 * 0.004431848411938, 12);
    expect(mixed.support).toEqual([-Infinity, Infinity]);
  });

  it("have quantiles that undo the cumulative probability", () => {
    for (const u of [1e-9, 0.01, 0.15, 0.3, 0.5, 0.9, 0.9999]) expect(Math.abs(mixed.cdf(mixed.quantile(u)) - u)).toBeLessThan(1e-12);
    expect([mixed.quantile(0), mixed.quantile(1)]).toEqual([-Infinity, Infinity]);
  });

  it("keep separate values separate", () => {
    const partly = mixture([0.25, 0.75], [point(5), make("exponential", 10)]);
    const before = 0.75 * (1 - Math.exp(-0.5));
    expect(partly.cdfBelow(5)).toBeCloseTo(before, 14);
    expect(partly.quantile(before + 0.1)).toBe(5);
    expect(partly.quantile(before + 0.24)).toBe(5);
    expect(partly.quantile(before + 0.26)).toBeGreaterThan(5);
    expect(partly.density(5)).toBeCloseTo(0.075 * Math.exp(-0.5), 14);
    const counts = mixture([0.5, 0.5], [make("poisson", 3), make("binomial", 10, 0.5)]);
    expect(counts.discrete).toBe(true);
    for (let u = 0.005; u < 1; u += 0.01) {
      const k = counts.quantile(u);
      expect(Number.isInteger(k)).toBe(true);
      expect(counts.cdf(k)).toBeGreaterThanOrEqual(u);
      expect(counts.cdf(k - 1)).toBeLessThan(u);
    }
  });

  it("problems are explained", () => {
    expect(mixtureProblem([0.5, 0.4])).toBe("the weights must add up to 100 %, but they add up to 90 %");
    expect(mixtureProblem([1.5, -0.5])).toBe("each weight must lie between 0 and 1, but one is 1.5");
    expect(mixtureProblem([])).toBe("a mixture needs at least one part");
  });
});

describe("truncations", () => {
  it("agree with SciPy 1.10.1 (scipy.stats.truncnorm) for the normal distribution", () => {
    const cases = [
      [-1.0, 2.0, 0.22963717909132902, 0.5197625392115339, 0.17116391801782455],
      [0.0, Infinity, 0.7978845608028654, 0.3633802276324186, 0.6744897501960817],
      [-Infinity, -1.5, -1.9386771666225433, 0.1495465935502024, -1.832968865893102],
      [2.5, 3.0, 2.6948722621772903, 0.018870830429200902, 2.671133238829895],
      [-8.0, 8.0, 0.0, 0.9999999999999192, 2.782916424671767e-16],
    ] as const;
    for (const [low, high, mean, variance, median] of cases) {
      const cut = truncated(make("normal", 0, 1), low, high);
      expect(cut.mean).toBeCloseTo(mean, 9);
      expect(cut.variance).toBeCloseTo(variance, 8);
      expect(cut.quantile(0.5)).toBeCloseTo(median, 10);
    }
  });

  it("of the uniform distribution are uniform", () => {
    const cut = truncated(make("uniform", 0, 10), 2, 4);
    expect(cut.mean).toBeCloseTo(3, 12);
    expect(cut.variance).toBeCloseTo(1 / 3, 12);
    expect([cut.quantile(0), cut.quantile(0.25), cut.quantile(1)]).toEqual([2, 2.5, 4]);
    expect([cut.density(5), cut.cdf(1), cut.cdf(9)]).toEqual([0, 0, 1]);
    expect(cut.density(3)).toBeCloseTo(0.5, 14);
    expect(cut.cdf(3)).toBeCloseTo(0.5, 14);
  });

  it("of the exponential distribution forget the time waited", () => {
    const cut = truncated(make("exponential", 4), 10, Infinity);
    expect(cut.mean).toBeCloseTo(14, 8);
    expect(cut.variance).toBeCloseTo(16, 6);
  });

  it("of a heavy tail have the moments of what is left", () => {
    const bounded = truncated(make("pareto", 1, 1), 1, 10);
    expect(bounded.mean).toBeCloseTo(Math.log(10) / 0.9, 9);
    expect(bounded.variance).toBeCloseTo(9 / 0.9 - (Math.log(10) / 0.9) ** 2, 8);
    const cut = truncated(make("cauchy", 0, 1), -1, 1);
    expect(cut.variance).toBeCloseTo(4 / Math.PI - 1, 9);
    expect(cut.quantile(0.75)).toBeCloseTo(Math.tan(Math.PI / 8), 12);
  });

  it("of every distribution keep to their bounds and give back its probabilities", () => {
    for (const { name, example } of distributions.values()) {
      const values = [...example.matchAll(/= ([\d.]+)( %)?/g)].map(([, number, sign]) => Number(number) / (sign === undefined ? 1 : 100));
      const whole = fix(distributions.get(name)!, values);
      const [low, high] = [whole.quantile(0.2), whole.quantile(0.9)];
      const cut = truncated(whole, low, high);
      const mixed = mixture([0.4, 0.6], [cut, whole]);
      for (const u of [0.01, 0.3, 0.8, 0.99]) {
        const x = cut.quantile(u);
        expect(x >= low && x <= high, name).toBe(true);
        expect(cut.cdf(x), name).toBeGreaterThanOrEqual(u - 1e-12);
        expect(cut.cdfBelow(x), name).toBeLessThanOrEqual(u + 1e-12);
        const y = mixed.quantile(u);
        expect(0.4 * cut.cdf(y) + 0.6 * whole.cdf(y), name).toBeGreaterThanOrEqual(u - 1e-12);
        expect(0.4 * cut.cdfBelow(y) + 0.6 * whole.cdfBelow(y), name).toBeLessThanOrEqual(u + 1e-12);
      }
    }
  });

  it("of whole numbers keep both bounds", () => {
    const cut = truncated(make("binomial", 4, 0.5), 1, 2.5);
    expect(cut.support).toEqual([1, 2]);
    expect([1, 2, 3].map(cut.density).map((x) => Math.round(x * 1e12) / 1e12)).toEqual([0.4, 0.6, 0]);
    expect(cut.mean).toBeCloseTo(1.6, 12);
    expect(cut.variance).toBeCloseTo(0.24, 12);
    expect([0, 0.39, 0.41, 1].map(cut.quantile)).toEqual([1, 1, 2, 2]);
  });

  it("problems are explained", () => {
    expect(truncationProblem(make("normal", 0, 1), 3, 2)).toBe("the lower bound (3) must not be above the upper bound (2)");
    expect(truncationProblem(make("normal", 0, 1), 20, 30)).toBe("next to nothing of the distribution lies between 20 and 30");
    expect(truncationProblem(make("poisson", 3), 0, 0)).toBeUndefined();
  });
});
