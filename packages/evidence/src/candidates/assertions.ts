/** Causal assertions, predictions, options and precedents of a passage, by the words that show them. */
import type { YearMention } from "./dates.js";
import type { Lexicon } from "./lexicon.js";
import { isAdverb } from "./noun-phrases.js";
import { findOptions, opensOptions } from "./options.js";
import { type PhraseIndex, phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** One assertion at tokens `from` to `to`. */
export interface Assertion {
  readonly kind: "causal" | "prediction" | "option" | "precedent";
  readonly from: number;
  readonly to: number;
  readonly detail: Readonly<Record<string, string>>;
}

/** A passage to search, with what introduces it. */
export interface AssertionSearch {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
  readonly years: readonly YearMention[];
  readonly lexicon: Lexicon;
  /** The tokens of the sentence that introduces the list in which the passage stands. */
  readonly lead: readonly Token[];
  readonly leadText: string;
  readonly isItem: boolean;
  readonly isRow: boolean;
  readonly isHeading: boolean;
  readonly isQuestion: boolean;
  /** The year in which the document was written, where it can be told. */
  readonly now: number | undefined;
}

/** Finds them all; one of each kind at most, but for causes. */
export function findAssertions(search: AssertionSearch): readonly Assertion[] {
  const { options, modals } = findOptions(search);
  return [...causesOf(search), ...options, ...[predictionOf(search, modals), precedentOf(search)].filter((found) => found !== undefined)];
}

const mostCauses = 3;

function words({ text, tokens }: AssertionSearch, from: number, to: number): string {
  return from < to ? text.slice(tokens[from]!.start, tokens[to - 1]!.end) : "";
}

/** The stretch around a place that no stop or semicolon divides. */
function clauseAround({ tokens, from, to }: AssertionSearch, first: number, last: number): readonly [number, number] {
  let start = first;
  while (start > from && !/^[;:—.!?]$/.test(tokens[start - 1]!.text)) start--;
  let end = last;
  while (end < to && !/^[;:—.!?]$/.test(tokens[end]!.text)) end++;
  return [start, end];
}

function causesOf(search: AssertionSearch): readonly Assertion[] {
  const { tokens, from, to, lexicon } = search;
  const found: Assertion[] = [];
  for (let at = from; at < to && found.length < mostCauses; at++) {
    const match = phraseAt(lexicon.causes, tokens, at, to) ?? causative(tokens, at, to, lexicon);
    if (!match) continue;
    const end = at + match.length;
    const isDescribing = match.length === 1 && at > from && lexicon.articles.has(tokens[at - 1]!.key);
    if (isDescribing) continue;
    const [start, stop] = clauseAround(search, at, end);
    const [before, after] = [words(search, start, at), words(search, end, stop)];
    const [cause, effect] =
      match.value === "cause-first" ? [before, after] : at === start && after.includes(",") ? splitAtComma(after) : [after, before];
    found.push({
      kind: "causal",
      from: start,
      to: stop,
      detail: { connective: words(search, at, end), cause: trimmed(cause), effect: trimmed(effect) },
    });
    at = stop - 1;
  }
  return found;
}

/** "makes coordination far trickier": a verb of making with a comparative soon after it. */
function causative(
  tokens: readonly Token[],
  at: number,
  to: number,
  lexicon: Lexicon,
): { readonly length: number; readonly value: "cause-first" } | undefined {
  if (!lexicon.causatives.has(tokens[at]!.key)) return undefined;
  for (let next = at + 1; next < Math.min(to, at + 6); next++) {
    const { key, kind } = tokens[next]!;
    if (kind === "mark") return undefined;
    if (
      lexicon.comparatives.has(key) ||
      (key.length > 4 && lexicon.comparativeEndings.some((ending) => key.endsWith(ending)) && !lexicon.roleNouns.has(key))
    )
      return { length: 1, value: "cause-first" };
  }
  return undefined;
}

function splitAtComma(after: string): readonly [string, string] {
  const comma = after.indexOf(",");
  return [after.slice(0, comma), after.slice(comma + 1)];
}

const trimmed = (part: string) => part.replace(/^[\s,;:"“”‘’]+|[\s,;:"“”‘’]+$/gu, "");

function predictionOf(search: AssertionSearch, modals: ReadonlySet<number>): Assertion | undefined {
  const { tokens, from, to, lexicon, isQuestion } = search;
  const own = isQuestion ? undefined : foretelling(tokens, from, to, lexicon, hasCondition(search), modals);
  const inLead = own === undefined && search.isItem ? leadForetells(search) : false;
  if (own === undefined && !inLead) return undefined;
  const horizon =
    horizonOf(search, tokens, from, to, search.text) ??
    (search.isItem ? horizonOf(search, search.lead, 0, search.lead.length, search.leadText, search.lead[0]?.start ?? 0) : undefined);
  const detail: Record<string, string> = {};
  if (own !== undefined) detail.words = words(search, own[0], own[1]);
  if (horizon !== undefined) detail.horizon = horizon;
  return { kind: "prediction", from, to, detail };
}

function hasCondition({ tokens, from, to, lexicon, years, text }: AssertionSearch): boolean {
  for (let at = from; at < to; at++) if (lexicon.conditions.has(tokens[at]!.key)) return true;
  return horizonOf({ lexicon, years }, tokens, from, to, text) !== undefined;
}

/** The token that foretells, if any: a modal with its verb, or "is expected to". */
function foretelling(
  tokens: readonly Token[],
  from: number,
  to: number,
  lexicon: Lexicon,
  isConditional: boolean,
  modals: ReadonlySet<number>,
): readonly [number, number] | undefined {
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    const phrase = phraseAt(lexicon.predictive, tokens, at, to);
    if (phrase && !lexicon.modalStops.has(tokens[at + phrase.length]?.key ?? "")) return [at, at + phrase.length];
    if (modals.has(at) || !lexicon.modals.has(token.key) || (token.isCapital && at > from && lexicon.months.has(token.key))) continue;
    if (token.isCapital && (at !== from || tokens[at + 1]?.isCapital === true)) continue;
    let next = at + 1;
    let isDenied = false;
    while (
      next < to &&
      next < at + 6 &&
      ((isAdverb(tokens[next]!, lexicon) && !lexicon.haveWords.has(tokens[next]!.key)) || lexicon.negations.has(tokens[next]!.key))
    ) {
      if (lexicon.negations.has(tokens[next]!.key)) isDenied = true;
      next++;
    }
    const verb = tokens[next];
    if (!verb || next >= to || verb.kind !== "word" || lexicon.modalStops.has(verb.key) || looksBack(tokens, next, to, lexicon)) continue;
    if (lexicon.abilityModals.has(token.key) && (isDenied || isAsked(tokens, from, at, lexicon))) continue;
    if (lexicon.conditionalModals.has(token.key) && !isConditional) continue;
    if (lexicon.weighingForms.has(verb.key)) continue;
    return [at, next + 1];
  }
  return undefined;
}

/** "whether the fall could": a question, not a prediction. */
function isAsked(tokens: readonly Token[], from: number, at: number, lexicon: Lexicon): boolean {
  for (let back = at - 1; back >= Math.max(from, at - 8); back--) if (lexicon.whetherWords.has(tokens[back]!.key)) return true;
  return false;
}

/** "have been", "have moved" after a modal. */
function looksBack(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): boolean {
  const participle = tokens[at + 1];
  if (!lexicon.haveWords.has(tokens[at]!.key) || !participle || at + 1 >= to) return false;
  return lexicon.perfectWords.has(participle.key) || lexicon.perfectEndings.some((ending) => participle.key.endsWith(ending));
}

function leadForetells({ lead, lexicon }: AssertionSearch): boolean {
  if (lead.length === 0 || opensOptions(lead, lexicon)) return false;
  return foretelling(lead, 0, lead.length, lexicon, true, new Set()) !== undefined;
}

/** "by 2030", "in the coming months", "within five years". */
function horizonOf(
  { lexicon, years }: Pick<AssertionSearch, "lexicon" | "years">,
  tokens: readonly Token[],
  from: number,
  to: number,
  text: string,
  base = 0,
): string | undefined {
  const slice = (first: number, last: number) => text.slice(tokens[first]!.start - base, tokens[last - 1]!.end - base);
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    const fixed = phraseAt(lexicon.horizons, tokens, at, to);
    if (fixed) {
      const start = at > from && lexicon.horizonLeads.has(tokens[at - 1]!.key) ? at - 1 : at;
      return slice(start, at + fixed.length);
    }
    if (!lexicon.horizonLeads.has(token.key)) continue;
    let next = at + 1;
    let isFuture = false;
    while (
      next < to &&
      next < at + 6 &&
      (lexicon.determiners.has(tokens[next]!.key) ||
        lexicon.futureWords.has(tokens[next]!.key) ||
        tokens[next]!.kind === "number" ||
        lexicon.numberWords.has(tokens[next]!.key) ||
        tokens[next]!.text === "-")
    ) {
      if (lexicon.futureWords.has(tokens[next]!.key)) isFuture = true;
      next++;
    }
    const unit = next > at + 1 && next < to && (phraseAt(lexicon.unitWords, tokens, next, to)?.value.unit ?? "");
    const isTime = unit && /^(?:years|months|weeks|days|hours)$/.test(unit);
    if (isTime && (isFuture || lexicon.withinWords.has(token.key))) return slice(at, next + 1);
  }
  const year = years.find(({ from: start }) => start > from && start < to && lexicon.horizonLeads.has(tokens[start - 1]?.key ?? ""));
  return year && base === 0 ? slice(year.from - 1, year.to) : undefined;
}

function has(tokens: readonly Token[], from: number, to: number, index: PhraseIndex<unknown>): readonly [number, number] | undefined {
  for (let at = from; at < to; at++) {
    const found = phraseAt(index, tokens, at, to);
    if (found) return [at, at + found.length];
  }
  return undefined;
}

function precedentOf(search: AssertionSearch): Assertion | undefined {
  const { tokens, from, to, lexicon, isItem, isRow, lead, years } = search;
  const found = has(tokens, from, to, lexicon.precedents);
  const year = years.find((mention) => mention.from >= from && mention.to <= to);
  const detail: Record<string, string> = year ? { year: year.text } : {};
  if (found)
    return {
      kind: "precedent",
      from: found[0],
      to,
      detail: { ...detail, case: trimmed(words(search, found[1], clauseAround(search, found[0], found[1])[1])) },
    };
  if ((isItem || isRow) && has(lead, 0, lead.length, lexicon.precedents))
    return { kind: "precedent", from, to, detail: { ...detail, case: trimmed(words(search, from, to)) } };
  const past = pastCase(search) ?? longAgo(search);
  return past && { kind: "precedent", from: past[0], to: past[1], detail: { ...detail, case: words(search, past[0], past[1]) } };
}

const yearsAgo = 8;

/** A sentence about a year long before the document's own. */
function longAgo({ tokens, from, to, years, lexicon, now }: AssertionSearch): readonly [number, number] | undefined {
  if (now === undefined || years.filter((year) => year.from >= from && year.to <= to).length > 1) return undefined;
  const found = years.find((year) => {
    const lead = tokens[year.from - 1]?.key ?? "";
    return (
      year.from >= from && year.to <= to && year.last <= now - yearsAgo && lexicon.yearLeads.has(lead) && !lexicon.openYearLeads.has(lead)
    );
  });
  return found && [from, to];
}

/** A year with the event that it dates: "the 2003 Iraq invasion", "the 2008 financial crisis". */
function pastCase({ tokens, to, years, lexicon }: AssertionSearch): readonly [number, number] | undefined {
  for (const { from } of years) {
    const before = tokens[from - 1];
    if (before && lexicon.yearLeads.has(before.key) && !lexicon.articles.has(before.key) && !lexicon.ofWords.has(before.key)) continue;
    for (let at = from + 1; at < Math.min(to, from + 5); at++) {
      if (tokens[at]!.kind === "mark" && tokens[at]!.isSpaced) break;
      if (lexicon.pastCases.has(tokens[at]!.key)) return [from, at + 1];
    }
  }
  return undefined;
}
