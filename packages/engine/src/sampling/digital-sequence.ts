/**
 * Scrambled digital sequences in base 2: eight independent randomisations of one sequence, whose points are the exclusive or of direction
 * words. All words have 64 bits, of which the first 52 are used, and are stored as pairs of 32 bits, low half first.
 */
import { blockSize, fillUniforms, replicateCount, type StreamKey } from "../random.js";

/** Points of one replicate in a block; draw j of block b is point `64 b + floor(j / 8)` of replicate `j mod 8`. */
export const pointsPerBlock = blockSize / replicateCount;

/** The bits of a point's number within a block. */
export const levelsPerBlock = 6;

/** The most direction words that a sequence has: enough for 2^40 points of each replicate. */
export const maximumLevels = 40;

/**
 * A generator matrix in base 2, upper triangular with ones on the diagonal, by its columns: words in pairs, the highest bit being row 0.
 * Every such matrix gives a (0, 1)-sequence: each aligned run of 2^m points has one in each interval of length 2^-m.
 */
export type GeneratorMatrix = Uint32Array;

/** A sequence ready for use. A draw of block b is `toUniform(base[j] ^ offset[j mod 8])`, the offsets being those of `offsetsOf` for b. */
export interface DigitalSequence {
  /** The points of block 0 with their digital shift, in the order of draws: 512 words in pairs. */
  readonly base: Uint32Array;
  /** For each replicate, the direction words of the bits of the block's number: 8 times `levels` words in pairs. */
  readonly directions: Uint32Array;
  /** How many bits of the block's number have a direction word. */
  readonly levels: number;
}

/** Bits that a block's number can have when a run has so many draws. */
export function levelsFor(draws: number): number {
  let levels = 0;
  for (let blocks = Math.ceil(draws / blockSize); blocks > 1; blocks = Math.ceil(blocks / 2)) levels++;
  return Math.min(levels, maximumLevels - levelsPerBlock);
}

/**
 * Words of 52 random bits of a stream, in pairs. `salt` tells apart what they are for; it stands where the block's number stands in
 * pseudo-random draws, counted from the end, where no run comes.
 */
export function randomWords(key: StreamKey, salt: number, count: number): Uint32Array {
  const uniforms = new Float64Array(count);
  fillUniforms(uniforms, key, -1 - salt);
  const words = new Uint32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const bits = Math.floor(uniforms[i]! * 4503599627370496);
    const high = Math.floor(bits / 1048576);
    words[2 * i] = (bits - high * 1048576) << 12;
    words[2 * i + 1] = high;
  }
  return words;
}

/**
 * Randomises a sequence eight times, each time by a random lower triangular matrix with ones on its diagonal (Matoušek 1998) and a random
 * digital shift. Without a generator matrix each replicate takes a random one of its own (Goda and L'Ecuyer 2022), which belongs to the stream's key alone.
 * `levels` is how many bits of the block's number count.
 */
export function scrambled(key: StreamKey, levels: number, generator?: GeneratorMatrix): DigitalSequence {
  const count = levelsPerBlock + levels;
  const base = new Uint32Array(2 * blockSize);
  const directions = new Uint32Array(2 * replicateCount * levels);
  const own = new Uint32Array(2 * count);
  const lower = new Uint32Array(2 * count);
  for (let replicate = 0; replicate < replicateCount; replicate++) {
    const words = randomWords(key, replicate, 1 + 2 * count);
    for (let k = 0; k < count; k++) {
      own[2 * k] = words[4 * k + 2]!;
      own[2 * k + 1] = words[4 * k + 3]!;
      unitUpper(own, k);
      lower[2 * k] = words[4 * k + 4]!;
      lower[2 * k + 1] = words[4 * k + 5]!;
      unitLower(lower, k);
    }
    const vectors = product(lower, generator ?? own, count);
    base.set(words.subarray(0, 2), 2 * replicate);
    for (let point = 1; point < pointsPerBlock; point++) {
      const last = 31 - Math.clz32(point);
      const at = 2 * (replicateCount * point + replicate);
      const before = at - 2 * replicateCount * (1 << last);
      base[at] = base[before]! ^ vectors[2 * last]!;
      base[at + 1] = base[before + 1]! ^ vectors[2 * last + 1]!;
    }
    directions.set(vectors.subarray(2 * levelsPerBlock), 2 * replicate * levels);
  }
  return { base, directions, levels };
}

/** The columns of a lower triangular matrix times those of an upper triangular one: words in pairs. */
function product(lower: Uint32Array, upper: Uint32Array, count: number): Uint32Array {
  const result = new Uint32Array(2 * count);
  for (let k = 0; k < count; k++) {
    for (let row = 0; row <= k; row++) {
      const bit = row < 32 ? upper[2 * k + 1]! >>> (31 - row) : upper[2 * k]! >>> (63 - row);
      if ((bit & 1) === 0) continue;
      result[2 * k]! ^= lower[2 * row]!;
      result[2 * k + 1]! ^= lower[2 * row + 1]!;
    }
  }
  return result;
}

/** Puts a one into row k of the random column k and leaves what lies above it; what lies below is not looked at. */
function unitUpper(columns: Uint32Array, k: number): void {
  if (k < 32) columns[2 * k + 1]! |= 0x80000000 >>> k;
  else columns[2 * k]! |= 0x80000000 >>> (k - 32);
}

/** Makes the random column k one of a lower triangular matrix: zeros above row k, a one in it. */
function unitLower(columns: Uint32Array, k: number): void {
  const isHigh = k < 32;
  const at = isHigh ? 2 * k + 1 : 2 * k;
  const one = 0x80000000 >>> (isHigh ? k : k - 32);
  columns[at] = (columns[at]! & (one - 1)) | one;
  if (!isHigh) columns[2 * k + 1] = 0;
}

/** Writes the words, in pairs, by which each replicate's points of this block differ from those of block 0. */
export function offsetsOf({ directions, levels }: DigitalSequence, block: number, offsets: Uint32Array): void {
  offsets.fill(0);
  for (let k = 0, rest = block; rest > 0; k++, rest = Math.floor(rest / 2)) {
    if (k >= levels) throw new Error(`Block ${block} is beyond the draws for which the stream was opened.`);
    if (rest % 2 === 0) continue;
    for (let replicate = 0; replicate < replicateCount; replicate++) {
      offsets[2 * replicate]! ^= directions[2 * (replicate * levels + k)]!;
      offsets[2 * replicate + 1]! ^= directions[2 * (replicate * levels + k) + 1]!;
    }
  }
}

/** Two to the power of -52. */
const step = 2.220446049250313e-16;

/** Fills a column of 512 with the uniforms of a block: odd multiples of 2^-53, so strictly between 0 and 1. */
export function fillSequence(column: Float64Array, sequence: DigitalSequence, block: number): void {
  const offsets = new Uint32Array(2 * replicateCount);
  offsetsOf(sequence, block, offsets);
  const { base } = sequence;
  for (let j = 0; j < blockSize; j++) {
    const replicate = 2 * (j & 7);
    const low = base[2 * j]! ^ offsets[replicate]!;
    const high = base[2 * j + 1]! ^ offsets[replicate + 1]!;
    column[j] = ((high >>> 0) * 1048576 + (low >>> 12) + 0.5) * step;
  }
}
