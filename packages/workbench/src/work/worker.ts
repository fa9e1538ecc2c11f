/** The worker itself: the work on the case, behind messages. Without WebAssembly the reference interpreter takes over, with the same bits. */
import { canCompile } from "@outweigh/engine";
import { openCaseWork } from "./case-work.js";
import type { Order, Report } from "./messages.js";

/** What is used of a worker's global scope. */
interface WorkerScope {
  postMessage(report: Report): void;
  readonly name: string;
  /** Missing where the page is not from this machine and not over TLS. */
  readonly navigator: { readonly locks?: LockManager };
  onmessage: ((event: { readonly data: Order }) => void) | null;
  addEventListener(kind: "unhandledrejection", listener: (event: { readonly reason: unknown }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;

/** A message to oneself comes after those that are waiting already, so that changes and cancellations are seen between two steps. */
function turnTaker(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}

const tier = canCompile() ? "compiled" : "reference";
const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const turns = { pause: turnTaker(), wait, now: () => performance.now() };
const take = openCaseWork(tier, turns, (report) => scope.postMessage(report));
// What breaks in a promise would otherwise be heard by nobody; as an error it reaches the page, which starts this part again.
scope.addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});
scope.onmessage = ({ data }) => take(data);
scope.postMessage({ kind: "ready", tier });
void scope.navigator.locks?.request(scope.name, () => {
  scope.postMessage({ kind: "locked" });
  return new Promise<never>(() => undefined);
});
