import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { composeBrief } from "../compose.js";
import { floodCase } from "../flood-case-for-tests.js";
import { renderHtml } from "./html.js";

const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";
const isPresent = existsSync(executable);
if (!isPresent && process.env.CI !== "true") console.warn(`Accessibility is not tested: there is no Chromium at ${executable}.`);

describe.skipIf(!isPresent && process.env.CI !== "true")("the brief in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "brief-"));
  const address = `file://${join(folder, "brief.html")}`;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(folder, "brief.html"), renderHtml(composeBrief(floodCase(300))));
    browser = await chromium.launch({ executablePath: executable, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ["light and wide", { width: 1280, height: 900 }, "light"],
    ["dark and wide", { width: 1280, height: 900 }, "dark"],
    ["light and narrow", { width: 380, height: 800 }, "light"],
  ] as const)("axe finds nothing: %s", async (_, viewport, colorScheme) => {
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(address);
    await page.addScriptTag({ content: readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8") });
    const violations = await page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
      return (await axe.run()).violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => node.html.slice(0, 160))
            .slice(0, 4)
            .join(" | ")}`,
      );
    });
    expect(violations).toEqual([]);
    expect(asked).toEqual([address]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await context.close();
  });
});
