/** The making of draws: batch by batch, in any order, each alone the same as in a whole run. */

import { blockSize } from "../random.js";
import { batchSize, drawsInBatch } from "../statistics/batches.js";
import type { BatchPartial, CellPlan } from "../statistics/cells.js";
import { canCompile } from "../wasm/instantiate.js";
import { Arena } from "./arena.js";
import type { Machine } from "./instructions.js";
import { recorderOf, type Surroundings } from "./keep.js";
import { bytesNeeded, ownColumns, sharedColumns } from "./places.js";
import { bracketedCells, type Prepared } from "./prepare.js";
import { assignSlots } from "./slots.js";
import { stagesOf } from "./stages.js";
import { createStreams } from "./streams.js";
import { canGoByVariant, variantEvaluation } from "./variant-changes.js";
import { reach, summedProducts } from "./wiring.js";

/** An open run. */
export interface Session {
  /** Makes the draws of a batch. `onBlock` is called after each block with how many draws of the batch are done. */
  readonly runBatch: (batch: number, onBlock?: (done: number) => void) => BatchPartial;
  /** Makes the draws of one block, for whoever takes them as they come. Block 0 comes first. */
  readonly runBlock: (block: number) => void;
  /** From now on gathers by these plans, one for each kept cell; those without one are left out. */
  readonly listen: (plans: readonly (CellPlan | undefined)[]) => void;
  /** Gives the memory back. */
  readonly close: () => void;
}

/** Opens a run. */
export function openSession(prepared: Prepared, surroundings: Surroundings): Session {
  const { graph, settings, wiring, random, kept, keptCells } = prepared;
  const { draws } = settings;
  const wanted = reach(wiring, keptCells);
  const summed = summedProducts(wiring, wanted, keptCells);
  const { design } = settings;
  const tier = canCompile() ? settings.tier : "reference";
  const isByVariant = design?.kind === "swapped" && tier !== "reference" && canGoByVariant(wiring, wanted);
  const lasting = isByVariant ? Array.from(wanted.keys()).filter((cell) => wanted[cell] === 1 && summed[cell] === 0) : [];
  const slots = assignSlots({ wiring, random, wanted, summed, kept: [...keptCells, ...lasting] });
  const arena =
    tier === "reference"
      ? undefined
      : new Arena(bytesNeeded(wiring, random, slots, prepared.plans.length, bracketedCells(prepared).length));
  const isNeeded = (cell: number) => wanted[cell] === 1 && summed[cell] === 0;
  const machine: Machine = {
    graph,
    wiring,
    random,
    summed,
    arena,
    columns: arena ? sharedColumns(wiring, random, slots, arena, isNeeded) : ownColumns(wiring, random, isNeeded),
    streams: createStreams(graph, settings.seed, settings),
    clock: { block: 0, period: 0, step: 0, time: graph.time?.start ?? 0 },
  };
  const firsts = firstsOf(prepared);
  const plans = surroundings.take === undefined ? prepared.plans : kept.flatMap(({ cells }) => cells.map(({ plan }) => plan));
  const recorders = kept.map((node, index) => recorderOf(machine, node, firsts[index]!, plans, surroundings));
  const statics = recorders.filter(({ isDynamic }) => !isDynamic);
  const stages = stagesOf(
    machine,
    wanted,
    slots,
    recorders.filter(({ isDynamic }) => isDynamic),
  );
  const byVariant = isByVariant ? variantEvaluation(machine, slots.order[0] ?? [], design, design.rows / blockSize) : undefined;
  let isFresh = true;

  const runBlock = (block: number, count: number) => {
    const start = block * blockSize;
    machine.clock.block = block;
    if (arena !== undefined) arena.block()[0] = block;
    for (const { certain, drawn, loop, atReport } of stages) {
      if (isFresh) certain();
      if (byVariant === undefined) drawn();
      else byVariant(block);
      const record = (period: number) => {
        for (const recorder of atReport) recorder.record({ start, count }, period);
      };
      if (isFresh) loop?.certain?.(() => {});
      if (loop !== undefined && (loop.isRandom || isFresh || block === 0)) loop.drawn(record);
    }
    for (const recorder of statics) recorder.record({ start, count }, 0);
    isFresh = false;
  };

  return {
    runBlock: (block) => runBlock(block, Math.min(blockSize, draws - block * blockSize)),
    runBatch: (batch, onBlock) => {
      const length = drawsInBatch(batch, draws);
      const first = (batch * batchSize) / blockSize;
      for (let done = 0; done < length; done += blockSize) {
        runBlock(first + done / blockSize, Math.min(blockSize, length - done));
        onBlock?.(Math.min(length, done + blockSize));
      }
      return { batch, cells: recorders.flatMap((recorder) => recorder.finish()) };
    },
    listen: (others) => {
      recorders.forEach((recorder, index) => {
        recorder.listen((cell) => others[firsts[index]! + cell]);
      });
    },
    close: () => arena?.release(),
  };
}

/** The number of the first cell of each kept node. */
function firstsOf({ kept }: Prepared): readonly number[] {
  let next = 0;
  return kept.map(({ cells }) => {
    const first = next;
    next += cells.length;
    return first;
  });
}
