/** `outweigh score`: how well the forecasts of a case were made, or those of two files of the Good Judgment Project. */
import type { Block } from "@outweigh/brief";
import {
  forecastStates,
  type GoodJudgment,
  historiesOfLedger,
  type NamedText,
  readGoodJudgment,
  type ScoreReport,
  scoreReport,
  type WordedHistory,
} from "@outweigh/language";
import { folderProblem } from "../case-folder.js";
import { documentText } from "../document-text.js";
import { type Effects, exit } from "../effects.js";
import { fileProblemText } from "../file-problem-text.js";
import { readLedgerFile } from "../ledger-file.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { scoreJson } from "../score-json.js";
import { count, styleOf, widthOf } from "../terminal.js";

/** Options of the command. */
export interface ScoreOptions {
  readonly questions?: string;
  readonly forecasts?: string;
  readonly html?: string;
  readonly json?: boolean;
}

/** What is scored. */
interface Source {
  readonly title: string;
  /** The files or the folder, as they were given. */
  readonly from: readonly string[];
  readonly histories: readonly WordedHistory[];
  /** Of files: what was read of them and what is amiss. */
  readonly read?: GoodJudgment;
}

/** Files above this size do not fit into one text. */
const largestTable = 400 * 1024 * 1024;

/** Most problems that are printed. */
const mostProblems = 20;

/** Runs the command. It ends with exit code 1 when a file cannot be read as what it should be, or a question with forecasts had to be left out. */
export async function score(folder: string | undefined, options: ScoreOptions, effects: Effects): Promise<number> {
  const source = readSource(folder, options, effects);
  if (isProblem(source)) return failWith(effects, source);
  printProblems(source, effects);
  const hasErrors = source.read?.problems.some(({ severity }) => severity === "error") ?? false;
  if (hasErrors && source.histories.length === 0) return exit.errors;
  const report = scoreReport(source.histories);
  if (options.html !== undefined) {
    const failure = await writePage(source, report, options.html, effects);
    if (failure) return failWith(effects, failure);
  }
  if (options.json) effects.stdout.write(`${JSON.stringify(scoreJson(source.from, report, source.read), null, 2)}\n`);
  else {
    const { scoreBlocks } = await import("@outweigh/brief");
    effects.stdout.write(`${documentText(scoreBlocks(report), styleOf(effects, effects.stdout), widthOf(effects.stdout))}\n`);
    if (options.html !== undefined) effects.stdout.write(`\n${styleOf(effects, effects.stdout).green("wrote")} ${options.html}\n`);
  }
  return hasErrors ? exit.errors : exit.fine;
}

function readSource(folder: string | undefined, { questions, forecasts }: ScoreOptions, effects: Effects): Source | Problem {
  const remedy = "A case: outweigh score DIR. Tables: outweigh score --questions ifps.csv --forecasts FILE.csv";
  if (folder !== undefined) {
    if (questions !== undefined || forecasts !== undefined)
      return problem("Both a case and tables are named; only one of them can be scored at a time.", remedy);
    return ledgerSource(folder, effects);
  }
  if (questions === undefined && forecasts === undefined) return problem("Nothing is named that could be scored.", remedy);
  if (questions === undefined || forecasts === undefined)
    return problem(`The table of ${questions === undefined ? "questions" : "forecasts"} is not named.`, remedy);
  const [first, second] = [readTable(questions, effects), readTable(forecasts, effects)];
  if (isProblem(first)) return first;
  if (isProblem(second)) return second;
  const read = readGoodJudgment(first, second);
  return { title: "Scores of forecasts", from: [questions, forecasts], histories: read.histories, read };
}

function ledgerSource(folder: string, effects: Effects): Source | Problem {
  const amiss = folderProblem(effects, folder);
  if (amiss) return amiss;
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return ledger;
  const states = forecastStates(ledger.entries);
  if (states.length === 0)
    return problem(`The ledger of ${folder} has no forecast.`, `One is made with: outweigh forecast set ${folder} NAME 60%`);
  return { title: `Scores of the forecasts of ${folder}`, from: [folder], histories: historiesOfLedger(states) };
}

function readTable(path: string, effects: Effects): NamedText | Problem {
  const kind = effects.disk.kind(path);
  if (kind === "missing") return problem(`There is no file ${path}.`, "Give the path of a CSV file.");
  if (kind !== "file") return problem(`${path} is not a file.`, "Give the path of a CSV file.");
  if ((effects.disk.size(path) ?? 0) > largestTable)
    return problem(`${path} has more than ${largestTable / 1024 / 1024} MB.`, "Split it, for instance by year, and score each part.");
  const read = effects.disk.readWhole(path);
  return read.ok
    ? { path, text: new TextDecoder().decode(read.bytes) }
    : problem(`${path} cannot be read.`, "Check that you may read it, then try again.");
}

function printProblems({ read }: Source, effects: Effects): void {
  if (read === undefined) return;
  const sorted = [...read.problems].sort((one, other) => Number(one.severity === "warning") - Number(other.severity === "warning"));
  for (const each of sorted.slice(0, mostProblems)) effects.stderr.write(`${fileProblemText(each, effects)}\n\n`);
  const hidden = sorted.length - mostProblems;
  if (hidden > 0) effects.stderr.write(`${count(hidden, "further finding")} left out here; --json has all.\n\n`);
}

async function writePage({ title, from }: Source, report: ScoreReport, path: string, effects: Effects): Promise<Problem | undefined> {
  const [{ scoreBlocks }, { renderHtml }] = await Promise.all([import("@outweigh/brief"), import("@outweigh/brief/render")]);
  const blocks: readonly Block[] = [
    { kind: "section", anchor: "scores", level: 2, title: [{ kind: "text", text: "Scores" }], blocks: scoreBlocks(report) },
  ];
  const page = renderHtml({
    title,
    question: "How well were the forecasts made?",
    facts: [],
    blocks,
    howToRead: "How each score is defined is told in the method page on scores.",
    colophon: `Scored from ${from.join(" and ")}`,
  });
  const failure = effects.disk.write(path, page);
  return failure === undefined ? undefined : problem(`${path} cannot be written: ${failure}.`, "Choose another place with --html.");
}
