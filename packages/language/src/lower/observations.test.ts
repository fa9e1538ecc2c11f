import { describe, expect, test } from "vitest";
import { runCase } from "../run-case.js";
import { compileModel, errorsOf } from "./test-support.js";

const options = 'option hold "Carry on"\noption act "Act"\n';

/** The errors of a run of 20,000 draws, and what the run gives. */
function conditioned(model: string, prose = "", draws = 20_000) {
  const compiled = compileModel(`${options}${model}`, prose);
  expect(errorsOf(compiled)).toEqual([]);
  const { result, diagnostics } = runCase(compiled, { draws });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const summary = (name: string, cell = 0) => result.outputs.find((output) => output.name === name)!.summaries[cell]!;
  return { result, errors, summary };
}

function expectMean({ mean, meanError }: { readonly mean: number; readonly meanError: number }, expected: number): void {
  expect(Math.abs(mean - expected)).toBeLessThan(4 * meanError);
}

describe("observed values", () => {
  test("a normal error gives the posterior of normal and normal, in any unit", () => {
    const { errors, summary } = conditioned(`quantity seizures : tonnes = normal(mean = 8, sd = 2)
observe report
  that  seizures = 12,000 kg
  error normal(sd = 3)`);
    expect(errors).toEqual([]);
    expectMean(summary("seizures"), 1000 * ((8 / 4 + 12 / 9) / (1 / 4 + 1 / 9)));
    expect(summary("seizures").sd).toBeCloseTo(1000 / Math.sqrt(1 / 4 + 1 / 9), -2);
  });

  test("an uncertain error is weighed too", () => {
    const { summary } = conditioned(`quantity x = normal(mean = 0, sd = 1)
quantity error_size = discrete(1 -> 50 %, 10 -> 50 %)
observe seen
  that  x = 0
  error normal(sd = error_size)`);
    // The result 0 has the density 1/√(2π(1 + s²)) under the error s.
    const [small, large] = [1 / Math.sqrt(2), 1 / Math.sqrt(101)];
    expectMean(summary("error_size"), (small + 10 * large) / (small + large));
  });

  test("a lognormal error is a normal one of logarithms", () => {
    const { summary } = conditioned(`quantity price : GBP = lognormal(median = 100, sigma = 0.4)
quantity level = ln(price / 1 GBP)
observe quote
  that  price = 150 GBP
  error lognormal(sigma = 0.2)`);
    const [prior, data] = [1 / 0.16, 1 / 0.04];
    expectMean(summary("level"), (prior * Math.log(100) + data * Math.log(150)) / (prior + data));
  });

  test("a count with a Poisson error gives gamma and Poisson, in the unit of the count", () => {
    const { summary } = conditioned(`unit crate = 24 litres
quantity losses : crate = gamma(shape = 3, scale = 2)
observe count
  that  losses = 10 crate
  error poisson`);
    expectMean(summary("losses"), (24 / 1000) * (26 / 3));
  });

  test("a share with a binomial error gives beta and binomial", () => {
    const { summary } = conditioned(`quantity rate : % = beta(2, 3)
observe trials
  that  rate = 12 / 20
  error binomial(n = 20)`);
    expectMean(summary("rate"), 14 / 25);
  });

  test("nothing seen is a fact too, and what is impossible is impossible", () => {
    const { summary } = conditioned(`quantity events = discrete(0 -> 50 %, 2 -> 50 %)
quantity share = discrete(0 % -> 30 %, 50 % -> 70 %)
observe none
  that  events = 0
  error poisson
observe some
  that  share = 10 %
  error binomial(n = 10)`);
    expectMean(summary("events"), (2 * Math.exp(-2)) / (1 + Math.exp(-2)));
    expect(summary("share").min).toBe(0.5);
  });

  test("a list of measurements is weighed member by member", () => {
    const { summary } = conditioned(`dimension town : north | south
quantity level : m over town = normal(mean = 0, sd = 1)
quantity gauge : m over town
  given town
    north  1
    south  -2
observe gauges
  that  level = gauge
  error normal(sd = 1 m)`);
    expectMean(summary("level", 0), 0.5);
    expectMean(summary("level", 1), -1);
  });
});

describe("observed conditions", () => {
  test("leave the draws in which they hold; options stay in the same worlds", () => {
    const { errors, summary, result } = conditioned(`chance harvest : good | bad
  probabilities 80 % | rest
quantity price : GBP
  given harvest
    good  10 to 20 as normal
    bad   30 to 40 as normal
quantity cost : GBP = price * (if act then 1.5 else 1)
observe news
  that harvest is bad
objective spending : GBP
  minimise cost`);
    expect(errors).toEqual([]);
    expectMean(summary("spending", 0), 35);
    expectMean(summary("spending", 1), 52.5);
    expect(result.conditioning?.effectiveDraws).toBeCloseTo(4000, -2);
    const [hold, act] = result.outputs.find(({ name }) => name === "spending")!.draws!;
    expect(hold!.every((value, draw) => Math.abs(act![draw]! - 1.5 * value) < 1e-9)).toBe(true);
  });

  test("under one option, when it is named", () => {
    const { summary } = conditioned(`quantity base = normal(mean = 0, sd = 1)
quantity outcome = base + (if act then 1 else 0)
observe so_far
  that outcome[hold] > 0`);
    expectMean(summary("outcome", 1), 1 + Math.sqrt(2 / Math.PI));
  });
});

describe("statistics under a condition", () => {
  test("are Bayes' theorem on a table of two by two", () => {
    const { errors, summary } = conditioned(
      `chance illness : no | yes
  probabilities rest | 10 %
chance test : negative | positive
  given illness
    yes  10 % | 90 %
    no   80 % | 20 %`,
      "{P(illness is yes given test is positive)} {P(illness is yes given not test is positive)}",
    );
    expect(errors).toEqual([]);
    const [positive, negative] = [summary("inline:0").mean, summary("inline:1").mean];
    expect(Math.abs(positive - 0.09 / 0.27)).toBeLessThan(4 * Math.sqrt(((1 / 3) * (2 / 3)) / (0.27 * 20_000)));
    expect(Math.abs(negative - 0.01 / 0.73)).toBeLessThan(4 * Math.sqrt(0.0137 / (0.73 * 20_000)));
  });

  test("take an option after the condition", () => {
    const { errors, summary } = conditioned(
      "quantity luck = normal(mean = 0, sd = 1)\nquantity outcome = luck + (if act then 1 else 0)",
      "{mean(outcome given luck > 0 | act)} {median(outcome given outcome > 1)} {sd(outcome given luck > 0)} {p95(luck given luck < 0)}",
    );
    expect(errors).toEqual([]);
    const error = 4 / Math.sqrt(3000);
    expect(Math.abs(summary("inline:0").mean - 1 - Math.sqrt(2 / Math.PI))).toBeLessThan(error);
    // Φ⁻¹(1 − Φ(−1)/2) and 1 + Φ⁻¹(3/4) by scipy.stats.norm.
    expect(Math.abs(summary("inline:1", 0).mean - 1.4096174)).toBeLessThan(error);
    expect(Math.abs(summary("inline:1", 1).mean - 1.6744898)).toBeLessThan(error);
    expect(Math.abs(summary("inline:2").mean - Math.sqrt(1 - 2 / Math.PI))).toBeLessThan(error);
    // Φ⁻¹(0.475)
    expect(Math.abs(summary("inline:3").mean + 0.0627068)).toBeLessThan(error);
  });

  test("stand beside observations, and their draws count together", () => {
    const model = "quantity x = normal(mean = 0, sd = 1)\nobserve positive\n  that x > 0";
    const { errors, summary } = conditioned(model, "{mean(x given x < 1)}");
    expect(errors).toEqual([]);
    // (φ(0) − φ(1)) / (Φ(1) − Φ(0))
    expect(Math.abs(summary("inline:0").mean - 0.4598622)).toBeLessThan(4 / Math.sqrt(6000));
    expect(conditioned(model, "{mean(x given x < 1)}", 1000).errors.map(({ code }) => code)).toEqual(["condition-rare"]);
  });
});

describe("too few draws", () => {
  const model = (result: string) => `quantity x = normal(mean = 0, sd = 1)
observe first
  that  x > -1
observe second
  that  x = ${result}
  error normal(sd = 0.1)`;

  test("are refused with what is needed, at the observation that leaves fewest", () => {
    const { errors, result } = conditioned(model("3"), "", 5000);
    expect(errors).toMatchObject([{ code: "observations-leave-few", parameters: { name: "second", draws: 5000, least: 400 } }]);
    const { left, needed, distance } = errors[0]!.parameters;
    expect(left).toBe(Math.floor(result.conditioning!.effectiveDraws));
    expect(needed).toBeCloseTo((5000 * 500) / result.conditioning!.effectiveDraws, -5);
    expect(distance).toContain("3 standard deviations above");
    expect(conditioned(model("3"), "", Number(needed)).errors).toEqual([]);
  });

  test("or none: nothing is shown", () => {
    const { errors, result } = conditioned(`${model("0")}\nobserve third\n  that x > 40`, "{x}");
    expect(errors).toMatchObject([{ code: "observation-impossible", parameters: { name: "third", alone: "yes" } }]);
    expect(result.outputs).toEqual([]);
    const together = conditioned("quantity x = normal(mean = 0, sd = 1)\nobserve low\n  that x < -0.5\nobserve high\n  that x > 0.5");
    expect(together.errors).toMatchObject([{ code: "observation-impossible", parameters: { alone: "no" } }]);
  });

  test("a likelihood that is not a number is an error too", () => {
    const { errors } = conditioned("quantity x = normal(mean = 0, sd = 1)\nobserve odd\n  that  ln(x) = 1\n  error normal(sd = 1)");
    expect(errors.map(({ code }) => code)).toEqual(["uncomputable"]);
  });

  test("a condition that seldom or never holds is refused", () => {
    const { errors } = conditioned("quantity x = normal(mean = 0, sd = 1)", "{mean(x given x > 3)} {P(x > 1 given x > 90)}");
    expect(errors).toMatchObject([
      { code: "condition-rare", parameters: { condition: "x > 3" } },
      { code: "condition-rare", parameters: { condition: "x > 90", left: 0 } },
    ]);
  });
});

test.each([
  ["that deaths_now = 3 deaths\n  error poisson", "observation-varies @ deaths_now"],
  ["that deaths_now > 3 deaths", "observation-varies @ deaths_now > 3 deaths"],
  ["that level = 3 people\n  error poisson", "observation-varies @ level"],
  ["that homes = 3\n  error poisson", "observation-varies @ homes"],
  ["that homes[north] = 3\n  error normal(sd = homes)", "observation-varies @ normal(sd = homes)"],
  ["that certain = 3\n  error poisson", "observation-certain @ certain"],
  ["that certain > 2", "observation-certain @ certain > 2"],
  ["that x = y\n  error poisson", "must-be-fixed @ y"],
  ["that x = 3 GBP\n  error poisson", "unit-mismatch @ x"],
  ["that x > 1 GBP", "unit-mismatch @ x > 1 GBP"],
  ["that x", "type-mismatch @ x"],
  ["that x = 3", "missing-field @ observe"],
  ["that x = 3 = 4\n  error poisson", "wrong-value @ x = 3 = 4"],
  ["that x > 3\n  error poisson", "wrong-value @ x > 3"],
  ["that x = 3\n  error 4", "wrong-value @ 4"],
  ["that x = 3\n  error gauss(sd = 2)", "wrong-value @ gauss"],
  ["that x = 3\n  error normal", "wrong-arguments @ normal"],
  ["that x = 3\n  error normal(sd = 0)", "distribution-problem @ 0"],
  ["that x = 3\n  error normal(sd = 2 GBP)", "wrong-unit @ 2 GBP"],
  ["that x = -3\n  error poisson", "distribution-problem @ poisson"],
  ["that x = 3\n  error binomial(n = 20)", "distribution-problem @ binomial(n = 20)"],
  ["that x = -3\n  error lognormal(sigma = 1)", "distribution-problem @ lognormal(sigma = 1)"],
  ["that mean(x) > 3", "statistic-in-model @ mean(x)"],
])("mistake: %s", (lines, expected) => {
  const model = `${options}dimension town : north | south
quantity deaths_now : deaths = 3 to 9 as normal
  given option
    act        1 to 2 as normal
    otherwise  3 to 9 as normal
quantity homes over town = normal(mean = 3, sd = 1)
quantity x = normal(mean = 0, sd = 1)
quantity y = normal(mean = 0, sd = 1)
quantity certain = 4
quantity inflow : people/year = 1 to 2 as normal
stock level : people
  starts at 3
  gains inflow
observe it
  ${lines}`.replace(" = 3 to 9 as normal\n  given", "\n  given");
  expect(errorsOf(compileModel(model))).toEqual([expected]);
});

test.each([
  ["{mean(x given act)}", "wrong-arguments @ mean(x given act)"],
  ["{mean(x given y)}", "type-mismatch @ y"],
  ["{mean(x given P(y > 1) > 0.5)}", "wrong-arguments @ mean(x given P(y > 1) > 0.5)"],
  ["{exp(x given y > 1)}", "wrong-arguments @ exp(x given y > 1)"],
])("mistake in prose: %s", (prose, expected) => {
  const model = `${options}quantity x = normal(mean = 0, sd = 1)\nquantity y = normal(mean = 0, sd = 1)`;
  expect(errorsOf(compileModel(model, prose))).toEqual([expected]);
});
