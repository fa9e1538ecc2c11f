/** The sources that a case has already: those that its text declares and those that lie archived in it, with what is needed to tell whether a document is one of them. */
import { type Lock, lockFileName, normalise, readCopy, readLock, sha256Hex } from "@outweigh/evidence";
import { type Compiled, type FileSystem, joinPath } from "@outweigh/language";
import type { Disk } from "../effects.js";
import { type Capture, readCapture } from "./capture.js";
import { isInside } from "./case-transaction.js";

/** One source of the case. Hashes are hexadecimal sha-256. */
export interface KnownSource {
  readonly id: string;
  /** The chapter whose text declares it; undefined when it is archived only. */
  readonly chapter: string | undefined;
  /** Path below the case of the copy that quotes are checked against. */
  readonly archive: string | undefined;
  readonly capture: Capture | undefined;
  /** Of the bytes as they came, and of the copy, where they are known. */
  readonly bytes: ReadonlySet<string>;
  /** Of the text under the normalisation of quotes. */
  readonly textHash: string | undefined;
  /** The text itself, where the copy is at hand. */
  readonly text: string | undefined;
  /** Day of publication, as stated. */
  readonly date: string | undefined;
  /** Where it was found. */
  readonly url: string | undefined;
}

/** The hash by which texts are compared: layout does not count. */
export function textHashOf(text: string): string {
  return sha256Hex(normalise(text).text.trim());
}

/** All sources of a case, those of its text first. Folders in `sources` that are links out of the case are passed over. */
export function knownSources(compiled: Compiled, disk: Disk, files: FileSystem, folder: string): readonly KnownSource[] {
  const captures = new Map(
    disk
      .folders(`${folder}/sources`)
      .filter((name) => isInside(disk, folder, `sources/${name}`))
      .flatMap((name) => {
        const capture = readCapture(disk, `${folder}/sources/${name}`);
        return capture ? [[name, capture] as const] : [];
      }),
  );
  const lock = lockOf(files, folder);
  const declared = compiled.assessment.sources
    .filter(({ id }) => !id.includes("."))
    .map((source): KnownSource => {
      const capture = captures.get(folderOf(source.archive) ?? source.id);
      const locked = lock.get(source.id);
      const copy = source.archive === undefined ? undefined : copyOf(files, folder, source.archive);
      const bytes = [capture?.sha256.original, capture?.sha256.text, locked?.sha256, copy?.sha256].filter((hash) => hash !== undefined);
      return {
        id: source.id,
        chapter: source.span.file,
        archive: source.archive,
        capture,
        bytes: new Set(bytes),
        textHash: copy?.text === undefined ? locked?.text : textHashOf(copy.text),
        text: copy?.text,
        date: source.date ?? capture?.date,
        url: source.url ?? capture?.url,
      };
    });
  const named = new Set(declared.flatMap(({ id, archive }) => [id, folderOf(archive)]));
  const archived = [...captures].flatMap(([id, capture]): KnownSource[] => {
    if (named.has(id)) return [];
    const archive = `sources/${id}/text.txt`;
    const copy = copyOf(files, folder, archive);
    if (copy?.text === undefined) return [];
    const bytes = new Set([capture.sha256.original, capture.sha256.text]);
    return [
      {
        id,
        chapter: undefined,
        archive,
        capture,
        bytes,
        textHash: textHashOf(copy.text),
        text: copy.text,
        date: capture.date,
        url: capture.url,
      },
    ];
  });
  return [...declared, ...archived];
}

/** The source of the case that has these bytes or this text, if any. Bytes that hold several documents tell nothing of one of them. */
export function findSame(
  known: readonly KnownSource[],
  { bytes, text, isWhole }: { readonly bytes: string; readonly text: string; readonly isWhole: boolean },
): { readonly source: KnownSource; readonly same: "bytes" | "text" } | undefined {
  const byBytes = isWhole ? known.find((source) => source.bytes.has(bytes)) : undefined;
  if (byBytes) return { source: byBytes, same: "bytes" };
  const hash = textHashOf(text);
  const byText = known.find(({ textHash }) => textHash === hash);
  return byText && { source: byText, same: "text" };
}

/** The folder of a source in `sources`, when its copy lies in one: `sources/NAME/…`. */
export function folderOf(archive: string | undefined): string | undefined {
  return /^sources\/([^/]+)\/[^/]+$/.exec(archive ?? "")?.[1];
}

function copyOf(
  files: FileSystem,
  folder: string,
  archive: string,
): { readonly sha256: string; readonly text: string | undefined } | undefined {
  const read = files.read(joinPath(folder, archive));
  if (!read.ok) return undefined;
  const decoded = readCopy(archive, read.bytes);
  return { sha256: sha256Hex(read.bytes), text: decoded.ok ? decoded.text : undefined };
}

function lockOf(files: FileSystem, folder: string): Lock {
  const read = files.read(joinPath(folder, lockFileName));
  return read.ok ? readLock(new TextDecoder().decode(read.bytes)).lock : new Map();
}
