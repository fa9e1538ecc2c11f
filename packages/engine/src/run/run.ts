/** Running a graph in one go: batch by batch, keeping what its outputs ask for. */
import type { Graph } from "../graph.js";
import { batchSize } from "../statistics/batches.js";
import { openRun, type RunOutputs } from "./open-run.js";
import type { RunSettings } from "./prepare.js";

/** The version that run records name; results may differ between versions. */
export const engineVersion = "0.1.0";

/** How to run. */
export interface RunOptions extends RunSettings {
  /** Called after every block with the draws done so far. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Runs a graph. The same graph, seed and number of draws give the same bits; with more draws, the first ones stay the same, unless there
 * are observations. The kept draws of an output are columns of equal length: as long as the run, or of length one when nothing in it is random.
 */
export function run(graph: Graph, options: RunOptions): RunOutputs {
  const { draws, onProgress } = options;
  const open = openRun(graph, options);
  while (!open.isDone()) {
    const before = open.added() * batchSize;
    open.makeNext(open.isReplay() ? undefined : (done) => onProgress?.(before + done, draws));
  }
  return open.outputs();
}
