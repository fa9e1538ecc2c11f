/** Sources, quotes, grades, origins and likelihood scales: what evidence is, apart from any notation. */
export { type ConflictClaim, groupConflicts, listConflicts } from "./conflicts.js";
export { readCopy } from "./copy.js";
export { type Decoded, decodeText } from "./decode.js";
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
