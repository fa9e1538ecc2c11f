/**
 * Conditioning on observations. A first pass weighs every draw by its likelihood. The second makes the run from the uniforms of draws that are
 * chosen in proportion to their weights, some several times and others not at all, so that nothing after this file knows of weights.
 */
import { exp } from "../elementary.js";
import type { Graph, Observation, Output } from "../graph.js";
import type { Conditioning, OutputResult, Summary } from "../result.js";

/** The first pass: the same model, of which only the likelihoods and the observed values are kept. Its outputs are what `weigh` reads. */
export function evidenceGraph({ observations = [], ...graph }: Graph): Graph {
  return { ...graph, outputs: observations.flatMap((each, index) => evidenceOutputs(each, index)) };
}

function evidenceOutputs({ logLikelihood, of }: Observation, index: number): readonly Output[] {
  const likelihood: Output = { name: `${index}:likelihood`, node: logLikelihood, keep: "draws" };
  return of === undefined ? [likelihood] : [likelihood, { name: `${index}:value`, node: of, keep: "moments" }];
}

/** The outcome of the first pass. */
export interface Weighed {
  readonly report: Conditioning;
  /** For each draw of the second pass, the draw of the first that it repeats, in rising order; undefined when no draw can be chosen. */
  readonly chosen: Uint32Array | undefined;
}

/** Weighs the draws of the first pass and chooses those of the second. */
export function weigh(observations: readonly Observation[], outputs: readonly OutputResult[], draws: number): Weighed {
  const find = (name: string) => outputs.find((output) => output.name === name);
  const columns = observations.map((_, index) => find(`${index}:likelihood`)!.draws![0]!);
  const weights = weightsOf(columns, draws);
  const effectiveDraws = effectiveNumber(weights);
  const report: Conditioning = {
    effectiveDraws,
    observations: observations.map(({ name }, index) => {
      const value = find(`${index}:value`)?.summaries[0];
      const alone = { name, effectiveDraws: effectiveNumber(weightsOf([columns[index]!], draws)) };
      return value === undefined ? alone : { ...alone, prior: { mean: value.mean, sd: value.sd } };
    }),
  };
  return { report, chosen: effectiveDraws > 0 ? resample(weights) : undefined };
}

/** The product of likelihoods in each draw, as a share of the greatest. A column of length one is the same in all draws. */
export function weightsOf(logLikelihoods: readonly Float64Array[], draws: number): Float64Array {
  const weights = new Float64Array(draws);
  for (const column of logLikelihoods) {
    const stride = column.length === 1 ? 0 : 1;
    for (let i = 0; i < draws; i++) weights[i]! += column[i * stride]!;
  }
  let greatest = -Infinity;
  for (let i = 0; i < draws; i++) greatest = Math.max(greatest, weights[i]!);
  for (let i = 0; i < draws; i++) weights[i] = weights[i] === -Infinity ? 0 : exp(weights[i]! - greatest);
  return weights;
}

/** The number of equal weights that estimate a mean as well as these: (Σw)² / Σw² (Kish 1965, section 11.2C). Zero when all weights are zero. */
export function effectiveNumber(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! * weights[i]!;
  }
  return sum === 0 ? 0 : (sum * sum) / squares;
}

/**
 * Systematic resampling with the offset one half (Kitagawa 1996): draw i is chosen as often as its share of the weight says, rounded up or
 * down. Equal weights choose every draw once.
 */
export function resample(weights: Float64Array): Uint32Array {
  const chosen = new Uint32Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let last = weights.length - 1;
  while (last > 0 && weights[last] === 0) last--;
  let draw = 0;
  let reached = weights[0]!;
  for (let k = 0; k < chosen.length; k++) {
    const place = ((k + 0.5) * total) / chosen.length;
    while (reached < place && draw < last) reached += weights[++draw]!;
    chosen[k] = draw;
  }
  return chosen;
}

/** Outputs of the second pass with the standard errors of so many independent draws: a draw that is there five times says no more than once. */
export function withEffectiveDraws(outputs: readonly OutputResult[], effectiveDraws: number, draws: number): readonly OutputResult[] {
  const factor = Math.sqrt(draws / effectiveDraws);
  const widen = (summary: Summary): Summary => {
    const { meanError, quantiles } = summary;
    const wider = { ...summary, meanError: meanError * factor };
    return quantiles === undefined ? wider : { ...wider, quantiles: quantiles.map((each) => ({ ...each, error: each.error * factor })) };
  };
  return outputs.map((output) => ({ ...output, summaries: output.summaries.map(widen) }));
}
