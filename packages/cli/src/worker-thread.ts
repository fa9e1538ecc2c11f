/** What runs in a worker thread: it makes the batches that it is asked for. */
import { parentPort } from "node:worker_threads";
import { serveOrders } from "@outweigh/engine";

const port = parentPort;
if (port === null) throw new Error("This module is for worker threads.");
port.on(
  "message",
  serveOrders((report, transfer) => port.postMessage(report, transfer)),
);
