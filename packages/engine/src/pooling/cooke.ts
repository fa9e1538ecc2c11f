/** Cooke's classical model: decision makers from weights that experts earned on the seeds, the choice of the cut-off, and what leaving out one seed or one expert changes. */

import { type Answers, type CookeGround, type CookeScore, groundOf, offScale, scoreOf } from "./cooke-scores.js";
import { type CookeProblem, type CookeStudy, cookeProblem } from "./cooke-study.js";
import { type CurveForm, tableForm } from "./curve.js";

/**
 * How experts are weighted. `global`: calibration times mean seed information, for experts whose calibration reaches `cutOff` (0 when missing).
 * `item`: with the information on the item itself. `optimised` tries every expert's calibration as cut-off and keeps the decision maker
 * of the greatest score. `user`: given weights, in the order of the experts.
 */
export type CookeWeights =
  | { readonly kind: "equal" }
  | { readonly kind: "user"; readonly weights: readonly number[] }
  | { readonly kind: "global" | "item"; readonly cutOff?: number }
  | { readonly kind: "global" | "item"; readonly optimised: true };

/** The combination of the experts. */
export interface DecisionMaker {
  /** The cut-off in force; 0 for equal and given weights. */
  readonly cutOff: number;
  /** Weights by item and expert; they add up to one over those who answered the item, and are all zero where nobody with weight did. */
  readonly weights: readonly (readonly number[])[];
  /** The quantiles of each item, and its whole distribution between the ends of the intrinsic range. */
  readonly quantiles: readonly (readonly number[] | undefined)[];
  readonly forms: readonly (CurveForm | undefined)[];
  readonly score: CookeScore;
}

/** Scores of all experts and the decision maker. */
export interface CookeResult {
  readonly experts: readonly CookeScore[];
  readonly ranges: readonly (readonly [number, number] | undefined)[];
  readonly decisionMaker: DecisionMaker;
}

/** The fewest seeds, and the least calibration that some expert must reach, for weights by performance. */
export const fewestSeeds = 10;
export const leastCalibration = 0.05;

/** Whether weights by performance may rest on fewer than ten seeds, or on experts none of whom is calibrated. */
export interface CookeOptions {
  readonly allowsFewSeeds?: boolean;
  readonly allowsPoorCalibration?: boolean;
}

/** The scores of all experts, or what keeps the study from being scored. */
export function cookeScores(study: CookeStudy): readonly CookeScore[] | CookeProblem {
  const problem = cookeProblem(study);
  if (problem !== undefined) return problem;
  const ground = groundOf(study);
  return ground.answers.map((row) => scoreOf(ground, row));
}

/** The classical model on a study, or why it is refused. */
export function cooke(study: CookeStudy, weights: CookeWeights, options: CookeOptions = {}): CookeResult | CookeProblem {
  const problem = cookeProblem(study);
  if (problem !== undefined) return problem;
  const ground = groundOf(study);
  const experts = ground.answers.map((row) => scoreOf(ground, row));
  const refusal = refusalOf(study, weights, experts, options);
  if (refusal !== undefined) return refusal;
  const isOptimised = "optimised" in weights;
  const cutOffs = isOptimised
    ? [...new Set(experts.map((score) => score.calibration))].filter((c) => c > 0)
    : ["cutOff" in weights ? (weights.cutOff ?? 0) : 0];
  const cutOff = isOptimised ? bestCutOff(ground, experts, weights.kind === "item", cutOffs) : cutOffs[0]!;
  if (cutOff === undefined) return { kind: "infeasible", reason: "no expert's calibration is above zero" };
  const decisionMaker = combine(ground, experts, weights, cutOff);
  if (decisionMaker.quantiles.every((values) => values === undefined))
    return {
      kind: "infeasible",
      reason: "no expert is left with a weight: the cut-off is above every calibration, or all weights are zero",
    };
  return {
    experts,
    ranges: ground.ranges.map((range, item) => range && [offScale(range[0], study.items[item]!), offScale(range[1], study.items[item]!)]),
    decisionMaker,
  };
}

function refusalOf(
  study: CookeStudy,
  weights: CookeWeights,
  experts: readonly CookeScore[],
  options: CookeOptions,
): CookeProblem | undefined {
  if (weights.kind === "user") {
    const isUsable =
      weights.weights.length === experts.length &&
      weights.weights.every((w) => w >= 0 && w < Infinity) &&
      weights.weights.some((w) => w > 0);
    return isUsable
      ? undefined
      : { kind: "not-paired", reason: `${experts.length} experts need ${experts.length} weights from zero up, not all of them zero` };
  }
  if (weights.kind === "equal") return undefined;
  const seeds = study.items.filter((item) => item.realisation !== undefined).length;
  if (seeds === 0) return { kind: "too-few", reason: "weights by performance need seeds whose truth is known, but there are none" };
  if (seeds < fewestSeeds && !options.allowsFewSeeds)
    return {
      kind: "too-few",
      reason: `weights by performance need at least ${fewestSeeds} seeds, but there are ${seeds}; with fewer, chance decides who counts`,
    };
  if (!options.allowsPoorCalibration && !experts.some((score) => score.calibration >= leastCalibration))
    return {
      kind: "infeasible",
      reason: "no expert's calibration reaches 5 %: the seeds speak against them all, and weights would rank errors",
    };
  return undefined;
}

/** Unnormalised weights of the experts on an item at cut-off 0. */
function rawWeights(experts: readonly CookeScore[], isByItem: boolean, item: number): readonly number[] {
  return experts.map((score) => score.calibration * Math.max(0, isByItem ? (score.itemInformation[item] ?? 0) : score.seedInformation));
}

/** All rising places at which some expert's distribution bends. */
function bends(ground: CookeGround, item: number): readonly number[] {
  const [low, high] = ground.ranges[item]!;
  const all = ground.answers.flatMap((row) => row[item] ?? []);
  return [...new Set([low, ...all, high])].sort((a, b) => a - b);
}

/** The cumulative probabilities of one answer, straight between its quantiles, at rising places from one end of the range to the other. */
function cumulativeAt(places: readonly number[], values: readonly number[], ground: CookeGround): Float64Array {
  const edges = [places[0]!, ...values, places.at(-1)!];
  const levels = [0, ...ground.probabilities, 1];
  const out = new Float64Array(places.length);
  let piece = 0;
  for (const [k, place] of places.entries()) {
    while (piece < values.length && edges[piece + 1]! < place) piece += 1;
    const share = (place - edges[piece]!) / (edges[piece + 1]! - edges[piece]!);
    out[k] = levels[piece]! + share * (levels[piece + 1]! - levels[piece]!);
  }
  return out;
}

/** The quantiles of a distribution that is straight between places. */
function quantilesOf(
  places: readonly number[],
  cumulative: ArrayLike<number>,
  total: number,
  probabilities: readonly number[],
): readonly number[] {
  let k = 0;
  return probabilities.map((p) => {
    while (k + 2 < places.length && cumulative[k + 1]! < p * total) k += 1;
    const width = cumulative[k + 1]! - cumulative[k]!;
    return width > 0 ? places[k]! + ((p * total - cumulative[k]!) / width) * (places[k + 1]! - places[k]!) : places[k + 1]!;
  });
}

/** Adds the experts one by one in falling calibration and scores the decision maker after each; ties of calibration come in together. */
function bestCutOff(
  ground: CookeGround,
  experts: readonly CookeScore[],
  isByItem: boolean,
  cutOffs: readonly number[],
): number | undefined {
  const falling = [...cutOffs].sort((a, b) => b - a);
  const answersAt: (readonly number[] | undefined)[][] = falling.map(() => ground.items.map(() => undefined));
  for (const [item, { realisation }] of ground.items.entries()) {
    if (realisation === undefined || ground.ranges[item] === undefined) continue;
    const places = bends(ground, item);
    const raw = rawWeights(experts, isByItem, item);
    const sum = new Float64Array(places.length);
    let total = 0;
    for (const [round, cutOff] of falling.entries()) {
      for (const [expert, score] of experts.entries()) {
        const values = ground.answers[expert]![item];
        if (score.calibration !== cutOff || values === undefined || raw[expert] === 0) continue;
        const own = cumulativeAt(places, values, ground);
        for (let k = 0; k < sum.length; k += 1) sum[k]! += raw[expert]! * own[k]!;
        total += raw[expert]!;
      }
      if (total > 0) answersAt[round]![item] = quantilesOf(places, sum, total, ground.probabilities);
    }
  }
  let best: { cutOff: number; score: number } | undefined;
  for (const [round, cutOff] of falling.entries()) {
    const { score } = scoreOf(ground, answersAt[round]!);
    if (best === undefined || score > best.score) best = { cutOff, score };
  }
  return best?.cutOff;
}

function combine(ground: CookeGround, experts: readonly CookeScore[], weights: CookeWeights, cutOff: number): DecisionMaker {
  const normalised = ground.items.map((_, item) => {
    const raw =
      weights.kind === "user"
        ? weights.weights
        : weights.kind === "equal"
          ? experts.map(() => 1)
          : rawWeights(experts, weights.kind === "item", item);
    const isIn = (expert: number) =>
      ground.answers[expert]![item] !== undefined &&
      (weights.kind === "user" || weights.kind === "equal" || experts[expert]!.calibration >= cutOff);
    const kept = raw.map((weight, expert) => (isIn(expert) ? weight : 0));
    const total = kept.reduce((sum, weight) => sum + weight, 0);
    return kept.map((weight) => (total > 0 ? weight / total : 0));
  });
  const tables = ground.items.map((_, item) => {
    const row = normalised[item]!;
    if (ground.ranges[item] === undefined || row.every((weight) => weight === 0)) return undefined;
    const places = bends(ground, item);
    const sum = new Float64Array(places.length);
    for (const [expert, weight] of row.entries()) {
      if (weight === 0) continue;
      const own = cumulativeAt(places, ground.answers[expert]![item]!, ground);
      for (let k = 0; k < sum.length; k += 1) sum[k]! += weight * own[k]!;
    }
    return { places, sum };
  });
  const answers: Answers = tables.map((table) => table && quantilesOf(table.places, table.sum, 1, ground.probabilities));
  return {
    cutOff,
    weights: normalised,
    quantiles: answers.map((values, item) => values?.map((value) => offScale(value, ground.items[item]!))),
    forms: tables.map((table, item) => table && formOf(table.places, table.sum, ground.items[item]!.isLogarithmic, ground, item)),
    score: scoreOf(ground, answers),
  };
}

function formOf(places: readonly number[], sum: Float64Array, isLogarithmic: boolean, ground: CookeGround, item: number): CurveForm {
  const levels = [...sum];
  levels[0] = 0;
  levels[levels.length - 1] = 1;
  return tableForm(
    levels,
    places.map((place) => offScale(place, ground.items[item]!)),
    isLogarithmic,
  );
}

/** The decision maker's scores without one seed or one expert, or why it then is refused. */
export interface LeftOut {
  readonly leftOut: number;
  readonly outcome: CookeScore | CookeProblem;
  readonly cutOff?: number;
}

/** What the decision maker is without each seed in turn: the seed counts neither for calibration nor information. `leftOut` is the index of the item. */
export function withoutEachSeed(study: CookeStudy, weights: CookeWeights, options: CookeOptions = {}): readonly LeftOut[] {
  const seeds = study.items.flatMap((item, index) => (item.realisation === undefined ? [] : [index]));
  return seeds.map((leftOut) => {
    const others = (_: unknown, item: number) => item !== leftOut;
    return outcomeOf(
      leftOut,
      { ...study, items: study.items.filter(others), answers: study.answers.map((row) => row.filter(others)) },
      weights,
      { ...options, allowsFewSeeds: true },
    );
  });
}

/** What the decision maker is without each expert in turn, whose answers then do not stretch the ranges either. `leftOut` is the index of the expert. */
export function withoutEachExpert(study: CookeStudy, weights: CookeWeights, options: CookeOptions = {}): readonly LeftOut[] {
  if (study.answers.length < 2) return [];
  return study.answers.map((_, leftOut) => {
    const others = (__: unknown, expert: number) => expert !== leftOut;
    const left = weights.kind === "user" ? { ...weights, weights: weights.weights.filter(others) } : weights;
    return outcomeOf(leftOut, { ...study, answers: study.answers.filter(others) }, left, options);
  });
}

function outcomeOf(leftOut: number, study: CookeStudy, weights: CookeWeights, options: CookeOptions): LeftOut {
  const result = cooke(study, weights, options);
  if ("reason" in result) return { leftOut, outcome: result };
  return { leftOut, outcome: result.decisionMaker.score, cutOff: result.decisionMaker.cutOff };
}
