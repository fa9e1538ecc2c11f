/** The section on how well settled forecasts were made: scores, calibration, forecasters, and pooled forecasts of what is still open. */
import { forecastStates, historiesOfLedger, scoreReport } from "@outweigh/language";
import { scoreBlocks } from "../scores.js";
import { defineSection } from "./section.js";

export const scores = defineSection({
  name: "scores",
  title: "How forecasts did",
  doc: "Scores of settled forecasts: Brier and logarithmic scores, the calibration figure, a table of forecasters, pooled forecasts. It is there as soon as something is settled.",
  needs: ["forecasts"],
  place: "back",
  isDue: ({ evaluated: { ledger } }) => ledger.entries.some(({ kind }) => kind === "resolve"),
  compose: ({ evaluated: { ledger, assessment } }) =>
    scoreBlocks(scoreReport(historiesOfLedger(forecastStates(ledger.entries, assessment)))),
});
