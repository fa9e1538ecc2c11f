/** Options set against each other on one objective, draw by draw on common random numbers, with their places in the ranking. */
import { compareOptions, type Summary, summarise } from "@outweigh/engine";
import type { ErrorRule } from "@outweigh/language";
import type { Estimate } from "./numbers.js";

/** The worst 5 % of the draws: where they begin and their mean (the conditional value at risk). */
export interface Tail {
  readonly threshold: number;
  readonly mean: number;
}

/** What an option's draws of an objective say. */
export interface ComparedOption {
  readonly estimate: Estimate;
  readonly mean: number;
  /** Standard error of the mean. */
  readonly meanError: number;
  readonly low50: number;
  readonly high50: number;
  /** Place among the options that are not barred, by median; 1 is best. Undefined for barred options. */
  readonly rank: number | undefined;
  /** Share of the draws in which it is the best of the options that are not barred. Undefined for barred options. */
  readonly best: { readonly probability: number; readonly error: number } | undefined;
  /** Difference to the baseline; undefined for the baseline itself and where there is none. */
  readonly toBaseline:
    | { readonly estimate: Estimate; readonly low50: number; readonly high50: number; readonly worse: number; readonly worseError: number }
    | undefined;
  readonly tail: Tail;
}

/** Compares columns of draws, one per option. `baseline` is the place of the option to compare with, or -1. */
export function compareDraws(
  columns: readonly Float64Array[],
  sense: "minimise" | "maximise",
  baseline: number,
  eligible: readonly boolean[],
  { replicated, errorFactor }: ErrorRule = { replicated: false, errorFactor: 1 },
): readonly ComparedOption[] {
  if (columns.length === 0) return [];
  const comparisons = compareOptions(columns, sense, Math.max(baseline, 0), eligible, replicated);
  const summaries = columns.map((column) => summarise(column, replicated));
  const middle = (option: number) => quantileOf(summaries[option]!, 0.5);
  const order = columns
    .map((_, option) => option)
    .filter((option) => eligible[option])
    .sort((one, other) => (sense === "minimise" ? 1 : -1) * (middle(one) - middle(other)));
  return columns.map((_, option) => {
    const summary = summaries[option]!;
    const compared = comparisons[option]!;
    return {
      estimate: estimateOf(summary),
      mean: summary.mean,
      meanError: summary.meanError * errorFactor,
      low50: quantileOf(summary, 0.25),
      high50: quantileOf(summary, 0.75),
      rank: eligible[option] ? order.indexOf(option) + 1 : undefined,
      best: eligible[option] ? { probability: compared.probabilityBest, error: compared.probabilityBestError * errorFactor } : undefined,
      toBaseline:
        option === baseline || baseline < 0
          ? undefined
          : {
              estimate: estimateOf(compared.difference),
              low50: quantileOf(compared.difference, 0.25),
              high50: quantileOf(compared.difference, 0.75),
              worse: compared.probabilityWorse,
              worseError: compared.probabilityWorseError * errorFactor,
            },
      tail:
        sense === "minimise"
          ? { threshold: quantileOf(summary, 0.95), mean: summary.tails.high }
          : { threshold: quantileOf(summary, 0.05), mean: summary.tails.low },
    };
  });
}

/** A quantile that a summary of kept draws holds. */
function quantileOf(summary: Summary, probability: number): number {
  return summary.quantiles?.find((quantile) => quantile.probability === probability)?.value ?? summary.mean;
}

function estimateOf(summary: Summary): Estimate {
  return { low: quantileOf(summary, 0.05), median: quantileOf(summary, 0.5), high: quantileOf(summary, 0.95) };
}
