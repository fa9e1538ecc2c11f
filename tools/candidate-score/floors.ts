/** What the finding of candidates must not fall below, as data: raised when the rules get better, never lowered without a reason. */
import type { Feature } from "../../packages/evidence/src/candidates/candidate.js";
import type { CorpusSet } from "./corpus.js";

/** Least recall and precision of a kind over the texts of a set. */
export type Floor = readonly [set: CorpusSet, kind: Feature["kind"], least: { readonly recall: number; readonly precision: number }];

/** See {@link Floor}; a kind that is not listed has none. */
export const floors: readonly Floor[] = [
  ["open", "table-row", { recall: 1, precision: 1 }],
  ["held-out", "table-row", { recall: 1, precision: 1 }],
  ["article", "figure", { recall: 1, precision: 1 }],
  ["article", "table-row", { recall: 1, precision: 1 }],
];
