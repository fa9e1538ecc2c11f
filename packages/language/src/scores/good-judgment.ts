/**
 * The files of the Good Judgment Project as histories that can be scored: a table of questions (ifps.csv) and a table of forecasts, a row for each
 * answer option of each forecast.
 */
import type { HistoryEntry, QuestionHistory } from "@outweigh/engine";
import { dayOfDate } from "../calendar.js";
import { nearNames } from "../near.js";
import { type CsvRow, type FileProblem, isProblems, readCsv } from "./csv-table.js";
import { timeOf } from "./ledger-histories.js";
import type { WordedHistory } from "./score-report.js";

/** A file with its text. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** What two files of the project hold. */
export interface GoodJudgment {
  readonly histories: readonly WordedHistory[];
  /** What is amiss. A question or forecast with a problem is left out, the others are read; of a question without forecasts it is a warning. */
  readonly problems: readonly FileProblem[];
  readonly questions: number;
  readonly forecasts: number;
  /** Forecasts whose probabilities missed one by rounding and were scaled. */
  readonly scaled: number;
}

const questionColumns = ["ifp_id", "q_status", "date_start", "date_to_close", "date_closed", "outcome", "options"];
const forecastColumns = ["ifp_id", "user_id", "forecast_id", "answer_option", "value", "timestamp"];

/** Probabilities may miss one by this much for each option, since they are given in hundredths. */
const roundingOfOption = 0.005;

interface OpenQuestion {
  readonly history: Omit<QuestionHistory, "entries">;
  readonly words: WordedHistory["words"];
  readonly letters: readonly string[];
  readonly entries: HistoryEntry[];
}

/** Reads both files. A column that is missing stops the reading, anything else amiss costs the row. */
export function readGoodJudgment(questions: NamedText, forecasts: NamedText): GoodJudgment {
  const problems: FileProblem[] = [];
  const [questionRows, forecastRows] = [
    readCsv(questions.path, questions.text, questionColumns),
    readCsv(forecasts.path, forecasts.text, forecastColumns),
  ];
  for (const rows of [questionRows, forecastRows]) if (isProblems(rows)) problems.push(...rows);
  if (isProblems(questionRows) || isProblems(forecastRows)) return { histories: [], problems, questions: 0, forecasts: 0, scaled: 0 };
  const byId = new Map<string, OpenQuestion | FileProblem>();
  for (const row of questionRows) {
    const id = row.cell("ifp_id");
    if (byId.has(id))
      problems.push(
        problemAt(
          questions.path,
          row,
          "ifp_id",
          "error",
          `The question ${id} is there twice.`,
          "Remove one of its rows; the first is used.",
        ),
      );
    else byId.set(id, readQuestion(questions.path, row));
  }
  const used = new Set(forecastRows.map((row) => row.cell("ifp_id")));
  for (const [id, each] of byId) if (isFaulty(each)) problems.push(used.has(id) ? each : { ...each, severity: "warning" });
  const read = readForecasts(forecasts.path, forecastRows, byId, problems);
  return {
    histories: [...byId.values()].flatMap((each) =>
      isFaulty(each) ? [] : [{ history: { ...each.history, entries: each.entries }, words: each.words }],
    ),
    problems,
    questions: byId.size,
    ...read,
  };
}

function problemAt(
  path: string,
  row: CsvRow,
  column: string,
  severity: FileProblem["severity"],
  problem: string,
  remedy: string,
): FileProblem {
  return { path, ...row.place(column), severity, problem, remedy };
}

const isFaulty = (question: OpenQuestion | FileProblem): question is FileProblem => "problem" in question;

function readQuestion(path: string, row: CsvRow): OpenQuestion | FileProblem {
  const report = (column: string, problem: string, remedy: string) =>
    problemAt(path, row, column, "error", `${problem} The question ${row.cell("ifp_id")} is left out.`, remedy);
  const options = readOptions(row.cell("options"));
  if (options.length < 2)
    return report(
      "options",
      "These options are not a list such as “(a) Yes, (b) No”.",
      "Name every option with its letter in round brackets.",
    );
  const day = (column: string) => dayOfAmerican(row.cell(column));
  const unread = (column: string) =>
    report(
      column,
      `“${row.cell(column)}” in the column ${column} is not a date.`,
      "Write month, day and year as in 9/1/11, or 2011-09-01.",
    );
  const [status, letter] = [row.cell("q_status"), row.cell("outcome").toLowerCase()];
  const isVoid = /^void/i.test(status);
  const isSettled = !isVoid && !isMissing(letter);
  const [opens, closing] = [day("date_start"), day("date_to_close")];
  if (opens === undefined) return unread("date_start");
  if (closing === undefined) return unread("date_to_close");
  if (closing < opens && !isVoid)
    return report(
      "date_to_close",
      `The question closes on ${row.cell("date_to_close")}, before it opens on ${row.cell("date_start")}.`,
      "Correct one of the two dates.",
    );
  const settled = isMissing(row.cell("date_closed")) ? undefined : day("date_closed");
  if (settled === undefined && isSettled && !isMissing(row.cell("date_closed"))) return unread("date_closed");
  const letters = options.map(({ letter }) => letter);
  if (isSettled && !letters.includes(letter))
    return report(
      "outcome",
      `The outcome “${row.cell("outcome")}” is not among the options ${letters.join(", ")}.`,
      "Give the letter of the option that came true, or nothing while the question is open.",
    );
  return {
    history: {
      forecast: row.cell("ifp_id"),
      type: options.length === 2 ? "binary" : row.cell("q_type") === "6" ? "ordered" : "multiple",
      opens,
      closes: closing + 1,
      settledOn: settled !== undefined && settled < closing ? settled : undefined,
      outcome: isVoid ? "annulled" : isSettled ? letters.indexOf(letter) : undefined,
    },
    words: {
      question: row.cell("q_text") || row.cell("short_title") || row.cell("ifp_id"),
      states: options.map(({ name }) => name),
      unit: undefined,
    },
    letters,
    entries: [],
  };
}

const isMissing = (cell: string): boolean => cell === "" || /^(na|null)$/i.test(cell);

/** `(a) Yes, (b) No`, perhaps after the condition of the question. Letters follow each other, so that other brackets in a name do no harm. */
function readOptions(cell: string): readonly { readonly letter: string; readonly name: string }[] {
  const starts: number[] = [];
  for (let code = 97; code <= 122; code++) {
    const at = cell.indexOf(`(${String.fromCharCode(code)})`, (starts.at(-1) ?? -3) + 3);
    if (at < 0) break;
    starts.push(at);
  }
  return starts.map((start, place) => ({
    letter: cell[start + 1]!,
    name: cell
      .slice(start + 3, starts[place + 1])
      .trim()
      .replace(/,$/, ""),
  }));
}

/** `9/1/11`, `12/30/11 0:00` or `2011-09-01`. Years of two digits are of 1970 to 2069. */
function dayOfAmerican(cell: string): number | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/.exec(cell);
  if (!found) {
    const time = timeOf(cell);
    return time === undefined ? undefined : Math.floor(time);
  }
  const year = found[3]!.length === 4 ? found[3]! : `${Number(found[3]) < 70 ? 20 : 19}${found[3]}`;
  return dayOfDate(`${year}-${found[1]!.padStart(2, "0")}-${found[2]!.padStart(2, "0")}`);
}

interface Gathered {
  readonly row: CsvRow;
  readonly question: OpenQuestion;
  readonly by: string;
  readonly at: number;
  readonly values: (number | undefined)[];
}

function readForecasts(
  path: string,
  rows: readonly CsvRow[],
  questions: ReadonlyMap<string, OpenQuestion | FileProblem>,
  problems: FileProblem[],
): { readonly forecasts: number; readonly scaled: number } {
  const gathered = new Map<string, Gathered | undefined>();
  const nameless: CsvRow[] = [];
  for (const row of rows) {
    if (isMissing(row.cell("user_id"))) {
      nameless.push(row);
      continue;
    }
    const [id, by] = [row.cell("ifp_id"), row.cell("user_id")];
    const key = `${row.cell("forecast_id")}\n${id}\n${by}`;
    const known = gathered.get(key);
    if (known === undefined && gathered.has(key)) continue;
    const report = (column: string, problem: string, remedy: string) => {
      problems.push(problemAt(path, row, column, "warning", `${problem} This forecast is left out.`, remedy));
      gathered.set(key, undefined);
    };
    const question = questions.get(id);
    if (question === undefined || isFaulty(question)) {
      if (question) gathered.set(key, undefined);
      else report("ifp_id", `There is no question ${id} among the questions.`, nearRemedy(id, questions));
      continue;
    }
    if (row.cell("fcast_type") === "4") {
      report(
        "fcast_type",
        "The forecast was withdrawn, which is not known here: the one before it goes on to stand.",
        "Remove the forecasts before it too if they should not count.",
      );
      continue;
    }
    const at = known?.at ?? timeOf(row.cell("timestamp"));
    if (at === undefined) {
      report("timestamp", `“${row.cell("timestamp")}” is not a time.`, "Write it as 2011-08-31 16:17:18.");
      continue;
    }
    const option = question.letters.indexOf(row.cell("answer_option").toLowerCase());
    if (option < 0) {
      report(
        "answer_option",
        `“${row.cell("answer_option")}” is not among the options ${question.letters.join(", ")} of the question ${id}.`,
        "Give the letter of an option.",
      );
      continue;
    }
    const value = row.cell("value") === "" ? Number.NaN : Number(row.cell("value"));
    if (!(value >= 0 && value <= 1)) {
      report("value", `“${row.cell("value")}” is not a probability from 0 to 1.`, "Write 0.25 for 25 %.");
      continue;
    }
    const each = known ?? { row, question, by, at, values: question.letters.map(() => undefined) };
    if (each.values[option] !== undefined) {
      report("answer_option", `The option ${row.cell("answer_option")} of this forecast is there twice.`, "Remove one of its rows.");
      continue;
    }
    each.values[option] = value;
    gathered.set(key, each);
  }
  if (nameless[0])
    problems.push(
      problemAt(
        path,
        nameless[0],
        "user_id",
        "warning",
        `${nameless.length === 1 ? "This row names no forecaster and is" : `${nameless.length} rows, of which this is the first, name no forecaster and are`} left out.`,
        "Give every row the number or name of its forecaster.",
      ),
    );
  return addForecasts(path, [...gathered.values()], problems);
}

function nearRemedy(id: string, questions: ReadonlyMap<string, unknown>): string {
  const near = nearNames(id, questions.keys());
  return near === "" ? "Give the table of questions that belongs to these forecasts." : `Near it are ${near}.`;
}

/** Forecasts of all options whose probabilities add up to one. */
function addForecasts(
  path: string,
  gathered: readonly (Gathered | undefined)[],
  problems: FileProblem[],
): { readonly forecasts: number; readonly scaled: number } {
  let [forecasts, scaled] = [0, 0];
  for (const each of gathered) {
    if (each === undefined) continue;
    const { row, question, by, at, values } = each;
    const missing = question.letters.filter((_, place) => values[place] === undefined);
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    const off = Math.abs(sum - 1);
    if (missing.length > 0 || !(off <= roundingOfOption * values.length + 1e-9)) {
      const problem =
        missing.length > 0
          ? `The forecast ${row.cell("forecast_id")} of ${by} has no row for the option ${missing.join(", ")}.`
          : `The probabilities of the forecast ${row.cell("forecast_id")} of ${by} add up to ${Math.round(sum * 1000) / 1000}, not to 1.`;
      problems.push(
        problemAt(
          path,
          row,
          "value",
          "warning",
          `${problem} It is left out.`,
          "Give every option its probability, so that they add up to 1.",
        ),
      );
      continue;
    }
    forecasts++;
    if (off > 1e-9) scaled++;
    question.entries.push({ at, by, value: { probabilities: values.map((value) => value! / sum) } });
  }
  return { forecasts, scaled };
}
