/** The versions that `diff` is given: folders, revisions of git, published versions and their briefs, each read as a compiled case. */
import { lockFileName, readLock } from "@outweigh/evidence";
import { type CompiledSide, compileCase, type FileSystem, joinPath } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import type { Effects } from "../effects.js";
import { readRevision } from "../git.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { listVersions, openVersion, readVersion, versionsFolder } from "../versions/read-versions.js";

/** Reads one version; `other` is what the user gave for the other one, where a name may be that of a version of it. */
export function sideOf(effects: Effects, given: string, other: string | undefined, options: CaseOptions): CompiledSide | Problem {
  const { disk } = effects;
  const kind = disk.kind(given);
  if (kind === "folder") return fromFolder(effects, given, given, options);
  if (kind === "file") return fromFile(effects, given, other, options);
  const published = other === undefined || !/^[^/\\:]+$/.test(given) ? undefined : `${rootOf(other)}/${versionsFolder}/${given}`;
  if (published !== undefined && disk.kind(`${published}/case`) === "folder") return fromFolder(effects, published, given, options);
  const colon = given.indexOf(":");
  if (colon > 0) return atRevision(effects, ".", given.slice(0, colon), given.slice(colon + 1), given, options);
  const missing = folderProblem(effects, given);
  return problem(
    missing?.message ?? `${given} cannot be read.`,
    `Give a folder, REVISION:FOLDER of git (HEAD~1:${other ?? "my-case"}), the name of a published version, or the brief of one.`,
  );
}

/** A case at a revision; `path` is from the root of the repository, or from the folder `at`. */
export function atRevision(
  effects: Effects,
  at: string,
  revision: string,
  path: string,
  name: string,
  options: CaseOptions,
): CompiledSide | Problem {
  const beside = at === "." ? path : at;
  const found = readRevision(effects, at, revision, path.replace(/^\.\//, ""), withCopies(effects, beside, options));
  if (isProblem(found)) return found;
  return compiledSide(found.files, found.folder, `${name} (${found.commit})`);
}

/** A folder of a case, or of a published version, which has the case in a folder of its own. */
function fromFolder(effects: Effects, folder: string, name: string, options: CaseOptions): CompiledSide | Problem {
  const published = /^(?:(.*)\/)?versions\/([^/]+)(?:\/case)?\/?$/.exec(folder);
  if (published && effects.disk.kind(folder) === "folder") {
    const [, root = ".", version = ""] = published;
    const found = readVersion(effects, root, version);
    if (isProblem(found)) return found;
    const own = `${root}/sources`;
    const copies = [...(options.sources ?? []), ...(effects.disk.kind(own) === "folder" ? [own] : [])];
    const opened = openVersion(effects, root, found, copies);
    return compiledSide(opened.files, opened.folder, name);
  }
  const blocked = folderProblem(effects, folder);
  return blocked ?? compiledSide(openCase(effects, options), folder, name);
}

/** A brief or its run record. The case that it was made from lies beside it where it was published; else it is looked for, by its inputs, among the versions of the other case. */
function fromFile(effects: Effects, path: string, other: string | undefined, options: CaseOptions): CompiledSide | Problem {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".";
  if (effects.disk.kind(`${folder}/manifest.json`) === "file") return fromFolder(effects, folder, path, options);
  if (!/\.(html?|json|docx)$/i.test(path))
    return folderProblem(effects, path) ?? problem(`${path} is no version of a case.`, "Give the folder of the case.");
  const read = /\.(html?|json)$/i.test(path) ? effects.disk.read(path) : undefined;
  const inputs = read?.ok ? /inputs(?:Hash"?: ?"| )([0-9a-f]{12})/.exec(new TextDecoder().decode(read.bytes))?.[1] : undefined;
  const root = other === undefined ? undefined : rootOf(other);
  const match =
    root === undefined || inputs === undefined
      ? undefined
      : listVersions(effects, root).find((each) => each.kind === "version" && each.manifest.inputsHash.startsWith(inputs));
  if (match) return fromFolder(effects, match.path, path, options);
  const origin =
    inputs === undefined ? "" : ` It was made from inputs ${inputs}; the case that has them says so in outweigh run --json (inputsHash).`;
  return problem(
    `${path} holds results for readers and not what they were computed from, and no published version of ${other ?? "a case"} has its inputs, so it cannot be compared by itself.${origin}`,
    "Give the folder of its case, REVISION:FOLDER of git, or the version that outweigh publish made: there the case lies beside the brief.",
  );
}

function rootOf(given: string): string {
  return given.replace(/\/?versions\/[^/]+(?:\/[^/]*)?$/, "") || ".";
}

/** The files on the disk; copies of sources are looked for in the sources of a case too. */
function withCopies(effects: Effects, folder: string, options: CaseOptions): FileSystem {
  const own = `${folder === "" ? "." : folder}/sources`;
  return openCase(effects, effects.disk.kind(own) === "folder" ? { ...options, sources: [...(options.sources ?? []), own] } : options);
}

function compiledSide(files: FileSystem, folder: string, name: string): CompiledSide {
  const lock = files.read(joinPath(folder, lockFileName));
  const locked = lock.ok ? readLock(new TextDecoder().decode(lock.bytes)).lock : new Map();
  return { name, compiled: compileCase(files, folder), copies: new Map([...locked].map(([id, { sha256 }]) => [id, sha256])) };
}
