/** How probable it is that an option meets thresholds: each by itself, and all together. */

import { estimatedMean, unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, Unsuitable } from "./draws.js";

/** What an objective (its number) must reach or may not pass; the threshold itself meets it. */
export interface Threshold {
  readonly objective: number;
  readonly bound: "at-least" | "at-most";
  readonly value: number;
}

/** The probabilities of one option: per threshold, and of meeting all in one draw. */
export interface ThresholdProbabilities {
  readonly option: string;
  readonly each: readonly Estimated[];
  readonly all: Estimated;
}

/** The probability that each option meets each threshold, and all of them. `objectives` has a list per objective with a column per option, in the units of the thresholds. */
export function thresholdProbabilities(
  objectives: readonly (readonly Float64Array[])[],
  options: readonly string[],
  thresholds: readonly Threshold[],
  replicated: boolean,
): readonly ThresholdProbabilities[] | Unsuitable {
  if (thresholds.length === 0) return { kind: "unsuitable", reason: "no-threshold" };
  const unsuitable = unsuitableColumns(
    objectives.flat(),
    objectives.flatMap(() => options),
  );
  if (unsuitable) return unsuitable;
  const columns = widened(objectives.flat());
  return options.map((name, option) => {
    const indicators = thresholds.map(({ objective, bound, value }) =>
      columns[objective * options.length + option]!.map((reached) => Number(bound === "at-least" ? reached >= value : reached <= value)),
    );
    const all = indicators[0]!.map((_, draw) => Number(indicators.every((indicator) => indicator[draw] === 1)));
    return { option: name, each: indicators.map((indicator) => estimatedMean(indicator, replicated)), all: estimatedMean(all, replicated) };
  });
}
