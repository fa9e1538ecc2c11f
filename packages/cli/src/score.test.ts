/** `outweigh score` on a disk: a case with a ledger, tables, 80 columns, JSON by its schema, the page, and what cannot be scored. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { draftToLine, type LedgerDraft } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "score-"));
});
afterEach(() => rmSync(root, { recursive: true }));

async function score(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const effects = capturedEffects(nodeDisk(root));
  const code = await runCli(["score", ...words], effects);
  const { out, error } = effects.printed;
  if (!words.includes("--json")) expect(`${out}${error}`.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  return { code, out, error };
}

const schema = JSON.parse(readFileSync(new URL("../../../docs/schema/score.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

// biome-ignore lint/suspicious/noExplicitAny: JSON that has been validated by its schema
async function scoreOf(...words: readonly string[]): Promise<any> {
  const json = JSON.parse((await score(...words, "--json")).out);
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  return json;
}

const at = (day: number) => `2026-01-${`${day}`.padStart(2, "0")}T12:00:00Z`;

/** Writes the ledger of the case `town`. */
function writeLedger(drafts: readonly LedgerDraft[]): void {
  mkdirSync(join(root, "town"), { recursive: true });
  let heads: readonly string[] = [];
  const lines = drafts.map((draft) => {
    const { entry, line } = draftToLine(draft, heads);
    heads = [entry.id];
    return `${line}\n`;
  });
  writeFileSync(join(root, "town", "ledger.jsonl"), lines.join(""));
}

const opened = (forecast: string, more: object): LedgerDraft =>
  ({ kind: "open", at: at(1), by: "Ann", forecast, question: `Will ${forecast} be?`, type: "binary", opens: "2026-01-01", closes: "2026-01-20", ...more }) as LedgerDraft; // biome-ignore format: short
const set = (forecast: string, by: string, day: number, value: object): LedgerDraft =>
  ({ kind: "set", at: at(day), by, forecaster: by, forecast, value }) as LedgerDraft;
const resolved = (forecast: string, outcome: string | number): LedgerDraft =>
  ({ kind: "resolve", at: at(25), by: "Ann", forecast, outcome, on: "2026-01-20", evidence: "The gazette" }) as LedgerDraft;

const drafts: readonly LedgerDraft[] = [
  opened("rain", {}),
  set("rain", "Ann", 1, { probability: 0.8 }),
  set("rain", "Bob", 1, { probability: 0.4 }),
  opened("height", { type: "numeric", unit: "m" }),
  set("height", "Ann", 2, { quantiles: [[0.1, 2], [0.5, 3], [0.9, 5]] }), // biome-ignore format: short
  opened("winner", { type: "multiple", options: ["red", "blue", "none"] }),
  set("winner", "Bob", 3, { probabilities: { red: 0.5, blue: 0.3, none: 0.2 } }),
  opened("snow", {}),
  set("snow", "Ann", 3, { probability: 0.1 }),
  set("snow", "Bob", 3, { probability: 0.3 }),
];

test("a case: its ledger is scored, small samples are said to be small", async () => {
  writeLedger([...drafts, resolved("rain", "yes"), resolved("height", 4), resolved("winner", "blue")]);
  const { code, out, error } = await score("town");
  expect([code, error]).toEqual([0, ""]);
  expect(out.replace(/\s+/g, " ")).toContain("3 settled questions with 4 forecasts by 2 forecasters are scored. Left out: 1 still open.");
  expect(out).toContain("A small sample");
  expect(out).toContain("Will snow be?");
  const json = await scoreOf("town");
  expect(json.from).toEqual(["town"]);
  expect(json.leftOut.open).toEqual(["snow"]);
  const [rain] = json.questions;
  // All of the twenty days but the first twelve hours: 0.04 then, a quarter before.
  expect(rain.rows[0].timeAveraged.brierHalf).toBeCloseTo((19.5 * 0.04 + 0.5 * 0.25) / 20, 12);
  expect(rain.rows[0].lastForecast.brierHalf).toBeCloseTo(0.04, 12);
  expect(json.intervals).toEqual([{ forecaster: "Ann", questions: 1, intervals: 1, held: 1, expected: 0.8 }]);
  expect(json.pooled.find(({ forecast }: { forecast: string }) => forecast === "snow").mean[0]).toBeCloseTo(0.2, 12);
});

test("numbers and days: over the life, against the others, pooled", async () => {
  writeLedger([
    opened("height", { type: "numeric", unit: "m" }),
    set("height", "Ann", 2, { quantiles: [[0.5, 3]] }),
    set("height", "Bob", 11, { quantiles: [[0.5, 9]] }),
    opened("thaw", { type: "date" }),
    set("thaw", "Ann", 2, { quantiles: [[0.1, "2026-02-01"], [0.9, "2026-03-01"]] }), // biome-ignore format: short
    set("thaw", "Bob", 2, { quantiles: [[0.1, "2026-02-03"], [0.9, "2026-03-05"]] }), // biome-ignore format: short
    resolved("height", 5),
  ]);
  const json = await scoreOf("town");
  const [ann, bob] = json.questions[0].rows;
  // Ann misses by 2 m for eighteen and a half of twenty days, Bob by 4 m for nine and a half.
  expect([ann.timeAveraged.crps, bob.timeAveraged.crps]).toEqual([1.85, 1.9]);
  expect([ann.againstOthers.advantage, bob.againstOthers.advantage]).toEqual([0.95, -0.95]);
  expect(json.intervals.map(({ skillAgainstOthers }: { skillAgainstOthers: number }) => skillAgainstOthers)).toEqual([0.5, -1]);
  const { out } = await score("town");
  expect(out).toMatch(/Will height be\? +Ann +93.% +1\.85 m +2 m +0\.95 m/);
  expect(out).toMatch(/Bob +48.% +1\.9 m +4 m +\u22120\.95 m/);
  expect(out).toMatch(/Will thaw be\? +10.% +2 +2026-02-02 +2026-02-02 +2026-02-02\n +90.% +2026-03-03/);
});

test("a corrected outcome counts, an annulled or ambiguous question does not", async () => {
  const annulled = { kind: "annul", at: at(26), by: "Ann", forecast: "snow", reason: "Asked badly" } as LedgerDraft;
  writeLedger([...drafts, resolved("rain", "yes"), resolved("rain", "no"), resolved("winner", "ambiguous"), annulled]);
  const json = await scoreOf("town");
  expect(json.questions).toHaveLength(1);
  expect(json.questions[0].outcome).toBe("no");
  expect([json.leftOut.annulled, json.leftOut.ambiguous, json.leftOut.open]).toEqual([["snow"], ["winner"], ["height"]]);
});

test("nothing settled yet", async () => {
  writeLedger(drafts);
  const { code, out } = await score("town");
  expect(code).toBe(0);
  expect(out).toContain("No forecast has been settled yet. Left out: 4 still open.");
  expect((await scoreOf("town")).overall).toBeUndefined();
});

const questions = `ifp_id,q_type,q_text,q_status,date_start,date_to_close,date_closed,outcome,options
1-0,0,"Rain, soon?",closed,9/1/11,12/31/11,10/2/11,a,"(a) Yes, (b) No"
2-0,0,<script>alert(1)</script>,closed,9/1/11,12/31/11,12/31/11,b,"(a) Yes, (b) No"
`;
const forecasts = `ifp_id,user_id,forecast_id,answer_option,value,timestamp
1-0,7,1,a,0.8,2011-09-03 12:00:00
1-0,7,1,b,0.2,2011-09-03 12:00:00
2-0,7,2,a,0.3,2011-09-03 12:00:00
2-0,7,2,b,0.7,2011-09-03 12:00:00
2-0,8,3,a,0.3,2011-09-03 12:00:00
2-0,8,3,b,0.9,2011-09-03 12:00:00
`;
const tables = (first = questions, second = forecasts) => {
  writeFileSync(join(root, "ifps.csv"), first);
  writeFileSync(join(root, "forecasts.csv"), second);
  return ["--questions", "ifps.csv", "--forecasts", "forecasts.csv"];
};

test("tables: what cannot be used is told with its place, the rest is scored and drawn", async () => {
  const { code, out, error } = await score(...tables(), "--html", "scores.html");
  expect(code).toBe(0);
  expect(error).toContain("warning  forecasts.csv:6:11\n");
  expect(error).toContain("add up to 1.2, not to 1.");
  expect(out).toContain("2 settled questions with 2 forecasts by 1 forecaster are scored.");
  const page = readFileSync(join(root, "scores.html"), "utf8");
  expect(page).toContain("<svg ");
  expect(page).toContain("Calibration");
  expect(page).not.toContain("<script");
  const json = await scoreOf(...tables());
  expect(json.problems).toHaveLength(1);
  expect(json.overall.lastForecast.brierHalf).toBeCloseTo((0.04 + 0.09) / 2, 12);
});

test("files that are wrong end with exit code 1", async () => {
  const without = await score(...tables(questions, forecasts.replace("value", "chance")));
  expect(without.code).toBe(1);
  expect(without.out).toBe("");
  expect(without.error).toContain("error  forecasts.csv:1:1");
  const outcome = await score(...tables(questions.replace("10/2/11,a", "10/2/11,q")));
  expect(outcome.code).toBe(1);
  expect(outcome.error).toContain("error  ifps.csv:2:");
  expect(outcome.out).toContain("1 settled question with 1 forecast");
});

test("what cannot be scored is said", async () => {
  for (const words of [
    [],
    ["nowhere"],
    ["--questions", "a.csv"],
    ["--questions", "a.csv", "--forecasts", "b.csv"],
    ["town", ...tables()],
  ]) {
    const { code, error } = await score(...words);
    expect([words, code]).toEqual([words, 2]);
    expect(error).not.toBe("");
  }
  writeLedger([]);
  expect((await score("town")).error).toContain("has no forecast");
});
