/** Speakers of what is said without quotation marks. */
import { isAdverb, isNounPlace, speakerAfter, speakerBefore } from "./noun-phrases.js";
import { phraseAt } from "./phrases.js";
import { byPhrase } from "./quotation-speakers.js";
import type { Sentence, Speaker } from "./speaker-names.js";

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
    const kind = lexicon.reportingVerbs.get(token.key);
    if (kind === undefined || kind === "calling" || token.isCapital) continue;
    const isAmbiguous = lexicon.ambiguousVerbs.has(token.key);
    if (isAmbiguous && (isNounPlace(sentence, at) || lexicon.reportingVerbs.has(tokens[at + 1]?.key ?? ""))) continue;
    if (at > from && lexicon.passives.has(tokens[at - 1]!.key) && !token.key.endsWith("ing")) {
      add(byPhrase(sentence, at, to), false);
      continue;
    }
    const complement = complementAfter(sentence, at + 1);
    if (complement === "asking") continue;
    const subject = speakerBefore(sentence, at, Math.max(from, lowest));
    if (!subject || (subject.kind === "pronoun" && kind === "clause")) continue;
    const isAside = subject.from > from && tokens[subject.from - 1]!.text === "," && complement !== "that";
    const isAdjacent = subject.to === at && subject.kind !== "document" && !followsNoun(sentence, at);
    if (complement === "none" && !isAside) continue;
    const isDoubtful = complement === "object" && (kind === "clause" || isAmbiguous);
    if (isDoubtful && !isAside && !hasFigure(sentence, at + 1) && !(isAdjacent && kind === "plain")) continue;
    add(subject, complement === "list");
  }
  return found;
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

function hasFigure({ tokens, to }: Sentence, at: number): boolean {
  for (let next = at; next < Math.min(to, at + 10); next++)
    if (tokens[next]!.kind === "number" || /^\p{Sc}$/u.test(tokens[next]!.text)) return true;
  return false;
}
