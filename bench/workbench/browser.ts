/** A case opened by the command in a folder of its own, Chromium on it, and what its debugger tells of time and memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";

/** Where Chromium is looked for. */
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why nothing can be measured here; undefined when it can. */
export function whyNot(): string | undefined {
  if (!existsSync(chromiumPath)) return `there is no Chromium at ${chromiumPath}`;
  if (!existsSync("packages/workbench/dist/app/index.html")) return "the workbench is not built (npm run build)";
  return undefined;
}

/** Megabytes: heaps of the page and of its worker after garbage was collected, what array buffers take beyond them, and the process. */
export interface Memory {
  readonly page: number;
  readonly worker: number;
  /** Array buffers and WebAssembly of both, outside of the heaps. */
  readonly buffers: number;
  /** What the process holds alone, and its share of what it has in common with others. */
  readonly process: number;
}

/** A page of the workbench on a case. */
export interface OpenPage {
  readonly page: Page;
  /** The debugger of the page. */
  readonly debug: CDPSession;
  /** The debugger of its worker. */
  readonly worker: Debugger;
  memory(): Promise<Memory>;
  /** The files that it has loaded so far, by their paths. */
  readonly loaded: ReadonlySet<string>;
}

/** A debugger as far as it is used. */
export interface Debugger {
  send(method: string, parameters?: object): Promise<Readonly<Record<string, unknown>>>;
}

/** A case with the command running on it. */
export interface OpenedCase {
  open(view: string): Promise<OpenPage>;
  close(): Promise<void>;
}

/** Opens an example, or a case of these files. */
export async function openCase(given: string | Readonly<Record<string, string>>): Promise<OpenedCase> {
  const place = mkdtempSync(join(tmpdir(), "bench-workbench-"));
  const folder = join(place, typeof given === "string" ? given : "case");
  if (typeof given === "string") cpSync(join("examples", given), folder, { recursive: true });
  else {
    mkdirSync(folder);
    for (const [path, text] of Object.entries(given)) writeFileSync(join(folder, path), text);
  }
  cpSync("examples/modules", join(place, "modules"), { recursive: true });
  const command = spawn(process.execPath, ["packages/cli/bin/outweigh.js", "open", folder, "--no-browser"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await addressOf(command);
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  return {
    open: async (view) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      await page.addInitScript(watchFrames);
      const debug = await context.newCDPSession(page);
      const worker = followWorker(debug);
      const loaded = new Set<string>();
      page.on("request", (request) => loaded.add(new URL(request.url()).pathname));
      await page.goto(`${address}#/${view}`);
      return { page, debug, worker, memory: () => memoryOf(browser, debug, worker), loaded };
    },
    close: async () => {
      await browser.close();
      command.kill("SIGINT");
      rmSync(place, { recursive: true, force: true });
    },
  };
}

function addressOf(command: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    command.stdout?.on("data", (data: Buffer) => {
      printed += data.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]+/.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    });
    command.on("exit", (code) => reject(new Error(`outweigh open ended with ${code}: ${printed}`)));
  });
}

/** Runs in the page, where nothing of this file is but the function itself: notes for each key how long it took from the event until its frame was done, and what the page keeps by itself of sliders and paints. */
function watchFrames(): void {
  const own = globalThis as unknown as { bench: { keys: number[]; sliders: { ms: number; draws: number }[]; shown: number | undefined } };
  own.bench = { keys: [], sliders: [], shown: undefined };
  const looking = setInterval(() => {
    if (document.querySelector(".cm-line") === null) return;
    clearInterval(looking);
    requestAnimationFrame(() => {
      own.bench.shown = performance.now();
    });
  }, 5);
  const { port1, port2 } = new MessageChannel();
  const waiting: number[] = [];
  port1.onmessage = () => {
    for (const start of waiting.splice(0)) own.bench.keys.push(performance.now() - start);
  };
  addEventListener(
    "keydown",
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        waiting.push(timeStamp);
        port2.postMessage(undefined);
      });
    },
    true,
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceMeasure[])
      if (entry.name === "slider to picture")
        own.bench.sliders.push({ ms: entry.duration, draws: Number(entry.detail?.draws ?? Number.NaN) });
  }).observe({ entryTypes: ["measure"] });
}

/** The debugger of the newest worker of a page, through that of the page. */
function followWorker(debug: CDPSession): Debugger {
  let session: string | undefined;
  let last = 0;
  const waiting = new Map<number, (result: Readonly<Record<string, unknown>>) => void>();
  debug.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") session = sessionId;
  });
  debug.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message) as { readonly id?: number; readonly result?: Readonly<Record<string, unknown>> };
    if (id !== undefined) waiting.get(id)?.(result ?? {});
  });
  void debug.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        if (session === undefined) return reject(new Error("The page has no worker."));
        const id = ++last;
        waiting.set(id, resolve);
        debug.send("Target.sendMessageToTarget", { sessionId: session, message: JSON.stringify({ id, method, params }) }).catch(reject);
      }),
  };
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

async function memoryOf(browser: Browser, debug: CDPSession, worker: Debugger): Promise<Memory> {
  const collect = async () => {
    await debug.send("HeapProfiler.collectGarbage");
    await worker.send("HeapProfiler.collectGarbage");
  };
  await collect();
  await collect();
  const page = (await debug.send("Runtime.getHeapUsage")) as HeapUsage;
  const own = (await worker.send("Runtime.getHeapUsage")) as unknown as HeapUsage;
  const all = await browser.newBrowserCDPSession();
  const { processInfo } = await all.send("SystemInfo.getProcessInfo");
  await all.detach();
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => proportional(id));
  return {
    page: page.usedSize / 1e6,
    worker: own.usedSize / 1e6,
    buffers: ((page.backingStorageSize ?? 0) + (own.backingStorageSize ?? 0)) / 1e6,
    process: Math.max(...sizes),
  };
}

function proportional(pid: number): number {
  const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
  return Number(found ?? Number.NaN) / 1000;
}
