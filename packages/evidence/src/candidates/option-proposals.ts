/** Courses of action that are weighed, proposed or demanded: "is considering a ban", "recommends", "calls for", "is on the table". */
import type { AssertionSearch } from "./assertion-search.js";
import { agentBefore, isGerund, skipAdverbs, subjectStart } from "./deciders.js";
import type { Lexicon } from "./lexicon.js";
import { isAdverb } from "./noun-phrases.js";
import type { Content } from "./option-content.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** A course of action that is weighed, proposed or demanded at token `at`. */
export function proposalAt(search: AssertionSearch, at: number): Content | undefined {
  return (
    byWeighing(search, at) ??
    byProposing(search, at) ??
    byDemand(search, at) ??
    atIssue(search, at) ??
    bySponsor(search, at) ??
    byResolve(search, at)
  );
}

/** "wants to close the line", "has decided to extend the ban": what somebody who decides means to do. */
function byResolve(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  if (!lexicon.resolving.has(tokens[at]!.key) || at === from || at + 3 >= to) return undefined;
  if (!lexicon.toWords.has(tokens[at + 1]!.key)) return undefined;
  const verb = skipAdverbs(tokens, at + 2, to, lexicon);
  if (!lexicon.actions.has(tokens[verb]?.key ?? "") || lexicon.tellingActions.has(tokens[verb]!.key)) return undefined;
  if (lexicon.youWords.has(tokens[at - 1]!.key)) return undefined;
  return agentBefore(search, verbStart(tokens, at, from, lexicon)) === "decider" ? { start: at, from: verb, isList: false } : undefined;
}

/** "A transition of three years, as proposed by …": the subject of the clause is what is proposed. */
function bySponsor({ tokens, from, to, lexicon }: AssertionSearch, at: number): Content | undefined {
  const [comma, verb, by] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  if (!lexicon.asWords.has(tokens[at]!.key) || comma?.text !== "," || !verb || !by || at + 3 >= to) return undefined;
  const isProposed = lexicon.proposing.has(verb.key) || lexicon.suggesting.has(verb.key);
  if (!isProposed || !lexicon.byWords.has(by.key)) return undefined;
  let start = at - 1;
  while (start > from && at - start < longestSponsored && tokens[start - 1]!.kind !== "mark") start--;
  const isWhole = start === from || /^[.;:•-]$/.test(tokens[start - 1]!.text);
  return isWhole && at - 1 - start > 1 ? { start, from: start, to: at - 1, isList: false } : undefined;
}

const longestSponsored = 16;

/** "is considering a ban", "should explore raising", "debated closing". */
function byWeighing(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const { key } = tokens[at]!;
  if (at === from) return undefined;
  const be = skipBack(tokens, at - 1, from, lexicon);
  const isBeing = lexicon.beWords.has(tokens[be]?.key ?? "");
  const looking = phraseAt(lexicon.lookingAt, tokens, at, to);
  if (looking && isBeing && at + looking.length + 1 < to) return { start: be, from: at + looking.length, isList: false };
  const looked = phraseAt(lexicon.lookedAt, tokens, at, to);
  const isWeighed =
    looked !== undefined && (lexicon.thoughtWords.has(key) || agentBefore(search, verbStart(tokens, at, from, lexicon)) === "decider");
  const isOfCourses = isWeighed && (isGerund(tokens[at + looked.length]) || lexicon.articles.has(tokens[at + looked.length]?.key ?? ""));
  if (isOfCourses) return { start: at, from: at + looked.length, isList: true };
  if (!lexicon.weighingForms.has(key) || lexicon.articles.has(tokens[at - 1]!.key)) return undefined;
  const next = skipAdverbs(tokens, at + 1, to, lexicon);
  const after = tokens[next];
  if (!after || next >= to) return undefined;
  const isOngoing = lexicon.weighing.has(key) && isBeing;
  const start = isOngoing ? be : at;
  if (isGerund(after) && !lexicon.determiners.has(after.key)) return { start, from: next, isList: false };
  const isModal = lexicon.couldWords.has(tokens[at - 1]!.key) || lexicon.dutyModals.has(tokens[at - 1]!.key);
  const isPast =
    lexicon.weighedPlans.has(key) &&
    lexicon.articles.has(after.key) &&
    !isAboutDocument(search, next) &&
    agentBefore(search, verbStart(tokens, at, from, lexicon)) === "decider";
  const isThing = after.kind === "word" && !lexicon.clauseWords.has(after.key) && !lexicon.prepositions.has(after.key);
  return (isOngoing || isModal || isPast) && isThing ? { start, from: next, isList: false } : undefined;
}

/** The first auxiliary of "has been considering". */
function verbStart(tokens: readonly Token[], at: number, from: number, lexicon: Lexicon): number {
  let start = at;
  while (start > from + 1 && lexicon.auxiliaries.has(tokens[start - 1]!.key)) start--;
  return start;
}

/** Whether the thing at `at` is a document, a question or an effect, which are considered without being chosen. */
function isAboutDocument({ tokens, to, lexicon }: AssertionSearch, at: number): boolean {
  for (let next = at + 1; next < Math.min(to, at + 5); next++) {
    const { key, kind } = tokens[next]!;
    if (kind === "mark" || lexicon.prepositions.has(key)) return false;
    if (lexicon.documentNouns.has(key) || lexicon.matterNouns.has(key)) return true;
  }
  return false;
}

function skipBack(tokens: readonly Token[], at: number, from: number, lexicon: Lexicon): number {
  let back = at;
  while (back > from && isAdverb(tokens[back]!, lexicon) && !lexicon.beWords.has(tokens[back]!.key)) back--;
  return back;
}

/** "recommends a levy", "suggested closing", "proposed that … should". */
function byProposing(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const { key } = tokens[at]!;
  const isProposing = lexicon.proposing.has(key);
  if (!(isProposing || lexicon.suggesting.has(key)) || at === from) return undefined;
  const before = tokens[at - 1]!.key;
  if (lexicon.determiners.has(before) || lexicon.beWords.has(before) || tokens[at - 1]!.isPossessive) return undefined;
  const next = skipAdverbs(tokens, at + 1, to, lexicon);
  const after = tokens[next];
  if (!after || next >= to || after.kind === "mark") return undefined;
  const content: Content = { start: at, from: next, isList: false };
  if (lexicon.actionGerunds.has(after.key) || (isProposing && isGerund(after))) return content;
  const isOwn = lexicon.weWords.has(before) || lexicon.firstPersons.has(before);
  if (!isProposing && isOwn && lexicon.articles.has(after.key)) return content;
  if (!isProposing) return undefined;
  if (lexicon.thatWords.has(after.key)) return { ...content, from: next + 1 };
  const isKnown = [after, tokens[next + 1]].some(
    (one) =>
      lexicon.optionCounters.has(one?.key ?? "") || lexicon.optionPlurals.has(one?.key ?? "") || lexicon.optionLabels.has(one?.key ?? ""),
  );
  if (isKnown && !lexicon.articles.has(after.key)) return undefined;
  if (lexicon.definiteArticles.has(after.key) && isKnown) return undefined;
  const isThing = lexicon.articles.has(after.key) || (lexicon.toWords.has(after.key) && lexicon.actions.has(tokens[next + 1]?.key ?? ""));
  return isThing || (after.kind === "word" && !lexicon.prepositions.has(after.key) && !lexicon.conjunctions.has(after.key))
    ? content
    : undefined;
}

/** "calls for an inquiry", "urged ministers to ban", "wants the bank to disclose". */
function byDemand({ tokens, from, to, lexicon }: AssertionSearch, at: number): Content | undefined {
  const pressing = phraseAt(lexicon.pressingFor, tokens, at, to);
  if (pressing) {
    const next = at + pressing.length;
    const after = tokens[next];
    const isThing =
      after !== undefined &&
      next + 1 < to &&
      (lexicon.articles.has(after.key) || isGerund(after) || (after.kind === "word" && !lexicon.pronouns.has(after.key)));
    return isThing ? { start: at, from: next, isList: false } : undefined;
  }
  const on = phraseAt(lexicon.pressingOn, tokens, at, to);
  if (!on || (at > from && lexicon.beWords.has(tokens[at - 1]!.key) && on.length === 1 && !tokens[at]!.key.endsWith("ing")))
    return undefined;
  for (let next = at + on.length; next < Math.min(to, at + on.length + 10); next++) {
    if (tokens[next]!.kind === "mark" && !/^[-‐‑’']$/.test(tokens[next]!.text)) return undefined;
    const isDone = next > at + on.length && lexicon.actionParticiples.has(tokens[next]!.key) && lexicon.wantWords.has(tokens[at]!.key);
    if (isDone) return { start: at, from: at + on.length, isList: false };
    if (!lexicon.toWords.has(tokens[next]!.key)) continue;
    return next > at + on.length && lexicon.actions.has(tokens[next + 1]?.key ?? "")
      ? { start: at, from: next + 1, isList: false }
      : undefined;
  }
  return undefined;
}

/** "A ban is on the table": the subject is what is weighed; "it would be better to". */
function atIssue(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  if (phraseAt(lexicon.atIssue, tokens, at, to)) {
    const start = subjectStart(search, at);
    const isChoices = tokens.slice(start, at).some(({ key }) => lexicon.optionPlurals.has(key) || lexicon.weakOptionPlurals.has(key));
    return start < at - 1 && !isChoices ? { start, from: start, isList: false } : undefined;
  }
  const isWouldBe = at > from && lexicon.beWords.has(tokens[at]!.key) && lexicon.modals.has(tokens[at - 1]!.key);
  if (!isWouldBe) return undefined;
  const next = skipAdverbs(tokens, at + 1, to, lexicon);
  const isGood = lexicon.advisable.has(tokens[next]?.key ?? "") && lexicon.toWords.has(tokens[next + 1]?.key ?? "");
  return isGood ? { start: at - 1, from: next + 2, isList: false } : undefined;
}
