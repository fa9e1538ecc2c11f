/**
 * The reference interpreter: runs a graph in blocks of draws, stage by stage, and keeps what its outputs ask for. Slow beside compiled
 * kernels, and obvious: it defines what a graph means.
 */

import { fuse } from "../fused/loop.js";
import type { Dimension, Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import type { OutputResult } from "../result.js";
import { momentsOf, summarise, summaryOfMoments } from "../statistics.js";
import { afterDraws } from "./after.js";
import { Arena } from "./arena.js";
import { type Loop, lagSteps, timeLoop } from "./dynamics.js";
import type { Instruction, Machine } from "./instructions.js";
import { type Keeper, keeperOf } from "./keep.js";
import { fastInstructionOf } from "./kernel-instructions.js";
import { type LoopCells, loopCells } from "./loop-cells.js";
import { type Plan, planOf, references } from "./plan.js";
import { assignSlots, type Slots } from "./slots.js";
import { createStreams, type SamplingOptions } from "./streams.js";
import { randomCells, reach, summedProducts, type Wiring, wire } from "./wiring.js";

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
  const wanted = reach(wiring, keptCells);
  const summed = summedProducts(wiring, wanted, keptCells);
  const slots = assignSlots({ wiring, random, wanted, summed, kept: keptCells });
  const arena = options.tier === "reference" ? undefined : new Arena(bytesNeeded(wiring, random, slots));
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
  const keepers = new Map([...kept].map(([node, needsDraws]) => [node, keeperOf(machine, node, needsDraws, draws)]));
  const dynamicKeepers = [...keepers.values()].filter((keeper) => keeper.isDynamic);
  const stages = stagesOf(machine, wanted, slots, dynamicKeepers);

  for (let start = 0, block = 0; start < draws; start += blockSize, block++) {
    const count = Math.min(blockSize, draws - start);
    machine.clock.block = block;
    for (const { certain, drawn, loop, atReport } of stages) {
      if (block === 0) for (const instruction of certain) instruction();
      for (const instruction of drawn) instruction();
      const record = (period: number) => {
        for (const keeper of atReport) keeper.record({ start, count }, period);
      };
      if (block === 0) loop?.certain?.(() => {});
      if (loop !== undefined && (loop.isRandom || block === 0)) loop.drawn(record);
    }
    for (const keeper of keepers.values()) if (!keeper.isDynamic) keeper.record({ start, count }, 0);
    onProgress?.(start + count, draws);
  }
  arena?.release();
  return { dimensions: graph.dimensions, outputs: outputsOf(graph, plan, keepers) };
}

/** A column of its own for every cell that needs one: of block length where draws differ, of length one elsewhere. */
function ownColumns(wiring: Wiring, random: Uint8Array, isNeeded: (cell: number) => boolean): readonly Float64Array[] {
  const none = new Float64Array(0);
  const own = Array.from(wiring.root, (root, cell) =>
    root === cell && isNeeded(cell) ? new Float64Array(random[cell] ? blockSize : 1) : none,
  );
  return own.map((_, cell) => own[wiring.root[cell]!]!);
}

/** The same in linear memory, where cells that are not needed at the same time share a place. */
function sharedColumns(
  wiring: Wiring,
  random: Uint8Array,
  { slotOf, count }: Slots,
  arena: Arena,
  isNeeded: (cell: number) => boolean,
): readonly Float64Array[] {
  const none = arena.column(0);
  const slots = Array.from({ length: count }, () => arena.column(blockSize));
  const own = Array.from(wiring.root, (root, cell) => {
    if (root !== cell || !isNeeded(cell)) return none;
    return random[cell] ? slots[slotOf[cell]!]! : arena.column(1);
  });
  return own.map((_, cell) => own[wiring.root[cell]!]!);
}

/** Room is made for so many tables of quantiles, each of up to so many numbers. */
const mostTables = 400;
const tableLength = 20_000;

/** The most memory that columns and the tables of time loops may take. */
function bytesNeeded({ plan, count, nodeOf, sources }: Wiring, random: Uint8Array, slots: Slots): number {
  const time = plan.time;
  const steps = time === undefined ? 0 : time.reportCount * time.stepsPerReport;
  let inputs = 0;
  let numbers = 4 * count + slots.count * blockSize;
  for (let cell = 0; cell < count; cell++) {
    const node = plan.graph.nodes[nodeOf[cell]!]!;
    numbers += 2 * sources[cell]!.length + (node.kind === "interpolate" ? 2 * node.xs.length : 0);
    if (node.kind === "draw" || node.kind === "categorical" || node.kind === "empirical") {
      numbers +=
        600 * (node.dimensions.includes(plan.timeName ?? "") ? (time?.reportCount ?? 1) : 1) + (inputs++ < mostTables ? tableLength : 0);
    }
    if (!plan.isDynamic[nodeOf[cell]!] || time === undefined) continue;
    if (!random[cell]) numbers += 4 * steps;
    else if (node.kind === "stock") numbers += blockSize;
    else if (node.kind === "lag") numbers += blockSize * lagSteps(node.years, time.reportStep / time.stepsPerReport);
  }
  return 8 * numbers + 65536;
}

function cellsOf({ first, count }: Wiring, node: NodeId): readonly number[] {
  const from = first[node]!;
  return Array.from({ length: (first[node + 1] ?? count) - from }, (_, index) => from + index);
}

/** Every node that an output or something after the draws refers to, and whether its draws are needed. */
function keptNodes(graph: Graph, plan: Plan): ReadonlyMap<NodeId, boolean> {
  const kept = new Map<NodeId, boolean>();
  const seen = new Set<NodeId>();
  const follow = (node: NodeId, needsDraws: boolean) => {
    if (!plan.isAfter[node]) kept.set(node, needsDraws || kept.get(node) === true);
    else if (!seen.has(node)) {
      seen.add(node);
      const after = graph.nodes[node]!;
      const asksRanks = after.kind === "statistic" && after.statistic.kind === "quantile";
      for (const reference of references(after).now) follow(reference, asksRanks);
    }
  };
  for (const output of graph.outputs) follow(output.node, output.keep === "draws");
  return kept;
}

interface Stage {
  readonly certain: readonly Instruction[];
  readonly drawn: readonly Instruction[];
  /** `certain` comes before the first block where it is worked out apart. */
  readonly loop: { readonly certain?: Loop; readonly drawn: Loop; readonly isRandom: boolean } | undefined;
  readonly atReport: readonly Keeper[];
}

/** Static instructions, split into those of a run and those of a block; then the loop of the stage after. */
function stagesOf(machine: Machine, wanted: Uint8Array, slots: Slots, dynamicKeepers: readonly Keeper[]): readonly Stage[] {
  const { wiring, random } = machine;
  const { plan } = wiring;
  const instructions = (cells: readonly number[]) =>
    cells.flatMap((cell) => {
      const instruction = fastInstructionOf(machine, cell);
      return instruction === undefined ? [] : [instruction];
    });
  const certain: number[][] = [];
  let last = 0;
  for (let cell = 0; cell < wiring.count; cell++) {
    if (!wanted[cell]) continue;
    const index = plan.stage[wiring.nodeOf[cell]!]! >> 1;
    last = Math.max(last, index);
    while (certain.length <= index) certain.push([]);
    if (!random[cell] && !plan.isDynamic[wiring.nodeOf[cell]!]) certain[index]!.push(cell);
  }
  return Array.from({ length: last + 1 }, (_, index) => {
    const atReport = dynamicKeepers.filter((keeper) => plan.stage[keeper.node] === 2 * index + 1);
    const cells = atReport.flatMap((keeper) => cellsOf(wiring, keeper.node));
    const hasLoop = wanted.some((isWanted, cell) => isWanted === 1 && plan.stage[wiring.nodeOf[cell]!] === 2 * index + 1);
    const loop = hasLoop ? loopOf(machine, loopCells(machine, 2 * index + 1, cells, wanted)) : undefined;
    return { certain: instructions(certain[index] ?? []), drawn: instructions(slots.order[index] ?? []), loop, atReport };
  });
}

function loopOf(machine: Machine, loop: LoopCells): Stage["loop"] {
  const { random } = machine;
  const isRandom = loop.cells.some((cell) => random[cell]) || loop.collectors.some(({ cell }) => random[cell]);
  const fused = machine.arena === undefined || !isRandom ? undefined : fuse(machine, loop, machine.arena);
  return { ...(fused ?? { drawn: timeLoop(machine, loop) }), isRandom };
}

function outputsOf(graph: Graph, plan: Plan, keepers: ReadonlyMap<NodeId, Keeper>): readonly OutputResult[] {
  const after = afterDraws(graph, plan, keepers);
  return graph.outputs.map(({ name, node, keep }) => {
    const { dimensions } = graph.nodes[node]!;
    const keeper = keepers.get(node);
    if (keeper !== undefined) {
      if (keep === "moments") return { name, dimensions, summaries: keeper.moments().map(summaryOfMoments) };
      return { name, dimensions, summaries: keeper.summaries(), draws: keeper.columns() };
    }
    const columns = Array.from(after(node), (value) => Float64Array.of(value));
    if (keep === "moments") return { name, dimensions, summaries: columns.map((column) => summaryOfMoments(momentsOf(column))) };
    return { name, dimensions, summaries: columns.map((column) => summarise(column)), draws: columns };
  });
}
