/** Workers in the present thread, for tests: messages are copied and arrive later, and a worker can be made to die. */
import type { Order, Report, StartWorker, WorkerListener } from "./orders.js";
import { serveOrders } from "./serve.js";

declare const structuredClone: <T>(value: T) => T;
declare const setTimeout: (action: () => void, milliseconds: number) => unknown;

/** Starts such workers. `fate` says, before each batch, whether the worker dies of it; `delay` how late each message is, in milliseconds. */
export function startHere(fate: (batch: number) => boolean = () => false, delay: () => number = () => 0): StartWorker {
  return (listener: WorkerListener) => {
    let isAlive = true;
    const serve = serveOrders((report: Report) => {
      const copy = structuredClone(report);
      setTimeout(() => isAlive && listener.report(copy), delay());
    });
    const orders: Order[] = [];
    const obey = () => {
      const order = orders.shift();
      if (order === undefined || !isAlive) return;
      if (order.kind === "batch" && fate(order.batch)) {
        isAlive = false;
        listener.died("it was killed");
      } else serve(order);
    };
    return {
      send: (order) => {
        orders.push(structuredClone(order));
        setTimeout(obey, delay());
      },
      end: () => {
        isAlive = false;
      },
    };
  };
}
