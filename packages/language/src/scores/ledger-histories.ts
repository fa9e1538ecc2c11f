/** The forecasts of a case's ledger as histories that can be scored: days as numbers, states by their places. */
import type { HistoryEntry, HistoryValue, QuestionHistory } from "@outweigh/engine";
import { dayOfDate } from "../calendar.js";
import type { ForecastCriteria, ForecastValue } from "../ledger/entry.js";
import type { ForecastState } from "../ledger/states.js";
import type { WordedHistory } from "./score-report.js";

/**
 * The histories of forecasts, those without any forecast left out. A question is open from the beginning of its opening day (of the first forecast,
 * where none is given) to the end of its closing day. One that is settled before the closing day ends with the beginning of the day on which it
 * was: what is said on that day may already know the outcome. A forecast whose value does not fit the question is left out.
 */
export function historiesOfLedger(states: readonly ForecastState[]): readonly WordedHistory[] {
  return states.flatMap((state) => {
    const { criteria } = state;
    const names = criteria.type === "binary" ? ["yes", "no"] : (criteria.options ?? []);
    const entries = entriesOf(state, names);
    const first = entries[0];
    const closing = dayOfDate(criteria.closes);
    if (first === undefined || closing === undefined) return [];
    const opens = (criteria.opens === undefined ? undefined : dayOfDate(criteria.opens)) ?? Math.floor(first.at);
    const settled = state.on === undefined ? undefined : dayOfDate(state.on);
    return [
      {
        history: {
          forecast: state.forecast,
          type: criteria.type,
          opens,
          closes: closing + 1,
          settledOn: settled !== undefined && settled < closing ? settled : undefined,
          outcome: outcomeOf(state, names),
          entries,
        },
        words: { question: criteria.question, states: names, unit: criteria.unit },
      },
    ];
  });
}

/** In the order of the ledger. Where a clock ran backwards that order wins, and a forecast counts from the moment of the one before it. */
function entriesOf({ criteria, history }: ForecastState, names: readonly string[]): readonly HistoryEntry[] {
  let before = -Infinity;
  return history.flatMap(({ at, by, value }) => {
    const [time, scored] = [timeOf(at), scoredValue(value, criteria, names)];
    if (time === undefined || scored === undefined) return [];
    before = Math.max(before, time);
    return [{ at: before, by, value: scored }];
  });
}

function scoredValue(value: ForecastValue, { type }: ForecastCriteria, names: readonly string[]): HistoryValue | undefined {
  if ("probability" in value) return type === "binary" ? { probabilities: [value.probability, 1 - value.probability] } : undefined;
  if ("probabilities" in value) {
    const given = names.map((name) => value.probabilities[name] ?? 0);
    const sum = given.reduce((total, each) => total + each, 0);
    return type === "multiple" && sum > 0 ? { probabilities: given.map((each) => each / sum) } : undefined;
  }
  if (type !== "numeric" && type !== "date") return undefined;
  const quantiles = value.quantiles.flatMap(([probability, at]) => {
    const number = typeof at === "number" ? at : dayOfDate(at);
    return number === undefined ? [] : [[probability, number] as const];
  });
  return quantiles.length > 0 ? { quantiles } : undefined;
}

function outcomeOf({ standing, outcome, criteria }: ForecastState, names: readonly string[]): QuestionHistory["outcome"] {
  if (standing === "annulled" || standing === "ambiguous") return standing;
  if (outcome === undefined) return undefined;
  if (criteria.type === "date") return dayOfDate(`${outcome}`);
  if (criteria.type === "numeric") return Number(outcome);
  const place = names.indexOf(`${outcome}`);
  return place < 0 ? undefined : place;
}

/** Days since 1970 of `2026-11-23T12:00:00Z` or `2026-11-23 12:00:00`; undefined where there is no such time. */
export function timeOf(text: string): number | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?Z?)?$/.exec(text.trim());
  const day = found ? dayOfDate(found[1]!) : undefined;
  if (!found || day === undefined) return undefined;
  const [hours, minutes, seconds] = [Number(found[2] ?? 0), Number(found[3] ?? 0), Number(found[4] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds >= 61) return undefined;
  return day + (hours * 3600 + minutes * 60 + seconds) / 86_400;
}
