/** The scores of all forecasters on one settled question. */
import { type AgainstOthers, compareLosses, compareWithOthers, type QuantityAgainstOthers } from "./crowd.js";
import { brierFor, brierParts, brierScale, certainOf, type HistoryValue, type QuestionHistory } from "./histories.js";
import { baselineScore } from "./metaculus-scores.js";
import { type QuestionLife, type StandingForecast, scoreOverTime, standings } from "./over-time.js";
import { clippedChance, leastScoredChance, logScore, sphericalScore } from "./probability-scores.js";
import { crpsQuantiles, crpsStepwise, intervalScore, type QuantilePoint } from "./quantity-scores.js";

/** The scores of probabilities; `brier…` are losses, for the others more is better. Logarithms are clipped at `leastScoredChance`. */
export interface StateScores {
  /** 0..2; of states in order that for ordered states. */
  readonly brierOriginal: number;
  /** Half of it, 0..1. */
  readonly brierHalf: number;
  readonly log: number;
  readonly spherical: number;
  readonly baseline: number;
}

/** The scores of quantiles, all losses in the unit of the question. */
export interface QuantityScores {
  readonly crps: number;
  readonly crpsStepwise: number;
}

/** The widest interval whose two quantiles lie evenly about the median: what it should cover, its score, and whether the last one held the outcome. */
export interface IntervalOverTime {
  readonly coverage: number;
  readonly whileStanding: number;
  readonly lastForecast: number;
  readonly held: boolean;
}

/** What one forecaster made of one question. */
interface RowBase {
  readonly forecast: string;
  readonly forecaster: string;
  /** How many forecasts counted. */
  readonly forecasts: number;
  /** The part of the announced life during which a forecast stood. */
  readonly coverage: number;
}

/** A row on probabilities: the three ways of looking at time are named differently, see `ScoreOverTime`. */
export interface StateRow extends RowBase {
  readonly kind: "states";
  readonly timeAveraged: StateScores;
  readonly whileStanding: StateScores;
  readonly lastForecast: StateScores;
  readonly againstOthers: AgainstOthers;
  readonly standing: readonly StandingForecast<readonly number[]>[];
}

/** A row on quantiles. */
export interface QuantityRow extends RowBase {
  readonly kind: "quantity";
  /**
   * The loss of the days on which a forecast stood, over all days of the announced life. There is no ignorant forecast of a number: days without one,
   * and those after an early settlement, add nothing, so it is read beside `coverage`, and who was the better is told by `againstOthers`.
   */
  readonly timeAveraged: QuantityScores;
  readonly whileStanding: QuantityScores;
  readonly lastForecast: QuantityScores;
  /** Undefined where there is no such interval, or its coverage was changed. */
  readonly interval: IntervalOverTime | undefined;
  /** By the CRPS. */
  readonly againstOthers: QuantityAgainstOthers;
}

export type ScoreRow = StateRow | QuantityRow;

/** All forecasters' scores on a settled question; `late` forecasts came at or after the end of forecasting and do not count. */
export function scoreQuestion(
  question: QuestionHistory,
  life: QuestionLife,
): { readonly rows: readonly ScoreRow[]; readonly late: number } {
  const byForecaster = new Map<string, { at: number; value: HistoryValue }[]>();
  let late = 0;
  for (const { at, by, value } of question.entries) {
    if (at >= life.ended) {
      late++;
      continue;
    }
    const own = byForecaster.get(by);
    if (own) own.push({ at, value });
    else byForecaster.set(by, [{ at, value }]);
  }
  const outcome = question.outcome as number;
  const isQuantity = question.type === "numeric" || question.type === "date";
  const rows = isQuantity ? quantityRows(question, life, outcome, byForecaster) : stateRows(question, life, outcome, byForecaster);
  return { rows, late };
}

type ByForecaster = ReadonlyMap<string, readonly { readonly at: number; readonly value: HistoryValue }[]>;

function stateRows(question: QuestionHistory, life: QuestionLife, outcome: number, by: ByForecaster): readonly StateRow[] {
  const own = [...by].flatMap(([forecaster, entries]) => {
    const standing = standings(
      entries.flatMap(({ at, value }) => ("probabilities" in value ? [{ at, value: value.probabilities }] : [])),
      life,
    );
    return standing.length > 0 ? [{ forecaster, forecasts: entries.length, standing }] : [];
  });
  const states = own[0]?.standing[0]?.value.length ?? 0;
  const brier = brierFor(question.type);
  const compared = compareWithOthers(
    own.map(({ standing }) =>
      standing.map((each) => ({ ...each, value: { given: each.value[outcome]!, parts: brierParts(question.type, each.value) } })),
    ),
    brierParts(question.type, certainOf(states, outcome)),
    brierScale(question.type, states),
    life,
    leastScoredChance,
  );
  const even = new Array<number>(states).fill(1 / states);
  const kinds = {
    brierOriginal: (value: readonly number[]) => brier(value, outcome),
    brierHalf: (value: readonly number[]) => brier(value, outcome) / 2,
    log: (value: readonly number[]) => logScore(value[outcome]!),
    spherical: (value: readonly number[]) => sphericalScore(value, outcome),
    baseline: (value: readonly number[]) => baselineScore(clippedChance(value[outcome]!), states),
  };
  return own.map(({ forecaster, forecasts, standing }, place) => {
    const of = (score: (value: readonly number[]) => number) => scoreOverTime(standing, life, score, score(even))!;
    const scores = {
      brierOriginal: of(kinds.brierOriginal),
      brierHalf: of(kinds.brierHalf),
      log: of(kinds.log),
      spherical: of(kinds.spherical),
      baseline: of(kinds.baseline),
    };
    const look = (way: "timeAveraged" | "whileStanding" | "lastForecast"): StateScores => ({
      brierOriginal: scores.brierOriginal[way],
      brierHalf: scores.brierHalf[way],
      log: scores.log[way],
      spherical: scores.spherical[way],
      baseline: scores.baseline[way],
    });
    return {
      kind: "states",
      forecast: question.forecast,
      forecaster,
      forecasts,
      coverage: scores.log.coverage,
      timeAveraged: look("timeAveraged"),
      whileStanding: look("whileStanding"),
      lastForecast: look("lastForecast"),
      againstOthers: compared[place]!,
      standing,
    };
  });
}

function quantityRows(question: QuestionHistory, life: QuestionLife, outcome: number, by: ByForecaster): readonly QuantityRow[] {
  const own = [...by].flatMap(([forecaster, entries]) => {
    const standing = standings(
      entries.flatMap(({ at, value }) => ("quantiles" in value ? [{ at, value: value.quantiles }] : [])),
      life,
    );
    return standing.length > 0 ? [{ forecaster, forecasts: entries.length, standing }] : [];
  });
  const compared = compareLosses(
    own.map(({ standing }) => standing.map((each) => ({ ...each, value: crpsQuantiles(each.value, outcome) }))),
    life,
  );
  return own.map(({ forecaster, forecasts, standing }, place): QuantityRow => {
    const of = (score: (value: readonly QuantilePoint[]) => number) => scoreOverTime(standing, life, score, 0)!;
    const [crps, stepwise] = [of((value) => crpsQuantiles(value, outcome)), of((value) => crpsStepwise(value, outcome))];
    const look = (way: "timeAveraged" | "whileStanding" | "lastForecast"): QuantityScores => ({
      crps: crps[way],
      crpsStepwise: stepwise[way],
    });
    return {
      kind: "quantity",
      forecast: question.forecast,
      forecaster,
      forecasts,
      coverage: crps.coverage,
      timeAveraged: look("timeAveraged"),
      whileStanding: look("whileStanding"),
      lastForecast: look("lastForecast"),
      interval: intervalOverTime(standing, life, outcome),
      againstOthers: compared[place]!,
    };
  });
}

function intervalOverTime(
  standing: readonly StandingForecast<readonly QuantilePoint[]>[],
  life: QuestionLife,
  outcome: number,
): IntervalOverTime | undefined {
  const stated = standing.map((each) => ({ ...each, value: widestInterval(each.value) }));
  const last = stated.at(-1)?.value;
  const even = stated.flatMap(({ value, ...time }) => (value && value.coverage === last?.coverage ? [{ ...time, value }] : []));
  if (last === undefined || even.length < stated.length) return undefined;
  const { whileStanding, lastForecast } = scoreOverTime(
    even,
    life,
    ({ low, high }) => intervalScore(low, high, 1 - last.coverage, outcome),
    0,
  )!;
  return { coverage: last.coverage, whileStanding, lastForecast, held: outcome >= last.low && outcome <= last.high };
}

/** The widest pair of quantiles p and 1 - p. */
function widestInterval(
  quantiles: readonly QuantilePoint[],
): { readonly low: number; readonly high: number; readonly coverage: number } | undefined {
  for (const [probability, low] of quantiles) {
    if (probability >= 0.5) return undefined;
    const other = quantiles.find(([upper]) => Math.abs(upper - (1 - probability)) < 1e-9);
    if (other !== undefined) return { low, high: other[1], coverage: Math.round((1 - 2 * probability) * 1e9) / 1e9 };
  }
  return undefined;
}
