/** The first minutes in a real browser: choosing and beginning cases, the tour, the map of keys; by keyboard, and without a complaint of axe. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

let opened: OpenCase | undefined;

async function start() {
  opened = await openCase("flood", { isChosen: false });
  const page = await opened.page();
  await page.getByRole("heading", { name: "What is to be decided?" }).waitFor();
  return { page, place: dirname(opened.folder) };
}

const hasResult = (page: Page) => page.getByTestId("result").waitFor();

describe.runIf(canRun)("the start page", () => {
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  test("opens a case of the working folder, by keyboard alone", async () => {
    const { page } = await start();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: /^flood/ }).focus();
    await page.keyboard.press("Enter");
    await hasResult(page);
    expect(await page.title()).toContain("flood");
    await page.reload();
    await hasResult(page);
    expect(page.troubles).toEqual([]);
  }, 120_000);

  test("begins a new case, which computes, and writes over nothing", async () => {
    const { page, place } = await start();
    mkdirSync(join(place, "mine"));
    writeFileSync(join(place, "mine/thesis.txt"), "years of work");
    const field = page.getByRole("region", { name: "Begin a new case" }).getByRole("textbox");
    for (const [name, words] of [
      ["mine", "not empty"],
      ["../out", "cannot be the name"],
    ] as const) {
      await field.fill(name);
      await page.keyboard.press("Enter");
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
    }
    expect(existsSync(join(place, "../out"))).toBe(false);
    await field.fill("heat-2026");
    await page.keyboard.press("Enter");
    await hasResult(page);
    expect(readFileSync(join(place, "heat-2026/assessment.md"), "utf8")).toContain("case heat_2026");
    expect(readFileSync(join(place, "mine/thesis.txt"), "utf8")).toBe("years of work");
  }, 120_000);

  test("copies the flagship and walks through it in seven steps; ? lists the keys", async () => {
    const { page, place } = await start();
    await page.getByRole("button", { name: "Copy cartels" }).click();
    const tour = page.getByRole("complementary", { name: "Tour" });
    await tour.waitFor();
    expect(existsSync(join(place, "cartels/01-question.md"))).toBe(true);
    await hasResult(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    const seen: string[] = [];
    for (let step = 1; step <= 7; step++) {
      await tour.getByText(`Step ${step} of 7`).waitFor();
      seen.push(new URL(page.url()).hash.split("/")[1]!);
      await tour.getByRole("button", { name: step === 7 ? "Done" : "Next" }).focus();
      await page.keyboard.press("Enter");
    }
    await tour.waitFor({ state: "detached" });
    expect(seen).toEqual(expect.arrayContaining(["text", "evidence", "answer", "time", "brief"]));
    await page.keyboard.press("?");
    const map = page.getByRole("dialog", { name: "Keys" });
    await map.getByText("Do or find").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await map.waitFor({ state: "detached" });
    expect(page.troubles).toEqual([]);
  }, 180_000);
});
