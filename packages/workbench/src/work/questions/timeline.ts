/** What happened when: forecasts, indicators and published versions on one axis of days, from the ledger of the case and its versions. */
import type { ReasonedChange } from "@outweigh/brief";
import {
  briefWords,
  dayOfDate,
  type ForecastStanding,
  type ForecastState,
  type ForecastValue,
  forecastStates,
  forecastWords,
  type IndicatorStanding,
  indicatorStates,
  type Span,
  standingWords,
} from "@outweigh/language";
import { defineQuestion } from "../question.js";
import { type DamagedVersion, readVersions } from "../version-files.js";

/** What somebody said on a day. Days are numbers since 1970, with the part of the day that is over. */
export interface TimelinePoint {
  readonly day: number;
  readonly by: string;
  readonly words: string;
  /** Where it stands in its row, from 0 to 1: the probability; of numbers and days the middle, between the lowest and the highest ever said. */
  readonly height: number | undefined;
  readonly reason: string | undefined;
  readonly computed: boolean;
}

/** A forecast as a row. */
export interface TimelineForecast {
  readonly id: string;
  readonly question: string;
  readonly standing: ForecastStanding;
  /** `open`, `no on 2025-02-28`. */
  readonly standingWords: string;
  /** What the last of each forecaster says. */
  readonly latest: string;
  readonly opened: number | undefined;
  readonly closes: number;
  readonly closesOn: string;
  readonly settled: number | undefined;
  readonly outcome: string | undefined;
  readonly points: readonly TimelinePoint[];
  /** Whether heights are probabilities of yes. */
  readonly isShare: boolean;
}

/** An indicator as a row. */
export interface TimelineIndicator {
  readonly id: string;
  readonly label: string;
  readonly standing: IndicatorStanding;
  readonly threshold: string | undefined;
  readonly readings: readonly { readonly day: number; readonly words: string; readonly passed: boolean }[];
  readonly pending: number;
  readonly span: Span;
}

/** A version as a mark. */
export interface TimelineVersion {
  readonly name: string;
  readonly day: number;
  readonly on: string;
  readonly by: string;
  readonly moves: readonly ReasonedChange[];
}

/** What falls due, or is overdue. */
export interface DueItem {
  readonly day: number;
  readonly on: string;
  readonly kind: "forecast" | "indicator";
  readonly id: string;
  readonly label: string;
  readonly isOverdue: boolean;
}

export interface TimelineAnswer {
  readonly today: number;
  readonly forecasts: readonly TimelineForecast[];
  readonly indicators: readonly TimelineIndicator[];
  readonly versions: readonly TimelineVersion[];
  readonly damaged: readonly DamagedVersion[];
  readonly due: readonly DueItem[];
  /** Whether the ledger holds anything. */
  readonly hasLedger: boolean;
  readonly problems: readonly { readonly line: number; readonly message: string; readonly remedy: string }[];
}

/** The day on which it is, and the names of the folders of versions. */
export interface TimelineInput {
  readonly today: string;
  readonly versions: readonly string[];
}

export const timeline = defineQuestion<TimelineInput, TimelineAnswer>({
  doc: "Forecasts, indicators and versions over time; also of a case with errors.",
  answer: ({ today, versions: names }, { evaluation, files }) => {
    const { assessment, ledger, lowering } = evaluation.compiled;
    const { versions, damaged } = readVersions(files, names);
    const forecasts = forecastStates(ledger.entries, assessment, today)
      .map(forecastRow)
      .sort((one, other) => one.closes - other.closes);
    const states = indicatorStates(ledger.entries, assessment, { stated: lowering.indicators, today });
    const spans = new Map(assessment.indicators.map(({ id, span }) => [id, span]));
    const indicators = states.map(({ indicator, label, standing, threshold, readings, passedSince, last, pending }): TimelineIndicator => {
      const since = passedSince === undefined ? undefined : dayOfDate(passedSince);
      const numbers = readings.flatMap(({ of, value }) => {
        const day = dayOfDate(of);
        return day === undefined ? [] : [{ day, words: `${value} in ${of}`, passed: since !== undefined && day >= since }];
      });
      const lastDay = last === undefined ? undefined : (dayOfDate(last.of) ?? dayOfDate(last.at.slice(0, 10)));
      return {
        id: indicator,
        label,
        standing,
        threshold,
        readings:
          numbers.length > 0 || last === undefined || lastDay === undefined
            ? numbers
            : [{ day: lastDay, words: `${last.value} in ${last.of}`, passed: last.passed === true }],
        pending: pending.length,
        span: spans.get(indicator)!,
      };
    });
    const due = [
      ...forecasts.flatMap(({ id, question, closes, closesOn, standing }): readonly DueItem[] =>
        standing === "open" || standing === "due"
          ? [{ day: closes, on: closesOn, kind: "forecast", id, label: question, isOverdue: standing === "due" }]
          : [],
      ),
      ...states.flatMap(({ indicator, label, due: on, isOverdue }): readonly DueItem[] => {
        const day = on === undefined ? undefined : dayOfDate(on);
        return on === undefined || day === undefined ? [] : [{ day, on, kind: "indicator", id: indicator, label, isOverdue }];
      }),
    ].sort((one, other) => one.day - other.day);
    return {
      today: dayOfDate(today) ?? 0,
      forecasts,
      indicators,
      versions: versions.map(({ name, manifest: { at, by, changes } }) => ({
        name,
        day: momentOf(at),
        on: at.slice(0, 10),
        by,
        moves: changes.filter(({ kind }) => kind !== "new"),
      })),
      damaged,
      due,
      hasLedger: ledger.entries.length > 0,
      problems: ledger.problems.map(({ line, message, remedy }) => ({ line, message, remedy })),
    };
  },
});

function forecastRow(state: ForecastState): TimelineForecast {
  const { forecast, criteria, history, latest, standing, on, outcome } = state;
  const height = heightsOf(state);
  const [first] = history;
  const opened = criteria.opens === undefined ? first && momentOf(first.at) : dayOfDate(criteria.opens);
  return {
    id: forecast,
    question: criteria.question,
    standing,
    standingWords: standingWords(state),
    latest: [...latest.values()].map(({ by, value }) => `${by} ${briefWords(value, criteria)}`).join(", "),
    opened,
    closes: dayOfDate(criteria.closes) ?? 0,
    closesOn: criteria.closes,
    settled: on === undefined ? undefined : dayOfDate(on),
    outcome: outcome === undefined ? undefined : `${outcome}`.replaceAll("_", " "),
    points: history.map(({ at, by, value, reason, computed }) => ({
      day: momentOf(at),
      by,
      words: forecastWords(value, criteria),
      height: height(value),
      reason,
      computed,
    })),
    isShare: criteria.type === "binary",
  };
}

/** How high what was said is drawn: probabilities as they are, of several states that of the likeliest now; the middle of quantiles within all that was said. */
function heightsOf({ history }: ForecastState): (value: ForecastValue) => number | undefined {
  const latest = history.at(-1)?.value;
  if (latest !== undefined && "probabilities" in latest) {
    const [state = ""] = Object.entries(latest.probabilities).toSorted(([, one], [, other]) => other - one)[0] ?? [];
    return (value) => ("probabilities" in value ? value.probabilities[state] : undefined);
  }
  const middles = history.flatMap(({ value }) => middleOf(value) ?? []);
  const [low, high] = [Math.min(...middles), Math.max(...middles)];
  return (value) => {
    if ("probability" in value) return value.probability;
    const middle = middleOf(value);
    return middle === undefined ? undefined : high > low ? 0.15 + (0.7 * (middle - low)) / (high - low) : 0.5;
  };
}

function middleOf(value: ForecastValue): number | undefined {
  if (!("quantiles" in value)) return undefined;
  const middle = value.quantiles.toSorted(([one], [other]) => Math.abs(one - 0.5) - Math.abs(other - 0.5))[0]?.[1];
  return typeof middle === "string" ? dayOfDate(middle) : middle;
}

/** A time in UTC as days with a part. */
function momentOf(at: string): number {
  const [hours = 0, minutes = 0] = at.slice(11, 16).split(":").map(Number);
  return (dayOfDate(at.slice(0, 10)) ?? 0) + (hours * 60 + minutes) / 1440;
}
