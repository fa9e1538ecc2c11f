/** Sources, quotes, grades, origins and likelihood scales: what evidence is, apart from any notation. */
export { type BlockText, blockText, quotedText } from "./candidates/block-text.js";
export type {
  AttributionFeature,
  Candidate,
  CodePointSpan,
  Feature,
  FigureFeature,
  GradeSuggestion,
  PlainFeature,
} from "./candidates/candidate.js";
export { type Decision, decisionsText, readDecisionsText, recordsFolder } from "./candidates/decisions.js";
export { knownLanguages } from "./candidates/english.js";
export { type CandidateOptions, findCandidates } from "./candidates/find-candidates.js";
export { type Access, suggestAccess } from "./candidates/suggest-access.js";
export { gradeReasons, suggestReliability } from "./candidates/suggest-grade.js";
export { type CandidateNotation, type NotationNames, nameOf, toNotation } from "./candidates/to-notation.js";
export {
  type ClaimFigure,
  type ConflictClaim,
  type FigureClaim,
  type FoundConflict,
  findConflicts,
  groupConflicts,
  listConflicts,
} from "./conflicts.js";
export { readCopy } from "./copy.js";
export { type Decoded, decodeText } from "./decode.js";
export { isoDay } from "./documents/dates.js";
export { readDocument } from "./documents/read-document.js";
export {
  type DocumentFinding,
  type DocumentHints,
  type DocumentKind,
  type DocumentProblem,
  type DocumentReading,
  type ReadingLimits,
  readingLimits,
  type SourceDocument,
} from "./documents/source-document.js";
export { readWarc, type WarcOptions, type WarcReading, type WarcRecord } from "./documents/warc.js";
export { type WarcCapture, type WarcDescription, writeWarc } from "./documents/warc-writing.js";
export { type EchoGraph, type EchoGraphClaim, echoGraph } from "./echo-graph.js";
export {
  compareDates,
  type Echo,
  type EchoDocument,
  type Echoes,
  type EchoGroup,
  type EchoThresholds,
  echoThresholds,
  findEchoes,
  isEcho,
} from "./echoes.js";
export { compareFingerprints, type Fingerprint, fingerprint, fingerprintVersion, type Likeness } from "./fingerprint.js";
export { compareGrades, credibilityGrades, type Grade, reliabilityGrades } from "./grades.js";
export { htmlToText } from "./html.js";
export {
  type CopyToLock,
  checkSource,
  holdsQuote,
  type Lock,
  type LockedQuote,
  type LockedSource,
  type LockProblem,
  lockCopy,
  lockFileName,
  quoteHash,
  readLock,
  type SourceState,
  updateLock,
  writeLock,
} from "./lock.js";
export type { Difference, NearestPassage } from "./nearest.js";
export {
  type NormalisedText,
  normalisationVersion,
  normalise,
  normaliseQuote,
  originalSpan,
  toCodePointOffset,
  toUtf16Offset,
} from "./normalise.js";
export { hasTwoOrigins, type OriginClaim, type OriginGraph, type OriginSource, originGraph, type SharedOrigin } from "./origins.js";
export {
  longestOmission,
  type PreparedSource,
  prepareSource,
  type QuoteCheck,
  type QuoteSpan,
  shortestRepeatedQuote,
  verifyQuote,
} from "./quote.js";
export { sha256Hex } from "./sha256.js";
export { type SharedPassage, sharedPassages } from "./shared-passages.js";
export { isStricter, readTlpMark, strictestMark, type TlpMark, tlpLabel, tlpMarks, tlpReaders } from "./tlp.js";
export { type DifferenceKind, differenceKinds } from "./words.js";
export {
  type Band,
  bandOf,
  bandsOf,
  bandText,
  holds,
  likelihoodWords,
  type TermChoice,
  termFor,
  wordFor,
  wordsForRange,
  type Yardstick,
  type YardstickName,
  type YardstickTerm,
  yardsticks,
} from "./yardsticks.js";
