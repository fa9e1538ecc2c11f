/** References to norms: charters, statutes and their parts, treaties, judgments, and law in general. */
import type { Lexicon } from "./lexicon.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** A reference at tokens `from` to `to`; `part` is the article or section. */
export interface LegalReference {
  readonly from: number;
  readonly to: number;
  readonly part: string | undefined;
}

const romanOrNumber = /^(?:\d[\d.,]*|[IVXLC]+)$/;
const mostTokens = 16;

/** Finds them among the tokens `from` to `to`, the longest first at each place. */
export function findLaw(text: string, tokens: readonly Token[], from: number, to: number, lexicon: Lexicon): readonly LegalReference[] {
  const found: LegalReference[] = [];
  let last = from;
  for (let at = from; at < to; at++) {
    const apparent = phraseAt(lexicon.legal, tokens, at, to);
    if (apparent?.value === false) {
      at += apparent.length - 1;
      continue;
    }
    const reference =
      codified(tokens, at, to) ??
      judgment(tokens, at, last, to, lexicon) ??
      instrument(tokens, at, last, to, lexicon) ??
      part(text, tokens, at, to, lexicon) ??
      general(tokens, at, to, lexicon);
    if (!reference) continue;
    const previous = found.at(-1);
    if (previous && reference.from <= previous.to && reference.to > previous.to)
      found[found.length - 1] = { ...previous, to: reference.to };
    else found.push(reference);
    last = Math.max(last, reference.to);
    at = Math.max(at, reference.to - 1);
  }
  return found;
}

const make = (from: number, to: number): LegalReference => ({ from, to, part: undefined });

/** "42 U.S.C. § 1983", "[2020] UKSC 5". */
function codified(tokens: readonly Token[], at: number, to: number): LegalReference | undefined {
  const text = (offset: number) => (at + offset < to ? tokens[at + offset]!.text : "");
  if (tokens[at]!.kind === "number" && /^(?:U\.S\.C\.?|USC|C\.F\.R\.?|CFR|U\.S\.|F\.[23]d|Stat\.?)$/.test(text(1))) {
    let end = at + 2;
    if (/^(?:§|§§|s\.|ss\.|section|sec\.)$/i.test(tokens[end]?.text ?? "")) end++;
    while (end < to && tokens[end]!.text === "§") end++;
    if (tokens[end]?.kind === "number" && end < to) return make(at, afterBrackets(tokens, end + 1, to));
  }
  if (text(0) === "[" && /^\d{4}$/.test(text(1)) && text(2) === "]" && /^[A-Z]{2,}/.test(text(3))) {
    let end = at + 4;
    while (end < to && end < at + 8 && (tokens[end]!.kind === "number" || /^[A-Z]/.test(tokens[end]!.text))) end++;
    return make(at, end);
  }
  return undefined;
}

/** "Marbury v. Madison", "Case C-311/18". */
function judgment(tokens: readonly Token[], at: number, last: number, to: number, lexicon: Lexicon): LegalReference | undefined {
  const key = tokens[at]!.key;
  if ((key === "v" || key === "v.") && tokens[at - 1]?.isCapital === true && at > last && at + 1 < to && tokens[at + 1]!.isCapital) {
    let start = at - 1;
    while (
      start > last &&
      at - start < 5 &&
      (tokens[start - 1]!.isCapital || lexicon.nameParticles.has(tokens[start - 1]!.key)) &&
      !lexicon.sentenceStarters.has(tokens[start - 1]!.key)
    )
      start--;
    let end = at + 2;
    while (
      end < to &&
      end < at + 6 &&
      (tokens[end]!.isCapital ||
        (lexicon.phrasePrepositions.has(tokens[end]!.key) &&
          tokens[end + 1]?.isCapital === true &&
          lexicon.nameParticles.has(tokens[end]!.key)))
    )
      end++;
    return make(start, end);
  }
  if (
    /^[CT]$/.test(tokens[at]!.text) &&
    /^[-‑–]$/.test(tokens[at + 1]?.text ?? "") &&
    tokens[at + 2]?.kind === "number" &&
    tokens[at + 3]?.text === "/" &&
    tokens[at + 4]?.kind === "number"
  ) {
    return make(at > last && tokens[at - 1]!.isCapital ? at - 1 : at, Math.min(to, at + 5));
  }
  return undefined;
}

/** A name with an instrument in it: "the 1945 UN Charter", "Regulation (EU) 2016/679", "the Data Protection Act 2018". */
function instrument(tokens: readonly Token[], at: number, last: number, to: number, lexicon: Lexicon): LegalReference | undefined {
  const token = tokens[at]!;
  if (!lexicon.legalInstruments.has(token.key) || !token.isCapital) return undefined;
  let start = at;
  while (start > last && at - start < mostTokens) {
    const before = tokens[start - 1]!;
    const isNext = lexicon.conjunctions.has(before.key) && lexicon.legalInstruments.has(tokens[start - 2]?.key ?? "");
    const joins =
      !isNext &&
      (lexicon.ofWords.has(before.key) || lexicon.lawJoiners.has(before.key)) &&
      start - 2 >= last &&
      (tokens[start - 2]!.isCapital || lexicon.lawJoiners.has(tokens[start - 2]!.key));
    const isYear = /^\d{4}$/.test(before.text);
    if (!(before.isCapital && !(lexicon.sentenceStarters.has(before.key) && start - 1 === last)) && !joins && !isYear) break;
    if (lexicon.determiners.has(before.key) && !joins) break;
    start--;
  }
  while (start < at && (lexicon.lawJoiners.has(tokens[start]!.key) || lexicon.ofWords.has(tokens[start]!.key))) start++;
  let end = at + 1;
  if (tokens[end]?.text === "(" && /^[A-Z]{2,4}$/.test(tokens[end + 1]?.text ?? "") && tokens[end + 2]?.text === ")") end += 3;
  if (lexicon.numberAbbreviations.has((tokens[end]?.key ?? "").replace(/\.$/, ""))) end++;
  let hasNumber = false;
  if (end < to && tokens[end]?.kind === "number") {
    hasNumber = true;
    end++;
    while (
      end + 1 < to &&
      /^[-/]$/.test(tokens[end]!.text) &&
      !tokens[end]!.isSpaced &&
      (tokens[end + 1]!.kind === "number" || tokens[end + 1]!.kind === "word")
    )
      end += 2;
    end = afterBrackets(tokens, end, to);
  }
  end = afterOf(tokens, end, to, lexicon);
  return start < at || hasNumber || end > at + 1 ? make(start, end) : undefined;
}

/** "of the United Nations", "on the Law of the Sea" after an instrument. */
function afterOf(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): number {
  let end = at;
  for (let next = at; next < to && next < at + mostTokens; next++) {
    const token = tokens[next]!;
    if (token.isCapital && !token.isPossessive) end = next + 1;
    else if (/^\d{4}$/.test(token.text) && next > at) {
      end = next + 1;
      break;
    } else if (!lexicon.ofWords.has(token.key) && !lexicon.lawJoiners.has(token.key)) break;
    if (next === at && token.isCapital) return at;
  }
  return end;
}

/** "Article 2(4) of the UN Charter", "section 12", "Chapter VII". */
function part(text: string, tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): LegalReference | undefined {
  const token = tokens[at]!;
  if (!lexicon.legalParts.has(token.key)) return undefined;
  const number = tokens[at + 1];
  if (!number || at + 1 >= to || !romanOrNumber.test(number.text)) return undefined;
  if (
    lexicon.weakLegalParts.has(token.key) &&
    !(token.isCapital && /^[IVXLC]+$/.test(number.text)) &&
    !namesInstrument(tokens, at + 2, to, lexicon)
  )
    return undefined;
  let end = afterBrackets(tokens, at + 2, to);
  const partEnd = end;
  if (lexicon.ofWords.has(tokens[end]?.key ?? "")) {
    let next = end + 1;
    while (
      !(lexicon.conjunctions.has(tokens[next]?.key ?? "") && lexicon.legalInstruments.has(tokens[next - 1]!.key)) &&
      next < to &&
      next < end + mostTokens &&
      (tokens[next]!.isCapital ||
        tokens[next]!.kind === "number" ||
        lexicon.ofWords.has(tokens[next]!.key) ||
        lexicon.lawJoiners.has(tokens[next]!.key) ||
        lexicon.legalInstruments.has(tokens[next]!.key))
    )
      next++;
    while (next > end + 1 && (lexicon.ofWords.has(tokens[next - 1]!.key) || lexicon.lawJoiners.has(tokens[next - 1]!.key))) next--;
    if (next > end + 1) end = next;
  }
  return { from: at, to: end, part: text.slice(token.start, tokens[partEnd - 1]!.end) };
}

function namesInstrument(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): boolean {
  for (let next = at; next < Math.min(to, at + 10); next++) {
    if (lexicon.legalInstruments.has(tokens[next]!.key)) return true;
    if (tokens[next]!.kind === "mark" && !/^[()]$/.test(tokens[next]!.text)) return false;
  }
  return false;
}

function afterBrackets(tokens: readonly Token[], at: number, to: number): number {
  let end = at;
  while (end + 2 < to && tokens[end]!.text === "(" && tokens[end + 2]!.text === ")") end += 3;
  return end;
}

function general(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): LegalReference | undefined {
  const found = phraseAt(lexicon.legal, tokens, at, to);
  return found?.value ? make(at, at + found.length) : undefined;
}
