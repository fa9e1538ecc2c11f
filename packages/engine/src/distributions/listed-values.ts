/** Distributions on listed values: one certain value, a few with probabilities, or data with or without weights. */
import type { FixedDistribution } from "./fixed-distribution.js";
import { percent, readable } from "./words.js";

/** One value, certain. */
export function point(value: number): FixedDistribution {
  return empirical([value]);
}

/** In words why the values and probabilities are no distribution. */
export function discreteProblem(values: readonly number[], probabilities: readonly number[]): string | undefined {
  const problem = empiricalProblem(values, probabilities);
  if (problem !== undefined) return problem;
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  return Math.abs(sum - 1) <= 1e-9 ? undefined : `the probabilities must add up to 100 %, but they add up to ${percent(sum)}`;
}

/** Values each with its probability. */
export function discrete(values: readonly number[], probabilities: readonly number[]): FixedDistribution {
  return empirical(values, probabilities);
}

/** In words why data, with weights if there are any, are no distribution. */
export function empiricalProblem(values: readonly number[], weights?: readonly number[]): string | undefined {
  if (values.length === 0) return "there must be at least one value";
  if (weights !== undefined && weights.length !== values.length)
    return `each value needs one weight, but there are ${values.length} values and ${weights.length} weights`;
  if (values.some((value) => !Number.isFinite(value))) return "every value must be a finite number";
  const bad = weights?.find((weight) => !(weight >= 0 && weight < Infinity));
  if (bad !== undefined) return `a weight or probability must not be below zero, but one is ${readable(bad)}`;
  return weights === undefined || weights.some((weight) => weight > 0)
    ? undefined
    : "at least one weight or probability must be above zero";
}

/** Listed values with equal weights, or with the given ones, which need not add up to one. */
export function empirical(values: readonly number[], weights?: readonly number[]): FixedDistribution {
  const problem = empiricalProblem(values, weights);
  if (problem !== undefined) throw new Error(`No distribution: ${problem}.`);
  const weightOf = new Map<number, number>();
  values.forEach((value, index) => {
    const weight = weights === undefined ? 1 : weights[index]!;
    if (weight > 0) weightOf.set(value, (weightOf.get(value) ?? 0) + weight);
  });
  const sorted = [...weightOf.keys()].sort((a, b) => a - b);
  const cumulative = new Float64Array(sorted.length);
  let total = 0;
  sorted.forEach((value, index) => {
    total += weightOf.get(value)!;
    cumulative[index] = total;
  });
  for (let index = 0; index < cumulative.length; index += 1) cumulative[index]! /= total;
  const mean = sorted.reduce((sum, value) => sum + (value * weightOf.get(value)!) / total, 0);
  /** How many values are at most x (or less than x). */
  const countTo = (x: number, inclusive: boolean) =>
    firstIndex(sorted.length, (index) => (inclusive ? sorted[index]! > x : sorted[index]! >= x));
  const cumulativeOf = (count: number) => (count === 0 ? 0 : cumulative[count - 1]!);
  return {
    discrete: true,
    support: [sorted[0]!, sorted.at(-1)!],
    density: (x) => (weightOf.get(x) ?? 0) / total,
    cdf: (x) => cumulativeOf(countTo(x, true)),
    cdfBelow: (x) => cumulativeOf(countTo(x, false)),
    quantile: (u) => (u >= 0 && u <= 1 ? sorted[firstIndex(sorted.length - 1, (index) => cumulative[index]! >= u)]! : NaN),
    mean,
    variance: sorted.reduce((sum, value) => sum + ((value - mean) * (value - mean) * weightOf.get(value)!) / total, 0),
  };
}

/** The first index from 0 at which a condition that stays true once it is true holds, or `count`. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
