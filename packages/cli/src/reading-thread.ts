/** What runs in a thread that reads one document. */
import { parentPort, workerData } from "node:worker_threads";
import { readDocument } from "@outweigh/evidence";
import { expandBrotli } from "./ingest/brotli.js";
import type { ReadingTask } from "./reading-apart.js";

const port = parentPort;
if (port === null) throw new Error("This module is for worker threads.");
const { bytes, hints }: ReadingTask = workerData;
port.postMessage(await readDocument(bytes, { ...hints, brotli: expandBrotli }));
