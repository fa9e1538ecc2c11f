/** Typing in the longest chapter of the flagship, in prose and in a formula, at the pace of a quick writer: how long after a key its frame is done. */
import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";
import type { OpenedCase, OpenPage } from "./browser.js";

const chapter = "06-consequences.md";
const sentence = "The figures rest on what was counted, not on what was feared. ";
const term = " + 0.25 * friction_cost";

/** Milliseconds between two keys: some hundred words a minute. */
const pace = 110;

/** Of each key in milliseconds: from the event to the end of its frame, the wait for the screen included; and what the main thread worked from the key until just before the next one, by its own clock. */
export interface KeyTimes {
  readonly latency: readonly number[];
  readonly work: readonly number[];
}

/** Waits until the workbench has run the case and shown everything. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".status-line .doing.idle").waitFor({ timeout: 60_000 });
  await page.locator(".status-line .result:not(.stale)").first().waitFor({ timeout: 60_000 });
}

const takeKeys = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { bench: { keys: number[] } }).bench.keys.splice(0)) as Promise<number[]>;

/** Presses keys at the pace, and tells of each how long it took. */
export async function press({ page, debug }: OpenPage, keys: readonly string[], every = pace): Promise<KeyTimes> {
  await takeKeys(page);
  const work: number[] = [];
  let before = await workUntilNow(debug);
  for (const key of keys) {
    const begun = performance.now();
    await page.keyboard.press(key === " " ? "Space" : key);
    const left = every - (performance.now() - begun);
    if (left > 0) await page.waitForTimeout(left);
    const after = await workUntilNow(debug);
    work.push(after - before);
    before = after;
  }
  await page.waitForTimeout(250);
  return { latency: await takeKeys(page), work };
}

/** What the main thread has worked since the page began, in milliseconds of its own clock, which stands still while others have the processor. */
async function workUntilNow(debug: CDPSession): Promise<number> {
  const { metrics } = await debug.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
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
  await open.debug.send("Performance.enable", { timeDomain: "threadTicks" });
  return open;
}

/** One round: a sentence of prose, and a term at the end of a formula with its way through errors and completions; both are taken away again. */
export async function typingRound(open: OpenPage): Promise<{ readonly prose: KeyTimes; readonly formula: KeyTimes }> {
  const thereAndBack = async (mark: string, text: string) => {
    await standAfter(open.page, mark);
    const [there, back] = [
      await press(open, [...text]),
      await press(
        open,
        [...text].map(() => "Backspace"),
      ),
    ];
    return { latency: [...there.latency, ...back.latency], work: [...there.work, ...back.work] };
  };
  const formula = await thereAndBack("friction_cost * (1 - cooperation_level)", term);
  const prose = await thereAndBack("Each link is a chance of its own.", ` ${sentence}`);
  await settled(open.page);
  return { prose, formula };
}
