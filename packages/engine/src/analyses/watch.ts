/** How long work is watched and stopped: what every analysis that may take over a second lets its caller give. */
import { Cancelled } from "../parallel/pool.js";

/** Progress and cancellation. An `AbortSignal` is a signal; whoever shares memory with the caller may give any object whose `aborted` becomes true. */
export interface Watch {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** Says how far the work is; throws `Cancelled` where it is no longer wanted. */
export function noteProgress({ onProgress, signal }: Watch, done: number, total: number): void {
  if (signal?.aborted) throw new Cancelled();
  onProgress?.(done, total);
}
