/** Distributions written by quantiles, by intervals and by alternative parameters. */
import { describe, expect, it } from "vitest";
import { distributions, fittingShapes } from "./index.js";

const get = (name: string) => distributions.get(name)!;
const fromQuantiles = (name: string, probabilities: readonly number[], values: readonly number[]) =>
  get(name).fromQuantiles!(probabilities, values);

/** Families with parameters whose quantiles have to lead back to them. */
const known = [
  ["normal", [3, 2.5]],
  ["normal", [-1e3, 1e-3]],
  ["lognormal", [20, 0.5]],
  ["lognormal", [1e-6, 2.5]],
  ["uniform", [2, 5]],
  ["triangular", [1, 2, 6]],
  ["triangular", [0, 5, 8]],
  ["pert", [1, 2, 6]],
  ["pert", [-8, 6, 7]],
  ["beta", [3, 7]],
  ["beta", [0.5, 0.5]],
  ["beta", [120, 880]],
  ["beta", [30, 1.5]],
  ["beta", [0.1, 2.5]],
  ["beta", [5000, 3000]],
  ["gamma", [2, 3]],
  ["gamma", [0.3, 1000]],
  ["gamma", [400, 0.01]],
  ["exponential", [4]],
  ["weibull", [2, 10]],
  ["weibull", [0.4, 1e-6]],
  ["logistic", [3, 2.5]],
  ["loglogistic", [20, 3]],
  ["pareto", [2, 1.16]],
  ["gumbel", [-3, 0.5]],
  ["laplace", [3, 2.5]],
  ["cauchy", [-1e3, 1]],
  ["inverse_gamma", [4, 6]],
  ["inverse_gamma", [0.5, 10]],
] as const;

const levels: Record<number, readonly (readonly number[])[]> = {
  1: [[0.5], [0.1], [0.99]],
  2: [
    [0.05, 0.95],
    [0.5, 0.9],
    [0.01, 0.3],
    [0.75, 0.25],
  ],
  3: [
    [0.05, 0.5, 0.95],
    [0.1, 0.4, 0.8],
  ],
};

describe.each(known)("%s(%o)", (name, p) => {
  const distribution = get(name);

  it.each(levels[p.length]!)("comes back from its quantiles", (...probabilities) => {
    const values = probabilities.map((u) => distribution.quantile(u, p));
    const fitted = fromQuantiles(name, probabilities, values);
    expect(fitted).not.toBeTypeOf("string");
    p.forEach((parameter, index) => {
      expect(Math.abs(Number(fitted[index]) - parameter)).toBeLessThan(1e-7 * Math.max(...p.map(Math.abs)));
    });
    for (const [index, u] of probabilities.entries())
      expect(Math.abs(distribution.cdf(values[index]!, fitted as readonly number[]) - u)).toBeLessThan(1e-10);
  });
});

describe("intervals", () => {
  const shapes = [
    ...["normal", "lognormal", "uniform", "triangular", "pert", "beta", "gamma", "weibull", "logistic"],
    ...["loglogistic", "pareto", "gumbel", "laplace", "cauchy", "inverse_gamma"],
  ];

  it.each(shapes)("are the central ones of %s", (name) => {
    const distribution = get(name);
    for (const [low, high] of [
      [0.1, 0.6],
      [0.4, 0.41],
      [0.001, 0.999],
    ] as const) {
      for (const level of [0.5, 0.8, 0.9, 0.99]) {
        const p = distribution.fromInterval!(low, high, level);
        if (typeof p === "string") throw new Error(p);
        expect(distribution.problem(p)).toBeUndefined();
        expect(Math.abs(distribution.cdf(low, p) - (1 - level) / 2)).toBeLessThan(1e-10);
        expect(Math.abs(distribution.cdf(high, p) - (1 + level) / 2)).toBeLessThan(1e-10);
      }
    }
  });

  it("are symmetric for shapes on three points", () => {
    for (const name of ["triangular", "pert"]) {
      const [min, mode, max] = get(name).fromInterval!(10, 30, 0.9) as readonly number[];
      expect(mode).toBe(20);
      expect(max! - mode!).toBeCloseTo(mode! - min!, 12);
    }
  });

  it("name the shapes that fit", () => {
    const anywhere = ["normal", "uniform", "triangular", "pert", "logistic", "gumbel", "laplace", "cauchy"];
    expect(fittingShapes(-5, 10, 0.9)).toEqual(anywhere);
    expect(fittingShapes(5, 10, 0.9)).toEqual(shapes.filter((name) => name !== "beta"));
    expect(fittingShapes(0.2, 0.4, 0.9)).toEqual(shapes);
    expect(fittingShapes(10, 5, 0.9)).toEqual([]);
  });
});

describe("misfits are explained", () => {
  it.each([
    ["lognormal", [0.05, 0.95], [-5, 10], "a lognormal quantity is always above zero, but -5 is below it"],
    ["gamma", [0.05, 0.95], [0, 10], "a gamma quantity is always above zero, but 0 is not"],
    ["beta", [0.05, 0.95], [0.2, 1.5], "a beta quantity lies between 0 and 1, but 1.5 does not lie inside"],
    ["beta", [0.05, 0.95], [-0.2, 0.5], "a beta quantity lies between 0 and 1, but -0.2 does not lie inside"],
    ["exponential", [0.5], [-1], "an exponential quantity is always above zero, but -1 is not"],
    ["normal", [0.05, 0.95], [10, 5], "the 5 % quantile (10) must be less than the 95 % quantile (5)"],
    ["normal", [0.5], [10], "it takes exactly 2 quantiles, but 1 are given"],
    ["normal", [0.5, 0.5], [1, 2], "the 50 % quantile is given twice"],
    ["normal", [0, 0.5], [1, 2], "a quantile must lie strictly between 0 % and 100 %, but one is at 0 %"],
    ["normal", [0.1, 0.5], [1, NaN], "the 50 % quantile is not a finite number"],
  ] as const)("%s from %o at %o", (name, probabilities, values, problem) => {
    expect(fromQuantiles(name, probabilities, values)).toBe(problem);
  });

  it("for three quantiles that are too lopsided", () => {
    expect(fromQuantiles("triangular", [0.05, 0.5, 0.95], [0, 1, 100])).toMatch(
      /^these three quantiles are too lopsided for the shape triangular: between 0 and 100 the middle one would have to lie from 35\.\d+ to 64\.\d+$/,
    );
    expect(fromQuantiles("pert", [0.05, 0.5, 0.95], [0, 99, 100])).toMatch(/too lopsided for the shape pert/);
  });

  it("for three quantiles on one side of the peak", () => {
    const below = [0.1, 0.4, 0.8].map((u) => get("triangular").quantile(u, [0, 7, 8]));
    expect(fromQuantiles("triangular", [0.1, 0.4, 0.8], below)).toBe(
      "all three quantiles of the triangular shape lie below its most likely value and leave that value open",
    );
    const above = [0.2, 0.6, 0.9].map((u) => get("triangular").quantile(u, [0, 1, 8]));
    expect(fromQuantiles("triangular", [0.2, 0.6, 0.9], above)).toMatch(/lie above its most likely value/);
  });

  it("for intervals", () => {
    const interval = get("normal").fromInterval!;
    expect(interval(10, 5, 0.9)).toBe("the interval must rise, but it goes from 10 to 5");
    expect(interval(5, 10, 1)).toBe("the level of an interval must lie strictly between 0 % and 100 %, but it is 100 %");
    expect(interval(-Infinity, 10, 0.9)).toBe("both ends of the interval must be finite numbers");
  });

  it("for parameters", () => {
    expect(get("normal").problem([0, -1])).toBe("the standard deviation must be above zero, but it is -1");
    expect(get("uniform").problem([5, 5])).toBe("the minimum (5) must be less than the maximum (5)");
    expect(get("triangular").problem([1, 9, 6])).toBe("the mode (9) must lie between the minimum (1) and the maximum (6)");
    expect(get("bernoulli").problem([1.2])).toBe("the probability must lie between 0 and 1 (0 % and 100 %), but it is 1.2");
    expect(get("binomial").problem([2.5, 0.1])).toBe("the number of trials must be a whole number from 0, but it is 2.5");
    expect(get("poisson").problem([-1])).toBe("the mean must not be below zero, but it is -1");
    expect(get("beta").problem([1e10, 1])).toMatch(/^the alpha must not be above 1000000000, but it is 10000000000/);
    expect(get("binomial").problem([1e10, 0.5])).toMatch(/^the number of trials must not be above/);
    expect(get("poisson").problem([1e16])).toMatch(/^the mean must not be above/);
    expect(get("lognormal").problem([0, 1])).toBe("the median must be above zero, but it is 0");
    expect(get("student_t").problem([0, 1, 0])).toBe("the number of degrees of freedom must be above zero, but it is 0");
    expect(get("fisher_f").problem([3, -1])).toBe("the lower number of degrees of freedom must be above zero, but it is -1");
    expect(get("hypergeometric").problem([10, 3, 12])).toBe("the number of draws (12) must not be above the population (10)");
    expect(get("hypergeometric").problem([2e7, 3, 1])).toMatch(/; binomial\(n = draws, p = marked \/ population\) serves as well there$/);
    expect(get("beta_binomial").problem([2e5, 3, 1])).toMatch(
      /; binomial\(n, p\) with a p that is beta\(alpha, beta\) serves as well there$/,
    );
    expect(get("geometric").problem([0])).toBe("the probability must be above zero, or success never comes");
  });
});

describe("alternative parameters", () => {
  const natural = (name: string, first: string, values: readonly number[]) =>
    get(name)
      .alternatives.find((alternative) => alternative.names[0] === first)!
      .toNatural(values);

  it.each([
    ["lognormal", [5, 2]],
    ["lognormal", [1e9, 1e7]],
    ["beta", [0.3, 0.1]],
    ["beta", [0.999, 1e-4]],
    ["gamma", [5, 2]],
    ["gamma", [1e-3, 1]],
    ["logistic", [5, 2]],
    ["gumbel", [5, 2]],
    ["laplace", [-5, 2]],
    ["inverse_gamma", [5, 2]],
    ["negative_binomial", [5, 2.5]],
  ] as const)("mean and sd of %s", (name, [mean, sd]) => {
    const p = natural(name, "mean", [mean, sd]) as readonly number[];
    expect(get(name).problem(p)).toBeUndefined();
    expect(get(name).mean(p) / mean).toBeCloseTo(1, 12);
    expect(Math.sqrt(get(name).variance(p)) / sd).toBeCloseTo(1, 10);
  });

  it("mu and sigma of lognormal, rate of exponential", () => {
    expect(natural("lognormal", "mu", [0, 0.5])).toEqual([1, 0.5]);
    expect(natural("exponential", "rate", [4])).toEqual([0.25]);
    expect(natural("geometric", "mean", [4])).toEqual([0.25]);
    expect(natural("negative_binomial", "successes", [3, 0.25])).toEqual([9, 3]);
  });

  it("explain what cannot be", () => {
    expect(natural("lognormal", "mean", [-1, 2])).toBe("the mean must be above zero, but it is -1");
    expect(natural("lognormal", "mu", [0, 0])).toBe("the sigma must be above zero, but it is 0");
    expect(natural("beta", "mean", [1.5, 0.1])).toBe("the mean of a beta quantity lies strictly between 0 and 1, but it is 1.5");
    expect(natural("beta", "mean", [0.5, 0.6])).toBe("with a mean of 0.5 the standard deviation must be below 0.5, but it is 0.6");
    expect(natural("negative_binomial", "mean", [4, 1.5])).toBe(
      "with a mean of 4 the standard deviation must be above 2, which is that of poisson, but it is 1.5",
    );
    expect(natural("geometric", "mean", [0.5])).toMatch(/^it takes at least one trial/);
    expect(natural("gamma", "mean", [NaN, 1])).toBe("the mean is not a finite number");
    expect(natural("exponential", "rate", [0])).toBe("the rate must be above zero, but it is 0");
  });
});
