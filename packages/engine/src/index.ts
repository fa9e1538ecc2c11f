/** Everything public of the engine: numbers only, no text, no files, no clock. */

export * from "./analyses/index.js";
export { builtInUnit, builtInUnitNames, builtInUnits, currencies } from "./built-in-units.js";
export { compareOptions, type OptionComparison } from "./compare.js";
export { type Comparison, comparisonOf, comparisonOutputs } from "./comparison-outputs.js";
export {
  type CorrelationGroup,
  type CorrelationProblem,
  canCorrelate,
  correlationGroups,
  correlationProblem,
  pearsonOfRank,
  rankOfPearson,
  roundedCorrelations,
} from "./correlation.js";
export * from "./distributions/index.js";
export * from "./elementary.js";
export type * from "./graph.js";
export * from "./graph-builder.js";
export { reachOf } from "./graph-references.js";
export * from "./hypotheses/competing-hypotheses.js";
export { type Operation, operations } from "./operations.js";
export type { Order, Report, StartWorker, WorkerHandle, WorkerListener } from "./parallel/orders.js";
export { bytesOfPartial, lengthOfPartial, partialOfBytes } from "./parallel/partial-bytes.js";
export { Cancelled, type CancelSignal, type Maker, openPool, type WorkerPool, WorkersDied } from "./parallel/pool.js";
export { serveOrders } from "./parallel/serve.js";
export { batchesOfShard, finishRun, makeBatches, makerHere, type SpreadOptions, weighDraws } from "./parallel/spread.js";
export { startWebWorker } from "./parallel/web-worker.js";
export * from "./pooling/index.js";
export * from "./precedents/index.js";
export { blockSize, fillUniforms, streamKey } from "./random.js";
export type * from "./result.js";
export { resultBytes } from "./result-bytes.js";
export { drawsOf, type NodeDraws, onlyOutputs, streamDraws, type TakeDraws } from "./run/design-draws.js";
export type { InputDesign, ListedCell, ListedDesign, SwappedDesign } from "./run/designs.js";
export { type HeldCells, type HeldRun, holdInGraph, openHeldRun } from "./run/held-values.js";
export { type MemoryNeeded, memoryNeeded } from "./run/memory-needed.js";
export { type Job, type OpenRun, openRun, type RunOutputs } from "./run/open-run.js";
export { firstNotFinite, type NotFinite, type Origin, originOf } from "./run/origins.js";
export type { RunSettings } from "./run/prepare.js";
export { adoptCurves, type KnownCurve, knownCurves } from "./run/quantiles.js";
export { type Replayed, type ReplayOptions, replay } from "./run/replay.js";
export { engineVersion, type RunOptions, run } from "./run/run.js";
export { asidePrefix, type SamplingOptions } from "./run/streams.js";
export { type Matrix, nearestCorrelation } from "./sampling/nearest-correlation.js";
export { defaultSampling, hasReplicates, openStream, type SamplingMethod, type UniformStream } from "./sampling/sampler.js";
export * from "./scoring/index.js";
export * from "./special.js";
export { batchCount, batchSize } from "./statistics/batches.js";
export type { BatchPartial } from "./statistics/cells.js";
export { type Histogram, histogramOf } from "./statistics/histogram.js";
export { emptyMoments, type Moments, meanError, momentsOf, standardDeviation } from "./statistics/moments.js";
export { quantile, quantiles, summaryProbabilities } from "./statistics/quantiles.js";
export { summarise } from "./statistics/summary.js";
export * from "./units.js";
export { canCompile } from "./wasm/instantiate.js";
