/** Scores of forecasts: from the ledger of a case or the files of the Good Judgment Project to a report with words. */
export type { FileProblem } from "./csv-table.js";
export { type GoodJudgment, type NamedText, readGoodJudgment } from "./good-judgment.js";
export { historiesOfLedger } from "./ledger-histories.js";
export { outcomeWords, type QuestionWords, type ScoreReport, scoreReport, type WordedHistory } from "./score-report.js";
