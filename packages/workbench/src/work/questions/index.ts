/** All questions that the page can ask the worker, by name. A view that needs another adds its file and a line here. */
import { assessment } from "./assessment.js";
import { brief, briefDocx, sectionsPage } from "./brief.js";
import { diagram, diagramEdit, diagramLeverage, diagramValue } from "./diagram.js";

export const questions = { assessment, brief, briefDocx, sectionsPage, diagram, diagramEdit, diagramLeverage, diagramValue };

/** The questions with their inputs and answers. */
export type Questions = typeof questions;
export type QuestionName = keyof Questions;
export type InputOf<Name extends QuestionName> = Parameters<Questions[Name]["answer"]>[0];
export type AnswerOf<Name extends QuestionName> = Awaited<ReturnType<Questions[Name]["answer"]>>;
