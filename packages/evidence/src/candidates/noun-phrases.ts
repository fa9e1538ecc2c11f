/** Where the phrase that names a speaker begins and ends, before or after a verb of saying. */
import type { Lexicon } from "./lexicon.js";
import { describe, isAdverbKey, isRole, type Sentence, type Speaker, withoutArticle } from "./speaker-names.js";
import type { Token } from "./tokens.js";

const longestPhrase = 24;

/** The speaker that begins at token `at`: after "according to", after "said". */
export function speakerAfter(sentence: Sentence, at: number): Speaker | undefined {
  const { tokens, to } = sentence;
  if (at >= to || sentence.isQuoted(at)) return undefined;
  const end = phraseEnd(sentence, at);
  if (end <= at) return undefined;
  const head = describe(sentence, at, end);
  if (!head) return undefined;
  if (tokens[end]?.text !== "," || end + 1 >= to || sentence.isQuoted(end)) return head;
  const stop = appositionEnd(sentence, end + 1);
  return withApposition(sentence, head, end + 1, stop) ?? head;
}

/** The speaker that ends before token `verb`, not reaching back before `lowest`. */
export function speakerBefore(sentence: Sentence, verb: number, lowest: number): Speaker | undefined {
  const { tokens, lexicon } = sentence;
  let end = verb;
  while (end > lowest && !sentence.isQuoted(end - 1) && isAdverb(tokens[end - 1]!, lexicon)) end--;
  end = beforeTime(sentence, end, lowest);
  if (end <= lowest) return undefined;
  const closing = tokens[end - 1]!.text;
  if (/^[,)—–]$/.test(closing)) {
    const opening = closing === ")" ? "(" : closing;
    let comma = end - 2;
    while (
      comma > lowest &&
      end - comma < 40 &&
      tokens[comma]!.text !== opening &&
      !sentence.isQuoted(comma) &&
      !/^[;:]$/.test(tokens[comma]!.text)
    )
      comma--;
    if (tokens[comma]?.text === opening && comma > lowest) {
      const start = phraseStart(sentence, comma, lowest);
      const head = start < comma ? describe(sentence, start, comma) : undefined;
      if (head) return withApposition(sentence, head, comma + 1, end - 1) ?? { ...head, to: end };
    }
    return subjectOf(sentence, lowest, verb);
  }
  if (lexicon.relativePronouns.has(tokens[end - 1]!.key)) return antecedent(sentence, end - 1, lowest);
  const start = phraseStart(sentence, end, lowest);
  const head = start < end ? describe(sentence, start, end) : undefined;
  if (!head || isInRelativeClause(head, start)) {
    const far = beforeRelativeClause(sentence, verb, lowest);
    if (far) return far;
  }
  if (!head) return lexicon.conjunctions.has(tokens[end - 1]!.key) ? subjectOf(sentence, lowest, verb) : undefined;
  const comma = start - 1;
  if (head.kind === "person" && comma > lowest && tokens[comma]!.text === "," && !sentence.isQuoted(comma)) {
    const earlier = phraseStart(sentence, comma, lowest);
    const role = earlier < comma ? sentence.text.slice(tokens[earlier]!.start, tokens[comma - 1]!.end) : "";
    if (role && endsWithRole(sentence, earlier, comma) && !hasPrepositionStart(sentence, earlier))
      return { ...head, from: earlier, body: withoutArticle(role, lexicon) };
  }
  return head;
}

const isInRelativeClause = (head: Speaker, start: number) => head.kind !== "person" && head.kind !== "group" && head.from > start;

/** What "who" or "which" at `at` stands for: "a study which found". */
function antecedent(sentence: Sentence, at: number, lowest: number): Speaker | undefined {
  const { tokens } = sentence;
  const end = tokens[at - 1]?.text === "," ? at - 1 : at;
  if (end <= lowest) return undefined;
  const start = phraseStart(sentence, end, lowest);
  const head = start < end ? describe(sentence, start, end) : undefined;
  return head && head.kind !== "pronoun" ? head : undefined;
}

const longestRelative = 16;

/** The subject of a verb after a relative clause without commas: "a driver who asked not to be named described". */
function beforeRelativeClause(sentence: Sentence, verb: number, lowest: number): Speaker | undefined {
  const { tokens, lexicon } = sentence;
  for (let at = verb - 2; at > lowest && verb - at < longestRelative; at--) {
    if (tokens[at]!.kind === "mark" || sentence.isQuoted(at)) return undefined;
    if (!lexicon.relativePronouns.has(tokens[at]!.key) || lexicon.thatWords.has(tokens[at]!.key)) continue;
    const found = antecedent(sentence, at, lowest);
    return found?.kind === "group" || found?.kind === "body" ? found : undefined;
  }
  return undefined;
}

/** Leaves out a time between subject and verb: "the minister on Tuesday", "fishermen last night". */
function beforeTime({ tokens, lexicon }: Sentence, end: number, lowest: number): number {
  let start = end;
  while (start > lowest + 1 && lexicon.timeNouns.has(tokens[start - 1]!.key)) start--;
  if (start === end) return end;
  return start > lowest + 1 && lexicon.phrasePrepositions.has(tokens[start - 1]!.key) ? start - 1 : start;
}

/** The subject with which a sentence begins, for a verb further on: "X disputed this, saying that". */
export function subjectOf(sentence: Sentence, from: number, verb: number): Speaker | undefined {
  const { tokens, lexicon } = sentence;
  let start = from;
  while (
    start < verb &&
    (tokens[start]!.kind === "mark" ||
      lexicon.conjunctions.has(tokens[start]!.key) ||
      (isAdverbKey(tokens[start]!, lexicon) && !lexicon.titles.has(tokens[start]!.key)))
  )
    start++;
  if (
    start >= verb ||
    sentence.isQuoted(start) ||
    lexicon.phrasePrepositions.has(tokens[start]!.key) ||
    lexicon.clauseWords.has(tokens[start]!.key)
  )
    return undefined;
  let end = start + 1;
  let hasName = tokens[start]!.isCapital && !lexicon.determiners.has(tokens[start]!.key);
  while (end < verb && end < start + 14) {
    const token = tokens[end]!;
    const isJoined = token.kind === "mark" && /^[-‐‑&]$/.test(token.text);
    if ((token.kind !== "word" && !isJoined) || sentence.isQuoted(end)) break;
    const isPart = token.isCapital || isJoined || lexicon.nameParticles.has(token.key) || lexicon.closePrepositions.has(token.key);
    if (isRole(tokens[end - 1]!, lexicon) && !isPart) break;
    if (
      (hasName &&
        !isPart &&
        !isRole(token, lexicon) &&
        tokens[end - 1]!.isCapital &&
        (end - 1 > start || sentence.surnames.has(tokens[start]!.key))) ||
      lexicon.auxiliaries.has(token.key)
    )
      break;
    if (token.isCapital) hasName = true;
    end++;
  }
  const found = describe(sentence, start, end);
  return found?.kind === "document" || found?.kind === "person" || found?.kind === "group" || found?.kind === "pronoun" ? found : undefined;
}

function hasPrepositionStart({ tokens, lexicon }: Sentence, at: number): boolean {
  return lexicon.phrasePrepositions.has(tokens[at]!.key);
}

export function isAdverb(token: Token, lexicon: Lexicon): boolean {
  return (
    token.kind === "word" &&
    !token.isCapital &&
    (lexicon.adverbs.has(token.key) ||
      (token.key.length > 4 && lexicon.adverbEndings.some((ending) => token.key.endsWith(ending)) && !lexicon.roleNouns.has(token.key)))
  );
}

/** The end of the noun phrase that begins at `at`. */
function phraseEnd(sentence: Sentence, at: number): number {
  const { tokens, to, lexicon } = sentence;
  let end = at;
  while (end < to && end < at + longestPhrase) {
    const token = tokens[end]!;
    if (sentence.isQuoted(end)) break;
    if (token.kind === "mark" && !(/^[-‐‑&/’']$/.test(token.text) && !token.isSpaced)) break;
    if (end > at && !token.isCapital) {
      const next = tokens[end + 1];
      if (lexicon.auxiliaries.has(token.key) || lexicon.relativeWords.has(token.key) || lexicon.modals.has(token.key)) break;
      if (lexicon.reportingVerbs.has(token.key) && !lexicon.ambiguousVerbs.has(token.key)) break;
      const isNoun =
        lexicon.documentNouns.has(token.key) &&
        !(
          next &&
          (lexicon.thatWords.has(next.key) || lexicon.determiners.has(next.key) || lexicon.pronouns.has(next.key) || next.kind === "number")
        );
      if (lexicon.reportingVerbs.has(token.key) && !isNoun && !isNounPlace(sentence, end)) break;
      if (isAdverb(token, lexicon)) break;
      if (lexicon.prepositions.has(token.key)) {
        if (!next || next.kind === "mark" || lexicon.timeNouns.has(next.key) || lexicon.pronouns.has(next.key)) break;
        const isLoose = !lexicon.ofWords.has(token.key) && !lexicon.closePrepositions.has(token.key);
        if (isLoose && !next.isCapital && lexicon.determiners.has(next.key) && !describedSoFarIsGroup(sentence, at, end)) break;
        if (next.kind === "number") break;
      }
      if (
        lexicon.conjunctions.has(token.key) &&
        !(
          next &&
          (next.isCapital || lexicon.roleNouns.has(next.key) || lexicon.bodyNouns.has(next.key) || lexicon.determiners.has(next.key))
        )
      )
        break;
    }
    end++;
  }
  return end;
}

function describedSoFarIsGroup({ tokens, lexicon }: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (lexicon.sourceNouns.has(tokens[at]!.key)) return true;
  return false;
}

/** Whether an ambiguous verb stands where a noun does: after a determiner, an adjective or a possessive. */
export function isNounPlace({ tokens, lexicon, from }: Sentence, at: number): boolean {
  const before = at > from ? tokens[at - 1]! : undefined;
  if (!before) return false;
  const isAdjective =
    !isRole(before, lexicon) &&
    !lexicon.bodyNouns.has(before.key) &&
    !lexicon.documentNouns.has(before.key) &&
    !before.isCapital &&
    lexicon.adjectiveEndings.some((ending) => before.key.endsWith(ending));
  return (
    lexicon.determiners.has(before.key) ||
    before.isPossessive ||
    before.kind === "number" ||
    lexicon.prepositions.has(before.key) ||
    isAdjective
  );
}

/** The beginning of the noun phrase that ends before `end`. */
function phraseStart(sentence: Sentence, end: number, lowest: number): number {
  const { tokens, lexicon } = sentence;
  let start = end;
  while (start > lowest && end - start < longestPhrase) {
    const token = tokens[start - 1]!;
    if (sentence.isQuoted(start - 1)) break;
    if (token.kind === "mark" && !(/^[-‐‑&/’']$/.test(token.text) && (start === end || !tokens[start]!.isSpaced))) break;
    if (token.kind === "word" && !token.isCapital) {
      if (lexicon.conjunctions.has(token.key)) {
        const joins =
          tokens[start]?.isCapital === true &&
          start - 2 >= lowest &&
          (tokens[start - 2]!.isCapital || lexicon.roleNouns.has(tokens[start - 2]!.key));
        if (!joins) break;
      } else if (lexicon.clauseWords.has(token.key) || lexicon.auxiliaries.has(token.key) || lexicon.modals.has(token.key)) break;
      else if (lexicon.reportingVerbs.has(token.key) && !lexicon.ambiguousVerbs.has(token.key)) break;
    } else if (token.isCapital && lexicon.clauseWords.has(token.key)) break;
    start--;
  }
  return withoutLeadingPhrase(sentence, start, end);
}

/** Drops "On Tuesday", "In a statement", "But", "Meanwhile" from the front. */
function withoutLeadingPhrase({ tokens, lexicon }: Sentence, from: number, to: number): number {
  let start = from;
  while (
    start < to - 1 &&
    (lexicon.conjunctions.has(tokens[start]!.key) ||
      lexicon.clauseWords.has(tokens[start]!.key) ||
      (isAdverbKey(tokens[start]!, lexicon) && !lexicon.titles.has(tokens[start]!.key)))
  )
    start++;
  if (!lexicon.phrasePrepositions.has(tokens[start]!.key)) return start;
  for (let at = start + 1; at < to; at++) {
    const token = tokens[at]!;
    const isTime = lexicon.timeNouns.has(tokens[at - 1]!.key);
    if (isTime && !lexicon.timeNouns.has(token.key)) return at;
    if (
      at > start + 2 &&
      (lexicon.determiners.has(token.key) ||
        (token.isCapital &&
          !tokens[at - 1]!.isCapital &&
          !lexicon.prepositions.has(tokens[at - 1]!.key) &&
          !lexicon.determiners.has(tokens[at - 1]!.key))) &&
      !lexicon.prepositions.has(tokens[at - 1]!.key)
    )
      return at;
  }
  return start + 1;
}

/** The end of what follows a name after a comma: up to the next comma, stop or verb. */
function appositionEnd(sentence: Sentence, at: number): number {
  const { tokens, to, lexicon } = sentence;
  let end = at;
  while (end < to && end < at + 30) {
    const token = tokens[end]!;
    if (sentence.isQuoted(end) || /^[.;:—–!?"“”]$/.test(token.text)) break;
    if (token.text === ",") {
      const next = tokens[end + 1];
      if (!(next?.isCapital === true && tokens[end - 1]!.isCapital && !lexicon.reportingVerbs.has(tokens[end + 2]?.key ?? ""))) break;
    }
    if (lexicon.reportingVerbs.has(token.key) && !lexicon.ambiguousVerbs.has(token.key)) break;
    if (end > at && lexicon.relativeWords.has(token.key)) break;
    end++;
  }
  return end;
}

/** A name with its post after a comma, or a post with its name after a comma. */
function withApposition(sentence: Sentence, head: Speaker, from: number, to: number): Speaker | undefined {
  const { text, tokens, lexicon } = sentence;
  if (from >= to) return undefined;
  const first = tokens[from]!;
  if (lexicon.relativeWords.has(first.key)) return undefined;
  const words = text.slice(first.start, tokens[to - 1]!.end);
  const name = describe(sentence, from, to);
  if (
    head.kind !== "person" &&
    name?.kind === "person" &&
    name.isNamed &&
    endsWithRole(sentence, head.from, head.to) &&
    name.body === undefined
  ) {
    return { ...name, from: head.from, to, body: withoutArticle(head.speaker, lexicon) };
  }
  if (first.kind === "number" || !head.isNamed || head.kind === "document") return undefined;
  const isPost = lexicon.articles.has(first.key) || hasRole(sentence, from, to);
  if (!isPost) return undefined;
  return { ...head, to, body: head.body === undefined ? postOf(sentence, from, to) : `${head.body}, ${withoutArticle(words, lexicon)}` };
}

/** "a security analyst at Georgetown University" as "security analyst, Georgetown University". */
function postOf({ text, tokens, lexicon }: Sentence, from: number, to: number): string {
  for (let at = from + 1; at < to - 1; at++) {
    if (!lexicon.closePrepositions.has(tokens[at]!.key) || lexicon.ofWords.has(tokens[at]!.key) || !lexicon.atWords.has(tokens[at]!.key))
      continue;
    const post = withoutArticle(text.slice(tokens[from]!.start, tokens[at - 1]!.end), lexicon);
    const place = withoutArticle(text.slice(tokens[at + 1]!.start, tokens[to - 1]!.end), lexicon);
    return `${post}, ${place}`;
  }
  return withoutArticle(text.slice(tokens[from]!.start, tokens[to - 1]!.end), lexicon);
}

function hasRole({ tokens, lexicon }: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isRole(tokens[at]!, lexicon)) return true;
  return false;
}

function endsWithRole(sentence: Sentence, from: number, to: number): boolean {
  return hasRole(sentence, from, Math.min(to, from + 8));
}
