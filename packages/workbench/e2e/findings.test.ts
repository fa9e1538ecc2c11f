/** The list of findings in a real browser: what can be mended is mended from there, by mouse and by keys alone. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const file = "first.md";
const broken = `# A

\`\`\`outweigh
case a
  question "Which?"

option wait "Wait"
option act "Act"

quantity harm "Harm" : USD
  = 2 million to 9 million as lognormal
  because "A guess"

objective loss "Loss" : USD
  minimise if act then hram else harm * 2

objective other "Other" : USD
  minimise if act then hrm else harm
\`\`\`
`;

describe.runIf(canRun)("the list of findings", () => {
  let opened: OpenCase;
  beforeAll(async () => {
    opened = await openCase("first", { files: { [file]: broken } });
  });
  afterAll(async () => opened?.close());

  test("mends by the mouse and by keys, goes on to the next, and undo brings back what was", async () => {
    const page = await opened.page(`text/${file}?problems=1`);
    const list = page.getByRole("region", { name: "What is amiss" });
    const fix = list.locator("li.error button", { hasText: "harm" });
    await expect.poll(() => fix.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    const before = await fix.count();
    expect(await accessibilityProblems(page)).toEqual([]);
    await fix.first().click();
    await expect.poll(() => opened.read(file), { timeout: 20_000 }).toContain("then harm else harm * 2");
    await expect.poll(() => fix.count(), { timeout: 20_000 }).toBeLessThan(before);
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest("li") !== null), { timeout: 20_000 }).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => opened.read(file), { timeout: 20_000 }).not.toContain("hrm");
    await page.keyboard.press("Control+z");
    await expect.poll(() => opened.read(file), { timeout: 20_000 }).toContain("hrm");
    expect(page.troubles).toEqual([]);
  }, 90_000);
});
