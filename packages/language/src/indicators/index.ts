/** Indicators: what they read, how they stand, what follows from what they show, and what none of them would show. */
export { blindSpots, type FlippingInput, flippingInputs } from "./blind-spots.js";
export {
  type Consequence,
  type ConsequenceContext,
  consequenceOf,
  numberWithUnit,
  statedProbability,
  updatedProbability,
} from "./consequence.js";
export { candidateKeyOf, passageKey, readingKey } from "./keys.js";
export { type FoundPassage, findPassage, hasPhrase } from "./passages.js";
export { type Period, readPeriod } from "./periods.js";
export { type SignpostReading, type SignpostState, signpostStates } from "./signposts.js";
export type { SignpostTest, StatedIndicator, StatedSignpost } from "./stated.js";
export {
  feedLook,
  type IndicatorCandidate,
  type IndicatorContext,
  type IndicatorStanding,
  type IndicatorState,
  indicatorStates,
  latestReadings,
} from "./states.js";
export { readTable, type TableReading, type TableReadings } from "./table.js";
export { type DatedNumber, isNear, isPassed } from "./thresholds.js";
