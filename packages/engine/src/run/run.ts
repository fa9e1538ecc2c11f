/** Running a graph in one go: batch by batch, keeping what its outputs ask for. */
import type { Dimension, Graph } from "../graph.js";
import type { OutputResult } from "../result.js";
import { batchCount, batchSize } from "../statistics/batches.js";
import { prepare, type RunSettings } from "./prepare.js";
import { openSession } from "./session.js";
import { openTotals } from "./totals.js";

/** The version that run records name; results may differ between versions. */
export const engineVersion = "0.1.0";

/** How to run. */
export interface RunOptions extends RunSettings {
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
  const { draws, onProgress } = options;
  const prepared = prepare(graph, options);
  const totals = openTotals(prepared);
  const session = openSession(prepared, totals);
  const progressOf = (batch: number) => onProgress && ((done: number) => onProgress(batch * batchSize + done, draws));
  for (let batch = 0; batch < batchCount(draws); batch++) totals.add(session.runBatch(batch, progressOf(batch)));
  for (let missed = totals.missed(); missed.length > 0; missed = totals.missed()) {
    session.replay(missed);
    for (let batch = 0; batch < batchCount(draws); batch++) totals.add(session.runBatch(batch));
  }
  session.close();
  return { dimensions: graph.dimensions, outputs: totals.outputs() };
}
