import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };

/** The median of an option in the table of the comparison, in words. */
const median = (page: Page, option: string) => page.locator(".answer-card tbody tr", { hasText: option }).locator("td").first().innerText();

async function ready(page: Page): Promise<void> {
  await page.locator(".answer-chart").first().waitFor(patient);
  await page.locator(".answer-inputs li").first().waitFor(patient);
}

const atRest = (page: Page) => page.locator(".answer-reading", { hasText: /All 10,000 draws/ }).waitFor(patient);

describe.skipIf(!canRun)("the view Answer", { timeout: 180_000 }, () => {
  let opened: OpenCase;
  beforeAll(async () => {
    opened = await openCase("flood");
  }, 60_000);
  afterAll(async () => opened?.close());

  test("compares the options in five pictures, and saves them as PNG, SVG and CSV", async () => {
    const page = await opened.page("answer");
    await ready(page);
    expect(await page.locator(".answer-card tbody tr").count()).toBe(3);
    expect(await page.locator(".answer-card tbody tr", { hasText: "retention basin" }).innerText()).toContain("contested");
    for (const kind of ["Densities", "Dots", "Exceedance", "Differences", "Intervals"]) {
      await page.getByRole("button", { name: kind, exact: true }).click();
      await page.locator(`.answer-kinds button[aria-pressed=true]`, { hasText: kind }).waitFor(patient);
      expect(await page.locator(".answer-chart").first().getAttribute("aria-label")).toContain("Raise the wall");
    }
    for (const [name, begins] of [
      ["PNG", "\u0089PNG"],
      ["SVG", "<svg"],
      ["CSV", "Option,Standing"],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(".answer-card .answer-tools").getByRole("button", { name, exact: true }).click(),
      ]);
      expect(
        readFileSync((await download.path())!)
          .toString("latin1")
          .startsWith(begins),
      ).toBe(true);
    }
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("follows sliders by keys, several at once, keeps them in the address, and puts them back", async () => {
    const page = await opened.page("answer");
    await ready(page);
    await atRest(page);
    const before = await median(page, "Carry on");
    const depth = page.getByRole("slider", { name: "Depth of water in the houses" });
    await depth.focus();
    await page.keyboard.press("End");
    await expect.poll(() => page.evaluate(() => location.hash), patient).toContain("flood_depth");
    await atRest(page);
    await expect.poll(() => median(page, "Carry on"), patient).not.toBe(before);
    const one = await median(page, "Carry on");
    await page.getByRole("slider", { name: "Value of a house" }).focus();
    await page.keyboard.press("End");
    await page.locator(".answer-held-line", { hasText: "2 inputs are held" }).waitFor(patient);
    await expect.poll(() => median(page, "Carry on"), patient).not.toBe(one);
    const two = await median(page, "Carry on");
    await page.reload();
    await page.locator(".answer-held-line", { hasText: "2 inputs are held" }).waitFor(patient);
    await expect.poll(() => median(page, "Carry on"), patient).toBe(two);
    await page.getByRole("button", { name: "Put all back" }).click();
    await expect.poll(() => median(page, "Carry on"), patient).toBe(before);
    expect(opened.read("02-river.md")).toContain("flood_depth");
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("writes a value into the text when asked, and undoes it", async () => {
    const page = await opened.page("answer");
    await ready(page);
    const name = "Rise of flood levels over thirty years";
    await page.getByRole("slider", { name }).focus();
    await page.keyboard.press("Home");
    const row = page.locator(".answer-inputs li.held");
    await row.getByRole("button", { name: "Write this into the case" }).click();
    await expect.poll(() => opened.read("02-river.md"), patient).toMatch(/rise "Rise[^\n]*\n {2}= 0\.\d+\n/);
    await page.locator(".answer-held-line", { hasText: "Nothing is held" }).waitFor(patient);
    await page.keyboard.press("Control+z");
    await expect.poll(() => opened.read("02-river.md"), patient).toContain("= 0.1 to 0.6 as lognormal");
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("says why a number is so, from the objective down to a claim with its quote, and shows it in the text", async () => {
    const page = await opened.page("answer");
    await ready(page);
    await page.getByRole("button", { name: "Why is this so?" }).click();
    const panel = page.getByRole("complementary", { name: "Why is this number so?" });
    for (const name of ["Flood damage", "Houses on the flood plain", "houses.counted"]) {
      await panel
        .locator(".answer-why", { hasText: new RegExp(name, "i") })
        .first()
        .click(patient);
      await page.waitForTimeout(100);
    }
    await panel.locator("blockquote", { hasText: "1,850 houses" }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await panel.getByRole("button", { name: "Show it in the text" }).click();
    await expect.poll(() => page.evaluate(() => location.hash), patient).toContain("#/text/02-river.md");
    await page.goBack();
    await panel.locator("blockquote").waitFor(patient);
    await panel.getByRole("link", { name: "Show the quote in its source" }).click();
    await page.locator(".evidence-mark.is-current", { hasText: "1,850 houses" }).first().waitFor(patient);
    await page.goBack();
    await panel.locator("blockquote").waitFor(patient);
    await page.keyboard.press("Escape");
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("the tables of the analyses lead down to the quote as well", async () => {
    const page = await opened.page("answer?open=tornado~sobol~flip-points");
    const panel = page.getByRole("complementary", { name: "Why is this number so?" });
    for (const analysis of ["What moves the result most", "Where the spread comes from"]) {
      const part = page.locator(".answer-analyses details", { hasText: analysis }).first();
      await part
        .locator(".answer-table th .answer-why")
        .first()
        .waitFor({ ...patient, state: "attached" });
    }
    const flips = page.locator(".answer-analyses details", { hasText: "What would change the answer" }).first();
    await flips.locator(".answer-why", { hasText: "Depth of water" }).first().click(patient);
    for (let step = 0; step < 5; step++) {
      const head = panel.getByRole("heading").first();
      await panel.locator(".answer-panel-links").waitFor(patient);
      if ((await panel.locator("blockquote").count()) > 0) break;
      const name = await head.innerText();
      await panel.locator(".answer-facts .answer-why").first().click(patient);
      await expect.poll(() => head.innerText(), patient).not.toBe(name);
    }
    await panel.locator("blockquote").waitFor(patient);
    await panel.getByRole("link", { name: "Show the quote in its source" }).click();
    await page.locator(".evidence-mark.is-current").first().waitFor(patient);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("makes an analysis when it is opened, in the words and figures of the brief", async () => {
    const page = await opened.page("answer");
    await ready(page);
    await page.locator(".answer-analyses summary", { hasText: "What moves the result most" }).click();
    await page
      .locator(".answer-analyses .answer-figure svg")
      .first()
      .waitFor({ ...patient, state: "attached" });
    await page.locator(".answer-analyses p", { hasText: "moves most with" }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test.each([
    ["dark and wide", { width: 1280, height: 800 }, "dark"],
    ["light and narrow", { width: 390, height: 800 }, "light"],
  ] as const)("axe finds nothing, and nothing is cut off: %s", async (_, viewport, colorScheme) => {
    const page = await opened.page("answer?held=flood_depth%3D2", { viewport, colorScheme });
    await ready(page);
    const own = (await accessibilityProblems(page)).filter((problem) => !problem.includes("palette-button"));
    expect(own).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!canRun)("a case that has nothing to compare", { timeout: 120_000 }, () => {
  const head = '# A\n\n```outweigh\ncase a "A"\n  question "What?"\n\n';
  const block = (text: string) => `${head}${text}\n\`\`\`\n`;
  const options = 'option one "One"\n\noption two "Two"\n';
  let opened: OpenCase;
  beforeAll(async () => {
    opened = await openCase("first");
  }, 60_000);
  afterAll(async () => opened?.close());

  test("says what is missing, and shows one option alone", async () => {
    const names = (await import("node:fs")).readdirSync(opened.folder).filter((name) => name.endsWith(".md"));
    const page = await opened.page("answer");
    for (const name of names.slice(1)) opened.write(name, "# Nothing\n");
    opened.write(names[0]!, block('quantity x "X" : number\n  = 1 to 2 as normal\n  because "Said."\n'));
    await page.locator("h2", { hasText: "nothing to choose from" }).waitFor(patient);
    opened.write(names[0]!, block(options));
    await page.locator("h2", { hasText: "nothing to compare by" }).waitFor(patient);
    const objective = 'quantity x "X" : number\n  = 1 to 2 as normal\n  because "Said."\n\nobjective cost "Cost" : number\n  minimise x\n';
    opened.write(names[0]!, block(`option one "One"\n\n${objective}`));
    await page.locator(".answer-chart").waitFor(patient);
    expect(await page.locator(".answer-card tbody tr").count()).toBe(1);
    expect(await page.getByRole("button", { name: "Differences" }).count()).toBe(0);
    opened.write(names[0]!, block(`${options}\n${objective}`).replace("minimise x", "minimise nothing_known"));
    await page.locator(".answer-note.bad").waitFor(patient);
    expect(page.troubles).toEqual([]);
    await page.reload();
    await page.locator("h2", { hasText: "The case has errors" }).waitFor(patient);
  });
});
