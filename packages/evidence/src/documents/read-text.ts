/** Plain text: paragraphs that were broken at a fixed width become one line again; marks of lists are made alike. */
import { tableRow } from "./block-writer.js";
import type { RawDocument } from "./source-document.js";
import { statedInText } from "./stated-in-text.js";

/** Reads a plain text, already decoded. */
export function readPlainText(text: string): RawDocument {
  const blocks = plainTextBlocks(text);
  return { kind: "text", ...statedInText(blocks), text: blocks };
}

/** The blocks of a plain text. A line is joined to the one before it where only the width of the page can have parted them. */
export function plainTextBlocks(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  const width = wrapWidth(lines);
  const rows = alignedRows(lines);
  const blocks: string[][] = [];
  let before = "";
  for (const [index, line] of lines.entries()) {
    const words = line.trim();
    const row = rows.get(index);
    if (row !== undefined) blocks.push([row]);
    else if (words !== "") {
      const item = listItem(words);
      if (item === undefined && width !== undefined && wrapped(before, words, width)) blocks.at(-1)!.push(words);
      else blocks.push([item ?? words]);
    }
    before = row ?? line;
  }
  return blocks.map((block) => block.join(" ")).join("\n");
}

const longestRow = 400;
const mostColumns = 20;

/** Rows, in the plain form, of tables whose columns are parted by tabs or by several spaces: lines one below the other with equally many cells, most of them numbers. */
function alignedRows(lines: readonly string[]): ReadonlyMap<number, string> {
  const rows = new Map<number, string>();
  const cells = lines.map((line) => (line.length > longestRow || line.includes("|") ? [] : line.trim().split(/\t+| {2,}/)));
  for (let first = 0; first < lines.length; ) {
    const count = cells[first]!.length;
    let after = first + 1;
    while (after < lines.length && cells[after]!.length === count && lines[after]!.trim() !== "") after++;
    const others = cells.slice(first + 1, after).flatMap((row) => row.slice(1));
    // Two columns without a head are a list of contents more often than a table.
    const isHeaded = count > 2 || (count === 2 && !isNumber(cells[first]![1]!));
    const isTable = isHeaded && count <= mostColumns && 2 * others.filter(isNumber).length > others.length;
    if (isTable) for (let at = first; at < after; at++) rows.set(at, tableRow(cells[at]!));
    first = after;
  }
  return rows;
}

const isNumber = (cell: string) => /^[^\p{L}]{0,3}\d/u.test(cell);

/** An item of a list in the plain form, if a line is one. */
export function listItem(line: string): string | undefined {
  const item = /^[-*•‣◦▪●–]\s+(\S.*)$/.exec(line.slice(0, 100_000));
  return item === null || /^[-*•–\s]+$/.test(line)
    ? undefined
    : `- ${line.slice(line.length - item[1]!.length - Math.max(0, line.length - 100_000))}`;
}

/** Whether the first word of a line would not have fitted on the line before. */
function wrapped(before: string, line: string, width: number): boolean {
  if (before.trim() === "" || before.length > width || /\|\s*$/.test(before)) return false;
  return before.length + 1 + line.split(/\s/, 1)[0]!.length > width;
}

/** The width at which the lines of a text are broken: few lines are longer, and many come close to it. Undefined for a text that is not broken. */
function wrapWidth(lines: readonly string[]): number | undefined {
  const lengths = lines.map((line) => line.length).filter((length) => length > 0);
  if (lengths.length < 4) return undefined;
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest < 40 || longest > 130) return undefined;
  const near = lengths.filter((length) => length > longest - 16).length;
  return near >= lengths.length * 0.3 ? longest : undefined;
}
