/**
 * Which inputs an outcome follows, from the draws alone: correlation of ranks, standardised regression of ranks, partial correlation of ranks,
 * and the share of the variance that each input explains by itself, whatever the shape.
 */
import { type BinSums, type Bins, binsOf, sumByBin } from "./bins.js";
import { choleskyKeeping, solveKept } from "./dense-cholesky.js";
import type { Estimated, InputDraws, Unsuitable } from "./draws.js";
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

/** The importance of every cell of every input for an outcome. Refused for an outcome that is constant, not finite, or of too few draws. */
export function rankImportance(outcome: Float64Array, inputs: readonly InputDraws[], replicated = false): RankImportances | Unsuitable {
  const own = binsOf(outcome);
  if ("kind" in own) return own;
  if (inputs.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const outcomeRanks = ranksOf(outcome);
  const cells = inputs.flatMap(({ name, columns }) => columns.map((column, cell) => ({ name, cell, column, bins: binsOf(column) })));
  const usable = cells.flatMap(({ name, cell, column, bins }) => ("kind" in bins ? [] : [{ name, cell, bins, ranks: ranksOf(column) }]));
  const correlations = correlationMatrix([...usable.map(({ ranks }) => ranks), outcomeRanks]);
  const linear = regressionOf(correlations, outcome.length);
  const found = usable.map(({ name, cell, bins, ranks }, index): RankImportance => {
    const isTaken = linear.used[index]!;
    const unsuitable: Unsuitable = { kind: "unsuitable", reason: "perfectly-correlated", name };
    return {
      name,
      cell,
      rank: {
        value: correlations[usable.length]![index]!,
        error: spearmanError({ bins, ranks }, { bins: own, ranks: outcomeRanks }, replicated),
      },
      regression: isTaken ? linear.regression[index]! : unsuitable,
      partial: isTaken ? linear.partial[index]! : unsuitable,
      firstOrder: firstOrderOf(outcome, bins, replicated),
    };
  });
  const all = cells.map(
    ({ name, cell, bins }) =>
      found.find((each) => each.name === name && each.cell === cell) ?? { name, cell, problem: { ...(bins as Unsuitable), name } },
  );
  return { inputs: all, explained: linear.explained };
}

/** The share of the variance of an outcome that the mean given the input explains, with its error. */
export function firstOrder(outcome: Float64Array, input: Float64Array, replicated = false): Estimated | Unsuitable {
  const own = binsOf(outcome);
  if ("kind" in own) return own;
  const bins = binsOf(input);
  return "kind" in bins ? bins : firstOrderOf(outcome, bins, replicated);
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
  const { value: mean } = meanOf(outcome, false);
  const influence = outcome.map((each, draw) => {
    const [y, f] = [each - mean, fitted[bins.of[draw]!]! - mean];
    return (2 * f * y - f * f - value * y * y) / variance;
  });
  return { value, error: meanOf(influence, replicated).error };
}

interface Ranked {
  readonly bins: Bins;
  readonly ranks: Float64Array;
}

/** From the influence of a draw on Spearman's correlation, 12 (F G + E[G above x] + E[F above y]): no distribution is assumed. */
function spearmanError(one: Ranked, other: Ranked, replicated: boolean): number {
  const [first, second] = [aboveOf(one.bins, other.ranks), aboveOf(other.bins, one.ranks)];
  const spread = Math.sqrt(varianceOf(one.ranks) * varianceOf(other.ranks));
  const influence = one.ranks.map(
    (rank, draw) => (rank * other.ranks[draw]! + first[one.bins.of[draw]!]! + second[other.bins.of[draw]!]!) / spread,
  );
  return meanOf(influence, replicated).error;
}

function varianceOf(ranks: Float64Array): number {
  let sum = 0;
  for (const rank of ranks) sum += (rank - 0.5) * (rank - 0.5);
  return sum / ranks.length;
}

/** By bin, the mean over all draws of the other's rank where the draw lies above the bin, half where it lies in it. */
function aboveOf(bins: Bins, ranks: Float64Array): Float64Array {
  const { sums } = sumByBin(bins, ranks, 0);
  let above = 0;
  const result = new Float64Array(sums.length);
  for (let bin = sums.length - 1; bin >= 0; bin--) {
    result[bin] = (above + sums[bin]! / 2) / ranks.length;
    above += sums[bin]!;
  }
  return result;
}

/** Rows of the lower triangle of the correlations of ranks, which are shares between 0 and 1. */
function correlationMatrix(ranks: readonly Float64Array[]): readonly Float64Array[] {
  const spreads = ranks.map((column) => Math.sqrt(varianceOf(column)));
  return ranks.map((column, i) =>
    Float64Array.from(ranks.slice(0, i + 1), (other, j) => {
      if (i === j) return 1;
      let sum = 0;
      for (let draw = 0; draw < column.length; draw++) sum += (column[draw]! - 0.5) * (other[draw]! - 0.5);
      return sum / column.length / (spreads[i]! * spreads[j]!);
    }),
  );
}

/** A coefficient of ranks below this is rounding, and would pass for a perfect partial correlation where the regression leaves nothing over. */
const negligible = 1e-9;

/** Coefficients and partial correlations from correlations, the outcome being last; errors are those of least squares. */
function regressionOf(correlations: readonly Float64Array[], draws: number) {
  const size = correlations.length - 1;
  const kept = choleskyKeeping(correlations.slice(0, size), 1e-8);
  const right = Float64Array.from(correlations[size]!.subarray(0, size));
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
