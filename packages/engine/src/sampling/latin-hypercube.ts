/**
 * Latin hypercube sampling without memory: of n draws each lies in its own of n equal intervals, which a keyed permutation of the numbers
 * below n hands out, so that any block can be computed alone.
 */
import { blockSize, fillUniforms, replicateCount, type StreamKey } from "../random.js";
import { randomWords } from "./digital-sequence.js";

/** Rounds of the Feistel network; four suffice for its halves to be mixed, six leave a margin where the halves have few bits. */
const rounds = 6;

/** A permutation of the whole numbers below `count` (at most 2^32): a Feistel network on pairs of halves, walked until it lands below `count`. */
export function permutation(key: StreamKey, count: number): (index: number) => number {
  if (count > 4294967296) throw new Error(`A Latin hypercube has at most 2^32 draws, not ${count}.`);
  const keys = randomWords(key, replicateCount, rounds);
  let width = 1;
  while (width < 16 && 1 << (2 * width) < count) width++;
  const mask = (1 << width) - 1;
  return (index) => {
    let at = index;
    do {
      let left = at >>> width;
      let right = at & mask;
      for (let round = 0; round < rounds; round++) {
        let mixed = Math.imul(right ^ keys[2 * round + 1]!, 0x9e3779b1) ^ keys[2 * round]!;
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
        mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
        const next = left ^ ((mixed ^ (mixed >>> 16)) & mask);
        left = right;
        right = next;
      }
      at = ((left << width) | right) >>> 0;
    } while (at >= count);
    return at;
  };
}

/** The greatest number below 1. */
const largest = 1 - 1.1102230246251565e-16;

/** Fills a column of 512 with the uniforms of a block of `draws`; what lies beyond the last draw is left pseudo-random. */
export function fillLatin(column: Float64Array, key: StreamKey, strata: (index: number) => number, draws: number, block: number): void {
  fillUniforms(column, key, block);
  const first = block * blockSize;
  const count = Math.min(blockSize, draws - first);
  for (let j = 0; j < count; j++) column[j] = Math.min((strata(first + j) + column[j]!) / draws, largest);
}
