/** Lowering from text to results: a whole case, with expectations from closed forms. */
import { describe, expect, test } from "vitest";
import { runCase } from "../run-case.js";
import { compileModel, errorsOf } from "./test-support.js";

const draws = 4000;

/** Means of every cell of an output, in base units. */
function meansOf(model: string, name: string, prose = "", tables: Readonly<Record<string, string>> = {}): readonly number[] {
  const compiled = compileModel(model, prose, tables);
  expect(errorsOf(compiled)).toEqual([]);
  const output = runCase(compiled, { draws }).result.outputs.find((each) => each.name === name);
  return output?.summaries.map((summary) => summary.mean) ?? [];
}

const frame = `
dimension cartel : sinaloa | jalisco | other
dimension rival = cartel
option hold "Hold"
option strikes "Strikes"
option finance "Finance"
option both "Both" = strikes + finance
`;

describe("units", () => {
  test.each([
    ["quantity a : USD/year = 100 USD/week", 100 * (365.25 / 7)],
    ["quantity a : kg = 3 tonnes + 200 kg", 3200],
    ["quantity a : percent/year = 5 %", 0.05],
    ["quantity a : percent/year = 5", 0.05],
    ["quantity a : people/month = 10", 120],
    ["quantity a : weeks = round(3.4 weeks)", (3 * 7) / 365.25],
    ["quantity a : days = round(3.4 weeks)", (3 * 7) / 365.25],
    ["unit USD2020 = 1.2 USD2024\nquantity a : USD = 10 USD2020", 12],
    ["unit barrels = 159 litres\nquantity a : m3 = 1 barrel", 0.159],
    ["quantity a : km2 = (2 km)^2", 4e6],
    ["quantity a : km = sqrt(4 km2)", 2000],
    ["quantity a : years = 2027-06-30 - 2026-06-30", 365 / 365.25],
    ["quantity a : USD = if 2 > 1 then 3 USD else 0", 3],
  ])("%s", (model, expected) => {
    expect(meansOf(model, "a")[0]).toBeCloseTo(expected, 9);
  });
});

describe("draws", () => {
  test("an interval adopts the declared unit and keeps its ends", () => {
    const compiled = compileModel("quantity a : people/week = 10 to 20 as lognormal");
    const [summary] = runCase(compiled, { draws: 20_000 }).result.outputs[0]!.summaries;
    const week = 365.25 / 7;
    const [low, high] = [0.05, 0.95].map((p) => summary!.quantiles!.find((each) => each.probability === p)!);
    expect(Math.abs(low!.value / week - 10)).toBeLessThan((5 * low!.error) / week);
    expect(Math.abs(high!.value / week - 20)).toBeLessThan((5 * high!.error) / week);
  });

  test("shares in percent fit a beta", () => {
    const [mean = 0] = meansOf("quantity a : percent = 40 to 60 as beta", "a");
    expect(mean).toBeGreaterThan(0.49);
    expect(mean).toBeLessThan(0.51);
  });

  test("a count is drawn in its own unit", () => {
    const week = 365.25 / 7;
    const [mean = 0] = meansOf("quantity a : deaths/week = poisson(3)", "a");
    expect(Math.abs(mean / week - 3)).toBeLessThan(5 * Math.sqrt(3 / draws));
  });

  test("rows of a table share their random numbers, members do not", () => {
    const compiled = compileModel(`${frame}
quantity a
  given option
    strikes    normal(10, 1)
    otherwise  normal(0, 1)
quantity b over cartel = normal(0, 1)`);
    const outputs = runCase(compiled, { draws: 500 }).result.outputs;
    const a = outputs.find((each) => each.name === "a")!.draws!;
    expect(Math.max(...a[1]!.map((value, draw) => Math.abs(value - a[0]![draw]! - 10)))).toBeLessThan(1e-9);
    const b = outputs.find((each) => each.name === "b")!;
    expect(b.draws).toBeUndefined();
    expect(b.summaries[0]!.quantiles).not.toEqual(b.summaries[1]!.quantiles);
  });

  test("are kept of single values, of values by option and of chances, not of arrays", () => {
    const compiled = compileModel(`${frame}
chance war over cartel : no | yes
  given cartel
    sinaloa    20 % | rest
    otherwise  50 % | rest
quantity single = normal(0, 1)
quantity choice
  given option
    strikes    normal(10, 1)
    otherwise  normal(0, 1)
quantity each over cartel = normal(0, 1)
quantity large over cartel = each + choice
quantity inflow : people/year = 1 to 2 as normal
stock course : people
  starts at 3
  gains inflow`);
    expect(errorsOf(compiled)).toEqual([]);
    const kept = Object.fromEntries(compiled.lowering.graph.outputs.map(({ name, keep }) => [name, keep]));
    expect(kept).toMatchObject({ single: "draws", choice: "draws", war: "draws", each: "quantiles", course: "sample", large: "moments" });
    const each = runCase(compiled, { draws: 500 }).result.outputs.find(({ name }) => name === "each")!;
    expect(each.draws).toBeUndefined();
    expect(each.summaries[2]!.quantiles).toHaveLength(5);
  });

  test("a mixture has the mean of its parts", () => {
    const [mean = 0] = meansOf("quantity a : USD = mixture(0.3 -> normal(0, 1), 0.7 -> uniform(4, 6))", "a");
    expect(Math.abs(mean - 3.5)).toBeLessThan(5 * Math.sqrt(6 / draws));
  });

  test("a precedent is the mean of its beta: (31 + ½) of 48", () => {
    const model =
      'precedent fights\n  question "Did they?"\n  yes first "reason"\n  no second "reason"\n  counted third 30 of 45 "reason"\n  exclude fourth "reason"';
    const [mean = 0] = meansOf(model, "fights");
    expect(Math.abs(mean - 31.5 / 48)).toBeLessThan(5 * Math.sqrt(0.0046 / draws));
  });
});

describe("options, chances and tables", () => {
  test("an option's name holds in combinations", () => {
    expect(meansOf(`${frame}quantity a = if strikes then 3 else 1`, "a")).toEqual([1, 3, 1, 3]);
  });

  test("a combination takes the row of the measure that it contains", () => {
    expect(meansOf(`${frame}quantity a\n  given option\n    strikes 5\n    otherwise 1`, "a")).toEqual([1, 5, 1, 5]);
  });

  test("a row of its own beats those of its measures", () => {
    expect(meansOf(`${frame}quantity a\n  given option\n    hold 0\n    strikes 1\n    finance 2\n    both 9`, "a")).toEqual([0, 1, 2, 9]);
  });

  test("a table given a chance follows its state in each draw", () => {
    const [hold = 0, strikes = 0] = meansOf(
      `${frame}
chance succession : local | national
  given option
    strikes    60 % | rest
    otherwise  rest | 0 %
quantity a
  given option, succession
    strikes, local     10
    strikes, national  100
    otherwise          0
quantity b = if succession is national then a else 0`,
      "a",
    );
    expect(hold).toBe(0);
    expect(Math.abs(strikes - 46)).toBeLessThan((5 * 44) / Math.sqrt(draws));
  });

  test("a paired dimension renames and sums as a matrix does", () => {
    const model = `${frame}
data size from "size.csv"
  column cartel : cartel
  column heads : people
quantity pressure : people over cartel = sum((if size.heads[rival] > size.heads then size.heads[rival] else 0) over rival)`;
    const tables = { "size.csv": "cartel,heads\nsinaloa,5\njalisco,3\nother,1\n" };
    expect(meansOf(model, "pressure", "", tables)).toEqual([0, 5, 8]);
  });

  test("a rule is breached where it forbids, as often as its exception fails", () => {
    const [hold, strikes = 0, finance, both = 0] = meansOf(
      `${frame}
rule war "War"
  forbids strikes
  when armed
  unless consent or defence
  element armed "Armed" met
  element consent "Consent" contested 30 %
  element defence "Defence" unmet`,
      "rule:war",
    );
    expect([hold, finance]).toEqual([0, 0]);
    expect(both).toBe(strikes);
    expect(Math.abs(strikes - 0.7)).toBeLessThan(5 * Math.sqrt(0.21 / draws));
  });
});

describe("time", () => {
  test("a stock grows by its gains, Euler step by step", () => {
    const means = meansOf("stock members : people\n  starts at 100\n  gains members * 10 %/year\n  loses 5 people/year", "members");
    const expected = [100, 105, 110.5, 116.55, 123.205];
    expect(means.map((mean) => Math.round(mean * 1e6) / 1e6)).toEqual(expected);
  });

  test("a circle through a lag closes", () => {
    const means = meansOf("quantity a : USD/year = lag(a, 1 year, 3) + 1 USD/year", "a");
    expect(means.map((mean) => Math.round(mean * 1e6) / 1e6)).toEqual([4, 5, 6, 7, 8]);
  });

  test("totals, discounting and steps", () => {
    const model =
      "quantity rate : USD/year = step(2027, 10)\nquantity sum_of : USD = total(rate)\nquantity worth : USD = total(discount(rate, 10 %))";
    expect(meansOf(model, "sum_of")[0]).toBeCloseTo(30, 9);
    expect(meansOf(model, "worth")[0]).toBeCloseTo(10 / 1.1 ** 2 + 10 / 1.1 ** 3 + 10 / 1.1 ** 4, 9);
    expect(meansOf(model, "inline:0", "{rate[2027]}")[0]).toBe(10);
  });
});

describe("statistics", () => {
  test("in the prose, of one option or of all", () => {
    const model = `${frame}quantity a : USD = if strikes then 5 else normal(1, 1)\nobjective cost : USD\n  minimise a`;
    const prose = "{P(worse than hold | strikes)} {mean(a | strikes)} {P(a > 1 USD)}";
    const normalAbove = 0.5;
    expect(meansOf(model, "inline:1", prose)).toEqual([5]);
    expect(meansOf(model, "inline:0", prose)[0]).toBeGreaterThan(0.99);
    const [first = 0, second] = meansOf(model, "inline:2", prose);
    expect(second).toBe(1);
    expect(Math.abs(first - normalAbove)).toBeLessThan(5 * Math.sqrt(0.25 / draws));
  });

  test("a check is the least of its draws", () => {
    expect(meansOf("quantity a = uniform(1, 2)\ncheck above\n  that a > 1.5\ncheck positive\n  that a > 0", "check:above")).toEqual([0]);
    expect(meansOf("quantity a = uniform(1, 2)\ncheck positive\n  that a > 0", "check:positive")).toEqual([1]);
  });
});
