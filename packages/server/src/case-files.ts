/** The files of one case on disk: listing with hashes, writing on condition, and what has changed since one last looked. */
import { createHash } from "node:crypto";
import type { CopyFinder, ServerDisk } from "./disk.js";
import { placeInside, placeNamed } from "./paths.js";
import type { CaseFile, ReadAnswer, ReadOrder, WriteAnswer, WriteOrder } from "./protocol.js";

const deepestFolder = 8;
const mostFiles = 5000;
const longestText = 4 * 1024 * 1024;

/** The difference between two looks at a folder. */
export interface FolderChange {
  readonly files: readonly CaseFile[];
  readonly removed: readonly string[];
}

/** The files of a case. `look` says what is there and what has changed since the last look. */
export interface CaseFiles {
  /** All files; undefined when the folder is gone or cannot be read. */
  list(): readonly CaseFile[] | undefined;
  /** What has changed since `list` or `look` was last called; "gone" while there is no folder. */
  look(): FolderChange | "gone";
  write(order: WriteOrder): WriteAnswer;
  read(order: ReadOrder): ReadAnswer;
}

interface Seen {
  readonly stamp: string;
  readonly file: CaseFile;
}

/** Opens the case in `folder`, an absolute path. */
export function openCaseFiles(disk: ServerDisk, folder: string, copies: CopyFinder): CaseFiles {
  let seen = new Map<string, Seen>();
  /** Texts of modules outside the folder that were read, which may name others. */
  const modules = new Map<string, string>();

  const scan = (): { readonly now: Map<string, Seen>; readonly change: FolderChange } | undefined => {
    const paths = pathsBelow(disk, folder);
    if (paths === undefined) return undefined;
    const now = new Map<string, Seen>();
    const files: CaseFile[] = [];
    for (const path of paths) {
      const known = seen.get(path);
      const stamp = disk.stamp(`${folder}/${path}`);
      if (stamp === "") continue;
      if (known?.stamp === stamp) {
        now.set(path, known);
        continue;
      }
      const file = fileAt(disk, folder, path);
      if (file === undefined) continue;
      now.set(path, { stamp, file });
      if (known?.file.hash !== file.hash) files.push(file);
    }
    return { now, change: { files, removed: [...seen.keys()].filter((path) => !now.has(path)) } };
  };

  return {
    list: () => {
      const found = scan();
      if (found === undefined) return undefined;
      seen = found.now;
      return [...seen.values()].map(({ file }) => file);
    },
    look: () => {
      const found = scan();
      if (found === undefined) return "gone";
      seen = found.now;
      return found.change;
    },
    write: ({ path, text, expected }) => {
      if (disk.kind(folder) !== "folder") return { kind: "refused", reason: "cannot be written: the folder of the case is gone" };
      const place = placeInside(disk, folder, path);
      if (place === undefined) return { kind: "refused", reason: "is not a file of this case" };
      if (/\p{Surrogate}/u.test(text)) return { kind: "refused", reason: "holds half a character, which no file can keep" };
      const kind = disk.kind(place);
      if (kind === "folder" || kind === "other")
        return { kind: "refused", reason: "cannot be written: there is something else of that name" };
      const there = kind === "missing" ? undefined : fileAt(disk, folder, path);
      if (kind === "file" && there === undefined) return { kind: "refused", reason: "cannot be read, so it is not written either" };
      if ((there?.hash ?? null) !== expected) return { kind: "conflict", ...(there && { file: there }) };
      const parent = place.slice(0, place.lastIndexOf("/"));
      const failure = disk.makeFolder(parent) ?? disk.replace(place, [new TextEncoder().encode(text)]);
      if (failure !== undefined) return { kind: "refused", reason: `cannot be written: ${failure}` };
      const file = fileAt(disk, folder, path);
      if (file === undefined) return { kind: "refused", reason: "was written but cannot be read again" };
      seen.set(path, { stamp: disk.stamp(place), file });
      return { kind: "written", file };
    },
    read: ({ kind, value }) => {
      if (kind === "hash" || kind === "name") {
        const bytes = kind === "hash" ? copies.findByHash?.(value) : copies.findByName?.(value);
        return bytes === undefined ? { kind: "none", reason: "missing" } : bytesAnswer(bytes);
      }
      const texts = new Map([...[...seen].map(([path, { file }]) => [path, file.text ?? ""] as const), ...modules]);
      const place = placeInside(disk, folder, value) ?? placeNamed(disk, folder, value, texts);
      if (place === undefined) return { kind: "none", reason: "missing" };
      if (kind === "folder") {
        const names = disk.list(place);
        return names === undefined ? { kind: "none", reason: "missing" } : { kind: "names", names };
      }
      const read = disk.read(place);
      if (!read.ok) return { kind: "none", reason: read.reason };
      if (value.startsWith("../") && /\.md$/i.test(value)) modules.set(value, new TextDecoder().decode(read.bytes));
      return bytesAnswer(read.bytes);
    },
  };
}

function bytesAnswer(bytes: Uint8Array): ReadAnswer {
  return { kind: "bytes", base64: Buffer.from(bytes).toString("base64") };
}

function pathsBelow(disk: ServerDisk, folder: string): readonly string[] | undefined {
  if (disk.kind(folder) !== "folder" || disk.list(folder) === undefined) return undefined;
  const found: string[] = [];
  const walk = (within: string, depth: number) => {
    const place = within === "" ? folder : `${folder}/${within}`;
    for (const name of disk.list(place) ?? []) found.push(within === "" ? name : `${within}/${name}`);
    if (depth === 0 || found.length > mostFiles) return;
    for (const name of disk.folders(place)) {
      const path = within === "" ? name : `${within}/${name}`;
      if (placeInside(disk, folder, path) !== undefined) walk(path, depth - 1);
    }
  };
  walk("", deepestFolder);
  return found.filter((path) => placeInside(disk, folder, path) !== undefined).slice(0, mostFiles);
}

function fileAt(disk: ServerDisk, folder: string, path: string): CaseFile | undefined {
  const read = disk.read(`${folder}/${path}`);
  if (!read.ok) return undefined;
  const hash = createHash("sha256").update(read.bytes).digest("hex");
  const text = read.bytes.length > longestText || !isTextName(path) ? undefined : textOf(read.bytes);
  return { path, size: read.bytes.length, hash, ...(text !== undefined && { text }) };
}

const isTextName = (path: string): boolean => /\.(?:md|csv|tsv|lock|txt|json)$/i.test(path);

/** The text with its byte order mark, if it has one; undefined when the bytes are not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
