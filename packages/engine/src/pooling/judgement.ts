/** What an expert says of one quantity, the checks that it can belong to some distribution, and the other ways of asking that lead to it: chips in bins (roulette) and four-step intervals (IDEA). */
import { percent, readable } from "../distributions/words.js";

/**
 * Cumulative probabilities and the values there, in any order but paired; the quantity lies between `lower` and `upper` where they are
 * given. A probability of 0 or 1 gives a limit. `weights` are those of the least squares, 1 when missing. Chips may leave bins empty, so that
 * a probability comes twice; `isFromChips` allows it.
 */
export interface QuantileJudgement {
  readonly probabilities: readonly number[];
  readonly values: readonly number[];
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  readonly weights?: readonly number[] | undefined;
  readonly isFromChips?: boolean;
}

/** Why a judgement or a fit cannot be: what kind of mistake, at which of the given values (its index), and a clause in plain words. */
export interface JudgementProblem {
  readonly kind: "not-paired" | "not-finite" | "not-a-probability" | "not-monotone" | "outside-support" | "too-few" | "infeasible";
  readonly index?: number;
  readonly reason: string;
}

/** A judgement in rising order; probabilities of 0 and 1 have become limits. `order` leads back to the given places. */
export interface RisingJudgement {
  readonly probabilities: readonly number[];
  readonly values: readonly number[];
  readonly weights: readonly number[];
  readonly order: readonly number[];
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/** Whether something is a reason why not. */
export function isJudgementProblem(outcome: object): outcome is JudgementProblem {
  return "reason" in outcome;
}

/** The judgement in rising order, or the first thing that is wrong with it. */
export function risingJudgement(judgement: QuantileJudgement): RisingJudgement | JudgementProblem {
  const { probabilities, values, weights } = judgement;
  const wrong = (kind: JudgementProblem["kind"], reason: string, index?: number): JudgementProblem => ({
    kind,
    reason,
    ...(index !== undefined && { index }),
  });
  if (probabilities.length !== values.length || (weights !== undefined && weights.length !== values.length))
    return wrong(
      "not-paired",
      `each value needs one probability, but there are ${values.length} values and ${probabilities.length} probabilities`,
    );
  for (const [index, value] of values.entries()) {
    const probability = probabilities[index]!;
    const weight = weights?.[index] ?? 1;
    if (!Number.isFinite(value)) return wrong("not-finite", `the ${percent(probability)} value is not a finite number`, index);
    if (!(probability >= 0 && probability <= 1))
      return wrong("not-a-probability", `a cumulative probability lies between 0 % and 100 %, but one is ${percent(probability)}`, index);
    if (!(weight >= 0 && weight < Infinity))
      return wrong("not-finite", `a weight must not be below zero, but one is ${readable(weight)}`, index);
  }
  const order = values.map((_, index) => index).sort((a, b) => probabilities[a]! - probabilities[b]! || values[a]! - values[b]!);
  for (const [place, index] of order.entries()) {
    const before = order[place - 1];
    if (before === undefined) continue;
    const named = (k: number) => `the ${percent(probabilities[k]!)} value (${readable(values[k]!)})`;
    const isRepeat = probabilities[before]! === probabilities[index]!;
    const isLimit = probabilities[index]! === 0 || probabilities[index]! === 1;
    if (isRepeat && !judgement.isFromChips && !isLimit)
      return wrong(
        "not-monotone",
        `the ${percent(probabilities[index]!)} value is given twice, as ${readable(values[before]!)} and ${readable(values[index]!)}`,
        index,
      );
    if (!(values[before]! < values[index]!)) return wrong("not-monotone", `${named(index)} must be greater than ${named(before)}`, index);
  }
  const atZero = order.filter((index) => probabilities[index] === 0).map((index) => values[index]!);
  const atOne = order.filter((index) => probabilities[index] === 1).map((index) => values[index]!);
  const lower = greatest([judgement.lower, ...atZero]);
  const upper = least([judgement.upper, ...atOne]);
  if (lower !== undefined && upper !== undefined && !(lower < upper))
    return wrong("outside-support", `the lower limit (${readable(lower)}) must be less than the upper limit (${readable(upper)})`);
  const inner = order.filter((index) => probabilities[index]! > 0 && probabilities[index]! < 1);
  for (const index of inner) {
    const value = values[index]!;
    const named = `the ${percent(probabilities[index]!)} value (${readable(value)})`;
    if (lower !== undefined && !(value > lower))
      return wrong("outside-support", `${named} must lie above the lower limit (${readable(lower)})`, index);
    if (upper !== undefined && !(value < upper))
      return wrong("outside-support", `${named} must lie below the upper limit (${readable(upper)})`, index);
  }
  return {
    probabilities: inner.map((index) => probabilities[index]!),
    values: inner.map((index) => values[index]!),
    weights: inner.map((index) => weights?.[index] ?? 1),
    order: inner,
    lower,
    upper,
  };
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((most, value) => (value !== undefined && (most === undefined || value > most) ? value : most), undefined);
}

function least(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((most, value) => (value !== undefined && (most === undefined || value < most) ? value : most), undefined);
}

/** Chips laid into bins between rising edges (one more edge than bins), as a judgement: the share of chips up to each edge. */
export function judgementOfChips(edges: readonly number[], chips: readonly number[]): QuantileJudgement | JudgementProblem {
  const total = chips.reduce((sum, count) => sum + count, 0);
  if (edges.length !== chips.length + 1)
    return { kind: "not-paired", reason: `${chips.length} bins need ${chips.length + 1} edges, but ${edges.length} are given` };
  const bad = chips.findIndex((count) => !(count >= 0 && count < Infinity));
  if (bad >= 0)
    return { kind: "not-finite", index: bad, reason: `the number of chips must not be below zero, but one is ${readable(chips[bad]!)}` };
  if (!(total > 0)) return { kind: "too-few", reason: "no chip has been laid" };
  const falls = edges.findIndex((edge, index) => index > 0 && !(edges[index - 1]! < edge));
  if (falls >= 0)
    return {
      kind: "not-monotone",
      index: falls,
      reason: `the edges of the bins must rise, but ${readable(edges[falls]!)} follows ${readable(edges[falls - 1]!)}`,
    };
  const probabilities = [0];
  let laid = 0;
  for (const count of chips) {
    laid += count;
    probabilities.push(laid / total);
  }
  return { probabilities, values: edges, isFromChips: true };
}

/** The four answers of IDEA on a quantity, or the three on a probability: `confidence` that the truth lies from lowest to highest. */
export interface IntervalAnswer {
  readonly lowest: number;
  readonly best: number;
  readonly highest: number;
  readonly confidence: number;
}

/**
 * The interval stretched or shrunk to the level wanted, by straight lines from the best guess (Hemming et al. 2018, MEE 9:169), cut off at the limits
 * of the quantity; `isClamped` says that it was.
 */
export function standardiseInterval(
  answer: IntervalAnswer,
  level: number,
  lower?: number,
  upper?: number,
): { readonly low: number; readonly high: number; readonly isClamped: boolean } | JudgementProblem {
  const { lowest, best, highest, confidence } = answer;
  if (!(confidence > 0 && confidence <= 1))
    return {
      kind: "not-a-probability",
      reason: `the confidence in the interval lies above 0 % and up to 100 %, but it is ${percent(confidence)}`,
    };
  if (!(level > 0 && level < 1))
    return { kind: "not-a-probability", reason: `the level lies strictly between 0 % and 100 %, but it is ${percent(level)}` };
  if (!(lowest <= best && best <= highest && lowest < highest && Number.isFinite(lowest) && Number.isFinite(highest)))
    return {
      kind: "not-monotone",
      reason: `the answers must rise from the lowest (${readable(lowest)}) over the best guess (${readable(best)}) to the highest (${readable(highest)})`,
    };
  const low = best - ((best - lowest) * level) / confidence;
  const high = best + ((highest - best) * level) / confidence;
  const [cutLow, cutHigh] = [Math.max(low, lower ?? -Infinity), Math.min(high, upper ?? Infinity)];
  return { low: cutLow, high: cutHigh, isClamped: cutLow !== low || cutHigh !== high };
}

/** The judgement that an answer in IDEA's form makes: the best guess as median, the standardised interval as its outer quantiles. */
export function judgementOfInterval(
  answer: IntervalAnswer,
  level = 0.8,
  lower?: number,
  upper?: number,
): QuantileJudgement | JudgementProblem {
  const interval = standardiseInterval(answer, level, lower, upper);
  if ("reason" in interval) return interval;
  const tail = (1 - level) / 2;
  return {
    probabilities: [interval.low === lower ? 0 : tail, 0.5, interval.high === upper ? 1 : 1 - tail],
    values: [interval.low, answer.best, interval.high],
    lower,
    upper,
  };
}
