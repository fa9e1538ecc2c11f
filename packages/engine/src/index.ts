/** Everything public of the engine: numbers only, no text, no files, no clock. */
export {
  derivativesAt,
  type GlobalDerivative,
  type GlobalDerivativeSettings,
  type GlobalDerivatives,
  globalDerivatives,
  type LocalDerivative,
  type LocalDerivatives,
  type LocalDerivativesOfModel,
  localDerivatives,
} from "./analyses/derivatives.js";
export { type Estimated, type InputDraws, isUnsuitable, type OptionDraws, type Unsuitable } from "./analyses/draws.js";
export { inputsOf, type UncertainInput, type UncertainInputs } from "./analyses/graph-inputs.js";
export { type OutputCell, outputCells } from "./analyses/graph-outputs.js";
export type { Interval } from "./analyses/intervals.js";
export { type Evaluated, type GraphModelSettings, type Model, type ModelInput, modelOfFunction, modelOfGraph } from "./analyses/models.js";
export { type MorrisEffect, type MorrisScreening, type MorrisSettings, morrisEffects } from "./analyses/morris.js";
export { type ScreenedGroups, screenedGroups } from "./analyses/screened-groups.js";
export {
  type ShapleyEffect,
  type ShapleyEffects,
  type ShapleyOfModel,
  type ShapleySettings,
  shapleyEffects,
} from "./analyses/shapley-effects.js";
export {
  type SobolColumns,
  type SobolIndex,
  type SobolIndices,
  type SobolOptions,
  type SobolPair,
  sobolIndices,
} from "./analyses/sobol.js";
export {
  type SobolOfGraph,
  type SobolOfGraphSettings,
  type SobolQuestion,
  type SobolSettings,
  sobolOfFunction,
  sobolOfGraph,
} from "./analyses/sobol-of-model.js";
export { type Tornado, type TornadoBar, type TornadoPoint, type TornadoSettings, type Tornados, tornado } from "./analyses/tornado.js";
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
export { type Operation, operations } from "./operations.js";
export type { Order, Report, StartWorker, WorkerHandle, WorkerListener } from "./parallel/orders.js";
export { bytesOfPartial, lengthOfPartial, partialOfBytes } from "./parallel/partial-bytes.js";
export { Cancelled, type CancelSignal, type Maker, openPool, type WorkerPool, WorkersDied } from "./parallel/pool.js";
export { serveOrders } from "./parallel/serve.js";
export { batchesOfShard, finishRun, makeBatches, makerHere, type SpreadOptions, weighDraws } from "./parallel/spread.js";
export { startWebWorker } from "./parallel/web-worker.js";
export { blockSize, fillUniforms, streamKey } from "./random.js";
export type * from "./result.js";
export { resultBytes } from "./result-bytes.js";
export { drawsOf, type NodeDraws, onlyOutputs, streamDraws, type TakeDraws } from "./run/design-draws.js";
export type { InputDesign, ListedCell, ListedDesign, SwappedDesign } from "./run/designs.js";
export { type MemoryNeeded, memoryNeeded } from "./run/memory-needed.js";
export { type Job, type OpenRun, openRun, type RunOutputs } from "./run/open-run.js";
export { firstNotFinite, type NotFinite, type Origin, originOf } from "./run/origins.js";
export type { RunSettings } from "./run/prepare.js";
export { type Replayed, type ReplayOptions, replay } from "./run/replay.js";
export { engineVersion, type RunOptions, run } from "./run/run.js";
export type { SamplingOptions } from "./run/streams.js";
export { type Matrix, nearestCorrelation } from "./sampling/nearest-correlation.js";
export { defaultSampling, hasReplicates, openStream, type SamplingMethod, type UniformStream } from "./sampling/sampler.js";
export * from "./special.js";
export { batchCount, batchSize } from "./statistics/batches.js";
export type { BatchPartial } from "./statistics/cells.js";
export { type Histogram, histogramOf } from "./statistics/histogram.js";
export { type Moments, momentsOf, standardDeviation } from "./statistics/moments.js";
export { quantile, quantiles, summaryProbabilities } from "./statistics/quantiles.js";
export { summarise } from "./statistics/summary.js";
export * from "./units.js";
