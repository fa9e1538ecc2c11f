/** Words in running prose that open a choice: who could do what, which options there are, "whether to", "either … or". */
import type { AssertionSearch } from "./assertion-search.js";
import { agentBefore, isGerund, knownAgent, skipAdverbs, subjectStart } from "./deciders.js";
import { type Content, speaksOfChoices } from "./option-content.js";
import { speaksOfRemedies, subjectAt } from "./option-subjects.js";
import { phraseAt } from "./phrases.js";

/** A choice at token `at`: "ministers could …", "one option is …", "whether to …", "either … or". */
export function choiceAt(search: AssertionSearch, at: number): Content | undefined {
  return byModal(search, at) ?? byNoun(search, at) ?? byOrdinal(search, at) ?? byAlternative(search, at) ?? subjectAt(search, at);
}

const longestSubject = 24;

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
  if (isWould) {
    const isOwn = lexicon.firstPersons.has(tokens[at - 1]!.key) || lexicon.firstPersons.has(tokens[at - 2]?.key ?? "");
    return (agent === "plan" || isOwn) && isAction ? content : undefined;
  }
  if (isDone) return isCould ? content : undefined;
  if (!isAction) return undefined;
  const isIt = lexicon.itWords.has(tokens[at - 1]!.key);
  if (isIt && at - 2 >= from && lexicon.clauseWords.has(tokens[at - 2]!.key) && !lexicon.thatWords.has(tokens[at - 2]!.key))
    return undefined;
  const isAlternative = hasOr(search, verb) || speaksOfChoices(search);
  if (isCould) return agent !== undefined && agent !== "plan" ? content : undefined;
  const isPower = isMay && lexicon.underWords.has(tokens[from]!.key);
  return (isAlternative || isPower) && agent !== undefined && agent !== "plan" ? content : undefined;
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

/** "one option is to …", "the choices are …", "the option of leaving", "a plan to ban". */
function byNoun(search: AssertionSearch, at: number): Content | undefined {
  const { tokens, from, to, lexicon } = search;
  const { key } = tokens[at]!;
  const isPlural = lexicon.optionPlurals.has(key);
  const isThese = lexicon.theseWords.has(key) && lexicon.includeWords.has(tokens[at + 1]?.key ?? "");
  if (isThese && at + 2 < to && speaksOfRemedies(search)) return { start: at, from: at + 2, isList: true };
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
  const isPredicate = [1, 2, 3].some((back) => lexicon.beWords.has(tokens[at - back]?.key ?? ""));
  const content =
    counted && !isPredicate ? (afterLink(search, at) ?? afterLabel(search, isLabelled ? at + 2 : at + 1, isLabelled)) : undefined;
  return content ?? planToDo(search, at);
}

/** The course of action after "is", "would be to", "involves" within a few words of a noun. */
function afterLink({ tokens, to, lexicon }: AssertionSearch, noun: number): Content | undefined {
  for (let at = noun + 1; at < Math.min(to, noun + 14); at++) {
    const token = tokens[at]!;
    if (token.text === ":" && at + 2 < to) return { start: noun, from: at + 1, isList: false };
    if (token.text === "," && isGerund(tokens[at + 1])) {
      let close = at + 2;
      while (close < to && !/^[,;:—–.]$/.test(tokens[close]!.text)) close++;
      return { start: noun, from: at + 1, to: close, isList: false };
    }
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

/** What a labelled or counted option does: "Option 1 would introduce …", "Option 2, which ministers prefer, sets …", "A harder line would meet …". */
function afterLabel({ tokens, to, lexicon }: AssertionSearch, after: number, isLabelled: boolean): Content | undefined {
  let at = after;
  if (tokens[at]?.text === "," || tokens[at]?.text === "(") {
    const close = tokens[at]!.text === "," ? "," : ")";
    do at++;
    while (at < to && at < after + longestSubject && tokens[at]!.text !== close);
    at++;
  }
  if (at < to && lexicon.modals.has(tokens[at]!.key)) at++;
  else if (!isLabelled) return undefined;
  at = skipAdverbs(tokens, at, to, lexicon);
  const key = at < to ? tokens[at]!.key : "";
  const isDone = [key, key.replace(/s$/, ""), key.replace(/es$/, "")].some((base) => lexicon.actions.has(base));
  return isDone && at + 1 < to ? { start: after - (isLabelled ? 2 : 1), from: at, isList: false } : undefined;
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
  if (why && (lexicon.actions.has(first) || lexicon.actionGerunds.has(first) || lexicon.articles.has(first)))
    return { start: at, from: at + why.length, isList: false };
  const isWere =
    lexicon.wereWords.has(key) && lexicon.toWords.has(tokens[at + 1]?.key ?? "") && lexicon.actions.has(tokens[at + 2]?.key ?? "");
  if (isWere && at > from && agentBefore(search, at) === "decider") return { start: at, from: at + 2, isList: false };
  return undefined;
}
