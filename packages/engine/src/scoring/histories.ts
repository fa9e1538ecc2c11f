/** What is scored: questions with their dated forecasts, as plain numbers and names; and what is known of one once it is settled. */

import type { QuestionLife } from "./over-time.js";
import { brierOrdered, brierOriginal } from "./probability-scores.js";
import type { QuantilePoint } from "./quantity-scores.js";

/** The probabilities of all states, which add up to one (an event: that it happens, that it does not), or quantiles in rising order. */
export type HistoryValue = { readonly probabilities: readonly number[] } | { readonly quantiles: readonly QuantilePoint[] };

/** A forecast as somebody made or changed it. */
export interface HistoryEntry {
  /** When, in days. */
  readonly at: number;
  readonly by: string;
  readonly value: HistoryValue;
}

/**
 * A question with all its forecasts. Times are days from any one origin. `ordered` states have a meaningful order. Probabilities are given for
 * `binary`, `multiple` and `ordered` questions, quantiles for `numeric` ones and for a `date`, whose values are days.
 */
export interface QuestionHistory {
  readonly forecast: string;
  readonly type: "binary" | "multiple" | "ordered" | "numeric" | "date";
  readonly opens: number;
  readonly closes: number;
  /** When the outcome was settled; undefined: at the close. */
  readonly settledOn: number | undefined;
  /** The place of the state that came true (an event: 0 when it happened, 1 when not), the number, or the day; undefined while it is open. */
  readonly outcome: number | "annulled" | "ambiguous" | undefined;
  readonly entries: readonly HistoryEntry[];
}

/** Why a question has no scores. */
export type LeftOutBecause = "open" | "annulled" | "ambiguous" | "without-forecast" | "settled-before-opening" | "without-duration";

/** The life of a question up to its settlement, or why it cannot be scored. */
export function lifeOf({ opens, closes, settledOn, outcome }: QuestionHistory): QuestionLife | LeftOutBecause {
  if (outcome === undefined) return "open";
  if (typeof outcome === "string") return outcome;
  if (!(closes > opens)) return "without-duration";
  const ended = settledOn === undefined ? closes : Math.min(closes, settledOn);
  return ended > opens ? { opens, closes, ended } : "settled-before-opening";
}

/** The original (0..2) Brier score that suits the question: that for ordered states where they have an order. */
export function brierFor(type: QuestionHistory["type"]): (probabilities: readonly number[], outcome: number) => number {
  return type === "ordered" ? brierOrdered : brierOriginal;
}

/**
 * The numbers whose squared misses make up that score, and by what the sum is multiplied: the probabilities, or for states in order the
 * probabilities up to each split.
 */
export function brierParts(type: QuestionHistory["type"], probabilities: readonly number[]): readonly number[] {
  if (type !== "ordered") return probabilities;
  let upTo = 0;
  return probabilities.slice(0, -1).map((p) => {
    upTo += p;
    return upTo;
  });
}

/** By what the sum of the squared misses of the parts is multiplied. */
export function brierScale(type: QuestionHistory["type"], states: number): number {
  return type === "ordered" ? 2 / Math.max(1, states - 1) : 1;
}

/** The certain forecast of one state. */
export function certainOf(states: number, outcome: number): readonly number[] {
  return Array.from({ length: states }, (_, state) => (state === outcome ? 1 : 0));
}
