/** A case as a site, in a real browser: from a plain server of files, in a sub-folder, with everything else of the network blocked. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    const flood = join(place, "flood");
    cpSync(join(root, "examples/flood"), flood, { recursive: true });
    const outweigh = (...words: readonly string[]) =>
      execFileSync(process.execPath, [join(root, "packages/cli/bin/outweigh.js"), ...words], { stdio: "ignore" });
    outweigh("publish", flood, "--as", "draft-1", "--by", "Ana");
    const river = readFileSync(join(flood, "02-river.md"), "utf8");
    writeFileSync(join(flood, "02-river.md"), river.replace('quantity crest "Crest of the wall"', 'quantity crest "Top of the wall"'));
    outweigh("export-site", flood, "-o", join(place, "site"));
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

  test("no view offers what cannot be done there", async () => {
    const page = await open("#/text");
    await page.getByText("This page is for reading").waitFor({ timeout: 30_000 });
    await page.goto(`${address}#/diagram`);
    await page.locator(".diagram-node").first().waitFor({ timeout: 30_000 });
    expect(await page.getByRole("button", { name: /^(?:Node|Arrow)$/ }).count()).toBe(0);
    await page.goto(`${address}#/evidence/gauge_book`);
    await page.locator(".evidence-card").first().waitFor({ timeout: 30_000 });
    await page.locator(".evidence-card .line").first().click();
    await page.getByRole("button", { name: "Show in the text" }).first().waitFor();
    expect(await page.locator(".evidence-view select, .take-button").count()).toBe(0);
    expect(await page.getByRole("button", { name: /To decide|Rejected|Accept|Make a claim/ }).count()).toBe(0);
    await page.keyboard.press("b");
    await page.keyboard.press("2");
    expect(await page.locator(".notice").count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(troubles).toEqual([]);
  }, 90_000);

  test("published versions are there: on the timeline, and what changed since; their texts come only when they are compared", async () => {
    const page = await open("#/time");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.getByText("draft-1").first().waitFor({ timeout: 30_000 });
    expect(asked.filter((path) => path.includes("/versions-"))).toEqual([]);
    await page.goto(`${address}#/time/changes?results=no`);
    await page.getByRole("button", { name: "Compare" }).click();
    const frame = page.frameLocator("iframe.page-frame");
    await frame.getByText("Top of the wall").first().waitFor({ timeout: 60_000 });
    expect(asked.filter((path) => path.includes("/versions-"))).toHaveLength(1);
    expect(troubles).toEqual([]);
  }, 90_000);

  test("says plainly what it holds, and holds neither copies of sources nor the place of the case", () => {
    const about = site("README.txt");
    expect(about).toContain("01-question.md");
    expect(about).toContain("no copies of the sources");
    expect(about).toContain("  draft-1");
    const data = site(/content="\.\/(case-[0-9a-f]+\.json)"/.exec(site("index.html"))![1]!);
    expect(data).not.toContain(root.replace(/\/$/, ""));
    const { listing } = JSON.parse(data) as { readonly listing: { readonly files: readonly { readonly path: string }[] } };
    expect(listing.files.map(({ path }) => path)).toContain("01-question.md");
    expect(listing.files.filter(({ path }) => path.startsWith("sources/"))).toEqual([]);
    expect(data).not.toContain('"kind":"hash"');
  });
});
