/** Who takes part in which workload: how each is started and with how many draws. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileLimit } from "./limit.js";
import { type Command, type Peer, startPeer } from "./peer.js";

/** One line of a workload's table. */
export interface Contestant {
  readonly name: string;
  readonly peer: Peer;
  /** The first word of its requests. */
  readonly workload: string;
  /** Draws that it is given; results are scaled to those of the workload. */
  readonly draws: number;
  readonly method?: string;
}

/** Starts contestants; peers are kept running for the whole benchmark, idle while others are measured. */
export class Contestants {
  readonly #running = new Map<string, Peer | string>();
  readonly #folder = mkdtempSync(join(tmpdir(), "bench-"));
  /** Peers that could not be started, with the reason. */
  readonly missing = new Map<string, string>();

  /** The contestant, or an empty list when its peer cannot be started. */
  async enter(name: string, command: Command | string, workload: string, draws: number, method?: string): Promise<readonly Contestant[]> {
    const key = JSON.stringify(command);
    let peer = this.#running.get(key);
    if (peer === undefined) {
      peer = typeof command === "string" ? command : await startPeer(command);
      this.#running.set(key, peer);
    }
    if (typeof peer !== "string") return [{ name, peer, workload, draws, ...(method === undefined ? {} : { method }) }];
    this.missing.set(name, peer);
    return [];
  }

  /** The C program of a workload as a command. */
  limit(source: "w1" | "w2", threads: number, isNarrow = false): Command | string {
    const compiled = compileLimit(source, this.#folder, isNarrow);
    return typeof compiled === "string" ? compiled : { program: compiled.path, arguments: [String(threads)] };
  }

  async close(): Promise<void> {
    for (const peer of this.#running.values()) if (typeof peer !== "string") await peer.close();
    rmSync(this.#folder, { recursive: true });
  }
}

const inNode = (file: string): Command => ({ program: process.execPath, arguments: ["--import", "tsx", `bench/peers/${file}.ts`] });
const inPython = (file: string, ...rest: string[]): Command => ({
  program: "/usr/bin/python3",
  arguments: [`${file}.py`, ...rest],
  folder: "bench/peers",
});
const inR = (file: string): Command => ({ program: "Rscript", arguments: ["--vanilla", `${file}.R`], folder: "bench/peers" });

/** How to start each peer. Debian's Python is named by its path, because its packages are not seen by another Python. */
export const commands = {
  ours: inNode("ours"),
  squiggle: inNode("squiggle"),
  mathjs: inNode("mathjs"),
  webppl: inNode("webppl"),
  numpy: inPython("with-numpy"),
  numpyChunks: inPython("with-numpy", "16384"),
  openturns: inPython("with-openturns"),
  r: inR("with-r"),
  jags: inR("with-jags"),
} as const;
