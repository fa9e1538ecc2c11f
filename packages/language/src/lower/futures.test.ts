/** Scenarios, futures, targets and weights: what they resolve to in base units, and what a case gives that is lowered with them. */
import { describe, expect, test } from "vitest";
import { compileScenario, valuesOfFutures, valuesOfScenario } from "../compile.js";
import type { Compiled } from "../evaluated.js";
import { formatText } from "../format.js";
import { runCase } from "../run-case.js";
import { compileModel, errorsOf } from "./test-support.js";

const week = 365.25 / 7;

const model = `
option hold "Hold"
option act "Act"
dimension district : north | south
quantity visits : people/week = 10 to 20 as lognormal
quantity share : percent = 20 % to 40 % as beta
  correlated with visits by 0.5
quantity homes : people over district
  given district
    north 100
    south 200
quantity price : EUR/person
  given option
    hold 2
    act  3
quantity growth : percent = ramp(2025, 2029, 40 %)
quantity late : percent = growth[2029]
quantity northern : people = homes[north]
objective income : EUR/year
  maximise visits * share * price
  target at least 20 thousand EUR/year
  target at most  1 EUR/day
objective crowd : people/week
  minimise visits

scenario other "Other"
  sets
    visits  520 people/year
    homes   50
    price   5 EUR/person
    growth  10 %

scenario drawn "Drawn"
  sets
    share  60 % to 80 % as uniform at 80 %

futures open "Open"
  ranges
    visits  1 to 40 people/week
    share   0 to 100 %
  cases 500

futures plain "Plain"
  ranges
    visits  5 to 6

weights town "Town"
  swing income 100      from 0 EUR/week to 90 EUR/week
  swing crowd  20 to 40 from 600 people/year to 0

weights order "Order"
  rank  crowd, income
  swing income from 0 to 90
  swing crowd  from 40 to 10
`;

const compiled = compileModel(model);

function summaryOf(made: Compiled, name: string) {
  expect(errorsOf(made)).toEqual([]);
  return runCase(made, { draws: 4096 }).result.outputs.find((output) => output.name === name)?.summaries ?? [];
}

test("a case with all of them has no errors, and is formatted without loss", () => {
  expect(errorsOf(compiled)).toEqual([]);
  const text = compiled.assessment.files["a.md"]!;
  const formatted = formatText(text);
  expect(formatText(formatted)).toBe(formatted);
  expect(formatted).toContain("  target at least  20 thousand EUR/year\n");
  expect(formatted).toContain("  swing  crowd 20 to 40 from 600 people/year to 0\n");
  expect(formatted).toContain("    growth  10 %\n");
});

test("their names are names like any other, and none of them is a value", () => {
  const clash = compileModel(`${model}\nscenario visits "Again"\n  sets\n    visits 3\nquantity more : people/week = other * 2`);
  expect(errorsOf(clash)).toEqual(["duplicate-name @ visits", "wrong-kind-of-name @ other"]);
});

describe("in base units", () => {
  test("targets", () => {
    const targets = compiled.lowering.targets.get("income")?.map(({ direction, value }) => [direction, value]);
    expect(targets).toEqual([
      ["at-most", 365.25],
      ["at-least", 20_000],
    ]);
    expect(compiled.lowering.targets.has("crowd")).toBe(false);
  });

  test("ranges; a bare end takes the unit of the other, and two bare ends that of the quantity", () => {
    const { ranges, cases } = compiled.lowering.futures.get("open")!;
    expect(cases).toBe(500);
    expect(ranges.map(({ quantity }) => quantity)).toEqual(["visits", "share"]);
    expect(ranges[0]?.low).toBeCloseTo(week, 9);
    expect(ranges[0]?.high).toBeCloseTo(40 * week, 9);
    expect([ranges[1]?.low, ranges[1]?.high]).toEqual([0, 1]);
    const plain = compiled.lowering.futures.get("plain")!;
    expect(plain.cases).toBe(512);
    expect(plain.ranges[0]?.low).toBeCloseTo(5 * week, 9);
  });

  test("weights with numbers, and by their order", () => {
    const town = compiled.lowering.weights.get("town")!;
    expect(town.ranking).toBeUndefined();
    expect(town.swings.map(({ objective, weight }) => [objective, weight])).toEqual([
      ["income", { low: 100, high: 100 }],
      ["crowd", { low: 20, high: 40 }],
    ]);
    expect(town.swings[0]?.best).toBeCloseTo(90 * week, 9);
    expect(town.swings[1]?.worst).toBeCloseTo(600, 9);
    const order = compiled.lowering.weights.get("order")!;
    expect(order.ranking).toEqual(["crowd", "income"]);
    expect(order.swings.map(({ weight }) => weight)).toEqual([undefined, undefined]);
    expect(order.swings[1]?.worst).toBeCloseTo(40 * week, 9);
  });
});

describe("a scenario", () => {
  test("sets values in place of draws, tables, members and what changes in time", () => {
    const made = compileScenario(compiled, valuesOfScenario(compiled, "other")!);
    expect(summaryOf(made, "visits").map(({ min, max }) => [min, max])).toEqual([[520, 520]]);
    expect(summaryOf(made, "homes").map(({ mean }) => mean)).toEqual([50, 50]);
    expect(summaryOf(made, "northern")[0]?.mean).toBe(50);
    expect(summaryOf(made, "late")[0]?.mean).toBeCloseTo(0.1, 12);
    expect(summaryOf(made, "price").map(({ mean }) => mean)).toEqual([5]);
    expect(made.inputsHash).toBe(compiled.inputsHash);
  });

  test("may set a distribution of its own, drawn from the same stream", () => {
    const made = compileScenario(compiled, valuesOfScenario(compiled, "drawn")!);
    const [share] = summaryOf(made, "share");
    expect(share!.min).toBeGreaterThan(0.575);
    expect(share!.max).toBeLessThan(0.825);
    expect(share!.mean).toBeCloseTo(0.7, 3);
    expect(made.lowering.graph.correlations).toEqual(compiled.lowering.graph.correlations);
    expect(summaryOf(made, "visits")[0]).toEqual(summaryOf(compiled, "visits")[0]);
  });

  test("that is not there has no values", () => {
    expect(valuesOfScenario(compiled, "none")).toBeUndefined();
    expect(valuesOfFutures(compiled, "none")).toBeUndefined();
  });

  test("numbers without a unit still do, as a design gives them", () => {
    expect(summaryOf(compileScenario(compiled, new Map([["visits", 7]])), "visits")[0]?.mean).toBeCloseTo(7 * week, 9);
  });
});

test("futures are drawn evenly from their ranges, apart from each other, with all else drawn along", () => {
  const made = compileScenario(compiled, valuesOfFutures(compiled, "open")!);
  const [visits] = summaryOf(made, "visits");
  expect(visits!.min / week).toBeGreaterThan(1);
  expect(visits!.max / week).toBeLessThan(40);
  expect(visits!.mean / week).toBeCloseTo(20.5, 1);
  expect(visits!.sd / week).toBeCloseTo(39 / Math.sqrt(12), 1);
  expect(made.lowering.graph.correlations).toEqual([]);
  expect(compiled.lowering.graph.correlations).toHaveLength(1);
  expect(summaryOf(made, "income")).toHaveLength(2);
});

describe("the falling discount rate", () => {
  // 1.035^-t to year 30, then 1.03, 1.025: the factors of /shared/handbook/vectors.json, `discount`.
  const factors: Readonly<Record<number, number>> = {
    1: 0.9661835748792271,
    10: 0.7089188137097722,
    30: 0.3562784106023024,
    31: 0.34590136951679845,
    75: 0.09421377257669163,
    76: 0.09191587568457721,
    100: 0.05081802232438214,
  };
  const time = 'case demo\n  question "Which?"\n  time yearly from 2000 to 2130\n';

  test.each(Object.entries(factors))("in year %s", (year, expected) => {
    const made = compileModel(`quantity flow = 1\nquantity now = discount(flow, green_book)[${2000 + Number(year)}]`, "", {}, time);
    expect(summaryOf(made, "now")[0]?.mean).toBeCloseTo(expected, 12);
  });

  test("a fixed rate is as before, and a short case needs the first rate alone", () => {
    const text = "quantity a = total(discount(1/year, green_book))\nquantity b = total(discount(1/year, 3.5 %))";
    const short = compileModel(text);
    expect(summaryOf(short, "a")[0]?.mean).toBe(summaryOf(short, "b")[0]?.mean);
  });

  test("a quantity of that name is the rate", () => {
    const made = compileModel("quantity green_book = 10 %\nquantity now = discount(1, green_book)[2026]");
    expect(summaryOf(made, "now")[0]?.mean).toBeCloseTo(1 / 1.1, 12);
  });
});
