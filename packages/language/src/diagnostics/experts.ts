/** Diagnostics of experts: judgements that cannot be, panels that cannot be pooled, curves that miss what was said. */
import { defineDiagnostic } from "../diagnostic.js";

export const judgementProblem = defineDiagnostic<{ name: string; problem: string; remedy: string }>(
  "judgement-problem",
  "error",
  ({ name, problem }) => `The judgement ${name} cannot be used: ${problem}.`,
  ({ remedy }) => remedy,
);

export const panelProblem = defineDiagnostic<{ name: string; problem: string; remedy: string }>(
  "panel-problem",
  "error",
  ({ name, problem }) => `The experts’ judgements of ${name} cannot be put together: ${problem}.`,
  ({ remedy }) => remedy,
);

export const fitMisses = defineDiagnostic<{ name: string; family: string; judged: string; fitted: string; value: string }>(
  "fit-misses",
  "warning",
  ({ name, family, judged, fitted, value }) =>
    `The ${family} curve through the judgement ${name} misses it: the expert gives ${judged} to values up to ${value}, and the curve ${fitted}.`,
  () => "Show the expert the curve and have it corrected; or name another family, such as: fit metalog.",
);

export const certainJudgement = defineDiagnostic<{ name: string }>(
  "certain-judgement",
  "warning",
  ({ name }) =>
    `The judgement ${name} calls something certain or impossible, which would outvote all others; it is counted as 99.9 % or 0.1 %.`,
  () => "Ask the expert whether that is meant; pool linear takes it as it stands.",
);
