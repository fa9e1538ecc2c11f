/** `outweigh forecast` as its users meet it: what is taken, what is refused and why, days and zones, lists and their JSON. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyLedger } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { capturedEffects } from "../captured-effects.js";
import { nodeDisk } from "../files-node.js";
import { runCli } from "../program.js";
import { columnsOf } from "../terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "forecast-"));
  mkdirSync(join(root, "demo"));
  writeFileSync(join(root, "demo/1.md"), text);
});
afterEach(() => rmSync(root, { recursive: true }));

const text = `# Demo

\`\`\`outweigh
case demo
  question "Shall we act?"
  author   "Ruth Hale"

option hold "Carry on"
option act  "Act"

chance spread "Spread" : none | local | national
  probabilities 60 % | 30 % | rest
  because "r"

quantity toll "Toll" : deaths/year
  = 100 to 200 as lognormal
  because "r"

objective harm : deaths/year
  minimise if act then toll / 2 else toll

forecast vote "Will the council vote?"
  opens       2026-10-01
  by          2027-06-30
  probability 20 % to 35 %
  resolves    "Minutes"
  source      "Council"
  because     "r"

forecast reach "How far?" : none | local | national
  by            2027-06-30
  computed from spread
  resolves      "Report"
  source        "Agency"
  because       "r"

forecast deaths_2027 "How many?" : deaths/year
  by            2027-12-31
  computed from toll
  resolves      "Register"
  source        "Office"
  because       "r"

forecast opening "When?" : date
  by        2028-02-29
  quantiles 10 %: 2027-01-15 | 90 %: 2028-02-29
  resolves  "Gazette"
  source    "Ministry"
  because   "r"
\`\`\`
`;

const noon = Date.parse("2026-11-23T12:00:00Z");

async function outweigh(words: string, now = noon, env: Record<string, string> = {}) {
  const effects = capturedEffects(nodeDisk(root), { now, env });
  const parts = [...words.matchAll(/'([^']*)'|\S+/g)].map(([whole, quoted]) => quoted ?? whole);
  const code = await runCli(parts, effects);
  expect(`${effects.printed.out}${effects.printed.error}`.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

const ledger = () => readFileSync(join(root, "demo/ledger.jsonl"), "utf8");
const entries = () =>
  ledger()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const edit = (from: string, to: string) =>
  writeFileSync(join(root, "demo/1.md"), readFileSync(join(root, "demo/1.md"), "utf8").replace(from, to));

describe("set", () => {
  test.each([
    ["vote 35 %", { probability: 0.35 }],
    ["vote 35%", { probability: 0.35 }],
    ["vote 0.35", { probability: 0.35 }],
    ["vote '35 percent'", { probability: 0.35 }],
    ["vote 0", { probability: 0 }],
    ["reach none 60 % local 30 % national rest", { probabilities: { none: 0.6, local: 0.3, national: 0.1 } }],
    ["reach 'none: 60%, local: 0.3, national: 10%'", { probabilities: { none: 0.6, local: 0.3, national: 0.1 } }],
    ["reach national=10% none=60% local=rest", { probabilities: { none: 0.6, local: 0.3, national: 0.1 } }],
    ["reach '60 % | 30 % | rest'", { probabilities: { none: 0.6, local: 0.3, national: 0.1 } }],
    [
      "deaths_2027 '5 %: 100 | 50 %: 1,150 | 95 %: 2 thousand'",
      {
        quantiles: [
          [0.05, 100],
          [0.5, 1150],
          [0.95, 2000],
        ],
      },
    ],
    [
      "deaths_2027 5%:100, 50%:150, 95%:200",
      {
        quantiles: [
          [0.05, 100],
          [0.5, 150],
          [0.95, 200],
        ],
      },
    ],
    [
      "opening '10 %: 2027-01-15 | 50 %: 2028-02-29'",
      {
        quantiles: [
          [0.1, "2027-01-15"],
          [0.5, "2028-02-29"],
        ],
      },
    ],
  ])("takes %s", async (words, value) => {
    const said = await outweigh(`forecast set demo ${words} --reason 'As I see it'`);
    expect(said).toMatchObject({ code: 0, error: "" });
    expect(entries()).toMatchObject([
      { kind: "open", by: "Ruth Hale", after: [] },
      { kind: "set", by: "Ruth Hale", forecaster: "Ruth Hale", value, reason: "As I see it", at: "2026-11-23T12:00:00.000Z" },
    ]);
    expect(verifyLedger(ledger())).toEqual([]);
  });

  test.each([
    ["vote 140 %", /from 0 % to 100 %/],
    ["vote 35", /If per cent are meant, write 35 %/],
    ["vote -- -0.1", /no probability/],
    ["vote 33,3%", /decimal point/],
    ["vote maybe", /no probability/],
    ["voet 35%", /Nearest: vote/],
    ["reach none 60 % local 30 % national 20 %", /add up to 110 %/],
    ["reach none 60 % local 30 %", /national has no probability/],
    ["reach none 60 % lokal 30 % national rest", /no state “lokal”; nearest: local/],
    ["reach none 60 % none 30 % national rest", /two probabilities/],
    ["deaths_2027 '5 %: 100 | 50 %: 90'", /do not rise/],
    ["deaths_2027 '5 %: 100 | 100 %: 190'", /nothing that could be scored/],
    ["deaths_2027 '5 %: many'", /no number/],
    ["deaths_2027 35%", /no quantile/],
    ["opening '5 %: 2027-02-29'", /there is no day 2027-02-29/],
    ["opening '5 %: 200'", /no day/],
    ["vote 35 % --at 2026-11-24", /future/],
    ["vote 35 % --at 2026-11-23T13:00Z", /future/],
    ["vote 35 % --at 2026-11-23T11:00", /time zone/],
    ["vote 35 % --at 2026-02-29", /there is no day/],
    ["vote 35 % --at 2026-09-30", /opens on 2026-10-01/],
    ["vote 35 % --by ' '", /not said who/],
  ])("refuses %s", async (words, expected) => {
    const said = await outweigh(`forecast set demo ${words}`);
    expect(said.code).toBe(2);
    expect(said.error.replace(/\s+/g, " ")).toMatch(expected);
    expect(() => ledger()).toThrow();
  });

  test("not after closing; the closing day is the whole day of UTC", async () => {
    expect((await outweigh("forecast set demo vote 35%", Date.parse("2027-06-30T23:59:59Z"))).code).toBe(0);
    expect((await outweigh("forecast set demo vote 35%", Date.parse("2027-07-01T00:00:00Z"))).error).toMatch(/closed on 2027-06-30/);
    expect((await outweigh("forecast set demo vote 35% --at 2027-07-01T01:59:59+02:00", Date.parse("2027-07-02"))).code).toBe(0);
  });

  test("an hour that the clock on the wall shows twice is two; times keep their order", async () => {
    await outweigh("forecast set demo vote 30% --at 2026-10-25T02:30+02:00");
    await outweigh("forecast set demo vote 40% --at 2026-10-25T02:30+01:00");
    expect(entries().map(({ at }) => at)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]);
    expect((await outweigh("forecast set demo vote 50% --at 2026-10-25T02:15+01:00")).error).toMatch(/later already/);
    expect(verifyLedger(ledger())).toEqual([]);
  });

  test("a clock that runs backwards is told; the entry counts", async () => {
    await outweigh("forecast set demo vote 30%");
    await outweigh("forecast set demo vote 40%", noon - 3_600_000);
    expect(verifyLedger(ledger()).map(({ kind }) => kind)).toEqual(["clock-backwards"]);
    expect((await outweigh("forecast list demo")).out).toMatch(/Ruth Hale +40 %/);
  });

  test("who: the option, the environment, the author; a near name is asked about", async () => {
    await outweigh("forecast set demo vote 30% --by Hale");
    expect((await outweigh("forecast set demo vote 30% --by Hael")).out).toMatch(/If Hale is meant/);
    await outweigh("forecast set demo vote 30%", noon, { OUTWEIGH_BY: "Ann" });
    await outweigh("forecast set demo vote 30%");
    expect(
      entries()
        .slice(1)
        .map(({ by }) => by),
    ).toEqual(["Hale", "Hael", "Ann", "Ruth Hale"]);
  });

  test("changed criteria stop it until they are given a reason", async () => {
    await outweigh("forecast set demo vote 30%");
    expect((await outweigh("forecast criteria demo vote --reason 'So'")).error).toMatch(/as they were/);
    edit('"Minutes"', '"Gazette"');
    expect((await outweigh("check demo")).out).toMatch(/criteria-changed/);
    expect((await outweigh("forecast set demo vote 40%")).error).toMatch(/changed after forecasts/);
    expect((await outweigh("forecast resolve demo vote yes --evidence x")).error).toMatch(/changed after forecasts/);
    expect((await outweigh("forecast criteria demo vote")).error).toMatch(/why they change/);
    expect((await outweigh("forecast criteria demo vote --reason 'The minutes are secret'")).code).toBe(0);
    expect((await outweigh("forecast set demo vote 40%")).code).toBe(0);
    expect((await outweigh("check demo")).out).not.toMatch(/criteria-changed/);
    expect(entries().map(({ kind }) => kind)).toEqual(["open", "set", "criteria", "set"]);
  });
});

describe("resolve and annul", () => {
  beforeEach(async () => {
    await outweigh("forecast set demo vote 30% --at 2026-11-01");
  });

  test("an outcome ends a forecast, a later one replaces it", async () => {
    expect((await outweigh("forecast resolve demo vote yes --on 2026-11-20 --evidence 'Minutes, page 3'")).out).toMatch(
      /yes, settled on 2026-11-20/,
    );
    expect((await outweigh("forecast set demo vote 99%")).error).toMatch(/settled: yes on 2026-11-20/);
    expect((await outweigh("forecast resolve demo vote no --evidence 'Erratum' --note 'A misprint'")).out).toMatch(
      /before: yes on 2026-11-20/,
    );
    expect((await outweigh("forecast list demo")).out).toMatch(/Resolved\n {2}vote: no on 2026-11-23; Erratum/);
    expect((await outweigh("forecast annul demo vote --reason 'The council was dissolved'")).code).toBe(0);
    expect((await outweigh("forecast list demo")).out).toMatch(/Annulled\n {2}vote: annulled; The council was dissolved/);
    expect(verifyLedger(ledger())).toEqual([]);
  });

  test.each([
    ["resolve demo vote perhaps --evidence x", /no outcome/],
    ["resolve demo vote yes", /by what the outcome can be checked/],
    ["resolve demo vote yes --on 2026-11-24 --evidence x", /future/],
    ["resolve demo vote yes --on 2026-09-30 --evidence x", /settled before/],
    ["resolve demo vote yes --on 2026-10-15 --evidence x", /first forecast is of 2026-11-01/],
    ["resolve demo reach lokal --evidence x", /nearest: local/],
    ["resolve demo deaths_2027 many --evidence x", /no number/],
    ["resolve demo opening 2027-02-29 --evidence x", /there is no day/],
    ["annul demo vote", /not said why/],
  ])("refuses %s", async (words, expected) => {
    const said = await outweigh(`forecast ${words}`);
    expect(said.code).toBe(2);
    expect(said.error.replace(/\s+/g, " ")).toMatch(expected);
    expect(entries()).toHaveLength(2);
  });

  test("outcomes of every form", async () => {
    await outweigh("forecast resolve demo reach local --evidence x");
    await outweigh("forecast resolve demo deaths_2027 1,250 deaths/year --evidence x");
    await outweigh("forecast resolve demo opening 2026-11-02 --evidence x");
    await outweigh("forecast resolve demo vote Ambiguous --evidence x");
    expect(
      entries()
        .filter(({ kind }) => kind === "resolve")
        .map(({ outcome }) => outcome),
    ).toEqual(["local", 1250, "2026-11-02", "ambiguous"]);
  });
});

describe("update", () => {
  test("enters what the model computes, and only what has moved", async () => {
    expect((await outweigh("forecast update demo")).out).toMatch(/reach: none 60 %, local 30 %, national 10 %, says the model/);
    const first = entries();
    expect(first.map(({ kind, by, computed }) => [kind, by, computed])).toEqual([
      ["open", "model", undefined],
      ["set", "model", true],
      ["open", "model", undefined],
      ["set", "model", true],
    ]);
    // The quantiles of a lognormal with 90 % between 100 and 200: its median is their geometric mean.
    const quantiles = first[3].value.quantiles as [number, number][];
    expect(quantiles.map(([share]) => share)).toEqual([0.05, 0.25, 0.5, 0.75, 0.95]);
    for (const [index, expected] of [100, 122.7, 141.42, 163.0, 200].entries()) expect(quantiles[index]![1] / expected).toBeCloseTo(1, 2);
    expect((await outweigh("forecast update demo --seed 7")).out).toMatch(/2 forecasts are where they were, within the standard error/);
    expect(entries()).toHaveLength(4);
    edit("60 % | 30 %", "50 % | 40 %");
    expect((await outweigh("forecast update demo --reason 'New survey'")).out).toMatch(/reach: none 50 %/);
    expect(entries()).toHaveLength(5);
    expect(verifyLedger(ledger())).toEqual([]);
  });

  test("not after closing, nor after an outcome, nor from a case with errors", async () => {
    await outweigh("forecast resolve demo reach local --evidence x");
    const late = await outweigh("forecast update demo", Date.parse("2028-01-01"));
    expect(late.out).toMatch(/deaths_2027: not entered, as it closed/);
    edit("= 100 to 200", "= 100 to tow");
    expect((await outweigh("forecast update demo")).code).toBe(1);
    expect(entries()).toHaveLength(2);
  });
});

describe("list", () => {
  test("groups by what is to be done, and keeps to its schema", async () => {
    await outweigh("forecast set demo vote 30%");
    await outweigh("forecast set demo vote 40% --by Ann --reason 'Why not'");
    await outweigh("forecast set demo opening '10 %: 2027-01-15 | 50 %: 2027-05-01'");
    await outweigh("forecast resolve demo deaths_2027 120 --evidence Register");
    edit('"Minutes"', '"Gazette"');
    const { out } = await outweigh("forecast list demo", Date.parse("2027-06-10"));
    expect(out).toMatch(/^Due within 30 days\n {2}vote: by 2027-06-30/);
    expect((await outweigh("forecast list demo", Date.parse("2027-07-02"))).out).toMatch(
      /^Overdue: record what came out\n {2}vote: by 2027-06-30 \(2 days ago\)/,
    );
    const schema = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(new URL("../../../../docs/schema/forecast.schema.json", import.meta.url), "utf8")),
    );
    const json = JSON.parse((await outweigh("forecast list demo --json")).out);
    expect(schema(json), JSON.stringify(schema.errors)).toBe(true);
    expect(json.forecasts.find(({ forecast }: { forecast: string }) => forecast === "vote")).toMatchObject({
      group: "open",
      stated: "20 % to 35 %",
      changedCriteria: ["resolves"],
      latest: [
        { by: "Ruth Hale", value: { probability: 0.3 } },
        { by: "Ann", value: { probability: 0.4 }, reason: "Why not" },
      ],
    });
  });

  test("days across a change of the clocks and a leap day are whole", async () => {
    edit("2027-06-30", "2028-03-28");
    expect((await outweigh("forecast list demo", Date.parse("2028-02-27T23:59:59Z"))).out).toMatch(
      /Due within 30 days[\s\S]* {2}vote: by 2028-03-28/,
    );
    expect((await outweigh("forecast list demo", Date.parse("2028-02-26T23:59:59Z"))).out).not.toMatch(/Due within 30 days\n {2}vote/);
  });

  test("a damaged ledger is told and goes on", async () => {
    await outweigh("forecast set demo vote 30%");
    writeFileSync(join(root, "demo/ledger.jsonl"), `${ledger()}{"after":["x`);
    expect((await outweigh("check demo")).out).toMatch(/ledger-damaged[\s\S]*Line 3: The last line is not whole/);
    expect((await outweigh("forecast list demo")).out).toMatch(/1 line of the ledger/);
    expect((await outweigh("forecast set demo vote 40%")).code).toBe(0);
    expect(verifyLedger(ledger()).map(({ line, kind }) => `${line} ${kind}`)).toEqual(["3 unreadable"]);
  });
});
