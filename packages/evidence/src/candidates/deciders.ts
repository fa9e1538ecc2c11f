/** Who could decide: the subject before a verb as a body, a person or a plan, or as a thing that decides nothing. */
import type { AssertionSearch } from "./assertion-search.js";
import type { Lexicon } from "./lexicon.js";
import { isAdverb } from "./noun-phrases.js";
import { speaksOfChoices } from "./option-content.js";
import type { Token } from "./tokens.js";

const furthestBack = 90;

/** Whether a body or person that decides is named shortly before, for "it" and "they" to stand for. */
function hasDeciderBefore({ tokens, from, lexicon }: AssertionSearch, before: number): boolean {
  for (let at = before - 1; at >= Math.max(0, from - furthestBack); at--) if (isDecider(tokens[at]!, lexicon)) return true;
  return false;
}

function isDecider(token: Token, lexicon: Lexicon): boolean {
  const last = token.key.split("-").at(-1)!;
  return (
    lexicon.deciders.has(last) ||
    (lexicon.bodyNouns.has(last) && !lexicon.notDeciders.has(last)) ||
    /^(?:\p{Lu}{2,}|(?:\p{Lu}\.){2,})/u.test(token.text)
  );
}

const longestSubject = 10;

/** Where the subject of the verb at `verb` begins, as far as words alone tell. */
export function subjectStart({ tokens, from, lexicon }: AssertionSearch, verb: number): number {
  let start = verb;
  while (start > from && verb - start < longestSubject) {
    const before = tokens[start - 1]!;
    const isJoined = before.kind === "mark" && /^[-‐‑&’']$/.test(before.text);
    if ((before.kind === "mark" && !isJoined) || lexicon.clauseWords.has(before.key) || lexicon.modals.has(before.key)) break;
    if (lexicon.reportingVerbs.has(before.key) && !lexicon.ambiguousVerbs.has(before.key)) break;
    start--;
  }
  return start;
}

/** Whether the subject before a modal can decide: a body, an office, a name, "we"; "plan" where it is a proposal. */
export function agentBefore(search: AssertionSearch, modal: number): "decider" | "plan" | "none" | undefined {
  const { tokens, from, lexicon } = search;
  let end = modal;
  while (end > from && isAdverb(tokens[end - 1]!, lexicon)) end--;
  if (end > from && tokens[end - 1]!.text === ",") {
    let comma = end - 2;
    while (comma > from && end - comma < 30 && tokens[comma]!.text !== ",") comma--;
    if (tokens[comma]!.text === ",") end = comma;
    else return undefined;
  }
  const start = subjectStart(search, end);
  if (start >= end) return undefined;
  let head = end - 1;
  for (let at = start + 1; at < end; at++)
    if (lexicon.prepositions.has(tokens[at]!.key) && !tokens[at]!.isCapital) {
      head = at - 1;
      break;
    }
  const token = tokens[head]!;
  if (lexicon.planNouns.has(token.key)) return "plan";
  if (
    lexicon.documentNouns.has(token.key) ||
    token.kind !== "word" ||
    (lexicon.firstPersons.has(token.key) && !lexicon.weWords.has(token.key))
  )
    return undefined;
  if (isDecider(token, lexicon) || lexicon.weWords.has(token.key)) return "decider";
  if (lexicon.itWords.has(token.key)) return hasDeciderBefore(search, start) || speaksOfChoices(search) ? "decider" : undefined;
  if (lexicon.roleNouns.has(token.key)) return "decider";
  const isName =
    token.isCapital && (start < head || head > from) && !lexicon.sentenceStarters.has(token.key) && !lexicon.timeNouns.has(token.key);
  if (isName) return "decider";
  return lexicon.pronouns.has(token.key) || lexicon.relativePronouns.has(token.key) || lexicon.determiners.has(token.key)
    ? undefined
    : "none";
}

/** As {@link agentBefore}, without subjects that are things. */
export function knownAgent(search: AssertionSearch, modal: number): "decider" | "plan" | undefined {
  const agent = agentBefore(search, modal);
  return agent === "none" ? undefined : agent;
}

export function skipAdverbs(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): number {
  let next = at;
  while (next < to && next < at + 6 && (isAdverb(tokens[next]!, lexicon) || isAside(tokens, next, lexicon))) next++;
  return next;
}

/** "at the very least", "at once" between a modal and its verb. */
function isAside(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const back = tokens.slice(Math.max(0, at - 3), at + 1);
  return (
    back.some(({ key }) => key === "at") &&
    lexicon.atWords.has(back.find(({ key }) => key === "at")!.key) &&
    !lexicon.actions.has(tokens[at]!.key)
  );
}

export const isGerund = (token: Token | undefined) =>
  token?.kind === "word" && token.key.length > 5 && token.key.endsWith("ing") && !token.isCapital;
