/** The manifest of a published version: what was published, from which files, with which result. Reading one proves its form, so that whoever has a manifest may rely on it. */
import type { SamplingMethod } from "@outweigh/engine";
import type { Judgement, ReasonedChange } from "../judgements.js";

/** A file with the sha-256 of its bytes. */
export interface HashedFile {
  /** With `/`. Of a file of the case from the folder of the case, with `..` where a module lies beside it; of a file that was made, within the folder of the version. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A source of the case: what its copy was. Without a copy at hand the hash is that of `sources.lock`; without either there is none. */
export interface HashedSource {
  readonly id: string;
  /** Where its copy lies, from the folder of the case. */
  readonly file: string;
  readonly sha256: string | null;
  readonly copy: "at-hand" | "locked" | "unknown";
}

/** Everything that a version says of itself. Kept as `manifest.json`; the ledger keeps the sha-256 of its bytes. */
export interface Manifest {
  readonly format: "outweigh-version-1";
  /** The name of the version, which is that of its folder. */
  readonly version: string;
  /** How many versions there are up to it, from 1. */
  readonly number: number;
  /** When it was published, as `2026-11-23T12:00:00Z`. */
  readonly at: string;
  /** Who published it. */
  readonly by: string;
  readonly case: string;
  readonly question: string;
  /** The version before it, with the sha-256 of its manifest. */
  readonly previous: { readonly version: string; readonly manifest: string } | null;
  /** The version of the program that wrote the brief. */
  readonly program: string;
  readonly engine: string;
  readonly seed: number;
  readonly draws: number;
  readonly sampling: SamplingMethod;
  /** How many draws the analyses of the brief rest on. */
  readonly analysisDraws: number;
  /** Over the text and the tables of the case. */
  readonly inputsHash: string;
  /** Over every number of the result. */
  readonly resultHash: string;
  /** The mark that the brief was made for, as `TLP:GREEN`; null where nothing is marked. */
  readonly tlp: string | null;
  /** Whether evidence was withheld from the brief for that mark. */
  readonly redacted: boolean;
  /** Every file of the case that was read; kept in `case`, those outside the folder of the case in `outside`. */
  readonly files: readonly HashedFile[];
  readonly sources: readonly HashedSource[];
  readonly judgements: readonly Judgement[];
  readonly changes: readonly ReasonedChange[];
  /** Entries of the ledger that were its last when the version was made. */
  readonly ledger: { readonly heads: readonly string[] };
  /** The brief and the run record. */
  readonly made: readonly HashedFile[];
  /** The sha-256 of the public key (SPKI, DER) with which the version is signed; null where it is not. */
  readonly signedBy: string | null;
}

/** The names of the files of a version. */
export const fileNames = { manifest: "manifest.json", brief: "brief.html", run: "run.json", signature: "signature.json" } as const;

/** The text of a manifest. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Where a file of the case lies within the folder of a version; undefined for a path that is not one of a case. */
export function keptAt(path: string): string | undefined {
  const parts = path.split("/");
  const steps = parts.findIndex((part) => part !== "..");
  const rest = parts.slice(steps);
  if (steps < 0 || rest.some((part) => part === "" || part === "." || part === ".." || /[\\\u0000]/.test(part))) return undefined;
  return steps === 0 ? `case/${path}` : `outside/${steps}/${rest.join("/")}`;
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const count: Check = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const truth: Check = (value) => typeof value === "boolean";
const hash: Check = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const number: Check = (value) => typeof value === "number";
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const none = oneOf(null, undefined);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const file = record({ path: either((path) => typeof path === "string" && keptAt(path) !== undefined), sha256: hash, bytes: count });

const fields: Readonly<Record<keyof Manifest, Check>> = {
  format: oneOf("outweigh-version-1"),
  version: text,
  number: count,
  at: (at) => typeof at === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(at),
  by: text,
  case: text,
  question: text,
  previous: either(oneOf(null), record({ version: text, manifest: hash })),
  program: text,
  engine: text,
  seed: count,
  draws: (draws) => count(draws) && draws !== 0,
  sampling: oneOf("sobol", "digital", "latin", "random"),
  analysisDraws: (draws) => count(draws) && draws !== 0,
  inputsHash: hash,
  resultHash: hash,
  tlp: either(oneOf(null), text),
  redacted: truth,
  files: list(file),
  sources: list(record({ id: text, file: text, sha256: either(oneOf(null), hash), copy: oneOf("at-hand", "locked", "unknown") })),
  judgements: list(
    record({
      kind: oneOf("likelihood", "leading", "confidence"),
      name: text,
      where: text,
      word: text,
      expression: text,
      value: either(oneOf(null), number),
      shown: text,
      band: either(none, list(number)),
      leading: either(none, list(text)),
      ranking: either(none, list(text)),
    }),
  ),
  changes: list(record({ kind: oneOf("changed", "withdrawn", "new"), judgement: text, of: text, was: text, now: text, reason: text })),
  ledger: record({ heads: list(text) }),
  made: list(file),
  signedBy: either(oneOf(null), hash),
};

/** Reads the text of a manifest; the name of the first field that is not as it should be when it is none. */
export function readManifest(given: string): Manifest | { readonly kind: "unreadable"; readonly field: string } {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    return { kind: "unreadable", field: "" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { kind: "unreadable", field: "" };
  const wrong = Object.entries(fields).find(([name, check]) => !check((value as Record<string, unknown>)[name]));
  return wrong === undefined ? (value as Manifest) : { kind: "unreadable", field: wrong[0] };
}
