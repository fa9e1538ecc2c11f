import { describe, expect, test } from "vitest";
import type { Summary } from "../result.js";
import { effectiveNumber, resample, weightsOf } from "./conditioning.js";
import { replay } from "./replay.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

const draws = 40_000;
const tiers = ["compiled", "reference"] as const;

function summaryOf(s: Sketch, tier: (typeof tiers)[number] = "compiled", options = {}) {
  const { outputs, conditioning } = run(s.graph(), { seed: 5, draws, tier, ...options });
  return { outputs, conditioning: conditioning!, summary: outputs[0]!.summaries[0]! };
}

/** Within four standard errors; that of a standard deviation is about sd / √(2n), and half more for skewed shapes. */
function expectMoments({ mean, meanError, sd }: Summary, expected: { readonly mean: number; readonly sd: number }): void {
  expect(Math.abs(mean - expected.mean)).toBeLessThan(4 * meanError);
  expect(Math.abs(sd - expected.sd)).toBeLessThan(4 * meanError);
  expect(meanError).toBeLessThan(expected.sd / 50);
}

function expectQuantiles({ quantiles }: Summary, [p5, p50, p95]: readonly [number, number, number]): void {
  for (const [index, expected] of [
    [0, p5],
    [2, p50],
    [4, p95],
  ] as const) {
    const { value, error } = quantiles![index]!;
    expect(Math.abs(value - expected)).toBeLessThan(4 * error);
  }
}

describe("weights", () => {
  test("the effective number of 1, 2, 3 and 4 is 10² / 30", () => {
    expect(effectiveNumber(Float64Array.of(1, 2, 3, 4))).toBeCloseTo(100 / 30, 12);
    expect(effectiveNumber(Float64Array.of(2, 2, 2))).toBe(3);
    expect(effectiveNumber(Float64Array.of(0, 7, 0))).toBe(1);
    expect(effectiveNumber(Float64Array.of(0, 0))).toBe(0);
  });

  test("are products of likelihoods, however small, and zero where one is impossible", () => {
    const [first, second] = [Float64Array.of(-5000, -5001, -Infinity), Float64Array.of(Math.LN2, 0, 0)];
    expect([...weightsOf([first, second], 3)]).toEqual([1, expect.closeTo(Math.exp(-1) / 2, 10), 0]);
    expect([...weightsOf([Float64Array.of(-Infinity)], 2)]).toEqual([0, 0]);
    expect([...weightsOf([Float64Array.of(-3)], 2)]).toEqual([1, 1]);
  });

  test("choose draws as often as their shares", () => {
    expect([...resample(Float64Array.of(1, 1, 1, 1))]).toEqual([0, 1, 2, 3]);
    expect([...resample(Float64Array.of(0, 3, 1, 0))]).toEqual([1, 1, 1, 2]);
    expect([...resample(Float64Array.of(0, 0, 5))]).toEqual([2, 2, 2]);
    const weights = Float64Array.from({ length: 1000 }, (_, i) => (i % 7) + 0.1 * i);
    const total = weights.reduce((sum, weight) => sum + weight);
    const copies = new Float64Array(1000);
    for (const draw of resample(weights)) copies[draw]!++;
    copies.forEach((count, draw) => {
      expect(Math.abs(count - (1000 * weights[draw]!) / total)).toBeLessThan(1);
    });
  });
});

describe.each(tiers)("posteriors that are known, %s", (tier) => {
  test("normal and normal", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(8), number(2)]);
    s.observe("measured", x, 12, 3);
    s.output("x", x);
    const { summary, conditioning } = summaryOf(s, tier);
    const [mean, sd] = [(8 / 4 + 12 / 9) / (1 / 4 + 1 / 9), 1 / Math.sqrt(1 / 4 + 1 / 9)];
    expectMoments(summary, { mean, sd });
    expectQuantiles(summary, [mean - 1.6448536 * sd, mean, mean + 1.6448536 * sd]);
    // By numerical integration of the likelihood and its square over the prior (scipy.integrate.quad).
    expect(conditioning.effectiveDraws / draws).toBeCloseTo(0.71225, 2);
    expect(conditioning.observations[0]!.prior!.mean).toBeCloseTo(8, 2);
    expect(conditioning.observations[0]!.prior!.sd).toBeCloseTo(2, 2);
  });

  test("two observations are as one of twice the precision", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(8), number(2)]);
    s.observe("first", x, 11, 3);
    s.observe("second", x, 13, 3);
    s.output("x", x);
    const { summary, conditioning } = summaryOf(s, tier);
    expectMoments(summary, { mean: (8 / 4 + 24 / 9) / (1 / 4 + 2 / 9), sd: 1 / Math.sqrt(1 / 4 + 2 / 9) });
    const [first, second] = conditioning.observations;
    expect(first!.effectiveDraws).toBeGreaterThan(second!.effectiveDraws);
    expect(second!.effectiveDraws).toBeGreaterThan(conditioning.effectiveDraws);
  });

  test("beta and binomial", () => {
    const s = new Sketch();
    const p = s.draw("beta", "p", [number(2), number(3)]);
    const failed = s.apply("ln", s.apply("subtract", number(1), p));
    const logLikelihood = s.apply("add", s.apply("multiply", number(12), s.apply("ln", p)), s.apply("multiply", number(8), failed));
    s.observations.push({ name: "trials", logLikelihood });
    s.output("p", p);
    const { summary } = summaryOf(s, tier);
    expectMoments(summary, { mean: 14 / 25, sd: Math.sqrt((14 * 11) / (25 * 25 * 26)) });
    // scipy.stats.beta.ppf([.05, .5, .95], 14, 11)
    expectQuantiles(summary, [0.39678507, 0.56162503, 0.71764447]);
  });

  test("gamma and Poisson", () => {
    const s = new Sketch();
    const rate = s.draw("gamma", "rate", [number(3), number(2)]);
    const logLikelihood = s.apply("subtract", s.apply("multiply", number(10), s.apply("ln", rate)), rate);
    s.observations.push({ name: "count", logLikelihood });
    s.output("rate", rate);
    const { summary } = summaryOf(s, tier);
    expectMoments(summary, { mean: 26 / 3, sd: (Math.sqrt(13) * 2) / 3 });
    // scipy.stats.gamma.ppf([.05, .5, .95], 13, scale=2/3)
    expectQuantiles(summary, [5.12638553, 8.44548604, 12.96171289]);
  });

  test("a condition truncates", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(0), number(1)]);
    s.observeThat("high", s.apply("greater", x, number(0.5)));
    s.output("x", x);
    const { summary, conditioning } = summaryOf(s, tier);
    // scipy.stats.truncnorm(0.5, inf)
    expectMoments(summary, { mean: 1.141077770368065, sd: Math.sqrt(0.26848040715587795) });
    expectQuantiles(summary, [0.54431995, 1.01829552, 2.15895377]);
    expect(summary.min).toBeGreaterThan(0.5);
    expect(conditioning.effectiveDraws).toBe(
      run(new SketchOf(x, s).graph(), { seed: 5, draws, tier }).outputs[0]!.summaries[0]!.mean * draws,
    );
  });

  test("a correlated value moves along", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(0), number(1)]);
    const y = s.draw("normal", "y", [number(0), number(1)]);
    s.correlations.push({ left: "x", right: "y", rank: (6 / Math.PI) * Math.asin(0.3) });
    s.observe("measured", x, 2, 1);
    s.output("y", y);
    // x has the posterior mean 1 and variance 1/2; y given x is normal(0.6 x, 0.8).
    expectMoments(summaryOf(s, tier).summary, { mean: 0.6, sd: Math.sqrt(0.64 + 0.36 / 2) });
  });
});

/** The condition of the test above as an output of its own. */
class SketchOf extends Sketch {
  constructor(x: number, s: Sketch) {
    super();
    this.nodes.push(...s.nodes);
    this.output("high", this.apply("greater", x, number(0.5)), "moments");
  }
}

describe("a conditioned run", () => {
  /** Two options in three years: a stock that is observed in the second year under the first option. */
  function course(): Sketch {
    const s = new Sketch({ option: 2 }, { start: 2025, reportStep: 1, reportCount: 3, stepsPerReport: 2, method: "euler" });
    const level = s.stock(s.draw("lognormal", "start", [number(10), number(0.4)]), undefined, ["option"]);
    const growth = s.draw("normal", "growth", [s.constant([0.1, 0.05], ["option"]), number(0.1)]);
    s.flow(level, s.apply("multiply", level, growth));
    const final = s.reduce("final", level, "time");
    const seen = s.pick(s.pick(level, "time", 1), "option", 0);
    s.output("final", final);
    s.output("level", level, "quantiles");
    s.output("difference", s.apply("subtract", s.pick(final, "option", 1), s.pick(final, "option", 0)));
    s.output("seen", seen);
    return s;
  }
  const observed = (): Sketch => {
    const s = course();
    s.observe("seen", s.outputs[3]!.node, 15, 2);
    return s;
  };

  test("agrees with weighting the draws of the plain run by hand", () => {
    const plain = run(course().graph(), { seed: 3, draws });
    const { outputs, conditioning } = run(observed().graph(), { seed: 3, draws });
    const seen = plain.outputs[3]!.draws![0]!;
    const weights = seen.map((value) => Math.exp(-0.5 * ((value - 15) / 2) ** 2));
    const total = weights.reduce((sum, weight) => sum + weight);
    const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
    expect(conditioning!.effectiveDraws).toBeCloseTo((total * total) / squares, 6);
    for (const name of ["final", "difference"]) {
      const before = plain.outputs.find((output) => output.name === name)!;
      const after = outputs.find((output) => output.name === name)!;
      before.draws!.forEach((column, cell) => {
        const mean = column.reduce((sum, value, draw) => sum + value * weights[draw]!, 0) / total;
        const summary = after.summaries[cell]!;
        expect(Math.abs(summary.mean - mean)).toBeLessThan(summary.meanError);
      });
    }
  });

  test("repeats whole draws of the plain run, so that options and quantities stay together", () => {
    const plain = run(course().graph(), { seed: 3, draws: 2000 }).outputs;
    const after = run(observed().graph(), { seed: 3, draws: 2000 }).outputs;
    const worlds = (outputs: typeof plain) =>
      Array.from({ length: 2000 }, (_, draw) => [...outputs[0]!.draws!, outputs[2]!.draws![0]!].map((column) => column[draw]!).join(" "));
    const known = new Set(worlds(plain));
    expect(worlds(after).every((world) => known.has(world))).toBe(true);
  });

  test.each(["sobol", "digital", "latin", "random"] as const)("has the same bits in both tiers, %s", (sampling) => {
    const [compiled, reference] = tiers.map((tier) => run(observed().graph(), { seed: 3, draws: 3000, tier, sampling }));
    expect(compiled).toEqual(reference);
  });

  test("is the plain run where the observation says nothing", () => {
    const s = course();
    s.observeThat("trivial", s.apply("greater", s.outputs[3]!.node, number(-1e9)));
    const { outputs, conditioning } = run(s.graph(), { seed: 3, draws: 2000 });
    expect(conditioning!.effectiveDraws).toBe(2000);
    expect(outputs.map((output) => output.draws)).toEqual(
      run(course().graph(), { seed: 3, draws: 2000 }).outputs.map((output) => output.draws),
    );
  });

  test.each(["sobol", "latin"] as const)("can be looked into draw by draw, %s", (sampling) => {
    const options = { seed: 3, draws: 2000, sampling };
    const { outputs } = run(observed().graph(), options);
    const graph = observed().graph();
    for (const draw of [0, 1, 777, 1999]) {
      const values = replay(graph, options, draw);
      for (const { name, node } of graph.outputs) {
        const { draws: columns } = outputs.find((output) => output.name === name)!;
        if (columns !== undefined) expect([...values.get(node)!]).toEqual(columns.map((column) => column[draw]!));
      }
    }
  });

  test("has errors of the effective number of independent draws", () => {
    const { outputs, conditioning } = run(observed().graph(), { seed: 3, draws: 4000 });
    const { sd, meanError } = outputs[3]!.summaries[0]!;
    expect(meanError).toBeCloseTo(sd / Math.sqrt(conditioning!.effectiveDraws), 10);
  });

  test("has no outputs where no draw fits, or a likelihood is not a number", () => {
    const impossible = course();
    impossible.observeThat("impossible", impossible.apply("less", impossible.outputs[3]!.node, number(-1e9)));
    const none = run(impossible.graph(), { seed: 3, draws: 1000 });
    expect([none.outputs, none.conditioning!.effectiveDraws]).toEqual([[], 0]);
    const broken = course();
    broken.observe("broken", broken.apply("ln", broken.apply("subtract", broken.outputs[3]!.node, number(12))), 1, 1);
    const spoiled = run(broken.graph(), { seed: 3, draws: 1000 });
    expect([spoiled.outputs, spoiled.conditioning!.effectiveDraws]).toEqual([[], Number.NaN]);
  });
});

describe.each(tiers)("statistics under a condition, %s", (tier) => {
  const value = (s: Sketch, options = {}) => summaryOf(s, tier, options).outputs.map((output) => output.summaries.map(({ mean }) => mean));

  test("of a correlated value", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(0), number(1)]);
    const y = s.draw("normal", "y", [number(0), number(1)]);
    s.correlations.push({ left: "x", right: "y", rank: (6 / Math.PI) * Math.asin(0.3) });
    const high = s.apply("greater", x, number(1));
    for (const statistic of [
      { kind: "mean" },
      { kind: "sd" },
      { kind: "quantile", probability: 0.5 },
      { kind: "quantile", probability: 0.95 },
    ] as const)
      s.output(JSON.stringify(statistic), s.statistic(y, statistic, high));
    s.output("least", s.statistic(x, { kind: "min" }, high));
    const [mean, sd, median, p95, least] = value(s).flat() as [number, number, number, number, number];
    // Closed forms with λ = φ(1)/(1 − Φ(1)); the quantiles by numerical integration (scipy).
    const error = 0.8436084160351447 / Math.sqrt(0.158655 * draws);
    expect(Math.abs(mean - 0.9150811656965886)).toBeLessThan(4 * error);
    expect(Math.abs(sd - 0.8436084160351447)).toBeLessThan(4 * error);
    expect(Math.abs(median - 0.9093117924532219)).toBeLessThan(4 * 1.25 * error);
    expect(Math.abs(p95 - 2.3121590859020817)).toBeLessThan(4 * 2.2 * error);
    expect(least).toBeGreaterThan(1);
  });

  test("of a condition are Bayes' theorem", () => {
    const s = new Sketch({ option: 2 });
    const ill = s.draw("bernoulli", "ill", [number(0.1)]);
    const rate = s.apply("if", ill, s.constant([0.9, 0.6], ["option"]), s.constant([0.2, 0.05], ["option"]));
    const positive = s.draw("bernoulli", "positive", [rate], { dimensions: ["option"] });
    s.output("ill", s.statistic(ill, { kind: "mean" }, positive));
    const [shares] = value(s);
    for (const [option, [sensitivity, falseAlarm]] of [
      [0.9, 0.2],
      [0.6, 0.05],
    ].entries() as Iterable<[number, [number, number]]>) {
      const positives = 0.1 * sensitivity + 0.9 * falseAlarm;
      const expected = (0.1 * sensitivity) / positives;
      expect(Math.abs(shares![option]! - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / (positives * draws)));
    }
  });

  test("that never holds are not numbers; of a certain value they are that value", () => {
    const s = new Sketch();
    const x = s.draw("uniform", "x", [number(0), number(1)]);
    s.output("never", s.statistic(x, { kind: "mean" }, s.apply("greater", x, number(2))));
    s.output("certain", s.statistic(s.constant([7]), { kind: "quantile", probability: 0.05 }, s.apply("greater", x, number(0.5))));
    expect(value(s, { draws: 1000 })).toEqual([[Number.NaN], [7]]);
  });
});
