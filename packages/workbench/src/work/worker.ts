/** The worker itself: the work on the case, behind messages. Without WebAssembly the reference interpreter takes over, with the same bits. */
import { openCaseWork } from "./case-work.js";
import type { Order, Report } from "./messages.js";

/** What is used of a worker's global scope. */
interface WorkerScope {
  postMessage(report: Report): void;
  onmessage: ((event: { readonly data: Order }) => void) | null;
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

/** Whether modules may be compiled here: the smallest of all is. */
function hasWebAssembly(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

const tier = hasWebAssembly() ? "compiled" : "reference";
const turns = { pause: turnTaker(), now: () => performance.now() };
const take = openCaseWork(tier, turns, (report) => scope.postMessage(report));
scope.onmessage = ({ data }) => take(data);
scope.postMessage({ kind: "ready", tier });
