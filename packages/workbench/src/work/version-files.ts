/** Published versions as the worker reads them. */
import { frozenCase, inOrderOfPublishing, type Published, readManifest } from "@outweigh/brief";
import type { FileSystem } from "@outweigh/language";

/** A version whose manifest cannot be used, and why, in words that complete "its manifest …". */
export interface DamagedVersion {
  readonly name: string;
  readonly reason: string;
}

/** Reads the manifests of these versions, oldest first. */
export function readVersions(
  files: FileSystem,
  names: readonly string[],
): { readonly versions: readonly Published[]; readonly damaged: readonly DamagedVersion[] } {
  const versions: Published[] = [];
  const damaged: DamagedVersion[] = [];
  for (const name of names) {
    const read = files.read(`versions/${name}/manifest.json`);
    const manifest = read.ok ? readManifest(new TextDecoder().decode(read.bytes)) : undefined;
    if (manifest === undefined) damaged.push({ name, reason: "cannot be read" });
    else if ("kind" in manifest) damaged.push({ name, reason: manifest.field === "" ? "is no JSON" : `has no sound “${manifest.field}”` });
    else if (manifest.version !== name) damaged.push({ name, reason: `is that of version ${manifest.version}` });
    else versions.push({ name, manifest });
  }
  versions.sort(inOrderOfPublishing);
  return { versions, damaged };
}

/** The case of a version, in the folder "case". */
export function versionFiles(files: FileSystem, { name, manifest }: Published): FileSystem {
  return frozenCase(files, manifest, { path: `versions/${name}`, caseFolder: "" }).files;
}
