/** A run that goes on until the decision is settled: looks at more and more draws of the first objective, and says how it ended. */
import {
  benefitsOf,
  correctSelection,
  type Decision,
  decideToGoOn,
  decisionNodes,
  gatherDecision,
  heavyTailWarnings,
  isUnsuitable,
  type OptionDraws,
  onlyOutputs,
  type Selection,
  type Unsuitable,
} from "@outweigh/engine";
import { type CaseSettings, type Compiled, decisionOf, settingsOf } from "@outweigh/language";
import type { Effects } from "./effects.js";
import { drawsThatFit } from "./size.js";
import { spreadRun, type WorkerOptions } from "./spread-run.js";
import { progress } from "./watch.js";

/** How far a run may go on. */
export interface UntilStableOptions {
  readonly untilStable?: boolean;
  readonly cap?: number;
}

/** The confidence with which a decision counts as settled, all looks together. */
export const wantedConfidence = 0.95;

const usualCap = 1_000_000;

/**
 * How the looking ended, on the first objective. `stable`: one option is the best with the confidence wanted. `equal`: some options are the same
 * in every draw and no other is better, so no number of draws tells them apart. `unstable`: the cap came first; `open` are the options that
 * cannot be told from the one that leads. `unsuitable`: there is nothing to be settled, or more draws would not settle it.
 */
export interface Stability {
  readonly state: "stable" | "equal" | "unstable" | "unsuitable";
  /** The draws with which the last look was made, and that the run is made with. */
  readonly draws: number;
  /** The most draws that there may be, and whether it is what fits the memory. */
  readonly cap: number;
  readonly isMemory: boolean;
  readonly looks: number;
  readonly objective?: string;
  readonly leader?: string;
  /** The probability that the leader is truly the best, what it surely reaches (Bonferroni), and what that had to reach at this look. */
  readonly probability?: number;
  readonly atLeast?: number;
  readonly needed?: number;
  readonly open: readonly string[];
  readonly problem?: Unsuitable;
}

/** Looks at a case until its decision is settled. Rejects with `Cancelled` when the user ends the command. */
export async function untilStable(
  compiled: Compiled,
  options: CaseSettings & WorkerOptions & UntilStableOptions,
  effects: Effects,
): Promise<Stability> {
  const usual = settingsOf(compiled, options);
  const wanted = options.cap ?? usualCap;
  const cap = Math.min(wanted, drawsThatFit(compiled, wanted, effects));
  const first = Math.min(usual.draws, cap);
  const { studies: _, inputs: __, objectives, ...rest } = decisionOf(compiled);
  const decision: Decision = { ...rest, inputs: [], objectives: objectives.slice(0, 1) };
  const [objective] = objectives;
  const ending = (draws: number, looks: number) => ({
    draws,
    looks,
    cap,
    isMemory: cap < wanted,
    ...(objective && { objective: objective.name }),
  });
  const refuse = (problem: Unsuitable, draws: number, looks: number): Stability => ({
    state: "unsuitable",
    ...ending(draws, looks),
    open: [],
    problem,
  });
  if (objective === undefined) return refuse({ kind: "unsuitable", reason: "no-objective", have: 0, need: 1 }, first, 0);
  for (let draws = first, looks = 1; ; looks++) {
    const benefits = await benefitsIn(decision, { ...usual, draws }, options, effects, looks);
    if (benefits.options.length === 0 && decision.options.length > 0)
      return refuse({ kind: "unsuitable", reason: "all-barred", have: 0, need: 2 }, draws, looks);
    const selection = correctSelection(benefits, { level: wantedConfidence });
    if (isUnsuitable(selection)) return refuse(selection, draws, looks);
    const name = (place: number) => benefits.options[place]!;
    const [heavy] = heavyDifferences(benefits, selection);
    if (heavy !== undefined) return refuse(heavy, draws, looks);
    const next = decideToGoOn({ draws, cap, target: wantedConfidence, first }, selection);
    const { probability, atLeast, competitors, selected } = selection;
    const found = { ...ending(draws, looks), leader: name(selected), probability, atLeast, needed: next.needed };
    const equal = competitors.filter(({ difference: { value, error } }) => value === 0 && error === 0).map(({ option }) => name(option));
    if (next.kind === "stop-stable") return { state: equal.length > 0 ? "equal" : "stable", ...found, open: equal };
    if (next.kind === "stop-unstable") {
      const share = (1 - next.needed) / competitors.length;
      const open = competitors.filter(({ probabilityBetter }) => 1 - probabilityBetter > share).map(({ option }) => name(option));
      return { state: "unstable", ...found, open };
    }
    draws = next.next;
  }
}

/** What the options that may be chosen are worth on the objective, from a run of that and of the rules alone. */
async function benefitsIn(
  decision: Decision,
  settings: Required<CaseSettings>,
  workers: WorkerOptions,
  effects: Effects,
  look: number,
): Promise<OptionDraws> {
  const nodes = decisionNodes(decision);
  const line = progress(effects, `Look ${look}, ${settings.draws.toLocaleString("en")} draws`);
  try {
    const { outputs } = await spreadRun(onlyOutputs(decision.graph, nodes), settings, workers, effects, line.report);
    const columns = new Map(outputs.map(({ name, draws = [] }) => [name, draws]));
    const found = nodes.map((_, index) => columns.get(String(index)) ?? []);
    return benefitsOf(gatherDecision(decision, settings, found));
  } finally {
    line.end();
  }
}

/** Below this share of itself, a difference varies by rounding alone. */
const rounding = 1e-9;

/** Leads whose tails are so heavy that they have no reliable error. What is common to two options does not count: it cancels in their difference. */
function heavyDifferences({ benefits, options }: OptionDraws, { competitors, selected }: Selection): readonly Unsuitable[] {
  return competitors.flatMap(({ option, difference }) => {
    const lead = benefits[selected]!.map((value, draw) => value - benefits[option]![draw]!);
    const varies = lead.some((value) => Math.abs(value - difference.value) > rounding * Math.abs(difference.value));
    return varies ? heavyTailWarnings([lead], [options[option]!]) : [];
  });
}
