/** An hour's use of the flagship in some minutes: keys, sliders and views by turns, and what memory is left in use after every round. */
import type { Page } from "playwright-core";
import type { Memory, OpenedCase, OpenPage } from "./browser.js";
import { openText, press, standAfter } from "./typing.js";

const views = ["diagram", "evidence", "time", "brief", "answer"];

/** What was in use after so many operations. */
export interface Used extends Memory {
  readonly operations: number;
}

/** Goes through rounds of a hundred operations: 60 keys, 30 moves of sliders, ten changes of views. */
export async function use(opened: OpenedCase, rounds: number, every: number, tell: (used: Used) => void): Promise<readonly Used[]> {
  const open = await openText(opened);
  const found: Used[] = [];
  for (let round = 0; round <= rounds; round++) {
    if (round % every === 0) {
      const used = { operations: round * 100, ...(await open.memory()) };
      found.push(used);
      tell(used);
    }
    await oneRound(open, round);
  }
  return found;
}

async function oneRound(open: OpenPage, round: number): Promise<void> {
  const { page } = open;
  await standAfter(page, "Each link is a chance of its own.");
  const words = [...`Round ${round} says a bit of it.`.padEnd(30)];
  await press(open, [...words, ...words.map(() => "Backspace")], 15);
  for (const view of views) {
    await show(page, view);
    await show(page, "text");
  }
  await show(page, "answer");
  const sliders = page.locator(".answer-slider input");
  await sliders.first().waitFor({ timeout: 60_000 });
  const slider = sliders.nth(round % 5);
  await slider.focus();
  for (let move = 0; move < 30; move++) await page.keyboard.press(move % 2 === 0 ? "ArrowRight" : "ArrowLeft");
  await page.locator(".answer-held-line button").click();
}

async function show(page: Page, view: string): Promise<void> {
  await page.evaluate((name) => {
    location.hash = name === "text" ? "#/text/06-consequences.md" : `#/${name}`;
  }, view);
  await page.locator(`main.view-${view}`).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(350);
}
