/** Verifying what is not of one version: the ledger as a chain, that no published version is missing, and the case as it is now with its sources. */

import { fileNames } from "@outweigh/brief";
import type { FileSystem } from "@outweigh/language";
import { compileCase, isEntry, type Ledger, ledgerFileName } from "@outweigh/language";
import type { Disk } from "../effects.js";
import { type Finding, findingsOf } from "./finding.js";
import { type DamagedVersion, type Version, versionsFolder } from "./read-versions.js";

const { holds, fails, unchecked } = findingsOf(null);

/** Whether the ledger is a whole chain. A line that an interruption left, and on which nothing rests, is no forgery. */
export function verifyLedger(ledger: Ledger, text: string): readonly Finding[] {
  if (text === "") return [];
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  const found = ledger.problems.map(({ line, kind, message, remedy }): Finding => {
    const isInterruption = kind === "torn" || (kind === "unreadable" && line < lines);
    const isHarmless = isInterruption || kind === "clock-backwards" || kind === "not-understood";
    return (isHarmless ? unchecked : fails)("ledger", `${ledgerFileName}:${line}`, message, remedy);
  });
  if (!text.endsWith("\n") && ledger.problems.every(({ kind }) => kind !== "torn"))
    found.push(
      fails(
        "ledger",
        `${ledgerFileName}:${lines}`,
        "The last line does not end as it was written.",
        "The end of the file was changed or cut. The next entry begins on a fresh line.",
      ),
    );
  return found.some(({ state }) => state === "fails")
    ? found
    : [...found, holds("ledger", ledgerFileName, `The ledger is whole: ${ledger.entries.length} entries, each after those that it names.`)];
}

/** Whether every version that the ledger has entered is there, and every manifest can be read. */
export function verifyPresence(ledger: Ledger, versions: readonly (Version | DamagedVersion)[]): readonly Finding[] {
  const there = new Set(versions.map(({ name }) => name));
  const entered = new Set(ledger.entries.filter(isEntry("publish")).map(({ version }) => version));
  return [
    ...versions.flatMap((version) =>
      version.kind === "version"
        ? []
        : [
            findingsOf(version.name).fails(
              "manifest",
              `${versionsFolder}/${version.name}/${fileNames.manifest}`,
              `The manifest ${version.reason}.`,
              "It was changed or damaged since, so nothing of this version can be verified. Take it back from a copy, for instance from git.",
            ),
          ],
    ),
    ...[...entered]
      .filter((name) => !there.has(name))
      .map((name) =>
        findingsOf(name).fails(
          "version",
          `${versionsFolder}/${name}`,
          `Version ${name} was published and is not there.`,
          "Its folder was taken away or renamed. Take it back from a copy, for instance from git.",
        ),
      ),
  ];
}

/** Messages of the check that are about sources and quotes. */
const aboutEvidence = new Set(["source-changed", "lock-unreadable", "quote-not-in-source", "quote-too-short", "source-unreadable"]);

/** Whether the quotes of the case as it is now stand in its copies, and these are what was locked. `inputsHash` is that of the case. */
export function verifyCase(files: FileSystem, folder: string): { readonly findings: readonly Finding[]; readonly inputsHash: string } {
  const { assessment, diagnostics, inputsHash } = compileCase(files, folder);
  const wrong = diagnostics.filter(({ code, severity }) => severity === "error" && aboutEvidence.has(code));
  const verified = assessment.claims.filter(({ quoteState }) => quoteState === "verified").length;
  const locked = assessment.claims.filter(({ quoteState }) => quoteState === "held-by-hash").length;
  const quotes = (count: number) => (count === 1 ? "one quote" : `${count} quotes`);
  return {
    inputsHash,
    findings: [
      ...wrong.map(({ message, span, remedy, code }) => fails(code.startsWith("quote") ? "quote" : "source", span.file, message, remedy)),
      ...(verified > 0 ? [holds("quote", "claims", `Of the case as it is now, ${quotes(verified)} found in the copies.`)] : []),
      ...(locked > 0
        ? [
            unchecked(
              "quote",
              "claims",
              `Of the case as it is now, ${quotes(locked)} known by hash alone: the copies are not at hand.`,
              "Name a folder with the copies: --sources FOLDER",
            ),
          ]
        : []),
    ],
  };
}

/** A disk on which a ledger that is missing is empty. */
export function ledgerText(disk: Disk, folder: string): string | undefined {
  const read = disk.readWhole(`${folder}/${ledgerFileName}`);
  if (read.ok) return new TextDecoder().decode(read.bytes);
  return read.reason === "missing" ? "" : undefined;
}
