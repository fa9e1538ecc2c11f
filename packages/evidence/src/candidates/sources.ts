/** Sources that a passage refers to: reports, studies and data with who made them, footnotes and citations. */
import { isNounPlace } from "./noun-phrases.js";
import type { Sentence } from "./speaker-names.js";

/** A source at tokens `from` to `to`. */
export interface SourceReference {
  readonly from: number;
  readonly to: number;
  readonly isNamed: boolean;
}

const longest = 14;

/** Finds documents and data that are named by their maker, their year or their kind, and addresses of pages. */
export function findSources(sentence: Sentence): readonly SourceReference[] {
  const { tokens, from, to, lexicon } = sentence;
  const labelled = from === 0 ? labelledSources(sentence) : [];
  if (labelled.length > 0) return labelled;
  const found: SourceReference[] = [];
  let last = from;
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (isAddress.test(token.text)) found.push({ from: at, to: at + 1, isNamed: true });
    const isPair = at > from && lexicon.documentPairs.has(`${tokens[at - 1]!.key} ${token.key}`);
    if (!(lexicon.documentNouns.has(token.key) || isPair) || lexicon.roleNouns.has(token.key)) continue;
    const isNoun = isNounPlace(sentence, at) || precededByName(sentence, at, last) || isNounHere(sentence, at, last);
    if (lexicon.reportingVerbs.has(token.key) && !isNoun) continue;
    if (lexicon.numbered.has(token.key) && tokens[at + 1]?.kind === "number") continue;
    if (lexicon.documentNouns.has(tokens[at + 1]?.key ?? "") && !lexicon.reportingVerbs.has(tokens[at + 1]!.key)) continue;
    if (token.isCapital && lexicon.ofWords.has(tokens[at - 1]?.key ?? "") && tokens[at - 2]?.isCapital === true) continue;
    const start = startOf(sentence, at, last);
    const end = endOf(sentence, at + 1);
    if (lexicon.selfWords.has(tokens[start]!.key)) continue;
    const isNamed = hasName(sentence, start, end);
    if (!(isNamed || isReferredTo(sentence, start, at, end))) continue;
    found.push({ from: start, to: end, isNamed });
    last = end;
    at = Math.max(at, end - 1);
  }
  return found;
}

/** Whether a word that is a verb as well is a noun by what made it ("records obtained") or by a determiner a few words before ("the full report"). */
function isNounHere({ tokens, to, lexicon }: Sentence, at: number, lowest: number): boolean {
  const next = at + 1 < to ? tokens[at + 1]!.key : "";
  if (lexicon.obtainedWords.has(next) || lexicon.publishingWords.has(next)) return true;
  for (let before = at - 1; before >= Math.max(lowest, at - 3); before--) {
    const { key, kind, isPossessive } = tokens[before]!;
    if (lexicon.determiners.has(key) || isPossessive) return at - before > 1;
    if (
      kind === "mark" ||
      lexicon.roleNouns.has(key) ||
      lexicon.bodyNouns.has(key) ||
      lexicon.auxiliaries.has(key) ||
      lexicon.prepositions.has(key)
    )
      return false;
  }
  return false;
}

const isAddress = /^(?:https?:\/\/|www\.)./;

/** Whether a document without a name is one that the text relies on: dated, cited, made by somebody, or what shows something. */
function isReferredTo({ tokens, from, to, lexicon }: Sentence, start: number, noun: number, end: number): boolean {
  if (tokens.slice(start, Math.min(to, end + 1)).some(({ text }) => /^(?:19|20)\d\d$/.test(text))) return true;
  const first = tokens[start]!;
  const next = end < to ? tokens[end]! : undefined;
  const before = start > from ? tokens[start - 1]!.key : "";
  const isDescribed = end > start + 1;
  const isOwned =
    tokens.slice(start, noun).some(({ isPossessive }) => isPossessive) || (lexicon.possessives.has(first.key) && noun - start > 1);
  const isMade = next !== undefined && (lexicon.publishingWords.has(next.key) || lexicon.obtainedWords.has(next.key));
  const isAbout = next !== undefined && lexicon.strongDocuments.has(tokens[noun]!.key) && lexicon.contentPrepositions.has(next.key);
  const shows = next !== undefined && lexicon.reportingVerbs.has(next.key) && !lexicon.passives.has(next.key);
  const isPointed = lexicon.toWords.has(before) && lexicon.reportingVerbs.has(tokens[start - 2]?.key ?? "");
  const isCited = lexicon.citingWords.has(before) || isPointed;
  if (isMade || isOwned) return true;
  if (lexicon.articles.has(first.key) && !lexicon.definiteArticles.has(first.key)) return isDescribed && (shows || isCited || isAbout);
  if (lexicon.otherWords.has(first.key)) return false;
  const isStrong = lexicon.strongDocuments.has(tokens[noun]!.key) && isDescribed && (lexicon.determiners.has(first.key) || isAbout);
  return isStrong || (isDescribed && (shows || isCited)) || (isCited && isAbout);
}

/** What a line names that begins with "Source:", and the whole of a footnote "[3] Author, title". */
function labelledSources({ tokens, to, lexicon }: Sentence): readonly SourceReference[] {
  const isLabel = lexicon.sourceLabels.has(tokens[0]?.key ?? "") && tokens[1]?.text === ":" && to > 2;
  if (isLabel) {
    const parts: SourceReference[] = [];
    let start = 2;
    for (let at = 2; at <= to; at++) {
      const isEnd = at === to || tokens[at]!.text === ";" || (tokens[at]!.text === "." && tokens[at + 1]?.isCapital === true);
      if (!isEnd) continue;
      const isDefinition = tokens.slice(start, at).some(({ text }) => text === "=");
      if (at > start && !isDefinition) parts.push({ from: start, to: at, isNamed: true });
      start = at + 1;
    }
    return parts;
  }
  const isNote = tokens[0]?.text === "[" && tokens[1]?.kind === "number" && tokens[2]?.text === "]";
  const first = isNote ? tokens[3] : undefined;
  const isReference = first?.isCapital === true && !lexicon.determiners.has(first.key) && !lexicon.pronouns.has(first.key);
  return isReference && to > 3 ? [{ from: 0, to, isNamed: true }] : [];
}

const superscript = /^[¹²³⁴⁵⁶⁷⁸⁹⁰]$/;

/** Footnotes ("¹", "[12]") and citations ("(Okonjo and Feld 2028)", "Moravec (2028)"). */
export function findCitations({ tokens, from, to, lexicon }: Sentence): readonly SourceReference[] {
  const found: SourceReference[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (superscript.test(token.text)) {
      if (at === 0) return [{ from, to, isNamed: true }];
      let end = at + 1;
      while (end < to && superscript.test(tokens[end]!.text)) end++;
      found.push({ from: Math.max(from, at - 1), to: end, isNamed: true });
      at = end - 1;
    } else if (token.text === "[" && tokens[at + 1]?.kind === "number" && tokens[at + 2]?.text === "]" && at + 2 < to && at > from) {
      found.push({ from: at, to: at + 3, isNamed: true });
      at += 2;
    } else if (token.text === "(") {
      let close = at + 1;
      while (close < to && close < at + 16 && tokens[close]!.text !== ")") close++;
      if (tokens[close]?.text !== ")" || close >= to || close < at + 2) continue;
      const isYear = /^(?:19|20)\d\d$/.test(tokens[close - 1]!.text.replace(/[a-z]$/, ""));
      if (!isYear) continue;
      const isAlone = close === at + 2;
      const isName = (index: number) => tokens[index]?.isCapital === true && !lexicon.months.has(tokens[index]!.key);
      let name = at - 1;
      while (name > from && (lexicon.andOthers.has(tokens[name]!.key) || tokens[name]!.text === ".")) name--;
      while (name - 2 >= from && isName(name) && lexicon.conjunctions.has(tokens[name - 1]!.key) && isName(name - 2)) name -= 2;
      if (isAlone && at > from && isName(name)) found.push({ from: name, to: close + 1, isNamed: true });
      else if (!isAlone && isName(at + 1) && !lexicon.months.has(tokens[close - 2]!.key))
        found.push({ from: at, to: close + 1, isNamed: true });
      at = close;
    }
  }
  return found;
}

function precededByName({ tokens, lexicon }: Sentence, at: number, lowest: number): boolean {
  return at > lowest && tokens[at - 1]!.isCapital && !lexicon.bodyNouns.has(tokens[at - 1]!.key) && tokens[at - 1]!.isPossessive;
}

function startOf({ tokens, lexicon, isQuoted }: Sentence, at: number, lowest: number): number {
  let start = at;
  while (start > lowest && at - start < longest && !isQuoted(start - 1)) {
    const before = tokens[start - 1]!;
    const isHyphen = /^[-‐‑&]$/.test(before.text) && !tokens[start]!.isSpaced;
    if (before.kind === "mark" && !isHyphen) break;
    const isLoose =
      lexicon.prepositions.has(before.key) ||
      lexicon.auxiliaries.has(before.key) ||
      lexicon.clauseWords.has(before.key) ||
      lexicon.citingWords.has(before.key) ||
      lexicon.pronouns.has(before.key);
    if (isLoose && !before.isCapital) break;
    if (lexicon.reportingVerbs.has(before.key) && !lexicon.ambiguousVerbs.has(before.key)) break;
    start--;
    if (lexicon.articles.has(before.key) || lexicon.otherWords.has(before.key)) break;
  }
  while (
    start < at &&
    lexicon.sentenceStarters.has(tokens[start]!.key) &&
    !lexicon.articles.has(tokens[start]!.key) &&
    !lexicon.determiners.has(tokens[start]!.key)
  )
    start++;
  return start;
}

/** "by the Ministry of Health", "from the World Bank", "in the Lancet" after the noun. */
function endOf({ tokens, to, lexicon, isQuoted }: Sentence, at: number): number {
  let end = at;
  for (let next = at; next < to && next < at + longest; ) {
    const token = tokens[next]!;
    if (isQuoted(next)) break;
    const isBy = lexicon.byWords.has(token.key) || lexicon.prepositions.has(token.key);
    if (!isBy && !(lexicon.publishingWords.has(token.key) && next === at)) break;
    let name = next + 1;
    while (name < to && (lexicon.articles.has(tokens[name]!.key) || lexicon.byWords.has(tokens[name]!.key))) name++;
    if (tokens[name]?.isCapital !== true || lexicon.timeNouns.has(tokens[name]!.key)) break;
    let stop = name;
    while (
      stop < to &&
      (tokens[stop]!.isCapital ||
        (tokens[stop]!.text === "&" && tokens[stop + 1]?.isCapital === true) ||
        ((lexicon.ofWords.has(tokens[stop]!.key) ||
          lexicon.conjunctions.has(tokens[stop]!.key) ||
          lexicon.lawJoiners.has(tokens[stop]!.key)) &&
          tokens[stop + 1]?.isCapital === true))
    )
      stop++;
    end = stop;
    next = stop;
  }
  return end === at ? titleEnd(tokens, at, to, lexicon) : end;
}

/** A title after the noun: "the full report, Eating the River,". */
function titleEnd(tokens: Sentence["tokens"], at: number, to: number, lexicon: Sentence["lexicon"]): number {
  if (tokens[at]?.text !== "," || tokens[at + 1]?.isCapital !== true || lexicon.titles.has(tokens[at + 1]!.key)) return at;
  let end = at + 1;
  const isWithin = (next: number) =>
    lexicon.articles.has(tokens[next]!.key) || lexicon.prepositions.has(tokens[next]!.key) || lexicon.conjunctions.has(tokens[next]!.key);
  while (end < to && end < at + 12 && (tokens[end]!.isCapital || (isWithin(end) && end + 1 < to))) end++;
  return end - at > 2 && tokens[end - 1]!.isCapital ? end : at;
}

function hasName({ tokens, lexicon }: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (
      tokens[at]!.isCapital &&
      !lexicon.sentenceStarters.has(tokens[at]!.key) &&
      !(
        at === from &&
        (from === 0 || lexicon.documentNouns.has(tokens[at]!.key)) &&
        !tokens[at]!.isPossessive &&
        !/^\p{Lu}{2}/u.test(tokens[at]!.text)
      )
    )
      return true;
  return false;
}
