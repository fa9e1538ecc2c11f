/** Runs and shards of runs whose batches others make. */
import type { Graph } from "../graph.js";
import { type Job, type OpenRun, openRun, type RunOutputs } from "../run/open-run.js";
import { bracketedCells, prepare, type RunSettings } from "../run/prepare.js";
import { openSession } from "../run/session.js";
import { openTotals } from "../run/totals.js";
import { batchCount, batchSize } from "../statistics/batches.js";
import { pilotBatches } from "../statistics/brackets.js";
import type { BatchPartial } from "../statistics/cells.js";
import { Cancelled, type CancelSignal, type Maker } from "./pool.js";

/** What is wanted beside the result. */
export interface SpreadOptions {
  readonly signal?: CancelSignal;
  /** Called after every batch with the draws done so far. */
  readonly onProgress?: (done: number, total: number) => void;
}

const numbersFrom = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** Finishes a run, from wherever it is: the same bits as when it makes its batches itself. */
export async function finishRun(open: OpenRun, maker: Maker, { signal, onProgress }: SpreadOptions = {}): Promise<RunOutputs> {
  open.rest();
  while (!open.isDone()) {
    const { draws } = open.job().settings;
    const isReplay = open.isReplay();
    const take = (partial: BatchPartial) => {
      open.add(partial);
      if (!isReplay) onProgress?.(Math.min(draws, (partial.batch + 1) * batchSize), draws);
    };
    await maker.make(open.job(), numbersFrom(open.added(), open.ready()), take, signal);
  }
  return open.outputs();
}

/** The batches of shard `index` of `count`, counted from 1: whole batches in a row, none where there are more shards than batches. */
export function batchesOfShard(draws: number, index: number, count: number): readonly number[] {
  const batches = batchCount(draws);
  return numbersFrom(Math.floor(((index - 1) * batches) / count), Math.floor((index * batches) / count));
}

/**
 * Makes some batches of a run, in rising order, as whoever puts them together needs them. Long runs make their pilot too, which settles what the
 * other batches keep; runs with observations weigh all draws first, and make no batch where no draw agrees with them.
 */
export async function makeBatches(
  graph: Graph,
  asked: RunSettings,
  batches: readonly number[],
  maker: Maker,
  take: (partial: BatchPartial) => void,
  { signal, onProgress }: SpreadOptions = {},
): Promise<void> {
  const settings = await weighed(graph, asked, maker, signal);
  if (settings === undefined) return;
  const prepared = prepare(graph, settings);
  const bracketed = bracketedCells(prepared);
  const job: Job = { graph, settings, plans: undefined, brackets: undefined };
  let done = 0;
  const deliver = (partial: BatchPartial) => {
    take(partial);
    onProgress?.(++done, batches.length);
  };
  if (bracketed.length === 0 || batches.every((batch) => batch < pilotBatches)) return maker.make(job, batches, deliver, signal);
  const totals = openTotals(prepared, bracketed);
  const takePilot = (partial: BatchPartial) => {
    totals.add(partial);
    if (batches.includes(partial.batch)) deliver(partial);
  };
  await maker.make(job, numbersFrom(0, pilotBatches), takePilot, signal);
  const brackets = prepared.plans.map((_, cell) => totals.brackets(cell));
  const rest = batches.filter((batch) => batch >= pilotBatches);
  return maker.make({ ...job, brackets }, rest, deliver, signal);
}

/** Weighs the draws of a run that has just been opened, if it has observations: batches that others have made come after that. */
export async function weighDraws(open: OpenRun, maker: Maker, signal?: CancelSignal): Promise<void> {
  while (open.isWeighing()) await maker.make(open.job(), numbersFrom(open.added(), open.ready()), open.add, signal);
}

/** The settings of the run proper, once its draws are weighed; undefined when none can be chosen. */
async function weighed(graph: Graph, settings: RunSettings, maker: Maker, signal?: CancelSignal): Promise<RunSettings | undefined> {
  const open = openRun(graph, settings);
  await weighDraws(open, maker, signal);
  return open.isDone() ? undefined : { ...settings, ...open.job().settings };
}

/** Makes batches in this very thread; between batches it waits for `pause`, in which a run can be cancelled. */
export function makerHere(pause: () => Promise<void>): Maker {
  return {
    async make({ graph, settings, plans, brackets }, batches, take, signal) {
      const session = openSession(prepare(graph, settings), { brackets: (cell) => brackets?.[cell] });
      try {
        if (plans !== undefined) session.listen(plans);
        for (const batch of batches) {
          await pause();
          if (signal?.aborted) throw new Cancelled();
          take(session.runBatch(batch));
        }
      } finally {
        session.close();
      }
    },
  };
}
