/** All questions that the page can ask the worker, by name. A view that needs another adds its file and a line here. */
import { assessment } from "./assessment.js";
import { brief, briefDocx, sectionsPage } from "./brief.js";
import { difference } from "./difference.js";
import { courses, forecastPage, scoresPage } from "./time-pages.js";
import { timeline } from "./timeline.js";

export const questions = { assessment, brief, briefDocx, sectionsPage, courses, difference, forecastPage, scoresPage, timeline };

/** The questions with their inputs and answers. */
export type Questions = typeof questions;
export type QuestionName = keyof Questions;
export type InputOf<Name extends QuestionName> = Parameters<Questions[Name]["answer"]>[0];
export type AnswerOf<Name extends QuestionName> = Awaited<ReturnType<Questions[Name]["answer"]>>;
