/**
 * A decision to be analysed: a graph with what in it is an option, an objective, a rule and an uncertain input. Plain data but for the graphs
 * of other assumptions, which are made when they are asked for.
 */
import type { Graph, NodeId } from "../graph.js";
import type { CancelSignal } from "../parallel/pool.js";
import { drawsOf, onlyOutputs } from "../run/design-draws.js";
import type { RunSettings } from "../run/prepare.js";
import { run } from "../run/run.js";
import { hasReplicates } from "../sampling/sampler.js";
import type { Standing } from "./comparison.js";
import { mapDistinct, towardsMore } from "./draw-columns.js";
import type { InputDraws, OptionDraws } from "./draws.js";
import type { Study } from "./study.js";
import type { Levels, Weights } from "./weights.js";

/** What is wanted less or more of. `node` has the dimension of options or none. */
export interface DecisionObjective {
  readonly name: string;
  readonly label: string;
  readonly node: NodeId;
  readonly sense: "minimise" | "maximise";
  /** Levels to be kept, in the unit of the node. */
  readonly targets: readonly { readonly kind: "at-most" | "at-least"; readonly value: number }[];
}

/** A rule: 1 in the draws in which an option breaches it. `node` has the dimension of options or none. */
export interface DecisionRule {
  readonly name: string;
  readonly label: string;
  readonly node: NodeId;
}

/** Something uncertain that the objectives depend on. */
export interface DecisionInput {
  readonly name: string;
  readonly label: string;
  /** The random streams that are this input's own. */
  readonly streams: readonly string[];
  /** What becomes known when it becomes known: its value, or its random parts where the value rests on other inputs too. */
  readonly nodes: readonly NodeId[];
  /** The names of the states, where the nodes count states. */
  readonly states?: readonly string[];
}

/** The same decision under other assumptions; made when it is asked for. */
export interface DecisionVariant {
  readonly name: string;
  readonly label: string;
  readonly make: () => Decision;
}

/** Quantities that may lie anywhere in a range, with no probabilities: in the decision that is made, each draw is one future. */
export interface DecisionFutures extends DecisionVariant {
  /** How many futures are to be looked at. */
  readonly cases: number;
  /** The ranges, in the unit of the quantity's node; `input` is its name among the inputs of the decision that is made. */
  readonly ranges: readonly { readonly input: string; readonly label: string; readonly low: number; readonly high: number }[];
}

/** What objectives weigh against each other, for the objectives at `places`. */
export interface DecisionWeights {
  readonly name: string;
  readonly label: string;
  readonly places: readonly number[];
  readonly weights: Weights;
  /** The levels between which the weights hold, in the unit of each objective's node. */
  readonly levels: readonly Levels[];
}

/** The decision with part of its evidence taken away, or with a rival claim taken instead. */
export interface DecisionWithout {
  readonly kind: "grade" | "source" | "speaker" | "instead" | "assumption";
  readonly name: string;
  readonly label: string;
  readonly make: () => { readonly decision: Decision; readonly changes: readonly EvidenceChange[] };
}

/** A declaration that is not what it was once evidence is gone; `how` says in which way. */
export interface EvidenceChange {
  readonly name: string;
  readonly label: string;
  readonly how: "instead" | "widened" | "rows-dropped" | "repooled" | "left-out";
}

/** A study that could be made of something uncertain before choosing. */
export interface DecisionStudy {
  readonly name: string;
  readonly label: string;
  /** The name of what is studied. */
  readonly of: string;
  /** What is studied: a node without dimensions. */
  readonly node: NodeId;
  /** Size and noise in the unit of the node. */
  readonly study: Study;
  /** What it costs, where that is said in the unit of the first objective, so that it can be set against what the study is worth. */
  readonly cost?: number;
}

/** What there is to choose from when a decision is about when. Columns have a number for each draw, and draw j is the same world in all of them. */
export interface TimingCourses {
  /** In years of the calendar, rising. */
  readonly dates: readonly number[];
  /** For each date, a column for each thing that is known. */
  readonly states: readonly (readonly Float64Array[])[];
  /** For each date, the objective of the course that switches then; `never` is that of the course that does not. */
  readonly payoffs: readonly Float64Array[];
  readonly never: Float64Array;
  /** Whether draw j belongs to replicate j % 8. */
  readonly replicated: boolean;
}

/** A decision about when to go over from one option to another for good, by what is known at each date; its courses are run when they are asked for. */
export interface DecisionTiming {
  readonly name: string;
  readonly label: string;
  /** The objective that decides, by its name. */
  readonly objective: string;
  readonly sense: "minimise" | "maximise";
  /** The names of the option that is followed until the switch, and of that to which it leads. */
  readonly starts: string;
  readonly option: string;
  /** What is known at each date, by name. */
  readonly known: readonly string[];
  readonly make: (settings: RunSettings) => TimingCourses;
}

/** A model under which options are compared. */
export interface Decision {
  readonly graph: Graph;
  readonly options: readonly { readonly name: string; readonly label: string }[];
  /** The place of the option that others are compared with. */
  readonly baseline: number;
  /** The first one leads. */
  readonly objectives: readonly DecisionObjective[];
  readonly rules: readonly DecisionRule[];
  readonly inputs: readonly DecisionInput[];
  readonly weights?: readonly DecisionWeights[];
  readonly scenarios?: readonly DecisionVariant[];
  /** The decision on the numbers of each expert alone. */
  readonly experts?: readonly DecisionVariant[];
  readonly futures?: readonly DecisionFutures[];
  readonly without?: readonly DecisionWithout[];
  readonly studies?: readonly DecisionStudy[];
  readonly timings?: readonly DecisionTiming[];
}

/** How analyses are made: the settings of their runs; long ones tell how far they are (0 to 1), and end with `Cancelled` when the signal says so. */
export interface Means {
  readonly settings: RunSettings;
  /** The share of draws that make up the bad tail of a comparison; 5 % unless said. */
  readonly tailProbability?: number;
  readonly signal?: CancelSignal;
  readonly onProgress?: (share: number) => void;
  /** Gives others their turn, so that a signal can come. */
  readonly pause?: () => Promise<void>;
}

/** A decision with its draws, gathered once for all analyses. Columns have the length of the run. */
export interface DecisionDraws {
  readonly decision: Decision;
  readonly settings: RunSettings;
  readonly draws: number;
  /** Whether draw j belongs to replicate j % 8. */
  readonly replicated: boolean;
  /** Where observations have chosen among the draws: how many equal ones would be as good. */
  readonly effectiveDraws?: number;
  /** Per objective and option, in the unit of its node. */
  readonly objectives: readonly (readonly Float64Array[])[];
  /** Per rule and option, 1 where it is breached. */
  readonly breaches: readonly (readonly Float64Array[])[];
  readonly standings: readonly Standing[];
  /** Per option, the share of draws in which some rule is breached. */
  readonly breachShares: readonly number[];
  readonly inputs: readonly InputDraws[];
  /** Per study of the decision, what it is about. */
  readonly studied: readonly InputDraws[];
}

/** Runs a decision: the draws of its objectives, rules, inputs and studies. Observations of the graph choose the draws. */
export function drawDecision(decision: Decision, settings: RunSettings): DecisionDraws {
  const { graph } = decision;
  const nodes = decisionNodes(decision);
  if (!isConditioned(graph)) return gatherDecision(decision, settings, drawsOf(graph, nodes, settings));
  const { columns, effectiveDraws } = conditionedDraws(graph, nodes, settings);
  return gatherDecision(decision, settings, columns, effectiveDraws);
}

/** The nodes that a decision needs the draws of, for a run by other means (`onlyOutputs`). */
export function decisionNodes({ objectives, rules, inputs, studies = [] }: Decision): readonly NodeId[] {
  return [...objectives, ...rules, ...inputs, ...studies].flatMap((each) => ("nodes" in each ? each.nodes : [each.node]));
}

function isConditioned({ observations = [] }: Graph): boolean {
  return observations.length > 0;
}

/** A decision with draws that have been made: for each of `decisionNodes` its columns, where a column of length one is the same in every draw. */
export function gatherDecision(
  decision: Decision,
  settings: RunSettings,
  found: readonly (readonly Float64Array[])[],
  effectiveDraws?: number,
): DecisionDraws {
  const { graph, options, objectives, rules, inputs, studies = [] } = decision;
  const { draws } = settings;
  const nodes = decisionNodes(decision);
  const columnsOf = new Map(nodes.map((node, index) => [node, found[index] ?? []]));
  const whole = (column: Float64Array) => (column.length === draws ? column : new Float64Array(draws).fill(column[0] ?? Number.NaN));
  const perOption = (node: NodeId): readonly Float64Array[] => {
    const columns = mapDistinct(columnsOf.get(node) ?? [], whole);
    return options.map((_, option) => columns[columns.length === 1 ? 0 : option] ?? new Float64Array(draws).fill(Number.NaN));
  };
  const breaches = rules.map(({ node }) => perOption(node));
  const breachShares = options.map((_, option) => shareOfAny(breaches.map((rule) => rule[option]!)));
  return {
    decision,
    settings,
    draws,
    replicated: !isConditioned(graph) && hasReplicates(settings.sampling ?? "sobol"),
    ...(effectiveDraws === undefined ? {} : { effectiveDraws }),
    objectives: objectives.map(({ node }) => perOption(node)),
    breaches,
    standings: breachShares.map((share) => (share >= 1 ? "barred" : share > 0 ? "contested" : "clear")),
    breachShares,
    inputs: inputs.map((input) => ({
      name: input.name,
      columns: distinct(input.nodes.flatMap((node) => columnsOf.get(node) ?? []).filter(varies)),
    })),
    studied: studies.map(({ name, node }) => ({ name, columns: (columnsOf.get(node) ?? []).map(whole).slice(0, 1) })),
  };
}

function conditionedDraws(graph: Graph, nodes: readonly NodeId[], settings: RunSettings) {
  const { outputs, conditioning } = run(onlyOutputs(graph, nodes), settings);
  const columns = nodes.map((_, index) => outputs.find(({ name }) => name === String(index))?.draws ?? []);
  return { columns, effectiveDraws: conditioning?.effectiveDraws };
}

/** The same with the first draws alone. */
export function firstDraws(subject: DecisionDraws, draws: number): DecisionDraws {
  if (draws >= subject.draws) return subject;
  const cut = (columns: readonly Float64Array[]) => mapDistinct(columns, (column) => column.subarray(0, draws));
  return {
    ...subject,
    draws,
    objectives: subject.objectives.map(cut),
    breaches: subject.breaches.map(cut),
    inputs: subject.inputs.map(({ name, columns }) => ({ name, columns: cut(columns) })),
    studied: subject.studied.map(({ name, columns }) => ({ name, columns: cut(columns) })),
  };
}

/** What options are worth on an objective, more being better; barred options are left out unless asked for. `places` says which options they are. */
export function benefitsOf(
  { decision, objectives, standings, replicated }: DecisionDraws,
  objective = 0,
  withBarred = false,
): OptionDraws & { readonly places: readonly number[] } {
  const places = decision.options.map((_, option) => option).filter((option) => withBarred || standings[option] !== "barred");
  const sense = decision.objectives[objective]?.sense ?? "maximise";
  return {
    options: places.map((option) => decision.options[option]!.name),
    places,
    benefits: mapDistinct(
      places.map((option) => objectives[objective]?.[option] ?? new Float64Array(0)),
      (column) => towardsMore(column, sense),
    ),
    replicated,
  };
}

function shareOfAny(columns: readonly Float64Array[]): number {
  const [first] = columns;
  if (first === undefined) return 0;
  let breached = 0;
  for (let draw = 0; draw < first.length; draw++) if (columns.some((column) => column[draw]! > 0.5)) breached++;
  return breached / first.length;
}

function varies(column: Float64Array): boolean {
  return column.some((value) => value !== column[0]);
}

/** Columns that repeat an earlier one say nothing new. */
function distinct(columns: readonly Float64Array[]): readonly Float64Array[] {
  const kept: Float64Array[] = [];
  for (const column of columns) if (!kept.some((other) => other.every((value, draw) => value === column[draw]))) kept.push(column);
  return kept;
}
