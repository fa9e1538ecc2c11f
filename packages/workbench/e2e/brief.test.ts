/** The brief in a real browser: to the letter what the command writes, its exports, and its print where there is no server. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, chromiumPath, type OpenCase, openCase, root } from "./workbench-for-tests.js";

let opened: OpenCase;

/** What the command writes of the case in this form. */
function written(form: string, ...options: readonly string[]): Buffer {
  const place = dirname(opened.folder);
  const command = [join(root, "packages/cli/bin/outweigh.js"), "brief", opened.folder, "-o", `brief.${form}`, ...options];
  execFileSync(process.execPath, command, { cwd: place, stdio: "ignore", env: { ...process.env, OUTWEIGH_BROWSER: chromiumPath } });
  return readFileSync(join(place, `brief.${form}`));
}

const shown = (page: Page) => page.locator("iframe.page-frame").getAttribute("srcdoc", { timeout: 60_000 });

async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page.getByRole("button", { name: button, exact: true }).click({ timeout: 60_000 }),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe.runIf(canRun)("the brief in a browser", () => {
  beforeAll(async () => {
    opened = await openCase("flood");
    const command = [join(root, "packages/cli/bin/outweigh.js"), "publish", opened.folder, "--by", "Ana"];
    execFileSync(process.execPath, command, { stdio: "ignore" });
  }, 60_000);
  afterAll(async () => opened?.close());

  test("is to the letter what the command writes, on the page and in its exports, with what was published before", async () => {
    const page = await opened.page("brief");
    const html = written("html").toString("utf8");
    expect(await shown(page)).toBe(html);
    expect(html).toContain("outweigh-record");
    expect((await saved(page, "as HTML")).bytes.toString("utf8")).toBe(html);
    expect((await saved(page, "for Word")).bytes.subarray(0, 2).toString("latin1")).toBe("PK");
    await page.getByRole("checkbox", { name: "Print the whole assessment" }).check();
    const full = written("html", "--full").toString("utf8");
    await expect.poll(() => shown(page), { timeout: 30_000 }).toBe(full);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(page.troubles).toEqual([]);
  }, 120_000);

  test("becomes a PDF by a browser of this machine, as by the command", async () => {
    const page = await opened.page("brief");
    const { name, bytes } = await saved(page, "as PDF");
    expect(name).toBe("flood.pdf");
    expect(bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    const command = written("pdf");
    const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
    expect(pages(bytes)).toBeGreaterThan(2);
    expect(pages(bytes)).toBe(pages(command));
    expect(page.troubles).toEqual([]);
  }, 120_000);

  test("where no PDF can be made the print dialogue opens on the very page, and that is said", async () => {
    const page = await opened.page("brief");
    await page.route("**/api/pdf", (route) => route.fulfill({ status: 501, json: { message: "There is no browser here." } }));
    await page.getByRole("button", { name: "as PDF", exact: true }).click({ timeout: 60_000 });
    await page.locator(".notice", { hasText: "There is no browser here. The print dialogue opens instead" }).waitFor();
    const frame = page.locator("iframe.print-frame");
    expect(await frame.getAttribute("srcdoc")).toBe(await shown(page));
    expect(await frame.getAttribute("sandbox")).toBe("allow-same-origin allow-modals");
    expect(page.troubles.filter((trouble) => !trouble.includes("501"))).toEqual([]);
  }, 120_000);
});
