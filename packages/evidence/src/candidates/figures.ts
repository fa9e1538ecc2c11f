/** Figures of a passage: what they say, in which unit, of what, when, and how firmly. */
import type { YearMention } from "./dates.js";
import type { Bound, Lexicon } from "./lexicon.js";
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

/** Finds the figures in their order. */
export function findFigures(search: FigureSearch): readonly FoundFigure[] {
  const { tokens, from, to, taken, lexicon } = search;
  const found: FoundFigure[] = [];
  for (let at = from; at < to; ) {
    if (taken.has(at)) {
      at++;
      continue;
    }
    const read = readShare(tokens, at, to, lexicon) ?? readRange(search, at);
    if (!read) {
      at++;
      continue;
    }
    if (read.low !== undefined) found.push(describe(search, at, read));
    at = Math.max(at + 1, read.to);
  }
  return found;
}

/** What stands at a place: `low` is undefined when it is no figure but a score, a code, a number of a page. */
interface Reading {
  readonly to: number;
  readonly low: number | null | undefined;
  readonly high: number | null | undefined;
  readonly unit: string | undefined;
}

const nothing = (to: number): Reading => ({ to, low: undefined, high: undefined, unit: undefined });
const point = (to: number, value: number, unit: string | undefined): Reading => ({ to, low: value, high: value, unit });
const share = (to: number, value: number): Reading => point(to, tidy(100 * value), "%");

/** "one in five", "a third of", "two-thirds", "doubled", "five times as many". */
function readShare(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): Reading | undefined {
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

function plainNumber(
  tokens: readonly Token[],
  at: number,
  to: number,
  lexicon: Lexicon,
): { readonly value: number; readonly to: number } | undefined {
  const amount = at < to ? readAmount(tokens, at, to, lexicon) : undefined;
  return amount && amount.value !== null && amount.unit === undefined ? { value: amount.value, to: amount.to } : undefined;
}

function isTime(token: Token | undefined, lexicon: Lexicon): boolean {
  return token !== undefined && (lexicon.timeNouns.has(token.key) || lexicon.unitWords.has(token.key));
}

/** Whether a word after a fraction makes it an ordinal: "a third party". */
function isNoun(token: Token | undefined, lexicon: Lexicon): boolean {
  if (token?.kind !== "word") return false;
  return (
    !lexicon.ofWords.has(token.key) &&
    !lexicon.prepositions.has(token.key) &&
    !lexicon.auxiliaries.has(token.key) &&
    !lexicon.clauseWords.has(token.key) &&
    !lexicon.comparatives.has(token.key) &&
    !lexicon.reportingVerbs.has(token.key)
  );
}

function readRange(search: FigureSearch, at: number): Reading | undefined {
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
  return { to: first.to, low: first.value, high: first.value, unit: first.unit };
}

function joinRange(first: Amount, second: Amount): Reading | undefined {
  const shares = first.magnitude === 1 && second.magnitude > 1 && first.base < second.base;
  const unit = second.unit ?? first.unit;
  if (first.unit !== undefined && second.unit === undefined && first.unit === "%") return undefined;
  if (first.unit !== undefined && second.unit !== undefined && first.unit !== second.unit) return undefined;
  const low = tidy(first.value! * (shares ? second.magnitude : 1) * (first.unit === undefined ? second.factor : 1));
  return low < second.value! ? { to: second.to, low, high: second.value, unit } : undefined;
}

/** Whether a number is only a name: of a section, a page, an aircraft, an age, a score, a footnote, a telephone. */
function isExcluded({ text, tokens, from, to, lexicon }: FigureSearch, amount: Amount, end: number): boolean {
  const at = amount.from;
  const before = at > from ? tokens[at - 1]! : undefined;
  const next = end < to ? tokens[end]! : undefined;
  const number = tokens[at]!;
  const isBlockStart = at === 0;
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
    if (before.text === "№" || before.text === "#") return true;
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

const isLoneYear = (token: Token) => /^(?:1[5-9]|20)\d\d$/.test(token.text);

function describe(search: FigureSearch, at: number, { to: end, low, high, unit }: Reading): FoundFigure {
  const { tokens, from, to, lexicon } = search;
  const hedged = hedgesBefore(search, at);
  let next = end;
  let measured = unit;
  let factor = 1;
  const hyphen = tokens[next] && /^[-‐‑]$/.test(tokens[next]!.text) && !tokens[next]!.isSpaced ? 1 : 0;
  const found = measured === undefined ? phraseAt(lexicon.unitWords, tokens, next + hyphen, to) : undefined;
  if (found) {
    measured = found.value.unit;
    factor = found.value.factor;
    next += hyphen + found.length;
  }
  const plus = tokens[end]?.text === "+" && !tokens[end]!.isSpaced;
  if (plus && next === end) next++;
  const after = phraseAt(lexicon.hedgesAfter, tokens, next, to) ?? phraseAt(lexicon.hedgesAfter, tokens, next + 1, to);
  const noun = countedAfter(search, next) ?? countedBefore(search, at);
  const isDegree = tokens[next]?.text === "°" && /^[CFK]$/.test(tokens[next + 1]?.text ?? "");
  if (isDegree && measured === undefined) {
    measured = `°${tokens[next + 1]!.text}`;
    next += 2;
  }
  const counted = noun ?? clauseBefore(search, at);
  measured ??= countedUnit(search, noun);
  const rate = rateNear(search, next, Math.max(next, noun?.to ?? next)) ?? rateBefore(search, at, measured);
  const isSpan = measured !== undefined && lexicon.unitWords.has(measured);
  const bounds = [...hedged.bounds, ...(after ? [after.value] : []), ...(plus ? (["below"] as const) : [])].filter(
    (bound) => !(isSpan && hedged.isAmbiguous && bound === "below"),
  );
  const isPoint = low === high;
  const scaled = (value: number | null) => (value === null ? null : tidy(value * factor));
  const isAge = at > from && lexicon.agedWords.has(tokens[at - 1]!.key);
  const lastToken = rate && rate.from === next ? rate.to - 1 : next - 1;
  return {
    start: tokens[at]!.start,
    end: tokens[Math.max(at, lastToken)]!.end,
    low: isPoint && bounds.includes("above") ? null : scaled(low!),
    high: isPoint && bounds.includes("below") ? null : scaled(high!),
    unit: isAge && measured === undefined ? "years" : rate ? `${measured ?? "1"} / ${rate.unit}` : measured,
    counts: counted?.text,
    year: nearestYear(search, at),
    hedges: [...weakBefore(search, at), ...hedged.words, ...(after ? [textBetween(search, next, after.length)] : [])],
  };
}

function textBetween({ text, tokens }: FigureSearch, from: number, length: number): string {
  return text.slice(tokens[from]!.start, tokens[Math.min(tokens.length, from + length) - 1]!.end);
}

function hedgesBefore(
  search: FigureSearch,
  at: number,
): { readonly words: readonly string[]; readonly bounds: readonly Bound[]; readonly isAmbiguous: boolean } {
  const { text, tokens, from, lexicon } = search;
  const words: string[] = [];
  const bounds: Bound[] = [];
  let end = at;
  let isAmbiguous = false;
  for (let steps = 0; steps < 5 && end > from; steps++) {
    let length = 0;
    for (let tried = Math.min(4, end - from); tried >= 1 && length === 0; tried--) {
      const found = phraseAt(lexicon.hedges, tokens, end - tried, end);
      if (found?.length !== tried) continue;
      length = tried;
      words.unshift(text.slice(tokens[end - tried]!.start, tokens[end - 1]!.end));
      bounds.push(found.value);
      if (tried === 1 && found.value === "below") isAmbiguous = true;
    }
    if (length === 0) {
      const key = tokens[end - 1]!.key;
      if (steps > 2 || !(lexicon.determiners.has(key) || lexicon.betweenWords.has(key) || lexicon.fromWords.has(key))) break;
      length = 1;
    }
    end -= length;
  }
  return { words, bounds, isAmbiguous };
}

/** Verbs before a figure in its clause that weaken it: "estimates", "could". */
function weakBefore({ tokens, from, lexicon }: FigureSearch, at: number): readonly string[] {
  const found: string[] = [];
  for (let back = at - 1; back >= Math.max(from, at - 8) && !/^[,;:.]$/.test(tokens[back]!.text); back--) {
    if (lexicon.weakVerbs.has(tokens[back]!.key) && !tokens[back]!.isCapital && !lexicon.hedges.has(tokens[back]!.key))
      found.unshift(tokens[back]!.text);
  }
  return found;
}

interface Counted {
  readonly from: number;
  /** After the noun itself, before what belongs to it. */
  readonly nounEnd: number;
  readonly to: number;
  readonly text: string;
}

/** The noun after a figure: "cartel-related incidents", "of cartel profits". */
function countedAfter({ text, tokens, to, lexicon }: FigureSearch, at: number): Counted | undefined {
  let from = at;
  if (lexicon.ofWords.has(tokens[from]?.key ?? "") || lexicon.worthWords.has(tokens[from]?.key ?? "")) from++;
  while (from < to && from < at + 3 && (lexicon.determiners.has(tokens[from]!.key) || lexicon.ofWords.has(tokens[from]!.key))) from++;
  let end = from;
  let hasOf = false;
  while (end < to && end < from + 7) {
    const token = tokens[end]!;
    if (token.kind === "mark") {
      const isHyphen = /^[-‐‑]$/.test(token.text) && !token.isSpaced && end > from;
      if (!isHyphen) break;
    } else if (lexicon.ofWords.has(token.key)) {
      if (hasOf || end === from) break;
      hasOf = true;
    } else if (
      stopsNoun(token, end === from, lexicon) ||
      (hasOf === false && end > from && lexicon.determiners.has(token.key)) ||
      phraseAt(lexicon.rates, tokens, end, to)
    )
      break;
    end++;
  }
  while (
    end > from &&
    (lexicon.ofWords.has(tokens[end - 1]!.key) || lexicon.determiners.has(tokens[end - 1]!.key) || tokens[end - 1]!.kind === "mark")
  )
    end--;
  if (end <= from) return undefined;
  let nounEnd = from;
  while (nounEnd < end && !lexicon.ofWords.has(tokens[nounEnd]!.key)) nounEnd++;
  return { from, nounEnd, to: end, text: text.slice(tokens[from]!.start, tokens[furtherEnd(tokens, end, to, lexicon) - 1]!.end) };
}

/** Where what belongs to a counted noun ends: "incidents at the border", "people still missing". */
function furtherEnd(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): number {
  let end = at;
  while (end < to && end < at + 8) {
    const token = tokens[end]!;
    const isHyphen = token.kind === "mark" && /^[-‐‑]$/.test(token.text) && !token.isSpaced;
    if (
      (token.kind !== "word" && !isHyphen) ||
      lexicon.clauseWords.has(token.key) ||
      lexicon.modals.has(token.key) ||
      lexicon.conjunctions.has(token.key) ||
      (lexicon.yearLeads.has(token.key) && tokens[end + 1]?.kind === "number")
    )
      break;
    end++;
  }
  while (
    end > at &&
    (lexicon.prepositions.has(tokens[end - 1]!.key) ||
      lexicon.determiners.has(tokens[end - 1]!.key) ||
      lexicon.auxiliaries.has(tokens[end - 1]!.key))
  )
    end--;
  return end;
}

function stopsNoun(token: Token, isFirst: boolean, lexicon: Lexicon): boolean {
  const key = token.key;
  if (
    lexicon.auxiliaries.has(key) ||
    lexicon.clauseWords.has(key) ||
    lexicon.prepositions.has(key) ||
    lexicon.conjunctions.has(key) ||
    lexicon.modals.has(key)
  )
    return true;
  if (lexicon.dyingWords.has(key) && !isFirst) return true;
  if (!isFirst && lexicon.reportingVerbs.has(key) && !lexicon.ambiguousVerbs.has(key)) return true;
  return (
    lexicon.timeNouns.has(key) ||
    lexicon.comparatives.has(key) ||
    (token.kind === "number" && !isFirst) ||
    (isFirst && lexicon.pronouns.has(key))
  );
}

/** The noun before a figure: "a budget of $5m". */
function countedBefore({ text, tokens, from, lexicon }: FigureSearch, at: number): Counted | undefined {
  let end = at;
  while (end > from && at - end < 4 && (lexicon.hedges.has(tokens[end - 1]!.key) || lexicon.articles.has(tokens[end - 1]!.key))) end--;
  if (end <= from || !lexicon.ofWords.has(tokens[end - 1]!.key)) return undefined;
  let start = end - 1;
  while (
    start > from &&
    end - start < 5 &&
    tokens[start - 1]!.kind === "word" &&
    !stopsNoun(tokens[start - 1]!, true, lexicon) &&
    !lexicon.determiners.has(tokens[start - 1]!.key)
  )
    start--;
  return start < end - 1
    ? { from: start, nounEnd: start, to: at, text: text.slice(tokens[start]!.start, tokens[end - 2]!.end) }
    : undefined;
}

/** The words of the clause before a figure that no noun follows: "unemployment rose to". */
function clauseBefore({ text, tokens, from, lexicon }: FigureSearch, at: number): Counted | undefined {
  let end = at;
  while (
    end > from &&
    (lexicon.prepositions.has(tokens[end - 1]!.key) ||
      lexicon.hedges.has(tokens[end - 1]!.key) ||
      lexicon.determiners.has(tokens[end - 1]!.key) ||
      lexicon.auxiliaries.has(tokens[end - 1]!.key))
  )
    end--;
  let start = end;
  while (start > from && end - start < 10 && tokens[start - 1]!.kind === "word" && !lexicon.thatWords.has(tokens[start - 1]!.key)) start--;
  while (start < end && (lexicon.prepositions.has(tokens[start]!.key) || lexicon.conjunctions.has(tokens[start]!.key))) start++;
  return start < end ? { from: start, nounEnd: start, to: at, text: text.slice(tokens[start]!.start, tokens[end - 1]!.end) } : undefined;
}

function countedUnit({ tokens, to, lexicon }: FigureSearch, counted: Counted | undefined): string | undefined {
  if (!counted) return undefined;
  const has = (list: ReadonlySet<string>, from: number, end: number) => {
    for (let at = from; at < Math.min(end, to); at++) if (list.has(tokens[at]!.key)) return true;
    return false;
  };
  if (has(lexicon.deathNouns, counted.from, counted.nounEnd)) return "deaths";
  if (!has(lexicon.personNouns, counted.from, counted.nounEnd)) return headNoun(tokens, counted);
  return has(lexicon.dyingWords, counted.nounEnd, counted.nounEnd + 3) ? "deaths" : "people";
}

/** The noun itself, as a unit of its own: "cartel-related incidents" are counted in incidents. */
function headNoun(tokens: readonly Token[], { from, nounEnd }: Counted): string | undefined {
  const noun = tokens[nounEnd - 1]!;
  return nounEnd > from && noun.kind === "word" && !noun.isPossessive && /^[\p{L}]{2,30}$/u.test(noun.key) ? noun.text : undefined;
}

function rateNear(
  { tokens, to, lexicon }: FigureSearch,
  ...places: readonly number[]
): { readonly unit: string; readonly from: number; readonly to: number } | undefined {
  for (const at of places) {
    if (tokens[at]?.text === "/" && tokens[at + 1]) {
      const unit = phraseAt(lexicon.unitWords, tokens, at + 1, to);
      if (unit) return { unit: unit.value.unit.replace(/s$/, ""), from: at, to: at + 1 + unit.length };
    }
    const found = phraseAt(lexicon.rates, tokens, at, to);
    if (found) return { unit: found.value, from: at, to: at + found.length };
  }
  return undefined;
}

/** "an annual budget of $5m". */
function rateBefore(
  { tokens, from, lexicon }: FigureSearch,
  at: number,
  unit: string | undefined,
): { readonly unit: string; readonly from: number; readonly to: number } | undefined {
  if (unit === undefined || unit === "%") return undefined;
  for (let back = at - 1; back >= Math.max(from, at - 5); back--) {
    if (tokens[back]!.kind === "mark") return undefined;
    const found = phraseAt(lexicon.rates, tokens, back, back + 1);
    if (found) return { unit: found.value, from: -1, to: -1 };
  }
  return undefined;
}

function nearestYear({ years }: FigureSearch, at: number): string | undefined {
  let best: YearMention | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const year of years) {
    const away = year.from > at ? year.from - at : (at - year.to) * 1.5 + 1;
    if (away < distance) [best, distance] = [year, away];
  }
  return best?.text;
}
