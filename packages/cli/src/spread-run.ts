/** Running a graph for a command: in this thread while it is short, on all cores once it pays, until the user ends it. */
import { setImmediate } from "node:timers/promises";
import {
  batchSize,
  Cancelled,
  finishRun,
  type Graph,
  type Maker,
  makerHere,
  type OpenRun,
  openPool,
  openRun,
  type RunOutputs,
  type RunSettings,
  type WorkerPool,
} from "@outweigh/engine";
import type { Effects } from "./effects.js";

/** Who makes the draws: so many threads, or as many as there are cores where that pays. */
export interface WorkerOptions {
  readonly workers?: number;
}

/** Workers pay when they save more than this, in milliseconds: to start one and to warm it up takes about 300. */
const leastSaving = 500;

/** After so many batches the machine is warm enough to tell from the last one how long the others will take. */
const warmBatches = 4;

/** A thread that nobody asked for should have so many batches to make. */
const batchesPerThread = 4;

/** Gives others their turn, so that an interruption is noticed. */
export const pause = (): Promise<void> => setImmediate();

/** A pool of so many threads; undefined where there are none, or one is enough. */
export function threadsFor(effects: Effects, workers: number): WorkerPool | undefined {
  return effects.workers === undefined || workers < 2 ? undefined : openPool(workers, effects.workers.start);
}

/** Gives `action` a maker for so many batches: threads that were asked for or that may pay, ended afterwards, or this thread. */
export async function withMaker<T>(
  effects: Effects,
  { workers }: WorkerOptions,
  batches: number,
  action: (maker: Maker) => Promise<T>,
): Promise<T> {
  const pool = threadsFor(effects, workers ?? Math.min(effects.workers?.cores ?? 1, Math.floor(batches / batchesPerThread)));
  try {
    return await action(pool ?? makerHere(pause));
  } finally {
    pool?.close();
  }
}

/** Runs a graph. Rejects with `Cancelled` when the user ends the command. */
export async function spreadRun(
  graph: Graph,
  settings: RunSettings,
  options: WorkerOptions,
  effects: Effects,
  onProgress: (done: number, total: number) => void,
): Promise<RunOutputs> {
  const open = openRun(graph, settings);
  const workers = options.workers ?? effects.workers?.cores ?? 1;
  let pays = options.workers !== undefined;
  while (!open.isDone()) {
    const pool = pays ? threadsFor(effects, workers) : undefined;
    if (pool !== undefined) {
      try {
        return await finishRun(open, pool, { signal: effects.stopped, onProgress });
      } finally {
        pool.close();
      }
    }
    const begun = effects.now();
    makeOne(open, settings.draws, onProgress);
    await pause();
    if (effects.stopped.aborted) throw new Cancelled();
    const left = (effects.now() - begun) * (open.batches - open.added());
    pays ||= open.added() >= warmBatches && left * (1 - 1 / workers) > leastSaving;
  }
  return open.outputs();
}

function makeOne(open: OpenRun, draws: number, onProgress: (done: number, total: number) => void): void {
  const before = open.added() * batchSize;
  open.makeNext(open.isReplay() ? undefined : (done) => onProgress(before + done, draws));
}
