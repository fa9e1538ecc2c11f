/** Writing the folder of a site so that it is there whole or not at all: beside its place, then moved there. What is there and is not ours stays. */
import { randomUUID } from "node:crypto";
import type { Disk, Effects } from "../effects.js";
import { type Problem, problem } from "../problem.js";

const recordName = "outweigh-site.json";

/** A file of a site. */
export interface SiteFile {
  /** Relative to the site, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Why nothing may be written at `target`; undefined where nothing is, an empty folder, or a site of ours to which nothing was added. */
export function targetProblem(effects: Effects, target: string): Problem | undefined {
  const { disk } = effects;
  const elsewhere = "Choose another folder with -o.";
  const kind = disk.kind(target);
  if (disk.isLink(target)) return problem(`${target} is a link to another place.`, elsewhere);
  if (kind === "missing") return undefined;
  if (kind !== "folder") return problem(`${target} is no folder.`, elsewhere);
  const there = filesBelow(disk, target);
  if (there.length === 0 && disk.folders(target).length === 0) return undefined;
  const ours = recorded(disk, target);
  if (ours === undefined)
    return problem(`${target} is there already, and is no site that outweigh export-site wrote. It is left as it is.`, elsewhere);
  const strange = there.find((path) => !ours.has(path));
  return strange === undefined
    ? undefined
    : problem(
        `${target} holds ${strange}, which outweigh export-site did not write. The folder is left as it is.`,
        "Take that file out, or choose another folder with -o and copy the site from there.",
      );
}

/** Writes the site in place of what `targetProblem` lets it replace. When a problem comes back, what was there is there still. */
export function writeSite(effects: Effects, target: string, files: readonly SiteFile[]): Problem | undefined {
  const { disk } = effects;
  const mark = randomUUID().slice(0, 8);
  const [staging, former] = [`${target}.${mark}.new`, `${target}.${mark}.old`];
  const refused = (failure: string): Problem => {
    disk.remove(staging);
    return problem(`${target} cannot be written: ${failure}. No site was written.`, "Put that right, or choose another folder with -o.");
  };
  const record = { format: "outweigh-site-1", files: [...files.map(({ path }) => path), recordName].sort() };
  const all = [...files, { path: recordName, bytes: new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`) }];
  for (const folder of new Set(all.map(({ path }) => `${staging}/${path}`.replace(/\/[^/]*$/, "")))) {
    const failure = disk.makeFolder(folder);
    if (failure !== undefined) return refused(failure);
  }
  for (const { path, bytes } of all) {
    const failure = disk.replace(`${staging}/${path}`, [bytes]);
    if (failure !== undefined) return refused(failure);
  }
  const hadFormer = disk.kind(target) !== "missing";
  const parted = hadFormer ? disk.move(target, former) : undefined;
  if (parted !== undefined) return refused(parted);
  const failure = disk.move(staging, target);
  if (failure !== undefined) {
    if (hadFormer) disk.move(former, target);
    return refused(failure);
  }
  if (hadFormer) disk.remove(former);
  return undefined;
}

/** All files of a folder and of those below it, as paths in it. */
export function filesBelow(disk: Disk, folder: string): readonly string[] {
  return [
    ...(disk.list(folder) ?? []),
    ...disk.folders(folder).flatMap((name) => filesBelow(disk, `${folder}/${name}`).map((path) => `${name}/${path}`)),
  ];
}

function recorded(disk: Disk, target: string): ReadonlySet<string> | undefined {
  const read = disk.read(`${target}/${recordName}`);
  if (!read.ok) return undefined;
  try {
    const found = JSON.parse(new TextDecoder().decode(read.bytes)) as { readonly format?: unknown; readonly files?: unknown } | null;
    return found?.format === "outweigh-site-1" && Array.isArray(found.files) ? new Set(found.files.map(String)) : undefined;
  } catch {
    return undefined;
  }
}
