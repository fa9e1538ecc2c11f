/**
 * The only randomness of the engine: uniform numbers addressed by seed, stream and block. A stream is named by texts, so that a column
 * of uniforms depends on nothing but its own name: not on the order of evaluation and not on edits elsewhere in the model.
 */

/** Draws per block: the unit of work, of seeding and of combining sums. */
export const blockSize = 512;

/** Draw j belongs to replicate `j % replicateCount`: under a replicated sampler these are independent randomisations of one design. */
export const replicateCount = 8;

/** The identity of a stream of uniforms: 128 bits made from the seed and the names. */
export type StreamKey = Uint32Array;

/** Finaliser of MurmurHash3 (Appleby, public domain): every bit of the input changes half of the bits of the result. */
function scramble(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function absorb(state: Uint32Array, word: number): void {
  const first = scramble(state[0]! ^ Math.imul(word, 0xcc9e2d51));
  const second = scramble((state[1]! ^ Math.imul(word, 0x1b873593)) + first);
  const third = scramble((state[2]! ^ Math.imul(word, 0x38b34ae5)) + second);
  const fourth = scramble((state[3]! ^ Math.imul(word, 0xa1e38b93)) + third);
  state[0] = first + fourth;
  state[1] = second;
  state[2] = third;
  state[3] = fourth;
}

/** The key of the stream with these names (its own name and the members of its cell) under a seed, which is a whole number. */
export function streamKey(seed: number, names: readonly string[]): StreamKey {
  const state = Uint32Array.of(0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667);
  absorb(state, seed >>> 0);
  absorb(state, Math.floor(seed / 4294967296) >>> 0);
  for (const name of names) {
    absorb(state, name.length);
    for (let i = 0; i < name.length; i++) absorb(state, name.charCodeAt(i) + 1);
  }
  return state;
}

/** 2 to the power of -52. */
const step = 2.220446049250313e-16;

/** The state of xoshiro128** with which a block of a stream begins: four words of 32 bits, not all zero. */
export function blockKey(key: StreamKey, block: number): Int32Array {
  const state = Uint32Array.from(key);
  absorb(state, block);
  absorb(state, 0x5bd1e995);
  const words = Int32Array.from(state);
  if (words.every((word) => word === 0)) words[0] = 1;
  return words;
}

/** Fills a column with the uniforms of one block of a stream, each in the open interval (0, 1), by xoshiro128** (Blackman and Vigna 2018). */
export function fillUniforms(column: Float64Array, key: StreamKey, block: number): void {
  let [a, b, c, d] = blockKey(key, block) as unknown as [number, number, number, number];
  for (let i = 0; i < column.length; i++) {
    let high = 0;
    let low = 0;
    for (let half = 0; half < 2; half++) {
      const product = Math.imul(b, 5);
      const output = Math.imul((product << 7) | (product >>> 25), 9) >>> 6;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      if (half === 0) high = output;
      else low = output;
    }
    column[i] = (high * 67108864 + low + 0.5) * step;
  }
}
