/** Worker threads of Node as the members of a pool. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Effects } from "./effects.js";

/** As many threads as the machine has cores for, whose module is at `url`. */
export function workerThreads(url: URL): NonNullable<Effects["workers"]> {
  return {
    cores: availableParallelism(),
    start: (listener) => {
      const worker = new Worker(url);
      let isEnded = false;
      const died = (reason: string) => {
        if (!isEnded) listener.died(reason);
        isEnded = true;
      };
      worker.on("message", (report) => listener.report(report));
      worker.on("error", (error) => died(error instanceof Error ? error.message : String(error)));
      worker.on("exit", (code) => died(`it ended with code ${code}`));
      return {
        send: (order) => worker.postMessage(order),
        end: () => {
          isEnded = true;
          void worker.terminate();
        },
      };
    },
  };
}
