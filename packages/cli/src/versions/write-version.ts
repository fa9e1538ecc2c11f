/** Writing a version so that it is there whole or not at all: beside its place, then moved there in one step; and the entry in the ledger, which is made up for when it was cut off. */
import { randomUUID } from "node:crypto";
import { fileNames, keptAt, type Manifest, manifestText } from "@outweigh/brief";
import { isEntry, type LedgerDraft, type PublishEntry } from "@outweigh/language";
import type { Effects } from "../effects.js";
import { appendEntries, readLedgerFile } from "../ledger-file.js";
import { isProblem, type Problem, problem } from "../problem.js";
import type { CaseFile } from "./case-snapshot.js";
import { listVersions, type Version, versionsFolder } from "./read-versions.js";

const stagingPrefix = ".publishing-";
const attributes = "# What was published is never changed, not even in its line ends.\n* -text\n";

/** After so many milliseconds what was being written was cut off. */
const patience = 600_000;

/** What a version consists of besides its manifest. */
export interface VersionContent {
  readonly files: readonly CaseFile[];
  readonly brief: Uint8Array;
  readonly run: Uint8Array;
  /** The text of `signature.json` for the bytes of the manifest. */
  readonly sign: ((manifest: Uint8Array) => string) | undefined;
}

/** Writes the version that a manifest describes. When a problem comes back there is no such version. */
export function writeVersion(effects: Effects, folder: string, manifest: Manifest, content: VersionContent): Problem | undefined {
  const { disk } = effects;
  const root = `${folder}/${versionsFolder}`;
  const target = `${root}/${manifest.version}`;
  const staging = `${root}/${stagingPrefix}${effects.now()}-${randomUUID()}`;
  const refused = (failure: string): Problem => {
    disk.remove(staging);
    return problem(`${target} cannot be written: ${failure}. Nothing was published.`, "Put that right, then run the same command again.");
  };
  if (disk.isLink(root)) return refused(`${root} is a link to another place`);
  const text = new TextEncoder().encode(manifestText(manifest));
  const written: (readonly [path: string, bytes: Uint8Array])[] = [];
  for (const file of content.files) {
    const path = keptAt(file.path);
    if (path === undefined) return refused(`a file of the case has a name that cannot be kept, ${file.path}`);
    written.push([path, file.content]);
  }
  written.push([fileNames.brief, content.brief], [fileNames.run, content.run], [fileNames.manifest, text]);
  if (content.sign) written.push([fileNames.signature, new TextEncoder().encode(content.sign(text))]);
  const folders = new Set(written.map(([path]) => `${staging}/${path}`).map((path) => path.slice(0, path.lastIndexOf("/"))));
  for (const each of [root, staging, ...folders]) {
    const failure = disk.makeFolder(each);
    if (failure !== undefined) return refused(failure);
  }
  for (const [path, bytes] of written) {
    const failure = disk.replace(`${staging}/${path}`, [bytes]);
    if (failure !== undefined) return refused(failure);
  }
  if (disk.kind(`${root}/.gitattributes`) === "missing") {
    const failure = disk.write(`${root}/.gitattributes`, attributes);
    if (failure !== undefined) return refused(failure);
  }
  if (disk.kind(target) !== "missing") return refused("somebody else has published a version of that name in this moment");
  const failure = disk.move(staging, target);
  return failure === undefined ? undefined : refused(failure);
}

/** Enters a version into the ledger. */
export function enterVersion(effects: Effects, folder: string, manifest: Manifest, manifestHash: string): Problem | undefined {
  const draft: LedgerDraft<PublishEntry> = {
    kind: "publish",
    at: manifest.at,
    by: manifest.by,
    version: manifest.version,
    manifest: manifestHash,
    reasons: manifest.changes
      .filter(({ reason }) => reason !== "")
      .map(({ judgement, was, now, reason }) => ({ judgement, was, now: now === "" ? null : now, reason })),
  };
  const entered = appendEntries(effects, folder, [draft]);
  return isProblem(entered) ? entered : undefined;
}

/** Clears away what a publishing left that was cut off before its version was there, and enters versions into the ledger that were cut off just after. */
export function finishCutOff(effects: Effects, folder: string): readonly Version[] | Problem {
  const { disk } = effects;
  const root = `${folder}/${versionsFolder}`;
  for (const name of disk.folders(root)) {
    const begun = name.startsWith(stagingPrefix) ? Number(/^\d+/.exec(name.slice(stagingPrefix.length))?.[0] ?? 0) : undefined;
    if (begun === undefined || effects.now() - begun < patience) continue;
    // Moved away first: if it is still being written after all, its writer finds nothing to publish rather than a part.
    const away = `${root}/.cleared-${randomUUID()}`;
    if (disk.move(`${root}/${name}`, away) === undefined) disk.remove(away);
  }
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return ledger;
  const entered = new Set(ledger.entries.filter(isEntry("publish")).map(({ version }) => version));
  const missing = listVersions(effects, folder).filter((each) => each.kind === "version" && !entered.has(each.name)) as readonly Version[];
  for (const { manifest, manifestHash } of missing) {
    const failure = enterVersion(effects, folder, manifest, manifestHash);
    if (failure) return failure;
  }
  return missing;
}
