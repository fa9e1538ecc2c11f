/** What has to be known before the first draw of a run: the plan of the graph, and what is kept of which cells. */
import type { Graph, NodeId } from "../graph.js";
import { storedDraws } from "../statistics/brackets.js";
import type { CellPlan } from "../statistics/cells.js";
import { checkDesign } from "./designs.js";
import { type KeptCell, type KeptNode, keptNode, type Need } from "./keep.js";
import { sharedWiringOf } from "./known-wirings.js";
import { type Plan, references } from "./plan.js";
import { cellsOf } from "./stages.js";
import type { SamplingOptions } from "./streams.js";
import type { Wiring } from "./wiring.js";

/** What decides the numbers of a run: a whole number that names the random ones, how many draws, and how they are sampled. */
export interface RunSettings extends SamplingOptions {
  readonly seed: number;
  readonly draws: number;
  /** Which evaluation: compiled kernels, or the slow and obvious interpreter, whose results are the same to the bit and which takes over where nothing can be compiled. */
  readonly tier?: "compiled" | "reference";
}

/** A graph ready to be run under its settings. */
export interface Prepared {
  readonly graph: Graph;
  readonly settings: RunSettings;
  readonly wiring: Wiring;
  readonly random: Uint8Array;
  readonly kept: readonly KeptNode[];
  /** The plans of all kept cells, node after node: the order of `BatchPartial.cells`. None for a cell that is the same as an earlier one. */
  readonly plans: readonly (CellPlan | undefined)[];
  /** The first of the kept cells that are the same as each. */
  readonly same: readonly number[];
  /** The cells of the wiring that are kept. */
  readonly keptCells: readonly number[];
}

/** Prepares a run. */
export function prepare(graph: Graph, settings: RunSettings): Prepared {
  const { seed, draws } = settings;
  if (!Number.isSafeInteger(seed)) throw new Error(`A seed is a whole number, not ${seed}.`);
  if (!(Number.isSafeInteger(draws) && draws >= 1)) throw new Error(`A run needs at least one draw, not ${draws}.`);
  if (settings.design !== undefined)
    checkDesign(settings.design, draws, (name) => graph.nodes.some((node) => "stream" in node && node.stream === name));
  const { wiring, random } = sharedWiringOf(graph);
  const { plan } = wiring;
  const kept = [...keptNodes(graph, plan)].map(([node, need]) => keptNode(wiring, random, node, need, draws));
  const cells = kept.flatMap((node) => node.cells);
  const same = sameCells(wiring, cells);
  return {
    graph,
    settings,
    wiring,
    random,
    kept,
    plans: cells.map(({ plan }, cell) => (same[cell] === cell ? plan : undefined)),
    same,
    keptCells: kept.flatMap(({ node }) => cellsOf(wiring, node)),
  };
}

/** The first of the cells that have the same values and plan as each. */
function sameCells({ plan, root, nodeOf }: Wiring, cells: readonly KeptCell[]): readonly number[] {
  const known = new Map<string, number>();
  return cells.map(({ stored, period, plan: { keep, draws, probabilities } }, cell) => {
    const at = root[stored]!;
    const moment = plan.isDynamic[nodeOf[stored]!] ? `${plan.stage[nodeOf[stored]!]} ${period}` : "";
    const key = `${at} ${moment} ${keep} ${draws} ${probabilities.join()}`;
    const first = known.get(key) ?? cell;
    known.set(key, first);
    return first;
  });
}

/** Which kept cells have brackets. */
export function bracketedCells({ plans }: Prepared): readonly number[] {
  return plans.flatMap((plan, cell) => (plan?.keep === "quantiles" && plan.draws > storedDraws ? [cell] : []));
}

/** Which way of keeping a value includes which. */
export const strength: Readonly<Record<Need["keep"], number>> = { moments: 0, sample: 1, quantiles: 2, draws: 3 };

/** Every node that an output or something after the draws refers to, and what is needed of it. */
function keptNodes(graph: Graph, plan: Plan): ReadonlyMap<NodeId, Need> {
  const kept = new Map<NodeId, Need>();
  const seen = new Set<NodeId>();
  const follow = (node: NodeId, keep: Need["keep"], probabilities: readonly number[]) => {
    if (!plan.isAfter[node]) {
      const known = kept.get(node) ?? { keep, probabilities: [] };
      const most = strength[known.keep] < strength[keep] ? keep : known.keep;
      kept.set(node, { keep: most, probabilities: [...known.probabilities, ...probabilities] });
    } else if (!seen.has(node)) {
      seen.add(node);
      const after = graph.nodes[node]!;
      const isGiven = after.kind === "statistic" && after.given !== undefined;
      const asked = after.kind === "statistic" && after.statistic.kind === "quantile" && !isGiven ? [after.statistic.probability] : [];
      const least = isGiven ? "draws" : asked.length > 0 ? "quantiles" : "moments";
      for (const reference of references(after).now) follow(reference, least, asked);
    }
  };
  for (const output of graph.outputs) follow(output.node, output.keep, []);
  return kept;
}
