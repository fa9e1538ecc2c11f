/** What Cooke's classical model works on: experts' quantiles of items, some of which are seeds whose truth is known, with the checks that it can. */
import { percent, readable } from "../distributions/words.js";
import type { JudgementProblem } from "./judgement.js";

/** One question. `realisation` makes it a seed. On a logarithmic scale all values are above zero. The hard limits cut the intrinsic range. */
export interface CookeItem {
  readonly isLogarithmic: boolean;
  readonly realisation?: number | undefined;
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
}

/** All answers: `answers[expert][item]` holds one value for each of `probabilities`, or undefined. */
export interface CookeStudy {
  readonly probabilities: readonly number[];
  readonly items: readonly CookeItem[];
  readonly answers: readonly (readonly (readonly number[] | undefined)[])[];
  /** By how much of its length the range of all answers is extended at either end; 0.1 when missing. */
  readonly overshoot?: number;
  /** The factor on the number of seeds in the test statistic; 1 when missing. */
  readonly power?: number;
}

/** A problem of one answer: which expert and which item, where there is one. */
export interface CookeProblem extends JudgementProblem {
  readonly expert?: number;
  readonly item?: number;
}

/** The first thing that keeps a study from being scored. */
export function cookeProblem({ probabilities, items, answers, overshoot = 0.1, power = 1 }: CookeStudy): CookeProblem | undefined {
  const rises = (list: readonly number[]) => list.every((value, k) => Number.isFinite(value) && (k === 0 || list[k - 1]! < value));
  if (probabilities.length < 2 || !rises(probabilities) || !(probabilities[0]! > 0 && probabilities.at(-1)! < 1))
    return { kind: "not-a-probability", reason: "the classical model takes two or more rising probabilities between 0 % and 100 %" };
  if (!(overshoot > 0 && overshoot < Infinity))
    return { kind: "infeasible", reason: `the overshoot must be above zero, but it is ${readable(overshoot)}` };
  if (!(power > 0 && power <= 1))
    return { kind: "infeasible", reason: `the power of the calibration lies above 0 and up to 1, but it is ${readable(power)}` };
  for (const [item, { realisation, isLogarithmic }] of items.entries()) {
    if (realisation !== undefined && !Number.isFinite(realisation))
      return { kind: "not-finite", item, reason: "the realisation is not a finite number" };
    if (realisation !== undefined && isLogarithmic && !(realisation > 0))
      return {
        kind: "outside-support",
        item,
        reason: `on a logarithmic scale the realisation must be above zero, but it is ${readable(realisation)}`,
      };
  }
  for (const [expert, row] of answers.entries()) {
    if (row.length !== items.length)
      return { kind: "not-paired", expert, reason: `there are ${items.length} items, but the expert has ${row.length} answers` };
    for (const [item, values] of row.entries()) {
      if (values === undefined) continue;
      const index = values.findIndex((value, k) => !Number.isFinite(value) || (k > 0 && !(values[k - 1]! < value)));
      if (values.length !== probabilities.length)
        return {
          kind: "not-paired",
          expert,
          item,
          reason: `the answer has ${values.length} values, but ${probabilities.length} quantiles are asked for`,
        };
      if (index >= 0)
        return {
          kind: "not-monotone",
          expert,
          item,
          index,
          reason: `the quantiles must rise, but ${readable(values[index]!)} at ${percent(probabilities[index]!)}${index > 0 ? ` follows ${readable(values[index - 1]!)}` : " is no finite number"}`,
        };
      if (items[item]!.isLogarithmic && !(values[0]! > 0))
        return {
          kind: "outside-support",
          expert,
          item,
          index: 0,
          reason: `on a logarithmic scale all values must be above zero, but one is ${readable(values[0]!)}`,
        };
    }
  }
  return undefined;
}
