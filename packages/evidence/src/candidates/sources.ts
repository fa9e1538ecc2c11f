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

/** Finds documents that are named by their maker, their year or their kind. */
export function findSources(sentence: Sentence): readonly SourceReference[] {
  const { tokens, from, to, lexicon } = sentence;
  const labelled = from === 0 ? labelledSource(sentence) : undefined;
  if (labelled) return [labelled];
  const found: SourceReference[] = [];
  let last = from;
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (!lexicon.documentNouns.has(token.key) || lexicon.roleNouns.has(token.key)) continue;
    if (lexicon.reportingVerbs.has(token.key) && !isNounPlace(sentence, at) && !precededByName(sentence, at, last)) continue;
    if (lexicon.documentNouns.has(tokens[at + 1]?.key ?? "")) continue;
    const start = startOf(sentence, at, last);
    const end = endOf(sentence, at + 1);
    const isNamed = hasName(sentence, start, end);
    const isDated = tokens.slice(start, end).some(({ text }) => /^(?:19|20)\d\d$/.test(text));
    const isIntroduced =
      start > from && (lexicon.citingWords.has(tokens[start - 1]!.key) || lexicon.reportingVerbs.has(tokens[end]?.key ?? ""));
    const isStrong =
      lexicon.strongDocuments.has(token.key) &&
      end - start > 1 &&
      (start < at || end > at + 1) &&
      lexicon.determiners.has(tokens[start]!.key);
    if (lexicon.selfWords.has(tokens[start]!.key)) continue;
    if (!(isNamed || isDated || isStrong || (isIntroduced && end > start + 1))) continue;
    found.push({ from: start, to: end, isNamed });
    last = end;
    at = Math.max(at, end - 1);
  }
  return found;
}

/** The rest of a line that begins with "Source:". */
function labelledSource({ tokens, to, lexicon }: Sentence): SourceReference | undefined {
  return lexicon.sourceLabels.has(tokens[0]?.key ?? "") && tokens[1]?.text === ":" && to > 2 ? { from: 2, to, isNamed: true } : undefined;
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
    } else if (token.text === "[" && tokens[at + 1]?.kind === "number" && tokens[at + 2]?.text === "]" && at + 2 < to && !token.isSpaced) {
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
      if (isAlone && at > from && isName(at - 1)) found.push({ from: at - 1, to: close + 1, isNamed: true });
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
    if (lexicon.articles.has(before.key)) break;
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
  return end;
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
