/** Parts that lie before a merge: which are of one run, which cannot be used and why, and which shards none of them holds. */
import type { Disk } from "./effects.js";
import { type BadPart, differenceOf, isBad, type Part, type PartHeader, type PartOf, pieceOf, readPart } from "./part.js";
import { type Problem, problem } from "./problem.js";

/** A part that can be used. Its payload is left on the disk until it is needed. */
export interface FoundPart {
  readonly path: string;
  readonly header: PartHeader;
}

/** Parts of one run. */
export interface Collection {
  readonly of: PartOf;
  readonly parts: readonly FoundPart[];
  /** Damaged files, parts of other runs, and those of a shard that an earlier one holds. */
  readonly bad: readonly BadPart[];
  /** Rising, from 1. */
  readonly missing: readonly number[];
}

/** Reads parts and sorts out which belong together. The run is that of which most parts are. */
export function collectParts(paths: readonly string[], disk: Disk): Collection | Problem {
  const bad: BadPart[] = [];
  const found: FoundPart[] = [];
  for (const path of new Set(paths)) {
    const part = readPart(disk, path);
    if (isBad(part)) bad.push(part);
    else found.push({ path, header: part.header });
  }
  const of = mostCommon(found);
  if (of === undefined) {
    const reasons = bad.map(({ path, reason }) => `${path}: ${reason}.`).join(" ");
    return problem(`There is no part to merge. ${reasons}`, "Parts are made by: outweigh run DIR --shard 1/8 --out 1.part");
  }
  const parts: FoundPart[] = [];
  const holder = new Map<number, string>();
  for (const { path, header } of found) {
    const difference = differenceOf(header, of);
    const twice = header.shards.find((shard) => holder.has(shard));
    if (difference !== undefined) bad.push({ path, reason: `it is of another run: ${difference}` });
    else if (twice !== undefined) bad.push({ path, reason: `it holds shard ${twice}, which is in ${holder.get(twice)} too` });
    else {
      for (const shard of header.shards) holder.set(shard, path);
      parts.push({ path, header });
    }
  }
  const missing = Array.from({ length: of.count }, (_, index) => index + 1).filter((shard) => !holder.has(shard));
  return { of, parts, bad, missing };
}

/** The run of which most parts are; of equals, that of the first. */
function mostCommon(found: readonly FoundPart[]): PartOf | undefined {
  const groups: FoundPart[][] = [];
  for (const part of found) {
    const group = groups.find((members) => differenceOf(part.header, members[0]!.header) === undefined);
    if (group === undefined) groups.push([part]);
    else group.push(part);
  }
  return groups.sort((one, other) => other.length - one.length)[0]?.[0]?.header;
}

/** `2,5-7`: what the array of a Slurm job takes. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}

/** What all shards made, in their order. A part is read when its first shard is due and forgotten after its last. */
export function* piecesInOrder({ of, parts }: Collection, disk: Disk): Generator<Uint8Array<ArrayBuffer> | BadPart> {
  const read = new Map<string, Part>();
  for (let shard = 1; shard <= of.count; shard++) {
    const found = parts.find(({ header }) => header.shards.includes(shard));
    if (found === undefined) continue;
    const part = read.get(found.path) ?? readPart(disk, found.path);
    if (isBad(part)) {
      yield part;
      return;
    }
    read.set(found.path, part);
    yield pieceOf(part, shard);
    if (part.header.shards.at(-1) === shard) read.delete(found.path);
  }
}
