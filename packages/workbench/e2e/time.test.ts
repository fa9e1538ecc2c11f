/** Time in a browser: the timeline of the flagship, a forecast opened, courses, calibration, changes between versions, and a case without any of it. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };
const frame = (page: Page) => page.frameLocator("iframe.page-frame");

describe.skipIf(!canRun)("the time of the flagship in a browser", () => {
  let opened: OpenCase;
  beforeAll(async () => {
    opened = await openCase("cartels");
  });
  afterAll(() => opened?.close());

  test("forecasts and versions stand on one line of time, and a forecast opens by keyboard", async () => {
    const page = await opened.page("time");
    await page.locator(".time-row").nth(7).waitFor(patient);
    const axis = page.getByRole("img", { name: /^Axis from/ });
    expect(await axis.getAttribute("aria-label")).toContain(
      "Version 2024-12 on 20\u00a0December\u00a02024. Version 2025-06 on 15\u00a0June\u00a02025.",
    );
    // What the ledger of the flagship says of this forecast: 35 %, later 20 %; settled on 12 November 2025 with “no”.
    const strip = page.getByRole("img", { name: /40 % or more support strikes/ });
    expect(await strip.getAttribute("aria-label")).toMatch(
      /Author of the case 35 % on 15\s+June\s+2025\. .*Author of the case 20 % on 1\s+October\s+2025\. Settled as no on 12\s+November\s+2025/,
    );
    expect(await page.getByRole("region", { name: "What falls due" }).locator("li").count()).toBeGreaterThan(0);
    await page.locator(".time-events summary").press("Enter");
    await page.getByRole("link", { name: /^Version 2025-06 published/ }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page
      .getByRole("link", { name: /40 % or more support strikes/ })
      .first()
      .press("Enter");
    await frame(page).getByText("31 % support strikes in Mexico without permission").waitFor(patient);
    await frame(page).getByText("Scores, the outcome being “no”").waitFor(patient);
    // The Brier score of the last forecast, 20 % and “no”: 2 × 0.2².
    expect(
      await frame(page).locator("table", { hasText: "Scores, the outcome" }).locator("tr", { hasText: "Author of the case" }).innerText(),
    ).toContain("0.080");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(page.troubles).toEqual([]);
  });

  test("how forecasts did, and the courses of stocks with the option that is chosen", async () => {
    const page = await opened.page("time/calibration");
    await frame(page).getByText("Calibration: what was forecast, and how much of it came true").waitFor(patient);
    await page.getByRole("link", { name: "Courses" }).click();
    await frame(page).locator("figure svg").first().waitFor(patient);
    const option = page.getByRole("combobox", { name: "Option" });
    const label = await option.locator("option").nth(2).innerText();
    await option.selectOption(label);
    await expect.poll(() => page.evaluate(() => decodeURIComponent(location.hash.replaceAll("+", " "))), patient).toContain(label);
    await expect.poll(() => frame(page).locator("tbody tr").count(), patient).toBeLessThanOrEqual(2);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(page.troubles).toEqual([]);
  });

  test("changes between two versions are told, and comparing with results can be cancelled", async () => {
    const page = await opened.page("time/changes");
    await page.getByRole("combobox", { name: "From" }).selectOption("2024-12");
    await page.getByRole("combobox", { name: "to", exact: true }).selectOption("2025-06");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Compare" }).waitFor(patient);
    await page.getByRole("checkbox").uncheck();
    await page.getByRole("button", { name: "Compare" }).click();
    await frame(page).getByRole("heading", { name: "What was changed" }).waitFor(patient);
    // The flagship declares this forecast from its second version on.
    expect(await frame(page).locator(".change", { hasText: "strikes_poll" }).innerText()).toMatch(/^new$/m);
    // Against the present text, into which a sentence is written on disk.
    opened.write("08-outlook.md", `${opened.read("08-outlook.md")}\nA sentence of today.\n`);
    await page.getByRole("combobox", { name: "From" }).selectOption("2026-11");
    await page.getByRole("combobox", { name: "to", exact: true }).selectOption("now");
    await expect
      .poll(async () => {
        await page.getByRole("button", { name: "Compare" }).click();
        await page.getByRole("button", { name: "Compare" }).waitFor(patient);
        return frame(page).locator("body").innerText();
      }, patient)
      .toContain("A sentence of today.");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(page.troubles).toEqual([]);
  });
});

describe.skipIf(!canRun)("a case without time in a browser", () => {
  let opened: OpenCase | undefined;
  afterEach(() => opened?.close());

  test("says what to do", async () => {
    opened = await openCase("flood", {
      files: { "ledger.jsonl": "this is no entry\n{}\n" },
    });
    const page = await opened.page("time");
    await page.getByText("ledger.jsonl, line 1:").waitFor(patient);
    await page.getByRole("link", { name: "Calibration" }).click();
    await page.getByRole("heading", { name: "Nothing is settled yet" }).waitFor(patient);
    await page.getByRole("link", { name: "Changes" }).click();
    await page.getByRole("heading", { name: "Nothing has been published yet" }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(page.troubles).toEqual([]);
  });
});
