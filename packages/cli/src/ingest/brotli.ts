/** Expanding Brotli, for web archives that keep pages as they were sent. */
import { brotliDecompressSync } from "node:zlib";

/** The expanded bytes, or undefined when they are damaged or more than `most`. */
export function expandBrotli(bytes: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch {
    return undefined;
  }
}
