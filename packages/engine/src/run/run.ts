/** Running a graph: in blocks of draws, stage by stage, keeping what its outputs ask for. */

import type { Dimension, Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import type { OutputResult } from "../result.js";
import { defaultSampling, hasReplicates } from "../sampling/sampler.js";
import { momentsOf } from "../statistics/moments.js";
import { summarise, summaryOfMoments } from "../statistics/summary.js";
import { afterDraws } from "./after.js";
import { Arena } from "./arena.js";
import type { Machine } from "./instructions.js";
import { type Keeper, keeperOf, type Need } from "./keep.js";
import { cellCount } from "./layout.js";
import { bytesNeeded, ownColumns, sharedColumns } from "./places.js";
import { type Plan, planOf, references } from "./plan.js";
import { assignSlots } from "./slots.js";
import { cellsOf, stagesOf } from "./stages.js";
import { createStreams, type SamplingOptions } from "./streams.js";
import { randomCells, reach, summedProducts, wire } from "./wiring.js";

/** The version that run records name; results may differ between versions. */
export const engineVersion = "0.1.0";

/** How to run: a whole number that names the random numbers, how many draws, and how they are sampled. */
export interface RunOptions extends SamplingOptions {
  readonly seed: number;
  readonly draws: number;
  /** Which evaluation: compiled kernels, or the slow and obvious interpreter, whose results are the same to the bit. */
  readonly tier?: "compiled" | "reference";
  /** Called after every block with the draws done so far. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a run gives, before whoever holds the text adds the record. */
export interface RunOutputs {
  readonly dimensions: readonly Dimension[];
  readonly outputs: readonly OutputResult[];
}

/**
 * Runs a graph. The same graph, seed and number of draws give the same bits; with more draws, the first ones stay the same. The kept
 * draws of an output are columns of equal length: as long as the run, or of length one when nothing in the output is random.
 */
export function run(graph: Graph, options: RunOptions): RunOutputs {
  const { seed, draws, onProgress } = options;
  if (!Number.isSafeInteger(seed)) throw new Error(`A seed is a whole number, not ${seed}.`);
  if (!(Number.isSafeInteger(draws) && draws >= 1)) throw new Error(`A run needs at least one draw, not ${draws}.`);
  const plan = planOf(graph);
  const wiring = wire(plan);
  const random = randomCells(wiring);
  const kept = keptNodes(graph, plan);
  const keptCells = [...kept.keys()].flatMap((node) => cellsOf(wiring, node));
  const keptCellCount = [...kept.keys()].reduce((sum, node) => sum + cellCount(plan.fullShapes[node]!), 0);
  const wanted = reach(wiring, keptCells);
  const summed = summedProducts(wiring, wanted, keptCells);
  const slots = assignSlots({ wiring, random, wanted, summed, kept: keptCells });
  const arena = options.tier === "reference" ? undefined : new Arena(bytesNeeded(wiring, random, slots, 3 * keptCellCount));
  const isNeeded = (cell: number) => wanted[cell] === 1 && summed[cell] === 0;
  const machine: Machine = {
    graph,
    wiring,
    random,
    summed,
    arena,
    columns: arena ? sharedColumns(wiring, random, slots, arena, isNeeded) : ownColumns(wiring, random, isNeeded),
    streams: createStreams(graph, seed, options),
    clock: { block: 0, period: 0, step: 0, time: graph.time?.start ?? 0 },
  };
  const keepers = new Map([...kept].map(([node, need]) => [node, keeperOf(machine, node, need, draws)]));
  const dynamicKeepers = [...keepers.values()].filter((keeper) => keeper.isDynamic);
  const stages = stagesOf(machine, wanted, slots, dynamicKeepers);

  for (let pass = 0; pass === 0 || replays(keepers); pass++) {
    for (let start = 0, block = 0; start < draws; start += blockSize, block++) {
      const count = Math.min(blockSize, draws - start);
      machine.clock.block = block;
      if (arena !== undefined) arena.block()[0] = block;
      for (const { certain, drawn, loop, atReport } of stages) {
        if (block === 0) certain();
        drawn();
        const record = (period: number) => {
          for (const keeper of atReport) keeper.record({ start, count }, period);
        };
        if (block === 0) loop?.certain?.(() => {});
        if (loop !== undefined && (loop.isRandom || block === 0)) loop.drawn(record);
      }
      for (const keeper of keepers.values()) if (!keeper.isDynamic) keeper.record({ start, count }, 0);
      if (pass === 0) onProgress?.(start + count, draws);
    }
  }
  arena?.release();
  return { dimensions: graph.dimensions, outputs: outputsOf(graph, plan, keepers, hasReplicates(options.sampling ?? defaultSampling)) };
}

/** Whether the same draws have to be made again, for cells whose brackets missed a quantile. */
function replays(keepers: ReadonlyMap<NodeId, Keeper>): boolean {
  return [...keepers.values()].filter((keeper) => keeper.replays()).length > 0;
}

const strength: Readonly<Record<Need["keep"], number>> = { moments: 0, quantiles: 1, draws: 2 };

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
      const asked = after.kind === "statistic" && after.statistic.kind === "quantile" ? [after.statistic.probability] : [];
      for (const reference of references(after).now) follow(reference, asked.length > 0 ? "quantiles" : "moments", asked);
    }
  };
  for (const output of graph.outputs) follow(output.node, output.keep, []);
  return kept;
}

function outputsOf(graph: Graph, plan: Plan, keepers: ReadonlyMap<NodeId, Keeper>, replicated: boolean): readonly OutputResult[] {
  const after = afterDraws(graph, plan, keepers);
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
