/** The lines of a PDF as blocks: running heads and page numbers go, lines become paragraphs, rows of tables are told, words broken at the end of a line are mended. */
import { tableRow } from "./block-writer.js";
import type { PdfLine } from "./pdf-lines.js";
import { listItem } from "./read-text.js";

interface Block {
  readonly lines: string[];
  readonly size: number;
  readonly row: boolean;
}

/** The text of all pages, and the words in the largest letters of the first page, which are mostly its title. */
export function pdfBlocks(pages: readonly (readonly PdfLine[])[]): { readonly text: string; readonly largest: string | undefined } {
  const heads = runningLines(pages);
  const blocks: Block[] = [];
  let largest: Block | undefined;
  for (const [number, page] of pages.entries()) {
    const own = pageBlocks(page.filter((line) => !(inMargin(line) && heads.has(pattern(line.text)))));
    if (number === 0)
      for (const block of own) if (!block.row && (largest === undefined || block.size > largest.size * 1.05)) largest = block;
    const [first, ...others] = own;
    const last = blocks.at(-1);
    if (first !== undefined && last !== undefined && continues(last, first)) last.lines.push(...first.lines);
    else if (first !== undefined) blocks.push(first);
    blocks.push(...others);
  }
  const words = countWords(blocks);
  const title = largest === undefined ? "" : mended(largest.lines, words);
  const distinct = largest !== undefined && blocks.some((block) => block.size < largest.size * 0.95);
  return {
    text: blocks.map((block) => mended(block.lines, words)).join("\n"),
    largest: distinct && title.length > 3 && title.length < 250 ? title : undefined,
  };
}

const inMargin = (line: PdfLine): boolean => line.level > 0.88 || line.level < 0.12;

/** A line without its numbers, by which running heads are known. */
const pattern = (text: string): string =>
  text
    .replace(/\d+/g, "#")
    .replace(/^[ivxlc]+$/i, "#")
    .replace(/\s+/g, " ")
    .slice(0, 200);

/** Lines in the margins that come back, but for their numbers, on at least three pages and a third of them; bare page numbers on two. */
function runningLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const seen = new Set(page.filter(inMargin).map((line) => pattern(line.text)));
    for (const text of seen) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const enough = Math.max(3, pages.length * 0.3);
  const isNumber = (text: string) => /^(?:\p{L}{1,8}\.? )?[-–—|\s]*#(?: ?(?:\/|of|de|von|di|sur) ?#)?[-–—|\s]*$/u.test(text);
  return new Set(
    [...counts].filter(([text, count]) => count >= enough || (isNumber(text) && count >= Math.min(enough, 2))).map(([text]) => text),
  );
}

function pageBlocks(lines: readonly PdfLine[]): Block[] {
  const spacing = usualSpacing(lines);
  const blocks: Block[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const row = line.cells.length > 1 && (isAligned(line, before) || isAligned(line, lines[index + 1]));
    const item = row ? undefined : listItem(line.text);
    if (row) blocks.push({ lines: [tableRow(line.cells.map(({ text }) => text))], size: line.size, row });
    else if (before !== undefined && item === undefined && blocks.at(-1)?.row === false && belongsTo(before, line, lines, spacing))
      blocks.at(-1)!.lines.push(line.text);
    else blocks.push({ lines: [item ?? line.text], size: line.size, row: false });
  }
  return blocks;
}

/** Whether two lines divide into as many cells at the same places. */
function isAligned(line: PdfLine, other: PdfLine | undefined): boolean {
  if (other === undefined || other.cells.length !== line.cells.length || Math.abs(other.y - line.y) > 4 * line.size) return false;
  const near = (a: number, b: number) => Math.abs(a - b) < line.size;
  return line.cells.every((cell, index) => {
    const beside = other.cells[index]!;
    return near(cell.left, beside.left) || near(cell.right, beside.right) || near(cell.left + cell.right, beside.left + beside.right);
  });
}

/** The commonest distance between lines of a page, as a multiple of the size of their letters. */
function usualSpacing(lines: readonly PdfLine[]): number {
  const gaps: number[] = [];
  for (let index = 1; index < lines.length; index++) {
    const gap = (lines[index - 1]!.y - lines[index]!.y) / lines[index]!.size;
    if (gap > 0.8 && gap < 2.6) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.4)] ?? 1.2;
}

/** Whether a line goes on with the paragraph before it: as large, no further away than usual, and its first word would not have fitted there. */
function belongsTo(before: PdfLine, line: PdfLine, lines: readonly PdfLine[], spacing: number): boolean {
  const gap = (before.y - line.y) / line.size;
  const sameColumn = gap > 0 && line.left < before.right && before.left < line.right;
  if (sameColumn) {
    if (Math.abs(before.size - line.size) > 0.08 * line.size || gap > spacing * 1.3 + 0.1) return false;
    if (line.left > before.left + 0.9 * line.size && /[.!?:”"’)\]]$/.test(before.text) && /^[\p{Lu}\d“"‘'(¿¡]/u.test(line.text))
      return false;
  } else if (gap > 0 || !continuesSentence(before.text, line.text)) return false;
  const width = columnWidth(before, lines);
  const letters = (before.right - before.left) / Math.max(1, before.text.length);
  const first = line.text.split(" ", 1)[0]!.length + 1;
  return before.right - before.left + first * letters > width * 0.985 || /[\p{L}\p{N}][-‐\u00ad]$/u.test(before.text);
}

const continuesSentence = (before: string, after: string): boolean => !/[.!?:;”"’)|]$/.test(before) && /^\p{Ll}/u.test(after);

/** The width that lines at this place reach, but for the widest few. */
function columnWidth(line: PdfLine, lines: readonly PdfLine[]): number {
  const widths = lines
    .filter(
      (other) =>
        Math.abs(other.size - line.size) < 0.1 * line.size &&
        other.left < line.right &&
        line.left < other.right &&
        other.cells.length === 1,
    )
    .map((other) => other.right - other.left)
    .sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.95)] ?? line.right - line.left;
}

function continues(last: Block, first: Block): boolean {
  if (last.row || first.row || Math.abs(last.size - first.size) > 0.08 * first.size) return false;
  return continuesSentence(last.lines.at(-1)!, first.lines[0]!);
}

function countWords(blocks: readonly Block[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const block of blocks)
    for (const line of block.lines)
      for (const word of line.toLowerCase().match(/\p{L}+(?:[-‐]\p{L}+)*(?![-‐\p{L}])/gu) ?? []) words.add(word);
  return words;
}

const prefixes = new Set(
  "self non well co ex anti pro cross half high low long short so post multi semi quasi vice counter all mid inter intra third two one three four five ten".split(
    " ",
  ),
);

/**
 * Lines as one. A hyphen at the end of a line goes when the word without it stands elsewhere in the document, or when nothing speaks for the hyphen:
 * it stays when the word with it stands elsewhere, before a capital or a digit, and after `self`, `non` and the like.
 */
function mended(lines: readonly string[], words: ReadonlySet<string>): string {
  let text = "";
  for (const line of lines) {
    if (text === "") text = line;
    else if (text.endsWith("\u00ad")) text = text.slice(0, -1) + line;
    else if (/[\p{L}\p{N}][-‐]$/u.test(text)) text = withoutBreak(text, line, words);
    else text += ` ${line}`;
  }
  return text;
}

function withoutBreak(text: string, line: string, words: ReadonlySet<string>): string {
  const head = /[\p{L}\p{N}]+(?:[-‐]\p{L}+)*(?=[-‐]$)/u.exec(text.slice(-60))?.[0].toLowerCase() ?? "";
  const tail = /^\p{Ll}+/u.exec(line)?.[0];
  if (tail === undefined || /\p{N}$/u.test(head)) return /^[\p{L}\p{N}]/u.test(line) ? text + line : `${text} ${line}`;
  if (/^(?:and|or|und|oder|y|et|e|o)\b/u.test(line) && !words.has(head + tail)) return `${text} ${line}`;
  if (words.has(head + tail)) return text.slice(0, -1) + line;
  const keep = words.has(`${head}-${tail}`) || prefixes.has(head) || head.length === 1 || head.includes("-");
  return keep ? text + line : text.slice(0, -1) + line;
}
