/** Effects that keep what is printed, for running a command inside another program or a test. */

import { readDocument } from "@outweigh/evidence";
import type { Disk, Effects, Lines, Post, PostAnswer, Web } from "./effects.js";
import { fetchDocument } from "./fetching.js";
import { expandBrotli } from "./ingest/brotli.js";

/** Effects with what they printed so far. */
export interface CapturedEffects extends Effects {
  readonly printed: { out: string; error: string };
  stop(): void;
}

/** Effects on a disk. The clock stands at `now` and moves by what is slept; `whileSleeping` is called at each sleep. */
export function capturedEffects(
  disk: Disk,
  settings: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly isTerminal?: boolean;
    /** What is piped in; or, of a terminal, the keys that are pressed. */
    readonly input?: string | Uint8Array;
    readonly keys?: readonly string[];
    readonly post?: (question: Post) => Promise<PostAnswer>;
    /** How a mail server is reached; as always unless said. */
    readonly mail?: Effects["mail"];
    readonly web?: Web;
    readonly columns?: number;
    readonly git?: Effects["git"];
    readonly print?: Effects["print"];
    readonly now?: number;
    readonly workers?: Effects["workers"];
    readonly memory?: number;
    readonly heap?: number;
    /** The lines that are typed. */
    readonly typed?: readonly string[];
    readonly whileSleeping?: (effects: CapturedEffects, sleeps: number) => void;
  } = {},
): CapturedEffects {
  const printed = { out: "", error: "" };
  const stopper = new AbortController();
  const isTerminal = settings.isTerminal ?? false;
  const columns = settings.columns ?? 80;
  let time = settings.now ?? 0;
  let sleeps = 0;
  const keys = [...(settings.keys ?? [])];
  const input = typeof settings.input === "string" ? new TextEncoder().encode(settings.input) : settings.input;
  const effects: CapturedEffects = {
    printed,
    stdin: {
      isTerminal: settings.keys !== undefined,
      readAll: async (most) => ((input?.length ?? 0) > most ? undefined : (input ?? new Uint8Array())),
      key: async () => keys.shift(),
    },
    readDocument: (bytes, hints) => readDocument(bytes, { ...hints, brotli: expandBrotli }),
    fetch: (address, allowLocal) => fetchDocument(address, { now: () => time, stopped: stopper.signal, allowLocal }),
    post: settings.post ?? (async () => ({ failure: "is not there" })),
    mail: settings.mail ?? (async (server) => (await import("./mail.js")).connectMail(server)),
    random: (count) => Uint8Array.from({ length: count }, (_, place) => place + 1),
    stdout: {
      isTerminal,
      columns,
      write: (text) => {
        printed.out += text;
      },
    },
    stderr: {
      isTerminal,
      columns,
      write: (text) => {
        printed.error += text;
      },
    },
    ...(settings.typed ? { lines: typedLines(settings.typed, (text) => (printed.out += text)) } : {}),
    ...(settings.git ? { git: settings.git } : {}),
    ...(settings.print ? { print: settings.print } : {}),
    env: settings.env ?? {},
    disk,
    memory: settings.memory ?? 16e9,
    heap: settings.heap ?? 4e9,
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
      settings.whileSleeping?.(effects, ++sleeps);
    },
    stopped: stopper.signal,
    ...(settings.web ? { web: settings.web } : {}),
    ...(settings.workers ? { workers: settings.workers } : {}),
    stop: () => stopper.abort(),
  };
  return effects;
}

function typedLines(typed: readonly string[], print: (text: string) => void): Lines {
  const lines = [...typed];
  return {
    ask: async (prompt) => {
      print(`${prompt}\n`);
      return lines.shift();
    },
    close: () => {},
  };
}
