/** Passages of a document in which a phrase occurs, by the finder of candidate claims where it has one there. */
import { findCandidates, type SourceDocument } from "@outweigh/evidence";

/** A passage with the phrase that it was found by. */
export interface FoundPassage {
  readonly phrase: string;
  /** As it stands in the document, at most so long. */
  readonly passage: string;
  /** How many further passages of the document have one of the phrases. */
  readonly more: number;
}

const longestPassage = 600;
const mostSearched = 2_000_000;

/** Candidate claims are looked for in so many of the blocks with a phrase. */
const mostBlocks = 5;

/** Whether one of the phrases occurs in a document, as whole words in any case and with any blanks between them. */
export function hasPhrase(document: Pick<SourceDocument, "text">, phrases: readonly string[]): boolean {
  const text = document.text.slice(0, mostSearched);
  return phrases.some((phrase) => patternOf(phrase).test(text));
}

/** The first passage with one of the phrases; one that could be a claim comes before one that could not. */
export function findPassage(
  document: Pick<SourceDocument, "text" | "language" | "date" | "title">,
  phrases: readonly string[],
): FoundPassage | undefined {
  const patterns = phrases.map((phrase) => ({ phrase, pattern: patternOf(phrase) }));
  const phraseIn = (passage: string) => patterns.find(({ pattern }) => pattern.test(passage))?.phrase;
  const blocks = document.text
    .slice(0, mostSearched)
    .split("\n")
    .filter((block) => phraseIn(block) !== undefined);
  if (blocks.length === 0) return undefined;
  const { language, date, title } = document;
  const near = blocks.slice(0, mostBlocks).join("\n");
  const quotes = findCandidates(near, { language: language ?? "en", date, title }).map(({ quote }) => quote);
  const claims = quotes.filter((quote) => phraseIn(quote) !== undefined);
  const passage = claims[0] ?? sentenceOf(blocks[0]!, phraseIn);
  return {
    phrase: phraseIn(passage) ?? phraseIn(blocks[0]!) ?? "",
    passage: cut(passage.replace(/\s+/gu, " ").trim()),
    more: Math.max(claims.length, blocks.length) - 1,
  };
}

function patternOf(phrase: string): RegExp {
  const words = phrase.normalize("NFC").trim().split(/\s+/u);
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(/['’]/g, "['’]"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped.join("\\s+")}(?![\\p{L}\\p{N}])`, "iu");
}

/** The sentence of a block with a phrase; the block itself where it is divided otherwise. */
function sentenceOf(block: string, phraseIn: (text: string) => string | undefined): string {
  return block.split(/(?<=[.!?…]["”’)]?)\s+(?=\p{Lu})/u).find((sentence) => phraseIn(sentence) !== undefined) ?? block;
}

function cut(passage: string): string {
  const letters = [...passage];
  return letters.length > longestPassage
    ? `${letters
        .slice(0, longestPassage - 1)
        .join("")
        .trimEnd()}…`
    : passage;
}
