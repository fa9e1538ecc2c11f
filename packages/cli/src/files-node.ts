/** The disk of Node, and the file system of the language on top of it: one case folder, and folders where source copies may lie. */
import { createHash } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, resolve, sep } from "node:path";
import type { FileRead, FileSystem } from "@outweigh/language";
import { type Claim, claim } from "./claims-node.js";
import type { Disk, PathKind } from "./effects.js";

/** Files above this size are not read: no text of an assessment is that long. */
export const largestFile = 20 * 1024 * 1024;

const mostCopies = 5000;
const deepestFolder = 6;

/** The disk below a working folder. Reads only plain files, so that a pipe or a device cannot make a command hang. */
export function nodeDisk(workingFolder: string): Disk {
  const place = (path: string) => resolve(workingFolder, path);
  const entries = (folder: string, wanted: "file" | "folder"): string[] =>
    readdirSync(place(folder), { withFileTypes: true })
      .filter((entry) => {
        const kind = entry.isSymbolicLink() ? kindOf(place(`${folder}/${entry.name}`)) : entry.isDirectory() ? "folder" : "file";
        return (kind === "folder") === (wanted === "folder");
      })
      .map((entry) => entry.name)
      .sort();
  return {
    kind: (path) => kindOf(place(path)),
    list: (folder) => attempt(() => entries(folder, "file")),
    folders: (folder) => attempt(() => entries(folder, "folder")) ?? [],
    read: (path) => readFile(place(path), largestFile),
    readWhole: (path) => readFile(place(path), Infinity),
    size: (path) => (kindOf(place(path)) === "file" ? attempt(() => statSync(place(path)).size) : undefined),
    readPart: (path, from, to) => attempt(() => readPart(place(path), from, to)),
    stamp: (path) =>
      attempt(() => {
        const { mtimeMs, size, ino } = statSync(place(path));
        return `${mtimeMs} ${size} ${ino}`;
      }) ?? "",
    write: (path, content) =>
      reasonOf(() => replaceFile(place(path), [typeof content === "string" ? new TextEncoder().encode(content) : content])),
    replace: (path, pieces) => reasonOf(() => replaceFile(place(path), pieces)),
    append: (path, text) => reasonOf(() => appendFile(place(path), new TextEncoder().encode(text))),
    writePrivate: (path, text) =>
      reasonOf(() => {
        const file = openSync(place(path), "wx", 0o600);
        try {
          writeSync(file, text);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      }),
    absolute: (path) => place(path).split(sep).join("/"),
    real: (path) => attempt(() => realpathSync(place(path)).split(sep).join("/")),
    move: (from, to) =>
      reasonOf(() => {
        renameSync(place(from), place(to));
        keepFolder(dirname(place(to)));
      }),
    remove: (path) => reasonOf(() => rmSync(place(path), { recursive: true, force: true })),
    isLink: (path) => attempt(() => lstatSync(place(path)).isSymbolicLink()) ?? false,
    canWrite: (path) => attempt(() => accessSync(place(path), constants.W_OK) ?? true) ?? false,
    makePrivateFolder: (path) => reasonOf(() => makePrivateFolder(place(path))),
    isPrivate: (path) => process.platform === "win32" || (attempt(() => statSync(place(path)).mode & 0o077) ?? 1) === 0,
    claim: (path) => {
      let claimed: Claim | undefined;
      return (
        reasonOf(() => {
          claimed = claim(place(path));
        }) ??
        claimed ??
        "it cannot be made"
      );
    },
    makeFolder: (path) => reasonOf(() => mkdirSync(place(path), { recursive: true })),
  };
}

function kindOf(path: string): PathKind {
  try {
    const stats = statSync(path);
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other";
  } catch (error) {
    const code = codeOf(error);
    return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" || code === "ENAMETOOLONG" ? "missing" : "other";
  }
}

function readFile(path: string, largest: number): FileRead {
  const kind = kindOf(path);
  if (kind === "missing") return { ok: false, reason: "missing" };
  if (kind === "folder") return { ok: false, reason: "folder" };
  if (kind === "other") return { ok: false, reason: "unreadable" };
  try {
    if (statSync(path).size > largest) return { ok: false, reason: "too-large" };
    return { ok: true, bytes: readFileSync(path) };
  } catch {
    return { ok: false, reason: "unreadable" };
  }
}

function readPart(path: string, from: number, to: number): Uint8Array<ArrayBuffer> {
  const file = openSync(path, "r");
  try {
    const bytes = new Uint8Array(to - from);
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(file, bytes, filled, bytes.length - filled, from + filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

/** Written beside its place under a name of this process, then moved there. */
function replaceFile(named: string, pieces: readonly Uint8Array[]): void {
  const path = existsSync(named) ? realpathSync(named) : named;
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(beside, "w");
    try {
      for (const piece of pieces) for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function makePrivateFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || kindOf(path) !== "folder") throw error;
  }
}

/** Opened for appending, so that the place is found by the system at the moment of writing. A file that was begun has its folder written too. */
function appendFile(path: string, bytes: Uint8Array): void {
  const isNew = !existsSync(path);
  const file = openSync(path, "a");
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (isNew) keepFolder(dirname(path));
}

/** What was made in a folder, or moved into it, is there after a loss of power too. */
function keepFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EISDIR: "there is a folder of that name",
  ENOTDIR: "part of its path is a file",
  EEXIST: "there is a file of that name",
  ENOTEMPTY: "there is a folder of that name",
  ENAMETOOLONG: "the name is too long",
};

function reasonOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return reasons[code] ?? code;
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** A file system for the language that also remembers what was asked of it, so that a watcher knows what matters. */
export interface CaseFiles extends FileSystem {
  /** Whether anything that was asked would be answered differently now. */
  hasChanged(): boolean;
}

const chaptersOf = (names: readonly string[] | undefined): string => names?.filter((name) => name.endsWith(".md")).join("/") ?? "missing";

/** The files of a case on `disk`; copies of sources are looked for in `sources` and the folders below them. */
export function caseFiles(disk: Disk, sources: readonly string[]): CaseFiles {
  const folders = new Map<string, string>();
  const stamps = new Map<string, string>();
  let copies: readonly string[] | undefined;
  const hashes = new Map<string, string>();
  const allCopies = () => {
    copies ??= sources.flatMap((folder) => filesBelow(disk, folder, deepestFolder)).slice(0, mostCopies);
    return copies;
  };
  const bytesOf = (path: string): Uint8Array | undefined => {
    if (!stamps.has(path)) stamps.set(path, disk.stamp(path));
    const read = disk.read(path);
    return read.ok ? read.bytes : undefined;
  };
  return {
    hasChanged: () =>
      [...folders].some(([folder, chapters]) => chaptersOf(disk.list(folder)) !== chapters) ||
      [...stamps].some(([path, stamp]) => disk.stamp(path) !== stamp),
    list(folder) {
      const names = disk.list(folder);
      if (!folders.has(folder)) folders.set(folder, chaptersOf(names));
      return names;
    },
    read(path) {
      if (!stamps.has(path)) stamps.set(path, disk.stamp(path));
      return disk.read(path);
    },
    findByName(name) {
      const parts = name.split(/[\\/]/);
      const wanted = parts.slice(parts.at(-1) === "text.txt" ? -2 : -1).join("/");
      const found = allCopies().find((path) => path.endsWith(`/${wanted}`));
      return found === undefined ? undefined : bytesOf(found);
    },
    findByHash(given) {
      const sha256 = given.toLowerCase();
      for (const path of allCopies()) {
        const known = hashes.get(path);
        if (known !== undefined && known !== sha256) continue;
        const bytes = bytesOf(path);
        if (bytes === undefined) continue;
        const hash = createHash("sha256").update(bytes).digest("hex");
        hashes.set(path, hash);
        if (hash === sha256) return bytes;
      }
      return undefined;
    },
  };
}

function filesBelow(disk: Disk, folder: string, depth: number): string[] {
  const here = (disk.list(folder) ?? []).filter((name) => !name.startsWith(".")).map((name) => `${folder}/${name}`);
  if (depth === 0 || here.length > mostCopies) return here;
  const below = disk.folders(folder).filter((name) => !name.startsWith(".") && name !== "node_modules");
  return [...here, ...below.flatMap((name) => filesBelow(disk, `${folder}/${name}`, depth - 1))];
}
