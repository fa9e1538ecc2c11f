/** The parts of the workbench on the flagship, in one window that stays open, with axe on every view, light and dark; the main job by keys alone; the flagship as a site. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveFolder } from "./plain-server-for-tests.js";
import {
  accessibilityProblems,
  canRun,
  chromiumPath,
  goTo,
  type OpenCase,
  openCase,
  root,
  showView,
  usualSwitches,
} from "./workbench-for-tests.js";

const patient = { timeout: 90_000, interval: 100 };

const result = (page: Page): Locator => page.getByTestId("result");
const line = (page: Page, words: string): Locator => page.locator(".cm-line", { hasText: words }).first();
/** The median of the first option in the table of the comparison, in words. */
const firstMedian = (page: Page): Promise<string> => page.locator(".answer-card tbody td").first().innerText();

/** A source with a copy at hand: those of the flagship itself lie elsewhere. */
const notes = "The river gauge stood at 3.9 m on 4 May 2024. Nobody was hurt.\n";
const notesChapter = '# Notes\n\n```outweigh\nsource notes "Notes of the gauge"\n  archive copies/notes.txt\n  grade B\n```\n';

describe.skipIf(!canRun)("the flagship in one window", { timeout: 300_000 }, () => {
  let opened: OpenCase;
  let page: Page & { readonly troubles: string[] };
  beforeAll(async () => {
    opened = await openCase("cartels", { files: { "09-notes.md": notesChapter, "copies/notes.txt": notes } });
    page = await opened.page("text/01-question.md");
    await result(page).waitFor(patient);
  }, 120_000);
  afterAll(() => opened?.close());

  test("typing changes the result and the file on disk, and undoing takes both back", async () => {
    const before = await result(page).innerText();
    const text = opened.read("01-question.md");
    await line(page, "draws").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await expect.poll(() => opened.read("01-question.md"), patient).toMatch(/draws +100\n/);
    await expect.poll(() => result(page).innerText(), patient).not.toBe(before);
    expect(await page.locator(".status-line .amiss").innerText()).toMatch(/warning/);
    await page.keyboard.press("Control+z");
    await expect.poll(() => opened.read("01-question.md"), patient).toBe(text);
    await expect.poll(() => result(page).innerText(), patient).toBe(before);
    expect(page.troubles).toEqual([]);
  });

  test("changes on disk come in, go together with what is typed, and are a choice in the same place", async () => {
    const path = "04-precedents.md";
    await goTo(page, `text/${path}`);
    const text = opened.read(path);
    const first = text.split("\n")[0]!;
    await line(page, first.replace(/^#+ /, "")).waitFor(patient);
    opened.write(path, text.replace(`${first}\n`, `${first}\n\n\nA line from elsewhere.\n`));
    await line(page, "A line from elsewhere.").waitFor(patient);
    // While the page is believed to be writing, the disk is changed under it.
    let isChanged = () => {};
    const changed = new Promise<void>((resolve) => {
      isChanged = resolve;
    });
    await page.route("**/api/write", async (route) => {
      await changed;
      await route.continue();
    });
    await line(page, first.replace(/^#+ /, "")).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" (mine)");
    opened.write(path, opened.read(path).replace(first, `${first} (theirs)`));
    isChanged();
    await page.getByRole("button", { name: "Keep mine" }).waitFor(patient);
    await page.unroute("**/api/write");
    expect(opened.read(path)).toContain("(theirs)");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.locator(".cm-mergeView", { hasText: "(theirs)" }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Keep mine" }).click();
    await expect.poll(() => opened.read(path), patient).toContain("(mine)");
    expect(opened.read(path)).not.toContain("(theirs)");
    expect(opened.read(path)).toContain("A line from elsewhere.");
    await page.locator(".status-line .saved", { hasText: "Saved" }).waitFor(patient);
    expect(page.troubles).toEqual([]);
  });

  test("a node drawn, an arrow drawn and a passage chosen become text; undoing takes them back one by one, in any view", async () => {
    const [model, noted] = [opened.read("05-model.md"), opened.read("09-notes.md")];
    await goTo(page, "diagram");
    await page.getByRole("button", { name: "Node", exact: true }).click(patient);
    await page.getByLabel("Label").fill("Lorries at the border");
    await page.getByLabel("Value or formula").fill("20 to 40 as lognormal");
    await page.getByLabel("Chapter").selectOption("05-model.md");
    await page.getByRole("button", { name: "Write it" }).click();
    const withNode = `${model}\n\`\`\`outweigh\nquantity lorries_at_the_border "Lorries at the border"\n  = 20 to 40 as lognormal\n\`\`\`\n`;
    await expect.poll(() => opened.read("05-model.md"), patient).toBe(withNode);
    await page.locator(".diagram-node", { hasText: "Lorries at the border" }).first().waitFor(patient);

    await page.getByRole("button", { name: "Arrow", exact: true }).click();
    const form = page.getByRole("region", { name: "New arrow" });
    await form.getByLabel("From").selectOption({ label: "Hostile members that a cartel faces" });
    await form.getByLabel("To").selectOption({ label: "Lorries at the border" });
    await form.getByRole("button", { name: "Write it" }).click();
    const withArrow = withNode.replace("40 as lognormal\n```\n", "40 as lognormal\n  because exposure\n```\n");
    await expect.poll(() => opened.read("05-model.md"), patient).toBe(withArrow);

    await goTo(page, "evidence/notes");
    await page.locator(".evidence-text .cm-line", { hasText: "The river gauge" }).waitFor(patient);
    await page.locator(".evidence-text .cm-content").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("n");
    const draft = page.getByRole("form", { name: "New claim" });
    await draft.locator("pre").waitFor(patient);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("gauge_read");
    await draft.locator("pre", { hasText: "claim gauge_read from notes" }).waitFor(patient);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => opened.read("09-notes.md"), patient)
      .toMatch(/claim gauge_read from notes\n[\s\S]*"The river gauge stood at 3\.9 m/);
    await page.locator(".evidence-card", { hasText: "word for word" }).first().waitFor(patient);

    await goTo(page, "time");
    await page.getByRole("button", { name: "Undo: Claim gauge_read" }).click(patient);
    await expect.poll(() => opened.read("09-notes.md"), patient).toBe(noted);
    await page.keyboard.press("Control+z");
    await expect.poll(() => opened.read("05-model.md"), patient).toBe(withNode);
    await page.keyboard.press("Control+z");
    await expect.poll(() => opened.read("05-model.md"), patient).toBe(model);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => opened.read("05-model.md"), patient).toBe(withNode);
    await page.keyboard.press("Control+z");
    await expect.poll(() => opened.read("05-model.md"), patient).toBe(model);
    expect(page.troubles).toEqual([]);
  });

  test("a slider moves the answer and leaves the text as it is", async () => {
    const texts = () => ["01-question.md", "05-model.md", "06-consequences.md"].map((path) => opened.read(path));
    const before = texts();
    await goTo(page, "answer");
    await page.locator(".answer-inputs input[type=range]").first().waitFor(patient);
    await page.locator(".answer-chart").first().waitFor(patient);
    const median = await firstMedian(page);
    await page.locator(".answer-inputs input[type=range]").first().focus();
    await page.keyboard.press("End");
    await page.locator(".answer-held-line", { hasText: "One input is held" }).waitFor(patient);
    await expect.poll(() => firstMedian(page), patient).not.toBe(median);
    expect(await page.evaluate(() => location.hash)).toContain("held=");
    await page.getByRole("button", { name: "Put it back" }).first().click();
    await expect.poll(() => firstMedian(page), patient).toBe(median);
    expect(texts()).toEqual(before);
    expect(page.troubles).toEqual([]);
  });

  test("the brief is shown and exported, for the web and for Word", async () => {
    await goTo(page, "brief");
    await page.getByRole("button", { name: "as HTML" }).waitFor(patient);
    const frame = page.locator("iframe.page-frame");
    await frame.waitFor(patient);
    const [html] = await Promise.all([
      page.waitForEvent("download", patient),
      page.getByRole("button", { name: "as HTML" }).click(patient),
    ]);
    expect(html.suggestedFilename()).toBe("cartels.html");
    const written = readFileSync(await html.path(), "utf8");
    expect(written).toBe(await frame.getAttribute("srcdoc"));
    expect(written).toContain("Treatment saves the most lives of any single course");
    const [word] = await Promise.all([
      page.waitForEvent("download", patient),
      page.getByRole("button", { name: "for Word" }).click(patient),
    ]);
    expect(word.suggestedFilename()).toBe("cartels.docx");
    expect(readFileSync(await word.path()).toString("latin1", 0, 2)).toBe("PK");
    expect(page.troubles).toEqual([]);
  });

  test("axe finds nothing in any view, light or dark", async () => {
    for (const [view, sign] of [
      ["text/01-question.md", ".cm-content"],
      ["text?problems=1", ".findings li"],
      ["diagram?legend=1", ".react-flow__node"],
      ["evidence/notes", ".evidence-text .cm-line"],
      ["evidence?show=agreement", ".answer-figure svg"],
      ["answer", ".answer-chart"],
      ["time", ".time-row"],
      ["time/courses", "iframe.page-frame"],
      ["brief", "iframe.page-frame"],
    ] as const) {
      await showView(page, view, sign);
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme });
        expect([view, colorScheme, ...(await accessibilityProblems(page))]).toEqual([view, colorScheme]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    }
    expect(page.troubles).toEqual([]);
  });
});

describe.skipIf(!canRun)("the main job by keys alone", { timeout: 300_000 }, () => {
  let opened: OpenCase;
  afterAll(() => opened?.close());

  /** Presses Tab until the focus is on something of this kind whose name holds these words, as one who sees nothing would. */
  const tabTo = async (page: Page, selector: string, words = ""): Promise<void> => {
    const seen: string[] = [];
    for (let press = 0; press < 80; press++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate((wanted) => {
        const on = document.activeElement as HTMLElement | null;
        return {
          isKind: on?.matches(wanted) ?? false,
          name: `${on?.getAttribute("aria-label") ?? ""} ${on?.textContent?.slice(0, 200) ?? ""}`,
        };
      }, selector);
      if (focused.isKind && focused.name.includes(words)) return;
      seen.push(focused.name.trim().slice(0, 30));
    }
    throw new Error(`The focus never came to ${selector} “${words}”, but to: ${seen.join(" · ")}`);
  };

  test("from the start page over a finding that is mended and a slider that is moved to the brief on disk", async () => {
    opened = await openCase("cartels", { isChosen: false });
    const text = opened.read("05-model.md");
    opened.write("05-model.md", text.replace("= killed_start / sum(", "= killed_strat / sum("));
    const page = await opened.page("");
    await page.getByRole("heading", { name: "What is to be decided?" }).waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await accessibilityProblems(page)).toEqual([]);
    await tabTo(page, ".start-list button", "cartels");
    await page.keyboard.press("Enter");

    // The findings, the one error first, and from it to its place in the text.
    await page.locator(".status-line .amiss.errors").waitFor(patient);
    await page.keyboard.press("Control+Shift+m");
    await page.locator(".findings .error a").first().waitFor(patient);
    await tabTo(page, ".findings .error a", "05-model.md");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.className ?? ""), patient).toContain("cm-content");
    await page.locator(".cm-lintRange-error", { hasText: "killed_strat" }).waitFor(patient);
    await page.keyboard.press("Control+.");
    await page.locator(".fix-panel button", { hasText: "killed_start" }).first().waitFor(patient);
    await page.keyboard.press("Enter");
    await expect.poll(() => opened.read("05-model.md"), patient).toBe(text);
    await page.locator(".status-line .result:not(.stale) strong").waitFor(patient);

    await page.keyboard.press("Alt+4");
    await page.locator(".answer-inputs input[type=range]").first().waitFor(patient);
    await page.locator(".answer-chart").first().waitFor(patient);
    const median = await firstMedian(page);
    await tabTo(page, ".answer-inputs input[type=range]");
    await page.keyboard.press("Home");
    await expect.poll(() => firstMedian(page), patient).not.toBe(median);

    await page.keyboard.press("Alt+6");
    await page.getByRole("button", { name: "as HTML" }).waitFor(patient);
    await expect.poll(() => page.getByRole("button", { name: "as HTML" }).isEnabled(), patient).toBe(true);
    await tabTo(page, "button", "as HTML");
    const [html] = await Promise.all([page.waitForEvent("download", patient), page.keyboard.press("Enter")]);
    expect(readFileSync(await html.path(), "utf8")).toContain("Treatment saves the most lives of any single course");
    expect(readFileSync(join(dirname(opened.folder), "cartels/05-model.md"), "utf8")).toBe(text);
    expect(page.troubles).toEqual([]);
  });
});

test.skipIf(!canRun)(
  "as a site on a plain server of files, with the network blocked, a slider moves the answer of the flagship",
  { timeout: 300_000 },
  async () => {
    const place = mkdtempSync(join(tmpdir(), "site-"));
    const command = [join(root, "packages/cli/bin/outweigh.js"), "export-site", join(root, "examples/cartels"), "-o", join(place, "site")];
    execFileSync(process.execPath, command, { stdio: "ignore" });
    const served = await serveFolder(join(place, "site"), "reports/cartels/");
    const browser = await chromium.launch({ executablePath: chromiumPath, args: usualSwitches });
    try {
      const troubles: string[] = [];
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.route("**/*", (route) => {
        const url = route.request().url();
        if (url.startsWith(served.address) || /^(?:blob|data|about):/.test(url)) return route.continue();
        troubles.push(`asked: ${url}`);
        return route.abort();
      });
      page.on("pageerror", ({ message }) => troubles.push(`broke: ${message}`));
      page.on("console", (message) => message.type() === "error" && troubles.push(`logged: ${message.text()}`));
      await page.goto(`${served.address}#/answer`);
      await page.locator(".answer-inputs input[type=range]").first().waitFor(patient);
      await page.locator(".answer-chart").first().waitFor(patient);
      const median = await firstMedian(page);
      await page.locator(".answer-inputs input[type=range]").first().focus();
      await page.keyboard.press("End");
      await page.locator(".answer-held-line", { hasText: "One input is held" }).waitFor(patient);
      await expect.poll(() => firstMedian(page), patient).not.toBe(median);
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme });
        expect([colorScheme, ...(await accessibilityProblems(page))]).toEqual([colorScheme]);
      }
      expect(troubles).toEqual([]);
    } finally {
      await browser.close();
      await served.close();
      rmSync(place, { recursive: true, force: true });
    }
  },
);
