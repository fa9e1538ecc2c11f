/**
 * The file that a shard of a run leaves: a line of JSON that says of what it is a part, then what its batches hold, or its scenarios. The
 * hash covers both, so that a part that was cut short, damaged or mixed up is never put together with others.
 */
import { createHash } from "node:crypto";
import { engineVersion, type Graph, type SamplingMethod } from "@outweigh/engine";
import type { Disk } from "./effects.js";

/** Of what a part is a part. All parts of a run agree in all of it but `shards`. */
export interface PartOf {
  /** Whether the shards spread the draws of one run, or the scenarios of a design. */
  readonly kind: "draws" | "scenarios";
  readonly engineVersion: string;
  readonly case: string;
  /** The folder as it was typed. */
  readonly folder: string;
  readonly inputsHash: string;
  readonly graphHash: string;
  /** The file of the design as it was typed, and its hash. */
  readonly design?: { readonly path: string; readonly hash: string };
  readonly seed: number;
  readonly sampling: SamplingMethod;
  readonly draws: number;
  /** How many shards there are. */
  readonly count: number;
}

/** The first line of a part. */
export interface PartHeader extends PartOf {
  readonly format: "outweigh-part-1";
  /** Which shards are in it, from 1, rising. */
  readonly shards: readonly number[];
  /** For each of them, how many bytes it has of what follows the line: a multiple of eight. */
  readonly lengths: readonly number[];
  /** Of the line without this field, and of what follows. */
  readonly sha256: string;
}

/** A part that was read. */
export interface Part {
  readonly path: string;
  readonly header: PartHeader;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** Why a file is no part that can be used. */
export interface BadPart {
  readonly path: string;
  readonly reason: string;
}

/** The hash of a model, in which numbers that JSON cannot write differ too. */
export function graphHash(graph: Graph): string {
  const text = JSON.stringify(graph, (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value));
  return createHash("sha256").update(text).digest("hex");
}

/** What every part of a run says of the run. */
export function partOf(of: Omit<PartOf, "engineVersion">): PartOf {
  return { ...of, engineVersion };
}

const newline = 10;

/** The first line, padded so that what follows begins at a multiple of eight bytes. */
function lineOf(header: object): Uint8Array<ArrayBuffer> {
  const line = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil((line.length + 1) / 8) * 8).fill(32);
  padded.set(line);
  padded[padded.length - 1] = newline;
  return padded;
}

function hashOf(header: Omit<PartHeader, "sha256">, pieces: readonly Uint8Array[]): string {
  const hash = createHash("sha256").update(JSON.stringify(header));
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}

/** What one shard made, in pieces whose lengths are multiples of eight. */
export interface MadeShard {
  readonly shard: number;
  readonly pieces: readonly Uint8Array[];
}

const lengthOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** Writes a part, all at once: a shard that is killed leaves none. Gives a reason when it cannot. */
export function writePart(disk: Disk, path: string, of: PartOf, made: readonly MadeShard[]): string | undefined {
  const inOrder = [...made].sort((one, other) => one.shard - other.shard);
  const { kind, engineVersion, case: id, folder, inputsHash, graphHash, design, seed, sampling, draws, count } = of;
  const header = {
    format: "outweigh-part-1",
    ...{ kind, engineVersion, case: id, folder, inputsHash, graphHash, ...(design && { design }), seed, sampling, draws, count },
    shards: inOrder.map(({ shard }) => shard),
    lengths: inOrder.map(({ pieces }) => lengthOf(pieces)),
  } as const;
  const pieces = inOrder.flatMap((each) => each.pieces);
  return disk.replace(path, [lineOf({ ...header, sha256: hashOf(header, pieces) }), ...pieces]);
}

/** What a part has of a shard. */
export function pieceOf({ header, payload }: Part, shard: number): Uint8Array<ArrayBuffer> {
  const at = header.shards.indexOf(shard);
  const from = header.lengths.slice(0, at).reduce((sum, length) => sum + length, 0);
  return payload.subarray(from, from + header.lengths[at]!);
}

/** Reads a part and proves it whole. */
export function readPart(disk: Disk, path: string): Part | BadPart {
  const read = disk.readWhole(path);
  if (!read.ok) return { path, reason: read.reason === "missing" ? "there is no such file" : "it cannot be read" };
  const { bytes } = read;
  const end = bytes.subarray(0, 65536).indexOf(newline);
  const header = end < 0 ? undefined : headerOf(new TextDecoder().decode(bytes.subarray(0, end)));
  if (header === undefined) return { path, reason: bytes.length === 0 ? "it is empty" : "it is not a part, or its first line is damaged" };
  const payload = alignedPart(bytes, end + 1);
  const expected = header.lengths.reduce((sum, length) => sum + length, 0);
  if (payload.length < expected) return { path, reason: `it is cut short: ${payload.length} of ${expected} bytes are there` };
  const { sha256, ...hashed } = header;
  if (payload.length > expected || sha256 !== hashOf(hashed, [payload])) return { path, reason: "it is damaged: its hash is another" };
  return { path, header, payload };
}

/** Whether a file that was read is no part. */
export function isBad(part: object): part is BadPart {
  return "reason" in part;
}

/** What follows the first line, at a multiple of eight bytes in its buffer. */
function alignedPart(bytes: Uint8Array, from: number): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes;
  const isAligned = buffer instanceof ArrayBuffer && (byteOffset + from) % 8 === 0;
  return isAligned ? new Uint8Array(buffer, byteOffset + from, length - from) : new Uint8Array(bytes.subarray(from));
}

function headerOf(line: string): PartHeader | undefined {
  try {
    const header: unknown = JSON.parse(line);
    if (typeof header !== "object" || header === null || !("format" in header) || header.format !== "outweigh-part-1") return undefined;
    const { shards, lengths } = header as Partial<PartHeader>;
    return Array.isArray(shards) && Array.isArray(lengths) && shards.length === lengths.length ? (header as PartHeader) : undefined;
  } catch {
    return undefined;
  }
}

const words: readonly (readonly [keyof PartOf, string])[] = [
  ["engineVersion", "engine"],
  ["kind", "kind"],
  ["case", "case"],
  ["inputsHash", "state of the case"],
  ["seed", "seed"],
  ["draws", "number of draws"],
  ["sampling", "way of sampling"],
  ["count", "number of shards"],
  ["design", "design"],
  ["graphHash", "model"],
];

/** In which respect a part is not of the run, if in any: `another seed (2, not 1)`. */
export function differenceOf(part: PartOf, run: PartOf): string | undefined {
  for (const [key, name] of words) {
    const show = (of: PartOf) => (key === "design" ? (of.design?.hash ?? "none") : String(of[key])).slice(0, 16);
    if (show(part) !== show(run)) return `another ${name} (${show(part)}, not ${show(run)})`;
  }
  return undefined;
}
