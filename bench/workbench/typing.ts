/** Typing in the longest chapter of the flagship, in prose and in a formula, at the pace of a quick writer: how long after a key its frame is done. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { OpenedCase, OpenPage } from "./browser.js";

const chapter = "06-consequences.md";
const sentence = "The figures rest on what was counted, not on what was feared. ";
const term = " + 0.25 * friction_cost";

/** Milliseconds between two keys: some hundred words a minute. */
const pace = 110;

/** Milliseconds from each key to the end of its frame. */
export interface TypingTimes {
  readonly prose: readonly number[];
  readonly formula: readonly number[];
}

/** Waits until the workbench has run the case and shown everything. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".status-line .doing.idle").waitFor({ timeout: 60_000 });
  await page.locator(".status-line .result:not(.stale)").first().waitFor({ timeout: 60_000 });
}

const takeKeys = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { bench: { keys: number[] } }).bench.keys.splice(0)) as Promise<number[]>;

/** Presses keys at the pace, and tells of each how long it took. */
export async function press(page: Page, keys: readonly string[], every = pace): Promise<readonly number[]> {
  await takeKeys(page);
  for (const key of keys) {
    const begun = performance.now();
    await page.keyboard.press(key === " " ? "Space" : key);
    const left = every - (performance.now() - begun);
    if (left > 0) await page.waitForTimeout(left);
  }
  await page.waitForTimeout(250);
  return takeKeys(page);
}

/** Goes to the end of the first place in the chapter where this stands. */
export async function standAfter(page: Page, mark: string): Promise<void> {
  const at = readFileSync(`examples/cartels/${chapter}`, "utf8").indexOf(mark) + mark.length;
  await page.evaluate((place) => {
    location.hash = `#/text/06-consequences.md?at=${place}`;
  }, at);
  await page.locator(".cm-content").first().focus();
  await page.waitForTimeout(600);
}

/** Opens the flagship at the text. */
export async function openText(opened: OpenedCase): Promise<OpenPage> {
  const open = await opened.open(`text/${chapter}`);
  await settled(open.page);
  return open;
}

/** One round: a sentence of prose, and a term at the end of a formula with its way through errors and completions; both are taken away again. */
export async function typingRound(page: Page): Promise<TypingTimes> {
  await standAfter(page, "friction_cost * (1 - cooperation_level)");
  const formula = [
    ...(await press(page, [...term])),
    ...(await press(
      page,
      [...term].map(() => "Backspace"),
    )),
  ];
  await standAfter(page, "Each link is a chance of its own.");
  const prose = [
    ...(await press(page, [..." ", ...sentence])),
    ...(await press(
      page,
      [...` ${sentence}`].map(() => "Backspace"),
    )),
  ];
  await settled(page);
  return { prose, formula };
}
