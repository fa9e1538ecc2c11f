/** An evaluated case to a composed brief. What draws it stands apart, in `@outweigh/brief/render`, since it takes a while to load. */

export { analysisBlocks, unsuitableWords } from "./analysis-blocks.js";
export { type Cell, cellsOf } from "./cells.js";
export { changeBlocks, notAttributedWords } from "./change-blocks.js";
export type { ComparedOption } from "./comparison.js";
export { type BriefOptions, composeAssessment, composeBrief } from "./compose.js";
export type * from "./document.js";
export { type Findings, type ObjectiveFinding, type OptionFinding, ranked, readFindings } from "./findings.js";
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
export { sections } from "./sections/index.js";
export type { Need, Section } from "./sections/section.js";
export { unitName } from "./unit-words.js";
export { inlineContent } from "./values.js";
export { expertAloneWords, withdrawalWords } from "./withdrawal.js";
