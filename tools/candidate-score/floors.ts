/** What the finding of candidates must not fall below, as data: raised when the rules get better, never lowered without a reason. */
import type { Feature } from "../../packages/evidence/src/candidates/candidate.js";
import type { CorpusSet } from "./corpus.js";

/** Least recall and precision of a kind over the texts of a set. */
export type Floor = readonly [set: CorpusSet, kind: Feature["kind"], least: { readonly recall: number; readonly precision: number }];

/** See {@link Floor}; a kind that is not listed has none. */
export const floors: readonly Floor[] = [
  ["article", "figure", { recall: 1, precision: 1 }],
  ["article", "attribution", { recall: 1, precision: 0.8 }],
  ["article", "source", { recall: 1, precision: 1 }],
  ["article", "causal", { recall: 0.8, precision: 1 }],
  ["article", "precedent", { recall: 1, precision: 1 }],
  ["article", "legal", { recall: 1, precision: 1 }],
  ["article", "prediction", { recall: 1, precision: 1 }],
  ["article", "option", { recall: 1, precision: 0.85 }],
  ["article", "table-row", { recall: 1, precision: 1 }],
  ["open", "figure", { recall: 0.95, precision: 0.95 }],
  ["open", "attribution", { recall: 0.9, precision: 0.95 }],
  ["open", "source", { recall: 0.9, precision: 0.9 }],
  ["open", "causal", { recall: 0.65, precision: 0.95 }],
  ["open", "legal", { recall: 0.95, precision: 0.95 }],
  ["open", "prediction", { recall: 0.8, precision: 0.85 }],
  ["open", "option", { recall: 0.95, precision: 0.85 }],
  ["open", "table-row", { recall: 1, precision: 1 }],
  ["held-out", "figure", { recall: 0.85, precision: 0.93 }],
  ["held-out", "attribution", { recall: 0.65, precision: 0.6 }],
  ["held-out", "prediction", { recall: 0.6, precision: 0.8 }],
  ["held-out", "table-row", { recall: 1, precision: 1 }],
];
