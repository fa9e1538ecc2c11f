/** Risk attitude as a sensitivity: certainty equivalents under exponential utility over a list of risk tolerances, and where the leading option changes. */
import { exp, ln } from "../elementary.js";
import { momentsOf, standardDeviation } from "../statistics/moments.js";
import { estimatedMean, mapDistinct, momentsOfDraws, unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, OptionDraws, Unsuitable } from "./draws.js";

/** The certain amount that is worth as much as the draws. `effectiveDraws` is how many equal draws bear it: with few, the worst draw decides. */
export interface CertaintyEquivalent extends Estimated {
  readonly effectiveDraws: number;
}

/** All options at one risk tolerance, and the eligible option (by number) with the greatest certainty equivalent. */
export interface AtTolerance {
  readonly tolerance: number;
  readonly equivalents: readonly CertaintyEquivalent[];
  readonly leader: number;
}

/** A risk tolerance at which the leader changes, going towards less tolerance. */
export interface LeaderChange {
  readonly tolerance: Estimated;
  readonly from: number;
  readonly to: number;
}

/** Certainty equivalents from the greatest tolerance to the least, and the changes of leader between them. */
export interface RiskAttitude {
  readonly options: readonly string[];
  readonly tolerances: readonly AtTolerance[];
  readonly changes: readonly LeaderChange[];
}

/** Which options may lead (all unless given), and the risk tolerances, above zero, in the unit of the draws; infinity is risk neutral. */
export interface RiskAttitudeOptions {
  readonly eligible?: readonly boolean[];
  readonly tolerances?: readonly number[];
}

/**
 * The certainty equivalent -R ln E exp(-x/R) of a column, with the standard error by the delta method. The risk tolerance R is not zero; below
 * zero risk is sought; infinite, the mean. For x normal it is mean - sd²/(2R) (Pratt 1964; Howard 1988 on how to find R).
 */
export function certaintyEquivalent(values: Float64Array, tolerance: number, replicated: boolean): CertaintyEquivalent {
  if (Math.abs(tolerance) === Infinity) return { ...estimatedMean(values, replicated), effectiveDraws: values.length };
  const { utilities, mean, least } = utilitiesOf(values, tolerance);
  const { error } = estimatedMean(utilities, replicated);
  let squares = 0;
  for (let draw = 0; draw < utilities.length; draw++) squares += utilities[draw]! * utilities[draw]!;
  return {
    value: least - tolerance * ln(mean),
    error: (Math.abs(tolerance) * error) / mean,
    effectiveDraws: (mean * utilities.length * mean * utilities.length) / squares,
  };
}

/** exp(-(x - least)/R) with the draw that weighs most at 1, so that nothing overflows and the mean is never 0. */
function utilitiesOf(values: Float64Array, tolerance: number) {
  const { min, max } = momentsOfDraws(values);
  const least = tolerance > 0 ? min : max;
  const utilities = new Float64Array(values.length);
  for (let draw = 0; draw < utilities.length; draw++) utilities[draw] = exp((least - values[draw]!) / tolerance);
  return { utilities, mean: momentsOf(utilities).mean, least };
}

/** Risk tolerances to look at where none are given: infinity, and from ten times the greatest standard deviation of the draws down to half of it. */
export function usualTolerances(benefits: readonly Float64Array[]): readonly number[] {
  const spread = Math.max(...benefits.map((column) => standardDeviation(momentsOf(column))));
  return spread > 0 ? [Infinity, 10 * spread, 5 * spread, 2 * spread, spread, spread / 2] : [Infinity];
}

/** Certainty equivalents of all options over risk tolerances, and the tolerances at which the leader changes. */
export function riskAttitude(draws: OptionDraws, options: RiskAttitudeOptions = {}): RiskAttitude | Unsuitable {
  const count = draws.options.length;
  if (count < 2) return { kind: "unsuitable", reason: "too-few-options", have: count, need: 2 };
  const ranked = draws.options.map((_, option) => option).filter((option) => options.eligible?.[option] ?? true);
  if (ranked.length === 0) return { kind: "unsuitable", reason: "all-barred" };
  const unsuitable = unsuitableColumns(draws.benefits, draws.options);
  if (unsuitable) return unsuitable;
  const columns = widened(draws.benefits);
  const wanted = options.tolerances ?? usualTolerances(columns);
  if (wanted.length === 0 || !wanted.every((tolerance) => tolerance > 0)) return { kind: "unsuitable", reason: "no-risk-tolerance" };
  const leaderOf = (equivalents: readonly number[]) =>
    ranked.reduce((best, option) => (equivalents[option]! > equivalents[best]! ? option : best), ranked[0]!);
  const at = (tolerance: number): AtTolerance => {
    const equivalents = mapDistinct(columns, (column) => certaintyEquivalent(column, tolerance, draws.replicated));
    return { tolerance, equivalents, leader: leaderOf(equivalents.map(({ value }) => value)) };
  };
  const tolerances = [...new Set(wanted)].sort((a, b) => b - a).map(at);
  const found = tolerances.slice(1).flatMap((less, index) => changesBetween(tolerances[index]!, less, at, 1e-6 / less.tolerance));
  const changes = found.map(({ tolerance, from, to }): LeaderChange => {
    const error = changeError(columns[from]!, columns[to]!, tolerance, draws.replicated);
    return { tolerance: { value: tolerance, error }, from, to };
  });
  return { options: draws.options, tolerances, changes };
}

/**
 * Halves the interval of risk aversion 1/R until each change of leader is known to a part in a million, or is of an aversion below `negligible`,
 * where options of equal means part. Changes to and fro within one step of the list stay unseen.
 */
function changesBetween(
  more: AtTolerance,
  less: AtTolerance,
  at: (tolerance: number) => AtTolerance,
  negligible: number,
): readonly { readonly tolerance: number; readonly from: number; readonly to: number }[] {
  if (more.leader === less.leader) return [];
  const [low, high] = [1 / more.tolerance, 1 / less.tolerance];
  if (high - low <= 1e-6 * high || high <= negligible) return [{ tolerance: 2 / (low + high), from: more.leader, to: less.leader }];
  const middle = at(2 / (low + high));
  return [...changesBetween(more, middle, at, negligible), ...changesBetween(middle, less, at, negligible)];
}

/** The error of the difference of two certainty equivalents, over how fast that difference changes with the tolerance. */
function changeError(a: Float64Array, b: Float64Array, tolerance: number, replicated: boolean): number {
  const gap = (at: number) => certaintyEquivalent(a, at, false).value - certaintyEquivalent(b, at, false).value;
  const width = 1e-3 * tolerance;
  const slope = (gap(tolerance + width) - gap(tolerance - width)) / (2 * width);
  const [left, right] = [utilitiesOf(a, tolerance), utilitiesOf(b, tolerance)];
  const influence = left.utilities.map((utility, draw) => tolerance * (utility / left.mean - right.utilities[draw]! / right.mean));
  return estimatedMean(influence, replicated).error / Math.abs(slope);
}
