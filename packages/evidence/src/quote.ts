/** Verification of a quote: exact equality after the declared normalisation, at word boundaries. Likeness may suggest a place, never verify. */
import { byDanger, type Difference, indexWords, type NearestPassage, nearestPassage, type WordIndex } from "./nearest.js";
import { type NormalisedText, normalise, normaliseQuote, originalSpan, toCodePointOffset } from "./normalise.js";
import { classify, isNegation, splitWords } from "./words.js";

/** A source text made ready: normalised once, and split into words when a nearest passage is first asked for. */
export interface PreparedSource {
  readonly original: string;
  readonly normalised: NormalisedText;
  words(): WordIndex;
}

/** A stretch of the source as it stands in the file, in UTF-16 offsets and in code points, the end excluded. */
export interface QuoteSpan {
  readonly from: number;
  readonly to: number;
  readonly codePoints: { readonly from: number; readonly to: number };
}

/** How a quote stands to its source. */
export type QuoteCheck =
  /** The words are there, once. `normalised` is their place in the normalised text; `parts` has one span for each part between ellipses. `dropped` is a denial that stands in what was left out, or directly before the quote. */
  | {
      readonly state: "exact";
      readonly span: QuoteSpan;
      readonly normalised: readonly [number, number];
      readonly parts: readonly QuoteSpan[];
      readonly dropped?: string;
    }
  /** The words are there more than once, so the place is not certain; `parts` is the first. */
  | {
      readonly state: "ambiguous";
      readonly span: QuoteSpan;
      readonly normalised: readonly [number, number];
      readonly parts: readonly QuoteSpan[];
      readonly occurrences: number;
      readonly dropped?: string;
    }
  /** Shorter than twenty characters and there more than once, or empty. */
  | { readonly state: "too-short"; readonly part: string; readonly occurrences: number }
  /** The words are not there. `part` is the part that is missing; `isDisordered` when every part is there, but not in this order and within reach. */
  | { readonly state: "missing"; readonly part: string; readonly isDisordered: boolean; readonly nearest?: NearestPassage };

/** A quote found at several places needs at least this many characters. */
export const shortestRepeatedQuote = 20;

/** At most this many characters of the source may be left out at one ellipsis. */
export const longestOmission = 3000;

const mostParts = 30;

const ellipsis = /\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.)\s*/u;

/** Prepares a source; do it once where several quotes are verified. */
export function prepareSource(text: string): PreparedSource {
  const normalised = normalise(text);
  let index: WordIndex | undefined;
  return {
    original: text,
    normalised,
    words() {
      index ??= indexWords(normalised.text);
      return index;
    },
  };
}

/** Verifies a quote in a source. An ellipsis in the quote joins parts that must follow one another in the source. */
export function verifyQuote(source: PreparedSource | string, quote: string): QuoteCheck {
  const prepared = typeof source === "string" ? prepareSource(source) : source;
  const wanted = normaliseQuote(quote);
  if (!/[\p{L}\p{N}]/u.test(wanted)) return { state: "too-short", part: wanted, occurrences: 0 };
  const text = prepared.normalised.text;
  if (occurrencesOf(text, wanted, 0, 1).whole.length > 0) return settle(prepared, [wanted]);
  const parts = wanted.split(ellipsis).filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (parts.length > mostParts) return { state: "missing", part: wanted, isDisordered: false };
  return parts.length === 0 ? { state: "too-short", part: wanted, occurrences: 0 } : settle(prepared, parts);
}

function settle(prepared: PreparedSource, parts: readonly string[]): QuoteCheck {
  const text = prepared.normalised.text;
  let most = 1;
  for (const part of parts) {
    const found = occurrencesOf(text, part, 0, 2);
    if (found.whole.length === 0) return { state: "missing", part, isDisordered: false, ...nearestOf(prepared, part, found.cut) };
    if (found.whole.length > 1 && part.length < shortestRepeatedQuote) {
      return { state: "too-short", part, occurrences: occurrencesOf(text, part, 0, 1000).whole.length };
    }
    most = Math.max(most, found.whole.length);
  }
  const places = placesInOrder(text, parts);
  if (!places) return { state: "missing", part: parts.join(" … "), isDisordered: true };
  const spans = places.map((from, index) => spanOf(prepared, from, from + parts[index]!.length));
  const last = places.at(-1)! + parts.at(-1)!.length;
  const dropped = droppedNegation(text, parts, places);
  const normalised = [places[0]!, last] as const;
  const found = { span: spanOf(prepared, places[0]!, last), normalised, parts: spans, ...(dropped === undefined ? {} : { dropped }) };
  if (most === 1) return { state: "exact", ...found };
  const occurrences = Math.max(...parts.map((part) => occurrencesOf(text, part, 0, 1000).whole.length));
  return { state: "ambiguous", ...found, occurrences };
}

interface Occurrences {
  /** Starts of the places where the words stand whole. */
  readonly whole: readonly number[];
  /** The first place where they only stand as part of a longer word or number. */
  readonly cut: number | undefined;
}

function occurrencesOf(text: string, wanted: string, start: number, limit: number): Occurrences {
  const whole: number[] = [];
  let cut: number | undefined;
  for (let at = text.indexOf(wanted, start); at !== -1 && whole.length < limit; at = text.indexOf(wanted, at + 1)) {
    const [before, after] = overhang(text, at, at + wanted.length);
    if (before === 0 && after === 0) whole.push(at);
    else cut ??= at;
  }
  return { whole, cut };
}

/** How many characters of a word, number or amount the stretch cuts off at its beginning and at its end. */
function overhang(text: string, from: number, to: number): readonly [number, number] {
  const before = text.slice(Math.max(0, from - 40), from);
  const after = text.slice(to, to + 40);
  const head = text.slice(from, Math.min(to, from + 2));
  const tail = text.slice(Math.max(from, to - 24), to);
  return [overhangBefore(before, head), overhangAfter(tail, after)];
}

function overhangBefore(before: string, head: string): number {
  const pattern = /^\p{N}/u.test(head)
    ? /(?:[\p{L}\p{M}\p{N}_]|\p{N}[.,])+$|(?:(?<![\p{L}\p{N}])-)?\p{Sc} ?$|(?<![\p{L}\p{N}])-$/u
    : /^[\p{L}\p{M}_]/u.test(head)
      ? /[\p{L}\p{M}\p{N}_]+'?$|\b(?:non|un|anti)-$/iu
      : /^'[\p{L}]/u.test(head)
        ? /[\p{L}\p{M}\p{N}_]+$/u
        : undefined;
  return pattern?.exec(before)?.[0].length ?? 0;
}

function overhangAfter(tail: string, after: string): number {
  if (/\p{N}$/u.test(tail)) {
    return (
      /^(?:[.,]?\p{N}[\p{N}.,]*\p{N}|[.,]?\p{N}|[\p{L}\p{M}_]+)?(?: ?(?:%|‰)|[ -](?:per cent|percent|hundred|thousand|million|billion|trillion|bn|mn)\b)?/u.exec(
        after,
      )?.[0].length ?? 0
    );
  }
  if (/[\p{L}\p{M}_]$/u.test(tail)) {
    const word = /^(?:[\p{L}\p{M}\p{N}_]+(?:'[\p{L}]+)?|'[\p{L}]+)/u.exec(after)?.[0] ?? "";
    if (/^'s?$/i.test(word)) return 0;
    if (word) return word.length;
    if (/(?:^|[^\p{L}])(?:hundred|thousand|million|billion)$/iu.test(tail))
      return /^[ -](?:thousand|million|billion|trillion)\b/u.exec(after)?.[0].length ?? 0;
  }
  return 0;
}

function nearestOf(prepared: PreparedSource, part: string, cutAt: number | undefined): { readonly nearest?: NearestPassage } {
  const text = prepared.normalised.text;
  if (cutAt !== undefined) {
    const [before, after] = overhang(text, cutAt, cutAt + part.length);
    const [from, to] = [cutAt - before, cutAt + part.length + after];
    const differences: Difference[] = [];
    const add = (expected: string, found: string) =>
      differences.push({ kind: classify(splitWords(expected).keys, splitWords(found).keys), expected, found });
    const words = splitWords(part);
    const first = words.texts[0]!;
    const last = words.texts.at(-1)!;
    if (before > 0) add(first, text.slice(from, cutAt) + first);
    if (after > 0) add(last, last + text.slice(to - after, to));
    return { nearest: { passage: text.slice(from, to), from, to, differences: byDanger(differences) } };
  }
  const nearest = nearestPassage(text, prepared.words(), part);
  return nearest ? { nearest } : {};
}

/** The first place of every part such that each follows the one before within {@link longestOmission}. */
function placesInOrder(text: string, parts: readonly string[]): readonly number[] | undefined {
  const starts = occurrencesOf(text, parts[0]!, 0, parts.length === 1 ? 1 : 50).whole;
  for (const start of starts) {
    const places = [start];
    for (const [index, part] of parts.entries()) {
      if (index === 0) continue;
      const end = places.at(-1)! + parts[index - 1]!.length;
      const next = occurrencesOf(text.slice(0, end + longestOmission + part.length + 40), part, end, 1).whole[0];
      if (next === undefined || next - end > longestOmission) break;
      places.push(next);
    }
    if (places.length === parts.length) return places;
  }
  return undefined;
}

/** A denial left out: the word right before the quote, or one within an omission of less than a sentence. */
function droppedNegation(text: string, parts: readonly string[], places: readonly number[]): string | undefined {
  const before = text.slice(Math.max(0, places[0]! - 30), places[0]);
  const lead = /([\p{L}']+) $/u.exec(before)?.[1];
  if (lead !== undefined && isNegation(lead.toLowerCase())) return lead;
  for (const [index, place] of places.entries()) {
    if (index === 0) continue;
    const gap = text.slice(places[index - 1]! + parts[index - 1]!.length, place);
    if (/[.!?]['")\]]* \p{Lu}/u.test(gap)) continue;
    const words = splitWords(gap);
    const at = words.keys.findIndex(isNegation);
    if (at !== -1) return words.texts[at]!;
  }
  return undefined;
}

function spanOf(prepared: PreparedSource, from: number, to: number): QuoteSpan {
  const original = originalSpan(prepared.normalised, from, to);
  const start = toCodePointOffset(prepared.original, original.from);
  return {
    ...original,
    codePoints: {
      from: start,
      to: start + toCodePointOffset(prepared.original.slice(original.from, original.to), Number.POSITIVE_INFINITY),
    },
  };
}
