/** What whoever spreads a run and its workers say to each other. All of it is plain data that threads can pass on. */
import type { Graph } from "../graph.js";
import type { Job } from "../run/open-run.js";
import type { RunSettings } from "../run/prepare.js";
import type { KnownCurve } from "../run/quantiles.js";
import type { WasmModule } from "../wasm/instantiate.js";
import type { CompiledModule } from "../wasm/module-cache.js";

/** Modules and tables that whoever spreads a run has and a worker has not. */
export interface Compiled {
  readonly kernels: WasmModule | undefined;
  readonly modules: readonly CompiledModule[];
  readonly curves: readonly KnownCurve[];
}

/** What a worker is told. Orders are obeyed one after the other. */
export type Order =
  /** Opens a run; the one before is over. What has been made for it elsewhere need not be made again. */
  | { readonly kind: "open"; readonly graph: Graph; readonly settings: RunSettings; readonly compiled: Compiled }
  /** What is settled in the present pass of the run. */
  | { readonly kind: "settle"; readonly plans: Job["plans"]; readonly brackets: Job["brackets"] }
  /** Asks for a batch. `job` comes back with the answer. */
  | { readonly kind: "batch"; readonly job: number; readonly batch: number };

/** What a worker says. */
export type Report =
  /** A batch, by `partialOfBytes`. */
  | { readonly kind: "partial"; readonly job: number; readonly batch: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A mistake of ours: the same order would fail again. */
  | { readonly kind: "failed"; readonly job: number; readonly message: string };

/** A running worker, on whatever platform. */
export interface WorkerHandle {
  send(order: Order): void;
  end(): void;
}

/** What is done when a worker reports, and when it is gone without having been ended. */
export interface WorkerListener {
  report(report: Report): void;
  died(reason: string): void;
}

/** Starts a worker that serves by `serveOrders`. */
export type StartWorker = (listener: WorkerListener) => WorkerHandle;
