/** Diagnostics of forecasts and of the ledger that keeps them. */
import { defineDiagnostic } from "../diagnostic.js";

export const forecastProblem = defineDiagnostic<{ name: string; problem: string; remedy: string }>(
  "forecast-problem",
  "error",
  ({ name, problem }) => `The forecast ${name} cannot be used: ${problem}.`,
  ({ remedy }) => remedy,
);

export const forecastExpired = defineDiagnostic<{ name: string; by: string; asOf: string }>(
  "forecast-expired",
  "warning",
  ({ name, by, asOf }) => `The forecast ${name} was due by ${by}, before the date of the case, ${asOf}, and no outcome is recorded.`,
  ({ name }) => `Record what came out: outweigh forecast resolve DIR ${name} OUTCOME. If it is not settled by then, give a later date.`,
);

export const criteriaChanged = defineDiagnostic<{ name: string; fields: string; was: string; now: string }>(
  "criteria-changed",
  "warning",
  ({ name, fields, was, now }) =>
    `What counts for the forecast ${name} was changed after forecasts were made (${fields}): it was “${was}”, and is “${now}” now. What it was still counts.`,
  ({ name }) => `Take the old words back, or say why it changed: outweigh forecast criteria DIR ${name} --reason "…".`,
);

export const forecastDropped = defineDiagnostic<{ name: string }>(
  "forecast-dropped",
  "warning",
  ({ name }) => `The ledger has forecasts of ${name}, which is still open, but the case has no forecast of this name any more.`,
  ({ name }) => `Put its block back, or end it: outweigh forecast annul DIR ${name} --reason "…".`,
);

export const ledgerDamaged = defineDiagnostic<{ problem: string; remedy: string }>(
  "ledger-damaged",
  "warning",
  ({ problem }) => problem,
  ({ remedy }) => remedy,
);

export const ledgerOdd = defineDiagnostic<{ problem: string; remedy: string }>(
  "ledger-odd",
  "note",
  ({ problem }) => problem,
  ({ remedy }) => remedy,
);
