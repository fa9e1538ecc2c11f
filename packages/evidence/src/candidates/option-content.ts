/** What is put forward as an option: where it ends, and into which parts "or" divides it. */
import type { Assertion, AssertionSearch } from "./assertion-search.js";
import type { Lexicon } from "./lexicon.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** Where a course of action begins. `isList`: its parts may be joined by "and" as well. */
export interface Content {
  /** Where the words begin that put it forward. */
  readonly start: number;
  /** Where the course of action itself begins. */
  readonly from: number;
  /** Where it ends, where that is known. */
  readonly to?: number;
  readonly isList: boolean;
}

const furthestBack = 90;

/** Whether a sentence shortly before speaks of choices: "What are the alternatives?", "three ways". */
export function speaksOfChoices({ tokens, from, lexicon }: AssertionSearch): boolean {
  for (let at = from - 1; at >= Math.max(0, from - furthestBack); at--) {
    if (lexicon.optionPlurals.has(tokens[at]!.key)) return true;
    const isCounted = lexicon.numberWords.has(tokens[at - 1]?.key ?? "");
    if (isCounted && lexicon.weakOptionPlurals.has(tokens[at]!.key)) return true;
  }
  return false;
}

const mostParts = 12;

/** "(a)" or "(ii)" at token `at`. */
export function isMarker(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === "(" && /^(?:[a-z]|[ivx]{1,4}|\d)$/.test(tokens[at + 1]?.text ?? "") && tokens[at + 2]?.text === ")";
}

/** The options that a content holds: one, or each part of "close the line, raise fares or do nothing". */
export function optionsWithin(search: AssertionSearch, content: Content): readonly Assertion[] {
  const { text, tokens } = search;
  const stop = content.to ?? contentEnd(search, content.from);
  if (stop - content.from < 1) return [];
  const words = (from: number, to: number) => text.slice(tokens[from]!.start, tokens[to - 1]!.end).replace(/^[\s,]+|[\s,]+$/gu, "");
  const parts = partsOf(search, content, stop);
  if (content.isList && parts.length < 2) return [];
  return parts.map(([from, to], index) => ({
    kind: "option",
    from: index === 0 && !content.isList ? content.start : from,
    to,
    detail: { option: words(from, to) },
  }));
}

/** The end of the clause; what follows a comma and is no part of it (", according to", ", but", ", which") stays out. */
function contentEnd({ tokens, to, lexicon }: AssertionSearch, from: number): number {
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (/^[;:—–.!?”]$/.test(token.text)) return at;
    if (token.text !== "," || at + 1 >= to) continue;
    const next = tokens[at + 1]!;
    const isJoiner = lexicon.listJoiners.has(next.key);
    if (phraseAt(lexicon.accordingTo, tokens, at + 1, to)) return at;
    if (!isJoiner && (lexicon.relativeWords.has(next.key) || lexicon.clauseWords.has(next.key)) && !lexicon.whetherWords.has(next.key))
      return at;
    if (!isJoiner && (lexicon.pronouns.has(next.key) || isSpeechTag(tokens, at + 1, to, lexicon))) return at;
  }
  return to;
}

/** ", the minister said." at the end of a sentence. */
function isSpeechTag(tokens: readonly Token[], from: number, to: number, lexicon: Lexicon): boolean {
  for (let at = from; at < Math.min(to, from + 8); at++) {
    if (tokens[at]!.kind === "mark" && !/^[-‐‑&]$/.test(tokens[at]!.text)) return false;
    if (at > from && lexicon.reportingVerbs.get(tokens[at]!.key) === "plain" && (at + 1 >= to || /^[.,]$/.test(tokens[at + 1]!.text)))
      return true;
  }
  return false;
}

/** Begins of parts are places where a like phrase begins after "or", or after a comma where an "or" follows. */
function partsOf({ tokens, lexicon }: AssertionSearch, { from, isList }: Content, stop: number): readonly (readonly [number, number])[] {
  const cuts: { readonly at: number; readonly next: number; readonly isJoiner: boolean }[] = [];
  const opener = tokens[from - 1];
  const again = opener && (lexicon.toWords.has(opener.key) || lexicon.thatWords.has(opener.key)) ? opener.key : undefined;
  const isRange = isList && lexicon.fromWords.has(tokens[from - 1]?.key ?? "");
  for (let at = from + 1; at < stop; at++) {
    const { key, text } = tokens[at]!;
    const isOr = lexicon.listJoiners.has(key) && (isList || !lexicon.conjunctions.has(key) || lexicon.orWords.has(key));
    const isNextAct =
      again !== undefined && lexicon.toWords.has(again) && text === "," && lexicon.conjunctions.has(tokens[at + 1]?.key ?? "");
    if (isNextAct && lexicon.actions.has(tokens[at + 2]?.key ?? "")) {
      cuts.push({ at, next: at + 2, isJoiner: true });
      at++;
      continue;
    }
    if (again !== undefined && lexicon.listJoiners.has(key) && tokens[at + 1]?.key === again) {
      cuts.push({ at, next: at + 2, isJoiner: true });
      continue;
    }
    if (text === "," && lexicon.listJoiners.has(tokens[at + 1]?.key ?? "")) continue;
    if (text === ",") cuts.push({ at, next: at + 1, isJoiner: false });
    else if (isRange && lexicon.toWords.has(key)) cuts.push({ at, next: at + 1, isJoiner: true });
    else if (lexicon.listJoiners.has(key) && !isOr && cuts.some(({ isJoiner }) => !isJoiner) && isAlike(tokens, from, at + 1, lexicon))
      cuts.push({ at, next: at + 1, isJoiner: true });
    else if (isOr && (isList || beginsPart(tokens, at + 1, lexicon) || isAlike(tokens, from, at + 1, lexicon)))
      cuts.push({ at, next: at + 1, isJoiner: true });
  }
  const joiner = cuts.findLastIndex(({ isJoiner }) => isJoiner);
  if (joiner < 0) return [[from, stop]];
  const used = cuts
    .slice(0, joiner + 1)
    .filter(({ isJoiner, next }) => isJoiner || isList || beginsPart(tokens, next, lexicon) || isAlike(tokens, from, next, lexicon));
  const parts: [number, number][] = [];
  let start = from;
  for (const { at, next } of used.slice(0, mostParts)) {
    const end = tokens[at - 1]!.text === "," ? at - 1 : at;
    if (end > start) parts.push([start, end]);
    start = next;
  }
  if (stop > start) parts.push([start, stop]);
  return parts;
}

/** Whether two places begin with an article both: "a cap, a levy or an outright ban". */
function isAlike(tokens: readonly Token[], first: number, at: number, lexicon: Lexicon): boolean {
  return [first, at].every((place) => lexicon.articles.has(tokens[place]?.key ?? "") && !lexicon.definiteArticles.has(tokens[place]!.key));
}

/** Whether a course of action can begin at a token: a verb, "to", a gerund, an article, or a new modal. */
function beginsPart(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const token = tokens[at];
  if (!token) return false;
  const { key } = token;
  const isVerb = lexicon.actions.has(key) || lexicon.actionGerunds.has(key) || lexicon.toWords.has(key) || lexicon.whetherWords.has(key);
  const isAdverbThenVerb =
    token.kind === "word" &&
    (lexicon.adverbs.has(key) || lexicon.adverbEndings.some((ending) => key.length > 4 && key.endsWith(ending))) &&
    lexicon.actions.has(tokens[at + 1]?.key ?? "");
  const isModal = [1, 2, 3].some((ahead) => lexicon.choiceModals.has(tokens[at + ahead]?.key ?? ""));
  return isVerb || isAdverbThenVerb || isModal;
}
