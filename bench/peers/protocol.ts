/** The protocol of a peer that runs in Node: a greeting with its version, then one line of JSON for each line "WORKLOAD DRAWS SEED METHOD". */
import { createInterface } from "node:readline";

/** What a peer answers; `deviation` is the largest relative difference from answers worked out otherwise, where the peer checks itself. */
export interface Reply {
  readonly ms: number;
  readonly answers: readonly (readonly number[])[];
  readonly deviation?: number;
}

/** Times its own work only, so that what is no part of the workload stays outside. */
export type Handler = (draws: number, seed: number, method: string) => Reply | Promise<Reply>;

/** The result of some work and the milliseconds that it took. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const begun = performance.now();
  const value = await work();
  return { ms: performance.now() - begun, value };
}

/** Greets, then answers until the input ends. */
export async function serve(version: string, handlers: Readonly<Record<string, Handler>>): Promise<void> {
  console.log(JSON.stringify({ version }));
  for await (const line of createInterface({ input: process.stdin })) {
    const [workload = "", draws, seed, method = ""] = line.split(" ");
    const handler = handlers[workload];
    if (handler === undefined) throw new Error(`no workload ${workload}`);
    console.log(JSON.stringify(await handler(Number(draws), Number(seed), method)));
  }
}
