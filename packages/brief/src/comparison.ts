/** Options set against each other on one objective, draw by draw on common random numbers. */
import { difference, mean, quantile, shareError, sorted, type Tail, worstTail } from "./measures.js";
import type { Estimate } from "./numbers.js";

/** What an option's draws of an objective say. */
export interface ComparedOption {
  readonly estimate: Estimate;
  readonly low50: number;
  readonly high50: number;
  readonly mean: number;
  /** Place among the options that are not barred, by median; 1 is best. Undefined for barred options. */
  readonly rank: number | undefined;
  /** Share of the draws in which it is the best of the options that are not barred. Undefined for barred options. */
  readonly best: { readonly probability: number; readonly error: number } | undefined;
  /** Difference to the baseline; undefined for the baseline itself. */
  readonly toBaseline: { readonly estimate: Estimate; readonly worse: number; readonly worseError: number } | undefined;
  readonly tail: Tail;
}

/** Compares columns of draws, one per option. Ties for the best are shared evenly. */
export function compareDraws(
  columns: readonly Float64Array[],
  sense: "minimise" | "maximise",
  baseline: number,
  eligible: readonly boolean[],
): readonly ComparedOption[] {
  const draws = columns[0]?.length ?? 0;
  const wins = bestShares(columns, sense, eligible);
  const estimates = columns.map((column) => estimateOf(sorted(column)));
  const order = columns
    .map((_, option) => option)
    .filter((option) => eligible[option])
    .sort((one, other) => (sense === "minimise" ? 1 : -1) * (middle(one) - middle(other)));
  const reference = columns[baseline];

  return columns.map((column, option) => {
    const { estimate, low50, high50 } = estimates[option]!;
    const share = wins[option] ?? 0;
    return {
      estimate,
      low50,
      high50,
      mean: mean(column),
      rank: eligible[option] ? order.indexOf(option) + 1 : undefined,
      best: eligible[option] ? { probability: share, error: shareError(share, draws) } : undefined,
      toBaseline: option === baseline || reference === undefined ? undefined : against(column, reference, sense),
      tail: worstTail(column, sense),
    };
  });

  function middle(option: number): number {
    return estimates[option]?.estimate.median ?? Number.NaN;
  }
}

function estimateOf(rising: Float64Array): { estimate: Estimate; low50: number; high50: number } {
  const at = (probability: number) => quantile(rising, probability);
  return { estimate: { low: at(0.05), median: at(0.5), high: at(0.95) }, low50: at(0.25), high50: at(0.75) };
}

function against(column: Float64Array, reference: Float64Array, sense: "minimise" | "maximise"): ComparedOption["toBaseline"] {
  const gap = difference(column, reference);
  const sign = sense === "minimise" ? 1 : -1;
  const worse = gap.reduce((count, value) => (sign * value > 0 ? count + 1 : count), 0) / gap.length;
  return { estimate: estimateOf(sorted(gap)).estimate, worse, worseError: shareError(worse, gap.length) };
}

function bestShares(columns: readonly Float64Array[], sense: "minimise" | "maximise", eligible: readonly boolean[]): number[] {
  const draws = columns[0]?.length ?? 0;
  const wins = columns.map(() => 0);
  const sign = sense === "minimise" ? 1 : -1;
  for (let draw = 0; draw < draws; draw++) {
    let lowest = Number.POSITIVE_INFINITY;
    let holders: number[] = [];
    columns.forEach((column, option) => {
      if (!eligible[option]) return;
      const value = sign * (column[draw] ?? Number.NaN);
      if (value < lowest) {
        lowest = value;
        holders = [option];
      } else if (value === lowest) holders.push(option);
    });
    for (const option of holders) wins[option] = (wins[option] ?? 0) + 1 / holders.length;
  }
  return wins.map((count) => count / Math.max(draws, 1));
}
