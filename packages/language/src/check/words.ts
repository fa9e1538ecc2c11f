/** Checks the wording of the running text: confidence beside likelihood, hedges, and bold likelihood words, before and after the run. */

import type { Summary } from "@outweigh/engine";
import {
  type Band,
  bandsOf,
  bandText,
  holds,
  likelihoodWords,
  termFor,
  wordFor,
  wordsForRange,
  type YardstickName,
  yardsticks,
} from "@outweigh/evidence";
import type { Assessment, InlineValue } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import * as found from "../diagnostics/words.js";
import type { Span } from "../syntax.js";
import { findHedge } from "./hedges.js";
import { bottomLineOf, type Sentence, sentencesOf } from "./prose.js";

type Report = (diagnostic: Diagnostic) => void;

/** A paragraph, list item or heading of a chapter. */
export interface ProsePassage {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Checks the wording of the chapters and of the bottom line: all that can be told without a run. */
export function checkWords(assessment: Assessment, passages: readonly ProsePassage[], report: Report): void {
  const { yardstick, span } = assessment.case;
  const words: BoldWord[] = [];
  const bound = new Set(
    assessment.inlines.flatMap(({ likelihood }) => (likelihood ? [`${likelihood.span.file}\n${likelihood.span.from}`] : [])),
  );
  const checkSentence = (file: string, sentence: Sentence) => {
    const at = (from: number, length: number): Span => ({ file, from: sentence.from + from, to: sentence.from + from + length });
    checkConfidence(sentence, yardstick, at, report);
    const hedge = findHedge(sentence.text);
    if (hedge) report(found.hedgeAsLikelihood.at(at(hedge.from, hedge.word.length), { word: plain(hedge.word) }));
    words.push(...boldWords(sentence, yardstick, at));
  };
  for (const { file } of assessment.chapters) {
    const text = assessment.files[file] ?? "";
    const own = passages.filter((passage) => passage.file === file);
    for (const sentence of sentencesOf(text, own)) checkSentence(file, sentence);
    if (span.file === file) for (const sentence of bottomLineOf(text, span.from)) checkSentence(file, sentence);
  }
  for (const word of words) {
    const isBound = bound.has(`${word.span.file}\n${word.span.from}`);
    if (!isBound && !word.isDefined) report(found.unboundLikelihoodWord.at(word.span, { word: word.text }));
  }
  if (yardstick === "icd203") checkRows(words, report);
  checkLikelihoodWords(assessment, report);
}

function checkRows(words: readonly BoldWord[], report: Report): void {
  const telling = words.filter((word) => word.band !== undefined);
  const first = telling[0];
  const other = telling.find((word) => word.band!.row !== first!.band!.row);
  if (!first || !other) return;
  const instead = other.band!.term.rows[first.band!.row]![0]!;
  const second = { span: first.span, message: `“${first.text}” is here.` };
  report(found.mixedYardstickRows.at(other.span, { word: other.text, other: first.text, instead }, second));
}

interface BoldWord {
  readonly text: string;
  readonly span: Span;
  /** Followed by a colon, as in a list that explains the words. */
  readonly isDefined: boolean;
  /** The (first) band in the case's own yardstick. */
  readonly band: Band | undefined;
}

function boldWords(sentence: Sentence, yardstick: YardstickName, at: (from: number, length: number) => Span): readonly BoldWord[] {
  return [...sentence.text.matchAll(/\*\*([^*\n]{1,60})\*\*/g)].flatMap((bold) => {
    const text = bold[1]!;
    const bands = (["icd203", "phia"] as const).map((name) => bandsOf(text, name));
    if (!bands.some((each) => each !== undefined)) return [];
    const after = sentence.text.slice(bold.index + bold[0].length, bold.index + bold[0].length + 8);
    return [{ text, span: at(bold.index + 2, text.length), isDefined: /^\s*:|:$/.test(after), band: bandsOf(text, yardstick)?.[0] }];
  });
}

const gap = "[\\s*_-]+";
const level = `(?:very${gap})?(?:high|moderate|medium|low|considerable|limited)`;
const confidencePattern = new RegExp(
  `\\b${level}(?:${gap}to${gap}${level})?${gap}confidence\\b|\\bconfidence${gap}(?:is|was|remains|stays)${gap}${level}\\b|\\b(?:very|highly|moderately|fairly|quite)${gap}confident\\b`,
  "i",
);

const likelihoodPatterns = Object.fromEntries(
  (["icd203", "phia"] as const).map((name) => {
    const words = likelihoodWords(name).map((word) => (word === "remote" ? "\\*\\*remote\\*\\*|remote chance" : word.replaceAll(" ", gap)));
    return [name, new RegExp(`(?<![\\p{L}-])(?:${words.join("|")})(?![\\p{L}-])`, "iu")];
  }),
);

function checkConfidence(sentence: Sentence, yardstick: YardstickName, at: (from: number, length: number) => Span, report: Report): void {
  const { text } = sentence;
  if (/\?["'”’)*_\]]*$/.test(text)) return;
  const confidence = confidencePattern.exec(text);
  if (!confidence) return;
  const likelihood = likelihoodPatterns[yardstick]!.exec(text) ?? /\{P/.exec(text);
  if (!likelihood || /\blikelihoods?\b/i.test(text)) return;
  const word = likelihood[0] === "{P" ? "a probability" : plain(likelihood[0]);
  report(
    found.confidenceWithLikelihood.at(at(confidence.index, confidence[0].length), { confidence: plain(confidence[0]), likelihood: word }),
  );
}

function plain(words: string): string {
  return words.replace(/[\s*_]+/g, " ").trim();
}

/** Reports the bold words before a computed value that are not of the case's yardstick. */
function checkLikelihoodWords(assessment: Assessment, report: Report): void {
  const { yardstick } = assessment.case;
  for (const { likelihood } of assessment.inlines) {
    if (!likelihood || bandsOf(likelihood.text, yardstick)) continue;
    const other = (["icd203", "phia"] as const).find((name) => name !== yardstick && bandsOf(likelihood.text, name));
    const words = yardsticks[yardstick].terms.map((term) => term.rows[0]![0]!).join(", ");
    report(
      found.unknownLikelihoodWord.at(likelihood.span, {
        word: likelihood.text,
        yardstick: yardsticks[yardstick].title,
        other: other ? yardsticks[other].title : "",
        words,
      }),
    );
  }
}

/** Checks the bold likelihood word before a value against the computed value. A probability that is itself uncertain is taken from its 5 to its 95 % quantile. */
export function checkLikelihood(
  assessment: Assessment,
  inline: InlineValue,
  summary: Pick<Summary, "mean" | "quantiles">,
  report: Report,
): void {
  const { yardstick } = assessment.case;
  const bands = inline.likelihood && bandsOf(inline.likelihood.text, yardstick);
  if (!inline.likelihood || !bands) return;
  const end = (probability: number) => summary.quantiles?.find((each) => each.probability === probability)?.value ?? summary.mean;
  const value = { value: summary.mean, low: end(0.05), high: end(0.95) };
  const diagnostic = likelihoodProblem(inline.likelihood.text, inline.likelihood.span, bands, value, yardstick);
  if (diagnostic) report(diagnostic);
}

interface LikelihoodValue {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function likelihoodProblem(
  word: string,
  span: Span,
  bands: readonly Band[],
  value: LikelihoodValue,
  yardstick: YardstickName,
): Diagnostic | undefined {
  const { low, high } = value;
  if (!Number.isFinite(value.value) || !Number.isFinite(low) || !Number.isFinite(high)) return undefined;
  const row = bands[0]!.row;
  const terms = bands.map((band) => band.term);
  const choice = termFor(value.value, yardstick);
  const isInside = terms.some((term) => holds(term, value.value) || term === choice.term || choice.neighbours.includes(term));
  if (!isInside) {
    const proposed = wordFor(value.value, yardstick, row) ?? "";
    const band = terms.length === 1 ? bandText(terms[0]!) : `${percent(terms[0]!.low)}–${bandText(terms.at(-1)!).replace(/^.*–/, "")}`;
    return found.likelihoodOutsideBand.at(span, { word, value: `${percent(value.value)} %`, band, proposed });
  }
  const covers = (probability: number) => {
    const end = termFor(probability, yardstick);
    return (
      terms.some((term) => holds(term, probability) || term === end.term || end.neighbours.includes(term)) || end.outside !== undefined
    );
  };
  if (low < high && !(covers(low) && covers(high))) {
    const proposed = wordsForRange(low, high, yardstick, row) ?? word;
    return found.likelihoodRangeSpansBands.at(span, { word, range: `${percent(low)} to ${percent(high)} %`, proposed });
  }
  if (choice.isGap && low === high) {
    const [below, above] = choice.neighbours.map((term) => term.rows[0]![0]!);
    return found.likelihoodInGap.at(span, { word, value: `${percent(value.value)} %`, below: below!, above: above! });
  }
  return undefined;
}

/** A percentage with as many digits as tell it from the edge of a band. */
function percent(probability: number): string {
  const whole = Math.round(probability * 100);
  if (Math.abs(whole - probability * 100) < 1e-9) return String(whole);
  return String(Number((probability * 100).toPrecision(3)));
}
