/** The passages of a document: sentences, items and rows, each with what it stands under. */
import { type Block, readBlocks } from "./blocks.js";
import type { Lexicon } from "./lexicon.js";
import { findQuotations, type Quotation } from "./quotations.js";
import { splitSentences, type TokenRange } from "./sentences.js";
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
  /** Its sentences, several in an item and where a quotation has several. */
  readonly sentences: readonly TokenRange[];
}

/** The sentence above a list, with where to find it. */
export interface Lead {
  readonly text: string;
  readonly paragraph: number;
  readonly passage: number;
}

const longestUnder = 300;
const longestWholeItem = 400;
const longestStatement = 450;

/** Reads a document. */
export function readPassages(text: string, lexicon: Lexicon): readonly Paragraph[] {
  const blocks = readBlocks(text);
  const paragraphs: Paragraph[] = [];
  let heading: string | undefined;
  let lead: Lead | undefined;
  /** Where a list stands in an item of another: whether the items of the outer list are numbered. */
  let outer: boolean | undefined;
  let header: readonly string[] = [];
  blocks.forEach((block, index) => {
    const tokens = tokenise(text, block.start, block.end, lexicon.abbreviations);
    const isList = block.kind === "item" || block.kind === "row" || block.kind === "header";
    const isOuter = outer !== undefined && block.kind === "item" && block.isNumbered === outer;
    if (!isList || isOuter) [lead, outer] = [undefined, undefined];
    if (block.kind === "header") header = block.cells;
    else if (block.kind !== "row") header = [];
    const next = blocks[index + 1]?.kind;
    const isItemLead =
      block.kind === "item" && next === "item" && blocks[index + 1]!.isNumbered !== block.isNumbered && text[block.end - 1] === ":";
    const introduces = isItemLead || (!isList && (next === "item" || next === "row" || next === "header"));
    const isWhole =
      block.kind === "row" ||
      block.kind === "header" ||
      block.kind === "heading" ||
      (block.kind === "item" && block.end - block.start <= longestWholeItem);
    const quotations = block.kind === "row" || block.kind === "header" ? [] : findQuotations(text, block.start, block.end);
    const sentences = splitSentences(tokens, lexicon);
    const ranges = isWhole ? (tokens.length > 0 ? [{ from: 0, to: tokens.length }] : []) : keptWhole(tokens, sentences, quotations);
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
        sentences: sentencesWithin(sentences, from, to),
        isLead: introduces && isLast && ends.text === ":",
      };
    });
    paragraphs.push({ block, tokens, quotations, passages });
    const last = passages.at(-1);
    if (introduces && last) {
      outer = isItemLead ? block.isNumbered : undefined;
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

/** The sentences of a stretch that begins and ends with a sentence. */
function sentencesWithin(sentences: readonly TokenRange[], from: number, to: number): readonly TokenRange[] {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.from < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sentences.length && sentences[end]!.to <= to) end++;
  return sentences.slice(low, end);
}

/** Joins the sentences of one quotation, where it is not long: what somebody says in one breath is one statement. */
function keptWhole(tokens: readonly Token[], sentences: readonly TokenRange[], quotations: readonly Quotation[]): readonly TokenRange[] {
  const joined: TokenRange[] = [];
  let number = 0;
  for (const sentence of sentences) {
    const before = joined.at(-1);
    const start = tokens[sentence.from]!.start;
    while (number < quotations.length && quotations[number]!.end <= start) number++;
    const quotation = quotations[number];
    const continues = before !== undefined && quotation !== undefined && quotation.start < start && start < quotation.end;
    if (continues && tokens[sentence.to - 1]!.end - tokens[before.from]!.start <= longestStatement)
      joined[joined.length - 1] = { from: before.from, to: sentence.to };
    else joined.push(sentence);
  }
  return joined;
}
