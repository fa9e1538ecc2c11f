/** Words that would like to run, in every place of a case that takes words: in all views, in the brief, in what is exported. They are shown as they are, and nothing runs. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileCase, hostileCopy, hostileNames, hostileWords } from "./hostile-case-for-tests.js";
import { type ServedFolder, serveFolder } from "./plain-server-for-tests.js";
import { canRun, goTo, type OpenCase, openCase, root, showView } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };
type Watched = Page & { readonly troubles: string[] };

/** What would be there if any of the words had been taken for more than text: flags, elements, addresses, in the page and in its frames. */
async function ran(page: Watched): Promise<readonly string[]> {
  const found: string[] = [...page.troubles];
  for (const frame of page.frames())
    found.push(
      ...(await frame.evaluate((isFrame) => {
        const own = isFrame ? "body " : "main ";
        const wanted = [
          `${own}script, ${own}img:not(.cm-widgetBuffer), ${own}object, ${own}embed, ${own}math:not([data-ours]), ${own}video, ${own}marquee`,
          `${own}iframe:not(.page-frame), ${own}link, ${own}meta, ${own}base, ${own}form[action], svg script, svg animate, svg foreignObject`,
          "[href^='javascript' i], [src^='javascript' i], [href^='data:' i], [onerror], [onload], [onclick], [ontoggle], [onfocus], [onbegin]",
          "a[href*='evil.example']",
        ].join(", ");
        const elements = [...document.querySelectorAll(wanted)].map((element) => element.outerHTML.slice(0, 120));
        return [...("__hit" in globalThis ? ["a script ran"] : []), ...elements];
      }, frame !== page.mainFrame())),
    );
  return found;
}

describe.skipIf(!canRun)("words that would like to run", () => {
  let opened: OpenCase;
  let page: Watched;
  let site: ServedFolder | undefined;
  beforeAll(async () => {
    opened = await openCase("first", { files: hostileCase(true) });
    page = await opened.page("text/first.md");
    await page.getByTestId("result").waitFor(patient);
  }, 90_000);
  afterAll(async () => {
    await site?.close();
    await opened?.close();
  });

  test("are many and of every kind", () => {
    expect(new Set(hostileWords).size).toBeGreaterThanOrEqual(40);
  });

  test("are text in every view of a sound case", async () => {
    for (const [view, sign] of [
      ["text/first.md?problems=1", ".findings li"],
      ...hostileNames.map((name) => [`text/${encodeURIComponent(name)}`, ".cm-line"] as const),
      [`text/first.md?find=${encodeURIComponent("<script>")}`, ".search li"],
      [`text/${encodeURIComponent("<img src=x onerror=window.__hit=1>")}`, ".empty"],
      ["diagram?evidence=1&closed=&list=1", ".diagram-node"],
      ["evidence/s0", ".evidence-card"],
      ["evidence?show=agreement", "h2"],
      ["answer", ".answer-chart"],
      ["time", ".time-row"],
      ["time/forecast/f", "iframe.page-frame"],
      ["brief", "iframe.page-frame"],
    ] as const) {
      await showView(page, view, sign);
      expect([view, ...(await ran(page))]).toEqual([view]);
    }
    const shown = await page.frameLocator("iframe.page-frame").locator("body").innerText();
    for (const words of hostileWords.filter((each) => !each.includes('"') && !/[{\u200b-\u2069]/.test(each)))
      expect(shown).toContain(words);
  });

  test("are text in names of files, in the text, in a source, in names of options, and in the palette", async () => {
    await goTo(page, "text/first.md");
    await page.locator(".chapters a").first().waitFor(patient);
    const chapters = await page.locator(".chapters").innerText();
    for (const name of hostileNames.slice(0, 6)) expect(chapters).toContain(name.replace(/\.md$/, ""));
    expect(await page.locator(".cm-line").allInnerTexts()).toContain(`# ${hostileWords[0]}`);
    // What turns the direction of writing, or is not seen, is made visible.
    await page.locator(".cm-content").press("Control+End");
    await page.locator(".cm-specialChar").first().waitFor(patient);
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("What to do, or where to go").fill("onerror");
    await page.getByRole("menuitem", { name: hostileNames[0]! }).first().waitFor(patient);
    expect(await ran(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ ...patient, state: "detached" });
    await goTo(page, "evidence/s5");
    await page.locator(".evidence-text .cm-line", { hasText: hostileWords[5]! }).first().waitFor(patient);
    expect(await page.locator(".evidence-sources a[aria-current]").innerText()).toContain(hostileWords[5]);
    await goTo(page, "answer");
    await page.locator(".answer-card tbody tr", { hasText: hostileWords[0]! }).first().waitFor(patient);
    expect(await page.locator(".status-line").innerText()).toContain(hostileWords[2]);
    expect(await ran(page)).toEqual([]);
  });

  test("do not run in what is exported: the page for the web, opened as it is, and the site from a plain server", async () => {
    await goTo(page, "brief");
    const [html] = await Promise.all([
      page.waitForEvent("download", patient),
      page.getByRole("button", { name: "as HTML" }).click(patient),
    ]);
    const out = join(opened.folder, "../site");
    execFileSync(
      process.execPath,
      [join(root, "packages/cli/bin/outweigh.js"), "export-site", opened.folder, "-o", out, "--with-sources"],
      { stdio: "ignore" },
    );
    site = await serveFolder(out, "");
    const reader = await page.context().browser()!.newContext();
    try {
      const troubles: string[] = [];
      const visit = async (address: string, isOwn: (url: string) => boolean): Promise<Watched> => {
        const visited = await reader.newPage();
        visited.on("pageerror", ({ message }) => troubles.push(`broke: ${message}`));
        visited.on("console", (message) => message.type() === "error" && troubles.push(`logged: ${message.text()}`));
        visited.on("dialog", (dialog) => {
          troubles.push(`dialog: ${dialog.message()}`);
          void dialog.accept();
        });
        visited.on("request", (request) => isOwn(request.url()) || troubles.push(`asked: ${request.url()}`));
        await visited.goto(address);
        return Object.assign(visited, { troubles });
      };
      const saved = join(opened.folder, "../saved.html");
      await html.saveAs(saved);
      const brief = await visit(`file://${saved}`, (url) => url === `file://${saved}` || url.startsWith("data:image/"));
      expect(await brief.locator("body").innerText()).toContain(hostileWords[5]);
      expect(readFileSync(saved, "utf8")).not.toMatch(/<script(?! type="application)/i);
      expect(await ran(brief)).toEqual([]);
      const read = await visit(`${site.address}#/answer`, (url) => url.startsWith(site!.address) || /^(?:blob|data):/.test(url));
      await read.locator(".answer-chart").first().waitFor(patient);
      for (const [view, sign] of [
        [`text/${encodeURIComponent(hostileNames[0]!)}`, ".cm-line"],
        ["evidence/s3", ".evidence-sources a"],
        ["brief", "iframe.page-frame"],
      ] as const) {
        await goTo(read, view);
        await read
          .locator(`main ${sign}`)
          .first()
          .waitFor({ ...patient, state: "attached" });
        expect([view, ...(await ran(read))]).toEqual([view]);
      }
    } finally {
      await reader.close();
    }
  });

  test("are text where the case has errors because of them", async () => {
    for (const [path, text] of Object.entries(hostileCase(false))) if (path !== hostileCopy) opened.write(path, text);
    await page.locator(".status-line .amiss.errors").waitFor(patient);
    for (const [view, sign] of [
      ["text/first.md?problems=1", ".findings .error"],
      ["evidence/s0", ".evidence-sources a"],
      ["diagram", ".empty, .react-flow__node"],
      ["answer", ".answer-note, .empty, .answer-chart"],
      ["brief", ".page-note"],
    ] as const) {
      await goTo(page, view);
      await page
        .locator("main")
        .locator(sign)
        .first()
        .waitFor({ ...patient, state: "attached" });
      expect([view, ...(await ran(page))]).toEqual([view]);
    }
  });
});
