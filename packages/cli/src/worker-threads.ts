/** Worker threads of Node: as the members of a pool, and for analyses beside the command. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type DecisionDraws, knownCurves } from "@outweigh/engine";
import type { AnalysisResults, AnalysisThread, DrawnSubject } from "./analysis-task.js";
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

/** Threads for analyses whose module is at `url`. One that was prepared is loading its modules while the case is read. */
export function analysisThreads(url: URL): NonNullable<NonNullable<Effects["workers"]>["analyses"]> {
  let prepared: IdleThread | undefined;
  return {
    prepare: () => {
      prepared ??= idleThread(url);
    },
    start: (task) => {
      const { worker, results } = prepared ?? idleThread(url);
      prepared = undefined;
      worker.ref();
      worker.postMessage(task);
      const give = ({ decision: _, ...drawn }: DecisionDraws) => worker.postMessage({ drawn, curves: knownCurves() } satisfies DrawnSubject);
      return { results, give, end: () => void worker.terminate() };
    },
  };
}

interface IdleThread {
  readonly worker: Worker;
  readonly results: AnalysisThread["results"];
}

/** A thread without a task, which does not keep the process alive. */
function idleThread(url: URL): IdleThread {
  const worker = new Worker(url);
  const results = new Promise<AnalysisResults | undefined>((resolve) => {
    worker.once("message", (made: AnalysisResults) => {
      resolve(made);
      void worker.terminate();
    });
    worker.once("error", () => resolve(undefined));
    worker.once("exit", () => resolve(undefined));
  });
  worker.unref();
  return { worker, results };
}
