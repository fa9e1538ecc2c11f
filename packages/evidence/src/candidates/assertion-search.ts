/** What a search for assertions is given, what it gives, and how it cuts the text. */
import type { YearMention } from "./dates.js";
import type { Lexicon } from "./lexicon.js";
import type { Token } from "./tokens.js";

/** One assertion at tokens `from` to `to`. */
export interface Assertion {
  readonly kind: "causal" | "prediction" | "option" | "precedent";
  readonly from: number;
  readonly to: number;
  readonly detail: Readonly<Record<string, string>>;
}

/** A passage to search, with what introduces it. */
export interface AssertionSearch {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
  readonly years: readonly YearMention[];
  readonly lexicon: Lexicon;
  /** The tokens of the sentence that introduces the list in which the passage stands. */
  readonly lead: readonly Token[];
  readonly leadText: string;
  readonly isItem: boolean;
  readonly isRow: boolean;
  readonly isHeading: boolean;
  readonly isQuestion: boolean;
  /** The year in which the document was written, where it can be told. */
  readonly now: number | undefined;
}

/** The text of tokens `from` to `to`. */
export function words({ text, tokens }: AssertionSearch, from: number, to: number): string {
  return from < to ? text.slice(tokens[from]!.start, tokens[to - 1]!.end) : "";
}

/** The stretch around a place that no stop or semicolon divides. */
export function clauseAround({ tokens, from, to }: AssertionSearch, first: number, last: number): readonly [number, number] {
  let start = first;
  while (start > from && !/^[;:—.!?]$/.test(tokens[start - 1]!.text)) start--;
  let end = last;
  while (end < to && !/^[;:—.!?]$/.test(tokens[end]!.text)) end++;
  return [start, end];
}

/** Without marks and blanks at its ends. */
export const trimmed = (part: string) => part.replace(/^[\s,;:"“”‘’]+|[\s,;:"“”‘’]+$/gu, "");
