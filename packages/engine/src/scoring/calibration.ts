/**
 * Calibration: of what was said to be 70 % likely, how much came true; with bands in which that rate would lie if every forecast were right, and
 * intervals for the counts. Forecasts of one question share its outcome and are never counted as independent.
 */
import { jeffreysInterval } from "../precedents/base-rates.js";
import { fillUniforms, streamKey } from "../random.js";
import { binOf, tenths } from "./murphy.js";

/** One forecast of all states of a question that was settled. */
export interface SettledForecast {
  /** The question, as a name or number. */
  readonly question: string;
  /** One probability for each state. Of an event with two states the first is looked at; of several states every one. */
  readonly probabilities: readonly number[];
  /** The place of the state that came true. */
  readonly outcome: number;
  /** How much the forecast counts, such as the share of the question's life during which it stood; 1 when missing. */
  readonly weight?: number;
}

/** The forecasts of one range of probabilities. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  /** How many forecasts (of states, where there are more than two), their sum of weights, and how many different questions they are about. */
  readonly forecasts: number;
  readonly weight: number;
  readonly questions: number;
  /** The mean of what was forecast, and the rate that came true, both by weight. */
  readonly meanForecast: number;
  readonly rate: number;
  /** The central range of the rate if every forecast were right: where `rate` lies outside, chance alone does not explain it. */
  readonly band: readonly [number, number];
  /** The different states of questions that were forecast here and how many came true, with the interval of Jeffreys for their rate. */
  readonly states: number;
  readonly cameTrue: number;
  readonly interval: readonly [number, number];
}

/** A calibration curve with what it rests on. */
export interface Calibration {
  /** Bins that hold a forecast, from low to high. */
  readonly bins: readonly CalibrationBin[];
  readonly forecasts: number;
  readonly questions: number;
  /** Fewer than `smallSample` settled questions: show counts and intervals, not a curve. */
  readonly isSmall: boolean;
  /** The coverage of the bands and of the intervals. */
  readonly level: number;
  /** The forecasts in each bin by their weight, the empty ones included: how sharp they are. */
  readonly histogram: readonly number[];
  /** The mean of p (1 - p): 0 when all are certain, 0.25 when all say 50 %; what the half Brier score would be if every forecast were right. */
  readonly sharpness: number;
}

/** Below so many settled questions a calibration curve says little. */
export const smallSample = 30;

export interface CalibrationOptions {
  readonly edges?: readonly number[];
  readonly level?: number;
  readonly seed?: number;
  readonly replicates?: number;
}

interface Gathered {
  weight: number;
  forecast: number;
  came: number;
  forecasts: number;
  /** By question and state: whether it came true. */
  readonly states: Map<string, boolean>;
  readonly questions: Set<string>;
  /** By question: the points at which the simulated weight that comes true jumps, and by how much. */
  readonly jumps: Map<string, { at: number; by: number }[]>;
}

/**
 * The calibration of settled forecasts. The bands are simulated with a fixed seed. In each replicate a question gets one uniform number, and
 * each forecast on it comes true or not by where that falls among its own probabilities: every forecast is right by itself, and
 * those on one question succeed and fail together as far as they can (with one forecast a question: Bröcker and Smith 2007).
 */
export function calibrationOf(forecasts: readonly SettledForecast[], options: CalibrationOptions = {}): Calibration {
  const { edges = tenths, level = 0.9, seed = 1, replicates = 2000 } = options;
  const bins = Array.from({ length: edges.length - 1 }, emptyBin);
  let [weights, spread] = [0, 0];
  for (const { question, probabilities, outcome, weight = 1 } of forecasts) {
    let below = 0;
    const shown = probabilities.length === 2 ? 1 : probabilities.length;
    for (let state = 0; state < shown; state++) {
      const p = probabilities[state]!;
      const bin = bins[binOf(p, edges)]!;
      bin.weight += weight;
      bin.forecast += weight * p;
      bin.came += state === outcome ? weight : 0;
      bin.forecasts++;
      bin.states.set(`${state} ${question}`, state === outcome);
      bin.questions.add(question);
      const jumps = bin.jumps.get(question) ?? [];
      jumps.push({ at: below, by: weight }, { at: below + p, by: -weight });
      bin.jumps.set(question, jumps);
      below += p;
      weights += weight;
      spread += weight * p * (1 - p);
    }
  }
  const questions = [...new Set(forecasts.map(({ question }) => question))];
  const bands = bandsOf(bins, questions, level, seed, replicates);
  return {
    bins: bins.flatMap((bin, place) =>
      bin.weight > 0
        ? [{ from: edges[place]!, to: edges[place + 1]!, ...countsOf(bin, level), band: bands[place]! } satisfies CalibrationBin]
        : [],
    ),
    forecasts: forecasts.length,
    questions: questions.length,
    isSmall: questions.length < smallSample,
    level,
    histogram: bins.map(({ weight }) => weight),
    sharpness: weights > 0 ? spread / weights : Number.NaN,
  };
}

function emptyBin(): Gathered {
  return { weight: 0, forecast: 0, came: 0, forecasts: 0, states: new Map(), questions: new Set(), jumps: new Map() };
}

function countsOf(bin: Gathered, level: number) {
  const cameTrue = [...bin.states.values()].filter((came) => came).length;
  return {
    forecasts: bin.forecasts,
    weight: bin.weight,
    questions: bin.questions.size,
    meanForecast: bin.forecast / bin.weight,
    rate: bin.came / bin.weight,
    states: bin.states.size,
    cameTrue,
    interval: jeffreysInterval(cameTrue, bin.states.size, level),
  };
}

function bandsOf(
  bins: readonly Gathered[],
  questions: readonly string[],
  level: number,
  seed: number,
  replicates: number,
): readonly (readonly [number, number])[] {
  const came = bins.map(() => new Float64Array(replicates));
  const uniforms = new Float64Array(replicates);
  for (const question of questions) {
    fillUniforms(uniforms, streamKey(seed, ["calibration", question]), 0);
    bins.forEach((bin, place) => {
      const jumps = bin.jumps.get(question);
      if (jumps !== undefined) addSimulated(came[place]!, uniforms, jumps);
    });
  }
  return bins.map((bin, place) => {
    const rates = came[place]!.map((sum) => sum / bin.weight).sort();
    const rank = (share: number) => Math.min(1, Math.max(0, Math.round(rates[Math.round(share * (replicates - 1))]! * 1e12) / 1e12));
    return [rank((1 - level) / 2), rank((1 + level) / 2)];
  });
}

/** Adds, for each replicate, the weight of the forecasts that come true at its uniform number: the jumps up to there, summed once and looked up. */
function addSimulated(came: Float64Array, uniforms: Float64Array, jumps: { at: number; by: number }[]): void {
  jumps.sort((one, other) => one.at - other.at);
  const sums = new Float64Array(jumps.length + 1);
  jumps.forEach(({ by }, place) => {
    sums[place + 1] = sums[place]! + by;
  });
  for (let replicate = 0; replicate < came.length; replicate++) {
    const uniform = uniforms[replicate]!;
    let [low, high] = [0, jumps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (jumps[middle]!.at <= uniform) low = middle + 1;
      else high = middle;
    }
    came[replicate] = came[replicate]! + sums[low]!;
  }
}
