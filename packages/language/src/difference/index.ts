/** Comparing two versions of an assessment. */
export { type CompiledSide, type DifferenceSettings, differenceOf, isSame, mirrorOf } from "./difference.js";
export type * from "./record.js";
export type { MakeRun } from "./side-run.js";
