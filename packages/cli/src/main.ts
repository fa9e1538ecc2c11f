/** The process around the command: real streams, disk and clock, broken pipes, interruption, exit code. */
import { randomBytes } from "node:crypto";
import { totalmem } from "node:os";
import { createInterface, type Interface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { isatty } from "node:tty";
import { getHeapStatistics } from "node:v8";
import type { AnalysisThreads } from "./analysis-task.js";
import type { Effects, Input, Lines, Output } from "./effects.js";
import { fetchDocument } from "./fetching.js";
import { nodeDisk } from "./files-node.js";
import { askGit } from "./git.js";
import { post } from "./post.js";
import { runCli } from "./program.js";
import { readDocumentSafely } from "./reading-apart.js";
import { nodeWeb } from "./web.js";
import { workerThreads } from "./worker-threads.js";

const stop = new AbortController();

/** A stream that falls silent when its reader has gone away (`outweigh run DIR | head -1`). */
function outputOf(stream: NodeJS.WriteStream): Output {
  let isClosed = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    isClosed = true;
    stop.abort();
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? 80,
    write: (text) => {
      if (!isClosed) stream.write(text);
    },
  };
}

/** Keys are read one by one while somebody waits for one, and the terminal is as before in between. */
function standardInput(): Input {
  const pending: string[] = [];
  return {
    isTerminal: isatty(0),
    async readAll(most) {
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of process.stdin) {
        size += piece.length;
        if (size > most) return undefined;
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
    key: () =>
      new Promise((resolve) => {
        const waiting = pending.shift();
        if (waiting !== undefined) return resolve(waiting);
        const stream = process.stdin;
        const finish = (key: string | undefined) => {
          stream.off("data", onData).off("end", onEnd).pause();
          stream.setRawMode?.(false);
          resolve(key);
        };
        const onData = (data: Buffer) => {
          const text = data.toString("utf8").toLowerCase();
          // Arrows and the like come as one piece that begins with an escape; they are one key and not several.
          const [first, ...others] = text.startsWith("\u001b") ? ["\u001b"] : text;
          pending.push(...others);
          finish(first === "\u0003" || first === "\u0004" ? undefined : first);
        };
        const onEnd = () => finish(undefined);
        stream.setRawMode?.(true);
        stream.on("data", onData).on("end", onEnd).resume();
      }),
  };
}

/** Lines from the terminal or a pipe, read from when the first is asked for. Ctrl-C ends them. */
function linesOf(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream): Lines {
  const waiting: ((line: string | undefined) => void)[] = [];
  const lines: string[] = [];
  let reader: Interface | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    for (const resolve of waiting.splice(0)) resolve(undefined);
  };
  const open = () => {
    reader = createInterface({ input: stdin, output: stdin.isTTY ? stdout : undefined, terminal: stdin.isTTY === true });
    reader.on("line", (line) => {
      const next = waiting.shift();
      if (next) next(line);
      else lines.push(line);
    });
    reader.on("SIGINT", () => reader?.close());
    reader.on("close", end);
    stop.signal.addEventListener("abort", () => reader?.close());
  };
  return {
    ask: (prompt) => {
      if (!reader) open();
      if (stdin.isTTY) {
        reader?.setPrompt(prompt);
        reader?.prompt();
      } else stdout.write(`${prompt}\n`);
      const line = lines.shift();
      if (line !== undefined) return Promise.resolve(line);
      return isOver ? Promise.resolve(undefined) : new Promise((resolve) => waiting.push(resolve));
    },
    close: () => reader?.close(),
  };
}

/** The memory of the machine, or of the container that the process runs in. */
function memoryOf(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

const effectsWith = (analyses: AnalysisThreads): Effects => ({
  stdin: standardInput(),
  readDocument: (bytes, hints) => readDocumentSafely(new URL("./reading-thread.js", import.meta.url), { bytes, hints }),
  fetch: (address, allowLocal) => fetchDocument(address, { now: Date.now, stopped: stop.signal, allowLocal }),
  post,
  mail: async (server) => (await import("./mail.js")).connectMail(server),
  random: (count) => randomBytes(count),
  git: (folder, words) => askGit(folder, words),
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  lines: linesOf(process.stdin, process.stdout),
  env: process.env,
  disk: nodeDisk(process.cwd()),
  web: nodeWeb,
  print: async (html) => (await import("./printing.js")).printPdf(html, process.env),
  memory: memoryOf(),
  heap: getHeapStatistics().heap_size_limit,
  now: Date.now,
  sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal: stop.signal }).catch(() => undefined),
  stopped: stop.signal,
  workers: {
    ...workerThreads(new URL("./worker-thread.js", import.meta.url)),
    analyses,
  },
});

/** Commands that stop by themselves when they are asked to; others are ended by the system, and all are at the second time. */
const stopping = new Set(["run", "brief", "explain", "merge", "elicit", "digest", "publish", "verify", "diff", "open"]);

/** Runs the command that these words are, with these threads for analyses, and sets the exit code of the process. */
export async function main(words: readonly string[], analyses: AnalysisThreads): Promise<void> {
  if (stopping.has(words[0] ?? "") || words.includes("--watch"))
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  process.exitCode = await runCli(words, effectsWith(analyses));
}
