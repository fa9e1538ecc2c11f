/** The module of a web worker that serves a pool: `@outweigh/engine/web-worker`. */
import type { Order, Report } from "./orders.js";
import { serveOrders } from "./serve.js";

declare const self: {
  postMessage(report: Report, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { readonly data: Order }) => void) | null;
};

const obey = serveOrders((report, transfer) => self.postMessage(report, transfer));
self.onmessage = ({ data }) => obey(data);
