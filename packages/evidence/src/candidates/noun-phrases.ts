/** Who or what a stretch of a sentence names as its speaker: a person, a body, a document, a group without names. */
import type { Lexicon } from "./lexicon.js";
import type { Token } from "./tokens.js";

/** A speaker as one place names it. `to` is after everything that belongs to it, an apposition included. */
export interface Speaker {
  readonly from: number;
  readonly to: number;
  readonly speaker: string;
  readonly body: string | undefined;
  readonly isNamed: boolean;
  readonly kind: "person" | "body" | "document" | "group" | "pronoun";
  /** The last name of a person. */
  readonly surname: string | undefined;
}

const longestPhrase = 24;

/** What describing needs: the text, its tokens, and which of them stand in quotation marks. */
export interface Sentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
  isQuoted(at: number): boolean;
  readonly lexicon: Lexicon;
  /** Last names of the persons named so far. */
  readonly surnames: ReadonlySet<string>;
  /** Capitalised words that stand within sentences, by which one at a beginning is known to be a name. */
  readonly names: ReadonlySet<string>;
}

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
  if (end <= lowest) return undefined;
  if (tokens[end - 1]!.text === "," || tokens[end - 1]!.text === ")") {
    const opening = tokens[end - 1]!.text === "," ? "," : "(";
    let comma = end - 2;
    while (
      comma > lowest &&
      end - comma < 40 &&
      tokens[comma]!.text !== opening &&
      !sentence.isQuoted(comma) &&
      !/^[;:—]$/.test(tokens[comma]!.text)
    )
      comma--;
    if (tokens[comma]?.text === opening && comma > lowest) {
      const start = phraseStart(sentence, comma, lowest);
      const head = start < comma ? describe(sentence, start, comma) : undefined;
      if (head) return withApposition(sentence, head, comma + 1, end - 1) ?? { ...head, to: end };
    }
    return subjectOf(sentence, lowest, verb);
  }
  const start = phraseStart(sentence, end, lowest);
  const head = start < end ? describe(sentence, start, end) : undefined;
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

/** The subject with which a sentence begins, for a verb further on: "X disputed this, saying that". */
function subjectOf(sentence: Sentence, from: number, verb: number): Speaker | undefined {
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
      (hasName && !isPart && !isRole(token, lexicon) && tokens[end - 1]!.isCapital && end - 1 > start) ||
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

function isAdverbKey(token: Token, lexicon: Lexicon): boolean {
  return lexicon.adverbs.has(token.key) || (token.key.length > 4 && lexicon.adverbEndings.some((ending) => token.key.endsWith(ending)));
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

function withoutArticle(words: string, lexicon: Lexicon): string {
  const [first = "", ...rest] = words.split(" ");
  return rest.length > 0 && lexicon.articles.has(first.toLowerCase()) ? rest.join(" ") : words;
}

function hasRole({ tokens, lexicon }: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isRole(tokens[at]!, lexicon)) return true;
  return false;
}

function endsWithRole(sentence: Sentence, from: number, to: number): boolean {
  return hasRole(sentence, from, Math.min(to, from + 8));
}

function isRole(token: Token, lexicon: Lexicon): boolean {
  return lexicon.roleNouns.has(token.key) || lexicon.roleNouns.has(token.key.split("-").at(-1)!);
}

/** Describes the phrase at tokens `from` to `to`; undefined when it names no one who could speak. */
export function describe(sentence: Sentence, from: number, to: number): Speaker | undefined {
  const { text, tokens, lexicon } = sentence;
  const words = text.slice(tokens[from]!.start, tokens[to - 1]!.end);
  if (to - from === 1 && lexicon.pronouns.has(tokens[from]!.key)) {
    return { from, to, speaker: words, body: undefined, isNamed: false, kind: "pronoun", surname: undefined };
  }
  const name = lastName(sentence, from, to);
  if (name && !isWithin(sentence, from, name.from)) {
    const before = text.slice(tokens[from]!.start, name.from > from ? tokens[name.from - 1]!.end : tokens[from]!.start);
    const post = before === "" ? undefined : withoutArticle(before.replace(/,$/, ""), lexicon);
    const speaker = text.slice(tokens[name.from]!.start, tokens[name.to - 1]!.end).replace(/['’]s$/u, "");
    return {
      from,
      to: name.to,
      speaker,
      body: post === undefined || lexicon.articles.has(post.toLowerCase()) ? undefined : post,
      isNamed: true,
      kind: "person",
      surname: tokens[name.to - 1]!.key,
    };
  }
  if (lexicon.timeNouns.has(tokens[to - 1]!.key)) return undefined;
  const head = headOf(sentence, from, to);
  const hasName = namedWithin(sentence, from, to);
  if (head === "document") return { from, to, speaker: words, body: undefined, isNamed: hasName, kind: "document", surname: undefined };
  if (head === "person")
    return { from, to, speaker: words, body: bodyOf(sentence, from, to), isNamed: false, kind: "group", surname: undefined };
  if (head === "body") {
    const isDefinite = lexicon.definiteArticles.has(tokens[from]!.key) || hasName;
    return { from, to, speaker: withoutArticle(words, lexicon), body: undefined, isNamed: isDefinite, kind: "body", surname: undefined };
  }
  const first = tokens[from]!;
  if (to - from === 1 && from === sentence.from && !sentence.names.has(first.key) && !isAcronym(first)) return undefined;
  return hasName && to - from <= 8 && namesOnly(sentence, from, to)
    ? { from, to, speaker: withoutArticle(words, lexicon), body: undefined, isNamed: true, kind: "body", surname: undefined }
    : undefined;
}

/** Whether a name stands in a phrase that belongs to the noun before it: "a paper by Okonjo", "a spokesman for Smith". */
function isWithin({ tokens, lexicon }: Sentence, from: number, name: number): boolean {
  for (let at = from + 1; at < name; at++) {
    const isPost = lexicon.ofWords.has(tokens[at]!.key) || lexicon.atWords.has(tokens[at]!.key);
    if (lexicon.prepositions.has(tokens[at]!.key) && !tokens[at]!.isCapital && (!isPost || name === at + 1)) return true;
  }
  return false;
}

/** The body of an unnamed speaker: "a spokesman for the Ministry of Justice", "a senior interior ministry official". */
function bodyOf({ text, tokens, lexicon }: Sentence, from: number, to: number): string | undefined {
  for (let at = from + 1; at < to - 1; at++) {
    if (!lexicon.closePrepositions.has(tokens[at]!.key)) continue;
    const hasBody = tokens.slice(at + 1, to).some((token) => token.isCapital || lexicon.bodyNouns.has(token.key));
    return hasBody ? withoutArticle(text.slice(tokens[at + 1]!.start, tokens[to - 1]!.end), lexicon) : undefined;
  }
  for (let at = from; at < to - 1; at++) {
    if (!lexicon.bodyNouns.has(tokens[at]!.key)) continue;
    let start = at;
    while (
      start > from &&
      at - start < 3 &&
      !lexicon.determiners.has(tokens[start - 1]!.key) &&
      !lexicon.rankWords.has(tokens[start - 1]!.key)
    )
      start--;
    return text.slice(tokens[start]!.start, tokens[at]!.end);
  }
  return undefined;
}

/** The name of a person at the end of the phrase: two or more capitalised words, or one after a title, or one known by now. */
function lastName(sentence: Sentence, from: number, to: number): { readonly from: number; readonly to: number } | undefined {
  const { tokens, lexicon, surnames } = sentence;
  let end = to;
  for (let at = from + 1; at < to; at++) {
    if (tokens[at]!.kind === "mark" && tokens[at]!.text === "(") end = at;
    if (
      lexicon.prepositions.has(tokens[at]!.key) &&
      !tokens[at]!.isCapital &&
      tokens[at - 1]!.isCapital &&
      looksLikeName(sentence, from, at)
    ) {
      end = at;
      break;
    }
  }
  let start = end;
  while (
    start > from &&
    (isNameWord(tokens[start - 1]!, lexicon) ||
      (start < end &&
        lexicon.nameParticles.has(tokens[start - 1]!.key) &&
        start - 1 > from &&
        !lexicon.articles.has(tokens[start - 1]!.key)))
  )
    start--;
  while (start < end && !tokens[start]!.isCapital) start++;
  let lead = start;
  for (let at = start; at < end; at++) if (isRole(tokens[at]!, lexicon) && !lexicon.titles.has(tokens[at]!.key)) lead = at + 1;
  if (lead > start && end - lead >= 1) start = lead;
  const count = end - start;
  if (count < 1) return undefined;
  const last = tokens[end - 1]!;
  if (last.isPossessive || lexicon.bodyNouns.has(last.key) || lexicon.documentNouns.has(last.key) || lexicon.timeNouns.has(last.key))
    return undefined;
  const firstIsTitle = lexicon.titles.has(tokens[start]!.key);
  if (firstIsTitle && count === 1) return undefined;
  const isKnown = surnames.has(last.key);
  const roleBefore = start > from && (lead > from || isRole(tokens[start - 1]!, lexicon) || lexicon.titles.has(tokens[start - 1]!.key));
  for (let at = start; at < end; at++) {
    const token = tokens[at]!;
    if (
      lexicon.bodyNouns.has(token.key) ||
      lexicon.documentNouns.has(token.key) ||
      (isAcronym(token) && !isKnown && token.text.length > 1 && !lexicon.titles.has(token.key))
    )
      return undefined;
  }
  if (lexicon.determiners.has(tokens[start]!.key) || (start > from && lexicon.articles.has(tokens[start - 1]!.key) && !isKnown))
    return undefined;
  if (count === 1 && !isKnown && !roleBefore) return undefined;
  if (count > 6) return undefined;
  return { from: start, to: end };
}

function looksLikeName(sentence: Sentence, from: number, to: number): boolean {
  return to - from >= 2 && lastName({ ...sentence }, from, to) !== undefined;
}

function isAcronym(token: Token): boolean {
  return /^(?:\p{Lu}{2,}|(?:\p{Lu}\.){2,})/u.test(token.text);
}

function isNameWord(token: Token, lexicon: Lexicon): boolean {
  return token.kind === "word" && token.isCapital && !lexicon.prepositions.has(token.key) && !lexicon.conjunctions.has(token.key);
}

/** What the last noun of a phrase, before any "of" or "at", is. */
function headOf({ tokens, lexicon }: Sentence, from: number, to: number): "person" | "body" | "document" | undefined {
  let end = to;
  for (let at = from + 1; at < to; at++) {
    const token = tokens[at]!;
    if (
      (lexicon.prepositions.has(token.key) && !token.isCapital) ||
      lexicon.relativeWords.has(token.key) ||
      (token.kind === "mark" && token.isSpaced)
    ) {
      end = at;
      break;
    }
  }
  for (let at = end - 1; at >= Math.max(from, end - 4); at--) {
    const token = tokens[at]!;
    if (lexicon.documentNouns.has(token.key) && !lexicon.roleNouns.has(token.key)) return "document";
    if (lexicon.sourceNouns.has(token.key)) return "person";
    if (isRole(token, lexicon)) return "person";
    if (lexicon.bodyNouns.has(token.key)) return "body";
    if (token.isPossessive) return undefined;
  }
  return undefined;
}

function namedWithin({ tokens, lexicon }: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (
      token.isCapital &&
      !lexicon.sentenceStarters.has(token.key) &&
      !lexicon.determiners.has(token.key) &&
      !(at === from && (lexicon.roleNouns.has(token.key) || lexicon.documentNouns.has(token.key) || isAdverbKey(token, lexicon)))
    )
      return true;
  }
  return false;
}

/** Whether the phrase is a name alone, with articles and "of" in it. */
function namesOnly({ tokens, lexicon }: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (
      !token.isCapital &&
      token.kind === "word" &&
      !lexicon.articles.has(token.key) &&
      !lexicon.ofWords.has(token.key) &&
      !lexicon.conjunctions.has(token.key) &&
      !lexicon.prepositions.has(token.key)
    )
      return false;
  }
  return true;
}
