/** What can be amiss with competing hypotheses, and with the confidence that an answer is given. */
import { defineDiagnostic } from "../diagnostic.js";

export const hypothesesProblem = defineDiagnostic<{ problem: string; remedy: string }>(
  "hypotheses-problem",
  "error",
  ({ problem }) => problem,
  ({ remedy }) => remedy,
);

export const evidenceTellsNothing = defineDiagnostic<{ evidence: string }>(
  "evidence-tells-nothing",
  "warning",
  ({ evidence }) => `${evidence} fits every hypothesis alike, so it tells nothing of which is true.`,
  () => "Leave it as it is for the record, or look whether it would be less to be expected under one of them.",
);

export const confidenceTooHigh = defineDiagnostic<{ why: string }>(
  "confidence-too-high",
  "error",
  ({ why }) => `High confidence is claimed, and ${why}.`,
  () => 'Write moderate or low; or say what it rests on all the same, in a line below: despite "…".',
);
