/** A case as a site, in a real browser: from a plain server of files, in a sub-folder, with everything else of the network blocked. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, chromiumPath, root } from "./workbench-for-tests.js";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

let place: string;
let server: Server;
let browser: Browser;
let address: string;
const troubles: string[] = [];

const site = (path: string) => readFileSync(join(place, "site", path), "utf8");

/** A page of the site; whatever is asked of another place is blocked, and is a trouble. */
async function open(hash: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(address) || /^(?:blob|data|about):/.test(url)) return route.continue();
    troubles.push(`asked: ${url}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("pageerror", ({ message }) => troubles.push(`broke: ${message}`));
  page.on("console", (message) => message.type() === "error" && troubles.push(`logged: ${message.text()}`));
  await page.goto(`${address}${hash}`);
  return page;
}

describe.runIf(canRun)("outweigh export-site", () => {
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), "site-"));
    const command = [join(root, "packages/cli/bin/outweigh.js"), "export-site", join(root, "examples/flood"), "-o", join(place, "site")];
    execFileSync(process.execPath, command);
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname.replace(/^\/reports\/flood\//, "") || "index.html";
      try {
        const bytes = readFileSync(join(place, "site", path));
        response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}/reports/flood/`;
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(place, { recursive: true, force: true });
  });

  test("computes the case in the page, from its sub-folder, and asks nothing of any other place", async () => {
    const page = await open("#/text");
    await page.getByTestId("result").waitFor({ timeout: 30_000 });
    const run = JSON.parse(
      execFileSync(process.execPath, [join(root, "packages/cli/bin/outweigh.js"), "run", join(root, "examples/flood"), "--json"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    ) as { readonly objectives: readonly { readonly label: string }[] };
    expect(await page.getByTestId("result").textContent()).toContain(run.objectives[0]!.label);
    await page.goto(`${address}#/brief`);
    const frame = page.frameLocator("iframe.page-frame");
    await frame.locator("main h2").first().waitFor({ timeout: 60_000 });
    expect(troubles).toEqual([]);
  }, 120_000);

  test("shows nothing that only makes sense on one's own machine, and changes nothing", async () => {
    const page = await open("#/text");
    await page.getByTestId("result").waitFor({ timeout: 30_000 });
    expect(await page.getByRole("button", { name: /Undo|Redo/ }).count()).toBe(0);
    expect(await page.locator(".status-line .saved").textContent()).toBe("For reading");
    const editor = page.locator(".cm-content");
    const before = await editor.textContent();
    await editor.click();
    await page.keyboard.type("changed");
    expect(await editor.textContent()).toBe(before);
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("What to do, or where to go").fill("save");
    expect(await page.getByRole("menuitem", { name: /Save now/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(troubles).toEqual([]);
  }, 90_000);

  test("says plainly what it holds, and holds neither copies of sources nor the place of the case", () => {
    const about = site("README.txt");
    expect(about).toContain("01-question.md");
    expect(about).toContain("no copies of the sources");
    const data = site(/content="\.\/(case-[0-9a-f]+\.json)"/.exec(site("index.html"))![1]!);
    expect(data).not.toContain(root.replace(/\/$/, ""));
    const { listing } = JSON.parse(data) as { readonly listing: { readonly files: readonly { readonly path: string }[] } };
    expect(listing.files.map(({ path }) => path)).toContain("01-question.md");
    expect(listing.files.filter(({ path }) => path.startsWith("sources/"))).toEqual([]);
    expect(data).not.toContain('"kind":"hash"');
  });
});
