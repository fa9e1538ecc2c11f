/** What a number at one place says: a share, a range, an amount, or only a name such as a page or a score. */
import type { YearMention } from "./dates.js";
import type { Lexicon } from "./lexicon.js";
import { type Amount, readAmount, tidy } from "./numbers.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** A figure with its place in UTF-16 offsets; the rest is as in `FigureFeature`. */
export interface FoundFigure {
  readonly start: number;
  readonly end: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string | undefined;
  readonly counts: string | undefined;
  readonly year: string | undefined;
  readonly hedges: readonly string[];
}

/** Where to look: the tokens `from` to `to` of a paragraph, what is taken by dates and names of law, and the years. */
export interface FigureSearch {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
  readonly taken: ReadonlySet<number>;
  readonly years: readonly YearMention[];
  readonly lexicon: Lexicon;
}

/** What stands at a place: `low` is undefined when it is no figure but a score, a code, a number of a page. */
export interface Reading {
  readonly to: number;
  readonly low: number | null | undefined;
  readonly high: number | null | undefined;
  readonly unit: string | undefined;
}

const nothing = (to: number): Reading => ({ to, low: undefined, high: undefined, unit: undefined });

const point = (to: number, value: number, unit: string | undefined): Reading => ({ to, low: value, high: value, unit });

const share = (to: number, value: number): Reading => point(to, tidy(100 * value), "%");

/** "one in five", "a third of", "two-thirds", "doubled", "five times as many". */
export function readShare(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): Reading | undefined {
  const token = tokens[at]!;
  const multiple = lexicon.multiples.get(token.key);
  if (multiple !== undefined) return point(at + 1, multiple, "1");
  if (token.key.includes("-")) {
    const [count, unit, ...rest] = token.key.split("-");
    const value = lexicon.numberWords.get(count!);
    const measure = unit === undefined ? undefined : lexicon.unitWords.get(unit)?.find((entry) => entry.words.length === 1)?.value;
    if (rest.length === 0 && value !== undefined && measure) return point(at + 1, tidy(value * measure.factor), measure.unit);
  }
  if (token.key.includes("-")) {
    const [above, below, ...more] = token.key.split("-");
    const part = lexicon.fractions.get(below!);
    const count = lexicon.numberWords.get(above!);
    if (more.length === 0 && part !== undefined && count !== undefined && count > 0) return share(at + 1, part * count);
  }
  const next = tokens[at + 1];
  const part = next && at + 1 < to ? lexicon.fractions.get(next.key) : undefined;
  const count = lexicon.articles.has(token.key) ? 1 : lexicon.numberWords.get(token.key);
  const further =
    lexicon.articles.has(token.key) && next !== undefined && lexicon.furtherWords.has(next.key)
      ? lexicon.fractions.get(tokens[at + 2]?.key ?? "")
      : undefined;
  if (further !== undefined && at + 2 < to && !isNoun(tokens[at + 3], lexicon)) return share(at + 3, further);
  if (part !== undefined && part !== 0.5 && count !== undefined && count > 0 && token.key !== "the" && !isNoun(tokens[at + 2], lexicon)) {
    return share(at + 2, part * count);
  }
  if (
    lexicon.fractions.get(token.key) === 0.5 &&
    next &&
    at + 1 < to &&
    (lexicon.ofWords.has(next.key) || (lexicon.definite.has(next.key) && !isTime(tokens[at + 2], lexicon)))
  ) {
    const before = tokens[at - 1]?.key ?? "";
    if (!lexicon.definite.has(before)) return share(at + 1, 0.5);
  }
  if (lexicon.fractions.get(token.key) === 0.5 && !isNoun(next, lexicon)) {
    let before = at - 1;
    while (before > 0 && at - before < 4 && lexicon.hedges.has(tokens[before]!.key)) before--;
    if (lexicon.byWords.has(tokens[before]?.key ?? "")) return share(at + 1, 0.5);
  }
  if (token.kind === "number" && next?.text === "/" && !next.isSpaced && tokens[at + 2]?.kind === "number") {
    const below = Number(tokens[at + 2]!.text);
    const isShare = below > Number(token.text) && lexicon.ofWords.has(tokens[at + 3]?.key ?? "");
    return isShare ? share(at + 3, Number(token.text) / below) : nothing(at + 3);
  }
  const span = lexicon.articles.has(token.key) ? phraseAt(lexicon.unitWords, tokens, at + 1, to) : undefined;
  if (span && phraseAt(lexicon.hedgesAfter, tokens, at + 1 + span.length, to))
    return point(at + 1 + span.length, span.value.factor, span.value.unit);
  const above = plainNumber(tokens, at, to, lexicon);
  if (!above) return undefined;
  if (tokens[above.to]?.text === "-" && tokens[above.to + 2]?.text === "-" && lexicon.outOf.has(tokens[above.to + 1]?.key ?? "")) {
    const whole = plainNumber(tokens, above.to + 3, to, lexicon);
    if (whole && whole.value > above.value) return share(whole.to, above.value / whole.value);
  }
  const known = ofItsLast(tokens, above, to, lexicon) ?? amongNouns(tokens, above, to, lexicon);
  if (known) return known;
  const link = phraseAt(lexicon.outOf, tokens, above.to, to);
  if (!link) return undefined;
  const below = plainNumber(tokens, above.to + link.length, to, lexicon);
  if (!below || above.value <= 0 || below.value <= above.value || below.value > 100_000 || isTime(tokens[below.to], lexicon))
    return undefined;
  if (
    link.length === 1 &&
    (lexicon.ofWords.has(tokens[above.to]!.key) || below.value > 1000) &&
    !(below.value <= 100 && lexicon.numberWords.has(token.key))
  )
    return undefined;
  return share(below.to, above.value / below.value);
}

interface PlainNumber {
  readonly value: number;
  readonly to: number;
}

/** "seven of its last ten". */
function ofItsLast(tokens: readonly Token[], above: PlainNumber, to: number, lexicon: Lexicon): Reading | undefined {
  if (!lexicon.ofWords.has(tokens[above.to]?.key ?? "")) return undefined;
  let next = above.to + 1;
  while (next < to && next < above.to + 3 && lexicon.definite.has(tokens[next]!.key)) next++;
  if (next === above.to + 1 || !lexicon.lastWords.has(tokens[next]?.key ?? "")) return undefined;
  next++;
  const below = plainNumber(tokens, next, to, lexicon);
  return below && below.value > above.value && above.value > 0 && !isTime(tokens[below.to], lexicon)
    ? share(below.to, above.value / below.value)
    : undefined;
}

/** "one landlord in four". */
function amongNouns(tokens: readonly Token[], above: PlainNumber, to: number, lexicon: Lexicon): Reading | undefined {
  const [noun, link] = [tokens[above.to], tokens[above.to + 1]];
  if (above.value !== 1 || noun?.kind !== "word" || noun.isCapital || !link || !lexicon.inWords.has(link.key) || isTime(noun, lexicon))
    return undefined;
  const below = above.to + 2 < to ? plainNumber(tokens, above.to + 2, to, lexicon) : undefined;
  const isShare = below && below.value > 1 && below.value <= 1000 && !isTime(tokens[below.to], lexicon);
  return isShare ? share(below.to, 1 / below.value) : undefined;
}

function plainNumber(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): PlainNumber | undefined {
  const amount = at < to ? readAmount(tokens, at, to, lexicon) : undefined;
  return amount && amount.value !== null && amount.unit === undefined ? { value: amount.value, to: amount.to } : undefined;
}

function isTime(token: Token | undefined, lexicon: Lexicon): boolean {
  if (token === undefined) return false;
  const unit = lexicon.unitWords.get(token.key)?.find(({ words }) => words.length === 1)?.value.unit;
  return lexicon.timeNouns.has(token.key) || (unit !== undefined && /^(?:years|months|weeks|days|hours|minutes|seconds)$/.test(unit));
}

/** Whether a word after a fraction makes it an ordinal: "a third party". */
function isNoun(token: Token | undefined, lexicon: Lexicon): boolean {
  if (token?.kind !== "word") return false;
  if (lexicon.modals.has(token.key)) return true;
  return (
    !lexicon.ofWords.has(token.key) &&
    !lexicon.prepositions.has(token.key) &&
    !lexicon.auxiliaries.has(token.key) &&
    !lexicon.clauseWords.has(token.key) &&
    !lexicon.comparatives.has(token.key) &&
    !lexicon.reportingVerbs.has(token.key)
  );
}

export function readRange(search: FigureSearch, at: number): Reading | undefined {
  const { tokens, to, from, lexicon, taken } = search;
  const first = readAmount(tokens, at, to, lexicon);
  if (!first) return undefined;
  const before = at > from ? tokens[at - 1]! : undefined;
  const link = tokens[first.to];
  const second = link && first.to + 1 < to && !taken.has(first.to + 1) ? readAmount(tokens, first.to + 1, to, lexicon) : undefined;
  if (first.value !== null && second && second.value !== null) {
    const isDash =
      /^[-–—]$/.test(link!.text) && (link!.text !== "—" || !link!.isSpaced) && link!.isSpaced === tokens[first.to + 1]!.isSpaced;
    const isBetween = before !== undefined && lexicon.betweenWords.get(before.key) === link!.key;
    const isFrom = before !== undefined && lexicon.fromWords.has(before.key);
    const isWord = lexicon.rangeWords.has(link!.key) && (!isFrom || lexicon.fromRangeWords.has(tokens[at - 2]?.key ?? ""));
    if (isDash || isBetween || isWord) {
      const range = joinRange(first, second);
      if (range && !isExcluded(search, first, range.to)) return range;
      if (isDash) return nothing(second.to);
    }
  }
  if (isExcluded(search, first, first.to)) return nothing(first.to);
  const isFirstOfTwo = before !== undefined && lexicon.fromWords.has(before.key) && lexicon.toWords.has(link?.key ?? "");
  if (isFirstOfTwo && first.unit === undefined && second?.unit !== undefined && first.value !== null) {
    const factor = first.magnitude === 1 && first.base < 1000 ? second.magnitude * second.factor : second.factor;
    const value = tidy(first.value * factor);
    return { to: first.to, low: value, high: value, unit: second.unit };
  }
  return { to: first.to, low: first.value, high: first.value, unit: first.unit };
}

function joinRange(first: Amount, second: Amount): Reading | undefined {
  const shares = first.magnitude === 1 && second.magnitude > 1 && first.base < second.base;
  const unit = second.unit ?? first.unit;
  const scale = first.isInWords && second.isInWords && unit === undefined ? wordScale(first.value!, second.value!) : 1;
  if (scale > 1) return { to: second.to, low: tidy(first.value! * scale), high: second.value, unit };
  if (first.unit !== undefined && second.unit === undefined && first.unit === "%") return undefined;
  if (first.unit !== undefined && second.unit !== undefined && first.unit !== second.unit) return undefined;
  const low = tidy(first.value! * (shares ? second.magnitude : 1) * (first.unit === undefined ? second.factor : 1));
  return low < second.value! ? { to: second.to, low, high: second.value, unit } : undefined;
}

/** The magnitude that "two or three thousand" leaves out before "or". */
function wordScale(low: number, high: number): number {
  const scale = [1e9, 1e6, 1e3, 100].find((magnitude) => high >= magnitude && Number.isInteger(high / magnitude)) ?? 1;
  return low < high / scale ? scale : 1;
}

/** Whether a number is only a name: of a section, a page, an aircraft, an age, a score, a footnote, a telephone. */
function isExcluded({ text, tokens, from, to, lexicon }: FigureSearch, amount: Amount, end: number): boolean {
  const at = amount.from;
  const before = at > from ? tokens[at - 1]! : undefined;
  const next = end < to ? tokens[end]! : undefined;
  const number = tokens[at]!;
  const isBlockStart = at === 0;
  const isBare =
    amount.unit === undefined &&
    amount.magnitude === 1 &&
    (amount.value ?? 0) < 110 &&
    !(next?.kind === "word" && !endsPhrase(next, lexicon));
  if (before && amount.unit === undefined && lexicon.ageNouns.has(before.key)) return true;
  if (isBare && before && amount.isInWords && lexicon.atTimes.has(before.key)) return true;
  if (amount.isInWords) {
    if (amount.value === null || amount.magnitude > 1 || amount.unit !== undefined || amount.value > 10) return false;
    const isVaguePronoun = amount.value <= 1 && amount.to === at + 1 && !phraseAt(lexicon.unitWords, tokens, end, to);
    return (
      amount.value === 0 ||
      isVaguePronoun ||
      (amount.value === 1 && lexicon.articles.has(number.key)) ||
      (before !== undefined && lexicon.definite.has(before.key))
    );
  }
  if (amount.unit !== undefined || amount.magnitude > 1) return false;
  if (next && !next.isSpaced && next.kind === "word") {
    const isUnit = phraseAt(lexicon.unitWords, tokens, end, to) !== undefined;
    if (!isUnit) return true;
  }
  if (next && /^[-‐‑]$/.test(next.text) && !next.isSpaced && lexicon.ageWords.has(tokens[end + 1]?.key ?? "")) return true;
  if (lexicon.ageWords.has(next?.key ?? "")) return true;
  if (before) {
    if (/^[-‐‑/.:#@_]$/.test(before.text) && !number.isSpaced) return true;
    if (before.kind === "word" && !number.isSpaced) return true;
    if (before.text === "No" || before.text === "№" || before.text === "#") return true;
    if (
      lexicon.numbered.has(before.key) ||
      (before.kind === "number" && !isLoneYear(before)) ||
      (next?.kind === "number" && next.isSpaced && !isLoneYear(next))
    )
      return true;
    if ((before.text === "[" && next?.text === "]") || (before.text === "(" && next?.text === ")" && amount.isPlain)) return true;
    const isPersonAge =
      before.text === "," &&
      (next?.text === "," || next?.text === ".") &&
      amount.isPlain &&
      tokens[at - 2]?.isCapital === true &&
      (amount.value ?? 0) < 110;
    if (isPersonAge) return true;
    const isNamed =
      before.isCapital && at - 1 > from && amount.isPlain && !lexicon.sentenceStarters.has(before.key) && !lexicon.months.has(before.key);
    const isFollowedByNoun =
      next?.kind === "word" &&
      !next.isCapital &&
      !lexicon.auxiliaries.has(next.key) &&
      !lexicon.prepositions.has(next.key) &&
      !lexicon.clauseWords.has(next.key);
    if (isNamed && !isFollowedByNoun && end === amount.to) return true;
  } else if (
    isBlockStart &&
    next &&
    (/^[.)]$/.test(next.text) || (next.isCapital && /^\d{1,2}(?:\.\d{1,2})*$/.test(number.text))) &&
    end < to
  )
    return true;
  if (amount.isPlain && number.text.length > 1 && number.text.startsWith("0")) return true;
  if (amount.isPlain && number.text.length > 9) return true;
  return (
    next !== undefined &&
    /^[-/:+]$/.test(next.text) &&
    !next.isSpaced &&
    tokens[end + 1]?.kind === "number" &&
    !tokens[end + 1]!.isSpaced &&
    text[next.end] !== " "
  );
}

/** Whether nothing that could be counted begins at a word. */
function endsPhrase({ key }: Token, lexicon: Lexicon): boolean {
  return lexicon.prepositions.has(key) || lexicon.auxiliaries.has(key) || lexicon.clauseWords.has(key) || lexicon.conjunctions.has(key);
}

const isLoneYear = (token: Token) => /^(?:1[5-9]|20)\d\d$/.test(token.text);
