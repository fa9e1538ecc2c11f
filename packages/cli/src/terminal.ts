/** Text for a terminal: colours when they are wanted, wrapped paragraphs, tables that line up, all within 80 columns. */
import picocolors from "picocolors";
import type { Effects, Output } from "./effects.js";

/** The widest line that anything prints. */
export const widestLine = 80;

/** Text styles; each gives its text unchanged when colours are off. */
export type Style = ReturnType<typeof picocolors.createColors>;

/** Whether a stream takes colours: a terminal does, unless NO_COLOR is set; FORCE_COLOR overrides both. */
export function usesColour(effects: Effects, output: Output): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = effects.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return output.isTerminal && TERM !== "dumb";
}

/** The styles with colours or without. */
export function terminalStyle(colours: boolean): Style {
  return picocolors.createColors(colours);
}

/** The styles of a stream. */
export function styleOf(effects: Effects, output: Output): Style {
  return terminalStyle(usesColour(effects, output));
}

/** The width to print for: the terminal's, and never more than 80. */
export function widthOf(output: Output): number {
  return Math.min(widestLine, output.isTerminal && output.columns > 20 ? output.columns : widestLine);
}

const escapes = /\u001b\[[0-9;]*m/g;
const marks = /\p{Mn}|\p{Me}|\p{Cf}/u;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** How many columns a text takes: colours none, combining marks none, East Asian letters two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text.replace(escapes, "")) columns += marks.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
  return columns;
}

/** Words from outside with nothing in them that could steer a terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** Breaks a paragraph into lines of at most `width` columns; a word that is longer than a line is cut. */
export function wrap(text: string, width: number, indent = "", hanging = indent): string {
  const lines: string[] = [];
  let line = indent;
  let isFresh = true;
  for (const word of text.split(/[ \t\n]+/).filter((part) => part !== "")) {
    let rest = word;
    if (!isFresh && columnsOf(line) + 1 + columnsOf(rest) > width) {
      lines.push(line);
      line = hanging;
      isFresh = true;
    }
    while (columnsOf(line) + columnsOf(rest) > width && columnsOf(line) < width) {
      const cut = cutAt(rest, width - columnsOf(line));
      lines.push(line + cut);
      rest = rest.slice(cut.length);
      line = hanging;
    }
    line += isFresh ? rest : ` ${rest}`;
    isFresh = false;
  }
  return [...lines, line].join("\n");
}

function cutAt(text: string, columns: number): string {
  let cut = "";
  for (const letter of text) {
    if (columnsOf(cut + letter) > columns && cut !== "") break;
    cut += letter;
  }
  return cut;
}

/** A text of at most `columns` columns, its end replaced by `…` where it is longer. Colours around it stay. */
export function shorten(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const [before = ""] = /^(?:\u001b\[[0-9;]*m)*/.exec(text) ?? [];
  const [after = ""] = /(?:\u001b\[[0-9;]*m)*$/.exec(text) ?? [];
  return `${before}${cutAt(text.replace(escapes, ""), columns - 1).trimEnd()}…${after}`;
}

/** Pads a text to `columns` columns. */
export function pad(text: string, columns: number, side: "left" | "right"): string {
  const gap = " ".repeat(Math.max(0, columns - columnsOf(text)));
  return side === "left" ? gap + text : text + gap;
}

/** A column of a table: which side its cells keep to, and whether it gives way when the table is too wide. */
export interface Column {
  readonly side: "left" | "right";
  readonly yields?: boolean;
}

/** Rows as lines of at most `width` columns. Columns that yield are shortened, the last one first; two spaces stand between columns. */
export function table(rows: readonly (readonly string[])[], columns: readonly Column[], width: number, indent = "  "): string[] {
  const widths = columns.map((_, index) => Math.max(0, ...rows.map((row) => columnsOf(row[index] ?? ""))));
  const total = indent.length + widths.reduce((sum, each) => sum + each, 0) + 2 * (columns.length - 1);
  const yielding = columns.flatMap((column, index) => (column.yields ? [index] : [])).reverse();
  let excess = total - width;
  for (const index of yielding) {
    const given = Math.max(0, Math.min(excess, (widths[index] ?? 0) - 12));
    widths[index] = (widths[index] ?? 0) - given;
    excess -= given;
  }
  return rows.map((row) => {
    const cells = columns.map(({ side, yields }, index) => {
      const cell = row[index] ?? "";
      return pad(yields ? shorten(cell, widths[index] ?? 0) : cell, widths[index] ?? 0, side === "left" ? "right" : "left");
    });
    return `${indent}${cells.join("  ")}`.trimEnd();
  });
}

/** `1 error`, `3 errors`. */
export function count(number: number, singular: string): string {
  return `${number} ${singular}${number === 1 ? "" : "s"}`;
}
