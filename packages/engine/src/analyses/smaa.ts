/** Stochastic multicriteria acceptability analysis (Lahdelma and Salminen 2001): which option is best under weights and values that are not known exactly. */
import { replicateCount } from "../random.js";
import { bestShares, estimatedMean, sharesOfBest, unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, Unsuitable } from "./draws.js";
import { jackknifeError } from "./jackknife.js";
import { unsuitableWeights, type Weights, weightDraws } from "./weights.js";

/** How one option fares. Ties share their ranks. */
export interface Acceptability {
  readonly option: string;
  /** The weighted value, averaged over draws. */
  readonly value: Estimated;
  /** The share of draws (of weights and values together) in which the option has each rank, the first rank first. */
  readonly ranks: readonly Estimated[];
  /** The mean of the weights under which the option is best: what one must care for to choose it. Absent where it never is. */
  readonly centralWeights?: readonly Estimated[];
  /** How probable the option is to be best for someone with its central weights. Absent where those are. */
  readonly confidence?: Estimated;
  /** The share of draws in which the option is worth more than each other one, ties counting half; 1/2 against itself. */
  readonly wins: readonly Estimated[];
}

/** Where weights come from, whether the draws have replicates, and how many draws of weights there are when every value is certain. */
export interface SmaaOptions {
  readonly weights: Weights;
  readonly seed: number;
  readonly names?: readonly string[];
  readonly replicated: boolean;
  readonly draws?: number;
}

/**
 * Acceptability of every option. `values` has a list per objective with a column per option: partial values, 0 at the worst level and 1 at
 * the best (see `partialValues`). Draw j of the weights meets draw j of the values.
 */
export function smaa(
  values: readonly (readonly Float64Array[])[],
  options: readonly string[],
  settings: SmaaOptions,
): readonly Acceptability[] | Unsuitable {
  if (options.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: options.length, need: 2 };
  const unsuitable =
    unsuitableWeights(settings.weights, values.length) ??
    unsuitableColumns(
      values.flat(),
      values.flatMap(() => options),
    );
  if (unsuitable) return unsuitable;
  const longest = Math.max(...values.flat().map((column) => column.length));
  const draws = longest === 1 ? (settings.draws ?? 16_384) : longest;
  const weights = weightDraws(settings.weights, values.length, draws, settings);
  const widest = widened([new Float64Array(draws), ...values.flat()]).slice(1);
  const partial = values.map((_, k) => widest.slice(k * options.length, (k + 1) * options.length));
  const totals = totalsOf(partial, weights, options.length, draws);
  const { ranks, wins } = rankShares(totals, settings.replicated);
  const best = bestShares(totals, []);
  return options.map((option, i): Acceptability => {
    const standing = { option, value: estimatedMean(totals[i]!, settings.replicated), ranks: ranks[i]!, wins: wins[i]! };
    const central = weights.map((column) => ratio(column, best[i]!));
    if (ranks[i]![0]!.value === 0) return standing;
    const underCentral = totalsOf(
      partial,
      central.map(({ value }) => new Float64Array(draws).fill(value)),
      options.length,
      draws,
    );
    const confidence = estimatedMean(sharesOfBest(underCentral)(i), settings.replicated);
    return { ...standing, centralWeights: central, confidence };
  });
}

function totalsOf(
  partial: readonly (readonly Float64Array[])[],
  weights: readonly Float64Array[],
  options: number,
  draws: number,
): readonly Float64Array[] {
  return Array.from({ length: options }, (_, option) => {
    const total = new Float64Array(draws);
    for (const [k, columns] of partial.entries()) {
      addProducts(total, weights[k]!, columns[option]!);
    }
    return total;
  });
}

function addProducts(total: Float64Array, weights: Float64Array, column: Float64Array): void {
  for (let draw = 0; draw < total.length; draw++) total[draw] = total[draw]! + weights[draw]! * column[draw]!;
}

/** Shares of ranks and pairwise wins, gathered in sums of each replicate and squares, so that no column is kept for each. */
function rankShares(totals: readonly Float64Array[], replicated: boolean) {
  const count = totals.length;
  const draws = totals[0]!.length;
  const cells = 2 * count * count;
  const sums = new Float64Array(cells * replicateCount);
  const squares = new Float64Array(cells);
  const add = (cell: number, draw: number, share: number) => {
    sums[cell * replicateCount + (draw % replicateCount)]! += share;
    squares[cell]! += share * share;
  };
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < count; i++) {
      const value = totals[i]![draw]!;
      let [better, ties] = [0, 0];
      for (let j = 0; j < count; j++) {
        const other = totals[j]![draw]!;
        if (other > value) better++;
        else if (other === value) ties++;
        if (value > other) add(count * count + i * count + j, draw, 1);
        else if (value === other) add(count * count + i * count + j, draw, 0.5);
      }
      for (let rank = better; rank < better + ties; rank++) add(i * count + rank, draw, 1 / ties);
    }
  }
  const estimate = (cell: number): Estimated => {
    const groups = Array.from(sums.subarray(cell * replicateCount, (cell + 1) * replicateCount));
    const sum = groups.reduce((total, each) => total + each, 0);
    const value = sum / draws;
    if (replicated && draws >= 2 * replicateCount) {
      const leftOut = groups.map((each, group) => (sum - each) / (draws - Math.ceil((draws - group) / replicateCount)));
      return { value, error: jackknifeError(leftOut) };
    }
    return { value, error: draws > 1 ? Math.sqrt(Math.max(0, squares[cell]! - sum * value) / (draws - 1) / draws) : 0 };
  };
  const table = (from: number) =>
    Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => estimate(from + i * count + j)));
  return { ranks: table(0), wins: table(count * count) };
}

/** The mean of a column weighted by shares, with the error of a ratio, each of the eight groups left out in turn. */
function ratio(column: Float64Array, shares: Float64Array): Estimated {
  const [tops, bottoms] = [new Float64Array(replicateCount), new Float64Array(replicateCount)];
  for (let draw = 0; draw < column.length; draw++) {
    tops[draw % replicateCount]! += column[draw]! * shares[draw]!;
    bottoms[draw % replicateCount]! += shares[draw]!;
  }
  const total = (parts: Float64Array) => parts.reduce((sum, part) => sum + part, 0);
  const [top, bottom] = [total(tops), total(bottoms)];
  const leftOut = Array.from(tops, (part, group) => (top - part) / (bottom - bottoms[group]!)).filter(Number.isFinite);
  return { value: top / bottom, error: jackknifeError(leftOut) };
}
