/** Histories from a ledger and from the files of the Good Judgment Project: days, outcomes, and what is amiss with its place. */
import { existsSync, readFileSync } from "node:fs";
import { scoreLedger } from "@outweigh/engine";
import { describe, expect, it } from "vitest";
import { dayOfDate } from "../calendar.js";
import type { ForecastState } from "../ledger/states.js";
import { historiesOfLedger, readGoodJudgment, scoreReport } from "./index.js";
import { timeOf } from "./ledger-histories.js";

const day = (date: string) => dayOfDate(date)!;

const state = (more: Partial<ForecastState>): ForecastState => ({
  forecast: "hearing",
  criteria: { question: "Will there be a hearing?", type: "binary", opens: "2026-01-01", closes: "2026-06-30" },
  changedCriteria: [],
  declared: undefined,
  amendments: [],
  history: [{ at: "2026-02-01T12:00:00Z", by: "Ann", value: { probability: 0.7 }, reason: undefined, computed: false }],
  latest: new Map(),
  standing: "resolved",
  outcome: "yes",
  on: "2026-05-01",
  closing: undefined,
  wasResolvedBefore: false,
  isDeclared: true,
  isOpened: true,
  ...more,
});
const one = (more: Partial<ForecastState>) => historiesOfLedger([state(more)])[0]!;
const point = (at: string, value: ForecastState["history"][number]["value"]) => ({
  at,
  by: "Ann",
  value,
  reason: undefined,
  computed: false,
});

describe("from a ledger", () => {
  it("an event: the whole closing day counts, and the day of an early settlement does not", () => {
    expect(one({}).history).toEqual({
      forecast: "hearing",
      type: "binary",
      opens: day("2026-01-01"),
      closes: day("2026-07-01"),
      settledOn: day("2026-05-01"),
      outcome: 0,
      entries: [{ at: day("2026-02-01") + 0.5, by: "Ann", value: { probabilities: [0.7, 1 - 0.7] } }],
    });
    expect(one({ on: "2026-06-30" }).history.settledOn).toBeUndefined();
    expect(one({ outcome: "no" }).history.outcome).toBe(1);
    const { opens: _, ...criteria } = state({}).criteria;
    expect(one({ criteria }).history.opens).toBe(day("2026-02-01"));
  });

  it("what is not settled, and what cannot be", () => {
    expect(one({ standing: "open", outcome: undefined, on: undefined }).history.outcome).toBeUndefined();
    expect(one({ standing: "annulled", outcome: undefined }).history.outcome).toBe("annulled");
    expect(one({ standing: "ambiguous", outcome: undefined }).history.outcome).toBe("ambiguous");
    expect(historiesOfLedger([state({ history: [] })])).toEqual([]);
  });

  it("states by their places, numbers, and days", () => {
    const criteria = { question: "Who?", type: "multiple" as const, closes: "2026-06-30", options: ["ann", "bob", "none"] };
    const several = one({
      criteria,
      outcome: "bob",
      history: [point("2026-02-01T00:00:00Z", { probabilities: { bob: 0.5, ann: 0.3, none: 0.2 } })],
    });
    expect(several.history.outcome).toBe(1);
    expect(several.history.entries[0]!.value).toEqual({ probabilities: [0.3, 0.5, 0.2] });
    const date = one({
      criteria: { question: "When?", type: "date", closes: "2026-06-30" },
      outcome: "2026-05-01",
      history: [point("2026-02-01T00:00:00Z", { quantiles: [[0.1, "2026-03-01"], [0.9, "2026-06-01"]] })], // biome-ignore format: short
    });
    expect(date.history.outcome).toBe(day("2026-05-01"));
    expect(date.history.entries[0]!.value).toEqual({ quantiles: [[0.1, day("2026-03-01")], [0.9, day("2026-06-01")]] }); // biome-ignore format: short
  });

  it("where a clock ran backwards the order of the ledger wins", () => {
    const history = [point("2026-02-03T00:00:00Z", { probability: 0.2 }), point("2026-02-01T00:00:00Z", { probability: 0.9 })];
    const { questions } = scoreLedger([one({ history }).history]);
    const [row] = questions[0]!.rows;
    expect(row!.kind === "states" && row!.lastForecast.brierHalf).toBeCloseTo(0.01, 12);
  });

  it("leap days, parts of a day, and times that are none", () => {
    expect(timeOf("2028-02-29T18:00:00Z")).toBe(day("2028-02-29") + 0.75);
    expect(["2027-02-29 10:00:00", "2026-01-01 24:00:00", "yesterday", ""].map(timeOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

const questionHead = "ifp_id,q_type,q_text,q_status,date_start,date_to_close,date_closed,outcome,options";
const forecastHead = "ifp_id,user_id,forecast_id,answer_option,value,timestamp";
const rain = '1-0,0,"Will it rain, and ""soon""?",closed,9/1/11,12/31/11,10/2/11,a,"(a) Yes, (b) No"';
const read = (questions: readonly string[], forecasts: readonly string[]) =>
  readGoodJudgment(
    { path: "ifps.csv", text: [questionHead, ...questions].join("\n") },
    { path: "forecasts.csv", text: [forecastHead, ...forecasts].join("\n") },
  );
const told = (questions: readonly string[], forecasts: readonly string[]) =>
  read(questions, forecasts).problems.map(({ path, line, column, severity }) => `${severity} ${path}:${line}:${column}`);
const sound = ["1-0,7,1,a,0.8,2011-09-03 12:00:00", "1-0,7,1,b,0.2,2011-09-03 12:00:00"];

describe("from files of the Good Judgment Project", () => {
  it("a question, its dates, states and forecasts", () => {
    const { histories, problems, forecasts } = read([rain], sound);
    expect(problems).toEqual([]);
    expect(forecasts).toBe(1);
    expect(histories[0]).toEqual({
      history: {
        forecast: "1-0",
        type: "binary",
        opens: day("2011-09-01"),
        closes: day("2012-01-01"),
        settledOn: day("2011-10-02"),
        outcome: 0,
        entries: [{ at: day("2011-09-03") + 0.5, by: "7", value: { probabilities: [0.8, 0.2] } }],
      },
      words: { question: 'Will it rain, and "soon"?', states: ["Yes", "No"], unit: undefined },
    });
  });

  it("states in order, a condition before the options, brackets within them, voided and open questions", () => {
    const { histories } = read(
      [
        '2-6,6,Q,closed,2011-09-01,2011-12-31,2011-12-31,c,"(a) 4 (inclusive) to 5, (b) more (than that), (c) none"',
        '3-1,1,Q,voided,9/1/11,12/31/11,NA,,"If it rains :  (a) Yes, (b) No"',
        '4-0,0,Q,open,9/1/11,12/31/11,NA,,"(a) A, (b) B, (c) C"',
      ],
      [],
    );
    expect(histories.map(({ history, words }) => [history.type, history.outcome, words.states])).toEqual([
      ["ordered", 2, ["4 (inclusive) to 5", "more (than that)", "none"]],
      ["binary", "annulled", ["Yes", "No"]],
      ["multiple", undefined, ["A", "B", "C"]],
    ]);
  });

  it("other delimiters, line ends of Windows, a byte order mark", () => {
    const text = `\ufeff${[forecastHead, ...sound].join("\r\n").replaceAll(",", ";")}\r\n`;
    const { forecasts, problems } = readGoodJudgment({ path: "q", text: `${questionHead}\n${rain}\n` }, { path: "f", text });
    expect(problems).toEqual([]);
    expect(forecasts).toBe(1);
  });

  it("a missing column, an empty file and an open quotation mark stop the reading", () => {
    const text = `${forecastHead.replace("value", "chance")}\n${sound[0]}`;
    const { problems, histories } = readGoodJudgment({ path: "ifps.csv", text: `${questionHead}\n${rain}` }, { path: "f.csv", text });
    expect(problems.map(({ path, line, severity }) => [path, line, severity])).toEqual([["f.csv", 1, "error"]]);
    expect(problems[0]!.problem).toContain("“value”");
    expect(histories).toEqual([]);
    expect(readGoodJudgment({ path: "q", text: "" }, { path: "f", text: "" }).problems).toHaveLength(2);
    expect(told([rain, '5-0,0,"open to the end'], sound)).toEqual(["error ifps.csv:3:1"]);
  });

  it("dates that are none, outcomes that are no option: an error where forecasts depend on it, else a warning", () => {
    expect(told([rain.replace("9/1/11", "9/31/11")], sound)).toEqual(["error ifps.csv:2:44"]);
    expect(told([rain.replace(",a,", ",c,")], sound)).toEqual(["error ifps.csv:2:68"]);
    expect(told([rain.replace("12/31/11", "8/31/11")], [])).toEqual(["warning ifps.csv:2:51"]);
    expect(told([rain, rain], sound)).toEqual(["error ifps.csv:3:1"]);
  });

  it("forecasts that cannot be used are left out, with their place", () => {
    const row = (changes: readonly string[]) => told([rain], [...sound, ...changes]);
    expect(row(["1-0,8,2,a,0.8,2011-09-03 12:00:00", "1-0,8,2,b,0.4,2011-09-03 12:00:00"])).toEqual(["warning forecasts.csv:4:11"]);
    expect(row(["1-0,8,2,a,0.8,2011-09-03 12:00:00"])).toEqual(["warning forecasts.csv:4:11"]);
    expect(row(["1-0,8,2,c,0.8,2011-09-03 12:00:00"])).toEqual(["warning forecasts.csv:4:9"]);
    expect(row(["1-0,8,2,a,80,2011-09-03 12:00:00"])).toEqual(["warning forecasts.csv:4:11"]);
    expect(row(["1-0,8,2,a,0.8,3 Sept"])).toEqual(["warning forecasts.csv:4:15"]);
    expect(row(["9-0,8,2,a,0.8,2011-09-03 12:00:00"])).toEqual(["warning forecasts.csv:4:1"]);
    expect(row(["1-0,NA,2,a,0.8,2011-09-03 12:00:00", "1-0,,3,a,0.8,2011-09-03 12:00:00"])).toEqual(["warning forecasts.csv:4:5"]);
  });

  it("what misses one by rounding is scaled, and counted", () => {
    const { scaled, histories } = read(
      ['4-0,0,Q,closed,9/1/11,12/31/11,12/31/11,a,"(a) A, (b) B, (c) C"'],
      ["a", "b", "c"].map((letter) => `4-0,8,2,${letter},0.33,2011-09-03 12:00:00`),
    );
    expect(scaled).toBe(1);
    const { value } = histories[0]!.history.entries[0]!;
    for (const p of "probabilities" in value ? value.probabilities : []) expect(p).toBeCloseTo(1 / 3, 12);
  });
});

const shared = new URL("../../../../../shared/fixtures/gjp/", import.meta.url);

describe.skipIf(!existsSync(shared))("the files beside the project (absent: skipped)", () => {
  it("617 questions and their forecasts, against a plain loop over the rows", () => {
    const text = (name: string) => readFileSync(new URL(name, shared), "utf8");
    const [questions, forecasts] = [text("ifps.csv"), text("survey_fcasts_mini.yr1.csv")];
    const read = readGoodJudgment({ path: "ifps.csv", text: questions }, { path: "forecasts.csv", text: forecasts });
    expect(read.questions).toBe(617);
    expect(read.problems.map(({ line, severity }) => `${severity} ${line}`)).toEqual(["warning 8116", "warning 10000"]);
    expect(read.histories.filter(({ history }) => typeof history.outcome === "number")).toHaveLength(498);
    const { scores } = scoreReport(read.histories);
    // A forecast is complete but for the last row, which the file breaks off after; 18 name nobody.
    expect(read.forecasts).toBe(4390);
    const outcomes = new Map(read.histories.map(({ history }) => [history.forecast, history.outcome]));
    const last = new Map<string, Map<string, number[]>>();
    const rows = forecasts
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.replaceAll('"', "").split(","));
    const byForecast = new Map<string, string[][]>();
    for (const row of rows) byForecast.set(row[6]!, [...(byForecast.get(row[6]!) ?? []), row]);
    const dated = [...byForecast.values()]
      .filter((own) => own.length > 1 && own[0]![5] !== "NULL")
      .sort((a, b) => (a[0]![15]! < b[0]![15]! ? -1 : 1));
    for (const own of dated) {
      const [id, user] = [own[0]![0]!, own[0]![5]!];
      if (!last.has(id)) last.set(id, new Map());
      last.get(id)!.set(user, own.sort((a, b) => (a[8]! < b[8]! ? -1 : 1)).map((row) => Number(row[9]))); // biome-ignore format: short
    }
    const briers = [...last].map(([id, users]) => {
      const losses = [...users.values()].map((ps) =>
        ps.reduce((sum, p, place) => sum + (p - (place === outcomes.get(id) ? 1 : 0)) ** 2, 0),
      );
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    });
    expect(scores.overall!.questions).toBe(18);
    expect(scores.overall!.lastForecast.brierOriginal).toBeCloseTo(briers.reduce((sum, each) => sum + each, 0) / 18, 9);
    const peers = scores.questions.flatMap(({ rows }) => [
      rows.reduce((sum, row) => sum + (row.kind === "states" ? row.againstOthers.peer : 0), 0),
    ]);
    for (const sum of peers) expect(Math.abs(sum)).toBeLessThan(1e-6);
    expect(scores.calibration!.isSmall).toBe(true);
  });
});
