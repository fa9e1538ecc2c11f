/**
 * Whether a ranking is real or luck of the draws: the probability that the option which looks best is best, from the sampling distribution of
 * the estimates, and a verdict.
 */
import { studentT } from "../distributions/student-t.js";
import { replicateCount } from "../random.js";
import { openStream } from "../sampling/sampler.js";
import { gammaPInverse } from "../special/incomplete-gamma.js";
import { normalCdf, normalQuantile } from "../special/normal.js";
import { quantile } from "../statistics/quantiles.js";
import { bestShares, estimatedMean, unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, OptionDraws, Unsuitable } from "./draws.js";
import { differenceOf } from "./information.js";
import { tailWeight } from "./tail-risk.js";

/** By what options are ranked: the mean, the median, or how often each is best. */
export type SelectionStatistic = "mean" | "median" | "best";

/** What is asked: `indifference` is a difference of the statistic too small to matter (0 unless given), `level` the confidence wanted (0.95 unless given). */
export interface SelectionOptions {
  readonly statistic?: SelectionStatistic;
  readonly eligible?: readonly boolean[];
  readonly indifference?: number;
  readonly level?: number;
}

/** The selected option less another one; the probability that it is truly better, and that it is at most the indifference worse. */
export interface Competitor {
  readonly option: number;
  readonly difference: Estimated;
  readonly probabilityBetter: number;
  readonly probabilityGood: number;
}

/**
 * - `stable`: the selected option is the best one with the confidence wanted.
 * - `tied`: that cannot be said, but with the confidence wanted no other is better by more than the indifference.
 * - `unstable`: neither; more draws may tell.
 */
export type Verdict = "stable" | "tied" | "unstable";

/** The option selected (its number), how sure the selection is, and the verdict. */
export interface Selection {
  readonly statistic: SelectionStatistic;
  readonly selected: number;
  readonly competitors: readonly Competitor[];
  /** The probability that the selected option is truly the best, and one that it surely reaches (Bonferroni). */
  readonly probability: number;
  readonly atLeast: number;
  /** The least probability that no other is better by more than the indifference. */
  readonly goodAtLeast: number;
  /** Competitors (by number) that the draws cannot tell from the selected option. */
  readonly notSeparated: readonly number[];
  readonly level: number;
  readonly indifference: number;
  readonly verdict: Verdict;
  /** Eligible options whose tails are so heavy that errors of their means cannot be trusted; the verdict on means is then not to be trusted either. */
  readonly warnings: readonly Unsuitable[];
}

/** The fewest draws from which a selection is judged: two in each of eight groups. */
export const fewestForSelection = 2 * replicateCount;

/**
 * The probability of correct selection. Differences to the selected option are taken draw by draw, so that common random numbers count; their
 * errors follow Student's t distribution with 7 degrees of freedom for eight replicates, with one less than there are draws for the mean of
 * independent ones. The probabilities are those of a reader who knew nothing before.
 */
export function correctSelection(draws: OptionDraws, options: SelectionOptions = {}): Selection | Unsuitable {
  const { statistic = "mean", eligible = [], indifference = 0, level = 0.95 } = options;
  const ranked = draws.options.map((_, option) => option).filter((option) => eligible[option] ?? true);
  if (draws.options.length > 0 && ranked.length === 0) return { kind: "unsuitable", reason: "all-barred" };
  if (ranked.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: ranked.length, need: 2 };
  const unsuitable = unsuitableColumns(draws.benefits, draws.options, fewestForSelection);
  if (unsuitable) return unsuitable;
  const all = widened(draws.benefits);
  const columns = statistic === "best" ? bestShares(all, eligible) : all;
  const estimate = (column: Float64Array) =>
    statistic === "median" ? quantile(column, 0.5) : estimatedMean(column, draws.replicated).value;
  const estimates = columns.map(estimate);
  const selected = ranked.reduce((best, option) => (estimates[option]! > estimates[best]! ? option : best), ranked[0]!);
  const groups = groupEstimates(columns, estimate, draws.replicated);
  const others = ranked.filter((option) => option !== selected);
  const competitors = others.map((option): Competitor => {
    const [difference, freedom] =
      statistic === "median"
        ? groupDifference(groups, selected, option, estimates)
        : pairedDifference(columns[selected]!, columns[option]!, draws.replicated);
    return {
      option,
      difference,
      probabilityBetter: probabilityAbove(difference, 0, freedom, 0.5),
      probabilityGood: probabilityAbove(difference, indifference, freedom, 1),
    };
  });
  const bonferroni = (of: (competitor: Competitor) => number) =>
    Math.max(0, 1 - competitors.reduce((lack, each) => lack + 1 - of(each), 0));
  const atLeast = bonferroni(({ probabilityBetter }) => probabilityBetter);
  const goodAtLeast = bonferroni(({ probabilityGood }) => probabilityGood);
  const most = Math.min(...competitors.map(({ probabilityBetter }) => probabilityBetter));
  const close = competitors.filter(({ probabilityBetter }) => probabilityBetter < 1 - negligible).map(({ option }) => option);
  const probability = close.length < 2 ? most : Math.min(most, Math.max(atLeast, jointProbability(groups, selected, close, estimates)));
  return {
    statistic,
    selected,
    competitors,
    probability,
    atLeast,
    goodAtLeast,
    notSeparated: competitors.filter((each) => 1 - each.probabilityBetter > (1 - level) / others.length).map(({ option }) => option),
    level,
    indifference,
    verdict: atLeast >= level ? "stable" : goodAtLeast >= level ? "tied" : "unstable",
    warnings:
      statistic === "mean"
        ? heavyTailWarnings(
            ranked.map((option) => columns[option]!),
            ranked.map((option) => draws.options[option]!),
          )
        : [],
  };
}

/** A warning for each column whose mean has no reliable error. */
export function heavyTailWarnings(columns: readonly Float64Array[], names: readonly string[]): readonly Unsuitable[] {
  return columns.flatMap((column, index): Unsuitable[] =>
    tailWeight(column).isHeavy ? [{ kind: "unsuitable", reason: "infinite-variance", name: names[index]! }] : [],
  );
}

/** The probability that what was estimated lies above minus the indifference; of a difference without error, whether it does, or `ifEqual`. */
function probabilityAbove({ value, error }: Estimated, indifference: number, freedom: number, ifEqual: number): number {
  const distance = value + indifference;
  if (error === 0) return distance === 0 ? ifEqual : Number(distance > 0);
  return freedom > 1e5 ? normalCdf(distance / error) : studentT.cdf(distance / error, [0, 1, freedom]);
}

function pairedDifference(a: Float64Array, b: Float64Array, replicated: boolean): readonly [Estimated, number] {
  const difference = estimatedMean(differenceOf(a, b), replicated);
  return [difference, (replicated ? replicateCount : a.length) - 1];
}

/** Per option its estimate in each group of draws: the eight replicates, or up to 32 groups of independent draws. */
function groupEstimates(
  columns: readonly Float64Array[],
  estimate: (column: Float64Array) => number,
  replicated: boolean,
): readonly (readonly number[])[] {
  const draws = columns[0]!.length;
  const groups = replicated ? replicateCount : Math.min(32, Math.floor(draws / 2));
  return columns.map((column) => {
    if (draws === 1) return [column[0]!];
    return Array.from({ length: groups }, (_, group) => estimate(everyNth(column, group, groups)));
  });
}

function everyNth(column: Float64Array, first: number, step: number): Float64Array {
  const part = new Float64Array(Math.ceil((column.length - first) / step));
  for (let k = 0; k < part.length; k++) part[k] = column[first + k * step]!;
  return part;
}

function groupDifference(
  groups: readonly (readonly number[])[],
  selected: number,
  option: number,
  estimates: readonly number[],
): readonly [Estimated, number] {
  const differences = Float64Array.from(groups[selected]!, (value, group) => value - groups[option]![group]!);
  const { error } = estimatedMean(differences, false);
  return [{ value: estimates[selected]! - estimates[option]!, error }, differences.length - 1];
}

/** Points at which the joint distribution is sampled; the probability is then known to about 0.005. */
const jointPoints = 8192;

/** A competitor with less of a chance than this is left out of the joint distribution. */
const negligible = 1e-5;

/**
 * The share of a multivariate t distribution about the estimates in which the selected option is above all others. A combination of the
 * groups' deviations with normal weights has exactly their covariance, so that no matrix is inverted, however many options there are.
 */
function jointProbability(
  groups: readonly (readonly number[])[],
  selected: number,
  others: readonly number[],
  estimates: readonly number[],
): number {
  const count = groups[selected]!.length;
  if (count === 1) return 1;
  const { normals, stretch } = jointSample(count);
  const deviations = others.map((option) => {
    const differences = groups[selected]!.map((value, group) => value - groups[option]![group]!);
    const mean = differences.reduce((sum, value) => sum + value, 0) / count;
    return differences.map((value) => value - mean);
  });
  const gaps = others.map((option) => estimates[selected]! - estimates[option]!);
  let isBest = 0;
  for (let point = 0; point < jointPoints; point++) if (areAllAbove(gaps, deviations, normals, stretch[point]!, point)) isBest++;
  return isBest / jointPoints;
}

function areAllAbove(
  gaps: readonly number[],
  deviations: readonly (readonly number[])[],
  normals: readonly Float64Array[],
  stretch: number,
  point: number,
): boolean {
  for (let index = 0; index < gaps.length; index++) {
    const own = deviations[index]!;
    let shift = 0;
    for (let group = 0; group < own.length; group++) shift += own[group]! * normals[group]![point]!;
    if (!(gaps[index]! + shift * stretch > 0)) return false;
  }
  return true;
}

interface JointSample {
  readonly count: number;
  readonly normals: readonly Float64Array[];
  readonly stretch: Float64Array;
}

let lastSample: JointSample | undefined;

/** Normal weights of so many groups at each point, and by what a t distribution is wider there; the last sample is kept, as it mostly serves again. */
function jointSample(count: number): JointSample {
  if (lastSample?.count === count) return lastSample;
  const uniforms = (name: string) => {
    const { fill } = openStream("random", 1, ["correct selection", name]);
    const column = new Float64Array(jointPoints);
    for (let block = 0; block * 512 < jointPoints; block++) fill(column.subarray(block * 512, (block + 1) * 512), block);
    return column;
  };
  const normals = Array.from({ length: count }, (_, group) => uniforms(`${group}`).map(normalQuantile));
  const stretch = uniforms("scale").map((u) => Math.sqrt((count - 1) / (2 * gammaPInverse((count - 1) / 2, u)) / (count * (count - 1))));
  lastSample = { count, normals, stretch };
  return lastSample;
}
