/** What the finding of candidates must not fall below, as data: raised when the rules get better, never lowered without a reason. */
import type { Feature } from "../../packages/evidence/src/candidates/candidate.js";
import type { CorpusSet } from "./corpus.js";

/** Least recall and precision of a kind over the texts of a set. */
export type Floor = readonly [set: CorpusSet, kind: Feature["kind"], least: { readonly recall: number; readonly precision: number }];

/** See {@link Floor}; a kind that is not listed has none. */
export const floors: readonly Floor[] = [
  ["article", "figure", { recall: 1, precision: 1 }],
  ["article", "attribution", { recall: 1, precision: 0.83 }],
  ["article", "source", { recall: 1, precision: 1 }],
  ["article", "causal", { recall: 1, precision: 1 }],
  ["article", "precedent", { recall: 1, precision: 1 }],
  ["article", "legal", { recall: 1, precision: 1 }],
  ["article", "prediction", { recall: 1, precision: 1 }],
  ["article", "option", { recall: 1, precision: 1 }],
  ["article", "table-row", { recall: 1, precision: 1 }],
  ["open", "figure", { recall: 0.95, precision: 0.98 }],
  ["open", "attribution", { recall: 0.88, precision: 0.96 }],
  ["open", "source", { recall: 0.88, precision: 0.92 }],
  ["open", "causal", { recall: 0.66, precision: 0.94 }],
  ["open", "precedent", { recall: 0.58, precision: 0.75 }],
  ["open", "legal", { recall: 1, precision: 0.97 }],
  ["open", "prediction", { recall: 0.85, precision: 0.91 }],
  ["open", "option", { recall: 0.74, precision: 0.96 }],
  ["open", "table-row", { recall: 1, precision: 1 }],
  ["held-out", "figure", { recall: 0.86, precision: 0.99 }],
  ["held-out", "attribution", { recall: 0.7, precision: 0.72 }],
  ["held-out", "source", { recall: 0.72, precision: 0.84 }],
  ["held-out", "causal", { recall: 0.68, precision: 0.86 }],
  ["held-out", "precedent", { recall: 0.87, precision: 1 }],
  ["held-out", "legal", { recall: 1, precision: 0.75 }],
  ["held-out", "prediction", { recall: 0.7, precision: 0.68 }],
  ["held-out", "option", { recall: 0.55, precision: 0.71 }],
];
