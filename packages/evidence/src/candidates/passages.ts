/** The passages of a document: sentences, items and rows, each with what it stands under. */
import { type Block, readBlocks } from "./blocks.js";
import type { Lexicon } from "./lexicon.js";
import { findQuotations, type Quotation } from "./quotations.js";
import { splitSentences } from "./sentences.js";
import { type Token, tokenise } from "./tokens.js";

/** A paragraph, item, heading or row with its tokens and quotations. */
export interface Paragraph {
  readonly block: Block;
  readonly tokens: readonly Token[];
  readonly quotations: readonly Quotation[];
  readonly passages: readonly Passage[];
}

/** A sentence, item or row: the tokens `from` to `to` of its paragraph; offsets are UTF-16. */
export interface Passage {
  readonly kind: Block["kind"];
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly heading: string | undefined;
  /** The sentence that introduces the list or table in which it stands. */
  readonly lead: Lead | undefined;
  /** The cells of the header, for a row. */
  readonly header: readonly string[];
  /** The last sentence of a paragraph that ends with a colon and has a list below it. */
  readonly isLead: boolean;
}

/** The sentence above a list, with where to find it. */
export interface Lead {
  readonly text: string;
  readonly paragraph: number;
  readonly passage: number;
}

const longestUnder = 300;
const longestWholeItem = 400;

/** Reads a document. */
export function readPassages(text: string, lexicon: Lexicon): readonly Paragraph[] {
  const blocks = readBlocks(text);
  const paragraphs: Paragraph[] = [];
  let heading: string | undefined;
  let lead: Lead | undefined;
  let header: readonly string[] = [];
  blocks.forEach((block, index) => {
    const tokens = tokenise(text, block.start, block.end, lexicon.abbreviations);
    const isList = block.kind === "item" || block.kind === "row" || block.kind === "header";
    if (!isList) lead = undefined;
    if (block.kind === "header") header = block.cells;
    else if (block.kind !== "row") header = [];
    const next = blocks[index + 1]?.kind;
    const introduces = !isList && (next === "item" || next === "row" || next === "header");
    const isWhole =
      block.kind === "row" ||
      block.kind === "header" ||
      block.kind === "heading" ||
      (block.kind === "item" && block.end - block.start <= longestWholeItem);
    const ranges = isWhole ? (tokens.length > 0 ? [{ from: 0, to: tokens.length }] : []) : splitSentences(tokens, lexicon);
    const passages = ranges.map(({ from, to }, at): Passage => {
      const isLast = at === ranges.length - 1;
      const ends = tokens[to - 1]!;
      return {
        kind: block.kind,
        from,
        to,
        start: tokens[from]!.start,
        end: block.kind === "row" ? block.end : ends.end,
        heading,
        lead,
        header: block.kind === "row" ? header : [],
        isLead: introduces && isLast && ends.text === ":",
      };
    });
    paragraphs.push({
      block,
      tokens,
      quotations: block.kind === "row" || block.kind === "header" ? [] : findQuotations(text, block.start, block.end),
      passages,
    });
    const last = passages.at(-1);
    if (introduces && last) {
      lead = {
        text: text.slice(last.start, Math.min(last.end, last.start + longestUnder)),
        paragraph: index,
        passage: passages.length - 1,
      };
    }
    if (block.kind === "heading") heading = text.slice(block.start, Math.min(block.end, block.start + longestUnder));
  });
  return paragraphs;
}
