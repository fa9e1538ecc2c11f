/** The published versions of a case: which there are, what one of them holds, and its case as it was, ready to be compiled. */
import { createHash } from "node:crypto";
import { type FileSystem, joinPath, nearNames } from "@outweigh/language";
import type { Disk, Effects } from "../effects.js";
import { caseFiles } from "../files-node.js";
import { type Problem, problem } from "../problem.js";
import { fileNames, keptAt, type Manifest, readManifest } from "./manifest.js";

/** The folder of versions within a case. */
export const versionsFolder = "versions";

/** A version whose manifest could be read. */
export interface Version {
  readonly kind: "version";
  readonly name: string;
  /** Its folder. */
  readonly path: string;
  readonly manifest: Manifest;
  /** Of the bytes of the manifest. */
  readonly manifestHash: string;
}

/** A folder among the versions whose manifest cannot be read. */
export interface DamagedVersion {
  readonly kind: "damaged";
  readonly name: string;
  readonly path: string;
  /** Completes "its manifest …". */
  readonly reason: string;
}

/** The published versions of a case, oldest first, damaged ones last. Folders that begin with a point are those of a publishing that was cut off, and are none. */
export function listVersions({ disk }: Pick<Effects, "disk">, folder: string): readonly (Version | DamagedVersion)[] {
  const found = disk
    .folders(`${folder}/${versionsFolder}`)
    .filter((name) => !name.startsWith("."))
    .map((name) => versionAt(disk, folder, name));
  const order = (one: Version, other: Version) =>
    one.manifest.number - other.manifest.number || (one.manifest.at < other.manifest.at ? -1 : one.manifest.at > other.manifest.at ? 1 : 0);
  return [...found.filter((each) => each.kind === "version").sort(order), ...found.filter((each) => each.kind === "damaged")];
}

/** The versions before one, oldest first, as each names the one that it follows. */
export function versionsBefore({ manifest }: Version, versions: readonly Version[]): readonly Version[] {
  const before = versions.find((each) => each.name === manifest.previous?.version && each.manifest.number < manifest.number);
  return before === undefined ? [] : [...versionsBefore(before, versions), before];
}

function versionAt(disk: Disk, folder: string, name: string): Version | DamagedVersion {
  const path = `${folder}/${versionsFolder}/${name}`;
  const read = disk.read(`${path}/${fileNames.manifest}`);
  const damaged = (reason: string): DamagedVersion => ({ kind: "damaged", name, path, reason });
  if (!read.ok) return damaged(read.reason === "missing" ? "is not there" : "cannot be read");
  const manifest = readManifest(new TextDecoder().decode(read.bytes));
  if ("kind" in manifest) return damaged(manifest.field === "" ? "is no JSON" : `has no sound “${manifest.field}”`);
  if (manifest.version !== name) return damaged(`is that of version ${manifest.version}`);
  return { kind: "version", name, path, manifest, manifestHash: sha256(read.bytes) };
}

/** The version of this name. */
export function readVersion(effects: Pick<Effects, "disk">, folder: string, name: string): Version | Problem {
  const versions = listVersions(effects, folder);
  const found = versions.find((each) => each.name === name);
  if (found?.kind === "version") return found;
  if (found)
    return problem(`Version ${name} cannot be used: its manifest ${found.reason}.`, `What is amiss in all: outweigh verify ${folder}`);
  const names = versions.map((each) => each.name);
  const near = nearNames(name, names);
  return problem(
    `${folder} has no published version called “${name}”.${near === "" ? "" : ` Near to it: ${near}.`}`,
    names.length === 0 ? `Nothing has been published yet: outweigh publish ${folder}` : `Versions are: ${names.join(", ")}.`,
  );
}

/**
 * The files of a version as the language reads a case, to be compiled as `compileCase(files, folder)`. Copies of sources come from the folder of the
 * case or from `copies`, by their hash alone: one that has been replaced since is as if it were not there; and so is, if asked, one that was not at hand then.
 */
export function openVersion(
  { disk }: Pick<Effects, "disk">,
  caseFolder: string,
  { path, manifest }: Version,
  copies: readonly string[] = [],
  { asThen = false }: { readonly asThen?: boolean } = {},
): { readonly files: FileSystem; readonly folder: string } {
  const folder = "case";
  const kept = new Map(manifest.files.map((file) => [joinPath(folder, file.path), `${path}/${keptAt(file.path)}`]));
  const elsewhere = caseFiles(disk, copies);
  const usable = manifest.sources.filter(({ copy }) => !asThen || copy === "at-hand");
  const sources = new Map(usable.flatMap((source) => (source.sha256 === null ? [] : [[joinPath(folder, source.file), source]])));
  const copyOf = (at: string) => {
    const source = sources.get(at);
    if (!source?.sha256) return undefined;
    const live = disk.read(joinPath(caseFolder, source.file));
    return live.ok && sha256(live.bytes) === source.sha256 ? live.bytes : elsewhere.findByHash?.(source.sha256);
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
        if (at !== undefined) return disk.read(at);
        const bytes = copyOf(tidy);
        return bytes ? { ok: true, bytes } : { ok: false, reason: "missing" };
      },
      findByHash: (hash) => (usable.some((source) => source.sha256 === hash) ? elsewhere.findByHash?.(hash) : undefined),
    },
  };
}

function parentOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** The sha-256 of bytes or of a text in UTF-8, in hex. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}
