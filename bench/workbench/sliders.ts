/** A slider dragged from end to end in the view Answer: how long after a move of it the picture is there, and of how many draws. */
import type { Page } from "playwright-core";
import type { OpenedCase } from "./browser.js";

/** A picture that followed a move. */
export interface Followed {
  readonly ms: number;
  readonly draws: number;
}

/** Milliseconds between two moves, as a mouse sends them. */
const pace = 16;
const moves = 120;

const takeSliders = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { bench: { sliders: Followed[] } }).bench.sliders.splice(0));

/** Opens the view Answer and waits until its sliders are there. */
export async function openAnswer(opened: OpenedCase): Promise<Page> {
  const { page } = await opened.open("answer");
  await page.locator(".answer-slider input").first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1000);
  return page;
}

/** Drags the slider at this place of the list to and fro, lets go, and puts the input back. The first moves, in which the model is made ready, are left out. */
export async function dragRound(page: Page, place: number): Promise<readonly Followed[]> {
  const slider = page.locator(".answer-slider input").nth(place);
  await slider.scrollIntoViewIfNeeded();
  const box = (await slider.boundingBox())!;
  const at = (share: number) => box.x + box.width * (0.05 + 0.9 * share);
  await page.mouse.move(at(0.5), box.y + box.height / 2);
  await page.mouse.down();
  for (let move = 0; move < moves; move++) {
    if (move === 20) await takeSliders(page);
    await page.mouse.move(at(0.5 + 0.45 * Math.sin(move / 9)), box.y + box.height / 2);
    await page.waitForTimeout(pace);
  }
  const found = await takeSliders(page);
  await page.mouse.up();
  await page.waitForTimeout(600);
  await page.locator(".answer-held-line button").click();
  await page.waitForTimeout(300);
  return found;
}
