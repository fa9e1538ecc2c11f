/** The comparison of options over objectives in one piece: what each is worth, how it stands to the baseline and to the others, and the rankings that law allows. */
import { compareWithBaseline } from "../compare.js";
import type { QuantileEstimate } from "../result.js";
import { quantiles, summaryProbabilities } from "../statistics/quantiles.js";
import { summarise } from "../statistics/summary.js";
import { correctSelection, heavyTailWarnings, type Selection } from "./correct-selection.js";
import { type DominanceMatrix, dominanceAmong, dominanceMatrix } from "./dominance.js";
import { bestShares, estimatedMean, mapDistinct, type Sense, towardsMore, unsuitableColumns, widened } from "./draw-columns.js";
import { type Estimated, isUnsuitable, type OptionDraws, type Unsuitable } from "./draws.js";
import { differenceOf } from "./information.js";
import { type ParetoProbabilities, type ParetoStanding, paretoFront, paretoProbabilities } from "./pareto.js";
import { type Regrets, regrets } from "./regret.js";
import type { SmaaOptions } from "./smaa.js";
import { type TailRisk, tailRisk } from "./tail-risk.js";
import { type Threshold, type ThresholdProbabilities, thresholdProbabilities } from "./thresholds.js";

import { type WeighedObjectives, weighObjectives } from "./weighted-objectives.js";
import type { Levels } from "./weights.js";

/** How an option stands in law: clear of all rules, in breach in some draws, or barred. */
export type Standing = "clear" | "contested" | "barred";

/** An option and its standing; `breach` is the probability of breach, or `breaches` says draw by draw (1) whether it is in breach. */
export interface ComparedOption {
  readonly name: string;
  readonly standing: Standing;
  readonly breach: number;
  readonly breaches?: Float64Array;
}

/** An objective with a column of draws per option, and what it should reach or not pass. */
export interface ComparedObjective {
  readonly name: string;
  readonly sense: Sense;
  readonly columns: readonly Float64Array[];
  readonly targets?: readonly Omit<Threshold, "objective">[];
  /** The worst and best level between which its swing is weighed; from the draws unless given. */
  readonly levels?: Levels;
}

/** What is compared. `baseline` is the number of the option for carrying on; `tailProbability` the share of draws that make up the bad tail, 0.05 unless given. */
export interface ComparisonInput {
  readonly options: readonly ComparedOption[];
  readonly objectives: readonly ComparedObjective[];
  readonly baseline: number;
  readonly replicated: boolean;
  readonly tailProbability?: number;
  readonly quantiles?: readonly number[];
  /** The confidence with which rankings are called stable, and the differences too small to matter, per objective. */
  readonly level?: number;
  readonly indifference?: readonly number[];
  /** What is known of the weights of several objectives; without it they are not weighed. */
  readonly weighing?: Omit<SmaaOptions, "replicated">;
}

/** One option under one objective, in the objective's own unit. Differences and probabilities against the baseline are draw by draw. */
export interface ComparedValue {
  readonly option: string;
  readonly mean: Estimated;
  readonly sd: number;
  readonly quantiles: readonly QuantileEstimate[];
  /** The mean of the worst draws: the lowest where more is wanted, else the highest. */
  readonly badTail: TailRisk;
  readonly difference: { readonly mean: Estimated; readonly quantiles: readonly QuantileEstimate[] };
  readonly probabilityWorse: Estimated;
  readonly probabilityBetter: Estimated;
  /** One for each target of the objective. */
  readonly targets: readonly Estimated[];
}

/** Options that may be chosen in the order of one objective's means; `rank` is shared by equal means, `option` a number. */
export interface Ranking {
  readonly order: readonly { readonly option: number; readonly rank: number; readonly probabilityBest: Estimated }[];
  readonly dominance: DominanceMatrix | Unsuitable;
  readonly regrets: Regrets | Unsuitable;
  readonly selection: Selection | Unsuitable;
}

/** One objective: every option, and the rankings of `Comparison.rankings` in their order. */
export interface ObjectiveComparison {
  readonly objective: string;
  readonly sense: Sense;
  readonly options: readonly ComparedValue[];
  readonly rankings: readonly (Ranking | Unsuitable)[];
  /** Options whose means have no reliable error. */
  readonly warnings: readonly Unsuitable[];
}

/** Which options a ranking is of: all that are not barred, or, where some are contested, the clear ones alone. */
export interface RankingScope {
  readonly kind: "with-contested" | "without-contested";
  readonly options: readonly number[];
}

/** The whole comparison as plain data. Barred options are shown and never ranked, and take no part in fronts and regrets. */
export interface ComparisonTable {
  readonly draws: number;
  readonly options: readonly { readonly name: string; readonly standing: Standing; readonly breach: Estimated }[];
  readonly rankings: readonly RankingScope[];
  readonly objectives: readonly ObjectiveComparison[];
  /** Per ranking the front by means (places in the ranking's options) and by draws. */
  readonly pareto: readonly ({ readonly byMeans: readonly ParetoStanding[]; readonly byDraws: ParetoProbabilities } | Unsuitable)[];
  /** Present when weights are asked for: per ranking, the acceptability of its options. */
  readonly weighed?: readonly (WeighedObjectives | Unsuitable)[];
  /** Present when there are targets: the probability of each, in the order of objectives, and of all together. */
  readonly targets?: readonly ThresholdProbabilities[];
}

/** Compares options over objectives. Where options, draws or objectives do not suffice for a part, that part says why. */
export function comparisonTable(input: ComparisonInput): ComparisonTable | Unsuitable {
  const { options, objectives, replicated } = input;
  const names = options.map(({ name }) => name);
  if (options.length === 0) return { kind: "unsuitable", reason: "too-few-options", have: 0, need: 2 };
  if (objectives.length === 0) return { kind: "unsuitable", reason: "no-objective" };
  for (const { name, columns } of objectives) {
    const labels = names.map((option) => (objectives.length > 1 ? `${option}, ${name}` : option));
    const unsuitable = unsuitableColumns(columns, labels);
    if (unsuitable) return unsuitable;
  }
  const all = widened(objectives.flatMap(({ columns }) => columns));
  const columnsOf = (objective: number) => all.slice(objective * options.length, (objective + 1) * options.length);
  const benefits = objectives.map(({ sense }, objective) => mapDistinct(columnsOf(objective), (column) => towardsMore(column, sense)));
  const rankings = scopesOf(options);
  const thresholds = objectives.flatMap(({ targets = [] }, objective) => targets.map((target) => ({ ...target, objective })));
  const met = thresholdProbabilities(
    objectives.map((_, objective) => columnsOf(objective)),
    names,
    thresholds,
    replicated,
  );
  const compared = objectives.map(({ name, sense }, objective): ObjectiveComparison => {
    const columns = columnsOf(objective);
    const own: OptionDraws = { options: names, benefits: benefits[objective]!, replicated };
    const values = valuesOf(input, columns, sense, (option) =>
      isUnsuitable(met) ? [] : met[option]!.each.filter((_, index) => thresholds[index]!.objective === objective),
    );
    return {
      objective: name,
      sense,
      options: values,
      rankings: rankingsOf(rankings, own, input, objective),
      warnings: heavyTailWarnings(columns, names),
    };
  });
  const ranked = <Found>(analysis: (names: readonly string[], pick: <Item>(each: readonly Item[]) => readonly Item[]) => Found) =>
    rankings.map((scope) => {
      if (scope.options.length === 0) return { kind: "unsuitable", reason: "all-barred" } as const;
      const pick = <Item>(each: readonly Item[]) => scope.options.map((option) => each[option]!);
      return analysis(pick(names), pick);
    });
  const pareto = ranked((taken, pick) => {
    const columns = benefits.map(pick);
    const byDraws = paretoProbabilities(columns, taken, replicated);
    if (isUnsuitable(byDraws)) return byDraws;
    const means = taken.map((_, place) => columns.map((column) => estimatedMean(column[place]!, replicated).value));
    return { byMeans: paretoFront(means), byDraws };
  });
  const { weighing } = input;
  const weighed =
    weighing &&
    ranked((taken, pick) =>
      weighObjectives(
        objectives.map((objective, index) => ({ ...objective, columns: pick(columnsOf(index)) })),
        taken,
        { ...weighing, replicated },
      ),
    );
  return {
    draws: all[0]!.length,
    options: options.map(({ name, standing, breach, breaches }) => ({
      name,
      standing,
      breach: breaches ? estimatedMean(breaches, replicated) : { value: breach, error: 0 },
    })),
    rankings,
    objectives: compared,
    pareto,
    ...(weighed ? { weighed } : {}),
    ...(isUnsuitable(met) ? {} : { targets: met }),
  };
}

function scopesOf(options: readonly ComparedOption[]): readonly RankingScope[] {
  const standing = (allowed: readonly Standing[]) => options.flatMap((option, index) => (allowed.includes(option.standing) ? [index] : []));
  const withContested: RankingScope = { kind: "with-contested", options: standing(["clear", "contested"]) };
  if (!options.some((option) => option.standing === "contested")) return [withContested];
  return [withContested, { kind: "without-contested", options: standing(["clear"]) }];
}

function valuesOf(
  { options, baseline, replicated, tailProbability = 0.05, quantiles: probabilities = summaryProbabilities }: ComparisonInput,
  columns: readonly Float64Array[],
  sense: Sense,
  targetsOf: (option: number) => readonly Estimated[],
): readonly ComparedValue[] {
  const found = mapDistinct(columns, (column) => {
    const { difference, ...chances } = compareWithBaseline(column, columns[baseline]!, sense, replicated);
    const { mean, meanError, sd, quantiles: usual } = summarise(column, replicated);
    const isUsual = probabilities === summaryProbabilities;
    return {
      mean: { value: mean, error: meanError },
      sd,
      quantiles: isUsual ? usual : quantiles(column, probabilities),
      badTail: tailRisk(column, tailProbability, sense === "maximise" ? "low" : "high", replicated),
      difference: {
        mean: { value: difference.mean, error: difference.meanError },
        quantiles: isUsual ? difference.quantiles : quantiles(differenceOf(column, columns[baseline]!), probabilities),
      },
      probabilityWorse: { value: chances.probabilityWorse, error: chances.probabilityWorseError },
      probabilityBetter: { value: chances.probabilityBetter, error: chances.probabilityBetterError },
    };
  });
  return found.map((each, option): ComparedValue => ({ option: options[option]!.name, ...each, targets: targetsOf(option) }));
}

/** The rankings of one objective. The first scope holds the options of all others, and so their dominances. */
function rankingsOf(
  scopes: readonly RankingScope[],
  draws: OptionDraws,
  { level = 0.95, indifference }: ComparisonInput,
  objective: number,
): readonly (Ranking | Unsuitable)[] {
  const means = draws.benefits.map((column) => estimatedMean(column, draws.replicated).value);
  const eligibleIn = (scope: RankingScope) => draws.options.map((_, option) => scope.options.includes(option));
  const matrix = dominanceMatrix(draws, { eligible: eligibleIn(scopes[0]!) });
  return scopes.map((scope): Ranking | Unsuitable => {
    if (scope.options.length === 0) return { kind: "unsuitable", reason: "all-barred" };
    const eligible = eligibleIn(scope);
    const best = bestShares(draws.benefits, eligible).map((shares) => estimatedMean(shares, draws.replicated));
    const order = [...scope.options]
      .sort((a, b) => means[b]! - means[a]!)
      .map((option) => ({
        option,
        rank: 1 + scope.options.filter((other) => means[other]! > means[option]!).length,
        probabilityBest: best[option]!,
      }));
    const have = scope.options.length;
    const alone: Unsuitable | undefined = have < 2 ? { kind: "unsuitable", reason: "too-few-options", have, need: 2 } : undefined;
    return {
      order,
      dominance: alone ?? (isUnsuitable(matrix) ? matrix : dominanceAmong(matrix, eligible)),
      regrets: alone ?? regrets(draws, { eligible }),
      selection: correctSelection(draws, { eligible, level, indifference: indifference?.[objective] ?? 0 }),
    };
  });
}
