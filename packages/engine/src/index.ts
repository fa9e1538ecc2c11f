/** Everything public of the engine: numbers only, no text, no files, no clock. */
export { type Estimated, type InputDraws, isUnsuitable, type OptionDraws, type Unsuitable } from "./analyses/draws.js";
export { type Evpi, evpi, gainOfRule, isHeavyTailed } from "./analyses/evpi.js";
export {
  type Evppi,
  type EvppiOptions,
  type EvppiStep,
  evppi,
  evppiByPartition,
  evppiInSteps,
  hasValue,
  type InputGroup,
  type NoEvppi,
  type PartialInformation,
  type PartitionOptions,
} from "./analyses/evppi.js";
export { type CallableModel, evppiNested, type NestedOptions } from "./analyses/evppi-nested.js";
export {
  type Evsi,
  type EvsiOptions,
  evsi,
  evsiBySize,
  type SizedStudy,
  type StudiedInput,
  type StudyCosts,
  type StudySizes,
} from "./analyses/evsi.js";
export { type ExpectedCurve, type ExpectedMap, type ExpectedPoint, expectedCurve, expectedMap } from "./analyses/expected-curve.js";
export { type FlipPoint, type FlipPoints, flipPoints, likeliestFlips } from "./analyses/flip-points.js";
export type { ChoiceOptions } from "./analyses/information.js";
export { firstOrder, type NoImportance, type RankImportance, type RankImportances, rankImportance } from "./analyses/rank-importance.js";
export type { Study } from "./analyses/study.js";
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
