/** The totals of a run: takes what batches hold in the order of their numbers, wherever they were made, and becomes the outputs. */
import type { NodeId } from "../graph.js";
import type { OutputResult } from "../result.js";
import { defaultSampling, hasReplicates } from "../sampling/sampler.js";
import type { Brackets } from "../statistics/brackets.js";
import { type BatchPartial, type CellPlan, cellTotal, replayOf } from "../statistics/cells.js";
import { momentsOf } from "../statistics/moments.js";
import { summarise, summaryOfMoments } from "../statistics/summary.js";
import { afterDraws } from "./after.js";
import { type Keeper, keeperOf } from "./keep.js";
import type { Prepared } from "./prepare.js";

/** Collects batches. */
export interface Totals {
  /** Adds the next batch of the present pass. */
  readonly add: (partial: BatchPartial) => void;
  /** The brackets of a cell, from the pilot of the pass on. */
  readonly brackets: (cell: number) => Brackets | undefined;
  /** The column that a cell's draws may be written to directly. */
  readonly store: (cell: number) => Float64Array | undefined;
  /**
   * After the last batch: the plans of the cells whose brackets missed a quantile, for which all batches have to be made again, each at its
   * place; undefined when the run is complete. Begins the next pass.
   */
  readonly missed: () => readonly (CellPlan | undefined)[] | undefined;
  /** The outputs of a complete run. */
  readonly outputs: () => readonly OutputResult[];
}

/** Opens the totals of a run; of these cells alone, where only their brackets are wanted. */
export function openTotals(prepared: Prepared, only?: readonly number[]): Totals {
  const plans = [...prepared.plans];
  const totals = plans.map((plan) => plan && cellTotal(plan));
  let listening = only ?? plans.flatMap((plan, cell) => (plan === undefined ? [] : [cell]));
  return {
    add: ({ cells }) => {
      for (const cell of listening) totals[cell]!.add(cells[cell]!);
    },
    brackets: (cell) => totals[cell]?.brackets(),
    store: (cell) => totals[cell]?.store(),
    missed: () => {
      listening = listening.filter((cell) => totals[cell]!.isMissed());
      for (const cell of listening) {
        const plan = replayOf(plans[cell]!);
        [plans[cell], totals[cell]] = [plan, cellTotal(plan)];
      }
      if (listening.length === 0) return undefined;
      const listed = new Set(listening);
      return plans.map((plan, cell) => (listed.has(cell) ? plan : undefined));
    },
    outputs: () => {
      let first = 0;
      const keepers = new Map<NodeId, Keeper>();
      const ofAll = prepared.same.map((cell) => totals[cell]!);
      for (const kept of prepared.kept) {
        keepers.set(kept.node, keeperOf(kept, ofAll.slice(first, first + kept.cells.length)));
        first += kept.cells.length;
      }
      return outputsOf(prepared, keepers);
    },
  };
}

function outputsOf({ graph, wiring, settings }: Prepared, keepers: ReadonlyMap<NodeId, Keeper>): readonly OutputResult[] {
  const replicated = settings.chosen === undefined && hasReplicates(settings.sampling ?? defaultSampling);
  const after = afterDraws(graph, wiring.plan, keepers);
  return graph.outputs.map(({ name, node, keep }) => {
    const { dimensions } = graph.nodes[node]!;
    const keeper = keepers.get(node);
    const columns = keep !== "draws" ? undefined : (keeper?.columns() ?? Array.from(after(node), (value) => Float64Array.of(value)));
    const summaries =
      keeper?.summaries(replicated, keep === "moments") ??
      Array.from(after(node), (value) => {
        const column = Float64Array.of(value);
        return keep === "moments" ? summaryOfMoments(momentsOf(column)) : summarise(column);
      });
    return columns === undefined ? { name, dimensions, summaries } : { name, dimensions, summaries, draws: columns };
  });
}
