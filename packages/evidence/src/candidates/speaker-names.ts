/** Who or what a phrase names as a speaker: a person, a body, a document, a group without names. */
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

/** What describing needs: the text, its tokens, and which of them stand in quotation marks. */
export interface Sentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
  /** A heading, in which a word that may be a noun is one. */
  readonly isHeading: boolean;
  isQuoted(at: number): boolean;
  readonly lexicon: Lexicon;
  /** Last names of the persons named so far. */
  readonly surnames: ReadonlySet<string>;
  /** Capitalised words that stand within sentences, by which one at a beginning is known to be a name. */
  readonly names: ReadonlySet<string>;
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
  const isQuantifier =
    to - from <= 2 && lexicon.quantifiers.has(tokens[to - 1]!.key) && (to - from === 1 || lexicon.determiners.has(first.key));
  if (isQuantifier) return { from, to, speaker: words, body: undefined, isNamed: false, kind: "group", surname: undefined };
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
  for (let at = start; at < end; at++) if (isRole(tokens[at]!, lexicon)) lead = at + 1;
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
    if (lexicon.documentNouns.has(token.key) && !lexicon.roleNouns.has(token.key))
      return token.isCapital && at > from && tokens[at - 1]!.isCapital && !lexicon.determiners.has(tokens[at - 1]!.key)
        ? "body"
        : "document";
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

export function isRole(token: Token, lexicon: Lexicon): boolean {
  const last = token.key.split("-").at(-1)!;
  return (
    lexicon.roleNouns.has(last) ||
    lexicon.roleNouns.has(token.key) ||
    (!token.isCapital && last.length > 6 && lexicon.roleEndings.some((ending) => last.endsWith(ending)))
  );
}

export function isAdverbKey(token: Token, lexicon: Lexicon): boolean {
  return lexicon.adverbs.has(token.key) || (token.key.length > 4 && lexicon.adverbEndings.some((ending) => token.key.endsWith(ending)));
}

export function withoutArticle(words: string, lexicon: Lexicon): string {
  const [first = "", ...rest] = words.split(" ");
  return rest.length > 0 && lexicon.articles.has(first.toLowerCase()) ? rest.join(" ") : words;
}
