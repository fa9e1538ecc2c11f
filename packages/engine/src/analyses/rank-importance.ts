/**
 * Which inputs an outcome follows, from the draws alone: correlation of ranks, standardised regression of ranks, partial correlation of ranks,
 * and the share of the variance that each input explains by itself, whatever the shape.
 */
import { type BinSums, type Bins, binsOf, fewestDraws, sumByBin } from "./bins.js";
import { choleskyKeeping, solveKept } from "./dense-cholesky.js";
import { dotProduct } from "./dot-product.js";
import { momentsOfDraws } from "./draw-columns.js";
import { type Estimated, type InputDraws, isUnsuitable, type Unsuitable } from "./draws.js";
import { meanOf } from "./information.js";
import { ranksOf } from "./ranks.js";
import { smooth } from "./smoother.js";

/** How an outcome follows one cell of an input. */
export interface RankImportance {
  readonly name: string;
  readonly cell: number;
  /** Spearman's correlation of ranks. */
  readonly rank: Estimated;
  /** The standardised coefficient in the linear regression of ranks on the ranks of all inputs. */
  readonly regression: Estimated | Unsuitable;
  /** The correlation of ranks when what all other inputs explain of both is taken away. */
  readonly partial: Estimated | Unsuitable;
  /** The share of the variance explained by the mean given this input alone: Sobol's first-order index, where inputs are independent. */
  readonly firstOrder: Estimated;
}

/** An input without importance, and why. */
export interface NoImportance {
  readonly name: string;
  readonly cell: number;
  readonly problem: Unsuitable;
}

/** The importance of all inputs, and how much of the variance of ranks the linear regression explains: below 0.7 its coefficients say little. */
export interface RankImportances {
  readonly inputs: readonly (RankImportance | NoImportance)[];
  readonly explained: number;
}

/** Inputs made ready for many outcomes: the ranks of every cell that varies, and their correlations. */
export interface RankedInputs {
  readonly cells: readonly { readonly name: string; readonly cell: number; readonly ranked: Ranked | Unsuitable }[];
  /** Rows of the lower triangle of the correlations of ranks among the cells that can be used. */
  readonly correlations: readonly Float64Array[];
}

/** A column by its bins and its ranks less a half, and the root of the mean of their squares. */
interface Ranked {
  readonly bins: Bins;
  readonly ranks: Float64Array;
  readonly spread: number;
}

/** Ranks inputs once for several outcomes. */
export function rankedInputs(inputs: readonly InputDraws[]): RankedInputs {
  const cells = inputs.flatMap(({ name, columns }) => columns.map((column, cell) => ({ name, cell, ranked: rankedColumn(column) })));
  const usable = cells.flatMap(({ ranked }) => (isUnsuitable(ranked) ? [] : [ranked]));
  const correlations = usable.map((one, i) =>
    Float64Array.from(usable.slice(0, i + 1), (other) => (one === other ? 1 : correlationOf(one, other))),
  );
  return { cells, correlations };
}

/** The importance of every cell of every input for an outcome. Refused for an outcome that is constant, not finite, or of too few draws. */
export function rankImportance(outcome: Float64Array, inputs: readonly InputDraws[], replicated = false): RankImportances | Unsuitable {
  return importanceAmong(outcome, rankedInputs(inputs), replicated);
}

/** The same among inputs that are ranked already. */
export function importanceAmong(outcome: Float64Array, inputs: RankedInputs, replicated = false): RankImportances | Unsuitable {
  const own = rankedColumn(outcome);
  if (isUnsuitable(own)) return own;
  if (inputs.cells.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const usable = inputs.cells.flatMap(({ ranked }) => (isUnsuitable(ranked) ? [] : [ranked]));
  const right = Float64Array.from(usable, (each) => correlationOf(each, own));
  const linear = regressionOf(inputs.correlations, right, outcome.length);
  let index = 0;
  const found = inputs.cells.map(({ name, cell, ranked }): RankImportance | NoImportance => {
    if (isUnsuitable(ranked)) return { name, cell, problem: { ...ranked, name } };
    const place = index++;
    const isTaken = linear.used[place]!;
    const unsuitable: Unsuitable = { kind: "unsuitable", reason: "perfectly-correlated", name };
    return {
      name,
      cell,
      rank: { value: right[place]!, error: spearmanError(ranked, own, replicated) },
      regression: isTaken ? linear.regression[place]! : unsuitable,
      partial: isTaken ? linear.partial[place]! : unsuitable,
      firstOrder: firstOrderOf(outcome, ranked.bins, replicated),
    };
  });
  return { inputs: found, explained: linear.explained };
}

/** The share of the variance of an outcome that the mean given the input explains, with its error. */
export function firstOrder(outcome: Float64Array, input: Float64Array, replicated = false): Estimated | Unsuitable {
  const unsuitable = unsuitableOutcome(outcome);
  if (unsuitable) return unsuitable;
  const bins = binsOf(input);
  return "kind" in bins ? bins : firstOrderOf(outcome, bins, replicated);
}

/** Why a column has no bins, without cutting it into any where that can be said. */
function unsuitableOutcome(outcome: Float64Array): Unsuitable | undefined {
  const { notFinite, min, max } = momentsOfDraws(outcome);
  if (outcome.length >= fewestDraws && notFinite === 0 && min < max) return undefined;
  const bins = binsOf(outcome);
  return "kind" in bins ? bins : undefined;
}

/**
 * One less the residual variance over the variance, which is free of what the curve explains by chance. The error is that of the mean of the
 * influence 2 f y - f² - S y², with f the curve and y the outcome about their mean.
 */
function firstOrderOf(outcome: Float64Array, bins: Bins, replicated: boolean): Estimated {
  const sums: BinSums = sumByBin(bins, outcome);
  const [curve] = smooth(bins, [sums]);
  const { fitted, residualVariance, variance } = curve!;
  const value = Math.max(0, 1 - residualVariance / variance);
  const { mean } = momentsOfDraws(outcome);
  const count = outcome.length;
  const influence = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    const y = outcome[draw]! - mean;
    const f = fitted[bins.of[draw]!]! - mean;
    influence[draw] = (2 * f * y - f * f - value * y * y) / variance;
  }
  return { value, error: meanOf(influence, replicated).error };
}

function rankedColumn(column: Float64Array): Ranked | Unsuitable {
  const bins = binsOf(column);
  if (isUnsuitable(bins)) return bins;
  const ranks = ranksOf(column);
  for (let draw = 0; draw < ranks.length; draw++) ranks[draw] = ranks[draw]! - 0.5;
  return { bins, ranks, spread: Math.sqrt(dotProduct(ranks, ranks) / ranks.length) };
}

function correlationOf(one: Ranked, other: Ranked): number {
  return dotProduct(one.ranks, other.ranks) / one.ranks.length / (one.spread * other.spread);
}

/** From the influence of a draw on Spearman's correlation, 12 (F G + E[G above x] + E[F above y]): no distribution is assumed. */
function spearmanError(one: Ranked, other: Ranked, replicated: boolean): number {
  const influence = influenceOnRanks(one, other, aboveOf(one.bins, other.ranks), aboveOf(other.bins, one.ranks));
  return meanOf(influence, replicated).error;
}

function influenceOnRanks(one: Ranked, other: Ranked, aboveOne: Float64Array, aboveOther: Float64Array): Float64Array {
  const count = one.ranks.length;
  const scale = 1 / (one.spread * other.spread);
  const influence = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    const product = (one.ranks[draw]! + 0.5) * (other.ranks[draw]! + 0.5);
    influence[draw] = scale * (product + aboveOne[one.bins.of[draw]!]! + aboveOther[other.bins.of[draw]!]!);
  }
  return influence;
}

/** By bin, the mean over all draws of the other's rank where the draw lies above the bin, half where it lies in it. */
function aboveOf(bins: Bins, ranks: Float64Array): Float64Array {
  const { sums } = sumByBin(bins, ranks, -0.5);
  let above = 0;
  const result = new Float64Array(sums.length);
  for (let bin = sums.length - 1; bin >= 0; bin--) {
    result[bin] = (above + sums[bin]! / 2) / ranks.length;
    above += sums[bin]!;
  }
  return result;
}

/** A coefficient of ranks below this is rounding, and would pass for a perfect partial correlation where the regression leaves nothing over. */
const negligible = 1e-9;

/** Coefficients and partial correlations from the correlations of the inputs, and of the outcome with them; errors are those of least squares. */
function regressionOf(correlations: readonly Float64Array[], right: Float64Array, draws: number) {
  const size = correlations.length;
  const kept = choleskyKeeping(correlations, 1e-8);
  const coefficients = solveKept(kept, right);
  const explained = coefficients.reduce((sum, coefficient, index) => sum + coefficient * right[index]!, 0);
  const left = Math.max(0, 1 - explained) / Math.max(1, draws - 1 - kept.used.filter((isUsed) => isUsed).length);
  const regression = Array.from(coefficients, (value, index): Estimated => {
    const unit = new Float64Array(size);
    unit[index] = 1;
    return { value, error: Math.sqrt(left * solveKept(kept, unit)[index]!) };
  });
  const freedom = Math.max(1, draws - 1 - size);
  const partial = regression.map(({ value, error }): Estimated => {
    if (Math.abs(value) < negligible) return { value: 0, error: 0 };
    const t = error > 0 ? value / error : Infinity;
    const correlation = t === Infinity ? Math.sign(value) : t / Math.sqrt(t * t + freedom);
    return { value: correlation, error: (1 - correlation * correlation) / Math.sqrt(freedom) };
  });
  return { used: kept.used, regression, partial, explained: Math.min(1, Math.max(0, explained)) };
}
