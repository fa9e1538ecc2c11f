/**
 * The formatter: model blocks get one shape (two blanks before a field, four before a row, keywords and cells in columns), prose stays
 * as it is. It moves blanks only: the same tree is read before and after, and a second run changes nothing.
 */
import type { SyntaxNode } from "@lezer/common";
import { chapterParser } from "./parse/markdown.js";

interface Line {
  readonly kind: "header" | "field" | "row" | "more" | "comment" | "blank";
  readonly head: string;
  readonly cells: readonly string[];
  readonly comment: string;
}

/** Formats one chapter. Model blocks with reading mistakes are left as they are, and so is a text that would not settle at once or lose more than blanks. */
export function formatText(text: string): string {
  const once = formatOnce(text);
  const keepsAll = once.replace(/\s+/g, "") === text.replace(/\s+/g, "");
  return keepsAll && formatOnce(once) === once ? once : text;
}

function formatOnce(text: string): string {
  const usesCrLf = text.includes("\r\n");
  const plain = text.replace(/\r\n?/g, "\n");
  const tree = chapterParser.parse(plain);
  let out = "";
  let at = 0;
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const notation = node.name === "FencedCode" ? node.getChild("Notation") : null;
    if (!notation || hasError(notation) || plain.slice(notation.from, notation.to).trim() === "") continue;
    out += plain.slice(at, notation.from) + formatNotation(plain, notation);
    at = notation.to;
  }
  out += plain.slice(at);
  return usesCrLf ? out.replaceAll("\n", "\r\n") : out;
}

function hasError(node: SyntaxNode): boolean {
  let found = false;
  node.cursor().iterate((inner) => {
    if (inner.type.isError || inner.name === "Missing" || inner.name === "Unclosed") found = true;
    return !found;
  });
  return found;
}

function formatNotation(text: string, notation: SyntaxNode): string {
  const starts = new Map<number, { readonly kind: "header" | "field" | "row"; readonly headEnd: number }>();
  for (let block = notation.firstChild; block; block = block.nextSibling) {
    if (block.name !== "Block") continue;
    starts.set(lineStartOf(text, block.from), { kind: "header", headEnd: block.from });
    for (const field of block.getChildren("Field")) {
      starts.set(lineStartOf(text, field.from), { kind: "field", headEnd: field.firstChild!.to });
      for (const row of field.getChildren("Row")) {
        const labels = [row.firstChild!];
        for (
          let next = row.firstChild!.nextSibling;
          next && (next.name === "," || (next.name === "Name" && labels[labels.length - 1]!.name === ","));
          next = next.nextSibling
        ) {
          labels.push(next);
        }
        starts.set(lineStartOf(text, row.from), { kind: "row", headEnd: labels[labels.length - 1]!.to });
      }
    }
  }
  const lines: Line[] = [];
  let offset = notation.from;
  for (const raw of text.slice(notation.from, notation.to).split("\n")) {
    lines.push(readLine(raw, starts.get(offset), offset));
    offset += raw.length + 1;
  }
  return writeLines(lines);
}

function lineStartOf(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Splits at `|` outside texts and brackets, and off the comment; blanks outside texts shrink to one. */
function readLine(
  raw: string,
  start: { readonly kind: "header" | "field" | "row"; readonly headEnd: number } | undefined,
  offset: number,
): Line {
  const headLength = start ? Math.max(0, start.headEnd - offset) : 0;
  const cells: string[] = [];
  let cell = "";
  let comment = "";
  let quote = "";
  let depth = 0;
  const head = raw.slice(0, headLength).trim().replace(/\s+/g, " ").replace(/ ?, ?/g, ", ");
  for (let at = headLength; at < raw.length; at++) {
    const character = raw[at]!;
    if (quote !== "") {
      cell += character;
      if (character === "\\" && quote === '"') cell += raw[++at] ?? "";
      else if (character === quote) quote = "";
      continue;
    }
    if (character === '"' || character === "“") quote = character === "“" ? "”" : '"';
    if (character === "#") {
      comment = raw.slice(at).trimEnd();
      break;
    }
    if (character === "(" || character === "[") depth++;
    if (character === ")" || character === "]") depth--;
    if (character === "|" && depth === 0) {
      cells.push(cell.trim());
      cell = "";
    } else if (/\s/.test(character)) {
      if (!cell.endsWith(" ")) cell += " ";
    } else cell += character;
  }
  cells.push(cell.trim());
  const isEmpty = head === "" && cells.length === 1 && cells[0] === "";
  if (isEmpty) return { kind: comment === "" ? "blank" : "comment", head: "", cells: [], comment };
  return { kind: start?.kind ?? "more", head, cells, comment };
}

function writeLines(lines: readonly Line[]): string {
  const out: string[] = [];
  let blockStart = 0;
  for (let index = 0; index <= lines.length; index++) {
    if (index < lines.length && (lines[index]!.kind !== "header" || index === blockStart)) continue;
    out.push(...writeBlock(lines.slice(blockStart, index)));
    blockStart = index;
  }
  return out
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .replace(/^/, "");
}

function writeBlock(lines: readonly Line[]): string[] {
  const keywordWidth = Math.max(
    0,
    ...lines.filter((line) => line.kind === "field" && line.head.length <= 16).map((line) => line.head.length),
  );
  const out: string[] = [];
  let rows: Line[] = [];
  let isInField = false;
  const flush = () => {
    out.push(...writeRows(rows));
    rows = [];
  };
  for (const line of lines) {
    if (line.kind !== "row") flush();
    const content = line.cells.join(" | ");
    const tail = line.comment === "" ? "" : `  ${line.comment}`;
    if (line.kind === "row") rows.push(line);
    else if (line.kind === "blank") out.push("");
    else if (line.kind === "comment") out.push(`${isInField ? "  " : ""}${line.comment}`);
    else if (line.kind === "header") {
      isInField = true;
      out.push(content + tail);
    } else if (line.kind === "field") {
      isInField = true;
      const head = line.head === "=" ? "= " : `${line.head.padEnd(keywordWidth)}  `;
      out.push(`  ${content === "" ? line.head : head + content}${tail}`.trimEnd());
    } else out.push(`      ${content}${tail}`);
  }
  flush();
  return out;
}

function writeRows(rows: readonly Line[]): string[] {
  const labelWidth = Math.max(0, ...rows.map((row) => row.head.length));
  const widths: number[] = [];
  for (const row of rows)
    row.cells.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  return rows.map((row) => {
    const cells = row.cells.map((cell, column) => (column < row.cells.length - 1 ? cell.padEnd(widths[column]!) : cell)).join(" | ");
    return `    ${row.head.padEnd(labelWidth)}  ${cells}${row.comment === "" ? "" : `  ${row.comment}`}`.trimEnd();
  });
}
