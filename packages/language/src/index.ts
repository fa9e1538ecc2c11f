/** Everything public of the notation: text to checked assessment to graph. */
export type * from "./assessment.js";
export {
  attributeChange,
  type ChangeAttribution,
  type ChangeCause,
  type ChangeSettings,
  type NotAttributed,
  type OptionResults,
} from "./attribution.js";
export { type BlockRecord, commonFields, type FieldRecord } from "./blocks/block.js";
export { mostDraws } from "./blocks/case.js";
export { toCell } from "./blocks/data.js";
export { blockRecords } from "./blocks/index.js";
export { dateOfDay, dayOfDate } from "./calendar.js";
export { type CaseChange, type ChangeKind, changesBetween } from "./case-changes.js";
export { ownerOf } from "./check/actors.js";
export { copyText, type FoundCopy, findCopy, readSourceLock } from "./check/source-copies.js";
export { type CompetingHypotheses, competingHypotheses, tellsNothing, type WeighedEvidence } from "./competing.js";
export { compileCase, compileScenario, lockCase, sectionNames, valuesOfFutures, valuesOfScenario } from "./compile.js";
export { type ComputedForecast, computedForecast, hasMoved, modelForecaster } from "./computed-forecast.js";
export { type ConfidenceFactor, type ConfidenceLevel, type SuggestedConfidence, suggestConfidence } from "./confidence.js";
export { decisionOf } from "./decision.js";
export type { Diagnostic, Fix, Severity } from "./diagnostic.js";
export * from "./difference/index.js";
export { type Completion, type CompletionPlace, type Completions, completionsAt } from "./editor/complete.js";
export { applyFix, type FixedText } from "./editor/fix.js";
export { indexNames, isSameName, type NameIndex, type NamePlace } from "./editor/name-index.js";
export { type OutlineEntry, outlineOf } from "./editor/outline.js";
export { type ChapterNames, type Mention, type Named, readNames } from "./editor/read-names.js";
export { readVocabulary } from "./editor/read-vocabulary.js";
export { type Renaming, renameAt, type TextEdit } from "./editor/rename.js";
export type { Vocabulary } from "./editor/vocabulary.js";
export {
  type Answer,
  type AnswerProblem,
  freeName,
  judgementBlock,
  type Question,
  questionsFor,
  readAnswer,
} from "./elicitation.js";
export { type ErrorRule, errorRuleOf } from "./error-rule.js";
export type {
  Change,
  Compiled,
  Evaluated,
  FutureRange,
  FutureRanges,
  Lowering,
  Swing,
  SwingWeights,
  Target,
  WithdrawalReport,
} from "./evaluated.js";
export {
  cookeStudyOf,
  type ExcaliburExpert,
  type ExcaliburItem,
  type ExcaliburProblem,
  type ExcaliburStudy,
  type ReadExcalibur,
  readExcalibur,
  writeExcalibur,
} from "./excalibur.js";
export { blocksAsStudy, type ImportedStudy, studyAsBlocks } from "./excalibur-case.js";
export { withExpert } from "./expert-alone.js";
export { expressionParts } from "./expression-parts.js";
export type { FileRead, FileSystem } from "./files.js";
export { firstCase } from "./first-case.js";
export { formatText } from "./format.js";
export { markOfCase, markOfClaim } from "./handling.js";
export * from "./indicators/index.js";
export type * from "./judged.js";
export * from "./ledger/index.js";
export { fitted, fitWords, pooled } from "./lower/curves.js";
export { standardLevel } from "./lower/judgements.js";
export type { Override } from "./lower/model.js";
export { joinPath } from "./modules.js";
export { editDistance, nearNames } from "./near.js";
export { type ExpertAlone, type Sitting, sittingsOf } from "./panels.js";
export { ChapterMemory, type ParsedChapter, parseChapter } from "./parse/chapter-memory.js";
export { chapterParserWith } from "./parse/markdown.js";
export { type PathwayReport, pathwayReport, type SignpostReport } from "./pathway-report.js";
export { programVersion } from "./program-version.js";
export { type Redaction, redact, type Withheld, withheldOf } from "./redaction.js";
export { type Place, placeOf, type RenderOptions, renderDiagnostic, wrap } from "./render-diagnostic.js";
export { type CaseSettings, evaluateCase, type RunOptions, runCase, settingsOf } from "./run-case.js";
export * from "./scores/index.js";
export { type Support, type SupportDegree, supportDegrees, supportOf } from "./support.js";
export type * from "./syntax.js";
export { type TimedChoices, type TimedSettings, timedChoices } from "./timed-choices.js";
export { type DatedDuty, lapseWords, type OptionTimeline, timelinesOf } from "./timeline.js";
export { typedNumber } from "./typed-number.js";
export { type WithdrawnCase, withdraw } from "./withdraw.js";
export { readWithdrawal, type Withdrawal, type WithdrawalMistake } from "./withdrawals.js";
