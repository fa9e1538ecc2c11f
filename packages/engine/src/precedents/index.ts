/** The arithmetic of precedents: base rates, classes that lean on each other, reference-class forecasts, optimism bias. */
export {
  type BetaShape,
  baseRate,
  type CountedCases,
  chanceOfAny,
  type EventRate,
  eventRate,
  furtherCases,
  jeffreysInterval,
  totalOf,
} from "./base-rates.js";
export { combinedOptimismBias, type OptimismBias, optimismBias, type ProjectKind, projectKinds } from "./optimism-bias.js";
export { type RatioTable, ratioAt, ratioTable, upliftAt } from "./reference-class.js";
export {
  fewestClasses,
  type SharedClasses,
  type SharedRate,
  shareClasses,
  sharedCorrelation,
  sharedMean,
  sharedRate,
} from "./shared-classes.js";
