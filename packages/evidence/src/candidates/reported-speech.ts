/** Speakers of what is said without quotation marks. */
import { isAdverb, isNounPlace, speakerAfter, speakerBefore } from "./noun-phrases.js";
import { phraseAt } from "./phrases.js";
import { byPhrase } from "./quotation-speakers.js";
import { isRole, type Sentence, type Speaker } from "./speaker-names.js";

/** Speakers of what is said without quotation marks. */
export function reported(
  sentence: Sentence,
  used: ReadonlySet<number>,
): readonly { readonly speaker: Speaker; readonly isLeading: boolean }[] {
  const { tokens, from, to, lexicon } = sentence;
  const found: { speaker: Speaker; isLeading: boolean }[] = [];
  const add = (speaker: Speaker | undefined, isLeading: boolean) => {
    if (speaker && !found.some((other) => other.speaker.from < speaker.to && other.speaker.to > speaker.from))
      found.push({ speaker, isLeading });
  };
  let lowest = from;
  for (let at = from; at < to; at++) {
    if (sentence.isQuoted(at)) {
      lowest = at + 1;
      continue;
    }
    const token = tokens[at]!;
    if (used.has(at)) continue;
    const according = phraseAt(lexicon.accordingTo, tokens, at, to);
    if (according) {
      add(speakerAfter(sentence, at + according.length), false);
      at += according.length - 1;
      continue;
    }
    const rumour = phraseAt(lexicon.rumourPhrases, tokens, at, to);
    if (rumour) {
      add(
        { ...unnamed, from: at, to: at + rumour.length, speaker: sentence.text.slice(token.start, tokens[at + rumour.length - 1]!.end) },
        false,
      );
      at += rumour.length - 1;
      continue;
    }
    if (lexicon.opinionNouns.has(token.key)) add(ownerOfOpinion(sentence, at, Math.max(from, lowest)), false);
    if (lexicon.viewNouns.has(token.key)) add(holderOfView(sentence, at, Math.max(from, lowest)), false);
    const authors = citedAuthors(sentence, at);
    if (authors) {
      add(authors, false);
      at = authors.to - 1;
      continue;
    }
    const kind = lexicon.reportingVerbs.get(token.key);
    if (kind === undefined || kind === "calling" || token.isCapital || (sentence.isHeading && lexicon.clauseWords.has(tokens[from]!.key)))
      continue;
    if ((phraseAt(lexicon.percentWords, tokens, at - 1, to) ?? phraseAt(lexicon.unitWords, tokens, at - 1, to))?.length === 2) continue;
    const isAmbiguous = lexicon.ambiguousVerbs.has(token.key);
    const isNoun = tokens[at + 1]?.key.endsWith("ed") === true && !sentence.isQuoted(at + 1) && token.key.endsWith("s");
    if (isAmbiguous && (isNoun || sentence.isHeading || isNounPlace(sentence, at) || lexicon.reportingVerbs.has(tokens[at + 1]?.key ?? "")))
      continue;
    if (isPassive(sentence, at) && !token.key.endsWith("ing")) {
      add(byPhrase(sentence, at, to) ?? nobody(sentence, at), false);
      continue;
    }
    const complement = complementAfter(sentence, at + 1);
    if (isAmbiguous && tokens[at + 1]?.text === "," && lexicon.haveWords.has(tokens[at - 1]?.key ?? "")) continue;
    if (complement === "asking" || isDenied(sentence, at)) continue;
    const inverted = kind === "plain" ? speakerBehindVerb(sentence, at) : undefined;
    if (inverted) {
      add(inverted, false);
      continue;
    }
    const subject = speakerBefore(sentence, at, Math.max(from, lowest));
    if (!subject || (subject.kind === "pronoun" && kind === "clause")) continue;
    const isAside = subject.from > from && tokens[subject.from - 1]!.text === "," && complement !== "that";
    const isAdjacent = subject.to === at && subject.kind !== "document" && !followsNoun(sentence, at);
    if ((complement === "none" && !isAside) || (kind === "that" && complement !== "that" && complement !== "list")) continue;
    const isDoubtful = complement === "object" && (kind === "clause" || isAmbiguous);
    if (isDoubtful && !isAside && !hasFigure(sentence, at + 1) && !(isAdjacent && kind === "plain")) continue;
    add(subject, complement === "list");
  }
  return found;
}

const unnamed = { body: undefined, isNamed: false, kind: "group", surname: undefined } as const;

function isPassive({ tokens, from, lexicon }: Sentence, at: number): boolean {
  let before = at - 1;
  while (before > from && before > at - 3 && isAdverb(tokens[before]!, lexicon) && !lexicon.passives.has(tokens[before]!.key)) before--;
  return before >= from && lexicon.passives.has(tokens[before]!.key);
}

/** "it is thought that", "are understood to": a report without a speaker, whose words stand for one. */
function nobody({ text, tokens, from, to, lexicon }: Sentence, at: number): Speaker | undefined {
  const next = at + 1 < to ? tokens[at + 1]! : undefined;
  if (!next || !lexicon.hearsay.has(tokens[at]!.key) || !(lexicon.thatWords.has(next.key) || lexicon.toWords.has(next.key)))
    return undefined;
  let start = at;
  while (start > from && at - start < 4 && (isAdverb(tokens[start - 1]!, lexicon) || lexicon.passives.has(tokens[start - 1]!.key))) start--;
  if (start > from && lexicon.itPronouns.has(tokens[start - 1]!.key)) start--;
  return { ...unnamed, from: start, to: at + 1, speaker: text.slice(tokens[start]!.start, tokens[at]!.end) };
}

/** "…, said two people": the speaker after a verb that a comma parts from what was said. */
function speakerBehindVerb(sentence: Sentence, verb: number): Speaker | undefined {
  const { tokens, from, to, lexicon } = sentence;
  if (verb - from < 3 || !/^[,—–”]$/.test(tokens[verb - 1]!.text) || verb + 1 >= to) return undefined;
  const next = tokens[verb + 1]!;
  if (!(next.isCapital || lexicon.determiners.has(next.key) || isRole(next, lexicon) || lexicon.rankWords.has(next.key))) return undefined;
  const speaker = speakerAfter(sentence, verb + 1);
  const after = speaker && tokens[speaker.to];
  const isWhole =
    speaker !== undefined &&
    (after === undefined || speaker.to >= to || after.kind === "mark" || lexicon.phrasePrepositions.has(after.key));
  return isWhole && speaker.kind !== "document" ? speaker : undefined;
}

/** "has not said": nothing is reported. */
function isDenied({ tokens, from, lexicon }: Sentence, at: number): boolean {
  return [1, 2].some((back) => at - back >= from && lexicon.negations.has(tokens[at - back]!.key));
}

/** Who holds the view in "the ministry's own assessment, published in May, is that …". */
function ownerOfOpinion(sentence: Sentence, noun: number, lowest: number): Speaker | undefined {
  const { tokens, to, lexicon } = sentence;
  let at = noun + 1;
  if (tokens[at]?.text === ",") {
    let close = at + 1;
    while (close < to && close < at + 14 && tokens[close]!.text !== ",") close++;
    if (tokens[close]?.text !== ",") return undefined;
    at = close + 1;
  }
  while (at < to && at < noun + 22 && isAdverb(tokens[at]!, lexicon) && !lexicon.passives.has(tokens[at]!.key)) at++;
  if (at + 1 >= to || !lexicon.passives.has(tokens[at]!.key) || !lexicon.thatWords.has(tokens[at + 1]!.key)) return undefined;
  for (let owner = noun - 1; owner >= Math.max(lowest, noun - 5); owner--) {
    if (!tokens[owner]!.isPossessive) continue;
    const speaker = speakerBefore(sentence, owner + 1, lowest);
    return speaker && { ...speaker, speaker: speaker.speaker.replace(/['’]s$/u, "") };
  }
  return undefined;
}

/** Whose "in his view", "on the minister's estimate", "by the department's own admission" it is. */
function holderOfView(sentence: Sentence, noun: number, lowest: number): Speaker | undefined {
  const { tokens, lexicon } = sentence;
  for (let at = noun - 1; at >= Math.max(lowest + 1, noun - 3); at--) {
    const { key, isPossessive, kind } = tokens[at]!;
    if (kind === "mark") return undefined;
    if (lexicon.possessives.has(key)) {
      const isHeld = lexicon.viewPrepositions.has(tokens[at - 1]!.key);
      return isHeld ? { ...unnamed, kind: "pronoun", from: at, to: at + 1, speaker: tokens[at]!.text } : undefined;
    }
    if (!isPossessive) continue;
    const speaker = speakerBefore(sentence, at + 1, lowest);
    const isHeld = speaker !== undefined && speaker.from > lowest && lexicon.viewPrepositions.has(tokens[speaker.from - 1]!.key);
    return isHeld ? { ...speaker, speaker: speaker.speaker.replace(/['’]s?$/u, "") } : undefined;
  }
  return undefined;
}

const mostAuthors = 8;

/** "Pereira and Lund (2016) find", "Adeyemi et al. (2022), reanalysing …, could": the authors of a study as the subject of its clause. */
export function citedAuthors({ text, tokens, from, to, lexicon }: Sentence, at: number): Speaker | undefined {
  const isStart = at === from || tokens[at - 1]!.kind === "mark" || lexicon.clauseWords.has(tokens[at - 1]!.key);
  if (!isStart || !tokens[at]!.isCapital || lexicon.sentenceStarters.has(tokens[at]!.key)) return undefined;
  let end = at + 1;
  while (end < to && end < at + mostAuthors) {
    const { key, isCapital, text: words } = tokens[end]!;
    const isJoined = lexicon.conjunctions.has(key) || words === "&" || (words === "," && tokens[end + 1]?.isCapital === true);
    if (!(isCapital || isJoined || lexicon.andOthers.has(key) || words === ".")) break;
    end++;
  }
  const isDated = tokens[end]?.text === "(" && /^(?:19|20)\d\d[a-z]?$/.test(tokens[end + 1]?.text ?? "") && tokens[end + 2]?.text === ")";
  const after = tokens[end + 3];
  if (!isDated || !after || end + 3 >= to || lexicon.bodyNouns.has(tokens[end - 1]!.key)) return undefined;
  const isSubject =
    after.text === "," || (after.kind === "word" && !lexicon.prepositions.has(after.key) && !lexicon.clauseWords.has(after.key));
  const speaker = text.slice(tokens[at]!.start, tokens[end - 1]!.end);
  return isSubject ? { from: at, to: end, speaker, body: undefined, isNamed: true, kind: "person", surname: undefined } : undefined;
}

/** Whether an ambiguous word at `at` is a noun by what comes after it: "reports of", "claims are". */
function followsNoun({ tokens, to, lexicon }: Sentence, at: number): boolean {
  const next = tokens[at + 1];
  return (
    next === undefined ||
    at + 1 >= to ||
    next.kind === "mark" ||
    lexicon.prepositions.has(next.key) ||
    lexicon.auxiliaries.has(next.key) ||
    lexicon.modals.has(next.key) ||
    lexicon.reportingVerbs.has(next.key)
  );
}

/** What follows a verb of saying: a that-clause, another clause or object, a list, or nothing. */
function complementAfter({ tokens, to, lexicon, isQuoted }: Sentence, at: number): "that" | "object" | "list" | "none" | "asking" {
  let next = at;
  while (next < to && isAdverb(tokens[next]!, lexicon)) next++;
  if (next >= to || isQuoted(next)) return next < to ? "object" : "none";
  if (
    lexicon.askingPrepositions.has(tokens[next]!.key) &&
    !(lexicon.ofWords.has(tokens[next]!.key) && lexicon.ofVerbs.has(tokens[at - 1]!.key))
  )
    return "asking";
  if (tokens[next]!.text === ":") return next === to - 1 ? "list" : "object";
  for (let ahead = next; ahead < Math.min(to, next + 9); ahead++) {
    if (lexicon.thatWords.has(tokens[ahead]!.key)) return tokens[ahead + 1]?.text === ":" ? "list" : "that";
  }
  if (/^[.,;!?)]$/.test(tokens[next]!.text)) return tokens[next]!.text === "," ? "object" : "none";
  return "object";
}

function hasFigure({ tokens, to, lexicon }: Sentence, at: number): boolean {
  for (let next = at; next < Math.min(to, at + 12); next++)
    if (tokens[next]!.kind === "number" || lexicon.numberWords.has(tokens[next]!.key) || /^\p{Sc}$/u.test(tokens[next]!.text)) return true;
  return false;
}
