/** Diagnostics that need the results of a run. */
import { defineDiagnostic } from "../diagnostic.js";

export const uncomputable = defineDiagnostic<{ text: string }>(
  "uncomputable",
  "error",
  ({ text }) =>
    `The value {${text}} came out as no number: somewhere it divides by nothing, or takes the root or the logarithm of a negative number.`,
  () => "Look at the quantities it uses in the brief's lineage; guard the formula, for instance with max(x, 0.001), or correct the input.",
);

export const checkFailed = defineDiagnostic<{ name: string; where: string }>(
  "check-failed",
  "error",
  ({ name, where }) => `Your check “${name}” does not hold ${where}.`,
  () => "Either the model is wrong there, or the check asks too much. Show the value in the prose with {…} to see it.",
);
