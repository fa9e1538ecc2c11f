/** Diagnostics of declarations that are there and do nothing, or stand without a reason. */
import { addLine, defineDiagnostic } from "../diagnostic.js";

export const unusedDeclaration = defineDiagnostic<{ kind: string; name: string }>(
  "unused-declaration",
  "warning",
  ({ kind, name }) => `Nothing uses the ${kind} ${name}.`,
  ({ kind }) =>
    kind === "claim"
      ? "Give it as a reason (because NAME), mark what it conflicts with or corroborates, or remove it."
      : kind === "source"
        ? "Take a claim from it, or remove it."
        : "Use it in a formula or show it in the text with {NAME}, or remove it.",
);

export const optionWithoutEffect = defineDiagnostic<{ option: string }>(
  "option-without-effect",
  "warning",
  ({ option }) => `No formula, table or rule mentions the option ${option}, so it comes out the same as carrying on.`,
  ({ option }) => `Say what it changes: a row “${option}” in a table given option, or “if ${option} then … else …”.`,
);

export const noReason = defineDiagnostic<{ kind: string; name: string }>(
  "no-reason",
  "warning",
  ({ kind, name }) => `The ${kind} ${name} has no reason; the brief lists it as an assumption.`,
  () => 'Say where it comes from, with claims or in your own words: because CLAIM, "judgement".',
  () => [addLine("because", 'because ""')],
);

export const precedentSmall = defineDiagnostic<{ name: string; trials: number; counted: "cases" | "ratios" | "events" }>(
  "precedent-small",
  "note",
  ({ name, trials, counted }) => {
    const one = counted.slice(0, -1);
    const number = trials === 0 ? `no ${one} at all` : trials === 1 ? `one ${one}` : `${trials} ${counted}`;
    if (counted === "ratios") return `What ${name} says rests on ${number}; nothing lies below the least or above the greatest of them.`;
    return `The ${counted === "cases" ? "base rate" : "rate"} of ${name} rests on ${number}; the range of its ${counted === "cases" ? "probability" : "values"} is wide.`;
  },
  () => "Nothing need be changed. If there are more cases of the kind, count them in.",
);

export const selectedOnOutcome = defineDiagnostic<{ name: string }>(
  "selected-on-outcome",
  "note",
  ({ name }) => `The cases of ${name} were chosen by how they ended, so their share says little about how often it happens.`,
  () => "Choose the cases by a rule that does not look at the outcome, if you can.",
);
