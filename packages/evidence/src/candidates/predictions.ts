/** Predictions of a passage: what may, will or is expected to happen, each clause that foretells by itself, with its horizon. */
import { type Assertion, type AssertionSearch, words } from "./assertion-search.js";
import type { Lexicon } from "./lexicon.js";
import { isAdverb } from "./noun-phrases.js";
import { opensOptions } from "./options.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** Each clause of the passage that foretells; the whole passage where only one does. */
export function predictionsOf(search: AssertionSearch, modals: ReadonlySet<number>): readonly Assertion[] {
  const { from, to, isQuestion } = search;
  if (isQuestion) return [];
  const isConditional = hasCondition(search);
  const clauses = clausesOf(search)
    .map(([start, end]) => ({ start, end, own: foretelling(search, start, end, isConditional, modals) }))
    .filter(({ own }) => own !== undefined);
  if (clauses.length > 1) return clauses.map(({ start, end, own }) => predictionAt(search, start, end, own));
  const own = clauses[0]?.own;
  const isForetold = own !== undefined || looksAhead(search) || (search.isItem && leadForetells(search));
  return isForetold ? [predictionAt(search, from, to, own)] : [];
}

function predictionAt(search: AssertionSearch, from: number, to: number, own: readonly [number, number] | undefined): Assertion {
  const horizon =
    horizonOf(search, search.tokens, from, to, search.text) ??
    (search.isItem ? horizonOf(search, search.lead, 0, search.lead.length, search.leadText, search.lead[0]?.start ?? 0) : undefined);
  const detail: Record<string, string> = {};
  if (own !== undefined) detail.words = words(search, own[0], own[1]);
  if (horizon !== undefined) detail.horizon = horizon;
  return { kind: "prediction", from, to, detail };
}

/** The stretches between stops, semicolons, colons, and commas before "and", "but", "while". */
function clausesOf({ tokens, from, to, lexicon }: AssertionSearch): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  let start = from;
  for (let at = from; at < to; at++) {
    const isCut = /^[;:—]$/.test(tokens[at]!.text) || (tokens[at]!.text === "," && lexicon.coordinators.has(tokens[at + 1]?.key ?? ""));
    if (!isCut || at === start) continue;
    found.push([start, at]);
    start = at + 1;
  }
  if (start < to) found.push([start, to]);
  return found;
}

/** A year to come, as a deadline or with a word of estimation: "our 2032 estimate", "by 2040". */
function looksAhead({ tokens, from, to, lexicon, years, now, isRow, isHeading }: AssertionSearch): boolean {
  if (now === undefined || isRow || isHeading) return false;
  const ahead = years.filter((year) => year.from >= from && year.to <= to && year.first > now);
  const hasEstimate = tokens.slice(from, to).some(({ key }) => lexicon.estimating.has(key));
  return ahead.some((year) => hasEstimate || lexicon.deadlineWords.has(tokens[year.from - 1]?.key ?? ""));
}

function hasCondition({ tokens, from, to, lexicon, years, text }: AssertionSearch): boolean {
  if (lexicon.actionGerunds.has(tokens[from]!.key)) return true;
  for (let at = from; at < to; at++) if (lexicon.conditions.has(tokens[at]!.key)) return true;
  return horizonOf({ lexicon, years }, tokens, from, to, text) !== undefined;
}

/** The token that foretells, if any: a modal with its verb, or "is expected to". */
function foretelling(
  search: Pick<AssertionSearch, "tokens" | "lexicon">,
  from: number,
  to: number,
  isConditional: boolean,
  modals: ReadonlySet<number>,
): readonly [number, number] | undefined {
  const { tokens, lexicon } = search;
  let isReported = false;
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (lexicon.reportingVerbs.has(token.key)) isReported = true;
    const isNoun = at > from && (lexicon.prepositions.has(tokens[at - 1]!.key) || lexicon.articles.has(tokens[at - 1]!.key));
    const phrase = phraseAt(lexicon.predictive, tokens, at, to) ?? (isConditional ? phraseAt(lexicon.hopes, tokens, at, to) : undefined);
    const isPhrase =
      phrase !== undefined && !(phrase.length === 1 && isNoun) && !lexicon.modalStops.has(tokens[at + phrase.length]?.key ?? "");
    if (isPhrase) return [at, at + phrase.length];
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
    const aside = asideEnd(tokens, next, to);
    if (aside !== undefined) {
      if (tokens.slice(next, aside).some(({ key }) => lexicon.reportingVerbs.has(key))) isReported = true;
      next = aside;
    }
    const verb = next < to ? tokens[next] : undefined;
    const isAbility = lexicon.abilityModals.has(token.key);
    if (verb === undefined || verb.kind === "mark") {
      if (isDenied && !isAbility && at > from) return [at, next];
      continue;
    }
    const isState = lexicon.beWords.has(verb.key) && lexicon.modalStops.has(tokens[next + 1]?.key ?? "");
    if (verb.kind !== "word" || isState || lexicon.modalStops.has(verb.key) || looksBack(tokens, next, to, lexicon)) continue;
    if (isAbility && (isDenied || isAsked(tokens, from, at, lexicon))) continue;
    const isWould = lexicon.conditionalModals.has(token.key);
    const isLater = isReported && !lexicon.beWords.has(verb.key) && !lexicon.haveWords.has(verb.key);
    if (isWould && !isConditional && !isLater) continue;
    if (lexicon.mayWords.has(token.key) && lexicon.underWords.has(tokens[from]!.key)) continue;
    if (lexicon.mayWords.has(token.key) && lexicon.youWords.has(tokens[at - 1]?.key ?? "")) continue;
    if (tokens.slice(Math.max(from, at - 4), at).some(({ key }) => lexicon.askingWords.has(key))) continue;
    if (lexicon.weighingForms.has(verb.key) || (isWould && lexicon.preferring.has(verb.key))) continue;
    if (isWould && isVerdict(tokens, next, to, lexicon)) continue;
    if (lexicon.couldWords.has(token.key) && lexicon.detecting.has(verb.key)) continue;
    return [at, next + 1];
  }
  return undefined;
}

const longestAside = 8;

/** After an aside between a modal and its verb: ", however,", ", we estimate,". */
function asideEnd(tokens: readonly Token[], at: number, to: number): number | undefined {
  if (tokens[at]?.text !== ",") return undefined;
  for (let close = at + 2; close < Math.min(to - 1, at + longestAside); close++) if (tokens[close]!.text === ",") return close + 1;
  return undefined;
}

/** "would be a mistake", "would be wrong": a verdict on a course of action, not what will come of it. */
function isVerdict(tokens: readonly Token[], be: number, to: number, lexicon: Lexicon): boolean {
  if (!lexicon.beWords.has(tokens[be]!.key)) return false;
  for (let at = be + 1; at < Math.min(to, be + 4); at++) if (lexicon.verdicts.has(tokens[at]!.key)) return true;
  return false;
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
  return foretelling({ tokens: lead, lexicon }, 0, lead.length, true, new Set()) !== undefined;
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
    const isPlural =
      lexicon.withinWords.has(token.key) && next === at + 1 && phraseAt(lexicon.unitWords, tokens, next, to)?.value.unit.endsWith("s");
    if (isPlural && !lexicon.byWords.has(token.key)) return slice(at, next + 1);
    if (isTime && (isFuture || lexicon.withinWords.has(token.key))) return slice(at, next + 1);
  }
  const year = years.find(({ from: start }) => start > from && start < to && lexicon.horizonLeads.has(tokens[start - 1]?.key ?? ""));
  return year && base === 0 ? slice(year.from - 1, year.to) : undefined;
}
