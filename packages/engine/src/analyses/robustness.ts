/**
 * Robustness without probabilities: what each usual rule says of a table of options by scenarios, which option it would choose, and whether the
 * rules agree. The rules are those of McPhail et al. (2018), table 1, whose formulas are given there for what is to be maximised and minimised.
 */
import type { Unsuitable } from "./draws.js";

/** What the options come to in every scenario, by one objective. */
export interface ObjectiveResults {
  readonly name: string;
  readonly higherIsBetter: boolean;
  /** A column per option, a row per scenario. */
  readonly results: readonly Float64Array[];
  /** The result that is good enough, where one is stated. */
  readonly threshold?: number;
}

/** A table of options by scenarios; all scenarios count alike. */
export interface ScenarioResults {
  readonly options: readonly string[];
  readonly objectives: readonly ObjectiveResults[];
  /** Whether a rule of law bars an option: it is scored but not chosen, and regret is not measured against it. */
  readonly barred?: readonly boolean[];
}

/** How optimistic Hurwicz's rule is (0.5), and which quantile stands for nearly the worst (0.9). */
export interface RobustnessSettings {
  readonly optimism?: number;
  readonly percentile?: number;
}

/** The rules by their names; each is explained in `docs/methods/robustness.md`. */
export type RobustnessRule =
  | "maximin"
  | "maximax"
  | "hurwicz"
  | "mean"
  | "minimax-regret"
  | "percentile-regret"
  | "percentile"
  | "signal-to-noise"
  | "undesirable-deviations"
  | "satisficing";

/** One rule: its score of every option, in the unit of the objective unless it is a share or a ratio, and whom it would choose. */
export interface RuleScores {
  readonly rule: RobustnessRule;
  readonly higherIsBetter: boolean;
  readonly scores: readonly number[];
  /** Standard errors where scenarios are a random sample of futures: of the mean and of satisficing only. */
  readonly errors?: readonly number[];
  /** The numbers of the best options, more than one where they tie; none where the rule does not apply. */
  readonly chosen: readonly number[];
}

/** What the rules say by one objective. */
export interface ObjectiveRobustness {
  readonly objective: string;
  readonly rules: readonly RuleScores[];
  /** For every option, the rules that would choose it. */
  readonly chosenBy: readonly (readonly RobustnessRule[])[];
  /** The option that every rule would choose. */
  readonly agreed?: number;
  /** The regret of each option in each scenario: what the best of those not barred would have brought more. */
  readonly regret: readonly Float64Array[];
}

/** Robustness by each objective, and in how many scenarios each option is good enough by all objectives that have a threshold (Starr's domain criterion). */
export interface Robustness {
  readonly scenarios: number;
  readonly objectives: readonly ObjectiveRobustness[];
  readonly satisficing?: RuleScores;
}

/** Scores every option by every rule. Refused: fewer than two options that are not barred, no scenarios, results that are not finite. */
export function robustness(table: ScenarioResults, settings: RobustnessSettings = {}): Robustness | Unsuitable {
  const { options, objectives } = table;
  const isRanked = options.map((_, option) => !table.barred?.[option]);
  const ranked = isRanked.filter(Boolean).length;
  const scenarios = objectives[0]?.results[0]?.length ?? 0;
  if (options.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: options.length, need: 2 };
  if (ranked === 0) return { kind: "unsuitable", reason: "all-barred" };
  if (objectives.length === 0) return { kind: "unsuitable", reason: "no-objective" };
  if (scenarios === 0) return { kind: "unsuitable", reason: "no-scenarios" };
  for (const { name, results } of objectives) {
    if (results.length !== options.length) throw new Error(`There are ${results.length} columns of ${name}, not ${options.length}.`);
    if (results.some((column) => column.length !== scenarios)) throw new Error(`The columns of ${name} have different lengths.`);
    if (results.some((column) => !column.every(Number.isFinite))) return { kind: "unsuitable", reason: "not-finite", name };
  }
  const withThreshold = objectives.filter(({ threshold }) => threshold !== undefined);
  return {
    scenarios,
    objectives: objectives.map((objective) => byObjective(objective, isRanked, settings)),
    ...(withThreshold.length > 0 && { satisficing: satisficing(withThreshold, isRanked) }),
  };
}

function byObjective(objective: ObjectiveResults, isRanked: readonly boolean[], settings: RobustnessSettings): ObjectiveRobustness {
  const { results, higherIsBetter, threshold, name } = objective;
  const { optimism = 0.5, percentile = 0.9 } = settings;
  const sign = higherIsBetter ? 1 : -1;
  const gains = results.map((column) => column.map((value) => sign * value));
  const sorted = gains.map((column) => column.slice().sort());
  const regret = regretOf(gains, isRanked);
  const sortedRegret = regret.map((column) => column.slice().sort());
  const [worst, best, means] = [sorted.map((column) => column[0]!), sorted.map((column) => column.at(-1)!), gains.map(meanOf)];
  const deviations = gains.map((column, option) => deviationOf(column, means[option]!));
  const inUnits = (rule: RobustnessRule, gain: readonly number[], errors?: readonly number[]): RuleScores => ({
    rule,
    higherIsBetter,
    scores: gain.map((value) => sign * value || 0),
    ...(errors && { errors }),
    chosen: bestOf(gain, isRanked),
  });
  const small = (rule: RobustnessRule, scores: readonly number[]): RuleScores => ({
    rule,
    higherIsBetter: false,
    scores,
    chosen: bestOf(
      scores.map((score) => -score),
      isRanked,
    ),
  });
  const rules = [
    inUnits("maximin", worst),
    inUnits("maximax", best),
    inUnits(
      "hurwicz",
      worst.map((low, option) => optimism * best[option]! + (1 - optimism) * low),
    ),
    inUnits(
      "mean",
      means,
      deviations.map((deviation) => deviation / Math.sqrt(gains[0]!.length)),
    ),
    small(
      "minimax-regret",
      sortedRegret.map((column) => column.at(-1)!),
    ),
    small(
      "percentile-regret",
      sortedRegret.map((column) => quantileOf(column, percentile)),
    ),
    inUnits(
      "percentile",
      sorted.map((column) => quantileOf(column, 1 - percentile)),
    ),
    signalToNoise(means, deviations, higherIsBetter, isRanked),
    small(
      "undesirable-deviations",
      sorted.map((column) => shortfallOf(column)),
    ),
    ...(threshold === undefined ? [] : [satisficing([objective], isRanked)]),
  ];
  const chosenBy = results.map((_, option) => rules.filter(({ chosen }) => chosen.includes(option)).map(({ rule }) => rule));
  const applied = rules.filter(({ chosen }) => chosen.length > 0).length;
  const agreed = chosenBy.findIndex((list) => list.length === applied);
  return { objective: name, rules, chosenBy, ...(agreed >= 0 && { agreed }), regret };
}

/** The signal-to-noise ratio (mean + 1) / (sd + 1), of what is to be small the product; it has no meaning, and chooses nobody, where a mean is negative. */
function signalToNoise(
  gains: readonly number[],
  deviations: readonly number[],
  higherIsBetter: boolean,
  isRanked: readonly boolean[],
): RuleScores {
  const scores = gains.map((gain, option) => {
    const deviation = deviations[option]! + 1;
    return higherIsBetter ? (gain + 1) / deviation : (1 - gain) * deviation;
  });
  const applies = gains.every((gain) => (higherIsBetter ? gain : -gain) >= 0);
  const ordered = scores.map((score) => (higherIsBetter ? score : -score));
  return { rule: "signal-to-noise", higherIsBetter, scores, chosen: applies ? bestOf(ordered, isRanked) : [] };
}

/** The share of scenarios in which an option meets every threshold, with its binomial standard error. */
function satisficing(objectives: readonly ObjectiveResults[], isRanked: readonly boolean[]): RuleScores {
  const scenarios = objectives[0]!.results[0]!.length;
  const scores = isRanked.map((_, option) => {
    let met = 0;
    for (let scenario = 0; scenario < scenarios; scenario++) if (isGoodEnough(objectives, option, scenario)) met++;
    return met / scenarios;
  });
  const errors = scores.map((share) => Math.sqrt((share * (1 - share)) / scenarios));
  return { rule: "satisficing", higherIsBetter: true, scores, errors, chosen: bestOf(scores, isRanked) };
}

/** Whether an option meets the thresholds of all objectives that have one in a scenario; to meet is to be equal or better. */
export function isGoodEnough(objectives: readonly ObjectiveResults[], option: number, scenario: number): boolean {
  return objectives.every(({ results, threshold, higherIsBetter }) => {
    if (threshold === undefined) return true;
    const value = results[option]![scenario]!;
    return higherIsBetter ? value >= threshold : value <= threshold;
  });
}

/** What each option brings less, in each scenario, than the best of the ranked ones; gains are better the higher. */
export function regretOf(gains: readonly Float64Array[], isRanked: readonly boolean[] = gains.map(() => true)): readonly Float64Array[] {
  const best = gains[0]!.map((_, scenario) =>
    gains.reduce((most, column, option) => (isRanked[option] ? Math.max(most, column[scenario]!) : most), -Infinity),
  );
  return gains.map((column) => column.map((value, scenario) => best[scenario]! - value));
}

function bestOf(scores: readonly number[], isRanked: readonly boolean[]): readonly number[] {
  const best = scores.reduce((most, score, option) => (isRanked[option] ? Math.max(most, score) : most), -Infinity);
  return scores.flatMap((score, option) => (isRanked[option] && score === best ? [option] : []));
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length;
}

/** The standard deviation with the number of scenarios less one; 0 where there is one. */
function deviationOf(column: Float64Array, mean: number): number {
  const squares = column.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / Math.max(1, column.length - 1));
}

/** The quantile of a sorted column, interpolated between neighbours (type 7 of Hyndman and Fan 1996). */
function quantileOf(sorted: Float64Array, probability: number): number {
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

/** The sum of how far results below the median fall short of it. */
function shortfallOf(sorted: Float64Array): number {
  const median = quantileOf(sorted, 0.5);
  return sorted.reduce((sum, value) => (value < median ? sum + median - value : sum), 0);
}
