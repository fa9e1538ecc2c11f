/** Columns of random numbers by name and seed, for tests of analyses. */
import { blockSize, fillUniforms, streamKey } from "../random.js";
import { normalQuantile } from "../special.js";

/** Independent uniform numbers, which belong to a name and a seed. */
export function column(name: string, rows: number, seed = 1): Float64Array {
  const values = new Float64Array(Math.ceil(rows / blockSize) * blockSize);
  const key = streamKey(seed, [name]);
  for (let block = 0; block * blockSize < rows; block++)
    fillUniforms(values.subarray(block * blockSize, (block + 1) * blockSize), key, block);
  return values.slice(0, rows);
}

/** Independent standard normal numbers, which belong to a name and a seed. */
export function normals(name: string, rows: number, seed = 1): Float64Array {
  return column(name, rows, seed).map(normalQuantile);
}
