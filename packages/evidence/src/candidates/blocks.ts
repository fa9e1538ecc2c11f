/** The lines of a document as headings, paragraphs, items and rows of tables. */

/** One line. Offsets are UTF-16 and leave out the mark of an item and white space at the ends. */
export interface Block {
  readonly kind: "heading" | "paragraph" | "item" | "header" | "row";
  readonly start: number;
  readonly end: number;
  /** Whether an item is numbered. */
  readonly isNumbered: boolean;
  /** Cells of a row, and of the header above it, by name. */
  readonly cells: readonly string[];
}

const longestHeading = 140;
const mostHeadingWords = 20;
const itemMark = /^(?:[-*•▪●◦‣·–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+/;
const separatorRow = /^[\s|:+=-]*-{2,}[\s|:+=-]*$/;

/** Reads the lines of a text in its plain form: see `SourceDocument`. */
export function readBlocks(text: string): readonly Block[] {
  const lines = linesOf(text);
  const blocks: Block[] = [];
  lines.forEach(([start, end], index) => {
    const line = text.slice(start, Math.min(end, start + 4000));
    const next = lines[index + 1];
    const after = next ? text.slice(next[0], Math.min(next[1], next[0] + 400)) : "";
    if (line.includes("|") && separatorRow.test(line.slice(0, 400))) return;
    if (isRow(line)) {
      const before = blocks.at(-1);
      const isFirst = before?.kind !== "row" && before?.kind !== "header";
      const cells = cellsOf(line);
      const isHeader =
        isFirst && isRowOrSeparator(after) && (separatorRow.test(after) || cells.every((cell) => !/^[^\p{L}]*\d/u.test(cell)));
      blocks.push({ kind: isHeader ? "header" : "row", start, end, cells, isNumbered: false });
      return;
    }
    const mark = itemMark.exec(line)?.[0] ?? "";
    const hash = /^#{1,6}\s+/.exec(line)?.[0] ?? "";
    const isMarked = (at: number) => lines[at] !== undefined && itemMark.test(text.slice(lines[at]![0], lines[at]![0] + 12));
    const isTitle =
      /\d/.test(mark) &&
      !isMarked(index - 1) &&
      !isMarked(index + 1) &&
      isHeading(line.slice(mark.length), end - start, next !== undefined);
    if (isTitle) blocks.push({ kind: "heading", start: start + mark.length, end, cells: [], isNumbered: true });
    else if (hash) blocks.push({ kind: "heading", start: start + hash.length, end, cells: [], isNumbered: false });
    else if (mark) blocks.push({ kind: "item", start: start + mark.length, end, cells: [], isNumbered: /[\p{L}\p{N}]/u.test(mark) });
    else
      blocks.push({
        kind: isHeading(line, end - start, next !== undefined) ? "heading" : "paragraph",
        start,
        end,
        cells: [],
        isNumbered: false,
      });
  });
  return blocks.filter(({ start, end }) => end > start);
}

function linesOf(text: string): readonly (readonly [number, number])[] {
  const lines: [number, number][] = [];
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf("\n", at);
    const stop = found === -1 ? text.length : found;
    let [start, end] = [at, stop];
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (end > start) lines.push([start, end]);
    at = stop + 1;
  }
  return lines;
}

const isBlank = (code: number) => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;

function isRow(line: string): boolean {
  return /\|\s*$/.test(line.slice(-20)) || (/^\|/.test(line) && line.length > 2);
}

function isRowOrSeparator(line: string): boolean {
  return isRow(line) || separatorRow.test(line);
}

function cellsOf(line: string): readonly string[] {
  const inner = line.replace(/^\|/, "");
  const cells = inner.split("|").map((cell) => cell.trim());
  if (cells.at(-1) === "") cells.pop();
  return cells;
}

/** A short line that does not end like a sentence, with something below it. */
function isHeading(line: string, length: number, hasNext: boolean): boolean {
  if (!hasNext || length > longestHeading || !/\p{L}/u.test(line)) return false;
  const count = line.split(/\s+/).length;
  if (count > mostHeadingWords) return false;
  if (/[?!]$/.test(line)) return count <= 10 && !/[.?!]['"”’)]*\s/u.test(line) && !/^["“‘']/u.test(line);
  return !/[.:;,…。]['"”’)\]]*$/u.test(line) && !/["”’]$/u.test(line);
}
