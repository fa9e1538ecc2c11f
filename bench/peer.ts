/** A peer as a child process: it greets with its version, then answers requests one at a time. A process that ends early is a peer that is not installed or does not work. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Reply } from "./peers/protocol.js";

/** How to start a peer: the program, its arguments and its folder. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder?: string;
}

/** A running peer. */
export interface Peer {
  readonly version: string;
  /** Sends "WORKLOAD DRAWS SEED METHOD" and waits for the answer. */
  readonly ask: (request: string) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

/** One thread for every library that would take more, so that ratios are of one core. */
const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** Starts a peer, or says why it cannot be started. */
export async function startPeer(command: Command): Promise<Peer | string> {
  const child: ChildProcessWithoutNullStreams = spawn(command.program, command.arguments, {
    cwd: command.folder ?? process.cwd(),
    env: { ...process.env, ...oneThread },
  });
  let complaint = "";
  child.stderr.on("data", (text: Buffer) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  child.on("error", (error) => {
    complaint = error.message;
  });
  child.stdin.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(complaint.trim().split("\n").at(-1) || "it ended without a word");
    return JSON.parse(value);
  };
  try {
    const { version } = (await read()) as { version: string };
    return {
      version,
      ask: async (request) => {
        child.stdin.write(`${request}\n`);
        return (await read()) as Reply;
      },
      close: async () => {
        const ended = child.exitCode === null ? once(child, "exit") : undefined;
        child.stdin.end();
        child.stdout.resume();
        await ended;
      },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
