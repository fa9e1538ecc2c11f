/** `capture.json` and `decisions.json`: what was taken in and when, and what the analyst decided of each passage. They lie beside the archived source. */
import { type Decision, readDecisionsText } from "@outweigh/evidence";
import type { Disk } from "../effects.js";

/** The record of one archived source. Absent fields were not stated by the document. */
export interface Capture {
  readonly format: "outweigh-capture-1";
  readonly source: string;
  /** File name of the bytes as they came, in the same folder. */
  readonly original: string;
  /** Name of the file, or address, under which it was given. */
  readonly input: string;
  /** When the bytes were taken, an instant in UTC. */
  readonly captured: string;
  readonly url?: string;
  /** Of the answer of the server, where there was one. */
  readonly httpStatus?: number;
  readonly contentType?: string;
  readonly kind: string;
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
  readonly publisher?: string;
  readonly language?: string;
  readonly pages?: number;
  readonly sha256: { readonly original: string; readonly text: string };
  /** The program that made `text.txt` of the original. */
  readonly reader: string;
  readonly findings: readonly { readonly code: string; readonly detail: string }[];
  /** The language model that was asked for passages when this was taken, and how many of its passages stand in the text. */
  readonly model?: { readonly name: string; readonly suggested: number };
  /** Sources of the case whose text is the same or nearly so; `similarity` from 0 to 1. */
  readonly echoes?: readonly { readonly source: string; readonly similarity: number }[];
}

/** File names in the folder of a source. */
export const archiveNames = { text: "text.txt", capture: "capture.json", decisions: "decisions.json" } as const;

/** Writes a record; the same facts are always the same text. */
export function recordText(record: unknown): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** The capture in a folder; undefined when there is none that can be read. */
export function readCapture(disk: Disk, folder: string): Capture | undefined {
  const record = readRecord(disk, `${folder}/${archiveNames.capture}`);
  if (record?.format !== "outweigh-capture-1") return undefined;
  const { source, original, captured, sha256 } = record;
  const areTexts = [source, original, captured].every((value) => typeof value === "string");
  if (!areTexts || typeof sha256 !== "object" || sha256 === null || !("original" in sha256) || !("text" in sha256)) return undefined;
  return record as unknown as Capture;
}

/** The decisions in a folder by the hash of their quotes; none when there is no file. Undefined when there is one that cannot be read. */
export function readDecisions(disk: Disk, folder: string): ReadonlyMap<string, Decision> | undefined {
  const path = `${folder}/${archiveNames.decisions}`;
  if (disk.kind(path) === "missing") return new Map();
  const read = disk.read(path);
  return read.ok ? readDecisionsText(new TextDecoder().decode(read.bytes)) : undefined;
}

function readRecord(disk: Disk, path: string): Record<string, unknown> | undefined {
  const read = disk.read(path);
  if (!read.ok) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(read.bytes));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
