/** What runs in a thread that reads one document. */
import { parentPort, workerData } from "node:worker_threads";
import { brotliDecompressSync } from "node:zlib";
import { readDocument } from "@outweigh/evidence";
import type { ReadingTask } from "./reading-apart.js";

const port = parentPort;
if (port === null) throw new Error("This module is for worker threads.");
const { bytes, hints }: ReadingTask = workerData;
const brotli = (packed: Uint8Array, most: number): Uint8Array | undefined => {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch {
    return undefined;
  }
};
port.postMessage(await readDocument(bytes, { ...hints, brotli }));
