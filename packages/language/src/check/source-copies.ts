/** Finding the analyst's copies of sources, in the folder of the case or where copies are kept apart, and reading their lock. */
import { type Lock, type LockedSource, lockFileName, readCopy, readLock } from "@outweigh/evidence";
import type { SourceDeclaration } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { lockUnreadable } from "../diagnostics/evidence.js";
import type { FileSystem } from "../files.js";
import { joinPath } from "../modules.js";

/** What was found where a copy of a source could lie. */
export type FoundCopy =
  | { readonly kind: "copy"; readonly bytes: Uint8Array }
  | { readonly kind: "absent" }
  /** Something is there and cannot be read; `reason` completes "the copy …". */
  | { readonly kind: "unreadable"; readonly reason: string };

const reasons = {
  unreadable: "may not be read",
  folder: "is a folder and not a file",
  "too-large": "is too large to be read",
};

/** Looks for the copy of a source: in the case folder; then elsewhere by the hash that the lock knows; then elsewhere by file name. */
export function findCopy(source: SourceDeclaration, files: FileSystem, folder: string, locked: LockedSource | undefined): FoundCopy {
  const path = source.archive?.replaceAll("\\", "/").replace(/^\/+/, "");
  if (path !== undefined && path !== "") {
    const read = files.read(joinPath(folder, path));
    if (read.ok) return { kind: "copy", bytes: read.bytes };
    if (read.reason !== "missing") return { kind: "unreadable", reason: reasons[read.reason] };
  }
  const name = tellingName(path ?? locked?.file);
  const bytes = (locked && files.findByHash?.(locked.sha256)) ?? (name ? files.findByName?.(name) : undefined);
  return bytes ? { kind: "copy", bytes } : { kind: "absent" };
}

/** The end of a path by which a copy is looked for: its file name, and the folder too where all copies of that kind have one name. */
function tellingName(path: string | undefined): string | undefined {
  return path
    ?.split("/")
    .slice(path.endsWith("/text.txt") ? -2 : -1)
    .join("/");
}

/** Reads the text of `sources.lock`. A line that cannot be read is an error; a folder without a lock has an empty one. */
export function readSourceLock(text: string | undefined, report: (diagnostic: Diagnostic) => void): Lock {
  if (text === undefined) return new Map();
  const { lock, problems } = readLock(text);
  const lines = text.split(/(?<=\n)/);
  for (const problem of problems.slice(0, 20)) {
    const from = lines.slice(0, problem.line - 1).reduce((sum, line) => sum + line.length, 0);
    const to = from + (lines[problem.line - 1]?.trimEnd().length ?? 0);
    report(lockUnreadable.at({ file: lockFileName, from, to }, { message: problem.message }));
  }
  return lock;
}

/** The text of a copy, or what is wrong with it, in words that complete "the copy …". */
export function copyText(file: string, bytes: Uint8Array): { readonly text: string } | { readonly problem: string } {
  const read = readCopy(file, bytes);
  if (read.ok) return { text: read.text };
  return {
    problem:
      read.reason === "binary"
        ? "is no text (a PDF, a picture or a document of an office program)"
        : "is text in an encoding other than UTF-8",
  };
}
