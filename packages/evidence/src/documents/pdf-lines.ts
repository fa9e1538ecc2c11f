/** The pieces of text on a page of a PDF as lines: what stands on one baseline, cell by cell where there are gaps, column by column where there are columns. */
import { raiseDigits } from "./html-blocks.js";

/** A piece of text as the PDF library gives it. The matrix holds the size in its first numbers and the place in its last two. */
export interface PdfItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** A page's rectangle, in points from the lower left. */
export interface PdfPage {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** A line of text with its place. `cells` are its parts where gaps wider than a space divide it. */
export interface PdfLine {
  readonly text: string;
  readonly cells: readonly PdfCell[];
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Height of the line on its page: 0 at the bottom, 1 at the top. */
  readonly level: number;
}

/** A part of a line. */
export interface PdfCell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

interface OpenCell {
  text: string;
  left: number;
  right: number;
}

interface OpenLine {
  cells: OpenCell[];
  y: number;
  size: number;
}

/** A gap of this many times the size of the letters divides cells; a space takes a quarter. */
const cellGap = 1.4;
const spaceGap = 0.17;

/** The lines of a page in reading order. */
export function pdfLines(items: readonly PdfItem[], page: PdfPage): readonly PdfLine[] {
  const lines: OpenLine[] = [];
  for (const item of items) if (item.str !== "") addItem(lines, item);
  const height = Math.max(1, page.top - page.bottom);
  const plain = lines
    .map((line): PdfLine => {
      const cells = line.cells.map(({ text, left, right }) => ({ text: text.trim(), left, right })).filter(({ text }) => text !== "");
      return {
        text: cells.map(({ text }) => text).join(" "),
        cells,
        left: Math.min(...cells.map(({ left }) => left)),
        right: Math.max(...cells.map(({ right }) => right)),
        y: line.y,
        size: line.size,
        level: (line.y - page.bottom) / height,
      };
    })
    .filter(({ cells }) => cells.length > 0);
  return inReadingOrder(plain, page);
}

function addItem(lines: OpenLine[], item: PdfItem): void {
  const [a = 0, b = 0, c = 0, d = 0, left = 0, y = 0] = item.transform;
  const size = Math.max(Math.sqrt(a * a + b * b), Math.sqrt(c * c + d * d), 0.1);
  const right = left + item.width;
  const line = lines.at(-1);
  const blank = item.str.trim() === "";
  const raised = line !== undefined && size < line.size * 0.85 && y > line.y + 0.15 * line.size;
  const sameLine =
    line !== undefined &&
    Math.abs(y - line.y) < 0.6 * Math.max(line.size, size) &&
    (raised || Math.abs(y - line.y) < 0.35 * Math.max(line.size, size));
  const cell = sameLine ? line.cells.at(-1)! : undefined;
  const reach = line === undefined ? size : Math.max(size, line.size);
  if (line === undefined || cell === undefined || left < cell.left - reach) {
    if (!blank) lines.push({ cells: [{ text: item.str, left, right }], y, size });
    return;
  }
  const gap = left - cell.right;
  const text = (raised && raiseDigits(item.str.trim())) || item.str;
  if (blank) {
    if (gap < cellGap * reach && item.width < cellGap * reach) cell.text += " ";
    return;
  }
  if (gap > cellGap * reach) line.cells.push({ text, left, right });
  else {
    cell.text += gap > spaceGap * reach && !/\s$/.test(cell.text) ? ` ${text}` : text;
    cell.right = Math.max(cell.right, right);
  }
  if (!raised) line.size = Math.max(line.size, size);
}

/**
 * A PDF gives its text in the order of drawing, which most programs make the order of reading. Where it leaps upwards within a column again and again,
 * the lines are ordered by place; two columns that were drawn line by line across are taken apart.
 */
function inReadingOrder(lines: readonly PdfLine[], page: PdfPage): readonly PdfLine[] {
  let leaps = 0;
  for (let index = 1; index < lines.length; index++) {
    const [before, line] = [lines[index - 1]!, lines[index]!];
    if (line.y > before.y + 0.5 * line.size && line.left < before.right && before.left < line.right) leaps++;
  }
  const ordered = leaps > 2 && leaps > lines.length * 0.1 ? mergedByPlace(lines) : lines;
  return withColumnsApart(ordered, page);
}

function mergedByPlace(lines: readonly PdfLine[]): readonly PdfLine[] {
  const sorted = [...lines].sort((a, b) => b.y - a.y || a.left - b.left);
  const merged: PdfLine[] = [];
  for (const line of sorted) {
    const before = merged.at(-1);
    if (before === undefined || before.y - line.y > 0.35 * Math.min(before.size, line.size)) merged.push(line);
    else merged[merged.length - 1] = joined(before, line);
  }
  return merged;
}

function joined(a: PdfLine, b: PdfLine): PdfLine {
  const cells = [...a.cells, ...b.cells].sort((one, other) => one.left - other.left);
  return {
    ...a,
    text: cells.map(({ text }) => text).join(" "),
    cells,
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    size: Math.max(a.size, b.size),
  };
}

const leastColumnLines = 6;

/** Runs of lines of two long cells, with one gutter through all, are two columns that were drawn across. */
function withColumnsApart(lines: readonly PdfLine[], page: PdfPage): readonly PdfLine[] {
  const ordered: PdfLine[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    let [gutterLeft, gutterRight] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    while (to < lines.length && lines[to]!.cells.length === 2) {
      const [left, right] = lines[to]!.cells as readonly [PdfCell, PdfCell];
      if (Math.max(gutterLeft, left.right) >= Math.min(gutterRight, right.left)) break;
      gutterLeft = Math.max(gutterLeft, left.right);
      gutterRight = Math.min(gutterRight, right.left);
      to++;
    }
    const run = lines.slice(from, to);
    const wide = (cell: 0 | 1) =>
      run.filter((line) => line.cells[cell]!.right - line.cells[cell]!.left > 0.25 * (page.right - page.left)).length;
    if (run.length >= leastColumnLines && wide(0) > run.length * 0.6 && wide(1) > run.length * 0.6) {
      for (const side of [0, 1]) for (const line of run) ordered.push({ ...line, ...line.cells[side]!, cells: [line.cells[side]!] });
      from = to;
    } else {
      ordered.push(lines[from]!);
      from++;
    }
  }
  return ordered;
}
