/** Dates, times and years in the tokens of a passage, so that they are not taken for figures. */
import type { Lexicon } from "./lexicon.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** A year or span of years at tokens `from` to `to`; `text` with the word before it where that opens or bounds the time ("since 2006"). */
export interface YearMention {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** The tokens that are part of a date or time, and the years. */
export interface Dates {
  readonly taken: ReadonlySet<number>;
  readonly years: readonly YearMention[];
}

/** Finds them among the tokens `from` to `to`. */
export function findDates(tokens: readonly Token[], from: number, to: number, lexicon: Lexicon): Dates {
  const taken = new Set<number>();
  const years: YearMention[] = [];
  const take = (first: number, length: number) => {
    for (let at = first; at < first + length; at++) taken.add(at);
  };
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    const relative = phraseAt(lexicon.relativeYears, tokens, at, to);
    if (relative) {
      const text = tokens
        .slice(at, at + relative.length)
        .map((part) => part.text)
        .join(" ");
      years.push({ from: at, to: at + relative.length, first: Number.NaN, last: Number.NaN, text });
    }
    if (token.kind !== "number" || taken.has(at)) continue;
    const key = (offset: number) => (at + offset >= from && at + offset < to ? tokens[at + offset]!.key : "");
    const isPlain = /^\d+$/.test(token.text);
    const isClose = (offset: number) => at + offset < to && !tokens[at + offset]!.isSpaced;
    const value = Number(token.text);
    if (
      isPlain &&
      /^[-/.]$/.test(key(1)) &&
      isClose(1) &&
      /^\d+$/.test(key(2)) &&
      key(3) === key(1) &&
      /^\d+$/.test(key(4)) &&
      isClose(2) &&
      isClose(4)
    ) {
      take(at, 5);
      const year = [token.text, key(4)].find((part) => part.length === 4);
      if (year !== undefined) years.push({ from: at, to: at + 5, first: Number(year), last: Number(year), text: year });
      continue;
    }
    if (
      isPlain &&
      key(1) === "/" &&
      isClose(1) &&
      /^\d{1,2}$/.test(key(2)) &&
      isClose(2) &&
      !lexicon.ofWords.has(key(3)) &&
      value > Number(key(2)) - 1000 &&
      !isFraction(value, Number(key(2)))
    ) {
      take(at, 3);
      continue;
    }
    if (isPlain && key(1) === ":" && isClose(1) && /^\d{2}$/.test(key(2)) && isClose(2)) {
      take(at, 3);
      continue;
    }
    if (lexicon.clockWords.has(key(1))) {
      take(at, 2);
      continue;
    }
    if (isPlain && value >= 1 && value <= 31) {
      const suffix = lexicon.ordinalSuffixes.has(key(1)) && isClose(1) ? 1 : 0;
      const afterOf = lexicon.ofWords.has(key(1 + suffix)) ? 1 : 0;
      const isMonth = (offset: number) => lexicon.months.has(key(offset)) && tokens[at + offset]!.isCapital;
      if (isMonth(1 + suffix + afterOf)) take(at, 2 + suffix + afterOf);
      else if (isMonth(-1)) take(at, 1 + suffix);
      else if (/^[-–]$/.test(key(1)) && /^\d{1,2}$/.test(key(2)) && isMonth(3)) take(at, 4);
      if (taken.has(at)) continue;
    }
    const year = readYear(tokens, at, from, to, lexicon);
    if (!year) continue;
    years.push(year);
    take(year.from, year.to - year.from);
  }
  return { taken, years };
}

const isFraction = (above: number, below: number) => above < below && above <= 9 && below <= 12;

/** A year, a decade ("1990s") or a span of years at token `at`. */
function readYear(tokens: readonly Token[], at: number, from: number, to: number, lexicon: Lexicon): YearMention | undefined {
  const first = yearOf(tokens[at]);
  if (first === undefined) return undefined;
  const before = at > from ? tokens[at - 1]! : undefined;
  const next = at + 1 < to ? tokens[at + 1]! : undefined;
  const isLed =
    before !== undefined &&
    (lexicon.yearLeads.has(before.key) || lexicon.months.has(before.key) || before.text === "(" || before.text === "[");
  if (before && /\p{Sc}/u.test(before.text)) return undefined;
  if (next?.kind === "word" && !isLed) {
    if (
      phraseAt(lexicon.unitWords, tokens, at + 1, to) ||
      phraseAt(lexicon.currencyWords, tokens, at + 1, to) ||
      phraseAt(lexicon.percentWords, tokens, at + 1, to)
    )
      return undefined;
    if (lexicon.personNouns.has(next.key) || lexicon.deathNouns.has(next.key) || lexicon.magnitudes.has(next.key)) return undefined;
  }
  if (next && (next.text === "%" || (lexicon.magnitudes.has(next.key) && next.isSpaced))) return undefined;
  if (!isLed && (first < 1700 || isHedgeBefore(tokens, at, lexicon))) return undefined;
  let end = at + 1;
  let last = first;
  if (next?.key === "s" && !next.isSpaced) {
    end = at + 2;
    last = first + 9;
  } else if (next && /^[-–—/]$/.test(next.text) && at + 2 < to) {
    const closing = tokens[at + 2]!;
    const whole = yearOf(closing);
    const short = /^\d{2}$/.test(closing.text) ? Math.floor(first / 100) * 100 + Number(closing.text) : undefined;
    const found = whole ?? short;
    if (found !== undefined && found > first && !closing.isSpaced) {
      last = found;
      end = at + 3;
    }
  } else if (
    next &&
    before &&
    (lexicon.betweenWords.get(before.key) === next.key || (lexicon.fromWords.has(before.key) && lexicon.rangeWords.has(next.key)))
  ) {
    const closing = at + 2 < to ? yearOf(tokens[at + 2]) : undefined;
    if (closing !== undefined && closing > first) {
      last = closing;
      end = at + 3;
    }
  }
  const isMonth = before !== undefined && lexicon.months.has(before.key) && before.isCapital;
  const start =
    before && (isMonth || lexicon.openYearLeads.has(before.key) || (end > at + 1 && lexicon.betweenWords.has(before.key))) ? at - 1 : at;
  const words = tokens.slice(start, end).map((token, index) => (index > 0 && token.isSpaced ? ` ${token.text}` : token.text));
  return { from: at, to: end, first, last, text: words.join("") };
}

function isHedgeBefore(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  for (let length = 1; length <= 3 && length <= at; length++)
    if (phraseAt(lexicon.hedges, tokens, at - length, at)?.length === length) return true;
  return false;
}

function yearOf(token: Token | undefined): number | undefined {
  if (!token || !/^\d{4}$/.test(token.text)) return undefined;
  const value = Number(token.text);
  return value >= 1066 && value <= 2150 ? value : undefined;
}
