/** Doubled spreads: the quantiles of a widened quantity follow from those of its own definition in closed form. */
import { distributions } from "@outweigh/engine";
import { describe, expect, test } from "vitest";
import { compileScenario } from "../compile.js";
import { runCase } from "../run-case.js";
import type { Override } from "./model.js";
import { compileModel, errorsOf } from "./test-support.js";

const draws = 16_384;

function run(model: string, widened: readonly string[]) {
  const compiled = compileModel(model);
  expect(errorsOf(compiled)).toEqual([]);
  const values = new Map(widened.map((id): [string, Override] => [id, { kind: "widened" }]));
  const made = compileScenario(compiled, values);
  expect(errorsOf(made)).toEqual([]);
  const outputs = runCase(made, { draws }).result.outputs;
  return { made, summary: (name: string) => outputs.find((each) => each.name === name)!.summaries[0]! };
}

/** Quantiles of `a` after widening against the expected ones, within five standard errors. */
function expectQuantiles(model: string, expected: (probability: number) => number): void {
  const { made, summary } = run(model, ["a"]);
  expect([...made.lowering.widened]).toEqual(["a"]);
  for (const { probability, value, error } of summary("a").quantiles ?? []) {
    if (probability < 0.05 || probability > 0.95) continue;
    expect(Math.abs(value - expected(probability)), `at ${probability}`).toBeLessThan(Math.max(5 * error, 1e-9));
  }
}

const quantile = (name: string, parameters: readonly number[]) => (probability: number) =>
  distributions.get(name)!.quantile(probability, parameters);
const logit = (share: number) => Math.log(share / (1 - share));
const share = (odds: number) => 1 / (1 + Math.exp(-odds));
const onOdds = (of: (probability: number) => number) => (probability: number) => share(2 * logit(of(probability)) - logit(of(0.5)));
const onLogarithm = (of: (probability: number) => number) => (probability: number) => of(probability) ** 2 / of(0.5);

describe("a draw with its spread doubled about the median", () => {
  test("a lognormal has twice the sigma", () => {
    const sigma = Math.log(4) / 2 / 1.6448536269514722;
    expectQuantiles("quantity a : people = 10 to 40 as lognormal", quantile("lognormal", [20, 2 * sigma]));
  });

  test("a normal that may be negative has twice the deviation", () => {
    expectQuantiles("quantity a = normal(3, 2)", quantile("normal", [3, 4]));
  });

  test("a uniform above zero spreads on the scale of the logarithm", () => {
    expectQuantiles(
      "quantity a : km = uniform(5, 10)",
      onLogarithm((p) => (5 + 5 * p) * 1000),
    );
  });

  test("a beta, and any share within 0 and 1, spreads on the scale of the odds", () => {
    expectQuantiles("quantity a : percent = beta(4, 12)", onOdds(quantile("beta", [4, 12])));
    expectQuantiles(
      "quantity a : percent = uniform(20 %, 60 %)",
      onOdds((p) => 0.2 + 0.4 * p),
    );
  });

  test("a share that may pass 1 spreads on the scale of the logarithm", () => {
    expectQuantiles("quantity a : percent = lognormal(median = 30 %, sigma = 0.4)", quantile("lognormal", [0.3, 0.8]));
  });

  test("a draw that is cut has the median of what is left", () => {
    const cut = (p: number) => quantile("normal", [0, 1])(0.5 + p / 2);
    expectQuantiles("quantity a = truncate(normal(0, 1), min = 0)", onLogarithm(cut));
  });

  test("a draw with a factor, and one in the midst of a formula", () => {
    expectQuantiles("quantity b = 3\nquantity a = b * normal(3, 2) + 1", (p) => 3 * quantile("normal", [3, 4])(p) + 1);
  });

  test("listed values", () => {
    const { summary } = run("quantity a = discrete(-1 -> 25 %, 2 -> 50 %, 4 -> 25 %)", ["a"]);
    expect([summary("a").min, summary("a").max]).toEqual([-4, 6]);
  });
});

describe("a fixed number", () => {
  const factor = quantile("lognormal", [1, Math.log(2) / 1.6448536269514722]);

  test("lies between half and double of it in nine of ten draws", () => {
    expectQuantiles("quantity a : people = 30", (p) => 30 * factor(p));
    expect(factor(0.05)).toBeCloseTo(0.5, 12);
  });

  test("that is a share has its odds between half and double", () => {
    expectQuantiles("quantity a : percent = 70 %", (p) => share(logit(0.7) + Math.log(factor(p))));
  });

  test("below zero stays below, and a nought stays", () => {
    expectQuantiles("quantity a = -4", (p) => -4 * factor(1 - p));
    expect(run("quantity a = 0", ["a"]).made.lowering.widened.size).toBe(0);
  });
});

test("a formula of other quantities, and a draw with uncertain parameters, stay as they are", () => {
  const text = "quantity b = normal(3, 2)\nquantity a = b * 2\nquantity c = normal(b, 1)";
  const { made, summary } = run(text, ["a", "c"]);
  expect([...made.lowering.widened]).toEqual([]);
  expect(summary("a").sd).toBeCloseTo(4, 1);
});

test("members are widened each about its own median, and a correlation stays", () => {
  const text = `dimension town : ash | brook
quantity a over town = 10 to 40 as lognormal
  correlated with b by 0.9
quantity b over town = 1 to 4 as lognormal`;
  const { made } = run(text, ["a"]);
  expect(made.lowering.graph.correlations).toHaveLength(1);
  const outputs = runCase(made, { draws: 1000 }).result.outputs.find(({ name }) => name === "a");
  expect(outputs?.summaries).toHaveLength(2);
});
