/** Where the sentences of a block end. */
import type { Lexicon } from "./lexicon.js";
import type { Token } from "./tokens.js";

/** A stretch of a block's tokens, the end excluded. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

const longestSentence = 2500;
const closers = new Set(["”", "’", '"', "'", ")", "]", "»", "›", "}", ..."¹²³⁴⁵⁶⁷⁸⁹⁰"]);
const openers = new Set(["“", "‘", '"', "'", "(", "[", "«", "„", "‹", "¿", "¡"]);
const terminators = new Set([".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।"]);
const wideTerminators = new Set(["。", "！", "？"]);

/** Splits the tokens of one block into sentences. A quotation of several sentences is split inside; what has no end for long is cut at a pause. */
export function splitSentences(tokens: readonly Token[], lexicon: Lexicon): readonly TokenRange[] {
  const sentences: TokenRange[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    const end = sentenceEnd(tokens, at, lexicon);
    if (end !== undefined && end < tokens.length) {
      sentences.push({ from, to: end });
      from = end;
      at = end - 1;
    } else if (tokens[at]!.end - tokens[from]!.start > longestSentence) {
      const isPause = /^[;:,—–]$/.test(tokens[at]!.text) || tokens[at]!.end - tokens[from]!.start > 2 * longestSentence;
      if (isPause && at + 1 < tokens.length) {
        sentences.push({ from, to: at + 1 });
        from = at + 1;
      }
    }
  }
  if (from < tokens.length) sentences.push({ from, to: tokens.length });
  return sentences;
}

/** The token after the sentence that ends with the mark or abbreviation at `at`. */
function sentenceEnd(tokens: readonly Token[], at: number, lexicon: Lexicon): number | undefined {
  const token = tokens[at]!;
  const isAbbreviation = token.kind === "word" && token.text.endsWith(".");
  if (!isAbbreviation && !terminators.has(token.text)) return undefined;
  let next = at + 1;
  while (
    next < tokens.length &&
    next < at + 8 &&
    (terminators.has(tokens[next]!.text) || closers.has(tokens[next]!.text)) &&
    !tokens[next]!.isSpaced
  )
    next++;
  next = afterFootnote(tokens, next);
  const following = tokens[next];
  if (!following) return tokens.length;
  if (wideTerminators.has(token.text)) return next;
  if (!following.isSpaced) return undefined;
  const opening = openers.has(following.text) ? tokens[next + 1] : following;
  if (!opening) return undefined;
  if (isAbbreviation) {
    if (lexicon.numberAbbreviations.has(token.key.slice(0, -1)))
      return following.kind === "number" || !opening.isCapital ? undefined : next;
    const mayEnd =
      lexicon.closingAbbreviations.has(token.key.slice(0, -1)) || /^(?:\p{L}\.){2,}$/u.test(token.key) || token.text.length === 2;
    return mayEnd && opening.isCapital && lexicon.sentenceStarters.has(opening.key) ? next : undefined;
  }
  if (opening.kind === "word" && /^\p{Ll}/u.test(opening.text) && !openers.has(following.text)) return undefined;
  if (opening.kind === "word" && /^\p{Ll}/u.test(opening.text) && token.text !== "." && token.text !== "?" && token.text !== "!")
    return undefined;
  if (opening.kind === "mark" && !openers.has(opening.text) && !/\p{Sc}|[#*]/u.test(opening.text)) return undefined;
  const isQuotedQuestion = (token.text === "?" || token.text === "!") && next > at + 1 && following.kind === "word";
  if (isQuotedQuestion && isSpeechTag(tokens, next, lexicon)) return undefined;
  return next;
}

/** Whether what follows a question in quotation marks is who asked it: "Smith asked". */
function isSpeechTag(tokens: readonly Token[], from: number, lexicon: Lexicon): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 6); at++) {
    const token = tokens[at]!;
    if (token.kind !== "word") return false;
    if (lexicon.reportingVerbs.has(token.key)) return at > from || !lexicon.ambiguousVerbs.has(token.key);
    if (!token.isCapital && !lexicon.roleNouns.has(token.key) && !lexicon.determiners.has(token.key) && !lexicon.pronouns.has(token.key))
      return false;
  }
  return false;
}

function afterFootnote(tokens: readonly Token[], at: number): number {
  const isNote = tokens[at]?.text === "[" && !tokens[at]!.isSpaced && tokens[at + 1]?.kind === "number" && tokens[at + 2]?.text === "]";
  return isNote ? at + 3 : at;
}
