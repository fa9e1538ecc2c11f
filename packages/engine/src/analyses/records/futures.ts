/** Where nobody can give odds: how robust each option is over ranges without probabilities, and in which part of them the answer fails. */
import { defineAnalysis, turn } from "../analysis.js";
import { type CartLeaf, cart } from "../cart.js";
import { type DecisionDraws, type DecisionFutures, drawDecision, type Means } from "../decision.js";
import { isUnsuitable, type Unsuitable } from "../draws.js";
import { prim, type ScenarioDiscovery } from "../prim.js";
import { type RobustnessRule, type RuleScores, robustness } from "../robustness.js";
import { eligibleOf } from "./per-objective.js";
import { outcomesOf } from "./standing-up.js";

/** What is sought in the ranges: futures in which the option in front misses a target of the objective, or in which it is not the best. */
export interface Failure {
  readonly objective: string;
  readonly kind: "misses-target" | "not-best";
  readonly option: number;
  /** The target, in the unit of the objective's node. */
  readonly target?: { readonly kind: "at-most" | "at-least"; readonly value: number };
  /** The share of futures in which it fails. */
  readonly share: number;
  readonly boxes: ScenarioDiscovery | Unsuitable;
  /** The leaves of a tree in which it mostly fails. */
  readonly leaves: readonly CartLeaf[];
}

/** The answer over one set of ranges. Options are places in the decision; rules without a choice are left out. */
export interface FuturesOutcome {
  readonly name: string;
  readonly label: string;
  readonly cases: number;
  readonly ranges: readonly { readonly input: string; readonly label: string; readonly low: number; readonly high: number }[];
  readonly objectives: readonly {
    readonly objective: string;
    /** In front by the mean over all futures. */
    readonly leader: number;
    readonly rules: readonly RuleScores[];
    readonly chosenBy: readonly (readonly RobustnessRule[])[];
    readonly agreed?: number;
  }[];
  readonly failures: readonly Failure[];
}

/** One entry per `futures` block. */
export interface FuturesResult {
  readonly futures: readonly FuturesOutcome[];
}

/** A share of failing futures outside of these is no question of where. */
const [fewest, most] = [0.02, 0.98];

export const futures = defineAnalysis<FuturesResult>({
  name: "futures",
  question: "Where nobody can give odds: which option holds up, and where does the answer fail?",
  needs: ["objective", "options", "futures"],
  fewestDraws: 100,
  method: "robustness",
  holds:
    "Per `futures` block: per objective the `rules` of robust choice and whom they choose; `failures` with the `boxes` (PRIM) and `leaves` (tree) of the ranges in which the answer fails.",
  knownAnswer: "Planted boxes; tables of options and scenarios by hand",
  prepare: ({ options, futures = [] }, means) => {
    if (options.length >= 2) for (const each of futures) oneSet(each, means);
  },
  run: async (subject, means) => {
    const found: FuturesOutcome[] = [];
    const asked = subject.decision.futures ?? [];
    for (const [index, each] of asked.entries()) {
      await turn(means, index / asked.length);
      const outcome = oneSet(each, means);
      if (isUnsuitable(outcome)) return outcome;
      found.push(outcome);
    }
    return { futures: found };
  },
});

/** Sets of ranges that were looked at, and under which settings: they do not rest on the draws of the decision. */
const known = new WeakMap<DecisionFutures, { readonly settings: Means["settings"]; readonly outcome: FuturesOutcome | Unsuitable }>();

function oneSet(asked: DecisionFutures, means: Means): FuturesOutcome | Unsuitable {
  const found = known.get(asked);
  if (found?.settings === means.settings) return found.outcome;
  const outcome = newSet(asked, means);
  known.set(asked, { settings: means.settings, outcome });
  return outcome;
}

function newSet(asked: DecisionFutures, means: Means): FuturesOutcome | Unsuitable {
  const { name, label, ranges, cases } = asked;
  const decision = asked.make();
  const wanted = new Set(ranges.map(({ input }) => input));
  const drawn = drawDecision(
    { ...decision, inputs: decision.inputs.filter((input) => wanted.has(input.name)) },
    { ...means.settings, draws: cases },
  );
  const eligible = eligibleOf(drawn);
  const objectives: FuturesOutcome["objectives"][number][] = [];
  const failures: Failure[] = [];
  for (const [place, { objective, leader }] of outcomesOf(drawn).entries()) {
    const { sense } = decision.objectives[place]!;
    const table = robustness({
      options: decision.options.map((option) => option.name),
      objectives: [{ name: objective, higherIsBetter: sense === "maximise", results: drawn.objectives[place]! }],
      barred: eligible.map((each) => !each),
    });
    if (isUnsuitable(table)) return table;
    const { rules, chosenBy, agreed } = table.objectives[0]!;
    objectives.push({
      objective,
      leader,
      rules: rules.filter(({ chosen }) => chosen.length > 0),
      chosenBy,
      ...(agreed === undefined ? {} : { agreed }),
    });
    failures.push(...failuresOf(drawn, place, leader, means));
  }
  return { name, label, cases, ranges, objectives, failures };
}

function failuresOf(drawn: DecisionDraws, place: number, leader: number, means: Means): readonly Failure[] {
  const { name, sense, targets } = drawn.decision.objectives[place]!;
  const eligible = eligibleOf(drawn);
  const columns = drawn.objectives[place]!;
  const own = columns[leader];
  if (own === undefined) return [];
  const sign = sense === "minimise" ? -1 : 1;
  const isBeaten = (draw: number) => columns.some((column, option) => eligible[option] && sign * column[draw]! > sign * own[draw]!);
  const misses = targets.map((target) => {
    const isMissed = (draw: number) => (target.kind === "at-most" ? own[draw]! > target.value : own[draw]! < target.value);
    return { kind: "misses-target" as const, target, fails: own.map((_, draw) => Number(isMissed(draw))) };
  });
  return [...misses, { kind: "not-best" as const, fails: own.map((_, draw) => Number(isBeaten(draw))) }].flatMap(({ fails, ...rest }) => {
    const share = fails.reduce((sum, each) => sum + each, 0) / fails.length;
    if (share < fewest || share > most) return [];
    const table = {
      inputs: drawn.inputs.flatMap((input) => input.columns.map((values) => ({ name: input.name, values }))),
      ofInterest: fails,
    };
    const watch = { seed: means.settings.seed, ...(means.signal === undefined ? {} : { signal: means.signal }) };
    const tree = cart(table, watch);
    return [
      {
        ...rest,
        objective: name,
        option: leader,
        share,
        boxes: prim(table, watch),
        leaves: isUnsuitable(tree) ? [] : tree.leaves.filter(({ density }) => density > 0.5),
      },
    ];
  });
}
