/** A suggested grade for a candidate and for a document, with the reasons. A suggestion is never better than 3, and the analyst decides. */
import type { SourceDocument } from "../documents/source-document.js";
import type { Feature, GradeSuggestion, PlainFeature } from "./candidate.js";
import type { Lexicon } from "./lexicon.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** Why a grade is suggested, by code, in an analyst's words. */
export const gradeReasons: Readonly<Record<string, string>> = {
  unconfirmed: "stated once, by one source; nothing confirms it",
  "unnamed-source": "its source is not named",
  "no-origin": "it does not say where the figure comes from",
  "no-year": "it does not say for which year the figure holds",
  superlative: "it claims something extreme, which needs more than a statement",
  rumour: "it is passed on as hearsay",
  prediction: "it is about the future and cannot be checked yet",
  "single-expert": "it is the word of one expert",
  "open-ended": "the figure has one side only",
  "round-number": "the figure is round",
  "vague-figure": "it names no number",
  "speaker-not-found": "words in quotation marks without a speaker",
  "office-holder-of-another-time": "it speaks of an office-holder of another time than the document's",
  "dated-by-office-holder": "it dates itself by an office-holder",
  "chosen-by-analyst": "the passage was chosen by hand, and nothing in it tells how far to trust it",
  "language-not-known": "the language is not one whose words are known: only figures and quotations were looked for",
};

interface Reason {
  readonly code: string;
  readonly words: string;
}

/** What the suggestion is drawn from. `timing` holds reasons of {@link gradeReasons} about office-holders. */
export interface GradeBasis {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
  readonly features: readonly Feature[];
  readonly lexicon: Lexicon;
  readonly timing: readonly Reason[];
}

/** Suggests the credibility of one item: 6 where it cannot be judged, 4 where something speaks against it, else 3. */
export function suggestCredibility(basis: GradeBasis): GradeSuggestion {
  const { features, lexicon } = basis;
  const reasons: Reason[] = [];
  const add = (code: string, words: string) => {
    if (!reasons.some((reason) => reason.code === code && reason.words === words)) reasons.push({ code, words });
  };
  const attributions = features.filter((feature) => feature.kind === "attribution");
  const sources = features.filter((feature): feature is PlainFeature => feature.kind === "source");
  const hasNamedOrigin = attributions.some(({ isNamed }) => isNamed) || sources.some((source) => source.detail.named === "yes");
  for (const { isNamed, speaker } of attributions) {
    if (speaker === "") add("speaker-not-found", "");
    else if (!isNamed) add("unnamed-source", speaker);
  }
  const experts = attributions.filter(
    (attribution) => attribution.isNamed && isExpert(`${attribution.body ?? ""} ${attribution.speaker}`, lexicon),
  );
  for (const { speaker } of experts) add("single-expert", speaker);
  for (const feature of features) {
    if (feature.kind === "prediction") add("prediction", feature.detail.horizon ?? feature.detail.words ?? "");
    if (feature.kind !== "figure") continue;
    if (!hasNamedOrigin && attributions.length === 0 && sources.length === 0 && lexicon.language !== "") add("no-origin", feature.text);
    if (feature.year === undefined && lexicon.language !== "") add("no-year", feature.text);
    if (feature.low === null && feature.high === null) add("vague-figure", feature.text);
    else if (feature.low === null || feature.high === null) add("open-ended", feature.text);
    const value = feature.low ?? feature.high;
    if (value !== null && isRound(value, feature.unit)) add("round-number", feature.text);
  }
  for (const words of matches(basis, "superlatives")) add("superlative", words);
  for (const words of matches(basis, "rumours")) add("rumour", words);
  for (const { code, words } of basis.timing) add(code, words);
  if (lexicon.language === "") add("language-not-known", "");
  const has = (...codes: readonly string[]) => reasons.some(({ code }) => codes.includes(code));
  const isUnjudged = has("prediction", "unnamed-source", "no-origin", "speaker-not-found", "rumour", "language-not-known");
  const grade = has("office-holder-of-another-time") ? "4" : isUnjudged ? "6" : has("superlative") ? "4" : "3";
  if (grade === "3") add("unconfirmed", "");
  return { grade, reasons };
}

function isExpert(words: string, lexicon: Lexicon): boolean {
  return words
    .toLowerCase()
    .split(/[\s,]+/)
    .some((word) => lexicon.expertNouns.has(word));
}

/** One significant digit and at least a hundred: 100,000, 20 billion. */
function isRound(value: number, unit: string | undefined): boolean {
  return unit !== "%" && value >= 100 && /^[1-9]0+$/.test(String(value));
}

const mostMatches = 3;

function matches({ text, tokens, from, to, lexicon }: GradeBasis, list: "superlatives" | "rumours"): readonly string[] {
  const found: string[] = [];
  for (let at = from; at < to && found.length < mostMatches; at++) {
    const match = phraseAt(lexicon[list], tokens, at, to);
    if (!match) continue;
    if (list === "superlatives" && lexicon.notSuperlatives.has(tokens[at + match.length]?.key ?? "")) continue;
    found.push(text.slice(tokens[at]!.start, tokens[at + match.length - 1]!.end));
    at += match.length - 1;
  }
  return found;
}

/** Suggests the reliability of a document's source. It is F: whether a source has proved right before is nothing that its text can show. */
export function suggestReliability(document: Pick<SourceDocument, "author" | "publisher" | "date">): GradeSuggestion {
  const missing = (["publisher", "author", "date"] as const).filter((field) => document[field] === undefined);
  return {
    grade: "F",
    reasons: [
      { code: "not-used-before", words: document.publisher ?? "" },
      ...missing.map((field) => ({ code: `no-${field}`, words: "" })),
    ],
  };
}
