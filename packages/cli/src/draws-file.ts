/** Draws from a file that some other program wrote: CSV or Parquet, read piece by piece into columns of numbers. */
import { formatCount } from "@outweigh/brief";
import { nearNames } from "@outweigh/language";
import { DrawsColumns, type Fault } from "./draws-columns.js";
import { openCsv } from "./draws-csv.js";
import type { Effects } from "./effects.js";
import { isProblem, type Problem, problem } from "./problem.js";
import { count } from "./terminal.js";
import { progress } from "./watch.js";

/** The columns that were asked for. */
export interface DrawsFile {
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly draws: number;
  /** How many rows were left out, and how often for which fault. */
  readonly leftOut: number;
  readonly faults: ReadonlyMap<Fault, number>;
}

/** A file whose head has been read. */
export interface OpenDraws {
  readonly names: readonly string[];
  /** About how many rows there are. */
  readonly expected: number;
  /** Reads the columns of these places into `into`, in their order. What keeps it from going on is a problem. */
  read(places: readonly number[], into: DrawsColumns, report: (done: number, total: number) => void): Promise<Problem | undefined>;
}

/** The share of the memory that columns may take; analyses need about twice as much again. */
const share = 0.25;

/** Reads columns of a file. `choose` says which, given the names of all. Rows with mistakes are refused, or left out and counted. */
export async function readDraws(
  path: string,
  choose: (names: readonly string[]) => readonly string[] | Problem,
  skipIncomplete: boolean,
  effects: Effects,
): Promise<DrawsFile | Problem> {
  const open = await openDraws(path, effects);
  if (isProblem(open)) return open;
  const twice = open.names.find((name, index) => name !== "" && open.names.indexOf(name) !== index);
  if (twice !== undefined) return problem(`${path} has two columns called “${twice}”.`, "Give each column a name of its own.");
  const names = choose(open.names);
  if (isProblem(names)) return names;
  const bytes = names.length * 8 * open.expected;
  if (bytes > share * effects.memory) {
    const most = Math.floor((share * effects.memory) / (8 * names.length));
    return problem(
      `${path} has about ${round(open.expected)} rows; ${count(names.length, "column")} of them need ${round(bytes / 1e9)} GB, and ${round((share * effects.memory) / 1e9)} GB can be used for columns here.`,
      `Name fewer inputs with --inputs, or take a sample: about ${round(most)} rows fit, and 100,000 are enough for most questions.`,
    );
  }
  const into = new DrawsColumns(names.length, open.expected * 1.05);
  const line = progress(effects, "Reading");
  try {
    const failure = await open.read(
      names.map((name) => open.names.indexOf(name)),
      into,
      line.report,
    );
    if (failure !== undefined) return failure;
  } finally {
    line.end();
  }
  if (into.leftOut > 0 && !skipIncomplete) return refusal(into);
  if (into.length < 2)
    return problem(
      `${path} has ${into.length === 0 ? "no row" : "one row"} of numbers below the names of its columns.`,
      "A draw is a row; at least some hundreds are needed.",
    );
  const columns = into.finished();
  return {
    columns: new Map(names.map((name, index) => [name, columns[index]!])),
    draws: into.length,
    leftOut: into.leftOut,
    faults: into.counts,
  };
}

function refusal({ mistakes, leftOut, counts }: DrawsColumns): Problem {
  const shown = mistakes.map(({ where, words }) => `${where}: ${words}`).join("; ");
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const more = total > mistakes.length ? `; and ${formatCount(total - mistakes.length)} more` : "";
  const hasCommas = mistakes.some(({ words }) => words.endsWith("has a comma"));
  const isText = (counts.get("text") ?? 0) > (counts.get("missing") ?? 0);
  const remedy = hasCommas
    ? "Numbers are read with a decimal point and without separators of thousands, because 1,234 may mean either. Replace the commas."
    : isText
      ? "Columns hold plain numbers such as -1234.5 or 1e6. Name the columns to be used with --inputs where others hold text; --skip-incomplete leaves out rows with mistakes."
      : "Fill the cells, or leave these rows out with --skip-incomplete, which says how many they were.";
  return problem(`${formatCount(leftOut)} ${leftOut === 1 ? "row" : "rows"} cannot be used: ${shown}${more}.`, remedy);
}

async function openDraws(path: string, effects: Effects): Promise<OpenDraws | Problem> {
  const { disk } = effects;
  const kind = disk.kind(path);
  const expectation = "Draws are a CSV or Parquet file with a column for each input and each option, and a row for each draw.";
  if (kind === "missing") return problem(`There is no file ${path}.`, expectation);
  const size = disk.size(path);
  const head = size === undefined ? undefined : disk.readPart(path, 0, 4);
  if (size === undefined || head === undefined)
    return problem(`${path} ${kind === "folder" ? "is a folder" : "cannot be read"}.`, expectation);
  if (size === 0) return problem(`${path} is empty.`, expectation);
  const starts = (...bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x50, 0x41, 0x52, 0x31)) return (await import("./draws-parquet.js")).openParquet(path, size, effects);
  if (starts(0x50, 0x4b)) return problem(`${path} is a spreadsheet or a zip file.`, "Save the sheet as CSV in UTF-8.");
  if (starts(0x1f, 0x8b)) return problem(`${path} is compressed with gzip.`, "Unpack it first: gunzip.");
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return problem(`${path} is written in UTF-16.`, "Save it as CSV in UTF-8.");
  return openCsv(path, size, effects);
}

function round(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString("en");
}

/** The names that `known` lacks, as a problem with near ones. */
export function unknownColumns(path: string, wanted: readonly string[], known: readonly string[]): Problem | undefined {
  const missing = [...new Set(wanted)].filter((name) => !known.includes(name));
  if (missing.length === 0) return undefined;
  const words = missing.map((name) => {
    const near = nearNames(name, known);
    return `“${name}”${near === "" ? "" : ` (near to it: ${near})`}`;
  });
  const listed = known.slice(0, 20).join(", ");
  return problem(
    `${path} has no column ${words.join(", ")}.`,
    `Its columns: ${listed}${known.length > 20 ? ` and ${known.length - 20} more` : ""}. Names are separated by commas; put quotation marks around one that has a comma.`,
  );
}
