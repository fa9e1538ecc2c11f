/** What the workbench and the server say to each other: types alone, so that the browser takes no code of the server. Paths are relative to the case, with `/`. */

/** A file of the case as it stands on disk. */
export interface CaseFile {
  readonly path: string;
  readonly size: number;
  /** sha-256 of its bytes. */
  readonly hash: string;
  /** The text as it stands in the file, line ends included; missing where it is no text in UTF-8, or too long to be one of an assessment. */
  readonly text?: string;
}

/** `GET /api/case`: every file of the folder that is not hidden. */
export interface CaseListing {
  /** The name of the folder. */
  readonly name: string;
  /** Where it lies, for people. */
  readonly place: string;
  readonly files: readonly CaseFile[];
  /** False where nothing in the folder can be written: a disk for reading, a folder of somebody else. */
  readonly canWrite?: boolean;
}

/** The answer of `GET /api/case` while no case is chosen. */
export interface NoCase {
  readonly isChosen: false;
}

/** `POST /api/write`: a file is written only when it is still what the writer last saw. */
export interface WriteOrder {
  readonly path: string;
  readonly text: string;
  /** The hash that the file had; null when there should be none of that name. */
  readonly expected: string | null;
}

/** Written; or the file is not what was expected (`file` is what is there, missing when nothing is); or it cannot be, in words that complete "it …". */
export type WriteAnswer =
  | { readonly kind: "written"; readonly file: CaseFile }
  | { readonly kind: "conflict"; readonly file?: CaseFile }
  | { readonly kind: "refused"; readonly reason: string };

/** What the compiler asks of the disk besides the listing: a file, the names in a folder, a copy of a source kept elsewhere by its hash or name. */
export interface ReadOrder {
  readonly kind: "file" | "folder" | "hash" | "name";
  readonly value: string;
}

/** The answer to a `ReadOrder`: bytes in base64, names, or why not. */
export type ReadAnswer =
  | { readonly kind: "bytes"; readonly base64: string }
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "none"; readonly reason: "missing" | "unreadable" | "folder" | "too-large" };

/** `POST /api/read`: many at once; answers come in the order of the questions. */
export interface ReadOrders {
  readonly orders: readonly ReadOrder[];
}

/** `GET /api/events`: what happened to the folder, whoever did it. */
export type CaseEvent =
  /** The stream has begun; what was missed before is in a new listing. */
  | { readonly kind: "begun" }
  | { readonly kind: "changed"; readonly files: readonly CaseFile[]; readonly removed: readonly string[] }
  /** The folder is not there any more, or cannot be read. */
  | { readonly kind: "gone" }
  | { readonly kind: "back" };

/** What the server answers when it does not do what was asked. */
export interface Refusal {
  readonly message: string;
}

/** The header that every question of the workbench carries, so that no form or image of another page can ask. */
export type AskingHeader = "x-outweigh";

/** `GET /api/start`, while no case is chosen: what there is to begin from. */
export interface StartListing {
  /** The working folder, for people. */
  readonly place: string;
  /** Folders in it that hold a case, with the question that each asks. */
  readonly cases: readonly { readonly path: string; readonly question: string }[];
  readonly examples: readonly { readonly name: string; readonly question: string }[];
}

/** `POST /api/start`: what to begin with. `path` leads to any folder of this machine; `folder` is the name of the new folder, which is made in `place`, or in the working folder. */
export type StartOrder =
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "example"; readonly name: string; readonly folder: string; readonly place?: string }
  | { readonly kind: "new"; readonly folder: string; readonly place?: string };

/** The case is open; or why it is not, in a sentence. */
export type StartAnswer = { readonly kind: "begun" } | { readonly kind: "refused"; readonly reason: string };

/**
 * `POST /api/start/article?folder=NAME&place=PLACE&name=FILE`, while no case is chosen: a new case with the document in the body as its first
 * source. `POST /api/take?name=FILE`: the document in the body as a source of the case. Bodies are the bytes of the file.
 */
export type TakeAnswer =
  /** The names of its sources in the case; `wasThere` where the case has had all of them, `notes` what a reader of it should know, a sentence each. */
  | { readonly kind: "taken"; readonly sources: readonly string[]; readonly wasThere: boolean; readonly notes: readonly string[] }
  /** Why not, and what to do, in sentences. */
  | { readonly kind: "refused"; readonly reason: string };

/** The largest document that is taken in, in bytes. */
export type LargestDocument = 50_000_000;

/** A case that travels with its page, for a web host that only hands out files: what a server would answer, made once. */
export interface SiteCase {
  readonly format: "outweigh-site-case-1";
  /** `place` is empty: where the case lay is nobody's business. */
  readonly listing: CaseListing;
  /** What the compiler asks besides the texts of the listing. Whatever is not here is missing. */
  readonly answers: readonly SiteAnswer[];
  /** The address of a `SiteLater` beside the page, of what is wanted only when somebody compares published versions. */
  readonly later?: string;
  /** How far it may be passed on, as "TLP:GREEN", and to whom that is. */
  readonly handling?: { readonly mark: string; readonly readers: string };
}

/** A question with its answer. */
export interface SiteAnswer {
  readonly order: ReadOrder;
  readonly answer: ReadAnswer;
}

/** Answers that are fetched when the first of them is wanted. */
export interface SiteLater {
  readonly format: "outweigh-site-later-1";
  readonly answers: readonly SiteAnswer[];
}

/** The name of the element in the page that tells where its case is. */
export type SiteCaseElement = "outweigh-case";
