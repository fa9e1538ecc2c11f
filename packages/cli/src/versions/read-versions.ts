/** The published versions of a case: which there are, what one of them holds, and its case as it was, ready to be compiled. */
import { createHash } from "node:crypto";
import { fileNames, frozenCase, inOrderOfPublishing, type Manifest, readManifest, versionsUpToLast } from "@outweigh/brief";
import { type FileSystem, nearNames } from "@outweigh/language";
import type { Disk, Effects } from "../effects.js";
import { caseFiles } from "../files-node.js";
import { type Problem, problem } from "../problem.js";

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
  return [...found.filter((each) => each.kind === "version").sort(inOrderOfPublishing), ...found.filter((each) => each.kind === "damaged")];
}

/** The versions up to the last that can be read, oldest first: what a brief made now comes after. */
export function versionsSoFar(effects: Pick<Effects, "disk">, folder: string): readonly Version[] {
  return versionsUpToLast(listVersions(effects, folder).filter((each) => each.kind === "version"));
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

/** The case of a version as it was: `frozenCase` on the disk, with copies of sources from these folders too. */
export function openVersion(
  { disk }: Pick<Effects, "disk">,
  caseFolder: string,
  { path, manifest }: Version,
  copies: readonly string[] = [],
  { asThen = false }: { readonly asThen?: boolean } = {},
): { readonly files: FileSystem; readonly folder: string } {
  const { findByHash } = caseFiles(disk, copies);
  const read = (asked: string) => disk.read(asked);
  return frozenCase({ read, ...(findByHash && { findByHash }) }, manifest, { path, caseFolder, asThen });
}

/** The sha-256 of bytes or of a text in UTF-8, in hex. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}
