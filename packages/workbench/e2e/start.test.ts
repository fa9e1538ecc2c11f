/** The first minutes in a real browser: choosing and beginning cases, the tour, the map of keys; by keyboard, and without a complaint of axe. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const heatPage =
  "<html lang=en><title>Heat kills</title><body><article><h1>Heat</h1><p>In the summer of 2024 heat killed 4,200 people in the cities of the region, the ministry said on Monday.</p><p>Shade lowers the temperature of streets by 3 to 6 degrees, according to Dr Ann Miller of the university.</p></article></body></html>";

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

  test("begins from an article that is chosen: a new case, its source in Evidence, passages to accept; nothing is written over", async () => {
    const { page, place } = await start();
    const article = page.getByRole("region", { name: "Begin from an article" });
    const choose = (name: string, body: string | Buffer) =>
      article.locator("input[type=file]").setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(body) });
    const begin = article.getByRole("button", { name: "Begin the case" });
    const told = (words: string) => page.getByRole("alert").filter({ hasText: words }).waitFor();
    await choose("picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 1, 2, 3, 0xff]));
    await begin.click();
    await told("no document that can be read");
    expect(existsSync(join(place, "picture"))).toBe(false);
    await choose("flood.html", heatPage);
    await begin.click();
    await told("not empty");
    await page.getByRole("textbox", { name: "New folders are made in" }).fill(join(place, "nowhere"));
    await begin.click();
    await told("There is no folder");
    mkdirSync(join(place, "mine"));
    await page.getByRole("textbox", { name: "New folders are made in" }).fill(join(place, "mine"));
    await choose("Heat, 2026.html", heatPage);
    expect(await article.getByRole("textbox").inputValue()).toBe("heat-2026");
    expect(await accessibilityProblems(page)).toEqual([]);
    await begin.click();
    const card = page.locator(".evidence-card", { hasText: "4,200 people" });
    await card.waitFor({ timeout: 60_000 });
    const made = join(place, "mine/heat-2026");
    expect(readFileSync(join(made, "sources/heat_2026/original.html"), "utf8")).toBe(heatPage);
    expect(readFileSync(join(made, "sources.lock"), "utf8")).toContain("source heat_2026");
    await card.locator(".line").click();
    await page.keyboard.press("a");
    await expect
      .poll(() => readFileSync(join(made, "source-heat_2026.md"), "utf8"), { timeout: 20_000 })
      .toMatch(/source heat_2026 "Heat kills"[\s\S]*claim \w+ from heat_2026[\s\S]*4,200 people/);
    expect(page.troubles).toEqual([]);
  }, 120_000);

  test("opens a folder by its path, and says plainly why another is no case", async () => {
    const { page, place } = await start();
    mkdirSync(join(place, "empty"));
    const field = page.getByRole("textbox", { name: "path of a folder" });
    for (const [path, words] of [
      ["nowhere", "There is no folder nowhere"],
      [join(place, "empty"), "is no case: there is no chapter"],
      ["flood/01-question.md", "is a file; a case is a folder"],
    ] as const) {
      await field.fill(path);
      await page.keyboard.press("Enter");
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
    }
    await field.fill(`${place}/flood/`);
    await page.keyboard.press("Enter");
    await hasResult(page);
    expect(page.troubles).toEqual([]);
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
