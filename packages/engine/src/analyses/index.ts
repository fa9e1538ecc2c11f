/** The analyses: pure functions of draws and of models, and the records that make them for any decision. */
export { type Analysis, type AnalysisNeed, defineAnalysis, lacking } from "./analysis.js";
export { type Attribution, type AttributionSettings, attribute, type Change, type Share } from "./attribution.js";
export {
  type BoxMeasures,
  type Restriction,
  rowsInBox,
  type ScenarioInput,
  type ScenarioTable,
} from "./boxes.js";
export { type CartLeaf, type CartSettings, type ClassificationTree, cart, type TreeSize } from "./cart.js";
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
} from "./comparison.js";
export * from "./correct-selection.js";
export {
  benefitsOf,
  type Decision,
  type DecisionDraws,
  type DecisionFutures,
  type DecisionInput,
  type DecisionObjective,
  type DecisionRule,
  type DecisionStudy,
  type DecisionTiming,
  type DecisionVariant,
  type DecisionWeights,
  type DecisionWithout,
  decisionNodes,
  drawDecision,
  type EvidenceChange,
  firstDraws,
  gatherDecision,
  type Means,
  type TimingCourses,
} from "./decision.js";
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
} from "./derivatives.js";
export * from "./discounting.js";
export * from "./dominance.js";
export { bestShares } from "./draw-columns.js";
export { type Estimated, type InputDraws, isUnsuitable, type OptionDraws, type Unsuitable } from "./draws.js";
export { type Evpi, evpi, gainOfRule } from "./evpi.js";
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
} from "./evppi.js";
export { type CallableModel, evppiNested, type NestedOptions } from "./evppi-nested.js";
export {
  type Evsi,
  type EvsiAroundSize,
  type EvsiOptions,
  evsi,
  evsiAroundSize,
  evsiBySize,
  type SizedStudy,
  type StudiedInput,
  type StudyCosts,
  type StudySizes,
  sizesAround,
} from "./evsi.js";
export { type ExpectedCurve, type ExpectedMap, type ExpectedPoint, expectedCurve, expectedMap } from "./expected-curve.js";
export { type FlipPoint, type FlipPoints, flipPoints, likeliestFlips } from "./flip-points.js";
export { type Assumption, type FlipSet, type FlipSets, type FlipSettings, flipSets } from "./flip-sets.js";
export {
  type DrawFlipSet,
  type DrawFlipSets,
  type DrawFlipSettings,
  flipSetsOfDraws,
  type InputTail,
} from "./flip-sets-of-draws.js";
export { inputsOf, type UncertainInput, type UncertainInputs } from "./graph-inputs.js";
export { type OutputCell, outputCells } from "./graph-outputs.js";
export type { ChoiceOptions } from "./information.js";
export type { Interval } from "./intervals.js";
export {
  bestStopping,
  type DatePolicy,
  type StoppingDate,
  type StoppingProblem,
  type StoppingSettings,
  type StoppingValue,
} from "./least-squares-monte-carlo.js";
export { type Evaluated, type GraphModelSettings, type Model, type ModelInput, modelOfFunction, modelOfGraph } from "./models.js";
export { type MorrisEffect, type MorrisScreening, type MorrisSettings, morrisEffects } from "./morris.js";
export * from "./pareto.js";
export type { PeelingObjective, PeelingStep } from "./peeling.js";
export {
  type FoundBox,
  type FoundRestriction,
  type InspectedBox,
  inspectBox,
  type PrimSettings,
  prim,
  type ScenarioDiscovery,
  type TestedRestriction,
} from "./prim.js";
export { type DesignRange, type DesignSettings, rangeDesign } from "./range-design.js";
export { firstOrder, type NoImportance, type RankImportance, type RankImportances, rankImportance } from "./rank-importance.js";
export type { ElasticityResult } from "./records/elasticity.js";
export type { EvidenceResult } from "./records/evidence-check.js";
export type { ExpertsResult } from "./records/experts.js";
export type { Flip, FlipsOfPair, FlipsResult } from "./records/flips.js";
export type { Failure, FuturesOutcome, FuturesResult } from "./records/futures.js";
export type { ImportanceResult } from "./records/importance.js";
export { analyses } from "./records/index.js";
export { type PerObjective, weighedBenefits } from "./records/per-objective.js";
export type { ScenariosResult } from "./records/scenarios.js";
export type { ScreeningResult } from "./records/screening.js";
export type { ShapleyResult } from "./records/shapley.js";
export type { SobolResult } from "./records/sobol.js";
export type { Outcome } from "./records/standing-up.js";
export type { ValuedStudies, ValuedStudy } from "./records/studies.js";
export type { TimedDate, TimingOutcome, TimingResult } from "./records/timing.js";
export type { TornadoResult } from "./records/tornado.js";
export type { ValueOfInformation } from "./records/value-of-information.js";
export type { Weighing, WeighingResult } from "./records/weighing.js";
export * from "./regret.js";
export * from "./risk-attitude.js";
export {
  isGoodEnough,
  type ObjectiveResults,
  type ObjectiveRobustness,
  type Robustness,
  type RobustnessRule,
  type RobustnessSettings,
  type RuleScores,
  robustness,
  type ScenarioResults,
} from "./robustness.js";
export { type NominalInput, satisficingRadius } from "./satisficing-radius.js";
export { type ScreenedGroups, screenedGroups } from "./screened-groups.js";
export {
  type ShapleyEffect,
  type ShapleyEffects,
  type ShapleyOfModel,
  type ShapleySettings,
  shapleyEffects,
} from "./shapley-effects.js";
export * from "./smaa.js";
export {
  type SobolColumns,
  type SobolIndex,
  type SobolIndices,
  type SobolOptions,
  type SobolPair,
  sobolIndices,
} from "./sobol.js";
export {
  type SobolOfGraph,
  type SobolOfGraphSettings,
  type SobolQuestion,
  type SobolSettings,
  sobolOfFunction,
  sobolOfGraph,
} from "./sobol-of-model.js";
export * from "./stability.js";
export type { Study } from "./study.js";
export * from "./tail-risk.js";
export * from "./thresholds.js";
export { type Tornado, type TornadoBar, type TornadoPoint, type TornadoSettings, type Tornados, tornado } from "./tornado.js";
export { drawVariants } from "./variant-draws.js";
export type { Watch } from "./watch.js";
export * from "./weighted-objectives.js";
export * from "./weights.js";
