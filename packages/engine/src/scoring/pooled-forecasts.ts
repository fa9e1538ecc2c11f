/**
 * The pooled forecast of a question over time, and whether weights learnt from scores make it better: judged by questions that had no part in
 * learning them, against the unweighted mean and the median.
 */

import { smallSample } from "./calibration.js";
import { type TrackRecord, weightsFromScores } from "./score-weights.js";

/** A settled question as pools see it: who forecast what from when on, in the order of time, and how all compared. */
export interface PoolQuestion {
  readonly changes: readonly PoolChange[];
  /** The end of forecasting. */
  readonly ended: number;
  readonly loss: (probabilities: readonly number[]) => number;
  /** The record of forecasters on this question alone, by their number. */
  readonly records: ReadonlyMap<number, TrackRecord>;
}

/** From `at` on, the forecaster of this number stands by these probabilities. */
export interface PoolChange {
  readonly at: number;
  readonly forecaster: number;
  readonly probabilities: readonly number[];
}

/** How much less the weighted pool lost than another. */
export interface PoolGain {
  /** The mean of the differences of the losses over the questions: above zero is better. */
  readonly gain: number;
  /** Its standard error. */
  readonly error: number;
  /** Only a difference of more than two standard errors counts as one. */
  readonly verdict: "better" | "worse" | "no-clear-difference";
}

/** Whether learnt weights help, out of sample. Losses are Brier scores 0..2, averaged over the time in which anybody had a forecast. */
export interface PoolComparison {
  readonly questions: number;
  readonly isSmall: boolean;
  readonly weighted: number;
  readonly mean: number;
  readonly median: number;
  readonly againstMean: PoolGain;
  readonly againstMedian: PoolGain;
}

/** What was learnt from all questions, for questions to come. */
export interface LearntWeights {
  /** By the number of the forecaster; they add up to one. */
  readonly weights: readonly number[];
  /** How sharply weights follow scores, chosen by cross-validation; 0 means equal weights. */
  readonly strength: number;
  /** The weights learnt without the question, for each question. */
  readonly withoutQuestion: readonly (readonly number[])[];
  /** Undefined with fewer than `fewestPooled` questions, when weights stay equal. */
  readonly comparison: PoolComparison | undefined;
}

/** With fewer settled questions nothing is learnt. */
export const fewestPooled = 5;

const strengths = [0, 2, 5, 10, 20, 50, 100];

/**
 * Learns weights for so many forecasters. Questions fall into ten folds by their place; the strength is chosen within the folds that are learnt
 * from, and stays 0 unless it gains more than one standard error there: with few questions the best of several strengths is mostly the luckiest.
 */
export function learnWeights(settled: readonly PoolQuestion[], forecasters: number): LearntWeights {
  const questions = settled.map(prepared);
  const equal = new Array<number>(forecasters).fill(1 / forecasters);
  if (questions.length < fewestPooled)
    return { weights: equal, strength: 0, withoutQuestion: questions.map(() => equal), comparison: undefined };
  const folds = Math.min(10, questions.length);
  const foldOf = (question: number) => question % folds;
  const byFold = Array.from({ length: folds }, (_, fold) =>
    added(
      questions.filter((_, place) => foldOf(place) === fold),
      forecasters,
    ),
  );
  const all = added(questions, forecasters);
  const lossesWithout = (left: readonly number[], strength: number) =>
    byFold.flatMap((_, fold) => {
      if (left.includes(fold)) return [];
      const weights = weightsFromScores(
        without(
          all,
          [...left, fold].map((each) => byFold[each]!),
        ),
        strength,
      );
      return questions.flatMap((question, place) => (foldOf(place) === fold ? [lossOfWeighted(question, weights)] : []));
    });
  const strengthWithout = (left: readonly number[]) => {
    const [even, ...others] = strengths.map((strength) => lossesWithout(left, strength));
    const gains = others.map((losses) => gainOf(losses, even!));
    const best = gains.reduce((most, each) => (each.gain > most.gain ? each : most));
    return best.gain > best.error ? strengths[gains.indexOf(best) + 1]! : 0;
  };
  const learnt = byFold.map((fold, place) => weightsFromScores(without(all, [fold]), strengthWithout([place])));
  const withoutQuestion = questions.map((_, place) => learnt[foldOf(place)]!);
  const strength = strengthWithout([]);
  const weighted = questions.map((question, place) => lossOfWeighted(question, withoutQuestion[place]!));
  const mean = questions.map((question) => lossOfWeighted(question, equal));
  const median = questions.map(lossOfMedian);
  return {
    weights: weightsFromScores(all, strength),
    strength,
    withoutQuestion,
    comparison: {
      questions: questions.length,
      isSmall: questions.length < smallSample,
      weighted: average(weighted),
      mean: average(mean),
      median: average(median),
      againstMean: gainOf(weighted, mean),
      againstMedian: gainOf(weighted, median),
    },
  };
}

function added(questions: readonly PoolQuestion[], forecasters: number): readonly TrackRecord[] {
  const sums = Array.from({ length: forecasters }, () => ({ lossAboveOthers: 0, questions: 0 }));
  for (const { records } of questions)
    for (const [forecaster, record] of records) {
      sums[forecaster]!.lossAboveOthers += record.lossAboveOthers;
      sums[forecaster]!.questions += record.questions;
    }
  return sums;
}

function without(all: readonly TrackRecord[], parts: readonly (readonly TrackRecord[])[]): readonly TrackRecord[] {
  return all.map((record, forecaster) => ({
    lossAboveOthers: parts.reduce((sum, part) => sum - part[forecaster]!.lossAboveOthers, record.lossAboveOthers),
    questions: Math.max(
      0,
      parts.reduce((sum, part) => sum - part[forecaster]!.questions, record.questions),
    ),
  }));
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function gainOf(weighted: readonly number[], other: readonly number[]): PoolGain {
  const gains = weighted.map((loss, place) => other[place]! - loss);
  const gain = average(gains);
  const squares = gains.reduce((sum, each) => sum + (each - gain) * (each - gain), 0);
  const error = Math.sqrt(squares / (gains.length - 1) / gains.length);
  return { gain, error, verdict: Math.abs(gain) <= 2 * error || gain === 0 ? "no-clear-difference" : gain > 0 ? "better" : "worse" };
}

/** The loss of the weighted mean, averaged over the time since the first forecast. Called thousands of times, so it makes nothing new. */
function lossOfWeighted({ changes, previous, ended, loss }: PreparedQuestion, weights: readonly number[]): number {
  const first = changes[0];
  if (first === undefined) return 0;
  const sums = first.probabilities.map(() => 0);
  const pooled = [...sums];
  let [total, lost] = [0, 0];
  for (let place = 0; place < changes.length; place++) {
    const { at, forecaster, probabilities } = changes[place]!;
    const weight = weights[forecaster]!;
    const before = previous[place];
    if (before === undefined) total += weight;
    for (let state = 0; state < sums.length; state++)
      sums[state] = sums[state]! + weight * (before === undefined ? probabilities[state]! : probabilities[state]! - before[state]!);
    const time = (place + 1 < changes.length ? changes[place + 1]!.at : ended) - at;
    if (!(time > 0)) continue;
    for (let state = 0; state < sums.length; state++) pooled[state] = sums[state]! / total;
    lost += loss(pooled) * time;
  }
  return lost / (ended - first.at);
}

/** A question with what each change replaces. A forecast once made stands to the end or until it is replaced. */
interface PreparedQuestion extends PoolQuestion {
  readonly previous: readonly (readonly number[] | undefined)[];
}

function prepared(question: PoolQuestion): PreparedQuestion {
  const standing = new Map<number, readonly number[]>();
  const previous = question.changes.map(({ forecaster, probabilities }) => {
    const before = standing.get(forecaster);
    standing.set(forecaster, probabilities);
    return before;
  });
  return { ...question, previous };
}

function lossOfMedian({ changes, previous, ended, loss }: PreparedQuestion): number {
  const first = changes[0];
  if (first === undefined) return 0;
  const sorted = first.probabilities.map((): number[] => []);
  let lost = 0;
  changes.forEach(({ at, probabilities }, place) => {
    const before = previous[place];
    probabilities.forEach((p, state) => {
      const column = sorted[state]!;
      if (before !== undefined) column.splice(placeIn(column, before[state]!), 1);
      column.splice(placeIn(column, p), 0, p);
    });
    const time = (changes[place + 1]?.at ?? ended) - at;
    if (time > 0) lost += loss(scaledToOne(sorted.map(middleOf))) * time;
  });
  return lost / (ended - first.at);
}

function placeIn(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function middleOf(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Scaled so that they add up to one; equal where all are zero. */
export function scaledToOne(values: readonly number[]): readonly number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => (sum > 0 ? value / sum : 1 / values.length));
}

/** The median of each state over the forecasts, scaled to one. */
export function medianForecast(rows: readonly (readonly number[])[]): readonly number[] {
  return scaledToOne(rows[0]!.map((_, state) => middleOf(rows.map((row) => row[state]!).sort((a, b) => a - b))));
}

/** The mean of each state over the forecasts by weight; equal weights when all are zero. */
export function meanForecast(rows: readonly (readonly number[])[], weights: readonly number[]): readonly number[] {
  return scaledToOne(rows[0]!.map((_, state) => rows.reduce((sum, row, place) => sum + weights[place]! * row[state]!, 0)));
}
