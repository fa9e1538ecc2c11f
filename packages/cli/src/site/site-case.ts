/** A case as data that travels with its page: exactly what the compiler asks for when it reads the case, and nothing else of the folder. */
import { createHash } from "node:crypto";
import { readLock } from "@outweigh/evidence";
import { type Assessment, type Compiled, compileCase, type FileRead, type FileSystem, joinPath } from "@outweigh/language";
import type { CaseFile, ReadAnswer, ReadOrder, SiteCase } from "@outweigh/server";

/** A case for a site, compiled from nothing but what it holds. */
export interface PackedCase {
  readonly site: SiteCase;
  readonly compiled: Compiled;
  /** Names of the sources whose copies it holds. */
  readonly copies: readonly string[];
}

/**
 * Packs the case in `folder`. Copies of sources are left out unless `withSources`: they are the words of others. `assessment` is the case as
 * compiled from its folder; `handling` its mark.
 */
export function packCase(
  files: FileSystem,
  folder: string,
  assessment: Assessment,
  { withSources, handling, name }: { readonly withSources: boolean; readonly handling: SiteCase["handling"]; readonly name: string },
): PackedCase {
  const asked = new Map<string, { readonly order: ReadOrder; readonly answer: ReadAnswer }>();
  const inside = new Map<string, CaseFile>();
  const note = (order: ReadOrder, answer: ReadAnswer) => void asked.set(`${order.kind} ${order.value}`, { order, answer });
  const copies = copyPaths(files, folder, assessment);
  const held = new Set<string>();
  const copied = (bytes: Uint8Array | undefined, order: ReadOrder): Uint8Array | undefined => {
    if (!withSources || bytes === undefined) return undefined;
    held.add(order.value);
    note(order, bytesAnswer(bytes));
    return bytes;
  };
  const recording: FileSystem = {
    list: (path) => {
      const names = files.list(joinPath(folder, path));
      if (names !== undefined && isOutside(path)) note({ kind: "folder", value: path }, { kind: "names", names });
      return names;
    },
    read: (path): FileRead => {
      if (copies.has(path) && !withSources) return { ok: false, reason: "missing" };
      const read = files.read(joinPath(folder, path));
      if (!read.ok) {
        if (isOutside(path)) note({ kind: "file", value: path }, { kind: "none", reason: read.reason });
        return read;
      }
      if (copies.has(path)) held.add(path);
      const file = isOutside(path) ? undefined : fileOf(path, read.bytes);
      if (file !== undefined) inside.set(path, file);
      if (file?.text === undefined) note({ kind: "file", value: path }, bytesAnswer(read.bytes));
      return read;
    },
    findByHash: (hash) => copied(withSources ? files.findByHash?.(hash) : undefined, { kind: "hash", value: hash }),
    findByName: (given) => copied(withSources ? files.findByName?.(given) : undefined, { kind: "name", value: given }),
  };
  const compiled = compileCase(recording, "");
  const listed = [...inside.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    compiled,
    copies: [...held],
    site: {
      format: "outweigh-site-case-1",
      listing: { name, place: "", files: listed },
      answers: [...asked.values()],
      ...(handling && { handling }),
    },
  };
}

const isOutside = (path: string): boolean => path === ".." || path.startsWith("../");

/** Where copies of sources lie, as seen from the folder. A table that the case computes with is no such copy. */
function copyPaths(files: FileSystem, folder: string, assessment: Assessment): ReadonlySet<string> {
  const read = files.read(joinPath(folder, "sources.lock"));
  const { lock } = readLock(read.ok ? new TextDecoder().decode(read.bytes) : "");
  const tables = new Set(assessment.data.map(({ path }) => joinPath(path)));
  return new Set(
    assessment.sources
      .flatMap(({ id, archive }) => [archive, lock.get(id)?.file])
      .flatMap((path) => (path === undefined ? [] : [joinPath(path.replaceAll("\\", "/").replace(/^\/+/, ""))]))
      .filter((path) => path !== "" && !tables.has(path)),
  );
}

function bytesAnswer(bytes: Uint8Array): ReadAnswer {
  return { kind: "bytes", base64: Buffer.from(bytes).toString("base64") };
}

/** A file as the server lists it; without a text where it is none in UTF-8. */
function fileOf(path: string, bytes: Uint8Array): CaseFile {
  const file = { path, size: bytes.length, hash: createHash("sha256").update(bytes).digest("hex") };
  try {
    return { ...file, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return file;
  }
}
