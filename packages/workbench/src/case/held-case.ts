/** The state of a case in the workbench: plain data that is replaced and never changed. */
import type { Diagnostic } from "@outweigh/language";
import type { Phase, RunSummary } from "../work/messages.js";
import type { TextForm } from "./text-form.js";

/** How a file stands to the disk: as it is there; to be written; not written for a reason; or changed on both sides, so that somebody has to choose. */
export type Saving = "saved" | "waiting" | "writing" | "failed" | "conflict";

/** A file of the case. */
export interface HeldFile {
  readonly path: string;
  readonly size: number;
  /** Of the file on disk as we last knew it; null when there is none. */
  readonly hash: string | null;
  /** The text as it is edited: plain line ends, no byte order mark. Undefined when it is no text that can be edited. */
  readonly text: string | undefined;
  /** The text on disk as we last knew it, in the same form. */
  readonly saved: string | undefined;
  readonly form: TextForm;
  readonly saving: Saving;
  /** Why it is not written, in words that complete "it …". */
  readonly problem?: string;
  /** Of a conflict: what is on disk now; its text is undefined when the file is gone, or is no text any more. */
  readonly theirs?: { readonly text: string | undefined; readonly hash: string | null };
}

/** The case. */
export interface HeldCase {
  /** "none" while there is no case, and one is to be chosen. */
  readonly phase: "opening" | "open" | "failed" | "none";
  /** Why it could not be opened. */
  readonly problem?: string;
  readonly name: string;
  readonly place: string;
  readonly canWrite: boolean;
  /** How far it may be passed on, as "TLP:GREEN", and to whom; of a case that came with its page. */
  readonly handling?: { readonly mark: string; readonly readers: string };
  /** Whether the host answers, and whether the folder is there. */
  readonly connection: "there" | "lost";
  readonly folder: "there" | "gone";
  readonly files: ReadonlyMap<string, HeldFile>;
  /** Counts the changes of the case. */
  readonly version: number;
  /** What would be undone and redone next, in words. */
  readonly undo: string | undefined;
  readonly redo: string | undefined;
}

/** What the worker makes of the case. */
export interface CaseResults {
  readonly phase: Phase;
  readonly share: number;
  /** The evaluation that is used; "reference" is the slow interpreter, where WebAssembly is off. */
  readonly tier: "compiled" | "reference" | undefined;
  /** Which version the diagnostics are about; -1 before the first. */
  readonly checkedVersion: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The chapters in the order of the case. */
  readonly chapters: readonly string[];
  /** The last run, and which version of the case it was of; -1 before the first. */
  readonly run: RunSummary | undefined;
  readonly runVersion: number;
  /** How often the worker died, and of what the last time. */
  readonly deaths: number;
  readonly death: string | undefined;
  /** Whether it died so often that it is not started again by itself. */
  readonly isGivenUp: boolean;
}

/** Before anything is known. */
export const noCase: HeldCase = {
  phase: "opening",
  name: "",
  place: "",
  canWrite: false,
  connection: "there",
  folder: "there",
  files: new Map(),
  version: 0,
  undo: undefined,
  redo: undefined,
};

/** Before the worker has said anything. */
export const noResults: CaseResults = {
  phase: "compiling",
  share: 0,
  tier: undefined,
  checkedVersion: -1,
  diagnostics: [],
  chapters: [],
  run: undefined,
  runVersion: -1,
  deaths: 0,
  death: undefined,
  isGivenUp: false,
};

/** Whether a file holds something that is not on disk. */
export const isUnsaved = ({ saving }: HeldFile): boolean => saving !== "saved";
