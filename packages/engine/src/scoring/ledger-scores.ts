/** The scores of a whole ledger of forecasts: question by question, forecaster by forecaster and overall, with calibration and pooled forecasts. */
import { type Calibration, calibrationOf, type SettledForecast, smallSample } from "./calibration.js";
import { brierFor, type HistoryValue, type LeftOutBecause, lifeOf, type QuestionHistory } from "./histories.js";
import { type ForecastWithOutcome, type MurphyDecomposition, murphyDecomposition, tenths } from "./murphy.js";
import { fewestPooled, learnWeights, meanForecast, medianForecast, type PoolComparison, type PoolQuestion } from "./pooled-forecasts.js";
import { pooledQuantiles } from "./pooled-quantiles.js";
import { leastScoredChance, skill } from "./probability-scores.js";
import type { QuantilePoint } from "./quantity-scores.js";
import { type QuantityRow, type ScoreRow, type StateRow, type StateScores, scoreQuestion } from "./question-scores.js";

/** A settled question with everyone's scores. */
export interface QuestionScores {
  readonly forecast: string;
  readonly type: QuestionHistory["type"];
  readonly outcome: number;
  readonly rows: readonly ScoreRow[];
}

/** Means over questions, every question counting the same. */
export interface MeanScores {
  readonly questions: number;
  readonly forecasts: number;
  readonly coverage: number;
  readonly timeAveraged: StateScores;
  readonly whileStanding: StateScores;
  readonly lastForecast: StateScores;
  /** The mean Brier score while forecasts stood, against always forecasting the rate of all settled events of the ledger, or the even forecast where there are more than two states. */
  readonly skillAgainstBaseRate: number | undefined;
  /** Fewer than `smallSample` settled questions. */
  readonly isSmall: boolean;
}

/** How one forecaster did on questions with probabilities. */
export interface ForecasterScores extends MeanScores {
  readonly forecaster: string;
  /** The mean peer score over the questions forecast. */
  readonly peer: number;
  /** Against the unweighted mean of the others at the same time; undefined where nobody else forecast. */
  readonly skillAgainstOthers: number | undefined;
  /** The weight learnt for pools, as a multiple of an equal share. */
  readonly weight: number;
}

/** How a forecaster did on questions with quantiles. Losses have different units: over questions intervals are counted, and skill has no unit. */
export interface IntervalScores {
  readonly forecaster: string;
  readonly questions: number;
  /** Last forecasts with an interval, how many of their outcomes it held, and how many it should have held. */
  readonly intervals: number;
  readonly held: number;
  readonly expected: number;
  /** The mean over questions of 1 less the CRPS over the mean of those of the others at the same time; undefined where nobody else forecast. */
  readonly skillAgainstOthers: number | undefined;
}

/** The pooled forecast of a question: of the latest forecasts of all. Of a settled question the weights were learnt without it. */
export interface PooledForecast {
  readonly forecast: string;
  /** Whether there is an outcome, or will be none. */
  readonly isSettled: boolean;
  readonly forecasters: number;
  readonly weighted: readonly number[];
  readonly mean: readonly number[];
  readonly median: readonly number[];
}

/**
 * The pooled forecast of a number or day, of the latest forecasts of all: at each level that all of them reach the means, weighted and not, and the
 * median of their quantiles (Lichtendahl, Grushka-Cockayne and Winkler 2013). Weights are those learnt from questions with probabilities.
 */
export interface PooledQuantileForecast {
  readonly forecast: string;
  readonly type: QuestionHistory["type"];
  readonly isSettled: boolean;
  readonly forecasters: number;
  readonly weighted: readonly QuantilePoint[];
  readonly mean: readonly QuantilePoint[];
  readonly median: readonly QuantilePoint[];
}

/** Everything that is known of how well the forecasts of a ledger were made. */
export interface LedgerScores {
  /** Probabilities nearer to 0 or 1 are counted as this where logarithms are taken, and how many of the scored forecasts that changed. */
  readonly leastChance: number;
  readonly clipped: number;
  readonly questions: readonly QuestionScores[];
  readonly forecasters: readonly ForecasterScores[];
  readonly intervals: readonly IntervalScores[];
  /** The mean over questions of the mean over their forecasters; undefined when no question with probabilities was settled. */
  readonly overall: MeanScores | undefined;
  readonly leftOut: Readonly<Record<LeftOutBecause, readonly string[]>>;
  /** Forecasts made at or after the end of forecasting. */
  readonly late: number;
  /** Over all forecasts, each by the part of the life of its question during which it stood. */
  readonly calibration: Calibration | undefined;
  /** With ten bins, over the same forecasts. */
  readonly murphy: MurphyDecomposition | undefined;
  readonly pooled: readonly PooledForecast[];
  readonly pooledQuantiles: readonly PooledQuantileForecast[];
  readonly pools: { readonly strength: number; readonly comparison: PoolComparison | undefined; readonly fewest: number };
}

/** Scores all settled questions of a ledger. Of every question the outcome that is given counts, so a corrected outcome needs only another call. */
export function scoreLedger(histories: readonly QuestionHistory[]): LedgerScores {
  const leftOut: Record<LeftOutBecause, string[]> = {
    open: [],
    annulled: [],
    ambiguous: [],
    "without-forecast": [],
    "settled-before-opening": [],
    "without-duration": [],
  };
  let late = 0;
  const questions: QuestionScores[] = [];
  const pools: { readonly history: QuestionHistory; readonly question: PoolQuestion }[] = [];
  const names = new Map<string, number>();
  for (const { entries } of histories) for (const { by } of entries) if (!names.has(by)) names.set(by, names.size);
  for (const history of histories) {
    const life = lifeOf(history);
    if (typeof life === "string") {
      leftOut[life].push(history.forecast);
      continue;
    }
    const scored = scoreQuestion(history, life);
    late += scored.late;
    if (scored.rows.length === 0) leftOut["without-forecast"].push(history.forecast);
    else questions.push({ forecast: history.forecast, type: history.type, outcome: history.outcome as number, rows: scored.rows });
    const states = scored.rows.filter((row) => row.kind === "states");
    if (states.length > 0) pools.push({ history, question: poolQuestion(history, states, names, life.closes - life.opens, life.ended) });
  }
  const rows = questions.flatMap(({ type, outcome, rows }) =>
    rows.flatMap((row) => (row.kind === "states" ? [{ row, type, outcome }] : [])),
  );
  const settled = rows.flatMap(({ row, outcome }) => settledForecasts(row, outcome));
  const learnt = learnWeights(
    pools.map(({ question }) => question),
    names.size,
  );
  const learntOf = new Map(pools.map(({ history }, place) => [history.forecast, learnt.withoutQuestion[place]!]));
  const baseRate = baseRateOf(questions);
  const byForecaster = grouped(rows, ({ row }) => row.forecaster);
  const byQuestion = grouped(rows, ({ row }) => row.forecast);
  return {
    leastChance: leastScoredChance,
    clipped: clippedOf(rows),
    questions,
    forecasters: [...byForecaster].map(([forecaster, own]) => ({
      forecaster,
      ...meanOf(
        own.map((each) => [each]),
        baseRate,
      ),
      ...againstOthers(own.map(({ row }) => row)),
      weight: learnt.weights[names.get(forecaster)!]! * names.size,
    })),
    intervals: intervalsOf(questions),
    overall: rows.length > 0 ? meanOf([...byQuestion.values()], baseRate) : undefined,
    leftOut,
    late,
    calibration: settled.length > 0 ? calibrationOf(settled) : undefined,
    murphy: murphyDecomposition(settled.flatMap(eventsOf), tenths),
    pooled: histories.flatMap((history) => pooledOf(history, names, learntOf.get(history.forecast) ?? learnt.weights)),
    pooledQuantiles: histories.flatMap((history) => pooledQuantilesOf(history, names, learnt.weights)),
    pools: { strength: learnt.strength, comparison: learnt.comparison, fewest: fewestPooled },
  };
}

interface RowOfQuestion {
  readonly row: StateRow;
  readonly type: QuestionHistory["type"];
  readonly outcome: number;
}

function poolQuestion(
  { type, outcome }: QuestionHistory,
  rows: readonly StateRow[],
  names: ReadonlyMap<string, number>,
  duration: number,
  ended: number,
): PoolQuestion {
  const brier = brierFor(type);
  return {
    changes: rows
      .flatMap(({ forecaster, standing }) =>
        standing.map(({ from, value }) => ({ at: from, forecaster: names.get(forecaster)!, probabilities: value })),
      )
      .sort((one, other) => one.at - other.at),
    ended,
    loss: (probabilities) => brier(probabilities, outcome as number),
    records: new Map(
      rows.map(({ forecaster, againstOthers: { loss, othersLoss, days } }) => [
        names.get(forecaster)!,
        { lossAboveOthers: (loss - othersLoss) / duration, questions: days / duration },
      ]),
    ),
  };
}

/** Each forecast by the part of its forecaster's time on the question, so that frequent changes do not make anybody count more. */
function settledForecasts({ forecast, standing, coverage }: StateRow, outcome: number): readonly SettledForecast[] {
  const stood = standing.reduce((sum, { from, to }) => sum + to - from, 0);
  return standing.map(({ from, to, value }) => ({
    question: forecast,
    probabilities: value,
    outcome,
    weight: (coverage * (to - from)) / stood,
  }));
}

/** The forecasts of events in a forecast of states: the first of two, all of more. */
function eventsOf({ probabilities, outcome, weight }: SettledForecast): readonly ForecastWithOutcome[] {
  const shown = probabilities.length === 2 ? probabilities.slice(0, 1) : probabilities;
  return shown.map((probability, state) => ({ probability, cameTrue: state === outcome, weight: weight ?? 1 }));
}

function baseRateOf(questions: readonly QuestionScores[]): number | undefined {
  const events = questions.filter(({ rows }) => rows.some((row) => row.kind === "states" && row.standing[0]!.value.length === 2));
  return events.length > 0 ? events.filter(({ outcome }) => outcome === 0).length / events.length : undefined;
}

function clippedOf(rows: readonly RowOfQuestion[]): number {
  let count = 0;
  for (const { row, outcome } of rows)
    for (const { value } of row.standing) {
      const given = value[outcome]!;
      if (given < leastScoredChance || given > 1 - leastScoredChance) count++;
    }
  return count;
}

/** Means over groups of the means within each group. */
function meanOf(groups: readonly (readonly RowOfQuestion[])[], baseRate: number | undefined): MeanScores {
  const mean = (of: (each: RowOfQuestion) => number) => average(groups.map((group) => average(group.map(of))));
  const look = (way: "timeAveraged" | "whileStanding" | "lastForecast"): StateScores => ({
    brierOriginal: mean(({ row }) => row[way].brierOriginal),
    brierHalf: mean(({ row }) => row[way].brierHalf),
    log: mean(({ row }) => row[way].log),
    spherical: mean(({ row }) => row[way].spherical),
    baseline: mean(({ row }) => row[way].baseline),
  });
  const whileStanding = look("whileStanding");
  const reference = mean(({ row, type, outcome }) => {
    const states = row.standing[0]!.value.length;
    const forecast = states === 2 && baseRate !== undefined ? [baseRate, 1 - baseRate] : new Array<number>(states).fill(1 / states);
    return brierFor(type)(forecast, outcome);
  });
  return {
    questions: groups.length,
    forecasts: groups.reduce((sum, group) => sum + group.reduce((own, { row }) => own + row.forecasts, 0), 0),
    coverage: mean(({ row }) => row.coverage),
    timeAveraged: look("timeAveraged"),
    whileStanding,
    lastForecast: look("lastForecast"),
    skillAgainstBaseRate: skill(whileStanding.brierOriginal, reference),
    isSmall: groups.length < smallSample,
  };
}

function againstOthers(rows: readonly StateRow[]): Pick<ForecasterScores, "peer" | "skillAgainstOthers"> {
  const shared = rows.filter(({ againstOthers }) => againstOthers.days > 0);
  const each = (of: "loss" | "othersLoss") => average(shared.map(({ againstOthers }) => againstOthers[of] / againstOthers.days));
  return {
    peer: average(rows.map(({ againstOthers }) => againstOthers.peer)),
    skillAgainstOthers: shared.length > 0 ? skill(each("loss"), each("othersLoss")) : undefined,
  };
}

function intervalsOf(questions: readonly QuestionScores[]): readonly IntervalScores[] {
  const rows = questions.flatMap(({ rows }) => rows.filter((row): row is QuantityRow => row.kind === "quantity"));
  return [...grouped(rows, ({ forecaster }) => forecaster)].map(([forecaster, own]) => {
    const intervals = own.flatMap(({ interval }) => (interval ? [interval] : []));
    const skills = own.flatMap(({ againstOthers: { loss, othersLoss } }) => (othersLoss > 0 ? [1 - loss / othersLoss] : []));
    return {
      forecaster,
      questions: own.length,
      intervals: intervals.length,
      held: intervals.filter(({ held }) => held).length,
      expected: intervals.reduce((sum, { coverage }) => sum + coverage, 0),
      skillAgainstOthers: skills.length > 0 ? average(skills) : undefined,
    };
  });
}

function pooledOf(history: QuestionHistory, names: ReadonlyMap<string, number>, weights: readonly number[]): readonly PooledForecast[] {
  const latest = latestOf(history, (value) => ("probabilities" in value ? value.probabilities : undefined));
  if (latest.size === 0) return [];
  const rows = [...latest.values()];
  const own = [...latest.keys()].map((by) => weights[names.get(by)!]!);
  return [
    {
      forecast: history.forecast,
      isSettled: history.outcome !== undefined,
      forecasters: rows.length,
      weighted: meanForecast(rows, own),
      mean: meanForecast(
        rows,
        own.map(() => 1),
      ),
      median: medianForecast(rows),
    },
  ];
}

function pooledQuantilesOf(
  history: QuestionHistory,
  names: ReadonlyMap<string, number>,
  weights: readonly number[],
): readonly PooledQuantileForecast[] {
  const latest = latestOf(history, (value) => ("quantiles" in value ? value.quantiles : undefined));
  const pool = pooledQuantiles(
    [...latest.values()],
    [...latest.keys()].map((by) => weights[names.get(by)!]!),
  );
  return pool
    ? [{ forecast: history.forecast, type: history.type, isSettled: history.outcome !== undefined, forecasters: latest.size, ...pool }]
    : [];
}

/** The latest forecast of everybody before the end. */
function latestOf<Value>(history: QuestionHistory, read: (value: HistoryValue) => Value | undefined): ReadonlyMap<string, Value> {
  const life = lifeOf(history);
  const end = typeof life === "string" ? Infinity : life.ended;
  const latest = new Map<string, { readonly at: number; readonly value: Value }>();
  for (const { at, by, value } of history.entries) {
    const own = read(value);
    if (own !== undefined && at < end && at >= (latest.get(by)?.at ?? -Infinity)) latest.set(by, { at, value: own });
  }
  return new Map([...latest].map(([by, { value }]) => [by, value]));
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
