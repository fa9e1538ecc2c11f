/** HTML in the plain form of a document: a line for each block, lists with `- `, rows of tables with ` | `. One pass, no tree. */
import { breaksLine } from "../html.js";
import { type HtmlToken, htmlTokens } from "../html-tokens.js";

/** Lines under way: of the page, or of one cell of a table. */
interface Lines {
  readonly done: string[];
  current: string[];
  /** What the next line begins with. */
  mark: string;
}

interface Row {
  readonly cells: Lines[];
}

const deepestTable = 40;
const longestCell = 600;

/**
 * The blocks of an HTML page or fragment. A table of one cell, or with long cells of several blocks, is layout and gives its blocks one by one.
 * Digits set as superscript become such characters (`10⁶`); superscripts that are links are marks of notes and go.
 */
export function htmlToBlocks(html: string): string {
  const page = emptyLines();
  const rows: (Row | undefined)[] = [];
  let lines = page;
  let preformatted = 0;
  const outside: Lines[] = [];
  const closeRow = () => {
    const row = rows.at(-1);
    if (row === undefined) return;
    rows[rows.length - 1] = undefined;
    for (const cell of row.cells) endLine(cell);
    lines = outside.at(-1)!;
    endLine(lines);
    putRow(
      lines,
      row.cells.map((cell) => cell.done),
    );
  };
  const openTag = (name: string) => {
    if (name === "table" && rows.length < deepestTable) {
      endLine(lines);
      rows.push(undefined);
      outside.push(lines);
    } else if (name === "tr" && rows.length > 0) {
      closeRow();
      rows[rows.length - 1] = { cells: [] };
    } else if ((name === "td" || name === "th") && rows.length > 0) {
      const row = rows.at(-1) ?? { cells: [] };
      rows[rows.length - 1] = row;
      lines = emptyLines();
      row.cells.push(lines);
    } else if (breaksLine(name)) {
      endLine(lines);
      lines.mark = name === "li" ? "- " : name === "p" || name === "div" ? lines.mark : "";
      if (name === "pre") preformatted++;
    }
  };
  const closeTag = (name: string) => {
    if (name === "table" && rows.length > 0) {
      closeRow();
      rows.pop();
      lines = outside.pop()!;
    } else if (name === "tr") closeRow();
    else if (breaksLine(name)) {
      endLine(lines);
      if (name === "li" || name === "ul" || name === "ol") lines.mark = "";
      if (name === "pre") preformatted = Math.max(0, preformatted - 1);
    }
  };
  for (const token of withSuperscripts(html)) {
    if (token.kind === "tag") {
      if (token.closing) closeTag(token.name);
      else openTag(token.name);
    } else if (preformatted === 0) lines.current.push(token.text);
    else {
      for (const [index, line] of token.text.split(/\r\n?|\n/).entries()) {
        if (index > 0) endLine(lines);
        lines.current.push(line);
      }
    }
  }
  while (rows.length > 0) closeTag("table");
  endLine(page);
  return page.done.join("\n");
}

const emptyLines = (): Lines => ({ done: [], current: [], mark: "" });

function endLine(lines: Lines): void {
  if (lines.current.length === 0) return;
  const text = lines.current.join("").replace(/\s+/gu, " ").trim();
  lines.current = [];
  if (text === "") return;
  lines.done.push(lines.mark + text);
  lines.mark = "";
}

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

const raised: ReadonlyMap<string, string> = new Map([..."0123456789+-−"].map((character, index) => [character, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"[index]!]));

function* withSuperscripts(html: string): Generator<HtmlToken> {
  let held: { text: string; link: boolean } | undefined;
  for (const token of htmlTokens(html)) {
    if (token.kind === "tag" && token.name === "sup" && !token.closing) held ??= { text: "", link: false };
    else if (held === undefined) yield token;
    else if (token.kind === "text") held.text += token.text;
    else if (token.name === "a") held.link = true;
    else if (token.name === "sup" || breaksLine(token.name)) {
      yield superscript(held);
      held = undefined;
      if (token.name !== "sup") yield token;
    }
  }
  if (held !== undefined) yield superscript(held);
}

function superscript({ text, link }: { readonly text: string; readonly link: boolean }): HtmlToken {
  const plain = text.trim();
  const noteMark = link && /^[[(]?(?:\d{1,4}|[a-z*†‡])[\])]?$/i.test(plain);
  if (noteMark) return { kind: "text", text: "" };
  return { kind: "text", text: /^[+\-−]?\d{1,6}$/.test(plain) ? [...plain].map((character) => raised.get(character)!).join("") : text };
}
