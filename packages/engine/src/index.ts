/** Everything public of the engine: numbers only, no text, no files, no clock. */

export { type Analysis, type AnalysisNeed, defineAnalysis, lacking } from "./analyses/analysis.js";
export {
  type BoxMeasures,
  type Restriction,
  rowsInBox,
  type ScenarioInput,
  type ScenarioTable,
} from "./analyses/boxes.js";
export { type CartLeaf, type CartSettings, type ClassificationTree, cart, type TreeSize } from "./analyses/cart.js";
export {
  type ComparedObjective,
  type ComparedOption,
  type ComparedValue,
  type ComparisonInput,
  type ComparisonTable,
  comparisonTable,
  type ObjectiveComparison,
  type Ranking,
  type RankingScope,
  type Standing,
} from "./analyses/comparison.js";
export * from "./analyses/correct-selection.js";
export {
  benefitsOf,
  type Decision,
  type DecisionDraws,
  type DecisionFutures,
  type DecisionInput,
  type DecisionObjective,
  type DecisionRule,
  type DecisionVariant,
  type DecisionWeights,
  type DecisionWithout,
  decisionGraph,
  drawDecision,
  type EvidenceChange,
  type Means,
  type OptionStanding,
  readDecision,
} from "./analyses/decision.js";
export * from "./analyses/discounting.js";
export * from "./analyses/dominance.js";
export { type Estimated, type InputDraws, isUnsuitable, type OptionDraws, type Unsuitable } from "./analyses/draws.js";
export { type Evpi, evpi, gainOfRule, isHeavyTailed } from "./analyses/evpi.js";
export {
  type Evppi,
  type EvppiOptions,
  evppi,
  evppiByPartition,
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
export { type FlipPoint, type FlipPoints, flipPoints } from "./analyses/flip-points.js";
export type { ChoiceOptions } from "./analyses/information.js";
export * from "./analyses/pareto.js";
export type { PeelingObjective, PeelingStep } from "./analyses/peeling.js";
export { type FoundBox, type FoundRestriction, type PrimSettings, prim, type ScenarioDiscovery } from "./analyses/prim.js";
export { firstOrder, type NoImportance, type RankImportance, type RankImportances, rankImportance } from "./analyses/rank-importance.js";
export * from "./analyses/regret.js";
export * from "./analyses/risk-attitude.js";
export * from "./analyses/smaa.js";
export * from "./analyses/stability.js";
export type { Study } from "./analyses/study.js";
export * from "./analyses/tail-risk.js";
export * from "./analyses/thresholds.js";
export type { Watch } from "./analyses/watch.js";
export * from "./analyses/weighted-objectives.js";
export * from "./analyses/weights.js";
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
