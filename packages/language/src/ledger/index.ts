/** The ledger of a case: entries linked by hashes, and what they say of each forecast. */
export { canonicalJson } from "./canonical.js";
export { compareTimes, draftToLine, idOf, type Ledger, type LedgerProblem, type LedgerProblemKind, readLedger } from "./chain.js";
export { criteriaOf, differingCriteria, lastDayOf } from "./criteria.js";
export * from "./entry.js";
export { type ForecastPoint, type ForecastStanding, type ForecastState, forecastStates } from "./states.js";
