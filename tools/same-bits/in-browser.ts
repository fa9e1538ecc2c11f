/** The engine in a browser: a page and a worker that load the built modules as they are, served from this folder and the engine's alone. */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname } from "node:path";
import { chromium } from "playwright-core";
import type { Answer, Job } from "./jobs.js";

/** Where Chromium is looked for. */
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

const root = new URL("../../", import.meta.url);
const served = /^\/(?:tools\/same-bits|packages\/engine\/dist)\/[\w./-]+$/;
const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json" };

/** With these a browser lets a page and its workers share memory. */
const isolating = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** Serves the page, the worker, the engine and the jobs, on a port of this machine that is free. */
async function serve(
  jobs: readonly Job[],
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const body = path === "/tools/same-bits/jobs.json" ? JSON.stringify(jobs) : fileAt(path);
    response.writeHead(body === undefined ? 404 : 200, { ...headers, "content-type": types[extname(path)] ?? "text/plain" });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, address: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/tools/same-bits/page.html` };
}

function fileAt(path: string): string | undefined {
  const file = new URL(`.${path}`, root);
  return served.test(path) && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The answers of the page itself, of its worker and of a pool of two (for jobs of more than one batch), whether memory can be shared there, and what went wrong on the way. */
export interface Answers {
  readonly page: readonly Answer[];
  readonly worker: readonly Answer[];
  readonly pool: readonly Answer[];
  readonly hasSharedMemory: boolean;
  readonly errors: readonly string[];
}

/** Opens the page and waits for its answers. Where memory can be shared, the pool alone is asked. */
export async function answerInBrowser(jobs: readonly Job[], sharesMemory = false): Promise<Answers> {
  const { server, address } = await serve(jobs, sharesMemory ? isolating : {});
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (message) => errors.push(message.text()));
    await page.goto(sharesMemory ? `${address}#pool` : address);
    const answers = await page.evaluate<Partial<Answers> | undefined>("globalThis.answers");
    const hasSharedMemory = await page.evaluate<boolean>("globalThis.hasSharedMemory");
    return { page: [], worker: [], pool: [], ...answers, hasSharedMemory, errors };
  } finally {
    await browser.close();
    server.close();
  }
}
