/** Courses of action that are the subject of their sentence, or that open it: "Capping rents deserves …", "A levy is the obvious answer", "Let the bill …". */
import type { AssertionSearch } from "./assertion-search.js";
import { isGerund, subjectStart } from "./deciders.js";
import type { Lexicon } from "./lexicon.js";
import { type Content, speaksOfChoices } from "./option-content.js";
import type { Token } from "./tokens.js";

const longestSubject = 24;

/** A course of action at token `at` that is a subject, or opens its sentence. */
export function subjectAt(search: AssertionSearch, at: number): Content | undefined {
  return byDoing(search, at) ?? byAnswer(search, at) ?? byDismissal(search, at) ?? byOpening(search, at) ?? byEntry(search, at);
}

/** "Cancelling the contract would …", "Capping rents deserves …": a course of action that is the subject of its sentence. */
function byDoing(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const isStart = at === from || tokens[at - 1]!.text === ";" || (at === from + 1 && lexicon.conjunctions.has(tokens[from]!.key));
  if (!isStart || !lexicon.actionGerunds.has(tokens[at]!.key)) return undefined;
  let end: number | undefined;
  for (let verb = at + 1; verb < Math.min(to, at + longestSubject); verb++) {
    const { key, text } = tokens[verb]!;
    if (text === "," && end === undefined) {
      end = verb;
      do verb++;
      while (verb < to && tokens[verb]!.text !== ",");
      continue;
    }
    if (/^[;:.,—–]$/.test(text)) return undefined;
    const isJudged = lexicon.meritVerbs.has(key) || lexicon.modals.has(key) || (lexicon.presentLinks.has(key) && speaksOfRemedies(search));
    if (isJudged) return { start: at, from: at, to: end ?? verb, isList: false };
    if (lexicon.auxiliaries.has(key) || (lexicon.relativeWords.has(key) && !isGerund(tokens[verb + 1]))) return undefined;
  }
  return undefined;
}

/** "A pay rise is the obvious answer", "Stockpiling is one": the subject is the course of action that a noun of choice or a count names. */
function byAnswer(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  if (!lexicon.presentLinks.has(tokens[at]!.key) || at === from) return undefined;
  let noun = at + 1;
  while (noun < to && noun < at + 4 && (lexicon.optionCounters.has(tokens[noun]!.key) || lexicon.articles.has(tokens[noun]!.key))) noun++;
  if (noun === at + 1) return undefined;
  const isNamed = lexicon.answerNouns.has(tokens[noun]?.key ?? "") && noun < to;
  const isCounted =
    (noun >= to || tokens[noun]!.kind === "mark") && !lexicon.articles.has(tokens[noun - 1]!.key) && speaksOfRemedies(search);
  if (!isNamed && !isCounted) return undefined;
  const start = subjectStart(search, at);
  const first = tokens[start]!;
  const isThing =
    start < at &&
    !lexicon.pronouns.has(first.key) &&
    !lexicon.optionCounters.has(tokens[at - 1]!.key) &&
    !isPointing(first, at - start, lexicon);
  const isOther = tokens.slice(start, at).some(({ key }) => lexicon.optionNouns.has(key) || lexicon.optionPlurals.has(key));
  return isThing && !isOther ? { start, from: start, to: at, isList: false } : undefined;
}

/** "That", "This", "Here" as the whole subject. */
const isPointing = ({ key }: Token, length: number, lexicon: Lexicon) =>
  length === 1 && (lexicon.determiners.has(key) || lexicon.clauseWords.has(key));

const furthestRemedies = 90;

/** Whether choices or remedies are spoken of shortly before. */
export function speaksOfRemedies(search: AssertionSearch): boolean {
  const { tokens, from, lexicon } = search;
  const near = tokens.slice(Math.max(0, from - furthestRemedies), from);
  return speaksOfChoices(search) || near.some(({ key }) => lexicon.weakOptionPlurals.has(key));
}

/** What opens a sentence: "Let the bill go to a committee", "More promising is a reform", and "whether by leasing … or by …" within one. */
function byOpening({ tokens, from, to, lexicon }: AssertionSearch, at: number): Content | undefined {
  const { key } = tokens[at]!;
  const next = at + 1 < to ? tokens[at + 1]! : undefined;
  if (lexicon.whetherWords.has(key) && next && lexicon.byWords.has(next.key) && isGerund(tokens[at + 2]))
    return { start: at, from: at + 2, isList: true };
  if (at !== from || !next) return undefined;
  if (lexicon.letWords.has(key) && !tokens[at]!.isPossessive && !lexicon.weWords.has(next.key) && next.kind === "word" && at + 3 < to)
    return { start: at, from: at + 1, isList: false };
  const isCommand = lexicon.actions.has(key) && !lexicon.weighingForms.has(key) && !lexicon.tellingActions.has(key);
  const isOnThing = lexicon.articles.has(next.key) || lexicon.possessives.has(next.key) || lexicon.otherWords.has(next.key);
  if (isCommand && isOnThing && at + 2 < to) return { start: at, from: at, isList: false };
  if (!lexicon.firstChoices.has(key)) return undefined;
  for (let be = at + 1; be < Math.min(to - 1, at + 6); be++) {
    if (tokens[be]!.kind === "mark" || lexicon.prepositions.has(tokens[be]!.key)) return undefined;
    if (!lexicon.beWords.has(tokens[be]!.key)) continue;
    const first = tokens[be + 1]!;
    const isCourse = first.kind === "word" && !lexicon.thatWords.has(first.key) && !lexicon.clauseWords.has(first.key);
    return isCourse && !lexicon.beWords.has(first.key) ? { start: at, from: be + 1, isList: false } : undefined;
  }
  return undefined;
}

/** Where choices have been announced: "A levy would …" and "Thirdly, there is a ban …" at the beginning of a sentence. */
function byEntry(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const next = at + 1 < to ? tokens[at + 1]! : undefined;
  if (!next || !(at === from || lexicon.thereWords.has(tokens[at]!.key)) || !speaksOfChoices(search)) return undefined;
  if (lexicon.thereWords.has(tokens[at]!.key)) {
    const isStart = at === from || (at - from < 4 && tokens[at - 1]!.text === ",");
    const first = tokens[at + 2];
    return isStart && lexicon.presentLinks.has(next.key) && first?.kind === "word" && at + 3 < to
      ? { start: at, from: at + 2, isList: false }
      : undefined;
  }
  if (!lexicon.articles.has(tokens[at]!.key) || lexicon.definiteArticles.has(tokens[at]!.key)) return undefined;
  if (lexicon.optionNouns.has(next.key) || lexicon.numberWords.has(next.key)) return undefined;
  for (let verb = at + 2; verb < Math.min(to, at + longestEntry); verb++) {
    const { key, kind, text } = tokens[verb]!;
    if (kind === "mark" && !/^[-‐‑,]$/.test(text)) return undefined;
    const isOption =
      lexicon.optionNouns.has(tokens[verb - 1]!.key) ||
      lexicon.matterNouns.has(tokens[verb - 1]!.key) ||
      lexicon.roleNouns.has(tokens[verb - 1]!.key) ||
      lexicon.bodyNouns.has(tokens[verb - 1]!.key);
    if (text === "," || lexicon.auxiliaries.has(key) || lexicon.entryVerbs.has(key))
      return isOption || lexicon.documentNouns.has(tokens[verb - 1]!.key) ? undefined : { start: at, from: at, to: verb, isList: false };
    if (lexicon.relativeWords.has(key) || lexicon.clauseWords.has(key)) return undefined;
  }
  return undefined;
}

const longestEntry = 12;

/** "Nor should substitution be dismissed": what is not to be left out of account. */
function byDismissal({ tokens, from, to, lexicon }: AssertionSearch, at: number): Content | undefined {
  if (at !== from + 1 || !lexicon.dutyModals.has(tokens[at]!.key) || !lexicon.norWords.has(tokens[from]!.key)) return undefined;
  for (let be = at + 2; be < Math.min(to - 1, at + longestSubject); be++) {
    if (!lexicon.beWords.has(tokens[be]!.key)) continue;
    return lexicon.dismissals.has(tokens[be + 1]!.key) ? { start: from, from: at + 1, to: be, isList: false } : undefined;
  }
  return undefined;
}
