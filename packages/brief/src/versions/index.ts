/** Published versions of a case as data: their manifests, their history, and the case that each froze. */

export { type BriefRecord, type DraftOptions, draftRecord } from "./brief-record.js";
export { type FrozenPlaces, frozenCase } from "./frozen-case.js";
export {
  fileNames,
  type HashedFile,
  type HashedSource,
  keptAt,
  type Manifest,
  manifestText,
  readManifest,
} from "./manifest.js";
export {
  draftHistory,
  historyAfter,
  inOrderOfPublishing,
  limitOf,
  openChanges,
  type Published,
  versionsBefore,
  versionsUpToLast,
} from "./publication-history.js";
