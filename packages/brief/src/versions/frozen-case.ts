/** The case of a published version as it was, ready to be compiled. */
import { sha256Hex } from "@outweigh/evidence";
import { type FileSystem, joinPath } from "@outweigh/language";
import { keptAt, type Manifest } from "./manifest.js";

/** Where a version and its case lie, as `files` names them. */
export interface FrozenPlaces {
  /** The folder of the version. */
  readonly path: string;
  /** The folder of the case, with the copies of its sources. */
  readonly caseFolder: string;
  /** Whether a copy of a source that was not at hand when the version was made is left out. */
  readonly asThen?: boolean;
}

/**
 * The files of a version, to be compiled as `compileCase(files, folder)`. Copies of sources come from the folder of the case or by their hash, and
 * one that has been replaced since is as if it were not there.
 */
export function frozenCase(
  { read, findByHash }: Pick<FileSystem, "read" | "findByHash">,
  manifest: Manifest,
  { path, caseFolder, asThen = false }: FrozenPlaces,
): { readonly files: FileSystem; readonly folder: string } {
  const folder = "case";
  const kept = new Map(manifest.files.map((file) => [joinPath(folder, file.path), `${path}/${keptAt(file.path)}`]));
  const usable = manifest.sources.filter(({ copy }) => !asThen || copy === "at-hand");
  const sources = new Map(usable.flatMap((source) => (source.sha256 === null ? [] : [[joinPath(folder, source.file), source]])));
  const copyOf = (at: string) => {
    const source = sources.get(at);
    if (!source?.sha256) return undefined;
    const live = read(joinPath(caseFolder, source.file));
    return live.ok && sha256Hex(live.bytes) === source.sha256 ? live.bytes : findByHash?.(source.sha256);
  };
  return {
    folder,
    files: {
      list(asked) {
        const names = [...kept.keys()].flatMap((each) =>
          parentOf(each) === joinPath(asked) ? [each.slice(each.lastIndexOf("/") + 1)] : [],
        );
        return names.length === 0 ? undefined : names;
      },
      read(asked) {
        const tidy = joinPath(asked);
        const at = kept.get(tidy);
        if (at !== undefined) return read(at);
        const bytes = copyOf(tidy);
        return bytes ? { ok: true, bytes } : { ok: false, reason: "missing" };
      },
      findByHash: (hash) => (usable.some((source) => source.sha256 === hash) ? findByHash?.(hash) : undefined),
    },
  };
}

function parentOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}
