/** What a run of a graph gives: the third of the four nouns. Plain data; columns are Float64Arrays. */
import type { Dimension } from "./graph.js";
import type { SamplingMethod } from "./sampling/sampler.js";

/** A quantile and its standard error, which under replicated sampling is larger than the true one. */
export interface QuantileEstimate {
  readonly probability: number;
  readonly value: number;
  readonly error: number;
}

/** The means of the lowest and of the highest draws, each a share of `probability`: 5 %. The order statistic at the end counts by its fraction. */
export interface Tails {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
}

/** Everything asked of one cell. Standard errors are of the Monte Carlo error alone. A draw that is not a number makes all of it not a number. */
export interface Summary {
  readonly mean: number;
  readonly meanError: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  /** How many draws are infinite or not numbers; absent when none is. */
  readonly notFinite?: number;
  /** Present unless only moments were kept: 5, 25, 50, 75, 95 % quantiles and the standard error of each. */
  readonly quantiles?: readonly QuantileEstimate[];
  /** Present unless only moments were kept. */
  readonly tails?: Tails;
}

/** One kept value: `summaries` has one entry per cell, row-major over `dimensions`; `draws`, where asked for, has one column per cell. */
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
  /** How uniforms were made. */
  readonly sampling: SamplingMethod;
  readonly draws: number;
  readonly inputsHash: string;
  readonly resultHash: string;
  /** Evidence that the run was made without, as the user named it; absent when all of it counted. */
  readonly without?: readonly string[];
}

/** What one observation says, by itself. */
export interface ObservationReport {
  readonly name: string;
  /** Equal draws that would be as good as all draws weighted by this observation alone. */
  readonly effectiveDraws: number;
  /** Mean and standard deviation, before conditioning, of the single value that was observed. */
  readonly prior?: { readonly mean: number; readonly sd: number };
}

/**
 * What the observations left of the draws: how many equal draws would be as good as the weighted ones (Kish's effective sample size). With 0
 * no draw fits all observations, and NaN says that a likelihood is not a number somewhere; the run then has no outputs.
 */
export interface Conditioning {
  readonly effectiveDraws: number;
  readonly observations: readonly ObservationReport[];
}

/** The results of one run. */
export interface Result {
  readonly dimensions: readonly Dimension[];
  readonly outputs: readonly OutputResult[];
  /** Present when the graph has observations. */
  readonly conditioning?: Conditioning;
  readonly record: RunRecord;
}
