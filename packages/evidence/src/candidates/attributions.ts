/** Who said what: each quotation with its speaker, and what is reported without quotation marks. */
import type { Attribution, Known, SpeakerMemory } from "./attribution-memory.js";
import type { Lexicon } from "./lexicon.js";
import type { Paragraph, Passage } from "./passages.js";
import { speakerOfQuotation } from "./quotation-speakers.js";
import type { Quotation } from "./quotations.js";
import { citedAuthors, reported } from "./reported-speech.js";
import { describe, type Sentence, type Speaker } from "./speaker-names.js";
import { turnOf } from "./transcripts.js";

/** The attributions of each passage of a paragraph, in their order. */
export function findAttributions(
  text: string,
  paragraph: Paragraph,
  index: number,
  lexicon: Lexicon,
  memory: SpeakerMemory,
  names: ReadonlySet<string>,
  labels: ReadonlySet<string>,
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
    isHeading: paragraph.block.kind === "heading",
    isQuoted: (at) => quoteOf[at]! >= 0,
    lexicon,
    surnames,
    names,
  });
  const remember = (speaker: Speaker, attribution?: Attribution) => {
    if (lexicon.hearsay.has(tokens[speaker.to - 1]!.key)) return;
    const isOne = lexicon.articles.has(tokens[speaker.from]!.key) || lexicon.numberWords.get(tokens[speaker.from]!.key) === 1;
    if (speaker.kind === "group" && isOne)
      memory.latest = {
        speaker: attribution?.speaker ?? speaker.speaker,
        body: attribution?.body,
        isNamed: attribution?.isNamed ?? false,
        paragraph: index,
      };
    const known = {
      speaker: attribution?.speaker ?? speaker.speaker,
      body: attribution?.body ?? speaker.body,
      isNamed: speaker.isNamed,
      paragraph: index,
    };
    const isPlural = tokens[speaker.to - 1]!.key.endsWith("s");
    if ((speaker.kind === "group" && !isOne) || (speaker.kind === "body" && isPlural)) memory.latestGroup = known;
    if (speaker.kind === "body" || speaker.kind === "document") memory.latestBody = known;
    if (speaker.kind !== "person" || speaker.surname === undefined) return;
    const earlier = memory.surnames.get(speaker.surname);
    const person =
      earlier && earlier.speaker.length >= speaker.speaker.length
        ? { ...earlier, paragraph: index }
        : { speaker: speaker.speaker, body: speaker.body ?? earlier?.body, isNamed: true, paragraph: index };
    memory.surnames.set(speaker.surname, person);
    surnames.add(speaker.surname);
    memory.latest = person;
  };
  let paragraphSpeaker: Attribution | undefined;
  const turn = turnOf(text, paragraph, lexicon, labels, memory, index);
  let first = 0;
  passages.forEach((passage, at) => {
    const within = sentence(passage);
    const used = new Set<number>();
    while (first < quotations.length && quotations[first]!.end <= passage.start) first++;
    const pieces: { readonly quotation: Quotation; readonly number: number }[] = [];
    for (let number = first; number < quotations.length && quotations[number]!.start < passage.end; number++)
      pieces.push({ quotation: quotations[number]!, number });
    for (let token = passage.from; token < passage.to; token++) {
      const authors = citedAuthors(within, token);
      if (authors) memory.latestGroup = { speaker: authors.speaker, body: undefined, isNamed: true, paragraph: index };
    }
    for (const { quotation, number } of pieces) {
      const earlier = byQuotation.get(number);
      if (earlier) {
        found[at]!.push(earlier);
        continue;
      }
      const direct = speakerOfQuotation(within, quotation, quoteOf, number, used);
      let attribution: Attribution | undefined;
      if (direct) {
        attribution = toAttribution(direct.speaker, text, tokens, lexicon, quotation, memory, index, false, turn !== undefined);
        if (attribution) remember(direct.speaker, attribution);
      }
      if (!attribution && !direct) {
        const mentioned = firstPerson(within);
        const isBefore = mentioned?.kind === "person" && mentioned.from > within.from && tokens[mentioned.to - 1]!.end < quotation.start;
        if (isBefore && paragraphSpeaker !== undefined) {
          attribution = toAttribution(mentioned, text, tokens, lexicon, quotation, memory, index, false, turn !== undefined);
          if (attribution) remember(mentioned, attribution);
        }
      }
      attribution ??= inherited(within, passage, quotation, number, quotations, paragraphSpeaker, memory, index);
      if (!attribution) continue;
      byQuotation.set(number, attribution);
      found[at]!.push(attribution);
      paragraphSpeaker = attribution;
    }
    const mentioned = firstPerson(within);
    const group = groupAsSubject(within);
    if (group) remember(group);
    if (mentioned && !pieces.some(({ number }) => byQuotation.has(number))) remember(mentioned);
    for (const { speaker, isLeading } of reported(within, used)) {
      const attribution = toAttribution(speaker, text, tokens, lexicon, undefined, memory, index, isLeading, turn !== undefined);
      if (
        !attribution ||
        (speaker.kind === "pronoun" && found[at]!.some((other) => other.speaker === attribution.speaker)) ||
        found[at]!.some((other) => other.named.start < attribution.named.end && other.named.end > attribution.named.start)
      )
        continue;
      remember(speaker, attribution);
      found[at]!.push(attribution);
    }
  });
  backfill(paragraph, found, byQuotation);
  if (turn) for (const each of found) if (each.length === 0) each.push(turn);
  const lastQuotation = quotations.length - 1;
  const lastAttribution = byQuotation.get(lastQuotation) ?? paragraphSpeaker;
  memory.continued = quotations[lastQuotation]?.isOpen === true && quotations.length > 0 ? lastAttribution : undefined;
  if (lastAttribution) memory.lastQuoted = { attribution: lastAttribution, paragraph: index };
  return found;
}

/** The first person whom a sentence names with a post or title, or in full as its subject. */
function firstPerson(sentence: Sentence): Speaker | undefined {
  const { tokens, from, to, lexicon } = sentence;
  const holder = holderOfPost(sentence);
  if (holder) return holder;
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

const longestGroup = 4;

/** "Environmental groups want …": a group or bodies as the subject of a sentence, for "they". */
function groupAsSubject(sentence: Sentence): Speaker | undefined {
  const { tokens, from, to, lexicon } = sentence;
  for (let at = from; at < Math.min(to - 1, from + longestGroup); at++) {
    const { key, kind } = tokens[at]!;
    if (
      kind !== "word" ||
      sentence.isQuoted(at) ||
      lexicon.clauseWords.has(key) ||
      lexicon.prepositions.has(key) ||
      lexicon.auxiliaries.has(key)
    )
      return undefined;
    const isPlural = key.endsWith("s") && (lexicon.roleNouns.has(key) || lexicon.bodyNouns.has(key));
    const next = tokens[at + 1]!;
    if (isPlural) return next.kind === "word" && !lexicon.conjunctions.has(next.key) ? describe(sentence, from, at + 1) : undefined;
  }
  return undefined;
}

/** "The minister has been careful", "When the minister opened the debate": who is called by a post alone, as the subject of a clause that begins a sentence. */
function holderOfPost(sentence: Sentence): Speaker | undefined {
  const { tokens, from, to, lexicon } = sentence;
  const start = lexicon.clauseWords.has(tokens[from]!.key) ? from + 1 : from;
  const [article, post, verb] = [tokens[start], tokens[start + 1], tokens[start + 2]];
  if (!article || !post || !verb || start + 2 >= to || sentence.isQuoted(start)) return undefined;
  const isVerb = verb.kind === "word" && !verb.isCapital && !lexicon.prepositions.has(verb.key) && !lexicon.conjunctions.has(verb.key);
  const isOne = lexicon.definiteArticles.has(article.key) && lexicon.titles.has(post.key) && isVerb;
  return isOne ? describe(sentence, start, start + 2) : undefined;
}

/** A quotation that opens a paragraph without a speaker takes the one whom the next quotation of the paragraph names. */
function backfill({ quotations, passages }: Paragraph, found: readonly Attribution[][], byQuotation: Map<number, Attribution>): void {
  let from = 0;
  quotations.forEach((quotation, number) => {
    while (from < passages.length && passages[from]!.end <= quotation.start) from++;
    if (byQuotation.has(number) || quotation.end - quotation.start < shortestAlone) return;
    const next = byQuotation.get(number + 1);
    const follows = next?.quotation !== undefined && next.quotation.start - quotation.end < 8;
    if (!follows) return;
    const attribution = { ...next, start: quotation.start, end: quotation.end, quotation };
    byQuotation.set(number, attribution);
    for (let at = from; at < passages.length && passages[at]!.start < quotation.end; at++) found[at]!.push(attribution);
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

function toAttribution(
  speaker: Speaker,
  text: string,
  tokens: Sentence["tokens"],
  lexicon: Lexicon,
  quotation: Quotation | undefined,
  memory: SpeakerMemory,
  paragraph: number,
  isLeading: boolean,
  isTurn: boolean,
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
    const key = tokens[speaker.from]!.key;
    if (lexicon.firstPersons.has(key) && !isTurn) return undefined;
    const latest = lexicon.theyWords.has(key)
      ? (memory.latestGroup ?? memory.latest)
      : lexicon.itPronouns.has(key)
        ? memory.latestBody
        : memory.latest;
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
      isNamed: latest.isNamed,
      resolvedFrom: text.slice(base.start, base.end),
    };
  }
  const holder = speaker.kind === "group" ? holderOf(speaker, tokens, lexicon, memory) : undefined;
  if (holder)
    return {
      ...base,
      kind: "person",
      speaker: holder.speaker,
      body: holder.body,
      isNamed: true,
      resolvedFrom: text.slice(named.start, named.end),
    };
  const known = speaker.kind === "person" && speaker.surname !== undefined ? memory.surnames.get(speaker.surname) : undefined;
  if (known && known.speaker.length > speaker.speaker.length) {
    return { ...base, speaker: known.speaker, body: speaker.body ?? known.body, isNamed: true, resolvedFrom: speaker.speaker };
  }
  return { ...base, speaker: speaker.speaker, body: speaker.body ?? known?.body, isNamed: speaker.isNamed, resolvedFrom: undefined };
}

/** The one person named so far whose post the speaker is called by: "the minister". */
function holderOf({ from, to }: Speaker, tokens: Sentence["tokens"], lexicon: Lexicon, memory: SpeakerMemory): Known | undefined {
  if (to - from > 3 || to - from < 2 || !lexicon.definiteArticles.has(tokens[from]!.key)) return undefined;
  const post = tokens
    .slice(from + 1, to)
    .map(({ key }) => key)
    .join(" ");
  const holders = [...memory.surnames.values()]
    .slice(-mostHolders)
    .filter(({ body }) => body !== undefined && ` ${body.toLowerCase()},`.includes(` ${post},`));
  return holders.length === 1 ? holders[0] : undefined;
}

const mostHolders = 20;

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
  const { latest } = memory;
  if (latest?.paragraph === paragraph && isAlone && isLong) {
    const named = { start: quotation.start, end: quotation.end };
    return {
      ...named,
      named,
      speaker: latest.speaker,
      body: latest.body,
      isNamed: latest.isNamed,
      kind: "person",
      quotation,
      resolvedFrom: "",
      isLeading: false,
    };
  }
  const last = memory.lastQuoted;
  if (isAlone && isLong && number === 0 && quotations.length === 1 && last && paragraph - last.paragraph === 1)
    return again(last.attribution);
  return undefined;
}
