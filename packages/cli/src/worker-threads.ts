/** Worker threads of Node: as the members of a pool, and for analyses beside the command. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type DecisionDraws, knownCurves } from "@outweigh/engine";
import type { AnalysisResults, AnalysisTask, AnalysisThread, DrawnSubject } from "./analysis-task.js";
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

/** Starts a thread whose module is at `url`. */
export function analysisThread(url: URL): (task: AnalysisTask) => AnalysisThread {
  return (task) => {
    const worker = new Worker(url, { workerData: task });
    const results = new Promise<AnalysisResults | undefined>((resolve) => {
      worker.once("message", (made: AnalysisResults) => {
        resolve(made);
        void worker.terminate();
      });
      worker.once("error", () => resolve(undefined));
      worker.once("exit", () => resolve(undefined));
    });
    const give = ({ decision: _, ...drawn }: DecisionDraws) => worker.postMessage({ drawn, curves: knownCurves() } satisfies DrawnSubject);
    return { results, give, end: () => void worker.terminate() };
  };
}
