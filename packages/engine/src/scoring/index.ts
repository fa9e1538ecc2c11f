/** Scores of forecasts whose outcome is known, and what can be learnt from them. */
export {
  type Calibration,
  type CalibrationBin,
  type CalibrationOptions,
  calibrationOf,
  type SettledForecast,
  smallSample,
} from "./calibration.js";
export { type AgainstOthers, type Compared, compareLosses, compareWithOthers, type QuantityAgainstOthers } from "./crowd.js";
export { type HistoryEntry, type HistoryValue, type LeftOutBecause, lifeOf, type QuestionHistory } from "./histories.js";
export {
  type ForecasterScores,
  type IntervalScores,
  type LedgerScores,
  type MeanScores,
  type PooledForecast,
  type PooledQuantileForecast,
  type QuestionScores,
  scoreLedger,
} from "./ledger-scores.js";
export { baselineBeyondScore, baselineDensityScore, baselineScore, peerScores } from "./metaculus-scores.js";
export { type ForecastWithOutcome, type MurphyDecomposition, murphyDecomposition, tenths } from "./murphy.js";
export { type QuestionLife, type ScoreOverTime, type StandingForecast, scoreOverTime, standings } from "./over-time.js";
export { learnWeights, type PoolComparison, type PoolGain, type PoolQuestion } from "./pooled-forecasts.js";
export { type PooledQuantiles, pooledQuantiles } from "./pooled-quantiles.js";
export {
  brierHalf,
  brierOrdered,
  brierOriginal,
  clippedChance,
  leastScoredChance,
  logScore,
  skill,
  sphericalScore,
} from "./probability-scores.js";
export {
  crpsEnsemble,
  crpsEnsembleFair,
  crpsLognormal,
  crpsNormal,
  crpsQuantiles,
  crpsStepwise,
  intervalScore,
  pinballLoss,
  type QuantilePoint,
} from "./quantity-scores.js";
export type { QuantityRow, QuantityScores, ScoreRow, StateRow, StateScores } from "./question-scores.js";
export { questionsOfDoubt, type TrackRecord, weightsFromScores } from "./score-weights.js";
