/** An evaluated case to a composed brief, and a composed brief to the formats that people read. */

export { analysisBlocks, unsuitableWords } from "./analysis-blocks.js";
export { changeBlocks, notAttributedWords } from "./change-blocks.js";
export type { ComparedOption } from "./comparison.js";
export { type BriefOptions, composeAssessment, composeBrief } from "./compose.js";
export { composeDigest } from "./digest/compose-digest.js";
export { contentHash, messageId, urnOf } from "./digest/digest-identity.js";
export { digestHeadline, digestSubject } from "./digest/digest-subject.js";
export { atomFeed, type Feed, type FeedEntry, feedFiles, jsonFeed, readJsonFeed, withEntry } from "./digest/feeds.js";
export { type DifferencePart, digestOfDifference } from "./digest/from-difference.js";
export { digestOfLedger, type LedgerPart, newsAfter } from "./digest/from-ledger.js";
export * from "./digest/record.js";
export type * from "./document.js";
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
export { renderDocx } from "./render/docx.js";
export { renderHtml } from "./render/html.js";
export { blocksHtml } from "./render/html-blocks.js";
export { renderMailHtml } from "./render/html-mail.js";
export { blocksText, renderPlainText } from "./render/plain-text.js";
export { type AnsweredQuestion, countVerdict, type ReviewedSet, type ReviewedStandard, reviewCase } from "./review/review.js";
export type { Verdict } from "./review/standard.js";
export { sections } from "./sections/index.js";
export type { Need, Section } from "./sections/section.js";
export { unitName } from "./unit-words.js";
export { expertAloneWords, withdrawalWords } from "./withdrawal.js";
