import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };

/** Puts the cursor at the end of the first line of the editor that holds these words. */
async function clickLine(page: Page, words: string): Promise<void> {
  await page.locator(".cm-line", { hasText: words }).first().click();
  await page.keyboard.press("End");
}

const result = (page: Page): Locator => page.getByTestId("result");

describe.skipIf(!canRun)("the text of a case in a browser", () => {
  let opened: OpenCase | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  test("a mistake is shown where it is and in the list, and the last result stays", async () => {
    opened = await openCase("flood");
    const page = await opened.page("text/02-river.md");
    await result(page).waitFor(patient);
    await clickLine(page, "quantity rise");
    await page.keyboard.type("\n  = 3 + nothing_known");
    await expect.poll(() => page.locator(".status-line .amiss").innerText(), patient).toMatch(/error/);
    await page.locator(".cm-lintRange-error").first().waitFor(patient);
    await page.locator(".status-line .amiss").click();
    expect(await page.locator(".findings .error").first().innerText()).toContain("02-river.md");
    expect(await result(page).getAttribute("class")).toContain("stale");
    await page.locator(".findings .error a").first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className ?? ""), patient).toContain("cm-content");
    expect(page.troubles).toEqual([]);
  });

  test("ends with Ctrl-C in the terminal, and the page says so and keeps what is typed", async () => {
    opened = await openCase("first");
    const page = await opened.page();
    await page.locator(".cm-line").first().waitFor(patient);
    const { code, printed } = await opened.interrupt();
    expect(code).toBe(0);
    expect(printed).toContain("Closed.");
    await page.locator(".banner", { hasText: "does not answer" }).waitFor(patient);
    await page.locator(".cm-line").first().click();
    await page.keyboard.type("kept ");
    expect(await page.locator(".cm-content").innerText()).toContain("kept");
  });

  afterAll(async () => opened?.close());
});

describe.skipIf(!canRun)("the frame of the workbench", () => {
  let opened: OpenCase;
  const open = async () => {
    opened ??= await openCase("flood");
    return opened;
  };
  afterAll(async () => opened?.close());

  test("axe finds nothing on a narrow page, and nothing is cut off", async () => {
    const page = await (await open()).page("text", { viewport: { width: 390, height: 800 } });
    await result(page).waitFor(patient);
    for (const [view, sign] of [
      ["text", ".cm-content"],
      ["text?problems=1", ".findings li"],
      ["evidence", ".evidence-sources a"],
      ["answer", ".answer-chart"],
      ["time", ".time-body"],
      ["brief", "iframe"],
    ] as const) {
      await page.evaluate((to) => location.assign(`#/${to}`), view);
      await page.locator(`main ${sign}`).first().waitFor(patient);
      expect([view, ...(await accessibilityProblems(page))]).toEqual([view]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("can be used by keys alone: skip link, palette, views, undo", async () => {
    const page = await (await open()).page("text");
    await result(page).waitFor(patient);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Skip to the view");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("answ");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => location.hash), patient).toBe("#/answer");
    await page.keyboard.press("Alt+1");
    await expect.poll(() => page.evaluate(() => location.hash), patient).toBe("#/text");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ ...patient, state: "detached" });
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("light and dark are chosen and kept", async () => {
    const page = await (await open()).page("text", { colorScheme: "light" });
    await page.getByRole("button", { name: "Dark" }).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme), patient).toBe("dark");
    await page.reload();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme), patient).toBe("dark");
    await page.context().close();
  });
});
