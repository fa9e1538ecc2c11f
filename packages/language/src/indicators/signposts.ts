/** Whether readings of indicators say that a signpost of a pathway is passed. What no reading decides stays open. */
import { dayOfDate } from "../calendar.js";
import type { StatedIndicator, StatedSignpost } from "../evaluated.js";
import { dateInYears } from "../lower/time.js";

/** The condition of a signpost as readings see it: comparisons of a reading with a value in base units, and parts that no reading decides. */
export type SignpostTest =
  | { readonly kind: "reading"; readonly indicator: string; readonly operator: "<" | "<=" | ">" | ">="; readonly value: number }
  | { readonly kind: "and" | "or"; readonly parts: readonly SignpostTest[] }
  | { readonly kind: "not"; readonly part: SignpostTest }
  | { readonly kind: "unknown" };

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
      const year = last && yearsOf(last.of);
      if (!last || year === undefined || year < (signpost.from ?? -Infinity) - aDay || year > (signpost.by ?? Infinity) + aDay) return undefined;
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

/** The day of `2026-11-03`, `2026-11`, `2026-Q4` or `2026` in years of the calendar: of a period, its first. */
function yearsOf(of: string): number | undefined {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(of);
  const day = dayOfDate(quarter ? `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, "0")}` : of);
  return day === undefined ? undefined : dateInYears(day);
}

/** Kleene's logic: undefined where it is not decided. */
function evaluate(test: SignpostTest, valueOf: (indicator: string) => number | undefined): boolean | undefined {
  switch (test.kind) {
    case "unknown":
      return undefined;
    case "not": {
      const inner = evaluate(test.part, valueOf);
      return inner === undefined ? undefined : !inner;
    }
    case "and":
    case "or": {
      const decisive = test.kind === "or";
      const parts = test.parts.map((part) => evaluate(part, valueOf));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
    case "reading": {
      const value = valueOf(test.indicator);
      if (value === undefined) return undefined;
      if (test.operator === "<") return value < test.value;
      if (test.operator === "<=") return value <= test.value;
      return test.operator === ">" ? value > test.value : value >= test.value;
    }
  }
}
