/** The arithmetic of expert judgement: fits, pools, Cooke's classical model, rounds and elicited dependence. */
export { type Concordance, correlationOfConcordance, dependenceOf, type ElicitedDependence } from "./concordance.js";
export {
  type CookeOptions,
  type CookeResult,
  type CookeWeights,
  cooke,
  cookeScores,
  type DecisionMaker,
  fewestSeeds,
  type LeftOut,
  leastCalibration,
  withoutEachExpert,
  withoutEachSeed,
} from "./cooke.js";
export type { CookeScore } from "./cooke-scores.js";
export { type CookeItem, type CookeProblem, type CookeStudy, cookeProblem } from "./cooke-study.js";
export { type Curve, type CurveForm, curveOf, recordForm, tableForm, tableOf } from "./curve.js";
export { type DelphiRound, delphiRounds, stableShare } from "./delphi.js";
export {
  type FitCandidate,
  type FitFamily,
  type FitOptions,
  type FittedProbabilities,
  type FittedQuantiles,
  feedbackProbabilities,
  fitFamilies,
  fitProbabilities,
  fitQuantiles,
  greatestMiss,
} from "./fit-quantiles.js";
export {
  type IntervalAnswer,
  isJudgementProblem,
  type JudgementProblem,
  judgementOfChips,
  judgementOfInterval,
  type QuantileJudgement,
  risingJudgement,
  standardiseInterval,
} from "./judgement.js";
export {
  neymanRoughgarden,
  type ProbabilityPool,
  poolProbabilities,
  poolStates,
  poolWeights,
  poolWeightsProblem,
} from "./probability-pools.js";
export { type PooledQuantity, poolQuantities, type QuantityPool, varianceParts } from "./quantity-pools.js";
