/** A pool of workers: hands out batches, takes them back in order, and starts a worker anew that has died, so that its batches are repeated. */

import { kernelModule } from "../run/arena.js";
import type { Job } from "../run/open-run.js";
import { knownCurves } from "../run/quantiles.js";
import type { BatchPartial } from "../statistics/cells.js";
import { canCompile } from "../wasm/instantiate.js";
import { cachedModules } from "../wasm/module-cache.js";
import type { Compiled, Report, StartWorker, WorkerHandle } from "./orders.js";
import { partialOfBytes } from "./partial-bytes.js";

/** What is used of an AbortSignal. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Says that a run was cancelled by its signal. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
  constructor() {
    super("The run was cancelled.");
  }
}

/** Says that workers died again and again at the same batch. */
export class WorkersDied extends Error {
  override readonly name = "WorkersDied";
  constructor(
    readonly batch: number,
    readonly reason: string,
  ) {
    super(`Batch ${batch} was given up after ${mostDeaths} workers had died at it: ${reason}`);
  }
}

/** So many workers may die at a batch before it is given up. */
export const mostDeaths = 3;

/** Orders that a worker has at a time: one that it works on, and one more, so that it need not wait for the next. */
const ahead = 2;

/** Batches made by whoever makes them. */
export interface Maker {
  /**
   * Makes these batches of a job and hands each to `take`, in the order of the list. Rejects with `Cancelled`, with `WorkersDied`, or with
   * the error of a worker.
   */
  make(job: Job, batches: readonly number[], take: (partial: BatchPartial) => void, signal?: CancelSignal): Promise<void>;
}

/** Workers that stay warm from one run to the next, until the pool is closed. One job at a time. */
export interface WorkerPool extends Maker {
  close(): void;
}

interface Member {
  handle: WorkerHandle | undefined;
  /** The run that is open in it, and the job that it knows. */
  graph: Job["graph"] | undefined;
  settings: string;
  job: number;
  /** The modules and tables that have been sent to it. */
  readonly sent: Set<object>;
  readonly outstanding: Set<number>;
}

/** What has been compiled and tabulated here and not yet sent to a member. The kernels are compiled while workers start, once for all. */
function compiledFor({ sent }: Member, { settings }: Job): Compiled {
  const isNew = (module: object) => !sent.has(module) && sent.add(module) !== undefined;
  const curves = knownCurves().filter(([, curve]) => isNew(curve));
  if (settings.tier === "reference" || !canCompile()) return { kernels: undefined, modules: [], curves };
  const kernels = kernelModule();
  return { kernels: isNew(kernels) ? kernels : undefined, modules: cachedModules().filter(({ module }) => isNew(module)), curves };
}

/** A pool of at most `size` workers, which are started when there is work for them. */
export function openPool(size: number, start: StartWorker): WorkerPool {
  const members = Array.from(
    { length: size },
    (): Member => ({ handle: undefined, graph: undefined, settings: "", job: -1, sent: new Set(), outstanding: new Set() }),
  );
  let jobs = 0;
  let isBusy = false;
  let onReport: (member: Member, report: Report) => void = () => {};
  let onDeath: (member: Member, reason: string) => void = () => {};

  const begin = (member: Member): WorkerHandle => {
    const handle = start({
      report: (report) => {
        if (member.handle === handle) onReport(member, report);
      },
      died: (reason) => {
        if (member.handle !== handle) return;
        forget(member);
        onDeath(member, reason);
      },
    });
    return handle;
  };
  const forget = (member: Member) => {
    member.handle?.end();
    [member.handle, member.graph, member.job] = [undefined, undefined, -1];
    member.sent.clear();
  };
  const ask = (member: Member, job: Job, settings: string, number: number, batch: number) => {
    member.handle ??= begin(member);
    if (member.graph !== job.graph || member.settings !== settings) {
      member.handle.send({ kind: "open", graph: job.graph, settings: job.settings, compiled: compiledFor(member, job) });
      [member.graph, member.settings] = [job.graph, settings];
    }
    if (member.job !== number) member.handle.send({ kind: "settle", plans: job.plans, brackets: job.brackets });
    member.job = number;
    member.outstanding.add(batch);
    member.handle.send({ kind: "batch", job: number, batch });
  };

  const make = (job: Job, batches: readonly number[], take: (partial: BatchPartial) => void, signal?: CancelSignal) =>
    new Promise<void>((resolve, reject) => {
      const number = jobs++;
      const { chosen: _, ...telling } = job.settings;
      const settings = JSON.stringify(telling);
      const waiting = [...batches].reverse();
      const made = new Map<number, BatchPartial>();
      const deaths = new Map<number, number>();
      let taken = 0;

      const settle = (outcome: () => void) => {
        [onReport, onDeath] = [() => {}, () => {}];
        signal?.removeEventListener("abort", cancel);
        for (const { outstanding } of members) outstanding.clear();
        isBusy = false;
        outcome();
      };
      const fail = (error: unknown) => settle(() => reject(error));
      const cancel = () => fail(new Cancelled());
      const handOut = () => {
        for (let round = 1; round <= ahead; round++) {
          for (const member of members) {
            if (waiting.length > 0 && member.outstanding.size < round) ask(member, job, settings, number, waiting.pop()!);
          }
        }
      };

      onReport = (member, report) => {
        if (report.job !== number) return;
        if (report.kind === "failed") return fail(new Error(report.message));
        member.outstanding.delete(report.batch);
        made.set(report.batch, partialOfBytes(report.bytes));
        try {
          handOut();
          for (let next = made.get(batches[taken]!); next !== undefined; next = made.get(batches[taken]!)) {
            made.delete(next.batch);
            taken++;
            take(next);
          }
        } catch (error) {
          return fail(error);
        }
        if (taken === batches.length) settle(resolve);
      };
      onDeath = (member, reason) => {
        const lost = [...member.outstanding].reverse();
        member.outstanding.clear();
        for (const batch of lost) {
          deaths.set(batch, (deaths.get(batch) ?? 0) + 1);
          if (deaths.get(batch)! >= mostDeaths) return fail(new WorkersDied(batch, reason));
        }
        waiting.push(...lost);
        try {
          handOut();
        } catch (error) {
          fail(error);
        }
      };

      signal?.addEventListener("abort", cancel);
      if (signal?.aborted) cancel();
      else if (batches.length === 0) settle(resolve);
      else {
        for (const member of members.slice(0, batches.length)) member.handle ??= begin(member);
        handOut();
      }
    });

  return {
    make: (job, batches, take, signal) => {
      if (isBusy) return Promise.reject(new Error("A pool of workers has one job at a time."));
      isBusy = true;
      return make(job, batches, take, signal);
    },
    close: () => {
      for (const member of members) forget(member);
    },
  };
}
