/** Cooke's classical model: how well an expert's quantiles hit the seeds (calibration), how much they say (information), and the ranges on which both are measured (Cooke 1991). */
import { exp, ln } from "../elementary.js";
import { gammaQ } from "../special/incomplete-gamma.js";
import type { CookeItem, CookeStudy } from "./cooke-study.js";

/** How an expert, or a decision maker, did on the seeds. */
export interface CookeScore {
  /** How many realisations fell below the first quantile, between the first two, and so on; one that equals a quantile counts below it. */
  readonly binCounts: readonly number[];
  /** The p-value of the hypothesis that the quantiles are right. */
  readonly calibration: number;
  /** Mean relative information over the answered seeds, and over all answered items. */
  readonly seedInformation: number;
  readonly information: number;
  /** Relative information item by item; undefined where there is no answer. */
  readonly itemInformation: readonly (number | undefined)[];
  /** Calibration times seed information. */
  readonly score: number;
}

/** From where to where an item is looked at, on its own scale or, for a logarithmic item, in logarithms. */
export type IntrinsicRange = readonly [number, number];

/** One answer per item, on the scale of the ranges. */
export type Answers = readonly (readonly number[] | undefined)[];

/** The answers with logarithms taken where items ask for them. */
export function onScale(answers: Answers, items: readonly CookeItem[]): Answers {
  return answers.map((values, item) => (values && items[item]!.isLogarithmic ? values.map(ln) : values));
}

/** A value of the scale of an item on its own again. */
export function offScale(value: number, item: CookeItem): number {
  return item.isLogarithmic ? exp(value) : value;
}

/** The truth of a seed on the scale of its range. */
export function seedOnScale(item: CookeItem): number | undefined {
  return item.realisation !== undefined && item.isLogarithmic ? ln(item.realisation) : item.realisation;
}

/** The intrinsic range of each item: from the least to the greatest of all answers and the realisation, extended by the overshoot; undefined where nobody answered. */
export function intrinsicRanges(
  items: readonly CookeItem[],
  answers: readonly Answers[],
  overshoot: number,
): readonly (IntrinsicRange | undefined)[] {
  return items.map((item, index) => {
    const truth = seedOnScale(item);
    const ends = answers.flatMap((row) => {
      const values = row[index];
      return values ? [values[0]!, values.at(-1)!] : [];
    });
    if (ends.length === 0) return undefined;
    const all = truth === undefined ? ends : [...ends, truth];
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const extra = overshoot * (high - low);
    const limit = (value: number | undefined, otherwise: number) =>
      value === undefined ? otherwise : item.isLogarithmic ? (value > 0 ? ln(value) : otherwise) : value;
    return [
      Math.min(low, Math.max(low - extra, limit(item.lower, -Infinity))),
      Math.max(high, Math.min(high + extra, limit(item.upper, Infinity))),
    ];
  });
}

/** The probabilities of the bins between quantiles. */
export function binProbabilities(probabilities: readonly number[]): readonly number[] {
  return [...probabilities, 1].map((p, k) => p - (probabilities[k - 1] ?? 0));
}

/** How many realisations fell into each bin. */
export function binCounts(items: readonly CookeItem[], answers: Answers, bins: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const [index, item] of items.entries()) {
    const values = answers[index];
    const truth = seedOnScale(item);
    if (values === undefined || truth === undefined) continue;
    const bin = values.filter((value) => value < truth).length;
    counts[bin]! += 1;
  }
  return counts;
}

/** The statistic 2 N I(s, p) and its chance of being exceeded by right quantiles, with one degree of freedom less than bins; no seed answered scores 0. */
export function calibration(
  counts: readonly number[],
  bins: readonly number[],
  seeds: number,
): { readonly statistic: number; readonly calibration: number } {
  const answered = counts.reduce((sum, count) => sum + count, 0);
  if (answered === 0) return { statistic: 0, calibration: 0 };
  const divergence = counts.reduce(
    (sum, count, bin) => (count > 0 ? sum + (count / answered) * ln(count / answered / bins[bin]!) : sum),
    0,
  );
  const statistic = Math.max(0, 2 * seeds * divergence);
  return { statistic, calibration: gammaQ((bins.length - 1) / 2, statistic / 2) };
}

/** The relative information of one answer with respect to the uniform distribution on the range. */
export function informationOf(values: readonly number[], [low, high]: IntrinsicRange, bins: readonly number[]): number {
  const edges = [low, ...values, high];
  return bins.reduce((sum, p, bin) => sum + p * ln(p / (edges[bin + 1]! - edges[bin]!)), ln(high - low));
}

/** A study made ready: answers on their scales, ranges, bins, and the number of seeds that counts, the least that any expert with an answer gave. */
export interface CookeGround {
  readonly items: readonly CookeItem[];
  readonly probabilities: readonly number[];
  readonly answers: readonly Answers[];
  readonly ranges: readonly (IntrinsicRange | undefined)[];
  readonly bins: readonly number[];
  readonly seeds: number;
  readonly power: number;
}

/** Makes a study ready. */
export function groundOf(study: CookeStudy): CookeGround {
  const { items, probabilities, overshoot = 0.1, power = 1 } = study;
  const answers = study.answers.map((row) => onScale(row, items));
  const answered = answers.map((row) => items.filter((item, index) => item.realisation !== undefined && row[index] !== undefined).length);
  return {
    items,
    probabilities,
    answers,
    ranges: intrinsicRanges(items, answers, overshoot),
    bins: binProbabilities(probabilities),
    seeds: answered.reduce((least, count) => (count > 0 && count < least ? count : least), items.length),
    power,
  };
}

/** The scores of one set of answers. */
export function scoreOf(ground: CookeGround, answers: Answers): CookeScore {
  const { items, bins, ranges, seeds, power } = ground;
  const counts = binCounts(items, answers, bins.length);
  const answered = counts.reduce((sum, count) => sum + count, 0);
  const itemInformation = answers.map((values, item) => (values ? informationOf(values, ranges[item]!, bins) : undefined));
  const mean = (list: readonly (number | undefined)[]) => {
    const present = list.filter((value) => value !== undefined);
    return present.length === 0 ? 0 : present.reduce((sum, value) => sum + value, 0) / present.length;
  };
  const seedInformation = mean(itemInformation.filter((_, item) => items[item]!.realisation !== undefined));
  const { calibration: p } = calibration(counts, bins, Math.min(seeds, answered) * power);
  return {
    binCounts: counts,
    calibration: p,
    seedInformation,
    information: mean(itemInformation),
    itemInformation,
    score: p * seedInformation,
  };
}
