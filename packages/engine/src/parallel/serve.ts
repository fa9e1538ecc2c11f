/** The worker's side of a spread run: opens runs and makes the batches that are asked for. Which thread it lives in is the platform's affair. */
import { adoptKernels } from "../run/arena.js";
import type { Job } from "../run/open-run.js";
import { type Prepared, prepare } from "../run/prepare.js";
import { adoptCurves } from "../run/quantiles.js";
import { openSession, type Session } from "../run/session.js";
import { adoptModules } from "../wasm/module-cache.js";
import type { Order, Report } from "./orders.js";
import { bytesOfPartial } from "./partial-bytes.js";

/** A function that obeys orders and answers by `post`; the buffers in `transfer` may change hands. */
export function serveOrders(post: (report: Report, transfer: ArrayBuffer[]) => void): (order: Order) => void {
  let prepared: Prepared | undefined;
  let session: Session | undefined;
  let brackets: Job["brackets"];
  let plans: Job["plans"];
  const opened = () => {
    if (prepared === undefined) throw new Error("A batch is asked for before a run is opened.");
    const fresh = openSession(prepared, { brackets: (cell) => brackets?.[cell] });
    if (plans !== undefined) fresh.listen(plans);
    return fresh;
  };
  const obey = (order: Order): void => {
    switch (order.kind) {
      case "open":
        session?.close();
        [session, brackets, plans] = [undefined, undefined, undefined];
        if (order.compiled.kernels !== undefined) adoptKernels(order.compiled.kernels);
        adoptModules(order.compiled.modules);
        adoptCurves(order.compiled.curves);
        prepared = prepare(order.graph, order.settings);
        break;
      case "settle":
        [plans, brackets] = [order.plans, order.brackets];
        session?.listen(plans ?? prepared?.plans ?? []);
        break;
      case "batch": {
        session ??= opened();
        const bytes = bytesOfPartial(session.runBatch(order.batch));
        post({ kind: "partial", job: order.job, batch: order.batch, bytes }, [bytes.buffer]);
      }
    }
  };
  let failure: string | undefined;
  return (order) => {
    if (order.kind === "open") failure = undefined;
    try {
      if (failure === undefined) obey(order);
    } catch (error) {
      failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    if (failure !== undefined && order.kind === "batch") post({ kind: "failed", job: order.job, message: failure }, []);
  };
}
