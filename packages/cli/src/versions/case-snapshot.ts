/** The files of a case exactly as they were read, so that what is frozen is what was computed, whatever happens to the disk meanwhile. */

import type { HashedFile, HashedSource } from "@outweigh/brief";
import { lockFileName, readLock } from "@outweigh/evidence";
import { type Assessment, type FileRead, type FileSystem, findCopy, joinPath } from "@outweigh/language";
import type { Disk } from "../effects.js";
import { sha256 } from "./read-versions.js";

/** A file system that answers from what it read the first time, and knows what that was. */
export interface Snapshot extends FileSystem {
  /** What could be read, by the path that was asked for. */
  readonly seen: ReadonlyMap<string, Uint8Array>;
}

/** A snapshot of a file system, taken file by file as they are asked for. */
export function snapshotOf(files: FileSystem): Snapshot {
  const answers = new Map<string, FileRead>();
  const seen = new Map<string, Uint8Array>();
  const { findByHash, findByName } = files;
  return {
    seen,
    list: (folder) => files.list(folder),
    read(path) {
      const at = joinPath(path);
      const answer = answers.get(at) ?? files.read(path);
      answers.set(at, answer);
      if (answer.ok) seen.set(at, answer.bytes);
      return answer;
    },
    ...(findByHash && { findByHash: (hash: string) => findByHash(hash) }),
    ...(findByName && { findByName: (name: string) => findByName(name) }),
  };
}

/** A file of the case with its content. */
export interface CaseFile extends HashedFile {
  readonly content: Uint8Array;
}

/** What a compiled case was read from: its own files, and its sources, which are known by hash alone. */
export function filesRead(
  disk: Disk,
  folder: string,
  snapshot: Snapshot,
  assessment: Assessment,
): { readonly files: readonly CaseFile[]; readonly sources: readonly HashedSource[] } {
  const lockBytes = snapshot.seen.get(joinPath(folder, lockFileName));
  const { lock } = readLock(lockBytes === undefined ? "" : new TextDecoder().decode(lockBytes));
  const sources = assessment.sources.map((source): HashedSource => {
    const locked = lock.get(source.id);
    const copy = findCopy(source, snapshot, folder, locked);
    const file = (source.archive ?? locked?.file ?? "").replaceAll("\\", "/").replace(/^\/+/, "");
    const hash = copy.kind === "copy" ? sha256(copy.bytes) : (locked?.sha256 ?? null);
    return { id: source.id, file, sha256: hash, copy: copy.kind === "copy" ? "at-hand" : locked ? "locked" : "unknown" };
  });
  const copies = new Set(sources.filter(({ file }) => file !== "").map(({ file }) => joinPath(folder, file)));
  const tables = new Set(assessment.data.map(({ path }) => joinPath(folder, path)));
  const files = [...snapshot.seen]
    .filter(([path]) => !copies.has(path) || tables.has(path))
    .map(([path, content]) => ({
      path: fromFolder(disk.absolute(folder), disk.absolute(path)),
      sha256: sha256(content),
      bytes: content.length,
      content,
    }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files, sources };
}

/** An absolute path as it is seen from an absolute folder, with `..` where it lies beside it. */
export function fromFolder(folder: string, path: string): string {
  const [base, parts] = [folder, path].map((each) => each.split("/").filter((part) => part !== ""));
  let shared = 0;
  while (shared < base!.length && shared < parts!.length - 1 && base![shared] === parts![shared]) shared++;
  return [...base!.slice(shared).map(() => ".."), ...parts!.slice(shared)].join("/");
}
