/** The readings of a column of a CSV file. Rows that cannot be used are told and left out; the others count. */
import Papa from "papaparse";
import type { IndicatorSource } from "../assessment.js";
import { toCell } from "../blocks/data.js";
import { type Period, readPeriod } from "./periods.js";

/** A number with the day or period that it is about; in the unit of its indicator as written. */
export interface TableReading extends Period {
  readonly value: number;
}

/** What a table gives: readings by rising day, one for each period, and what is wrong with rows in words. */
export interface TableReadings {
  readonly readings: readonly TableReading[];
  readonly problems: readonly string[];
}

const mostRows = 100_000;
const mostProblems = 3;

type ColumnSource = Extract<IndicatorSource, { readonly kind: "column" }>;

/** Why nothing can be read of a table at all, as far as its head tells; in words that complete "it …". */
export function headProblem(bytes: Uint8Array, source: ColumnSource): string | undefined {
  const opened = openTable(bytes, source, 1);
  return "problem" in opened ? opened.problem : undefined;
}

/** The first so many lines of a table, and where its two columns are. */
interface OpenTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly errors: readonly Papa.ParseError[];
  readonly column: number;
  readonly dates: number;
}

function openTable(bytes: Uint8Array, source: ColumnSource, most: number): OpenTable | { readonly problem: string } {
  const text = new TextDecoder().decode(bytes).replace(/^\ufeff/, "");
  if (text.includes("\u0000")) return { problem: "it is no text: save it as CSV in UTF-8" };
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: "greedy", preview: most });
  const [first = [], ...rows] = data;
  const headers = first.map((header) => header.trim().normalize("NFC"));
  const place = (name: string) => headers.indexOf(name.trim().normalize("NFC"));
  const column = place(source.column);
  const dates = source.dates === undefined ? 0 : place(source.dates);
  const wanted: readonly (readonly [number, string])[] = [
    [column, source.column],
    [dates, source.dates ?? ""],
  ];
  for (const [at, name] of wanted)
    if (at < 0) return { problem: `it has no column “${name}”; its columns are: ${headers.slice(0, 20).join(", ") || "none"}` };
  if (column === dates) return { problem: "the column of the readings is that of the dates: say which has the dates after “when”" };
  return { headers, rows, errors, column, dates };
}

/** Reads a column. `isPercent`: whether `5 %` in a cell is 5. */
export function readTable(bytes: Uint8Array, source: ColumnSource, isPercent: boolean): TableReadings {
  const opened = openTable(bytes, source, mostRows + 2);
  if ("problem" in opened) return { readings: [], problems: [opened.problem] };
  const { headers, rows, errors, column, dates } = opened;
  const problems = new Problems();
  if (headers.indexOf(headers[column]!, column + 1) > 0) problems.add(`it has two columns “${headers[column]}”; the first one is read`);
  if (rows.length > mostRows) return { readings: [], problems: [`it has more than ${mostRows.toLocaleString("en")} rows`] };
  for (const { type, row } of errors) if (type === "Quotes") problems.add(`row ${(row ?? 0) + 1} has a quotation mark that is not closed`);
  const byPeriod = new Map<string, TableReading>();
  for (const [index, cells] of rows.entries()) {
    const row = `row ${index + 2}`;
    if (cells.length !== headers.length) {
      problems.add(`${row} has ${cells.length} cells and the header ${headers.length}`);
      continue;
    }
    const [cell, when] = [cells[column]!.trim(), cells[dates]!.trim()];
    if (cell === "") continue;
    const value = toCell(cell.replace(/^−/, "-"), isPercent);
    const period = readPeriod(when);
    if (typeof value !== "number" || !Number.isFinite(value)) problems.add(`${row} has “${shown(cell)}” for a number`);
    else if (!period) problems.add(`${row} has “${shown(when)}” for a date; write it like 2026-11-03, 2026-11 or 2026-Q4`);
    else {
      if (byPeriod.has(period.of)) problems.add(`${row} is another one about ${period.of}; the last one counts`);
      byPeriod.set(period.of, { ...period, value });
    }
  }
  const readings = [...byPeriod.values()].sort((one, other) => one.day - other.day || (one.of < other.of ? -1 : 1));
  if (readings.length === 0 && problems.count === 0) problems.add("it has no rows with a number");
  return { readings, problems: problems.words() };
}

const shown = (cell: string): string => (cell.length > 30 ? `${cell.slice(0, 29)}…` : cell);

/** The first few problems and how many more there are. */
class Problems {
  private readonly first: string[] = [];
  count = 0;

  add(words: string): void {
    this.count++;
    if (this.first.length < mostProblems) this.first.push(words);
  }

  words(): readonly string[] {
    const more = this.count - this.first.length;
    return more > 0 ? [...this.first, `${more} more like these`] : this.first;
  }
}
