/** A design: a table of scenarios, one a row, whose columns set quantities of a case to numbers. */
import { type Compiled, nearNames, toCell } from "@outweigh/language";
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";

/** One row. */
export interface Scenario {
  readonly name: string;
  /** By quantity, the number in the unit in which it is shown. Quantities whose cell is empty keep their definition. */
  readonly values: ReadonlyMap<string, number>;
}

/** All rows. */
export interface Design {
  /** The quantities that columns name. */
  readonly quantities: readonly string[];
  readonly scenarios: readonly Scenario[];
  /** The bytes that were read. */
  readonly bytes: Uint8Array;
}

interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

const mostShown = 10;

/** The column that names scenarios, which are otherwise numbered. */
const nameColumn = "scenario";

/** Reads a design for a case. Mistakes come with file, line and column. */
export function readDesign(path: string, compiled: Compiled, effects: Effects): Design | Problem {
  const read = effects.disk.read(path);
  if (!read.ok) {
    const reason = read.reason === "missing" ? `There is no file ${path}.` : `${path} cannot be read.`;
    return problem(reason, "A design is a CSV file: a line with names of quantities, and a line for each scenario.");
  }
  const [head = [], ...rows] = cellsOf(new TextDecoder().decode(read.bytes).replace(/^\ufeff/, ""));
  const mistakes: string[] = [];
  const report = ({ line, column }: Cell, words: string) => mistakes.push(`${path}:${line}:${column}: ${words}`);
  const start = head[0] ?? { text: "", line: 1, column: 1 };
  if (rows.length === 0) report(start, "there is no scenario below the names of the columns");

  const known = compiled.assessment.quantities.map(({ id }) => id);
  const seen = new Set<string>();
  for (const cell of head) {
    if (seen.has(cell.text)) report(cell, `there is another column “${cell.text}”`);
    else if (cell.text !== nameColumn && !known.includes(cell.text)) {
      const near = nearNames(cell.text, known);
      report(cell, `no quantity of the case is called “${cell.text}”${near === "" ? "" : `; near to it: ${near}`}`);
    }
    seen.add(cell.text);
  }
  const names = new Set<string>();
  const scenarios = rows.map((row, index): Scenario => {
    if (row.length !== head.length) report(row[0] ?? start, `this row has ${row.length} cells, and there are ${head.length} columns`);
    const values = new Map<string, number>();
    let name = String(index + 1);
    head.forEach(({ text: column }, place) => {
      const cell = row[place];
      if (cell === undefined || cell.text === "") return;
      if (column === nameColumn) name = cell.text;
      else if (known.includes(column)) {
        const value = toCell(cell.text, compiled.lowering.units.get(column)?.text === "%");
        if (typeof value === "number") values.set(column, value);
        else report(cell, `“${cell.text}” is not a number for ${column}`);
      }
    });
    if (names.has(name)) report(row[0] ?? start, `there is another scenario “${name}”`);
    names.add(name);
    return { name, values };
  });
  if (mistakes.length > 0) {
    const more = mistakes.length > mostShown ? `; and ${mistakes.length - mostShown} more` : "";
    const remedy = `Columns are names of quantities, and cells numbers in their units. Quantities of the case: ${known.slice(0, 20).join(", ")}.`;
    return problem(`${mistakes.slice(0, mostShown).join("; ")}${more}.`, remedy);
  }
  return { quantities: head.flatMap(({ text }) => (text === nameColumn ? [] : [text])), scenarios, bytes: read.bytes };
}

/** The rows of a CSV text with the place of each cell; rows without anything in them are left out. Quotation marks may enclose cells. */
function cellsOf(text: string): readonly (readonly Cell[])[] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let [line, lineStart, at] = [1, 0, 0];
  while (at <= text.length) {
    const [from, startLine, startColumn] = [at, line, at - lineStart + 1];
    let cell = "";
    if (text[at] === '"') {
      const end = closingMark(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      for (let i = at; i < end; i++) if (text[i] === "\n") [line, lineStart] = [line + 1, i + 1];
      at = end + 1;
    }
    const rest = /^[^,\n]*/.exec(text.slice(at, at + 10_000))?.[0] ?? "";
    cell += at === from ? rest : "";
    at += rest.length;
    row.push({ text: cell.trim().normalize("NFC"), line: startLine, column: startColumn });
    if (text[at] !== ",") {
      if (row.some((each) => each.text !== "")) rows.push(row);
      row = [];
      [line, lineStart] = [line + 1, at + 1];
    }
    at++;
  }
  return rows;
}

function closingMark(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at++;
  }
  return text.length;
}
