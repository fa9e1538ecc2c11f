import { readdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { accessibilityProblems, canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };
const chapter = "02-river.md";

/** The words that are marked as what is chosen. */
const current = (page: Page) => page.locator(".evidence-mark.is-current").allInnerTexts();
const card = (page: Page, words: string) => page.locator(".evidence-card .line", { hasText: words });
const saved = (page: Page) => page.locator(".status-line .saved", { hasText: "Saved" });

/** Chooses these words in the text, as a mouse would. */
async function chooseWords(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const content = document.querySelector<HTMLElement>(".evidence-text .cm-content")!;
    content.focus();
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted);
      if (at !== -1) return getSelection()!.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`There is no “${wanted}”.`);
  }, words);
}

describe.skipIf(!canRun)("the evidence of a case in a browser", () => {
  let opened: OpenCase | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  test("a claim leads to its passage and a passage to its claim; grades are given by keys and undone", async () => {
    opened = await openCase("flood");
    const page = await opened.page("evidence/gauge_book");
    await page.locator(".evidence-claim").first().waitFor(patient);
    expect(await page.locator(".evidence-sources a").allInnerTexts()).toEqual([
      expect.stringMatching(/B[\s\S]*Survey[\s\S]*copy here[\s\S]*1 claim/),
      expect.stringMatching(/A[\s\S]*Gauge[\s\S]*copy here[\s\S]*4 claims/),
    ]);
    await card(page, "houses_counted").click();
    await expect.poll(() => current(page), patient).toEqual(["Some 1,850 houses stand on the flood plain behind the wall."]);
    await page.locator(".evidence-claim", { hasText: "57 walls" }).first().click();
    await expect.poll(() => page.locator(".evidence-card.is-current .name").innerText(), patient).toBe("breach_list");
    expect((await current(page)).join(" ")).toContain("four of them broke");
    const before = opened.read(chapter);
    await card(page, "breach_list").focus();
    await page.keyboard.press("c");
    await expect.poll(() => page.locator(".evidence-keys").innerText(), patient).toContain("C, and now a digit");
    await page.keyboard.press("4");
    const graded = before.replace(/(source gauge_book[\s\S]*?grade +)A/, "$1C").replace(/(claim breach_list[\s\S]*?grade +)2/, "$14");
    await expect.poll(() => opened!.read(chapter), patient).toBe(graded);
    await page.getByRole("button", { name: /^Undo: / }).click();
    await expect.poll(() => opened!.read(chapter), patient).toBe(before);
    await page.getByLabel("Grade of the source gauge_book").selectOption("D");
    await expect.poll(() => opened!.read(chapter), patient).toBe(before.replace(/(source gauge_book[\s\S]*?grade +)A/, "$1D"));
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(page.troubles).toEqual([]);
  });

  test("a passage that is chosen becomes a claim of the text, by keys alone, and the case takes it", async () => {
    opened = await openCase("flood");
    const page = await opened.page("evidence/survey");
    await page.locator(".evidence-claim").first().waitFor(patient);
    const first = "01-question.md";
    const before = opened.read(first);
    // The first line, from the cursor at its beginning.
    await page.locator(".evidence-text .cm-content").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("n");
    const form = page.getByRole("form", { name: "New claim" });
    await form.locator("pre").waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("orchids");
    await expect.poll(() => form.getByRole("status").innerText(), patient).toContain("something called orchids");
    expect(await form.getByRole("button", { name: "Add to the text" }).isDisabled()).toBe(true);
    await page.keyboard.type("_head");
    await expect.poll(() => form.getByRole("button", { name: "Add to the text" }).isEnabled(), patient).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(() => opened!.read(first), patient).toContain("claim orchids_head from survey\n");
    const head = opened.read("sources/survey.txt").split("\n")[0]!.trim();
    expect(opened.read(first)).toContain(`"${head}"`);
    await card(page, "orchids_head").waitFor(patient);
    expect(await card(page, "orchids_head").innerText()).toContain("word for word");
    await saved(page).waitFor(patient);
    await page.getByRole("button", { name: "Undo: Claim orchids_head" }).click();
    await expect.poll(() => opened!.read(first), patient).toBe(before);
    // Half a word is rounded to whole ones.
    await chooseWords(page, "otected habit");
    await page.locator(".evidence-choosing button").click();
    await expect.poll(() => form.locator("pre").innerText(), patient).toMatch(/quote +"protected habitat"/i);
    expect(page.troubles).toEqual([]);
  });

  test("passages are accepted and rejected with one key each, and rejections are remembered", async () => {
    opened = await openCase("flood");
    const page = await opened.page("evidence/gauge_book?list=passages");
    await page.locator(".evidence-card.passage").first().waitFor(patient);
    const count = await page.locator(".evidence-card").count();
    const words = await page.locator(".evidence-card .quote").allInnerTexts();
    await page.locator(".evidence-card .line").first().focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".evidence-card.is-current").count(), patient).toBe(1);
    expect(await page.locator(".evidence-passage.is-current").count()).toBeGreaterThan(0);
    await page.keyboard.press("a");
    await page.keyboard.press("a");
    await page.keyboard.press("x");
    await expect.poll(() => page.locator(".evidence-card").count(), patient).toBe(count - 3);
    await expect.poll(() => opened!.read(chapter).match(/^claim \w+ from gauge_book/gm)?.length, patient).toBe(6);
    await expect.poll(() => opened!.read("sources/gauge_book/decisions.json"), patient).toContain('"rejected"');
    const text = opened.read(chapter);
    const unfolded = text.replaceAll(/"\n +"/g, " ");
    for (const quote of words.slice(0, 2)) expect(unfolded).toContain(`"${quote}"`);
    const names = text.match(/^claim \w+/gm)!;
    expect(new Set(names).size).toBe(names.length);
    await expect.poll(() => page.locator(".status-line .amiss").innerText(), patient).not.toContain("error");
    await page.reload();
    await page.getByRole("button", { name: "Rejected 1" }).click();
    await page.locator(".evidence-card.rejected .line").click();
    expect(await page.locator(".evidence-card.rejected .quote").innerText()).toBe(words[2]);
    await page.getByRole("button", { name: "Offer it again" }).click();
    await expect.poll(() => opened!.read("sources/gauge_book/decisions.json"), patient).not.toContain('"rejected"');
    expect(page.troubles).toEqual([]);
  });

  test("sources without a copy and with a changed one are told plainly; agreement and what to find out are drawn", async () => {
    opened = await openCase("cartels");
    const page = await opened.page("evidence/article");
    await page.locator(".evidence-source .empty p").waitFor(patient);
    expect(await page.locator(".evidence-source .empty").innerText()).toMatch(
      /no copy here[\s\S]*vouches for 21 of 21 quotes[\s\S]*article\.txt/,
    );
    await page.locator(".status-line .result:not(.stale)").waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.evaluate(() => location.assign("#/evidence?show=agreement"));
    await page.locator(".answer-sides a", { hasText: "sinaloa article" }).waitFor(patient);
    await page.locator(".answer-figure .answer-wide svg").waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("link", { name: "What to find out" }).click();
    await page.locator(".answer-figure .answer-wide svg circle").first().waitFor(patient);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goBack();
    await page.locator(".answer-sides a", { hasText: "sinaloa article" }).click();
    await expect.poll(() => page.locator(".evidence-card.is-current .name").innerText(), patient).toBe("sinaloa_article");
    await page.evaluate(() => location.assign("#/evidence/article"));
    opened.write("article.txt", "Another text altogether.\n");
    await page.locator(".evidence-sources a[aria-current] .barred", { hasText: "copy changed" }).waitFor(patient);
    expect(await page.locator(".evidence-text").innerText()).toContain("Another text altogether.");
    opened.write("article.txt", "\u0000\u0001");
    await page.locator(".evidence-sources a[aria-current] .barred", { hasText: "unreadable" }).waitFor(patient);
    expect(page.troubles).toEqual([]);
  });

  test("what a source holds is shown as text and never runs, and becomes a quote like any other", async () => {
    const nasty = [
      "<script>globalThis.ran = 1; alert(1)</script>",
      '<img src="x" onerror="alert(2)">',
      '"><svg onload=alert(3)>',
      "javascript:alert(4) ]]> --> </textarea></style>",
      "```outweigh quantity broken = {{7*7}} <%= 7*7 %> ```",
      "\\u202egnihton \u202eobvious\u202c \u2066isolated\u2069",
      '" grade 1 note "injected',
    ];
    opened = await openCase("flood", {
      files: {
        "sources/hostile.txt": `${nasty.map((line) => `In 2024, 1,200 people said ${line} and 35 % agreed.`).join("\n\n")}\n`,
        "09-hostile.md": `# Hostile\n\n\`\`\`outweigh\nsource hostile "${nasty[0]}"\n  archive sources/hostile.txt\n  url "javascript:alert(5)"\n  descriptor "${nasty[1]!.replaceAll('"', '\\"')}"\n\`\`\`\n`,
      },
    });
    const page = await opened.page("evidence/hostile?list=passages");
    await page.locator(".evidence-card.passage").first().waitFor(patient);
    expect(await page.locator(".evidence-sources a[aria-current]").innerText()).toContain(nasty[0]);
    expect(await page.locator(".evidence-text").innerText()).toContain(nasty[1]);
    const cards = await page.locator(".evidence-card").count();
    await page.locator(".evidence-card .line").first().click();
    for (let left = cards; left > 0; left--) {
      await page.keyboard.press("a");
      await expect.poll(() => page.locator(".evidence-card.passage").count(), patient).toBe(left - 1);
    }
    await expect.poll(() => opened!.read("09-hostile.md").match(/^claim /gm)?.length, patient).toBe(cards);
    await page.getByRole("button", { name: /^Claims/ }).click();
    await expect.poll(() => page.locator(".evidence-card .facts", { hasText: "word for word" }).count(), patient).toBe(cards);
    expect(await page.evaluate(() => "ran" in globalThis)).toBe(false);
    expect(await page.locator("main script, main img:not(.cm-widgetBuffer), .evidence-text svg, main a[href^='javascript']").count()).toBe(
      0,
    );
    expect(page.troubles).toEqual([]);
  });

  test("a source of a megabyte is drawn as far as it is seen", async () => {
    const line = "The gauge at the bridge was read again, and nothing of note was seen on that day by those who keep the book.";
    const lines = Array.from({ length: 9000 }, (_, at) => `${line} Page ${at + 1}.`);
    opened = await openCase("flood", {
      files: {
        "sources/long.txt": `${lines.join("\n")}\nThe last reading stood at 3.9 m.\n`,
        "09-long.md":
          '# Long\n\n```outweigh\nsource long "Long"\n  archive sources/long.txt\n  grade B\n\nclaim last from long\n  quote "The last reading stood at 3.9 m."\n  grade 2\n```\n',
      },
    });
    const page = await opened.page("evidence/long");
    await page.locator(".evidence-text .cm-line").first().waitFor(patient);
    expect(await page.locator(".evidence-text .cm-line").count()).toBeLessThan(300);
    await card(page, "last").click();
    await expect.poll(() => current(page), patient).toEqual(["The last reading stood at 3.9 m."]);
    await page.getByRole("button", { name: "To decide" }).click();
    await page.getByRole("button", { name: "Look for passages worth citing" }).waitFor(patient);
    expect(page.troubles).toEqual([]);
  });

  test("a file dropped on the view becomes a source, of which passages can be accepted; elsewhere it leads nowhere", async () => {
    opened = await openCase("flood");
    const page = await opened.page("evidence/gauge_book");
    await page.locator(".evidence-claim").first().waitFor(patient);
    const drop = (name: string, words: string) =>
      page.evaluate(
        ([file, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text!], file!, { type: "text/plain" }));
          for (const type of ["dragenter", "dragover", "drop"])
            document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
        },
        [name, words],
      );
    await drop("pumps.txt", "The council said on Monday that two pumps lowered the water by 12 centimetres in 2023.");
    await page.locator(".evidence-sources a[aria-current]", { hasText: "0 claims" }).waitFor(patient);
    await card(page, "two pumps lowered").waitFor(patient);
    expect(page.url()).toContain("#/evidence/pumps?");
    const chapterOfIt = readdirSync(opened.folder).find((name) => name.includes("pumps")) ?? "";
    expect(opened.read(chapterOfIt)).toMatch(/archive +sources\/pumps\/text\.txt/);
    await drop("empty.txt", "");
    await page.locator(".notice.bad", { hasText: "empty, or a folder" }).waitFor(patient);
    await page.evaluate(() => {
      location.hash = "#/diagram";
    });
    await page.locator(".diagram-node").first().waitFor(patient);
    await drop("pumps.txt", "Words.");
    await page.locator(".notice", { hasText: "drop it there" }).waitFor(patient);
    expect(page.troubles).toEqual([]);
  }, 90_000);
});
