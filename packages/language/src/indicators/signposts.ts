/** Whether readings of indicators say that a signpost of a pathway is passed. What no reading decides stays open. */

import { dateInYears } from "../lower/time.js";
import type { SignpostTest, StatedIndicator, StatedSignpost } from "./stated.js";
import { dayOfPeriod } from "./thresholds.js";

/** A reading: its number as written in the unit of its indicator, and the day or period that it is about. */
export interface SignpostReading {
  readonly value: number;
  readonly of: string;
}

/** A date in years of the calendar may be off by so much. */
const aDay = 1 / 365;

/** What readings say of a signpost: passed or not, as far as they decide it; the readings behind that. */
export interface SignpostState {
  readonly signpost: StatedSignpost;
  readonly passed: boolean | "open";
  readonly readings: readonly (SignpostReading & { readonly indicator: string })[];
}

/**
 * Holds each signpost against the last reading of each indicator. A reading that is about a day outside the time of the signpost does not count.
 * Of a condition with parts that nothing decides, the outcome is given where it does not hang on them (three-valued logic).
 */
export function signpostStates(
  signposts: readonly StatedSignpost[],
  stated: ReadonlyMap<string, StatedIndicator>,
  lastOf: (indicator: string) => SignpostReading | undefined,
): readonly SignpostState[] {
  return signposts.flatMap((signpost): readonly SignpostState[] => {
    const used = new Map<string, SignpostReading>();
    const reading = (indicator: string): SignpostReading | undefined => {
      const last = lastOf(indicator);
      const day = last && dayOfPeriod(last.of);
      const year = day === undefined ? undefined : dateInYears(day);
      if (!last || year === undefined || year < (signpost.from ?? -Infinity) - aDay || year > (signpost.by ?? Infinity) + aDay)
        return undefined;
      used.set(indicator, last);
      return last;
    };
    const outcome = evaluate(signpost.test, (indicator) => {
      const last = reading(indicator);
      return last && last.value * (stated.get(indicator)?.unit.scale ?? 1);
    });
    if (used.size === 0) return [];
    return [{ signpost, passed: outcome ?? "open", readings: [...used].map(([indicator, last]) => ({ indicator, ...last })) }];
  });
}

/** Kleene's logic: undefined where it is not decided. */
function evaluate(test: SignpostTest, numberOf: (indicator: string) => number | undefined): boolean | undefined {
  switch (test.kind) {
    case "unknown":
      return undefined;
    case "not": {
      const inner = evaluate(test.part, numberOf);
      return inner === undefined ? undefined : !inner;
    }
    case "and":
    case "or": {
      const decisive = test.kind === "or";
      const parts = test.parts.map((part) => evaluate(part, numberOf));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
    case "reading": {
      const value = numberOf(test.indicator);
      if (value === undefined) return undefined;
      if (test.operator === "<") return value < test.value;
      if (test.operator === "<=") return value <= test.value;
      return test.operator === ">" ? value > test.value : value >= test.value;
    }
  }
}
