/** The body of a Word file: WordprocessingML walked tag by tag into the plain form of a document. */
import { blockWriter } from "./block-writer.js";
import { raiseDigits } from "./html-blocks.js";
import { attribute, xmlTokens } from "./xml-tokens.js";

/** What the styles of a file say of its paragraphs, by the ids of the styles. */
export interface DocxStyles {
  readonly lists: ReadonlySet<string>;
  readonly headings: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
}

/** Subtrees that are not text of the document: what was deleted or moved away, field codes, and the older form of what is given twice. */
const leftOut = new Set(["del", "moveFrom", "Fallback", "instrText", "delText", "comment", "sdtPr", "rPrChange", "pPrChange"]);

interface Paragraph {
  style: string;
  numbered: boolean | undefined;
  words: string[];
}

/** Reads the body. Notes follow the text, each as a block, in their own order. */
export function readDocxBody(
  body: string,
  notes: readonly string[],
  styles: DocxStyles,
): { readonly text: string; readonly title: string | undefined; readonly deletions: number } {
  const writer = blockWriter();
  let title: string | undefined;
  let heading: string | undefined;
  let deletions = 0;
  for (const part of [body, ...notes]) walk(part);
  return { text: writer.finish(), title: title ?? heading, deletions };

  function walk(xml: string): void {
    const open: Paragraph[] = [];
    let skipped = 0;
    let skipName = "";
    let inText = false;
    let raised = false;
    for (const token of xmlTokens(xml)) {
      if (skipped > 0) {
        if (token.kind === "open" && token.name === skipName && !token.empty) skipped++;
        if (token.kind === "close" && token.name === skipName) skipped--;
        continue;
      }
      const paragraph = open.at(-1);
      if (token.kind === "text") {
        if (inText) paragraph?.words.push(raised ? (raiseDigits(token.text.trim()) ?? token.text) : token.text);
        continue;
      }
      if (token.kind === "close") {
        if (token.name === "t") inText = false;
        else if (token.name === "r") raised = false;
        else if (token.name === "p" && paragraph !== undefined) put(open.pop()!);
        else if (token.name === "tr") writer.closeRow();
        else if (token.name === "tbl") writer.closeTable();
        continue;
      }
      const { name, attributes, empty } = token;
      if (leftOut.has(name) || isSeparator(name, attributes)) {
        if (name === "del" && !empty) deletions++;
        if (!empty) {
          skipped = 1;
          skipName = name;
        }
      } else if (name === "t") inText = !empty;
      else if (name === "p") {
        if (!empty) open.push({ style: "", numbered: undefined, words: [] });
      } else if (name === "tbl" && !empty) writer.openTable();
      else if (name === "tr" && !empty) writer.openRow();
      else if (name === "tc" && !empty) writer.openCell();
      else if (paragraph !== undefined) {
        if (name === "pStyle") paragraph.style = attribute(attributes, "val") ?? "";
        else if (name === "numId") paragraph.numbered = attribute(attributes, "val") !== "0";
        else if (name === "tab") paragraph.words.push(" ");
        else if (name === "br" || name === "cr") paragraph.words.push("\n");
        else if (name === "noBreakHyphen") paragraph.words.push("-");
        else if (name === "vertAlign") raised = attribute(attributes, "val") === "superscript";
        else if (name === "position") raised = Number(attribute(attributes, "val")) > 0;
      }
    }
    while (open.length > 0) put(open.pop()!);
  }

  function put({ style, numbered, words }: Paragraph): void {
    const text = words.join("");
    const isHeading = styles.headings.has(style);
    if (styles.titles.has(style)) title ??= text.trim() || undefined;
    if (isHeading) heading ??= text.trim() || undefined;
    writer.endLine();
    writer.mark((numbered ?? styles.lists.has(style)) && !isHeading ? "- " : "");
    for (const line of text.split("\n")) {
      writer.text(line);
      writer.endLine();
    }
    writer.mark("");
  }
}

const isSeparator = (name: string, attributes: string): boolean =>
  (name === "footnote" || name === "endnote") && /eparator|Notice/.test(attribute(attributes, "type") ?? "");

/** Reads which styles are of lists, headings and titles. A style based on another is not looked up: Word repeats what matters. */
export function readDocxStyles(xml: string): DocxStyles {
  const lists = new Set<string>();
  const headings = new Set<string>();
  const titles = new Set<string>();
  let style = "";
  for (const token of xmlTokens(xml)) {
    if (token.kind === "close" && token.name === "style") style = "";
    if (token.kind !== "open") continue;
    if (token.name === "style") style = attribute(token.attributes, "styleId") ?? "";
    else if (style === "") continue;
    else if (token.name === "numPr") lists.add(style);
    else if (token.name === "outlineLvl" && attribute(token.attributes, "val") !== "9") headings.add(style);
    else if (token.name === "name") {
      const name = (attribute(token.attributes, "val") ?? "").toLowerCase();
      if (/^list (?:bullet|number)/.test(name)) lists.add(style);
      if (/^heading \d/.test(name)) headings.add(style);
      if (name === "title") titles.add(style);
    }
  }
  return { lists, headings, titles };
}
