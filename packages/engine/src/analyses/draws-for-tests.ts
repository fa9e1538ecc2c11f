/** Columns of random draws with known distributions, for tests: independent, or in eight replicates. */

import { openStream } from "../sampling/sampler.js";
import { normalQuantile } from "../special/normal.js";

/** Uniforms from a seed and a name. */
export function uniformDraws(count: number, seed: number, name: string, replicated = false): Float64Array {
  const { fill } = openStream(replicated ? "digital" : "random", seed, [name], { draws: count });
  const column = new Float64Array(Math.ceil(count / 512) * 512);
  for (let block = 0; block * 512 < count; block++) fill(column.subarray(block * 512, (block + 1) * 512), block);
  return column.slice(0, count);
}

/** Normal draws from a seed and a name. */
export function normalDraws(count: number, seed: number, name: string, mean = 0, sd = 1, replicated = false): Float64Array {
  return uniformDraws(count, seed, name, replicated).map((u) => mean + sd * normalQuantile(u));
}

/** The share of seeds from 1 to `seeds` for which something is true. */
export function shareOf(seeds: number, isTrue: (seed: number) => boolean): number {
  let count = 0;
  for (let seed = 1; seed <= seeds; seed++) count += Number(isTrue(seed));
  return count / seeds;
}
