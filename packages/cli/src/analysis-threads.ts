/** Worker threads of Node for analyses beside the command. This file needs no other module of ours, so that a thread can be begun before they are loaded. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { AnalysisResults, AnalysisThread, AnalysisThreads } from "./analysis-task.js";

/** Threads for analyses whose module is at `url`. One that was prepared is loading its modules while the case is read. */
export function analysisThreads(url: URL): AnalysisThreads {
  let prepared: IdleThread | undefined;
  return {
    prepare: () => {
      if (availableParallelism() > 1) prepared ??= idleThread(url);
    },
    start: (task) => {
      const { worker, results } = prepared ?? idleThread(url);
      prepared = undefined;
      worker.ref();
      worker.postMessage(task);
      return { results, give: (subject) => worker.postMessage(subject), end: () => void worker.terminate() };
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
