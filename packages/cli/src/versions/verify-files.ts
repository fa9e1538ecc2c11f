/** Verifying that a version is as it was published: its files, its manifest against the ledger, its signature, the copies of its sources. */
import type { KeyObject } from "node:crypto";
import { fileNames, type HashedFile, keptAt } from "@outweigh/brief";
import { lockFileName, readLock } from "@outweigh/evidence";
import { isEntry, joinPath, type Ledger, ledgerFileName } from "@outweigh/language";
import type { Disk } from "../effects.js";
import { caseFiles } from "../files-node.js";
import { type Finding, findingsOf } from "./finding.js";
import { sha256, type Version, versionsFolder } from "./read-versions.js";
import { checkSignature, fingerprintOf, fingerprintWords } from "./signing.js";

const restore = "It was changed or damaged since. Take it back from a copy of what was published, for instance from git.";

/** Whether every file of a version is there with the bytes that it was published with, and no other. */
export function verifyFiles(disk: Disk, version: Version): readonly Finding[] {
  const { manifest, name } = version;
  const { holds, fails } = findingsOf(name);
  const at = (path: string) => `${versionsFolder}/${name}/${path}`;
  const check = ({ path, sha256: wanted }: HashedFile, kept: string): Finding => {
    const read = disk.readWhole(`${version.path}/${kept}`);
    if (!read.ok) return fails("file", at(kept), `${path} is ${read.reason === "missing" ? "missing" : "not readable"}.`, restore);
    const hash = sha256(read.bytes);
    return hash === wanted
      ? holds("file", at(kept), `${path} is as it was published.`)
      : fails(
          "file",
          at(kept),
          `${path} is not as it was published: its sha-256 is ${hash.slice(0, 16)}…, not ${wanted.slice(0, 16)}….`,
          restore,
        );
  };
  const expected = [
    ...manifest.files.map((file) => [file, keptAt(file.path)!] as const),
    ...manifest.made.map((file) => [file, file.path] as const),
  ];
  const known = new Set<string>([...expected.map(([, kept]) => kept), fileNames.manifest, fileNames.signature]);
  const strange = filesBelow(disk, version.path).filter((path) => !known.has(path));
  return [
    ...expected.map(([file, kept]) => check(file, kept)),
    ...strange.map((path) =>
      fails("file", at(path), "This file is not part of what was published.", "Somebody has put it there since. Take it away."),
    ),
  ];
}

function filesBelow(disk: Disk, folder: string, prefix = ""): readonly string[] {
  return [
    ...(disk.list(folder) ?? []).map((name) => prefix + name),
    ...disk.folders(folder).flatMap((name) => filesBelow(disk, `${folder}/${name}`, `${prefix}${name}/`)),
  ];
}

/** Whether the manifest is the one that the ledger knows, follows the version that it says it follows, and whether the ledger still has what it had then. */
export function verifyManifest(version: Version, versions: readonly Version[], ledger: Ledger): readonly Finding[] {
  const { manifest, manifestHash, name } = version;
  const { holds, fails } = findingsOf(name);
  const where = `${versionsFolder}/${name}/${fileNames.manifest}`;
  const entries = ledger.entries.filter(isEntry("publish")).filter((entry) => entry.version === name);
  const found: Finding[] = [];
  if (entries.length === 0)
    found.push(
      fails(
        "ledger",
        ledgerFileName,
        `The ledger has no entry for version ${name}.`,
        "Either publishing was cut off in its last moment (then “outweigh publish” makes up for it), or the entry was taken out, or the version was put there by hand.",
      ),
    );
  else if (entries.some((entry) => entry.manifest === manifestHash))
    found.push(holds("manifest", where, "The manifest is the one in the ledger."));
  else
    found.push(
      fails(
        "manifest",
        where,
        `${fileNames.manifest} is not the one that was published: its sha-256 is ${manifestHash.slice(0, 16)}…, in the ledger it is ${entries[0]?.manifest.slice(0, 16)}….`,
        restore,
      ),
    );
  if (manifest.previous !== null) {
    const { version: previous, manifest: wanted } = manifest.previous;
    const before = versions.find((each) => each.name === previous);
    if (before?.manifestHash === wanted) found.push(holds("version", previous, `It follows version ${previous} as that was.`));
    else
      found.push(
        fails(
          "version",
          `${versionsFolder}/${previous}`,
          before
            ? `Version ${previous}, which it follows, is not what it was then.`
            : `Version ${previous}, which it follows, cannot be read.`,
          "A published version was changed or taken away. Take it back from a copy, for instance from git.",
        ),
      );
  }
  const lost = manifest.ledger.heads.filter((id) => !ledger.lines.has(id));
  if (lost.length === 0) found.push(holds("ledger", ledgerFileName, "The ledger has everything that it had then."));
  for (const id of lost)
    found.push(
      fails(
        "ledger",
        ledgerFileName,
        `The entry ${id}, which was in the ledger when version ${name} was published, is not there any more.`,
        "A line was changed or taken out. Take the file back from an earlier state, for instance with: git log -p ledger.jsonl",
      ),
    );
  return found;
}

/** Whether the signature of a version holds, and is that of the key that is asked for. */
export function verifySignature(disk: Disk, version: Version, key: KeyObject | undefined): readonly Finding[] {
  const { name, path, manifest } = version;
  const { holds, fails, unchecked } = findingsOf(name);
  const where = `${versionsFolder}/${name}/${fileNames.signature}`;
  const wanted = key && fingerprintOf(key);
  const read = disk.read(`${path}/${fileNames.signature}`);
  const exists = read.ok || read.reason !== "missing";
  if (manifest.signedBy === null) {
    if (exists)
      return [fails("signature", where, "There is a signature that the manifest knows nothing of.", "It was put there after publishing.")];
    return wanted === undefined
      ? []
      : [
          fails(
            "signature",
            where,
            "This version is not signed.",
            "Whoever published it gave no key; the one asked for cannot vouch for it.",
          ),
        ];
  }
  if (!read.ok) return [fails("signature", where, exists ? "The signature cannot be read." : "The signature is missing.", restore)];
  const signed = disk.readWhole(`${path}/${fileNames.manifest}`);
  const checked = checkSignature(new TextDecoder().decode(read.bytes), signed.ok ? signed.bytes : new Uint8Array());
  if (checked.kind === "fails")
    return [fails("signature", where, `The signature ${checked.reason}.`, "The manifest or the signature was changed or damaged since.")];
  const signer = fingerprintOf(checked.key);
  const words = `key ${fingerprintWords(signer)}`;
  if (signer !== manifest.signedBy)
    return [
      fails(
        "signature",
        where,
        `The signature is by ${words}, not by the one that the manifest names.`,
        "It was signed anew by somebody else.",
      ),
    ];
  if (wanted === undefined)
    return [
      holds("signature", where, `The signature by ${words} holds.`),
      unchecked(
        "signature",
        where,
        `Whose key that is (${fingerprintWords(signer)}) cannot be told from here.`,
        "Give the public key that you have from the publisher: --public-key FILE",
      ),
    ];
  return signer === wanted
    ? [holds("signature", where, `The signature by the key that was asked for, ${words}, holds.`)]
    : [
        fails(
          "signature",
          where,
          `The version is signed with ${words}, not with the key that was asked for.`,
          "Somebody else has published it.",
        ),
      ];
}

/** Whether the copies of its sources are still those that a version rests on. `copies` are folders with copies besides that of the case. */
export function verifySources(disk: Disk, folder: string, version: Version, copies: readonly string[]): readonly Finding[] {
  const { holds, fails, unchecked } = findingsOf(version.name);
  const lockRead = disk.read(joinPath(folder, lockFileName));
  const { lock } = readLock(lockRead.ok ? new TextDecoder().decode(lockRead.bytes) : "");
  const elsewhere = caseFiles(disk, copies);
  // A source that never had a copy, nor was to have one, has nothing to be verified.
  const copied = version.manifest.sources.filter(({ file, sha256 }) => file !== "" || sha256 !== null);
  return copied.map((source): Finding => {
    const { id, file, sha256: wanted } = source;
    const where = file === "" ? id : file;
    if (wanted === null)
      return unchecked(
        "source",
        where,
        `There was no copy of ${id} and no lock when it was published.`,
        "Its quotes were not checked then either.",
      );
    const live = file === "" ? undefined : disk.readWhole(joinPath(folder, file));
    const hash = live?.ok ? sha256(live.bytes) : undefined;
    if (hash === wanted || elsewhere.findByHash?.(wanted)) return holds("source", where, `The copy of ${id} is the one that it rests on.`);
    if (hash === undefined)
      return unchecked("source", where, `The copy of ${id} is not at hand.`, "Name the folder where it is: --sources FOLDER");
    if (lock.get(id)?.sha256 === hash)
      return unchecked(
        "source",
        where,
        `The copy of ${id} has been replaced since, and locked anew.`,
        "The quotes of this version are known by their hashes alone. Name a folder with the older copy: --sources FOLDER",
      );
    return fails(
      "source",
      where,
      `The copy of ${id} is not the one that it rests on: its sha-256 is ${hash.slice(0, 16)}…, not ${wanted.slice(0, 16)}….`,
      "Somebody changed the copy, or it is another edition. Take it back, or keep both and lock the new one with “outweigh lock”.",
    );
  });
}
