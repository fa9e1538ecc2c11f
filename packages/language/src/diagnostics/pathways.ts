/** Diagnostics of pathways: what they may follow, when their rules may fire, and what they may look at. */
import { defineDiagnostic } from "../diagnostic.js";

export const pathwayNeedsOption = defineDiagnostic<{ pathway: string; present: string; added: string; measures: string }>(
  "pathway-needs-option",
  "error",
  ({ pathway, present, added, measures }) =>
    `When ${pathway} follows ${present} and adds ${added}, it needs an option with exactly these measures: ${measures}. There is none.`,
  ({ present, added }) => `Declare it, for instance: option ${present}_${added} "…" = ${present} + ${added}.`,
);

export const pathwayOfPathway = defineDiagnostic<{ pathway: string; name: string }>(
  "pathway-of-pathway",
  "error",
  ({ pathway, name }) => `The pathway ${pathway} cannot follow ${name}, which is a pathway too.`,
  () => "Name an option that stays as it is, and give this pathway rules of its own.",
);

export const pathwayWindow = defineDiagnostic<{ problem: string }>(
  "pathway-window",
  "error",
  ({ problem }) => `This rule can never fire: ${problem}.`,
  () => "Correct the time after “from” or “by”. A year means its beginning, as everywhere in the notation.",
);

export const pathwayTooLong = defineDiagnostic<{ pathway: string; found: number; most: number }>(
  "pathway-too-long",
  "error",
  ({ pathway, found, most }) => `The pathway ${pathway} has ${found} rules; ${most} are the most.`,
  () => "Split it into several pathways, each with the rules that belong together.",
);

export const pathwayAsMeasure = defineDiagnostic<{ name: string; starts: string }>(
  "pathway-as-measure",
  "error",
  ({ name }) => `${name} is a pathway; in a formula or table only what it follows counts.`,
  ({ name, starts }) =>
    starts === ""
      ? "Name an option that it follows."
      : `Name an option that it follows, such as ${starts}. One course is picked with x[${name}] or after a bar: mean(x | ${name}).`,
);

export const pathwayLooksAhead = defineDiagnostic<{ text: string }>(
  "pathway-looks-ahead",
  "error",
  ({ text }) =>
    `The condition ${text} needs the whole course of the pathway, a total or the value of one period, and is asked while the course is running.`,
  () =>
    "Compare what is known at each moment: a stock, a rate, or a quantity computed from them. A stock that gains the rate is its total so far.",
);

export const pathwayWithoutTime = defineDiagnostic<{ objective: string; name: string; pathway: string }>(
  "pathway-without-time",
  "error",
  ({ objective, name, pathway }) =>
    `The objective ${objective} uses ${name}, which depends on the option and not on time, so it has no value for ${pathway}, which changes its option.`,
  ({ name }) => `Say when it counts: give ${name} per year and take its total over time, total(…), or its last value, final(…).`,
);

export const timingProblem = defineDiagnostic<{ problem: string; remedy: string }>(
  "timing-problem",
  "error",
  ({ problem }) => `The best moment cannot be sought: ${problem}.`,
  ({ remedy }) => remedy,
);
