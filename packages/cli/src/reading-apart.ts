/** A document read in a thread of its own, so that one that is made to take for ever or all memory (a PDF can be) is given up and the command goes on. */
import { Worker } from "node:worker_threads";
import { type DocumentHints, type DocumentReading, readDocument } from "@outweigh/evidence";
import { expandBrotli } from "./ingest/brotli.js";

/** What a reading may take. */
export interface ReadingBounds {
  /** Milliseconds; 60,000 by default. */
  readonly time?: number;
  /** Megabytes of objects; 1,500 by default. */
  readonly memory?: number;
}

/** What the thread is given. */
export interface ReadingTask {
  readonly bytes: Uint8Array;
  readonly hints: Omit<DocumentHints, "brotli">;
}

/** Reads a document in a thread whose module is at `url`. Brotli is expanded there. What is given up is told as `too-large`, with the bound that it passed. */
export function readDocumentApart(
  url: URL,
  task: ReadingTask,
  { time = 60_000, memory = 1500 }: ReadingBounds = {},
): Promise<DocumentReading> {
  const worker = new Worker(url, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: memory } });
  return new Promise((resolve) => {
    const finish = (reading: DocumentReading) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(reading);
    };
    const giveUp = (code: "too-large" | "damaged", detail: string) => finish({ ok: false, problem: { code, detail } });
    const timer = setTimeout(() => giveUp("too-large", `reading it takes more than ${time / 1000} s`), time);
    worker.once("message", finish);
    worker.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") giveUp("too-large", `reading it takes more than ${memory} MB of memory`);
      else giveUp("damaged", error.message.slice(0, 200));
    });
    worker.once("exit", () => giveUp("damaged", "its reading ended without a word"));
  });
}

/** From this size a document is read apart whatever its format is. */
const smallBytes = 1_000_000;

/** Reads a small plain document at once; apart, in a thread whose module is at `url`, one that could be made to take for ever: a PDF, a package of files, or a large one. */
export function readDocumentSafely(url: URL, { bytes, hints }: ReadingTask, bounds?: ReadingBounds): Promise<DocumentReading> {
  const opening = String.fromCharCode(...bytes.subarray(0, 1024));
  if (bytes.length < smallBytes && !opening.startsWith("PK") && !opening.includes("%PDF"))
    return readDocument(bytes, { ...hints, brotli: expandBrotli });
  return readDocumentApart(url, { bytes, hints }, bounds);
}
