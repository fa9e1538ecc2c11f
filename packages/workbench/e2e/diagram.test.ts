import type { Page } from "playwright-core";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { largeCase } from "../src/work/questions/diagram-cases-for-tests.js";
import { accessibilityProblems, atRest, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };
const node = (page: Page, words: string) => page.locator(".diagram-node button", { hasText: words }).first();
const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));

describe.skipIf(!canRun)("the diagram in a browser", () => {
  let opened: OpenCase;
  const open = async () => {
    opened ??= await openCase("flood");
    return opened;
  };
  afterAll(async () => opened?.close());

  test("pointing at a node tells of it, keys walk along arrows, Enter goes to the text", async () => {
    const page = await (await open()).page("diagram");
    await node(page, "Crest of the wall").hover(patient);
    const card = page.locator(".diagram-card");
    await card.waitFor(patient);
    await expect.poll(() => card.innerText(), patient).toMatch(/Quantity crest[\s\S]*5\sm[\s\S]*good claim/);
    await node(page, "Crest of the wall").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => hash(page), patient).toMatch(/^#\/diagram\/mark/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), patient).toContain("Mark on today's gauge");
    await page.keyboard.press("Enter");
    await expect.poll(() => hash(page), patient).toMatch(/^#\/text\/02-river.md\?at=/);
    await page.goBack();
    await expect.poll(() => hash(page), patient).toMatch(/^#\/diagram\/mark/);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("a node from the form and an arrow drawn become text, and undo takes each back", async () => {
    const case_ = await open();
    const page = await case_.page("diagram");
    await node(page, "Upkeep").waitFor(patient);
    const before = case_.read("03-result.md");
    await page.getByRole("button", { name: "Node", exact: true }).click();
    await page.getByLabel("Label").fill("Cost of pumps");
    await page.getByLabel("Unit").fill("GBP/year");
    await page.getByLabel("Value or formula").fill("1,000 to 2,000 as uniform");
    await page.getByRole("button", { name: "Write it" }).click();
    await node(page, "Cost of pumps").waitFor(patient);
    const added = `${before}\n\`\`\`outweigh\nquantity cost_of_pumps "Cost of pumps" : GBP/year\n  = 1,000 to 2,000 as uniform\n\`\`\`\n`;
    await expect.poll(() => case_.read("03-result.md"), patient).toBe(added);
    expect(await hash(page)).toContain("#/diagram/cost_of_pumps");

    await page.getByRole("button", { name: "Fit" }).click();
    await atRest(node(page, "Cost of pumps"));
    await node(page, "Cost of pumps").hover(patient);
    const handle = page.locator(".react-flow__node:has(.diagram-node button:has-text('Cost of pumps')) .react-flow__handle.source");
    const [from, to] = [(await handle.boundingBox())!, (await node(page, "Upkeep").boundingBox())!];
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + to.height / 2, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => case_.read("03-result.md"), patient).toMatch(/designer's estimate \(illustrative\)\.", cost_of_pumps\n/);
    await page.locator(".notice", { hasText: "write cost_of_pumps in its formula" }).waitFor(patient);
    await page.keyboard.press("Control+z");
    await expect.poll(() => case_.read("03-result.md"), patient).toBe(added);
    await page.keyboard.press("Control+z");
    await expect.poll(() => case_.read("03-result.md"), patient).toBe(before);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("groups are collapsed and opened, the colouring is in the address, a node is found in the list", async () => {
    const page = await (await open()).page("diagram?by=leverage");
    await page.locator(".diagram-node.tone-shade-4").first().waitFor(patient);
    await page.getByRole("button", { name: "Collapse Result" }).click();
    await page.locator(".diagram-closed", { hasText: "Result" }).waitFor(patient);
    expect(await hash(page)).toContain("closed=03-result.md");
    await page.keyboard.press("/");
    await page.getByLabel("Find a node").fill("upkeep");
    await page.keyboard.press("Enter");
    await node(page, "Upkeep").waitFor(patient);
    expect(await hash(page)).toMatch(/^#\/diagram\/upkeep/);
    await page.getByLabel("Colour by").selectOption("support");
    await page.locator(".diagram-node.tone-barred").first().waitFor(patient);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("sizes tell leverage or support, the legend says so and the address keeps it", async () => {
    const page = await (await open()).page("diagram?size=leverage&legend=1");
    const sizes = () =>
      page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".kind-quantity")].map((each) => each.style.transform));
    await expect.poll(async () => new Set(await sizes()).size, patient).toBeGreaterThan(2);
    await page.getByRole("region", { name: "Legend" }).getByText("Size, leverage on “").waitFor(patient);
    await page.getByLabel("Size by").selectOption("support");
    await expect.poll(sizes, patient).toContain("scale(1.5)");
    expect(await hash(page)).toContain("size=support");
    await page.getByRole("region", { name: "Legend" }).getByText("Size, what it rests on").waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel("Size by").selectOption("same");
    await expect.poll(async () => new Set(await sizes()), patient).toEqual(new Set([""]));
    expect(await hash(page)).not.toContain("size=");
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test.each([
    ["light and wide", { width: 1280, height: 800 }, "light"],
    ["dark and wide", { width: 1280, height: 800 }, "dark"],
    ["light and narrow", { width: 390, height: 800 }, "light"],
  ] as const)("axe finds nothing: %s", async (_, viewport, colorScheme) => {
    const page = await (await open()).page("diagram", { viewport, colorScheme });
    for (const view of ["diagram/rise?list=1&legend=1&by=support", "diagram?by=leverage&legend=1", "diagram?evidence=1"]) {
      await page.evaluate((to) => location.assign(`#/${to}`), view);
      await page.locator(".diagram-node").first().waitFor(patient);
      await atRest(page.locator(".diagram-node").first());
      if (view.includes("evidence")) await page.getByRole("button", { name: "Node", exact: true }).click();
      expect([view, ...(await accessibilityProblems(page))]).toEqual([view]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!canRun)("a large diagram in a browser", () => {
  let opened: OpenCase | undefined;
  afterEach(async () => opened?.close());

  test("of 300 nodes only those in sight are rendered", async () => {
    opened = await openCase("first", { files: { "first.md": largeCase(300) } });
    const page = await opened.page("diagram?closed=");
    await page.locator(".diagram-node").first().waitFor(patient);
    await atRest(page.locator(".diagram-node").first());
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await expect.poll(() => page.locator(".diagram-list .count").innerText(), patient).toMatch(/^30\d of 30\d/);
    await page.getByLabel("Find a node").fill("Part 150");
    await page.keyboard.press("Enter");
    await node(page, "Part 150").waitFor(patient);
    await atRest(node(page, "Part 150"));
    const rendered = await page.locator(".diagram-node").count();
    expect(rendered).toBeGreaterThan(0);
    expect(rendered).toBeLessThan(150);
    expect(page.troubles).toEqual([]);
  });
});
