/** Pools of probabilities of one event or of the states of a chance: what several experts say, made into one. */
import { percent, readable } from "../distributions/words.js";
import { exp, ln, log1p, pow } from "../elementary.js";
import { betaI } from "../special/incomplete-beta.js";
import { normalCdf, normalQuantile } from "../special/normal.js";

/**
 * How probabilities are combined. `linear`: weighted mean. `log`: weighted mean of the log odds, which is the geometric mean of odds and for
 * an event the logarithmic pool. `extremised`: mean log odds moved away from `baseline` (50 % when missing) by `factor`, a number or that of
 * Neyman and Roughgarden (2021) for as many experts. `probit`: weighted mean of normal quantiles. `median` and `trimmed` (the share that
 * is left out at each end) count every expert once. `beta`: the linear pool sent through the cumulative beta(alpha, beta).
 */
export type ProbabilityPool =
  | { readonly kind: "linear" | "log" | "probit" | "median" }
  | {
      readonly kind: "extremised";
      readonly factor: number | "neyman-roughgarden";
      readonly baseline?: number;
      readonly of?: "log" | "linear";
    }
  | { readonly kind: "trimmed"; readonly share: number }
  | { readonly kind: "beta"; readonly alpha: number; readonly beta: number };

/** In words why weights cannot be used for so many experts. */
export function poolWeightsProblem(weights: readonly number[], count: number): string | undefined {
  if (count === 0) return "there is no expert to pool";
  if (weights.length !== count) return `${count} experts need ${count} weights, but ${weights.length} are given`;
  const bad = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (bad !== undefined) return `a weight must not be below zero, but one is ${readable(bad)}`;
  return weights.some((weight) => weight > 0) ? undefined : "at least one weight must be above zero";
}

/** Weights that add up to one; equal ones when none are given. */
export function poolWeights(weights: readonly number[] | undefined, count: number): readonly number[] {
  if (weights === undefined) return new Array<number>(count).fill(1 / count);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The factor by which n independent forecasters' mean log odds are stretched: n (sqrt(3n^2 - 3n + 1) - 2) / (n^2 - n - 1), towards sqrt 3 (Neyman and Roughgarden 2021); 1 for one. */
export function neymanRoughgarden(count: number): number {
  if (count <= 1) return 1;
  return (count * (Math.sqrt(3 * count * count - 3 * count + 1) - 2)) / (count * count - count - 1);
}

const logOdds = (p: number) => (p === 0 ? -Infinity : p === 1 ? Infinity : ln(p) - log1p(-p));
const ofLogOdds = (l: number) => (l < 0 ? exp(l) / (1 + exp(l)) : 1 / (1 + exp(-l)));

/**
 * The pooled probability, or in words why there is none: with the pools of log odds and the probit mean one certainty outvotes all others,
 * and two opposite ones leave nothing. `leastChance` cuts every probability off at this distance from 0 and 1 beforehand.
 */
export function poolProbabilities(
  probabilities: readonly number[],
  pool: ProbabilityPool,
  weights?: readonly number[],
  leastChance = 0,
): number | string {
  const problem = poolWeightsProblem(weights ?? probabilities.map(() => 1), probabilities.length) ?? poolProblem(pool);
  if (problem !== undefined) return problem;
  const bad = probabilities.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) return `a probability lies between 0 % and 100 %, but one is ${percent(bad)}`;
  const ps = probabilities.map((p) => Math.min(1 - leastChance, Math.max(leastChance, p)));
  const ws = poolWeights(weights, ps.length);
  const mean = (of: (p: number) => number) => ps.reduce((sum, p, k) => (ws[k]! > 0 ? sum + ws[k]! * of(p) : sum), 0);
  const linear = () =>
    Math.min(
      1,
      mean((p) => p),
    );
  const opposed = "one expert is certain that it happens and another that it does not";
  const unless = (value: number, result: (value: number) => number) => (Number.isNaN(value) ? opposed : result(value));
  switch (pool.kind) {
    case "linear":
      return linear();
    case "log":
      return unless(mean(logOdds), ofLogOdds);
    case "probit":
      return unless(
        mean((p) => (p === 0 ? -Infinity : p === 1 ? Infinity : normalQuantile(p))),
        normalCdf,
      );
    case "median":
      return trimmedMean(ps, 0.5);
    case "trimmed":
      return trimmedMean(ps, pool.share);
    case "beta":
      return betaI(pool.alpha, pool.beta, linear());
    case "extremised": {
      const factor = pool.factor === "neyman-roughgarden" ? neymanRoughgarden(ps.length) : pool.factor;
      const base = logOdds(pool.baseline ?? 0.5);
      const middle = pool.of === "linear" ? logOdds(linear()) : mean(logOdds);
      return unless(base + factor * (middle - base), ofLogOdds);
    }
  }
}

function poolProblem(pool: ProbabilityPool): string | undefined {
  if (pool.kind === "trimmed" && !(pool.share >= 0 && pool.share <= 0.5))
    return `the share left out at each end lies between 0 % and 50 %, but it is ${percent(pool.share)}`;
  if (pool.kind === "beta" && !(pool.alpha > 0 && pool.beta > 0 && pool.alpha < 1e9 && pool.beta < 1e9))
    return "both numbers of the beta transformation must be above zero";
  if (pool.kind !== "extremised") return undefined;
  if (pool.factor !== "neyman-roughgarden" && !(pool.factor > 0 && pool.factor < Infinity))
    return `the factor of extremising must be above zero, but it is ${readable(pool.factor)}`;
  const { baseline = 0.5 } = pool;
  return baseline > 0 && baseline < 1 ? undefined : `the baseline lies strictly between 0 % and 100 %, but it is ${percent(baseline)}`;
}

/** The mean without the share at each end, rounded down to whole answers; the median when nothing else is left. */
function trimmedMean(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.min(Math.floor(share * sorted.length + 1e-9), Math.ceil(sorted.length / 2) - 1);
  const kept = sorted.slice(cut, sorted.length - cut);
  return kept.reduce((sum, value) => sum + value / kept.length, 0);
}

/**
 * The pooled probabilities of all states of a chance; one row for each expert. The linear and the logarithmic pool (geometric means, scaled to
 * one) are those of the literature; `extremised` raises the logarithmic one to its factor; the others pool state by state and scale the outcome.
 */
export function poolStates(
  rows: readonly (readonly number[])[],
  pool: ProbabilityPool,
  weights?: readonly number[],
  leastChance = 0,
): readonly number[] | string {
  const problem = poolWeightsProblem(weights ?? rows.map(() => 1), rows.length);
  if (problem !== undefined) return problem;
  const count = rows[0]!.length;
  if (rows.some((row) => row.length !== count)) return "every expert needs a probability for every state";
  const wrong = rows.find((row) => Math.abs(row.reduce((sum, p) => sum + p, 0) - 1) > 1e-6);
  if (wrong !== undefined)
    return `each expert's probabilities must add up to 100 %, but one's add up to ${percent(wrong.reduce((sum, p) => sum + p, 0))}`;
  if (count === 2) {
    const first = poolProbabilities(
      rows.map((row) => row[0]!),
      pool,
      weights,
      leastChance,
    );
    return typeof first === "string" ? first : [first, 1 - first];
  }
  const isLog = pool.kind === "log" || (pool.kind === "extremised" && pool.of !== "linear");
  const states: number[] = [];
  for (let state = 0; state < count; state += 1) {
    const ps = rows.map((row) => row[state]!);
    const value = isLog
      ? geometric(ps, poolWeights(weights, ps.length), leastChance)
      : poolProbabilities(ps, stateByState(pool), weights, leastChance);
    if (typeof value === "string") return value;
    states.push(value);
  }
  const factor = pool.kind !== "extremised" ? 1 : pool.factor === "neyman-roughgarden" ? neymanRoughgarden(rows.length) : pool.factor;
  const raised = states.map((value) => (factor === 1 ? value : pow(value, factor)));
  const sum = raised.reduce((total, value) => total + value, 0);
  return sum > 0 ? raised.map((value) => value / sum) : "the experts rule out every state between them";
}

const stateByState = (pool: ProbabilityPool): ProbabilityPool => (pool.kind === "extremised" ? { kind: "linear" } : pool);

function geometric(ps: readonly number[], weights: readonly number[], leastChance: number): number {
  return exp(ps.reduce((sum, p, k) => (weights[k]! > 0 ? sum + weights[k]! * ln(Math.max(leastChance, p)) : sum), 0));
}
