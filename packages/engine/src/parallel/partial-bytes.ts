/**
 * What a batch holds as one stretch of bytes, which can be handed to another thread or written to a file. Numbers are as little-endian
 * machines hold them, and every list begins at a multiple of eight bytes.
 */
import type { BracketPartial } from "../statistics/bracket-gatherer.js";
import type { BatchPartial, CellPartial } from "../statistics/cells.js";
import { accumulators, emptyAccumulators } from "../statistics/moments.js";

type List = Float64Array | Uint32Array;

/** The lists of a cell in the order in which they are written; absent ones are empty. The types make sure that none is forgotten. */
interface CellLists extends Record<Exclude<keyof CellPartial, "brackets"> | keyof BracketPartial, List | undefined> {}

const order = ["moments", "column", "sums", "values", "counts"] as const satisfies readonly (keyof CellLists)[];

/** Words of 32 bits before the lists of a batch and of a cell. */
const batchWords = 4;
const cellWords = 6;

const hasMoments = 1;
const hasColumn = 2;
const hasBrackets = 4;

function listsOf({ moments, column, brackets }: CellPartial): CellLists {
  return { moments, column, sums: brackets?.sums, values: brackets?.values, counts: brackets?.counts };
}

/** Moments of no draws: nothing of the cell is in this batch. */
const noMoments = emptyAccumulators();

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** The bytes of a batch. */
export function bytesOfPartial({ batch, cells }: BatchPartial): Uint8Array<ArrayBuffer> {
  const written = cells.map((cell) => (cell.moments[accumulators.count] === 0 ? undefined : listsOf(cell)));
  let length = 4 * batchWords;
  for (const lists of written) {
    length += 4 * cellWords;
    for (const name of order) length += padded(lists?.[name]?.byteLength ?? 0);
  }
  const bytes = new Uint8Array(length);
  const words = new Uint32Array(bytes.buffer);
  words.set([batch, cells.length, length % 4294967296, Math.floor(length / 4294967296)]);
  let at = 4 * batchWords;
  written.forEach((lists, index) => {
    const { column, brackets } = cells[index]!;
    const flags = lists === undefined ? 0 : hasMoments | (column ? hasColumn : 0) | (brackets ? hasBrackets : 0);
    words.set([flags, ...order.map((name) => lists?.[name]?.length ?? 0)], at / 4);
    at += 4 * cellWords;
    for (const name of order) {
      const list = lists?.[name];
      if (list === undefined) continue;
      bytes.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), at);
      at += padded(list.byteLength);
    }
  });
  return bytes;
}

/** The batch that these bytes hold, which begin at a multiple of eight in their buffer. Lists are views of it. */
export function partialOfBytes(bytes: Uint8Array<ArrayBuffer>): BatchPartial {
  const { buffer, byteOffset } = bytes;
  const words = new Uint32Array(buffer, byteOffset, bytes.length >> 2);
  const [batch = 0, count = 0] = words;
  let at = 4 * batchWords;
  const numbers = (length: number) => {
    const list = new Float64Array(buffer, byteOffset + at, length);
    at += 8 * length;
    return list;
  };
  const cells = Array.from({ length: count }, (): CellPartial => {
    const [flags = 0, momentsLength = 0, columnLength = 0, sumsLength = 0, valuesLength = 0, countsLength = 0] = words.subarray(
      at >> 2,
      (at >> 2) + cellWords,
    );
    at += 4 * cellWords;
    if (flags === 0) return { moments: noMoments };
    const moments = numbers(momentsLength);
    const column = numbers(columnLength);
    const sums = numbers(sumsLength);
    const values = numbers(valuesLength);
    const counts = new Uint32Array(buffer, byteOffset + at, countsLength);
    at += padded(4 * countsLength);
    return {
      moments,
      ...(flags & hasColumn ? { column } : {}),
      ...(flags & hasBrackets ? { brackets: { counts, sums, values } } : {}),
    };
  });
  return { batch, cells };
}

/** The length in bytes of the batch that begins with these bytes, by its own word; undefined when they are too few to say. */
export function lengthOfPartial(bytes: Uint8Array<ArrayBuffer>): number | undefined {
  if (bytes.length < 4 * batchWords) return undefined;
  const [, , low = 0, high = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, batchWords);
  return high * 4294967296 + low;
}
