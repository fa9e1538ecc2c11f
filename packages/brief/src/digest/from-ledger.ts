/** What the ledger contributes to a digest: forecasts that moved, were settled or fall due, readings, passages for review, versions. */
import { type ScoreRow, scoreLedger } from "@outweigh/engine";
import {
  briefWords,
  type CandidateEntry,
  type Compiled,
  dateOfDay,
  dayOfDate,
  type ForecastCriteria,
  type ForecastPoint,
  type ForecastState,
  type ForecastValue,
  forecastStates,
  forecastWords,
  historiesOfLedger,
  indicatorStates,
  isEntry,
  type LedgerEntry,
  quantityWords,
  type ReadingEntry,
  type StatedIndicator,
} from "@outweigh/language";
import { formatProbability } from "../numbers.js";
import { formatDate } from "../words.js";
import type { DigestRecord, ForecastMove, ForecastResolution, IndicatorReading } from "./record.js";

/** What the digest asks of the ledger. */
export interface LedgerView {
  /** All entries in their order, and which of them are news. */
  readonly entries: readonly LedgerEntry[];
  readonly isNew: (entry: LedgerEntry) => boolean;
  /** The case as it is now: its questions, its indicators with their thresholds. */
  readonly compiled: Compiled;
  /** The ISO day on which the digest is made. */
  readonly today: string;
  /** Forecasts that close within so many days fall due. */
  readonly horizon: number;
}

/** The parts of the record that come from the ledger alone. */
export type LedgerPart = Pick<DigestRecord, "forecasts" | "resolved" | "due" | "candidates" | "readings" | "signposts" | "versions">;

/** Reads them off. */
export function digestOfLedger(view: LedgerView): LedgerPart {
  const states = forecastStates(view.entries, view.compiled.assessment, view.today);
  const before = new Map(forecastStates(view.entries.filter((entry) => !view.isNew(entry))).map((state) => [state.forecast, state]));
  const fresh = view.entries.filter(view.isNew);
  return {
    forecasts: states.flatMap((state) => movesOf(state, before.get(state.forecast), fresh)),
    resolved: states.flatMap((state) => resolutionOf(state, before.get(state.forecast), fresh)),
    due: dueOf(states, view),
    candidates: candidatesOf(view, fresh),
    readings: readingsOf(view, fresh),
    signposts: signpostsOf(view),
    versions: fresh.filter(isEntry("publish")).map(({ version, at, reasons }) => ({
      name: version,
      at,
      reasons: reasons.map(({ judgement, was, now, reason }) => ({ judgement, was: jsonWords(was), now: jsonWords(now), reason })),
    })),
  };
}

/**
 * The entries that are news after an earlier digest or version: all but those that its entry knew of. It goes by what follows what and not by clocks,
 * so what was written elsewhere before and merged afterwards is still told.
 */
export function newsAfter(entries: readonly LedgerEntry[], known: readonly string[]): (entry: LedgerEntry) => boolean {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const seen = new Set<string>();
  const open = [...known];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(byId.get(id)?.after ?? []));
  }
  return ({ id }) => !seen.has(id);
}

function movesOf(state: ForecastState, before: ForecastState | undefined, fresh: readonly LedgerEntry[]): readonly ForecastMove[] {
  const { forecast: id, criteria } = state;
  const base = { id, question: criteria.question, by: criteria.closes };
  const own = fresh.filter(isEntry("open", "criteria", "set", "annul")).filter(({ forecast }) => forecast === id);
  const moves: ForecastMove[] = [];
  const isOpened = own.some(({ kind }) => kind === "open");
  const reworded = own.filter(isEntry("criteria")).at(-1);
  if (reworded) moves.push({ ...base, how: "criteria", who: reworded.by, reason: reworded.reason });
  const forecasters = [...new Set(own.filter(isEntry("set")).map(({ forecaster }) => forecaster))];
  for (const who of forecasters) {
    const last = own.filter(isEntry("set")).findLast(({ forecaster }) => forecaster === who)!;
    const earlier = before?.latest.get(who);
    const was = earlier && valueWords(earlier.value, criteria);
    const now = valueWords(last.value, criteria);
    if (was === now) continue;
    moves.push({
      ...base,
      how: isOpened && was === undefined ? "opened" : "moved",
      ...(was !== undefined && { was }),
      now,
      who: last.computed ? "computed by the model" : who,
      ...(last.reason && { reason: last.reason }),
    });
  }
  const annulled = own.filter(isEntry("annul")).at(-1);
  if (annulled && state.standing === "annulled") moves.push({ ...base, how: "annulled", who: annulled.by, reason: annulled.reason });
  return moves;
}

function resolutionOf(
  state: ForecastState,
  before: ForecastState | undefined,
  fresh: readonly LedgerEntry[],
): readonly ForecastResolution[] {
  const isSettled = state.standing === "resolved" || state.standing === "ambiguous";
  const isFresh = fresh.some((entry) => entry.kind === "resolve" && entry.forecast === state.forecast);
  if (!isSettled || !isFresh || state.on === undefined) return [];
  const isAgain = before?.standing === "resolved" || before?.standing === "ambiguous";
  if (isAgain && before?.outcome === state.outcome && before?.on === state.on) return [];
  const rows = scoreLedger(historiesOfLedger([state]).map(({ history }) => history)).questions.flatMap((question) => question.rows);
  return [
    {
      id: state.forecast,
      question: state.criteria.question,
      outcome: state.standing === "ambiguous" ? "cannot be told" : outcomeWords(state.outcome, state.criteria),
      on: state.on,
      ...(state.closing?.words && { evidence: state.closing.words }),
      said: [...state.latest.values()].map((point: ForecastPoint) => ({
        who: point.computed ? "computed by the model" : point.by,
        value: valueWords(point.value, state.criteria),
        scores: scoreWords(
          rows.find(({ forecaster }) => forecaster === point.by),
          state.criteria,
        ),
      })),
      isAgain,
    },
  ];
}

/** The scores in words: over the time for which the forecast stood, and of the last one. */
function scoreWords(row: ScoreRow | undefined, { type, unit }: ForecastCriteria): string {
  if (row === undefined) return "not scored";
  if (row.kind === "states") {
    const [over, last] = [row.whileStanding.brierOriginal, row.lastForecast.brierOriginal].map((score) => score.toFixed(2));
    return `Brier score ${over} of at most 2 while it stood${row.forecasts > 1 ? `, ${last} at the end` : ""}`;
  }
  const named = type === "date" ? " days" : unit === undefined ? "" : ` ${unit}`;
  const held = row.interval === undefined ? "" : row.interval.held ? "; its interval held" : "; its interval missed";
  return `off by ${quantityWords(row.whileStanding.crps)}${named} while it stood (CRPS)${held}`;
}

function dueOf(states: readonly ForecastState[], { today, horizon }: LedgerView): DigestRecord["due"] {
  const last = dateOfDay((dayOfDate(today) ?? 0) + horizon);
  return states
    .filter(({ standing, criteria }) => (standing === "open" || standing === "due") && criteria.closes <= last)
    .map(({ forecast, criteria, latest }) => {
      const said = [...latest.values()].map(({ by, value }) => `${valueWords(value, criteria)}${latest.size > 1 ? ` (${by})` : ""}`);
      return {
        id: forecast,
        question: criteria.question,
        by: criteria.closes,
        ...(said.length > 0 && { value: said.join(", ") }),
        isOverdue: criteria.closes < today,
      };
    })
    .sort((one, other) => (one.by < other.by ? -1 : one.by > other.by ? 1 : 0));
}

function candidatesOf({ entries, compiled }: LedgerView, fresh: readonly LedgerEntry[]): DigestRecord["candidates"] {
  const decided = new Set(entries.filter(isEntry("decision")).map(({ key }) => key));
  const open = new Map<string, CandidateEntry>();
  for (const entry of fresh.filter(isEntry("candidate"))) if (!decided.has(entry.key) && !open.has(entry.key)) open.set(entry.key, entry);
  return [...open.values()].map(({ indicator, title, passage, address, found }) => ({
    indicator: nameOf(compiled, indicator),
    title,
    passage: shortened(passage),
    ...(address && { address }),
    found,
  }));
}

/** The latest reading of each indicator: a file of many rows would fill the digest otherwise. */
function readingsOf({ compiled }: LedgerView, fresh: readonly LedgerEntry[]): readonly IndicatorReading[] {
  const byIndicator = new Map<string, ReadingEntry[]>();
  const keys = new Set<string>();
  for (const entry of fresh.filter(isEntry("reading"))) {
    if (keys.has(entry.key)) continue;
    keys.add(entry.key);
    byIndicator.set(entry.indicator, [...(byIndicator.get(entry.indicator) ?? []), entry]);
  }
  return [...byIndicator].map(([indicator, readings]) => {
    const last = readings.reduce((latest, each) => (each.of >= latest.of ? each : latest));
    const others = readings.length === 1 ? "" : ` (the last of ${readings.length})`;
    return {
      indicator: nameOf(compiled, indicator),
      value: jsonWords(last.value),
      of: last.of,
      from: `${last.from}${others}`,
      passed: last.passed,
    };
  });
}

/** Indicators near their threshold but not beyond it, news or not. */
function signpostsOf({ entries, compiled, today }: LedgerView): DigestRecord["signposts"] {
  const { assessment, lowering } = compiled;
  return indicatorStates(entries, assessment, { stated: lowering.indicators, today }).flatMap(
    ({ indicator, standing, last, threshold }) => {
      if (standing !== "near" || last === undefined) return [];
      const stated = lowering.indicators.get(indicator);
      return [
        {
          indicator: nameOf(compiled, indicator),
          value: `${jsonWords(last.value)} (${formatDate(last.of)})`,
          threshold: threshold ?? "–",
          words: distanceWords(last.value, stated),
        },
      ];
    },
  );
}

/** How far a reading is from a level that it must rise above or fall below. */
function distanceWords(value: number | string, stated: StatedIndicator | undefined): string {
  const limit = stated?.limit;
  if (typeof value !== "number" || limit === undefined || (limit.kind !== "above" && limit.kind !== "below") || limit.value === 0)
    return "close to it, or on the way there";
  const share = Math.abs(limit.value - value * stated!.unit.scale) / Math.abs(limit.value);
  return `${formatProbability(share)} ${limit.kind === "above" ? "below" : "above"} it`;
}

function nameOf({ assessment }: Compiled, id: string): string {
  return assessment.indicators.find((indicator) => indicator.id === id)?.label ?? id;
}

const longestPassage = 400;

function shortened(words: string): string {
  const characters = [...words.trim().replace(/\s+/g, " ")];
  return characters.length <= longestPassage ? characters.join("") : `${characters.slice(0, longestPassage).join("").trimEnd()}…`;
}

function valueWords(value: ForecastValue, criteria: Pick<ForecastCriteria, "unit">): string {
  return "quantiles" in value ? briefWords(value, criteria) : forecastWords(value, criteria);
}

function outcomeWords(outcome: string | number | undefined, { unit }: ForecastCriteria): string {
  if (typeof outcome === "number") return `${quantityWords(outcome)}${unit === undefined ? "" : ` ${unit}`}`;
  return formatDate((outcome ?? "").replaceAll("_", " "));
}

function jsonWords(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? quantityWords(value) : JSON.stringify(value);
}
