/** The worker as the page sees it: it is started, told of every change, asked questions, and started again when it dies. */
import type { CaseHost } from "../host/host.js";
import type { ChangedFile, Order, Refused, Report } from "./messages.js";
import type { AnswerOf, InputOf, QuestionName } from "./questions/index.js";

/** A question was not answered, and why. */
export class NotAnswered extends Error {
  override readonly name = "NotAnswered";
  constructor(
    readonly why: Refused,
    message: string,
  ) {
    super(message);
  }
}

/** What the page hears of the worker besides answers. */
export type WorkerNews =
  | Extract<Report, { kind: "ready" | "phase" | "checked" | "ran" }>
  /** It died; `isGivenUp` when it is not started again by itself. */
  | { readonly kind: "died"; readonly message: string; readonly isGivenUp: boolean };

/** How a question is asked. */
export interface AskOptions {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** The worker on a case. */
export interface CaseWorker {
  /** Gives it the files that have changed: all of them at the beginning, and whenever it has to start again. */
  change(version: number, files: readonly ChangedFile[]): void;
  /** Asks about the newest version. Rejects with `NotAnswered`. */
  ask<Name extends QuestionName>(question: Name, input: InputOf<Name>, options?: AskOptions): Promise<AnswerOf<Name>>;
  /** Starts it anew after it was given up. */
  startAgain(): void;
  end(): void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: NotAnswered) => void;
  readonly onProgress: ((share: number) => void) | undefined;
}

/** More deaths than this within so many milliseconds are taken for a mistake that a restart does not mend. */
const mostDeaths = 3;
const deathsWithin = 10 * 60_000;

/** Starts the worker. After a death `restart` is called, which has to give all files again. `now` is a clock in milliseconds. */
export function startCaseWorker(host: CaseHost, now: () => number, tell: (news: WorkerNews) => void, restart: () => void): CaseWorker {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let deaths: number[] = [];
  let givenUp: string | undefined;
  let started = 0;
  let worker = start();

  function start(): Worker {
    // A worker that is ended from outside says nothing; but it held a lock of its own name, which then comes free.
    const name = `outweigh ${performance.timeOrigin} ${++started}`;
    const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name });
    made.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data.kind === "locked") void navigator.locks.request(name, () => void (worker === made && die("it was ended")));
      else hear(data);
    };
    made.onerror = (event) => {
      event.preventDefault();
      die(event.message === "" ? "its script could not be loaded" : event.message);
    };
    made.onmessageerror = () => die("a message could not be read");
    return made;
  }
  function die(message: string) {
    worker.terminate();
    for (const { reject } of waiting.values()) reject(stopped(message));
    waiting.clear();
    deaths = [...deaths.filter((time) => now() - time < deathsWithin), now()];
    const isGivenUp = deaths.length > mostDeaths;
    givenUp = isGivenUp ? message : undefined;
    tell({ kind: "died", message, isGivenUp });
    if (isGivenUp) return;
    worker = start();
    restart();
  }
  function hear(report: Exclude<Report, { kind: "locked" }>) {
    switch (report.kind) {
      case "ready":
      case "phase":
      case "checked":
      case "ran":
        return tell(report);
      case "need":
        void host.read(report.orders).then(
          (answers) => post({ kind: "given", orders: report.orders, answers }),
          () =>
            post({
              kind: "given",
              orders: report.orders,
              answers: report.orders.map(() => ({ kind: "none", reason: "unreadable" }) as const),
            }),
        );
        return;
      case "progress":
        return waiting.get(report.id)?.onProgress?.(report.share);
      case "answer":
        waiting.get(report.id)?.resolve(report.value as never);
        waiting.delete(report.id);
        return;
      case "refused":
        waiting.get(report.id)?.reject(new NotAnswered(report.why, report.message));
        waiting.delete(report.id);
        return;
      default:
        report satisfies never;
    }
  }
  const post = (order: Order) => worker.postMessage(order);

  return {
    change: (version, files) => post({ kind: "change", version, files }),
    ask: (question, input, { onProgress, signal } = {}) =>
      new Promise((resolve, reject) => {
        if (givenUp !== undefined) return reject(stopped(givenUp));
        const id = ++lastId;
        waiting.set(id, { resolve: resolve as Waiting["resolve"], reject, onProgress });
        signal?.addEventListener("abort", () => post({ kind: "cancel", id }), { once: true });
        post({ kind: "ask", id, question, input });
      }),
    startAgain: () => {
      if (givenUp === undefined) return;
      [givenUp, deaths] = [undefined, []];
      worker = start();
      restart();
    },
    end: () => worker.terminate(),
  };
}

const stopped = (message: string) => new NotAnswered("broken", `The computing part stopped: ${message}.`);
