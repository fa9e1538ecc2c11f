import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase, root } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };

/** Puts the cursor at the end of the first line of the editor that holds these words. */
async function clickLine(page: Page, words: string): Promise<void> {
  await page.locator(".cm-line", { hasText: words }).first().click();
  await page.keyboard.press("End");
}

const result = (page: Page): Locator => page.getByTestId("result");
const saved = (page: Page): Locator => page.locator(".status-line .saved", { hasText: "Saved" });

describe.skipIf(!canRun)("the text of a case in a browser", () => {
  let opened: OpenCase | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  test("the flagship: what is typed changes the result and the file on disk, and undoing takes both back", async () => {
    opened = await openCase("cartels");
    const page = await opened.page("text/01-question.md");
    await result(page).waitFor(patient);
    const before = await result(page).innerText();
    const text = opened.read("01-question.md");
    await clickLine(page, "draws");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await expect.poll(() => opened!.read("01-question.md"), patient).toMatch(/draws +100\n/);
    await expect.poll(() => result(page).innerText(), patient).not.toBe(before);
    expect(await page.locator(".status-line .amiss").innerText()).toMatch(/warning/);
    await page.keyboard.press("Control+z");
    await expect.poll(() => opened!.read("01-question.md"), patient).toBe(text);
    await expect.poll(() => result(page).innerText(), patient).toBe(before);
    expect(page.troubles).toEqual([]);
  });

  test("a mistake is shown where it is and in the list, and the last result stays", async () => {
    opened = await openCase("flood");
    const page = await opened.page("text/02-river.md");
    await result(page).waitFor(patient);
    await clickLine(page, "quantity rise");
    await page.keyboard.type("\n  = 3 + nothing_known");
    await expect.poll(() => page.locator(".status-line .amiss").innerText(), patient).toMatch(/error/);
    await page.locator(".cm-lintRange-error").first().waitFor(patient);
    await page.locator(".status-line .amiss").click();
    expect(await page.locator(".findings .error").first().innerText()).toContain("02-river.md");
    expect(await result(page).getAttribute("class")).toContain("stale");
    await page.locator(".findings .error a").first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className ?? "")).toContain("cm-content");
    expect(page.troubles).toEqual([]);
  });

  test("changes on disk come in, go together with what is typed, and are a choice in the same place", async () => {
    opened = await openCase("flood");
    const page = await opened.page("text/01-question.md");
    await result(page).waitFor(patient);
    const text = opened.read("01-question.md");
    const first = text.split("\n")[0]!;
    opened.write("01-question.md", text.replace(`${first}\n`, `${first}\n\n\nA line from elsewhere.\n`));
    await page.locator(".cm-line", { hasText: "A line from elsewhere." }).waitFor(patient);
    await page.evaluate(() => {
      // As long as the page is believed to be writing, the disk is changed under it.
      const { fetch } = globalThis;
      globalThis.fetch = async (...given) => {
        if (String(given[0]).includes("write")) await new Promise((resolve) => setTimeout(resolve, 1500));
        return fetch(...given);
      };
    });
    await clickLine(page, first.replace(/^#+ /, ""));
    await page.keyboard.type(" (mine)");
    opened.write("01-question.md", opened.read("01-question.md").replace(first, `${first} (theirs)`));
    await page.getByRole("button", { name: "Keep mine" }).waitFor(patient);
    expect(opened.read("01-question.md")).toContain("(theirs)");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.locator(".cm-mergeView").waitFor(patient);
    expect(await page.locator(".cm-mergeView").innerText()).toContain("(theirs)");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Keep mine" }).click();
    await expect.poll(() => opened!.read("01-question.md"), patient).toContain("(mine)");
    expect(opened.read("01-question.md")).not.toContain("(theirs)");
    expect(opened.read("01-question.md")).toContain("A line from elsewhere.");
    await saved(page).waitFor(patient);
    expect(page.troubles).toEqual([]);
  });

  test("a second window on the same case follows the first", async () => {
    opened = await openCase("flood");
    const [one, other] = [await opened.page("text/01-question.md"), await opened.page("text/01-question.md")];
    await one.locator(".cm-line").first().waitFor(patient);
    await other.locator(".cm-line").first().waitFor(patient);
    await one.locator(".cm-line").first().click();
    await one.keyboard.press("End");
    await one.keyboard.type(" together");
    await other.locator(".cm-line", { hasText: "together" }).waitFor(patient);
    await other.locator(".cm-line").first().click();
    await other.keyboard.press("End");
    await other.keyboard.type(" again");
    await one.locator(".cm-line", { hasText: "together again" }).waitFor(patient);
    expect([...one.troubles, ...other.troubles]).toEqual([]);
  });

  test("names and texts that would like to run are shown as text", async () => {
    const nasty = [
      "<img src=x onerror=alert(1)>",
      '"><script>alert(1)</script>',
      "<svg onload=alert(1)>",
      "javascript:alert(1)",
      "{{constructor.constructor('alert(1)')()}}",
      "[x](javascript:alert(1))",
      "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
      "</textarea></style></title><script>alert(1)</script>",
    ];
    const name = "<img src=x onerror=alert(1)>.md";
    const label = nasty.map((each) => each.replaceAll('"', "'")).join(" ");
    opened = await openCase("first", {
      files: {
        [name]: `# ${nasty.join(" ")}\n\n${nasty.join("\n\n")}\n\n\`\`\`outweigh\nquantity bad "${label}" : number\n  = 1 to 2 as normal\n  because "${label}"\n  note "${label}"\n\nquantity worse "${label}" : number\n  = <script>alert(1)</script>\n\`\`\`\n`,
        "0 it's & co #1?.md": "# Nothing\n",
      },
    });
    for (const view of [
      `text/${encodeURIComponent(name)}?problems=1`,
      `text/${encodeURIComponent(nasty[0]!)}`,
      "diagram",
      "evidence",
      "answer",
      "time",
      "brief",
    ]) {
      const page = await opened.page(view);
      await page.locator(".status-line .amiss", { hasText: /error|warning|Nothing/ }).waitFor(patient);
      await page.waitForTimeout(1500);
      expect(page.troubles).toEqual([]);
      expect(await page.locator("main img:not(.cm-widgetBuffer), main script, main iframe:not(.page-frame)").count()).toBe(0);
      await page.context().close();
    }
    const harmless = nasty.filter((each) => !each.includes("{")).join(" ");
    opened.write(
      name,
      `# ${harmless}\n\n${harmless}\n\n\`\`\`outweigh\nquantity bad "${harmless.replaceAll('"', "'")}" : number\n  = 1 to 2 as normal\n  because "${harmless.replaceAll('"', "'")}"\n\`\`\`\n`,
    );
    const page = await opened.page("brief");
    await page.locator("iframe.page-frame").waitFor(patient);
    const frame = page.frameLocator("iframe.page-frame");
    await frame.locator("body").waitFor(patient);
    expect(await frame.locator("img, script, iframe, svg[onload], a[href^=javascript]").count()).toBe(0);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("the brief is exactly what the command writes", async () => {
    opened = await openCase("flood");
    execFileSync(process.execPath, [join(root, "packages/cli/bin/outweigh.js"), "publish", opened.folder, "--by", "Ada"]);
    const page = await opened.page("brief");
    await page.locator("iframe.page-frame").waitFor(patient);
    const out = join(opened.folder, "../flood.html");
    execFileSync(process.execPath, [join(root, "packages/cli/bin/outweigh.js"), "brief", opened.folder, "-o", out]);
    const written = readFileSync(out, "utf8");
    expect(await page.locator("iframe.page-frame").getAttribute("srcdoc")).toBe(written);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "as HTML" }).click()]);
    expect(readFileSync(await download.path(), "utf8")).toBe(written);
    const [word] = await Promise.all([page.waitForEvent("download", patient), page.getByRole("button", { name: "for Word" }).click()]);
    expect(word.suggestedFilename()).toBe("flood.docx");
    expect(
      readFileSync(await word.path())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    expect(page.troubles).toEqual([]);
  });

  test("a folder that vanishes is told, and what is typed is kept until it is back", async () => {
    opened = await openCase("flood");
    const page = await opened.page("text/01-question.md");
    await result(page).waitFor(patient);
    const text = opened.read("01-question.md");
    rmSync(opened.folder, { recursive: true });
    await page.locator(".banner", { hasText: "is gone" }).waitFor(patient);
    await page.locator(".cm-line").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" kept");
    expect(await page.locator(".cm-line").first().innerText()).toContain("kept");
    mkdirSync(opened.folder);
    opened.write("01-question.md", text);
    await expect.poll(() => opened!.read("01-question.md"), patient).toContain("kept");
    await page.locator(".banner", { hasText: "is gone" }).waitFor({ ...patient, state: "detached" });
  });

  test("ends with Ctrl-C in the terminal, and the page says so and keeps what is typed", async () => {
    opened = await openCase("first");
    const page = await opened.page();
    await page.locator(".cm-line").first().waitFor(patient);
    const { code, printed } = await opened.interrupt();
    expect(code).toBe(0);
    expect(printed).toContain("Closed.");
    await page.locator(".banner", { hasText: "does not answer" }).waitFor(patient);
    await page.locator(".cm-line").first().click();
    await page.keyboard.type("kept ");
    expect(await page.locator(".cm-content").innerText()).toContain("kept");
  });

  afterAll(async () => opened?.close());
});

describe.skipIf(!canRun)("the frame of the workbench", () => {
  let opened: OpenCase;
  const open = async () => {
    opened ??= await openCase("flood");
    return opened;
  };
  afterAll(async () => opened?.close());

  test.each([
    ["light and wide", { width: 1280, height: 800 }, "light"],
    ["dark and wide", { width: 1280, height: 800 }, "dark"],
    ["light and narrow", { width: 390, height: 800 }, "light"],
  ] as const)("axe finds nothing: %s", async (_, viewport, colorScheme) => {
    for (const view of ["text", "text?problems=1", "evidence", "answer", "time", "brief"]) {
      const page = await (await open()).page(view, { viewport, colorScheme });
      await result(page).waitFor(patient);
      await page.locator("main .cm-content, main iframe, main .answer-chart, main .time-body").first().waitFor(patient);
      expect([view, ...(await accessibilityProblems(page))]).toEqual([view]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(page.troubles).toEqual([]);
      await page.context().close();
    }
  });

  test("can be used by keys alone: skip link, palette, views, undo", async () => {
    const page = await (await open()).page("text");
    await result(page).waitFor(patient);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Skip to the view");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("answ");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => location.hash)).toBe("#/answer");
    await page.keyboard.press("Alt+1");
    await expect.poll(() => page.evaluate(() => location.hash)).toBe("#/text");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ ...patient, state: "detached" });
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("light and dark are chosen and kept", async () => {
    const page = await (await open()).page("text", { colorScheme: "light" });
    await page.getByRole("button", { name: "Dark" }).click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await page.reload();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await page.context().close();
  });

  test("without WebAssembly the interpreter takes over, with the same result, and says so", async () => {
    const usual = await (await open()).page("text");
    await result(usual).waitFor(patient);
    const words = await result(usual).innerText();
    await usual.context().close();
    const page = await (await open()).page("about");
    await page.route("**/worker-*.js", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `delete globalThis.WebAssembly;\n${await answer.text()}` });
    });
    await page.reload();
    await page.locator(".status-line", { hasText: "WebAssembly is off" }).waitFor(patient);
    await expect.poll(() => result(page).innerText(), patient).toBe(words);
    await page.context().close();
  });

  test("a worker that dies is started again", async () => {
    const page = await (await open()).page("about");
    await page.addInitScript(() => {
      const Usual = globalThis.Worker;
      let made = 0;
      globalThis.Worker = class extends Usual {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          if (made++ === 0) setTimeout(() => this.onerror?.(new ErrorEvent("error", { message: "it was killed", cancelable: true })), 300);
        }
      };
    });
    await page.reload();
    await result(page).waitFor(patient);
    await page.locator(".notice", { hasText: "it was killed" }).waitFor(patient);
    await page.context().close();
  });
});
