/** What stands around a figure: its unit, what it counts, its year, its hedges. */

import type { YearMention } from "./dates.js";
import type { FigureSearch, FoundFigure, Reading } from "./figure-reading.js";
import type { Bound, Lexicon } from "./lexicon.js";
import { tidy } from "./numbers.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

export function describe(search: FigureSearch, at: number, { to: end, low, high, unit }: Reading): FoundFigure {
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
    year: nearestYear(search, at, next),
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
  for (let at = start; at < end; at++) if (lexicon.conjunctions.has(tokens[at]!.key)) start = at + 1;
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
  if (!has(lexicon.personNouns, counted.from, counted.nounEnd)) return headNoun(tokens, counted, lexicon);
  return has(lexicon.dyingWords, counted.nounEnd, counted.nounEnd + 3) ? "deaths" : "people";
}

/** The noun itself, as a unit of its own: "cartel-related incidents" are counted in incidents. */
function headNoun(tokens: readonly Token[], { from, nounEnd }: Counted, lexicon: Lexicon): string | undefined {
  const nouns = tokens
    .slice(from, nounEnd)
    .filter((token) => token.kind === "word" && !token.isPossessive && /^\p{L}{2,30}$/u.test(token.key));
  const plural = nouns.findLast(({ key }) => lexicon.pluralEndings.some((ending) => key.endsWith(ending)));
  return (plural ?? nouns.at(-1))?.text;
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

function nearestYear({ years }: FigureSearch, at: number, end: number): string | undefined {
  let best: YearMention | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const year of years) {
    const away = year.from >= end ? year.from - end : (at - year.to) * 1.5 + 1;
    if (away < distance) [best, distance] = [year, away];
  }
  return best?.text;
}
