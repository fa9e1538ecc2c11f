/** Web workers as the members of a pool. Messages are copied or change hands, so that no memory has to be shared. */
import type { Order, Report, StartWorker } from "./orders.js";

/** What is used of a browser's `Worker`. */
export interface WebWorker {
  postMessage(order: Order): void;
  terminate(): void;
  onmessage: ((event: { readonly data: Report }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  onmessageerror: (() => void) | null;
}

/**
 * Starts members of a pool from web workers whose module is `@outweigh/engine/web-worker`:
 * `openPool(navigator.hardwareConcurrency, startWebWorker(() => new Worker(url, { type: "module" })))`.
 */
export function startWebWorker(make: () => WebWorker): StartWorker {
  return (listener) => {
    const worker = make();
    worker.onmessage = ({ data }) => listener.report(data);
    worker.onerror = ({ message }) => listener.died(message ?? "its script could not be loaded");
    worker.onmessageerror = () => listener.died("a message could not be read");
    return {
      send: (order) => worker.postMessage(order),
      end: () => worker.terminate(),
    };
  };
}
