/** What a run of a graph gives: the third of the four nouns. Plain data; columns are Float64Arrays. */
import type { Dimension } from "./graph.js";

/** Everything asked of one cell. Standard errors are of the Monte Carlo error alone. */
export interface Summary {
  readonly mean: number;
  readonly meanError: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  /** Present when draws were kept: 5, 25, 50, 75, 95 % quantiles and the standard error of each. */
  readonly quantiles?: readonly { readonly probability: number; readonly value: number; readonly error: number }[];
}

/** One kept value: `summaries` has one entry per cell, row-major over `dimensions`; `draws` has one column per cell. */
export interface OutputResult {
  readonly name: string;
  readonly dimensions: readonly string[];
  readonly summaries: readonly Summary[];
  readonly draws?: readonly Float64Array[];
}

/** How the run was made; hashes are added by whoever holds the text. */
export interface RunRecord {
  readonly engineVersion: string;
  readonly seed: number;
  readonly draws: number;
  readonly inputsHash: string;
  readonly resultHash: string;
}

/** The results of one run. */
export interface Result {
  readonly dimensions: readonly Dimension[];
  readonly outputs: readonly OutputResult[];
  readonly record: RunRecord;
}
