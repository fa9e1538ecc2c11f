/** The plain form of a document being written: a line for each block, lists with `- `, rows of tables with ` | `. Readers of HTML and Word files tell it what comes. */

/** Takes what a document holds in its order. Cells may hold blocks and tables; what is never closed is closed at the end. */
export interface BlockWriter {
  text(words: string): void;
  /** Ends the line under way, if it has words. */
  endLine(): void;
  /** The next line is an item of a list (`- `), or is not (empty). */
  mark(mark: "- " | ""): void;
  openTable(): void;
  closeTable(): void;
  openRow(): void;
  closeRow(): void;
  openCell(): void;
  /** Closes all that is open and gives the blocks. */
  finish(): string;
}

/** Lines under way: of the document, or of one cell of a table. */
interface Lines {
  readonly done: string[];
  current: string[];
  mark: string;
}

interface OpenTable {
  readonly outside: Lines;
  cells: Lines[] | undefined;
}

const deepestTable = 40;
const longestCell = 600;

/** A writer with nothing written yet. Tables nested deeper than 40 are taken for plain blocks. */
export function blockWriter(): BlockWriter {
  const document: Lines = { done: [], current: [], mark: "" };
  const tables: OpenTable[] = [];
  let lines = document;
  let uncounted = 0;
  const writer: BlockWriter = {
    text: (words) => void lines.current.push(words),
    endLine: () => endLine(lines),
    mark: (mark) => {
      lines.mark = mark;
    },
    openTable: () => {
      endLine(lines);
      if (tables.length < deepestTable) tables.push({ outside: lines, cells: undefined });
      else uncounted++;
    },
    closeTable: () => {
      if (uncounted > 0) uncounted--;
      else if (tables.length > 0) {
        writer.closeRow();
        lines = tables.pop()!.outside;
      }
    },
    openRow: () => {
      const table = tables.at(-1);
      if (table === undefined || uncounted > 0) return endLine(lines);
      writer.closeRow();
      table.cells = [];
    },
    closeRow: () => {
      const table = tables.at(-1);
      if (table?.cells === undefined || uncounted > 0) return endLine(lines);
      for (const cell of table.cells) endLine(cell);
      lines = table.outside;
      endLine(lines);
      putRow(
        lines,
        table.cells.map((cell) => cell.done),
      );
      table.cells = undefined;
    },
    openCell: () => {
      const table = tables.at(-1);
      if (table === undefined || uncounted > 0) return endLine(lines);
      table.cells ??= [];
      lines = { done: [], current: [], mark: "" };
      table.cells.push(lines);
    },
    finish: () => {
      uncounted = 0;
      while (tables.length > 0) writer.closeTable();
      endLine(document);
      return document.done.join("\n");
    },
  };
  return writer;
}

function endLine(lines: Lines): void {
  if (lines.current.length === 0) return;
  const text = lines.current.join("").replace(/\s+/gu, " ").trim();
  lines.current = [];
  if (text === "") return;
  lines.done.push(lines.mark + text);
  lines.mark = "";
}

/** A row of one cell, or with long cells of several blocks, is layout and gives its blocks one by one. */
function putRow(lines: Lines, cells: readonly (readonly string[])[]): void {
  const filled = cells.filter((cell) => cell.length > 0);
  if (filled.length === 0) return;
  const layout =
    cells.length === 1 || filled.some((cell) => cell.length > 3 && cell.reduce((sum, line) => sum + line.length, 0) > longestCell);
  if (layout) for (const cell of filled) for (const line of cell) lines.done.push(line);
  else lines.done.push(tableRow(cells.map((cell) => cell.join(" "))));
}

/** A row of a table in the plain form. */
export const tableRow = (cells: readonly string[]): string => `${cells.join(" | ")} |`;
