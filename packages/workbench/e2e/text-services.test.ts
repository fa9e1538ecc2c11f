/** The services of the language in the editor, in a browser. */
import { formatText } from "@outweigh/language";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };

describe.skipIf(!canRun)("the editor knows the case", () => {
  let opened: OpenCase;
  let page: Page & { readonly troubles: string[] };
  const shown = (path: string) => page.evaluate((hash) => location.assign(hash), `#/text/${path}`);
  const line = (words: string) => page.locator(".cm-line", { hasText: words }).first();
  /** Puts the cursor into a word of a line. */
  const clickWord = async (words: string, word: string) => {
    await line(words)
      .locator("span", { hasText: new RegExp(`^${word}$`) })
      .first()
      .click({ position: { x: 6, y: 6 } });
  };
  const undoAll = async () => {
    await page.locator(".cm-content").focus();
    // As many steps as it takes: whoever types slowly makes more of them.
    const undo = page.getByRole("button", { name: /^Undo: / });
    for (let step = 0; step < 60 && (await undo.count()) > 0; step++) await page.keyboard.press("Control+z");
  };

  beforeAll(async () => {
    opened = await openCase("flood");
    page = await opened.page("text/02-river.md");
    await page.getByTestId("result").waitFor(patient);
  }, 90_000);
  afterAll(() => opened.close());

  test("what fits is offered as one types and taken by Enter; a new line stands where lines stand", async () => {
    await line("because crest, held_back, rise").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("beca");
    await page.locator(".cm-tooltip-autocomplete li[aria-selected]", { hasText: "because" }).waitFor(patient);
    // Against keys that were meant for the text, the list takes none in its first moments.
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await page.keyboard.type("gau");
    await page.locator(".cm-tooltip-autocomplete li[aria-selected]", { hasText: "gauge_table" }).waitFor(patient);
    // Against keys that were meant for the text, the list takes none in its first moments.
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await expect.poll(() => opened.read("02-river.md"), patient).toContain("\n  because crest, held_back, rise\n  because gauge_table\n");
    await undoAll();
    await expect.poll(() => opened.read("02-river.md"), patient).not.toContain("rise\n  because gauge_table\n");
  });

  test("values stand behind what is declared and behind brackets, and are no part of the text", async () => {
    await line("quantity rise").locator(".cm-value").waitFor(patient);
    expect(await line("quantity rise").locator(".cm-value").innerText()).toMatch(/^\d.*\sm$/);
    await shown("03-result.md");
    const file = opened.read("03-result.md");
    await page.locator(".cm-value-inline").first().waitFor(patient);
    expect(opened.read("03-result.md")).toBe(file);
    await shown("02-river.md");
  });

  test("a card tells what a name means, by pointer and by key, and F12 goes there and Alt-Left back", async () => {
    await line("= crest +").waitFor(patient);
    await clickWord("= crest +", "held_back");
    await page.keyboard.press("Control+i");
    await page.locator(".card .spread").first().waitFor(patient);
    expect(await page.locator(".card").innerText()).toContain("Level that the basin takes off");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".card").waitFor({ state: "detached" });
    await page.keyboard.press("F12");
    await expect.poll(() => page.locator(".cm-activeLine").innerText(), patient).toContain("quantity held_back");
    await page.keyboard.press("Alt+ArrowLeft");
    await expect.poll(() => page.locator(".cm-activeLine").innerText(), patient).toContain("= crest +");
  });

  test("renaming changes all chapters in one step, and refuses what cannot be", async () => {
    await clickWord("quantity overtopped", "overtopped");
    await page.keyboard.press("F2");
    const field = page.getByLabel("New name for overtopped");
    await field.fill("crest");
    await page.keyboard.press("Enter");
    await page.locator(".rename-panel .problem", { hasText: "already a quantity" }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await field.fill("overflown");
    const before = ["01-question.md", "02-river.md", "03-result.md"].map((path) => [path, opened.read(path)] as const);
    await page.keyboard.press("Enter");
    for (const [path, text] of before)
      await expect
        .poll(() => opened.read(path), patient)
        .toBe(text.replace(/\bovertopped\b(?=[^"\n]*(?:"[^"\n]*"[^"\n]*)*$)/gm, (word, at) => (isProse(text, at) ? word : "overflown")));
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+z");
    for (const [path, text] of before) await expect.poll(() => opened.read(path), patient).toBe(text);
  });

  test("a finding is mended by keys, and the chapter is brought into shape", async () => {
    const text = opened.read("02-river.md");
    await line("= crest +").click();
    await page.keyboard.press("End");
    await page.keyboard.type(" + ries");
    await page.keyboard.press("Escape");
    // The finding about the whole word, not about its beginning as it was typed.
    await page.locator(".cm-lintRange-error", { hasText: /^ries$/ }).waitFor(patient);
    await page.keyboard.press("Control+.");
    await page.locator(".fix-panel button", { hasText: "Write “rise”" }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => opened.read("02-river.md"), patient).toContain("rise) + rise\n");
    await page.locator(".cm-lintRange-error").first().waitFor({ state: "detached", timeout: 60_000 });
    await undoAll();
    await expect.poll(() => opened.read("02-river.md"), patient).toBe(text);
    await line("= crest +").click();
    await page.keyboard.press("Home");
    await page.keyboard.type("     ");
    await expect.poll(() => opened.read("02-river.md"), patient).toMatch(/\n {7}= crest/);
    await page.keyboard.press("Shift+Alt+f");
    await expect.poll(() => opened.read("02-river.md"), patient).toBe(formatText(text));
    await undoAll();
    await expect.poll(() => opened.read("02-river.md"), patient).toBe(text);
  });

  test("the case is searched in all its files", async () => {
    await page.keyboard.press("Control+Shift+f");
    await page.getByLabel("Words to search for").fill("gauge_book");
    await page.locator(".search [role=status]", { hasText: /place/ }).waitFor(patient);
    await page.getByLabel("Words to search for").fill("higher flood");
    await page.locator(".search li a", { hasText: "table beside" }).first().waitFor(patient);
    expect(await page.locator(".search h3").allInnerTexts()).toContain("02-river.md");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.locator(".search li a", { hasText: "table beside" }).first().click();
    await expect.poll(() => page.locator(".cm-activeLine").innerText(), patient).toContain("higher flood");
    await page.keyboard.press("Control+Shift+f");
    await page.getByLabel("Words to search for").press("Escape");
    await page.locator(".search").waitFor({ state: "detached" });
    expect(page.troubles).toEqual([]);
  });
});

/** Whether an offset lies in running text outside of `{…}`. */
function isProse(text: string, at: number): boolean {
  const fences = text.slice(0, at).match(/^```/gm)?.length ?? 0;
  return fences % 2 === 0 && text.lastIndexOf("{", at) <= text.lastIndexOf("}", at);
}
