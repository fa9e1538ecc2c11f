/** A case in a folder of its own, served by the command itself, and a page of Chromium on it: what all tests of the workbench in a browser begin with. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";

/** The folder of the project. */
export const root = new URL("../../../", import.meta.url).pathname;

/** Where Chromium is looked for. */
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Whether the tests can run: a browser, and the built workbench. In CI they have to. */
export const canRun =
  process.env.CI === "true" || (existsSync(chromiumPath) && existsSync(join(root, "packages/workbench/dist/app/index.html")));
if (!canRun)
  console.warn(`The workbench is not tested in a browser: there is no Chromium at ${chromiumPath}, or npm run build was not run.`);

/** The switches with which Chromium is started. */
export const usualSwitches = ["--headless", "--no-sandbox", "--disable-gpu"];

/** What the editor logs when lines of different heights take several rounds to be laid out, as they do on a busy machine. */
const measuring = "Measure loop restarted";

/** What axe causes when it asks a sandboxed frame, which has no origin that it could be answered from. */
const askingFrame = "does not match the recipient window's origin ('null')";

/** An open case. */
export interface OpenCase {
  /** Its folder on disk. */
  readonly folder: string;
  /** The address that the command printed. */
  readonly address: string;
  read(path: string): string;
  write(path: string, text: string | Uint8Array): void;
  /** A page on the view of this name. What the page logs, what breaks in it, and what it asks of the outside is kept in `troubles`. */
  page(view?: string, options?: BrowserContextOptions): Promise<Page & { readonly troubles: string[] }>;
  /** Ends the command as Ctrl-C does and gives its exit code and what it printed. */
  interrupt(): Promise<{ readonly code: number | null; readonly printed: string }>;
  /** Ends everything and removes the folder. */
  close(): Promise<void>;
}

/** How a case is opened. */
export interface OpenOptions {
  /** Written over and beside the files of the example. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Further words of the command. */
  readonly command?: readonly string[];
  /** Further switches of Chromium. */
  readonly switches?: readonly string[];
  readonly isChosen?: false;
}

/** Copies an example (its modules too, as they lie) into a new folder and opens it with the command; or, with `isChosen` false, starts the command around it without a case. */
export async function openCase(example: string, options: OpenOptions = {}): Promise<OpenCase> {
  const place = mkdtempSync(join(tmpdir(), "workbench-"));
  const folder = join(place, example);
  cpSync(join(root, "examples", example), folder, { recursive: true });
  if (existsSync(join(root, "examples/modules"))) cpSync(join(root, "examples/modules"), join(place, "modules"), { recursive: true });
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(options.files ?? {})) write(path, text);
  const given = options.isChosen === false ? [] : [folder];
  const started = await start([...given, "--no-browser", ...(options.command ?? [])], place);
  let browser: Browser | undefined;
  return {
    folder,
    address: started.address,
    read: (path) => readFileSync(join(folder, path), "utf8"),
    write,
    page: async (view = "text", contextOptions = {}) => {
      browser ??= await chromium.launch({ executablePath: chromiumPath, args: [...usualSwitches, ...(options.switches ?? [])] });
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
      // On a busy machine everything takes its time; what never comes fails all the same.
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      const troubles: string[] = [];
      const own = new URL(started.address).origin;
      page.on("pageerror", ({ message }) => troubles.push(`broke: ${message}`));
      page.on(
        "console",
        (message) =>
          ["error", "warning"].includes(message.type()) &&
          !message.text().startsWith(measuring) &&
          !message.text().includes(askingFrame) &&
          troubles.push(`logged: ${message.text()}`),
      );
      page.on("dialog", (dialog) => {
        if (dialog.type() !== "beforeunload") troubles.push(`dialog: ${dialog.message()}`);
        void dialog.accept();
      });
      page.on(
        "request",
        (request) =>
          /^(?:data|blob|about):/.test(request.url()) || request.url().startsWith(`${own}/`) || troubles.push(`asked: ${request.url()}`),
      );
      await page.goto(`${started.address}#/${view}`);
      return Object.assign(page, { troubles });
    },
    interrupt: () => end(started.process, started.printed),
    close: async () => {
      await browser?.close();
      await end(started.process, started.printed);
      rmSync(place, { recursive: true, force: true });
    },
  };
}

async function start(given: readonly string[], cwd: string) {
  const child = spawn(process.execPath, [join(root, "packages/cli/bin/outweigh.js"), "open", ...given], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { text: "" };
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer) => {
      printed.text += data.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]+/.exec(printed.text)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code, signal) => {
      reject(new Error(`outweigh open ended with ${code}: ${printed.text}`));
      if (code !== 0) console.error(`outweigh open ended with ${code ?? signal}: ${printed.text}`);
    });
  });
  return { process: child, address, printed };
}

function end(child: ChildProcess, printed: { readonly text: string }): Promise<{ readonly code: number | null; readonly printed: string }> {
  return new Promise((resolve) => {
    const done = () => resolve({ code: child.exitCode, printed: printed.text });
    if (child.exitCode !== null) return done();
    child.once("exit", done);
    child.kill("SIGINT");
  });
}

/** Waits until something stands still: a picture that glides to its place is in the way of a pointer. */
export async function atRest(element: Locator): Promise<void> {
  let last = "";
  await expect
    .poll(
      async () => {
        const present = JSON.stringify(await element.boundingBox());
        const isSame = present === last && present !== "null";
        last = present;
        return isSame;
      },
      { timeout: 60_000, interval: 120 },
    )
    .toBe(true);
}

/** What axe finds in a page, a line each. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // The page's own policy forbids scripts from elsewhere, so this one comes by the debugger.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(async () => {
    interface Found {
      readonly violations: readonly {
        readonly id: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
      }[];
    }
    const { axe } = globalThis as unknown as { readonly axe: { run(): Promise<Found> } };
    return (await axe.run()).violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary}`)
          .slice(0, 4)
          .join(" | ")}`,
    );
  });
}

/** Goes to a view as a link would. */
export function goTo(page: Page, hash: string): Promise<void> {
  return page.evaluate((to) => location.assign(`#/${to}`), hash);
}

/** Goes to a view and waits for a sign that it shows what it has. */
export async function showView(page: Page, hash: string, sign: string): Promise<void> {
  await goTo(page, hash);
  await page.locator(`main ${sign}`).first().waitFor({ state: "attached", timeout: 60_000 });
}
