/**
 * The reference interpreter: runs a graph in blocks of draws, stage by stage, and keeps what its outputs ask for. Slow beside compiled
 * kernels, and obvious: it defines what a graph means.
 */
import type { Dimension, Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import type { OutputResult } from "../result.js";
import { momentsOf } from "../statistics/moments.js";
import { summarise, summaryOfMoments } from "../statistics/summary.js";
import { afterDraws } from "./after.js";
import { type StageLoop, stageLoop } from "./dynamics.js";
import { type Instruction, instructionOf, type Machine } from "./instructions.js";
import { type Keeper, keeperOf, type Need } from "./keep.js";
import { type Plan, planOf, references } from "./plan.js";
import { createStreams } from "./streams.js";
import { randomCells, reach, summedProducts, type Wiring, wire } from "./wiring.js";

/** The version that run records name; results may differ between versions. */
export const engineVersion = "0.1.0";

/** How to run: a whole number that names the random numbers, and how many draws. */
export interface RunOptions {
  readonly seed: number;
  readonly draws: number;
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
  const wanted = reach(wiring, keptCells);
  const summed = summedProducts(wiring, wanted, keptCells);
  const machine: Machine = {
    graph,
    wiring,
    random,
    summed,
    columns: columnsOf(wiring, random, (cell) => wanted[cell] === 1 && summed[cell] === 0),
    streams: createStreams(graph, seed),
    tables: new Map(),
    clock: { period: 0, step: 0, time: graph.time?.start ?? 0 },
  };
  const keepers = new Map([...kept].map(([node, need]) => [node, keeperOf(machine, node, need, draws)]));
  const dynamicKeepers = [...keepers.values()].filter((keeper) => keeper.isDynamic);
  const stages = stagesOf(machine, wanted, dynamicKeepers);

  for (let pass = 0; pass === 0 || replays(keepers); pass++) {
    for (let start = 0, block = 0; start < draws; start += blockSize, block++) {
      const count = Math.min(blockSize, draws - start);
      machine.streams.fill(block);
      for (const { certain, drawn, loop, atReport } of stages) {
        if (block === 0) for (const instruction of certain) instruction();
        for (const instruction of drawn) instruction();
        if (loop !== undefined && (loop.isRandom || block === 0)) {
          loop.run((period) => {
            for (const keeper of atReport) keeper.record({ start, count }, period);
          });
        }
      }
      for (const keeper of keepers.values()) if (!keeper.isDynamic) keeper.record({ start, count }, 0);
      if (pass === 0) onProgress?.(start + count, draws);
    }
  }
  return { dimensions: graph.dimensions, outputs: outputsOf(graph, plan, keepers) };
}

/** Whether the same draws have to be made again, for cells whose brackets missed a quantile. */
function replays(keepers: ReadonlyMap<NodeId, Keeper>): boolean {
  return [...keepers.values()].filter((keeper) => keeper.replays()).length > 0;
}

/** A column for every cell that needs one: of block length where draws differ, of length one elsewhere. */
function columnsOf(wiring: Wiring, random: Uint8Array, isNeeded: (cell: number) => boolean): readonly Float64Array[] {
  const none = new Float64Array(0);
  const own = Array.from(wiring.root, (root, cell) =>
    root === cell && isNeeded(cell) ? new Float64Array(random[cell] ? blockSize : 1) : none,
  );
  return own.map((_, cell) => own[wiring.root[cell]!]!);
}

function cellsOf({ first, count }: Wiring, node: NodeId): readonly number[] {
  const from = first[node]!;
  return Array.from({ length: (first[node + 1] ?? count) - from }, (_, index) => from + index);
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

interface Stage {
  readonly certain: readonly Instruction[];
  readonly drawn: readonly Instruction[];
  readonly loop: StageLoop | undefined;
  readonly atReport: readonly Keeper[];
}

/** Static instructions in the order of their cells, split into those of a run and those of a block; then the loop of the stage after. */
function stagesOf(machine: Machine, wanted: Uint8Array, dynamicKeepers: readonly Keeper[]): readonly Stage[] {
  const { wiring, random } = machine;
  const { plan } = wiring;
  const certain: Instruction[][] = [];
  const drawn: Instruction[][] = [];
  let last = 0;
  for (let cell = 0; cell < wiring.count; cell++) {
    const node = wiring.nodeOf[cell]!;
    if (!wanted[cell]) continue;
    const index = plan.stage[node]! >> 1;
    last = Math.max(last, index);
    if (plan.isDynamic[node]) continue;
    const instruction = instructionOf(machine, cell);
    if (instruction === undefined) continue;
    const list = random[cell] ? drawn : certain;
    list[index] ??= [];
    list[index].push(instruction);
  }
  return Array.from({ length: last + 1 }, (_, index) => {
    const atReport = dynamicKeepers.filter((keeper) => plan.stage[keeper.node] === 2 * index + 1);
    const cells = atReport.flatMap((keeper) => cellsOf(wiring, keeper.node));
    const hasLoop = wanted.some((isWanted, cell) => isWanted === 1 && plan.stage[wiring.nodeOf[cell]!] === 2 * index + 1);
    const loop = hasLoop ? stageLoop(machine, 2 * index + 1, cells, wanted) : undefined;
    return { certain: certain[index] ?? [], drawn: drawn[index] ?? [], loop, atReport };
  });
}

/** Draws are independent of each other: see `meanError`. */
const replicated = false;

function outputsOf(graph: Graph, plan: Plan, keepers: ReadonlyMap<NodeId, Keeper>): readonly OutputResult[] {
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
