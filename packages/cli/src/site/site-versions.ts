/** What a site holds of published versions: their manifests with the page, and the texts of their cases apart, for whoever compares them. No briefs and no copies of sources. */
import { createHash } from "node:crypto";
import { keptAt } from "@outweigh/brief";
import { type Compiled, compileCase } from "@outweigh/language";
import type { CaseFile, SiteAnswer } from "@outweigh/server";
import type { Effects } from "../effects.js";
import { openVersion, type Version } from "../versions/read-versions.js";

/** The versions of a case for a site. */
export interface PackedVersions {
  readonly names: readonly string[];
  readonly files: readonly CaseFile[];
  readonly later: readonly SiteAnswer[];
  /** Versions that are left out, and why, in words that complete "version … is left out: …". */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/** Packs versions. `refusal` says of the case of a version why it may not go out, if it may not. */
export function packVersions(
  effects: Effects,
  folder: string,
  versions: readonly Version[],
  refusal: (compiled: Compiled) => string | undefined,
): PackedVersions {
  const files: CaseFile[] = [];
  const later: SiteAnswer[] = [];
  const names: string[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const version of versions) {
    const frozen = openVersion(effects, folder, version);
    const why = refusal(compileCase(frozen.files, frozen.folder));
    const read = [`manifest.json`, ...version.manifest.files.flatMap(({ path }) => keptAt(path) ?? [])].map((path) => ({
      path: `versions/${version.name}/${path}`,
      read: effects.disk.read(`${version.path}/${path}`),
    }));
    const missing = read.find((each) => !each.read.ok);
    if (why !== undefined || missing !== undefined) {
      leftOut.push({ name: version.name, why: why ?? `${missing?.path} cannot be read` });
      continue;
    }
    names.push(version.name);
    for (const { path, read: found } of read) {
      if (!found.ok) continue;
      const { bytes } = found;
      const file = { path, size: bytes.length, hash: createHash("sha256").update(bytes).digest("hex") };
      if (path.endsWith("/manifest.json")) files.push({ ...file, text: new TextDecoder().decode(bytes) });
      else {
        files.push(file);
        later.push({ order: { kind: "file", value: path }, answer: { kind: "bytes", base64: Buffer.from(bytes).toString("base64") } });
      }
    }
  }
  return { names, files, later, leftOut };
}
