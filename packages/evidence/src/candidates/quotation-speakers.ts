/** The speaker of a quotation, by the words before or after it in its sentence. */
import { isAdverb, isNounPlace, speakerAfter, speakerBefore, subjectOf } from "./noun-phrases.js";
import { phraseAt } from "./phrases.js";
import type { Quotation } from "./quotations.js";
import type { Sentence, Speaker } from "./speaker-names.js";

export function speakerOfQuotation(
  sentence: Sentence,
  quotation: Quotation,
  quoteOf: Int32Array,
  number: number,
  used: Set<number>,
): { readonly speaker: Speaker } | undefined {
  const { tokens, from, to, lexicon } = sentence;
  let first = from;
  while (first < to && quoteOf[first] !== number) first++;
  let after = first;
  while (after < to && quoteOf[after] === number) after++;
  const endsHere = quotation.end < (tokens[to - 1]?.end ?? 0) + 1;
  const behind = endsHere && after < to ? speakerBehind(sentence, after, used) : undefined;
  const lead = first > from ? leadingInto(sentence, first, used) : undefined;
  const isLed =
    lead !== undefined &&
    (first === 0 ||
      /^[:,]$/.test(tokens[first - 1]!.text) ||
      lexicon.thatWords.has(tokens[first - 1]!.key) ||
      lexicon.reportingVerbs.has(tokens[first - 1]!.key));
  if (behind && !(isLed && !/[,!?—–…]$/u.test(sentence.text.slice(quotation.start, quotation.end)))) return { speaker: behind };
  return lead && { speaker: lead };
}

/** "…," said X · "…," X said · "…," according to X. */
function speakerBehind(sentence: Sentence, after: number, used: Set<number>): Speaker | undefined {
  const { tokens, to, lexicon } = sentence;
  let at = after;
  while (at < to && /^[,—–-]$/.test(tokens[at]!.text)) at++;
  if (at >= to || sentence.isQuoted(at) || lexicon.clauseWords.has(tokens[at]!.key) || lexicon.conjunctions.has(tokens[at]!.key))
    return undefined;
  const according = phraseAt(lexicon.accordingTo, tokens, at, to);
  if (according) {
    used.add(at);
    return speakerAfter(sentence, at + according.length);
  }
  if (at > after && /^[—–-]$/.test(tokens[at - 1]!.text)) {
    const signed = speakerAfter(sentence, at);
    if (signed?.kind === "person" && (signed.to === to || tokens[signed.to]?.kind === "mark")) return signed;
  }
  let verb = at;
  while (verb < to && isAdverb(tokens[verb]!, lexicon)) verb++;
  if (lexicon.reportingVerbs.has(tokens[verb]?.key ?? "") && verb < to && !tokens[verb]!.isCapital) {
    used.add(verb);
    const subject = speakerAfter(sentence, verb + 1);
    if (subject && subject.from === verb + 1) return subject;
    return undefined;
  }
  for (verb = at + 1; verb < Math.min(to, at + 30); verb++) {
    const token = tokens[verb]!;
    if (sentence.isQuoted(verb) || /^[.;:?!]$/.test(token.text)) break;
    const isUnknownVerb = isPastVerb(sentence, verb) && (verb + 1 >= to || /^[.,]$/.test(tokens[verb + 1]!.text));
    if (
      !(lexicon.reportingVerbs.has(token.key) || isUnknownVerb) ||
      token.isCapital ||
      (lexicon.ambiguousVerbs.has(token.key) && isNounPlace(sentence, verb))
    )
      continue;
    const subject = speakerBefore(sentence, verb, at);
    if (subject && subject.from <= at + 2) {
      used.add(verb);
      return subject;
    }
    if (subject) break;
  }
  return undefined;
}

/** X said: "…" · X called it "…" · according to X, "…" · described by X as "…". */
function leadingInto(sentence: Sentence, first: number, used: Set<number>): Speaker | undefined {
  const { tokens, from, lexicon } = sentence;
  const mark = tokens[first - 1]!.text;
  for (let at = first - 1; at >= from && first - at < 40; at--) {
    const token = tokens[at]!;
    if (sentence.isQuoted(at)) break;
    if (/^[;.?!]$/.test(token.text)) break;
    const according = phraseAt(lexicon.accordingTo, tokens, at, first);
    if (according) {
      used.add(at);
      const named = speakerAfter(sentence, at + according.length);
      if (named) return named;
    }
    if (!lexicon.reportingVerbs.has(token.key) || token.isCapital) continue;
    if (lexicon.ambiguousVerbs.has(token.key) && isNounPlace(sentence, at)) continue;
    used.add(at);
    const passive = byPhrase(sentence, at, first);
    const subject = passive ?? speakerBefore(sentence, at, from);
    if (subject) return subject;
    if (mark === ":" || mark === ",") {
      const inverted = speakerAfter(sentence, at + 1);
      if (inverted && inverted.to <= first && inverted.kind !== "document") return inverted;
    }
  }
  if (mark === ":" && first - 2 > from && isPastVerb(sentence, first - 2)) {
    const subject = speakerBefore(sentence, first - 2, from);
    if (subject && subject.kind !== "document") return subject;
  }
  if (mark === ":") {
    const named = speakerBefore(sentence, first - 1, from);
    if (named && named.from === from && named.kind !== "document") return named;
    const subject = subjectOf(sentence, from, first - 1);
    if (subject && subject.kind !== "document") return subject;
  }
  return undefined;
}

/** A verb that no list holds, in the past, where only a verb of speech can stand: "a mole squealed: “…”". */
function isPastVerb({ tokens, lexicon }: Sentence, at: number): boolean {
  const { key, isCapital, kind } = tokens[at]!;
  return (
    kind === "word" &&
    !isCapital &&
    key.length > 4 &&
    lexicon.pastEndings.some((ending) => key.endsWith(ending)) &&
    !lexicon.roleNouns.has(key)
  );
}

export function byPhrase(sentence: Sentence, verb: number, end: number): Speaker | undefined {
  const { tokens, lexicon } = sentence;
  for (let at = verb + 1; at < Math.min(end, verb + 4); at++)
    if (lexicon.byWords.has(tokens[at]!.key)) return speakerAfter(sentence, at + 1);
  return undefined;
}
