/** Who said what: each quotation with its speaker, and what is reported without quotation marks. */
import type { Lexicon } from "./lexicon.js";
import { describe, isAdverb, isNounPlace, type Sentence, type Speaker, speakerAfter, speakerBefore } from "./noun-phrases.js";
import type { Paragraph, Passage } from "./passages.js";
import { phraseAt } from "./phrases.js";
import type { Quotation } from "./quotations.js";

/** An attribution in UTF-16 offsets. `resolvedFrom` is the word that stood for a speaker named elsewhere. */
export interface Attribution {
  /** Where the speaker stands, and the quotation with it. */
  readonly start: number;
  readonly end: number;
  /** Where the speaker alone stands. */
  readonly named: { readonly start: number; readonly end: number };
  readonly speaker: string;
  readonly body: string | undefined;
  readonly isNamed: boolean;
  readonly kind: Speaker["kind"] | "unknown";
  readonly quotation: Quotation | undefined;
  readonly resolvedFrom: string | undefined;
  /** The verb stands last: what is said follows in a list. */
  readonly isLeading: boolean;
}

interface Known {
  readonly speaker: string;
  readonly body: string | undefined;
  readonly paragraph: number;
}

/** What is remembered from one paragraph to the next. */
export class SpeakerMemory {
  readonly surnames = new Map<string, Known>();
  /** The last person named as a speaker. */
  latest: Known | undefined;
  /** The speaker of a quotation that its paragraph leaves open. */
  continued: Attribution | undefined;
  /** The speaker of the last quotation, for one that stands alone after it. */
  lastQuoted: { readonly attribution: Attribution; readonly paragraph: number } | undefined;
}

/** The attributions of each passage of a paragraph, in their order. */
export function findAttributions(
  text: string,
  paragraph: Paragraph,
  index: number,
  lexicon: Lexicon,
  memory: SpeakerMemory,
  names: ReadonlySet<string>,
): readonly (readonly Attribution[])[] {
  const { tokens, quotations, passages } = paragraph;
  const quoteOf = quotedTokens(paragraph);
  const found = passages.map((): Attribution[] => []);
  const byQuotation = new Map<number, Attribution>();
  const surnames = new Set(memory.surnames.keys());
  const sentence = (passage: Passage): Sentence => ({
    text,
    tokens,
    from: passage.from,
    to: passage.to,
    isQuoted: (at) => quoteOf[at]! >= 0,
    lexicon,
    surnames,
    names,
  });
  const remember = (speaker: Speaker) => {
    if (speaker.kind !== "person" || !speaker.isNamed || speaker.surname === undefined) return;
    const earlier = memory.surnames.get(speaker.surname);
    const known =
      earlier && earlier.speaker.length >= speaker.speaker.length
        ? { ...earlier, paragraph: index }
        : { speaker: speaker.speaker, body: speaker.body ?? earlier?.body, paragraph: index };
    memory.surnames.set(speaker.surname, known);
    surnames.add(speaker.surname);
    memory.latest = known;
  };
  let paragraphSpeaker: Attribution | undefined;
  passages.forEach((passage, at) => {
    const within = sentence(passage);
    const used = new Set<number>();
    const pieces = quotations
      .map((quotation, number) => ({ quotation, number }))
      .filter(({ quotation }) => quotation.start < passage.end && quotation.end > passage.start);
    for (const { quotation, number } of pieces) {
      const earlier = byQuotation.get(number);
      if (earlier) {
        found[at]!.push(earlier);
        continue;
      }
      const direct = speakerOfQuotation(within, quotation, quoteOf, number, used);
      let attribution: Attribution | undefined;
      if (direct) {
        attribution = toAttribution(direct.speaker, text, tokens, quotation, memory, index, false);
        if (attribution) remember(direct.speaker);
      }
      attribution ??= inherited(within, passage, quotation, number, quotations, paragraphSpeaker, memory, index);
      if (!attribution) continue;
      byQuotation.set(number, attribution);
      found[at]!.push(attribution);
      paragraphSpeaker = attribution;
    }
    const mentioned = firstPerson(within);
    if (mentioned && !pieces.some(({ number }) => byQuotation.has(number))) remember(mentioned);
    for (const { speaker, isLeading } of reported(within, used)) {
      const attribution = toAttribution(speaker, text, tokens, undefined, memory, index, isLeading);
      if (
        !attribution ||
        found[at]!.some((other) => other.named.start < attribution.named.end && other.named.end > attribution.named.start)
      )
        continue;
      remember(speaker);
      found[at]!.push(attribution);
    }
  });
  backfill(paragraph, found, byQuotation);
  const lastQuotation = quotations.length - 1;
  const lastAttribution = byQuotation.get(lastQuotation) ?? paragraphSpeaker;
  memory.continued = quotations[lastQuotation]?.isOpen === true && quotations.length > 0 ? lastAttribution : undefined;
  if (lastAttribution) memory.lastQuoted = { attribution: lastAttribution, paragraph: index };
  return found;
}

/** The first person whom a sentence names with a post or title, or in full as its subject. */
function firstPerson(sentence: Sentence): Speaker | undefined {
  const { tokens, from, to, lexicon } = sentence;
  for (let at = from; at < Math.min(to, from + 30); at++) {
    const token = tokens[at]!;
    if (sentence.isQuoted(at) || !token.isCapital || token.isPossessive) continue;
    const isTitled =
      lexicon.titles.has(token.key) || (at > from && lexicon.roleNouns.has(tokens[at - 1]!.key) && !tokens[at - 1]!.isPossessive);
    if (!isTitled && at > from) continue;
    let end = at + 1;
    while (
      end < to &&
      end < at + 6 &&
      (tokens[end]!.isCapital || (lexicon.nameParticles.has(tokens[end]!.key) && tokens[end + 1]?.isCapital === true))
    )
      end++;
    if (end - at < 2 && !isTitled) continue;
    let start = at;
    while (
      start > from &&
      (tokens[start - 1]!.isCapital || lexicon.roleNouns.has(tokens[start - 1]!.key)) &&
      tokens[start - 1]!.kind === "word"
    )
      start--;
    const found = describe(sentence, start, end);
    if (found?.kind === "person") return found;
  }
  return undefined;
}

/** A quotation that opens a paragraph without a speaker takes the one whom the next quotation of the paragraph names. */
function backfill({ quotations, passages }: Paragraph, found: readonly Attribution[][], byQuotation: Map<number, Attribution>): void {
  quotations.forEach((quotation, number) => {
    if (byQuotation.has(number) || quotation.end - quotation.start < shortestAlone) return;
    const next = byQuotation.get(number + 1);
    const follows = next?.quotation !== undefined && next.quotation.start - quotation.end < 8;
    if (!follows) return;
    const attribution = { ...next, start: quotation.start, end: quotation.end, quotation };
    byQuotation.set(number, attribution);
    passages.forEach((passage, at) => {
      if (quotation.start < passage.end && quotation.end > passage.start) found[at]!.push(attribution);
    });
  });
}

const shortestAlone = 25;

/** For each token the number of the quotation that it stands in, its marks included; -1 outside. */
function quotedTokens({ tokens, quotations }: Paragraph): Int32Array {
  const quoted = new Int32Array(tokens.length).fill(-1);
  let number = 0;
  tokens.forEach((token, at) => {
    while (number < quotations.length && quotations[number]!.end + 1 <= token.start) number++;
    const quotation = quotations[number];
    if (quotation && token.start >= quotation.start - 1 && token.start <= quotation.end) quoted[at] = number;
  });
  return quoted;
}

function speakerOfQuotation(
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
  if (at >= to || sentence.isQuoted(at)) return undefined;
  const according = phraseAt(lexicon.accordingTo, tokens, at, to);
  if (according) {
    used.add(at);
    return speakerAfter(sentence, at + according.length);
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
    if (!lexicon.reportingVerbs.has(token.key) || token.isCapital || (lexicon.ambiguousVerbs.has(token.key) && isNounPlace(sentence, verb)))
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
  if (mark === ":") {
    const named = speakerBefore(sentence, first - 1, from);
    if (named && named.from === from && named.kind !== "document") return named;
  }
  return undefined;
}

function byPhrase(sentence: Sentence, verb: number, end: number): Speaker | undefined {
  const { tokens, lexicon } = sentence;
  for (let at = verb + 1; at < Math.min(end, verb + 4); at++)
    if (lexicon.byWords.has(tokens[at]!.key)) return speakerAfter(sentence, at + 1);
  return undefined;
}

/** Speakers of what is said without quotation marks. */
function reported(sentence: Sentence, used: ReadonlySet<number>): readonly { readonly speaker: Speaker; readonly isLeading: boolean }[] {
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
  if (lexicon.askingPrepositions.has(tokens[next]!.key)) return "asking";
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

function toAttribution(
  speaker: Speaker,
  text: string,
  tokens: Sentence["tokens"],
  quotation: Quotation | undefined,
  memory: SpeakerMemory,
  paragraph: number,
  isLeading: boolean,
): Attribution | undefined {
  const named = { start: tokens[speaker.from]!.start, end: tokens[speaker.to - 1]!.end };
  const base = {
    start: Math.min(named.start, quotation?.start ?? named.start),
    end: Math.max(named.end, quotation?.end ?? named.end),
    named,
    quotation,
    isLeading,
    kind: speaker.kind,
  };
  if (speaker.kind === "pronoun") {
    const latest = memory.latest;
    if (!latest || paragraph - latest.paragraph > 2) {
      return quotation
        ? { ...base, kind: "unknown", speaker: speaker.speaker, body: undefined, isNamed: false, resolvedFrom: undefined }
        : undefined;
    }
    return {
      ...base,
      kind: "person",
      speaker: latest.speaker,
      body: latest.body,
      isNamed: true,
      resolvedFrom: text.slice(base.start, base.end),
    };
  }
  const known = speaker.kind === "person" && speaker.surname !== undefined ? memory.surnames.get(speaker.surname) : undefined;
  if (known && known.speaker.length > speaker.speaker.length) {
    return { ...base, speaker: known.speaker, body: speaker.body ?? known.body, isNamed: true, resolvedFrom: speaker.speaker };
  }
  return { ...base, speaker: speaker.speaker, body: speaker.body ?? known?.body, isNamed: speaker.isNamed, resolvedFrom: undefined };
}

/** The speaker of a quotation that names none: the one of the paragraph, of a quotation left open before, or of the one just before. */
function inherited(
  sentence: Sentence,
  passage: Passage,
  quotation: Quotation,
  number: number,
  quotations: readonly Quotation[],
  paragraphSpeaker: Attribution | undefined,
  memory: SpeakerMemory,
  paragraph: number,
): Attribution | undefined {
  const isAlone = quotation.start - 1 <= passage.start && quotation.end + 1 >= passage.end - 1;
  const isLong = quotation.end - quotation.start >= shortestAlone;
  const again = (attribution: Attribution): Attribution => ({
    ...attribution,
    start: quotation.start,
    end: quotation.end,
    quotation,
    resolvedFrom: attribution.resolvedFrom ?? "",
  });
  if (paragraphSpeaker && (isAlone || isLong)) return again(paragraphSpeaker);
  if (number === 0 && memory.continued && quotation.start - 1 <= sentence.tokens[0]!.start) return again(memory.continued);
  const last = memory.lastQuoted;
  if (isAlone && isLong && number === 0 && quotations.length === 1 && last && paragraph - last.paragraph === 1)
    return again(last.attribution);
  return undefined;
}
