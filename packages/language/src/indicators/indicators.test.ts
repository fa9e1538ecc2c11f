/** Indicators from the text to what follows: thresholds, likelihood ratios against Bayes, signposts, states, passages, blind spots. */
import { run } from "@outweigh/engine";
import { describe, expect, test } from "vitest";
import { draftToLine } from "../ledger/chain.js";
import type { LedgerDraft, LedgerEntry } from "../ledger/entry.js";
import { compileModel, errorsOf } from "../lower/test-support.js";
import { runCase } from "../run-case.js";
import { blindSpots, flippingInputs } from "./blind-spots.js";
import { consequenceOf, updatedProbability } from "./consequence.js";
import { candidateKeyOf, readingKey } from "./keys.js";
import { findPassage } from "./passages.js";
import { readPeriod } from "./periods.js";
import { signpostStates } from "./signposts.js";
import { indicatorStates } from "./states.js";
import { isNear, isPassed } from "./thresholds.js";

const head = 'option hold "Carry on"\noption act "Act"\n';
const compiled = (model: string) => {
  const found = compileModel(`${head}${model}`);
  expect(errorsOf(found)).toEqual([]);
  return found;
};
const entriesOf = (drafts: readonly LedgerDraft[]): readonly LedgerEntry[] => {
  let heads: readonly string[] = [];
  return drafts.map((draft) => {
    const { entry } = draftToLine(draft, heads);
    heads = [entry.id];
    return entry;
  });
};
const at = "2026-06-01T10:00:00Z";
const reading = (indicator: string, of: string, value: number | string, passed: boolean | null = null, by = "Ann"): LedgerDraft => ({
  kind: "reading",
  at,
  by,
  indicator,
  value,
  of,
  from: "t.csv",
  passed,
  key: readingKey(indicator, of, value, undefined),
});
const candidate = (indicator: string, key: string, address?: string): LedgerDraft => ({
  kind: "candidate",
  at,
  by: "Ann",
  key,
  indicator,
  title: "A title",
  ...(address === undefined ? {} : { address }),
  passage: 'They say "so" # and \\ more',
  found: at,
});

describe("thresholds", () => {
  const passes = (threshold: string, readings: readonly (readonly [string, number])[]) => {
    const { lowering } = compiled(`indicator i\n  watches "x"\n  threshold ${threshold}`);
    const numbers = readings.map(([of, value]) => ({ value, day: readPeriod(of)!.day }));
    return [isPassed(lowering.indicators.get("i")!, numbers), isNear(lowering.indicators.get("i")!, numbers)];
  };
  test.each([
    ["above 400/day", [["2026-01", 400]], [false, true]],
    ["above 400/day", [["2026-01", 401]], [true, false]],
    ["above 400/day", [["2026-01", 300]], [false, false]],
    // It moved by 60, and another 60 would pass it.
    [
      "above 400/day",
      [
        ["2026-01", 290],
        ["2026-02", 350],
      ],
      [false, true],
    ],
    ["below -3", [["2026-01", -4]], [true, false]],
    ["below 5 %", [["2026-01", 6]], [false, false]],
    ["below 5 %", [["2026-01", 4.9]], [true, false]],
    [
      "rises by 20 %",
      [
        ["2026-01", 100],
        ["2026-02", 120],
      ],
      [true, false],
    ],
    [
      "rises by 20 %",
      [
        ["2026-01", 50],
        ["2026-02", 100],
        ["2026-03", 119],
      ],
      [false, true],
    ],
    ["rises by 20 %", [["2026-01", 100]], [null, false]],
    [
      "rises by 20 %",
      [
        ["2026-01", 0],
        ["2026-02", 5],
      ],
      [null, false],
    ],
    // Within six months of 29 August lies 28 February (and not 27 February), by the rule for months that have no such day.
    [
      "rises by 20 % within 6 months",
      [
        ["2026-02-27", 100],
        ["2026-06-01", 130],
        ["2026-08-29", 121],
      ],
      [false, false],
    ],
    [
      "rises by 20 % within 6 months",
      [
        ["2026-03-01", 100],
        ["2026-06-01", 130],
        ["2026-08-29", 121],
      ],
      [true, false],
    ],
    [
      "falls by 5 mm",
      [
        ["2026-01", 20],
        ["2026-02", 15],
      ],
      [true, false],
    ],
    [
      "falls by 5 mm",
      [
        ["2026-01", 20],
        ["2026-02", 15.4],
      ],
      [false, true],
    ],
  ] as const)("%s", (threshold, readings, expected) => expect(passes(threshold, readings)).toEqual(expected));

  test("of readings in per cent a rise in per cent is one of points", () => {
    const { lowering } = compiled('indicator i\n  watches "x"\n  column "t.csv" n when d : %\n  threshold rises by 3 %');
    const numbers = [10, 12.5, 15.6].map((value, day) => ({ value, day }));
    expect([2, 3].map((count) => isPassed(lowering.indicators.get("i")!, numbers.slice(0, count)))).toEqual([false, true]);
  });
});

describe("what follows from acceptance", () => {
  const model = `chance settling : no | yes
  probabilities rest | 10 %
  because "x"
forecast order "Will it be ordered?"
  by 2027-06-30
  probability 20 % to 30 %
  because "x"
quantity traffic : 1/day
  = normal(mean = 400/day, sd = 50/day)
  because "x"
indicator sign "A sign"
  watches "x"
  likelihood 4 when settling is yes
indicator other "Another"
  watches "x"
  likelihood 3 when order
indicator counts "Counts"
  watches "x"
  column "t.csv" n when d
  threshold above 450/day
  measures traffic
  error normal(sd = 30/day)
indicator gone "Gone"
  watches "x"`;

  const accept = (indicator: string, key: string, entries: readonly LedgerEntry[], more = "") => {
    const { assessment, lowering } = compiled(`${model}\n${more}`);
    const [found] = entriesOf([candidate(indicator, key)]);
    const context = { assessment, stated: lowering.indicators, entries, by: "Ann", today: "2026-06-01" };
    return consequenceOf(found as Extract<LedgerEntry, { kind: "candidate" }>, context);
  };

  test("a likelihood ratio conditions the model as Bayes has it, and once", () => {
    const found = accept("sign", "k", []);
    expect(found.kind).toBe("observe");
    const block = found.kind === "observe" ? found.block : "";
    const { result } = runCase(compiled(`${model}\n${block}`), { draws: 20_000 });
    const { mean, meanError } = result.outputs.find(({ name }) => name === "settling")!.summaries[0]!;
    // 0.1 · 4 / (0.1 · 4 + 0.9)
    expect(Math.abs(mean - 4 / 13)).toBeLessThan(4 * meanError);
    expect(accept("sign", "k2", [], block)).toMatchObject({ kind: "none" });
  });

  test("a measurement conditions it with its error", () => {
    const [taken] = entriesOf([reading("counts", "2026-05", 460, true)]);
    const key = candidateKeyOf(readingKey("counts", "2026-05", 460, undefined));
    const found = accept("counts", key, [taken!]);
    expect(found).toMatchObject({ kind: "observe", name: "counts_2026_05" });
    const { result, lowering } = runCase(compiled(`${model}\n${found.kind === "observe" ? found.block : ""}`), { draws: 20_000 });
    const { mean, meanError } = result.outputs.find(({ name }) => name === "traffic")!.summaries[0]!;
    const scale = lowering.units.get("traffic")!.scale;
    const expected = (400 / 50 ** 2 + 460 / 30 ** 2) / (1 / 50 ** 2 + 1 / 30 ** 2);
    expect(Math.abs(mean / scale - expected)).toBeLessThan((4 * meanError) / scale);
  });

  test("odds of a forecast are multiplied, once, from what the forecaster said last", () => {
    expect(updatedProbability(0.25, 3)).toBeCloseTo(0.5, 15);
    expect(updatedProbability(0.5, 0.25)).toBeCloseTo(0.2, 15);
    expect([updatedProbability(0, 3), updatedProbability(1, 3)]).toEqual([0, 1]);
    expect(accept("other", "k", [])).toMatchObject({ kind: "set", forecast: "order", was: 0.25, ratio: 3 });
    const said: LedgerDraft = { kind: "set", at, by: "Ann", forecast: "order", forecaster: "Ann", value: { probability: 0.4 } };
    expect(accept("other", "k", entriesOf([said]))).toMatchObject({ was: 0.4, now: 2 / 3 });
    const decided: LedgerDraft = {
      kind: "decision",
      at,
      by: "Ann",
      key: "k",
      verdict: "accepted",
      effect: { kind: "set", forecast: "order" },
    };
    expect(accept("other", "k2", entriesOf([candidate("other", "k"), decided]))).toMatchObject({ kind: "none" });
    const resolved: LedgerDraft = { kind: "resolve", at, by: "Ann", forecast: "order", outcome: "yes", on: "2026-05-01", evidence: "x" };
    expect(accept("other", "k", entriesOf([said, resolved]))).toMatchObject({ kind: "none" });
  });

  test("without a likelihood, or of an indicator that is gone, nothing follows", () => {
    expect(accept("gone", "k", [])).toMatchObject({ kind: "none" });
    expect(accept("nobody", "k", [])).toMatchObject({ kind: "none" });
  });
});

test("a stock is observed in the year of the reading, under the baseline", () => {
  const model = `stock cracks : mm
  starts at 10 mm to 20 mm as uniform
  gains if act then 0.5 mm/year else 2 mm/year
  because "x"
indicator gauge "Gauge"
  watches "x"
  column "t.csv" n when d
  measures cracks
  error normal(sd = 1 mm)`;
  const { assessment, lowering } = compiled(model);
  const [taken] = entriesOf([reading("gauge", "2026-03-01", 15)]);
  const [found] = entriesOf([candidate("gauge", candidateKeyOf(readingKey("gauge", "2026-03-01", 15, undefined)))]);
  const context = { assessment, stated: lowering.indicators, entries: [taken!], by: "Ann", today: "2026-06-01" };
  const consequence = consequenceOf(found as Extract<LedgerEntry, { kind: "candidate" }>, context);
  expect(consequence).toMatchObject({ name: "gauge_2026_03_01" });
  const block = consequence.kind === "observe" ? consequence.block : "";
  expect(block).toContain("cracks[2026, hold] = 15 mm");
  expect(errorsOf(compileModel(`${head}${model}\n${block}`))).toEqual([]);
});

test("signposts by three-valued logic", () => {
  const { lowering } = compiled(`stock cracks : mm
  starts at 10 mm to 20 mm as uniform
  gains if act then 0.5 mm/year else 2 mm/year
  because "x"
quantity luck = 0 to 1 as uniform
  because "x"
objective damage : mm
  minimise final(cracks) * luck
pathway p
  starts hold
  when cracks > 18 mm and luck > 0.5 then switch to act
  when 16 mm <= cracks or luck > 0.5 by 2027 then switch to act
  when not (cracks < 2 cm) then switch to act
  when luck > 0.5 then switch to act
indicator gauge
  watches "x"
  column "t.csv" n when d : cm
  measures cracks`);
  const of = (value: number, period: string) =>
    signpostStates(lowering.signposts, lowering.indicators, () => ({ value, of: period })).map(({ signpost, passed }) => [
      signpost.number,
      passed,
    ]);
  expect(of(1.7, "2026-05")).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ]);
  expect(of(2, "2026-05")).toEqual([
    [1, "open"],
    [2, true],
    [3, true],
  ]);
  expect(of(1, "2026-05")).toEqual([
    [1, false],
    [2, "open"],
    [3, false],
  ]);
  // The second one is for the time before 2027.
  expect(of(2, "2027-02")).toEqual([
    [1, "open"],
    [3, true],
  ]);
  expect(signpostStates(lowering.signposts, lowering.indicators, () => undefined)).toEqual([]);
});

describe("states", () => {
  const { assessment, lowering } = compiled(`indicator counts
  watches "x"
  column "t.csv" n when d
  threshold above 400/day
  check monthly
indicator news
  watches "x"
  feed "f.xml"
  search "limit"`);
  const states = (drafts: readonly LedgerDraft[], today = "2026-06-30") =>
    indicatorStates(entriesOf(drafts), assessment, { stated: lowering.indicators, today });

  test("nothing read", () => {
    expect(states([])[0]).toMatchObject({ standing: "unread", last: undefined, due: undefined, isOverdue: false });
  });

  test("the latest period counts, a revision takes the place of what it revises", () => {
    const [counts] = states([
      reading("counts", "2026-03", 390, false),
      reading("counts", "2026-01", 500, true),
      reading("counts", "2026-03", 410, true),
    ]);
    expect(counts).toMatchObject({ standing: "passed", last: { value: 410 }, passedSince: "2026-01", due: "2026-07-01", isOverdue: false });
    expect(counts!.readings.map(({ value }) => value)).toEqual([500, 410]);
    expect(states([reading("counts", "2026-01", 390, false)], "2026-07-02")[0]).toMatchObject({ standing: "near", isOverdue: true });
  });

  test("candidates wait until they are decided, and the last decision counts", () => {
    const decision = (verdict: "accepted" | "rejected"): LedgerDraft => ({ kind: "decision", at, by: "Ann", key: "k", verdict });
    const found = candidate("news", "k", "https://example.org");
    expect(states([found, found])[1]).toMatchObject({ standing: "unread", pending: [{ key: "k" }] });
    expect(states([found, decision("accepted")])[1]).toMatchObject({ standing: "passed", pending: [] });
    expect(states([found, decision("accepted"), decision("rejected")])[1]).toMatchObject({ standing: "unread", pending: [] });
  });
});

describe("passages", () => {
  const find = (text: string, ...phrases: string[]) =>
    findPassage({ text, language: "en", date: undefined, title: undefined }, phrases)?.passage;
  test("whole words in any case and with any blanks, across marks", () => {
    expect(find("Nothing. A Load\u00a0 LIMIT of 20 tonnes applies. More.", "load limit")).toBe("A Load LIMIT of 20 tonnes applies.");
    expect(find("Unlimited payload limits", "load limit")).toBeUndefined();
    expect(find("Die Brücke wird gesperrt", "brücke")).toBe("Die Brücke wird gesperrt");
    expect(find("a (b) c", "(b)")).toBe("a (b) c");
    expect(find("The inspector’s order", "inspector's")).toBe("The inspector’s order");
  });
  test("a hostile text takes no time", () => {
    expect(find("a ".repeat(500_000), "a b")).toBeUndefined();
    expect(find(`${" \u00a0".repeat(500_000)}b`, "a  b", ".*.*.*x")).toBeUndefined();
    expect(find(`limit ${"x".repeat(100_000)}`, "limit")!.length).toBeLessThan(601);
  });
});

test("inputs that flip the answer and are revealed by nothing are blind spots", async () => {
  const { lowering } = compiled(`quantity x = normal(mean = 1, sd = 1)
  because "x"
quantity y = normal(mean = 0, sd = 1)
  because "x"
indicator seen
  watches "x"
  reveals y`);
  expect(run(lowering.graph, { seed: 1, draws: 16, sampling: "random" }).outputs.length).toBeGreaterThan(0);
  const flip = (input: string, changed: number) => ({
    input,
    points: [{ value: 0, error: 0.1, betterAbove: 0, betterBelow: 1, above: { value: 0.5, error: 0 }, isClear: true }],
    changed: { value: changed, error: 0.01 },
    curve: [],
    quantiles: [-1, 0, 1] as const,
  });
  const pairs = [{ pair: [0, 1] as const, flips: [flip("x", 0.16), flip("y#2", 0.3)], shares: [] }];
  const later = [{ pair: [0, 1] as const, flips: [flip("x", 0.4)], shares: [] }];
  const together = { kind: "unsuitable", reason: "too-few-draws" } as const;
  const result = {
    objectives: [
      { objective: "one", leader: 0, pairs, together },
      { objective: "two", leader: 0, pairs: later, together },
    ],
    without: [],
  };
  const flipping = flippingInputs(result, lowering.indicators);
  expect(flipping.map(({ input, objective, revealedBy }) => [input, objective, revealedBy])).toEqual([
    ["x", "two", []],
    ["y#2", "one", ["seen"]],
  ]);
  expect(blindSpots(flipping).map(({ input }) => input)).toEqual(["x"]);
  expect(flippingInputs({ kind: "unsuitable", reason: "no-inputs" }, lowering.indicators)).toEqual([]);
});
