/** A case as a site, in a real browser: from a plain server of files, in a sub-folder, with everything else of the network blocked. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedFolder, serveFolder } from "./plain-server-for-tests.js";
import { accessibilityProblems, canRun, chromiumPath, root, usualSwitches } from "./workbench-for-tests.js";

const patient = { timeout: 90_000, interval: 100 };

let place: string;
let served: ServedFolder;
let browser: Browser;
let address: string;
const troubles: string[] = [];

const exportSite = (example: string, out: string) =>
  execFileSync(
    process.execPath,
    [join(root, "packages/cli/bin/outweigh.js"), "export-site", join(root, "examples", example), "-o", join(place, out)],
    { stdio: "ignore" },
  );

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
    exportSite("cartels", "site");
    served = await serveFolder(join(place, "site"), "reports/cartels/");
    address = served.address;
    browser = await chromium.launch({ executablePath: chromiumPath, args: usualSwitches });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    rmSync(place, { recursive: true, force: true });
  });

  test("computes the flagship in the page, from its sub-folder, follows a slider, and asks nothing of any other place", async () => {
    const page = await open("#/text");
    await page.getByTestId("result").waitFor(patient);
    expect(await page.getByTestId("result").textContent()).toMatch(/deaths in both countries.*[\d,]+/i);
    await page.evaluate(() => location.assign("#/answer"));
    const slider = page.locator(".answer-inputs input[type=range]").first();
    await slider.waitFor(patient);
    const median = () => page.locator(".answer-card tbody td").first().innerText();
    const before = await median();
    await slider.focus();
    await page.keyboard.press("End");
    await page.locator(".answer-held-line", { hasText: "One input is held" }).waitFor(patient);
    await expect.poll(median, patient).not.toBe(before);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.context().close();
  }, 120_000);

  test("shows nothing that only makes sense on one's own machine, and changes nothing", async () => {
    const page = await open("#/text");
    await page.getByTestId("result").waitFor(patient);
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
    exportSite("flood", "flood");
    const site = (path: string) => readFileSync(join(place, "flood", path), "utf8");
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
