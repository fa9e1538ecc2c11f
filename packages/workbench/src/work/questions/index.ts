/** All questions that the page can ask the worker, by name. A view that needs another adds its file and a line here. */
import { answerAnalyses, answerAnalysis } from "./answer-analysis.js";
import { answerCompared } from "./answer-compared.js";
import { answerHeads, answerInputs } from "./answer-inputs.js";
import { answerWhy } from "./answer-why.js";
import { assessment } from "./assessment.js";
import { brief, briefDocx } from "./brief.js";
import { claimDraft } from "./claim-draft.js";
import { diagram, diagramEdit, diagramLeverage, diagramValue } from "./diagram.js";
import { difference } from "./difference.js";
import { evidenceAgreement, evidenceReading } from "./evidence-pictures.js";
import { evidenceSources } from "./evidence-sources.js";
import { formatted, nameAt, names, outline, rename, vocabulary } from "./names.js";
import { search } from "./search.js";
import { sourcePassages } from "./source-passages.js";
import { sourceText } from "./source-text.js";
import { spreadOf, textValues } from "./text-values.js";
import { courses, forecastPage, scoresPage } from "./time-pages.js";
import { timeline } from "./timeline.js";

export const questions = {
  answerAnalyses,
  answerAnalysis,
  answerCompared,
  answerHeads,
  answerInputs,
  answerWhy,
  assessment,
  brief,
  briefDocx,
  vocabulary,
  names,
  nameAt,
  rename,
  formatted,
  outline,
  textValues,
  spreadOf,
  search,
  evidenceSources,
  sourceText,
  sourcePassages,
  claimDraft,
  evidenceAgreement,
  evidenceReading,
  diagram,
  diagramEdit,
  diagramLeverage,
  diagramValue,
  courses,
  difference,
  forecastPage,
  scoresPage,
  timeline,
};

/** The questions with their inputs and answers. */
export type Questions = typeof questions;
export type QuestionName = keyof Questions;
export type InputOf<Name extends QuestionName> = Parameters<Questions[Name]["answer"]>[0];
export type AnswerOf<Name extends QuestionName> = Awaited<ReturnType<Questions[Name]["answer"]>>;
