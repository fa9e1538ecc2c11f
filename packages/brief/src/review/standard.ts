/** What a review of tradecraft consists of: standards, the questions that each asks of a case, and the answers, each with its places in the text. */
import type { Diagnostic, Span } from "@outweigh/language";
import type { Findings } from "../findings.js";
import { capitalise, countWords } from "../words.js";

/** How a case stands by a question or a standard. */
export type Verdict = "met" | "not-met" | "not-applicable";

/** Something that keeps a question from being met. Without a span it is the whole case that lacks it. */
export interface Shortfall {
  readonly words: string;
  readonly span: Span | undefined;
}

/** The answer to a question: why the verdict is what it is, in a sentence, and what is to be mended. */
export interface Answer {
  readonly verdict: Verdict;
  readonly because: string;
  readonly shortfalls: readonly Shortfall[];
}

/** Something that the program can look for in any case. */
export interface Question {
  /** Unique within its standard; part of the code `icd203-1/grades`. */
  readonly name: string;
  readonly asks: string;
  readonly answer: (findings: Findings) => Answer;
}

/** A standard of the trade, in our own words, with the questions by which a case is held against it. */
export interface Standard {
  readonly code: string;
  readonly title: string;
  readonly asks: string;
  readonly questions: readonly Question[];
  /** What only people can judge. */
  readonly leftToPeople: string | undefined;
}

/** A published set of standards. */
export interface StandardSet {
  readonly name: string;
  readonly source: string;
  readonly standards: readonly Standard[];
}

/** The question is met. */
export function met(because: string): Answer {
  return { verdict: "met", because, shortfalls: [] };
}

/** The question does not arise in this case. */
export function notApplicable(because: string): Answer {
  return { verdict: "not-applicable", because, shortfalls: [] };
}

/** The question is not met by the case as a whole; the place, where there is one, is where it would be mended. */
export function notMet(because: string, span?: Span): Answer {
  return { verdict: "not-met", because, shortfalls: [{ words: because, span }] };
}

/** Whether every item holds: met when all do, not met at the places of those that do not, and not applicable where there are none. */
export function every<Item extends { readonly span: Span; readonly label: string }>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
  words: { readonly one: string; readonly several: string; readonly holds: string; readonly fails: string; readonly none: string },
): Answer {
  if (items.length === 0) return notApplicable(words.none);
  const failing = items.filter((item) => !holds(item));
  if (failing.length === 0) return met(`${capitalise(countWords(items.length, words.one, words.several))}: ${words.holds}.`);
  return {
    verdict: "not-met",
    because: `${failing.length} of ${countWords(items.length, words.one, words.several)}: ${words.fails}.`,
    shortfalls: failing.map(({ label, span }) => ({ words: `${capitalise(label)}: ${words.fails}.`, span })),
  };
}

/** Whether the check found nothing of these kinds; each finding is a place to mend. */
export function noFindings(findings: Findings, codes: readonly string[], holds: string): Answer {
  const found = findings.evaluated.diagnostics.filter(({ code }) => codes.includes(code));
  if (found.length === 0) return met(holds);
  return {
    verdict: "not-met",
    because: `The check has ${countWords(found.length, "finding")} on this.`,
    shortfalls: found.map(({ message, span }: Diagnostic) => ({ words: message, span })),
  };
}

/** The verdict of several: not met when one is not, not applicable when none applies. */
export function verdictOf(answers: readonly Answer[]): Verdict {
  if (answers.some(({ verdict }) => verdict === "not-met")) return "not-met";
  return answers.some(({ verdict }) => verdict === "met") ? "met" : "not-applicable";
}
