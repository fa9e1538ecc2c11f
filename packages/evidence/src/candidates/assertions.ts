/** Causal assertions, predictions, options and precedents of a passage, by the words that show them. */

import { type Assertion, type AssertionSearch, clauseAround, trimmed, words } from "./assertion-search.js";
import { causesOf } from "./causes.js";
import { findOptions } from "./options.js";
import { type PhraseIndex, phraseAt } from "./phrases.js";
import { predictionsOf } from "./predictions.js";
import type { Token } from "./tokens.js";

/** Finds them all; one precedent at most. */
export function findAssertions(search: AssertionSearch): readonly Assertion[] {
  const { options, modals } = findOptions(search);
  return [
    ...causesOf(search),
    ...options,
    ...predictionsOf(search, modals),
    ...[precedentOf(search)].filter((found) => found !== undefined),
  ];
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
  const past = pastCase(search) ?? doneElsewhere(search) ?? longAgo(search);
  return past && { kind: "precedent", from: past[0], to: past[1], detail: { ...detail, case: words(search, past[0], past[1]) } };
}

const yearsAgo = 8;

/** A sentence about years that are all long before the document's own. */
function longAgo({ tokens, from, to, years, lexicon, now }: AssertionSearch): readonly [number, number] | undefined {
  const within = years.filter((year) => year.from >= from && year.to <= to);
  if (now === undefined || within.some((year) => year.last > now - yearsAgo)) return undefined;
  const found = within.find((year) => {
    const lead = tokens[year.from - 1]?.key ?? "";
    return lexicon.yearLeads.has(lead) && !lexicon.openYearLeads.has(lead);
  });
  return found && [from, to];
}

const furthestYear = 12;

/** "When Norland introduced a cap in 2027, …", "Tessaly, which legislated in 1998": what a place did once, with its year. */
function doneElsewhere({ tokens, from, to, years, lexicon, now }: AssertionSearch): readonly [number, number] | undefined {
  for (const year of years) {
    if (year.from < from || year.to > to || (now !== undefined && year.first > now)) continue;
    for (let verb = year.from - 1; verb > Math.max(from, year.from - furthestYear); verb--) {
      const isDone = lexicon.actionParticiples.has(tokens[verb]!.key) || lexicon.lawmaking.has(tokens[verb]!.key);
      if (!isDone) continue;
      const isRelative = lexicon.relativePronouns.has(tokens[verb - 1]!.key) && tokens[verb - 2]?.text === ",";
      const name = isRelative ? verb - 3 : verb - 1;
      const opener = name > from ? tokens[name - 1]! : undefined;
      const isPlace =
        name >= from && tokens[name]!.isCapital && !lexicon.bodyNouns.has(tokens[name]!.key) && !/^\p{Lu}{2}/u.test(tokens[name]!.text);
      const isOpened = isRelative
        ? opener === undefined || opener.kind === "mark"
        : opener !== undefined && lexicon.whenWords.has(opener.key);
      if (isPlace && isOpened) return [isRelative ? name : name - 1, to];
    }
  }
  return undefined;
}

const yearsSince = 4;

/** A year with the event that it dates: "the 2003 Iraq invasion"; of a year some time ago, with whatever it dates: "the 1999 satellite controls". */
function pastCase({ tokens, from, to, years, lexicon, now }: AssertionSearch): readonly [number, number] | undefined {
  for (const year of years) {
    const before = tokens[year.from - 1];
    if (year.from < from || year.to > to) continue;
    const next = tokens[year.to];
    const isOld = now !== undefined && year.last <= now - yearsSince;
    const isDefinite = before !== undefined && lexicon.definiteArticles.has(before.key);
    const isThing =
      next?.kind === "word" &&
      year.to < to &&
      !next.isCapital &&
      !lexicon.prepositions.has(next.key) &&
      !lexicon.conjunctions.has(next.key) &&
      !lexicon.auxiliaries.has(next.key);
    if (
      isOld &&
      isDefinite &&
      isThing &&
      !lexicon.documentNouns.has(next.key) &&
      !lexicon.documentNouns.has(tokens[year.to + 1]?.key ?? "")
    )
      return [year.from, year.to + 1];
    if (before && lexicon.yearLeads.has(before.key) && !lexicon.articles.has(before.key) && !lexicon.ofWords.has(before.key)) continue;
    for (let at = year.from + 1; at < Math.min(to, year.from + 5); at++) {
      if (tokens[at]!.kind === "mark" && tokens[at]!.isSpaced) break;
      if (lexicon.pastCases.has(tokens[at]!.key)) return [year.from, at + 1];
    }
  }
  return undefined;
}
