/** An evaluated case to a composed brief. What draws it stands apart, in `@outweigh/brief/render`, since it takes a while to load. */

export { analysisBlocks, unsuitableWords } from "./analysis-blocks.js";
export { claimAnchor, lineageAnchor } from "./anchors.js";
export { type Cell, cellsOf } from "./cells.js";
export { changeBlocks, notAttributedWords } from "./change-blocks.js";
export { type ComparedOption, compareDraws } from "./comparison.js";
export { type BriefOptions, composeAssessment, composeBrief, titleOf } from "./compose.js";
export { conflictBlocks } from "./conflict-blocks.js";
export * from "./difference/index.js";
export { composeDigest } from "./digest/compose-digest.js";
export { contentHash, messageId, urnOf } from "./digest/digest-identity.js";
export { digestHeadline, digestSubject } from "./digest/digest-subject.js";
export { atomFeed, type Feed, type FeedEntry, feedFiles, jsonFeed, readJsonFeed, withEntry } from "./digest/feeds.js";
export { type DifferencePart, digestOfDifference } from "./digest/from-difference.js";
export { digestOfLedger, type LedgerPart, newsAfter } from "./digest/from-ledger.js";
export * from "./digest/record.js";
export type * from "./document.js";
export { echoBlocks } from "./echo-blocks.js";
export { axisScale } from "./figures/axis-scale.js";
export { type Findings, type ObjectiveFinding, type OptionFinding, ranked, readFindings } from "./findings.js";
export {
  type Judgement,
  type JudgementChange,
  judgementChanges,
  judgementsOf,
  needsReason,
  type PublicationHistory,
  type ReasonedChange,
} from "./judgements.js";
export { type LeverageTarget, leverageTarget } from "./leverage.js";
export {
  type Estimate,
  formatCount,
  formatEstimate,
  formatExact,
  formatProbability,
  formatProbabilityRange,
  formatProbabilityShort,
  formatProbabilityWithError,
  formatStatistic,
  formatWithin,
} from "./numbers.js";
export { parts } from "./parts/index.js";
export type { Analysed, Part } from "./parts/part.js";
export { type AnsweredQuestion, countVerdict, type ReviewedSet, type ReviewedStandard, reviewCase } from "./review/review.js";
export type { Verdict } from "./review/standard.js";
export { scoreBlocks } from "./scores.js";
export { forecastHistory } from "./sections/forecasts.js";
export { sections } from "./sections/index.js";
export type { Need, Section } from "./sections/section.js";
export { bareUnit, unitName, unitWords } from "./unit-words.js";
export { inlineContent } from "./values.js";
export * from "./versions/index.js";
export { expertAloneWords, withdrawalWords } from "./withdrawal.js";
