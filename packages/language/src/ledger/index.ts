/** The ledger of a case: entries linked by hashes, and what they say of each forecast. */
export { canonicalJson } from "./canonical.js";
export { compareTimes, draftToLine, idOf, type Ledger, type LedgerProblem, type LedgerProblemKind, noLedger, readLedger } from "./chain.js";
export { criteriaOf, differingCriteria, lastDayOf } from "./criteria.js";
export * from "./entry.js";
export { dayProblem, isRuleProblem, outcomeProblem, type RuleProblem, settledProblem, valueProblem } from "./rules.js";
export { type ForecastPoint, type ForecastStanding, type ForecastState, forecastStates } from "./states.js";
export { typedDay, typedForecast, typedOutcome, typedProbability } from "./typed.js";
export { brokenRules, verifyLedger } from "./verify.js";
export { briefWords, forecastWords, quantityWords, shareWords, standingWords } from "./words.js";
