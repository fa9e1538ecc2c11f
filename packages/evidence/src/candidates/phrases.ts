/** Lists of phrases made ready to be recognised in tokens, each in time proportional to its own length. */
import type { Token } from "./tokens.js";

/** Phrases by their first word, the longest first. */
export type PhraseIndex<Value> = ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly value: Value }[]>;

/** Prepares phrases of words in lower case with blanks between them. */
export function indexPhrases<Value>(phrases: Iterable<readonly [string, Value]>): PhraseIndex<Value> {
  const index = new Map<string, { words: readonly string[]; value: Value }[]>();
  for (const [phrase, value] of phrases) {
    const words = phrase.split(" ");
    const listed = index.get(words[0]!);
    if (listed) listed.push({ words, value });
    else index.set(words[0]!, [{ words, value }]);
  }
  for (const listed of index.values()) listed.sort((left, right) => right.words.length - left.words.length);
  return index;
}

/** The longest phrase that begins at token `at` and ends before `to`. */
export function phraseAt<Value>(
  index: PhraseIndex<Value>,
  tokens: readonly Token[],
  at: number,
  to: number,
): { readonly length: number; readonly value: Value } | undefined {
  const listed = index.get(tokens[at]?.key ?? "");
  const found = listed?.find(({ words }) => at + words.length <= to && words.every((word, offset) => tokens[at + offset]!.key === word));
  return found && { length: found.words.length, value: found.value };
}

/** Phrases separated by commas, each with the same value. */
export function phrases<Value>(text: string, value: Value): readonly (readonly [string, Value])[] {
  return text
    .split(",")
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "")
    .map((phrase) => [phrase, value] as const);
}

/** Words separated by blanks. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}
