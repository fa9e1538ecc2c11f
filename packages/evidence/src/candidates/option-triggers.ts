/** Words in running prose that put a course of action forward: who could do what, which choices there are, what is weighed, proposed or demanded. */
import type { AssertionSearch } from "./assertions.js";
import type { Lexicon } from "./lexicon.js";
import { isAdverb } from "./noun-phrases.js";
import { type Content, speaksOfChoices } from "./option-content.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** A choice at token `at`: "ministers could …", "one option is …", "whether to …", "either … or". */
export function choiceAt(search: AssertionSearch, at: number): Content | undefined {
  return byModal(search, at) ?? byNoun(search, at) ?? byOrdinal(search, at) ?? byAlternative(search, at);
}

/** A course of action that is weighed, proposed or demanded at token `at`. */
export function proposalAt(search: AssertionSearch, at: number): Content | undefined {
  return byWeighing(search, at) ?? byProposing(search, at) ?? byDemand(search, at) ?? atIssue(search, at);
}

const isGerund = (token: Token | undefined) =>
  token?.kind === "word" && token.key.length > 5 && token.key.endsWith("ing") && !token.isCapital;

function skipAdverbs(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): number {
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

/** Who does what a modal at `at` says; undefined where nobody who could decide stands before it. */
function byModal(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon, isQuestion } = search;
  const token = tokens[at]!;
  const { key } = token;
  const isCould = lexicon.couldWords.has(key);
  const isDuty = lexicon.dutyModals.has(key);
  const isCan = lexicon.canWords.has(key);
  const isMay = lexicon.mayWords.has(key);
  const isWould = lexicon.wouldWords.has(key);
  if (!(isCould || isDuty || isCan || isMay || isWould) || token.isCapital || isQuestion || at === from) return undefined;
  let verb = skipAdverbs(tokens, at + 1, to, lexicon);
  if (lexicon.toWords.has(tokens[verb]?.key ?? "")) verb++;
  let action = tokens[verb];
  if (!action || verb >= to || lexicon.negations.has(action.key)) return undefined;
  if (lexicon.eitherWords.has(action.key)) action = tokens[++verb];
  const content: Content = { start: subjectStart(search, at), from: verb, isList: false };
  if (!action || verb >= to) return undefined;
  const isDone =
    lexicon.beWords.has(action.key) && lexicon.actionParticiples.has(tokens[skipAdverbs(tokens, verb + 1, to, lexicon)]?.key ?? "");
  const isAction = lexicon.actions.has(action.key) && !lexicon.outWords.has(tokens[verb + 1]?.key ?? "");
  const isOpenStart = hasOr(search, verb) && (at === from + 1 || lexicon.pronouns.has(tokens[at - 1]!.key));
  const agent =
    knownAgent(search, at) ?? (isOpenStart || lexicon.orWords.has(tokens[subjectStart(search, at) - 1]?.key ?? "") ? "decider" : undefined);
  if (isDuty)
    return isDone || (agent !== undefined && !lexicon.beWords.has(action.key) && !lexicon.haveWords.has(action.key)) ? content : undefined;
  if (isWould) return agent === "plan" && isAction ? content : undefined;
  if (isDone) return isCould ? content : undefined;
  if (!isAction) return undefined;
  const isAlternative = hasOr(search, verb) || speaksOfChoices(search);
  if (isCould) return agent !== undefined && agent !== "plan" ? content : undefined;
  return isAlternative && agent !== undefined && agent !== "plan" ? content : undefined;
}

function hasOr({ tokens, to, lexicon }: AssertionSearch, from: number): boolean {
  for (let at = from; at < Math.min(to, from + 60) && !/^[:.]$/.test(tokens[at]!.text); at++) {
    if (!lexicon.orWords.has(tokens[at]!.key)) continue;
    const next = skipAdverbs(tokens, at + 1, to, lexicon);
    const isAgain = lexicon.choiceModals.has(tokens[next + 1]?.key ?? "");
    if (lexicon.actions.has(tokens[next]?.key ?? "") || isAgain) return true;
  }
  return false;
}

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
function subjectStart({ tokens, from, lexicon }: AssertionSearch, verb: number): number {
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
function knownAgent(search: AssertionSearch, modal: number): "decider" | "plan" | undefined {
  const agent = agentBefore(search, modal);
  return agent === "none" ? undefined : agent;
}

/** "one option is to …", "the choices are …", "the option of leaving", "a plan to ban". */
function byNoun(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const { key } = tokens[at]!;
  const isPlural = lexicon.optionPlurals.has(key);
  if (isPlural || lexicon.weakOptionPlurals.has(key)) {
    for (let next = at + 1; next < Math.min(to, at + 9); next++) {
      if (tokens[next]!.text === ":") return isPlural ? { start: at, from: next + 1, isList: true } : undefined;
      if (tokens[next]!.kind === "mark" && tokens[next]!.text !== ",") break;
      const isAmong = [1, 2, 3].some((back) => lexicon.amongWords.has(tokens[at - back]?.key ?? ""));
      const isLink = lexicon.optionLinks.has(tokens[next]!.key) && (isPlural || isAmong || !lexicon.beWords.has(tokens[next]!.key));
      if (isLink && tokens[next + 1]?.text !== ":")
        return { start: at, from: lexicon.fromWords.has(tokens[next + 1]?.key ?? "") ? next + 2 : next + 1, isList: true };
    }
  }
  if (!lexicon.optionNouns.has(key) && !isPlural) return planToDo(search, at);
  const label = tokens[at + 1];
  const isLabelled = label !== undefined && (label.kind === "number" || lexicon.numberWords.has(label.key) || /^\p{Lu}$/u.test(label.text));
  const counted =
    isLabelled || (at > from && (lexicon.optionCounters.has(tokens[at - 1]!.key) || lexicon.optionCounters.has(tokens[at - 2]?.key ?? "")));
  const content = counted ? afterLink(search, at) : undefined;
  return content ?? planToDo(search, at);
}

/** The course of action after "is", "would be to", "involves" within a few words of a noun. */
function afterLink({ tokens, to, lexicon }: AssertionSearch, noun: number): Content | undefined {
  for (let at = noun + 1; at < Math.min(to, noun + 14); at++) {
    const token = tokens[at]!;
    if (token.text === ":" && at + 2 < to) return { start: noun, from: at + 1, isList: false };
    if (token.kind === "mark" && token.text !== "," && token.text !== "-") return undefined;
    if (!lexicon.beWords.has(token.key)) continue;
    if (phraseAt(lexicon.predictive, tokens, at, to)) return undefined;
    const next = skipAdverbs(tokens, at + 1, to, lexicon);
    const after = tokens[next];
    if (!after || next >= to) return undefined;
    if (lexicon.beWords.has(after.key)) continue;
    const isModal = lexicon.modals.has(tokens[at - 1]!.key);
    const begins =
      lexicon.toWords.has(after.key) || isGerund(after) || lexicon.articles.has(after.key) || (isModal && lexicon.thatWords.has(after.key));
    return begins ? { start: noun, from: next, isList: false } : undefined;
  }
  return undefined;
}

/** "the option of leaving", "a proposal to ban", "the idea of a levy". */
function planToDo({ tokens, from, to, lexicon }: AssertionSearch, at: number): Content | undefined {
  const { key } = tokens[at]!;
  if (
    !lexicon.optionNouns.has(key) &&
    !lexicon.planNouns.has(key) &&
    !lexicon.weakOptionPlurals.has(key) &&
    !lexicon.optionPlurals.has(key)
  )
    return undefined;
  const isNoun = at > from && !lexicon.pronouns.has(tokens[at - 1]!.key) && !lexicon.toWords.has(tokens[at - 1]!.key);
  const next = tokens[at + 1];
  const after = tokens[at + 2];
  if (!isNoun || !next || !after || at + 2 >= to) return undefined;
  const isTo = lexicon.toWords.has(next.key) && lexicon.actions.has(after.key) && !lexicon.nounsOfManner.has(key);
  const isOf = lexicon.ofWords.has(next.key) && lexicon.actionGerunds.has(after.key) && !lexicon.nounsOfManner.has(key);
  return isTo || isOf ? { start: at, from: at + 2, isList: false } : undefined;
}

/** "Another is to …", "The second would be …" at the beginning of a clause. */
function byOrdinal(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const isStart = at === from || /^[;:,.—–]$/.test(tokens[at - 1]!.text) || lexicon.conjunctions.has(tokens[at - 1]!.key);
  if (!isStart || !lexicon.optionCounters.has(tokens[at]!.key)) return undefined;
  let next = at + 1;
  if (lexicon.articles.has(tokens[at]!.key)) {
    if (!lexicon.optionCounters.has(tokens[next]?.key ?? "")) return undefined;
    next++;
  }
  if (tokens[next]?.text === ",") {
    let close = next + 1;
    while (close < to && close < next + 12 && tokens[close]!.text !== ",") close++;
    if (tokens[close]?.text !== ",") return undefined;
    next = close + 1;
  }
  const modal = lexicon.modals.has(tokens[next]?.key ?? "") ? next : undefined;
  if (modal !== undefined) next++;
  if (modal !== undefined && lexicon.actions.has(tokens[next]?.key ?? "") && speaksOfChoices(search))
    return { start: at, from: next, isList: false };
  if (next >= to || !lexicon.beWords.has(tokens[next]?.key ?? "")) return undefined;
  const verb = skipAdverbs(tokens, next + 1, to, lexicon);
  const isTo = lexicon.toWords.has(tokens[verb]?.key ?? "") && tokens[verb + 1]?.kind === "word";
  const isDoing = lexicon.actionGerunds.has(tokens[verb]?.key ?? "") && modal !== undefined;
  const isThing = lexicon.articles.has(tokens[verb]?.key ?? "") && speaksOfChoices(search);
  return verb < to && (isTo || isDoing || isThing) ? { start: at, from: verb, isList: false } : undefined;
}

/** "whether to …", "choose between … and …", "Alternatively, X might …", "why not …", "were the council to …". */
function byAlternative(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const { key } = tokens[at]!;
  if (at === from && lexicon.dutyModals.has(key)) {
    for (let verb = at + 2; verb < Math.min(to, at + 7); verb++)
      if (lexicon.actions.has(tokens[verb]!.key) && hasOr(search, verb)) return { start: at, from: verb, isList: false };
  }
  if (lexicon.whetherWords.has(key)) {
    let next = at + 1;
    if (lexicon.orWords.has(tokens[next]?.key ?? "") && lexicon.negations.has(tokens[next + 1]?.key ?? "")) next += 2;
    return lexicon.toWords.has(tokens[next]?.key ?? "") && next + 2 < to ? { start: at, from: next + 1, isList: false } : undefined;
  }
  const between = phraseAt(lexicon.betweenChoices, tokens, at, to);
  if (between) return { start: at, from: at + between.length, isList: true };
  if (at === from && lexicon.insteadWords.has(key)) {
    for (let modal = at + 1; modal < Math.min(to, at + 14); modal++) {
      const isModal = lexicon.couldWords.has(tokens[modal]!.key) || lexicon.mayWords.has(tokens[modal]!.key);
      if (isModal && modal + 1 < to) return { start: at, from: modal + 1, isList: false };
    }
  }
  const either = lexicon.eitherWords.has(key) ? tokens[at + 1] : undefined;
  const isClause =
    either && (lexicon.pronouns.has(either.key) || lexicon.actions.has(either.key) || lexicon.toWords.has(either.key) || isGerund(either));
  if (isClause && tokens.slice(at, Math.min(to, at + 40)).some((token) => lexicon.orWords.has(token.key)))
    return { start: at, from: at + 1, isList: true };
  const why = at === from ? phraseAt(lexicon.whyNot, tokens, at, to) : undefined;
  const first = tokens[at + (why?.length ?? 0)]?.key ?? "";
  if (why && (lexicon.actions.has(first) || lexicon.actionGerunds.has(first))) return { start: at, from: at + why.length, isList: false };
  const isWere =
    lexicon.wereWords.has(key) && lexicon.toWords.has(tokens[at + 1]?.key ?? "") && lexicon.actions.has(tokens[at + 2]?.key ?? "");
  if (isWere && at > from && agentBefore(search, at) === "decider") return { start: at, from: at + 2, isList: false };
  return undefined;
}

/** "is considering a ban", "should explore raising", "debated closing". */
function byWeighing(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const { key } = tokens[at]!;
  if (at === from) return undefined;
  const be = skipBack(tokens, at - 1, from, lexicon);
  const isBeing = lexicon.beWords.has(tokens[be]?.key ?? "");
  const looking = phraseAt(lexicon.lookingAt, tokens, at, to);
  if (looking && isBeing && at + looking.length + 1 < to) return { start: be, from: at + looking.length, isList: false };
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
