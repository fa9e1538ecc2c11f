/** A CSV file by the names of its columns, which knows the line and column of every cell, for files that are read as they are and not declared in a case. */
import Papa from "papaparse";

/** Something amiss in a file, in the words of a diagnostic. Lines and columns count from 1. */
export interface FileProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly problem: string;
  readonly remedy: string;
}

/** A row: its cells by column, empty where they are missing. */
export interface CsvRow {
  /** The cell of a column, without blanks around it. */
  cell(column: string): string;
  /** Where that cell begins. */
  place(column: string): { readonly line: number; readonly column: number };
}

/** The rows of a file with these columns, or what is amiss; columns that are not asked for do not matter. */
export function readCsv(path: string, text: string, required: readonly string[]): readonly CsvRow[] | readonly FileProblem[] {
  const whole = text.replace(/^\ufeff/, "");
  const rows: { readonly cells: readonly string[]; readonly from: number }[] = [];
  let from = 0;
  let broken: string | undefined;
  let delimiter = ",";
  Papa.parse<string[]>(whole, {
    delimitersToGuess: [",", ";", "\t"],
    step: ({ data, errors, meta }) => {
      delimiter = meta.delimiter;
      if (errors.length > 0) broken ??= errors[0]!.message;
      if (data.length > 1 || (data[0] ?? "").trim() !== "") rows.push({ cells: data, from });
      from = meta.cursor;
    },
  });
  const at = (line: number, column: number, problem: string, remedy: string): FileProblem[] => [
    { path, line, column, severity: "error", problem, remedy },
  ];
  const head = rows[0];
  if (head === undefined) return at(1, 1, "The file is empty.", `Its first line names the columns: ${required.join(", ")}.`);
  const names = head.cells.map((name) => name.trim());
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0)
    return at(
      1,
      1,
      `The first line has no column ${missing.map((name) => `“${name}”`).join(", ")}.`,
      `It names these columns: ${names.slice(0, 20).join(", ")}. Rename what is meant, or give the right file: one with ${required.join(", ")}.`,
    );
  const double = names.find((name, place) => required.includes(name) && names.indexOf(name) !== place);
  if (double !== undefined) return at(1, 1, `Two columns are called “${double}”.`, "Rename or remove one of them.");
  const places = new Map(names.map((name, place) => [name, place]));
  const lines = lineFinder(whole);
  if (broken !== undefined)
    return at(
      lines(rows.at(-1)!.from),
      1,
      `The file cannot be read as CSV: ${broken}.`,
      "Look for a quotation mark that is opened and never closed.",
    );
  return rows.slice(1).map(({ cells, from }) => ({
    cell: (column) => cells[places.get(column) ?? -1]?.trim() ?? "",
    place: (column) => {
      const start = cellStart(whole, from, Math.min(places.get(column) ?? 0, cells.length - 1), delimiter);
      const line = lines(start);
      return { line, column: start - lineStart(whole, start) + 1 };
    },
  }));
}

/** Whether reading gave problems. */
export function isProblems(rows: readonly CsvRow[] | readonly FileProblem[]): rows is readonly FileProblem[] {
  return rows.length > 0 && "problem" in rows[0]!;
}

/** The line of an offset, which counts the ends of lines once and only when a line is asked for. */
function lineFinder(text: string): (offset: number) => number {
  let ends: number[] | undefined;
  return (offset) => {
    if (ends === undefined) {
      ends = [];
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at);
    }
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset at which a cell of the row that begins at `from` begins; a quotation mark within quotes is doubled. */
function cellStart(text: string, from: number, place: number, delimiter: string): number {
  let [at, isQuoted] = [from, false];
  while (at < text.length && (text[at] === "\r" || text[at] === "\n")) at++;
  for (let cells = 0; cells < place && at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === delimiter && !isQuoted) cells++;
  }
  return at;
}
