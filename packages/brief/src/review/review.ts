/** Holding a case against the published standards: every question answered, a verdict for each standard, and how many stand how. */

import type { Evaluated } from "@outweigh/language";
import { type Findings, readFindings } from "../findings.js";
import type { PublicationHistory } from "../judgements.js";
import { aquaBook } from "./aqua.js";
import { icd203 } from "./icd203.js";
import { type Answer, type Question, type Standard, type StandardSet, type Verdict, verdictOf } from "./standard.js";

/** Every set of standards that a case is held against. */
export const standardSets: readonly StandardSet[] = [icd203, aquaBook];

/** A question with its answer. */
export interface AnsweredQuestion extends Answer {
  readonly question: Question;
}

/** A standard with its verdict. */
export interface ReviewedStandard {
  readonly standard: Standard;
  readonly verdict: Verdict;
  readonly answers: readonly AnsweredQuestion[];
}

/** A set of standards with the verdict of each. */
export interface ReviewedSet {
  readonly set: StandardSet;
  readonly standards: readonly ReviewedStandard[];
}

/** The tradecraft of an evaluated case. */
export function reviewCase(evaluated: Evaluated, history?: PublicationHistory): readonly ReviewedSet[] {
  return reviewFindings(readFindings(evaluated, history));
}

/** As `reviewCase`, where the case is already read. */
export function reviewFindings(findings: Findings): readonly ReviewedSet[] {
  return standardSets.map((set) => ({
    set,
    standards: set.standards.map((standard) => {
      const answers = standard.questions.map((question) => ({ question, ...question.answer(findings) }));
      return { standard, verdict: verdictOf(answers), answers };
    }),
  }));
}

/** How many standards have a verdict. */
export function countVerdict({ standards }: ReviewedSet, verdict: Verdict): number {
  return standards.filter((standard) => standard.verdict === verdict).length;
}
