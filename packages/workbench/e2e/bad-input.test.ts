/** What goes wrong in life: broken files, folders that vanish, disks that refuse, two windows, huge texts, a computing part that dies. The page stays usable and loses nothing typed. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { canRun, type OpenCase, openCase } from "./workbench-for-tests.js";

const patient = { timeout: 60_000, interval: 100 };
const result = (page: Page): Locator => page.getByTestId("result");
const saved = (page: Page): Locator => page.locator(".status-line .saved", { hasText: "Saved" });
const amiss = (page: Page): Locator => page.locator(".status-line .amiss");
const editor = (page: Page): Locator => page.locator(".text-main .cm-content");

/** Puts the cursor at the end of the first line of the editor that holds these words, and types. */
async function typeAfter(page: Page, words: string, typed: string): Promise<void> {
  await page.locator(".cm-line", { hasText: words }).first().click(patient);
  await page.keyboard.press("End");
  await page.keyboard.type(typed);
}

const block = (text: string) => `\`\`\`outweigh\n${text}\n\`\`\`\n`;

describe.skipIf(!canRun)("a case to which bad things happen", () => {
  let opened: OpenCase;
  let first: string;
  beforeAll(async () => {
    opened = await openCase("first");
    first = opened.read("first.md");
  }, 60_000);
  beforeEach(() => {
    for (const name of readdirSync(opened.folder)) if (name !== "first.md") rmSync(join(opened.folder, name), { recursive: true });
    opened.write("first.md", first);
  });
  afterAll(() => opened?.close());
  const open = async (view = "text/first.md"): Promise<Page & { readonly troubles: string[] }> => {
    const page = await opened.page(view);
    await page.locator(".status-line").waitFor(patient);
    return page;
  };

  test("two hundred errors: all are listed, each leads to its place, and one can go on writing", async () => {
    const names = Array.from({ length: 200 }, (_, at) => `wrong_${at}`);
    const wrong = names.map((name) => `quantity ${name}\n  = nobody_knows_${name} + 1\n`).join("\n");
    opened.write("errors.md", `# Errors\n\n${block(wrong)}\nThe end.\n`);
    const page = await open("text/errors.md?problems=1");
    await expect.poll(() => amiss(page).innerText(), patient).toContain("200 errors");
    expect(await page.locator(".findings .error").count()).toBe(200);
    // The second line of the first block, and every third line from there.
    const places = await page.locator(".findings .error a").allInnerTexts();
    expect(places.slice(0, 3)).toEqual(["errors.md:5", "errors.md:8", "errors.md:11"]);
    expect(places.at(-1)).toBe("errors.md:602");
    await page.locator(".findings .error a").nth(199).click();
    await page.locator(".cm-line", { hasText: "nobody_knows_wrong_199" }).waitFor(patient);
    await typeAfter(page, "The end.", " Still writing.");
    await expect.poll(() => opened.read("errors.md"), patient).toContain("The end. Still writing.\n");
    expect(await page.locator(".findings .error").count()).toBe(200);
    opened.write("errors.md", "# No errors\n");
    await result(page).waitFor(patient);
    await expect.poll(() => amiss(page).innerText(), patient).not.toContain("error");
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("files that are no text are told and left as they are; what can be read stays editable to the byte", async () => {
    const broken = Uint8Array.of(0x23, 0x20, 0xff, 0xfe, 0xc3, 0x28, 0x0a);
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
    const nuls = "\ufeff# Nul \u0000 and \u0007 bell\r\n\r\nA line.\r\n";
    opened.write("2-broken.md", broken);
    opened.write("3-picture.md", picture);
    opened.write("4-nul.md", nuls);
    opened.write("5-empty.md", "");
    const page = await open("text/2-broken.md?problems=1");
    await page.getByRole("heading", { name: "2-broken.md is not a text" }).waitFor(patient);
    await page.locator(".findings li", { hasText: "2-broken.md" }).waitFor(patient);
    await page.locator(".findings li", { hasText: "3-picture.md" }).waitFor(patient);
    await page.locator(".chapters a", { hasText: "4-nul" }).click();
    await typeAfter(page, "A line.", " More.");
    await expect.poll(() => opened.read("4-nul.md"), patient).toBe(nuls.replace("A line.", "A line. More."));
    await page.locator(".chapters a", { hasText: "5-empty" }).click();
    await editor(page).click(patient);
    await page.keyboard.type("Not empty");
    await expect.poll(() => opened.read("5-empty.md"), patient).toBe("Not empty");
    // It turns into something else while one writes.
    await page.route(
      "**/api/write",
      async (route) => {
        opened.write("5-empty.md", broken);
        await route.continue();
      },
      { times: 1 },
    );
    await page.keyboard.type(" at all");
    await page.getByRole("button", { name: "Keep mine" }).click(patient);
    await expect.poll(() => opened.read("5-empty.md"), patient).toBe("Not empty at all");
    expect(readFileSync(join(opened.folder, "2-broken.md"))).toEqual(Buffer.from(broken));
    expect(readFileSync(join(opened.folder, "3-picture.md"))).toEqual(Buffer.from(picture));
    for (const view of ["diagram", "evidence", "answer", "time", "brief"]) {
      await page.evaluate((to) => location.assign(`#/${to}`), view);
      await page.locator(`main.view-${view} :not(.waiting)`).first().waitFor(patient);
      expect(await page.getByText("has stopped").count()).toBe(0);
    }
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("a folder that vanishes and comes back: what is typed meanwhile is kept and then saved", async () => {
    const page = await open();
    await result(page).waitFor(patient);
    const away = `${opened.folder}-away`;
    renameSync(opened.folder, away);
    await page.locator(".banner", { hasText: "is gone" }).waitFor(patient);
    await typeAfter(page, "Walk or wait?", " Kept.");
    await page.locator(".status-line .saved", { hasText: "not saved" }).waitFor(patient);
    expect(existsSync(opened.folder)).toBe(false);
    expect(await editor(page).innerText()).toContain("Walk or wait? Kept.");
    await result(page).waitFor(patient);
    renameSync(away, opened.folder);
    await expect.poll(() => opened.read("first.md"), patient).toContain("Walk or wait? Kept.\n");
    await page.locator(".banner", { hasText: "is gone" }).waitFor({ ...patient, state: "detached" });
    await saved(page).waitFor(patient);
    // It is made anew, with less in it than the page knows.
    rmSync(opened.folder, { recursive: true });
    await page.locator(".banner", { hasText: "is gone" }).waitFor(patient);
    await typeAfter(page, "Kept.", " Twice.");
    opened.write("other.md", "# Other\n");
    await page.getByRole("button", { name: "Keep mine" }).click(patient);
    await expect.poll(() => opened.read("first.md"), patient).toContain("Walk or wait? Kept. Twice.\n");
    await page.locator(".chapters a", { hasText: "other" }).waitFor(patient);
    await page.context().close();
  });

  test("a disk that refuses to be written: it is told, nothing is lost, and it is saved when the disk takes it", async () => {
    const page = await open();
    await result(page).waitFor(patient);
    const free = await makeReadOnly(opened.folder, page);
    try {
      await typeAfter(page, "Walk or wait?", " Refused.");
      await page.locator(".banner", { hasText: "Not saved: first.md cannot be written" }).waitFor(patient);
      await page.locator(".chapters .mark", { hasText: "not saved" }).waitFor(patient);
      expect(opened.read("first.md")).toBe(first);
      // One can go on, undo, and look at other views; the page does not let itself be closed without a question.
      await page.keyboard.type(" More.");
      await page.keyboard.press("Alt+4");
      await page.locator(".answer-chart").waitFor(patient);
      await page.keyboard.press("Alt+1");
      expect(await editor(page).innerText()).toContain("Walk or wait? Refused. More.");
      await page.keyboard.press("Control+z");
      await expect.poll(() => editor(page).innerText(), patient).not.toContain("More.");
    } finally {
      await free();
    }
    await expect.poll(() => opened.read("first.md"), patient).toContain("Walk or wait? Refused.\n");
    await saved(page).waitFor(patient);
    await page.locator(".banner").waitFor({ ...patient, state: "detached" });
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("two windows that write at once: both keep what they wrote, and a choice is offered in the same line", async () => {
    opened.write("shared.md", "# Shared\n\nOne line.\n\nBetween.\n\nAnother line.\n");
    const [one, other] = [await open("text/shared.md"), await open("text/shared.md")];
    await Promise.all([typeAfter(one, "One line.", " From the one window."), typeAfter(other, "Another line.", " From the other.")]);
    const both = "# Shared\n\nOne line. From the one window.\n\nBetween.\n\nAnother line. From the other.\n";
    await expect.poll(() => opened.read("shared.md"), patient).toBe(both);
    for (const page of [one, other]) {
      await page.locator(".cm-line", { hasText: "From the one window." }).waitFor(patient);
      await page.locator(".cm-line", { hasText: "From the other." }).waitFor(patient);
      await saved(page).waitFor(patient);
    }
    // The one is held up while the other writes in the same line.
    let isWritten = () => {};
    const written = new Promise<void>((resolve) => {
      isWritten = resolve;
    });
    await one.route("**/api/write", async (route) => {
      await written;
      await route.continue();
    });
    await typeAfter(one, "Between.", " ONE");
    await typeAfter(other, "Between.", " OTHER");
    await expect.poll(() => opened.read("shared.md"), patient).toContain("Between. OTHER\n");
    isWritten();
    await one.getByRole("button", { name: "Keep mine" }).waitFor(patient);
    expect(await editor(one).innerText()).toContain("Between. ONE");
    expect(opened.read("shared.md")).toContain("Between. OTHER\n");
    await one.getByRole("button", { name: "Take what is on disk" }).click();
    await one.locator(".cm-line", { hasText: "Between. OTHER" }).waitFor(patient);
    // What was given up comes back by undoing, in both windows.
    await editor(one).focus();
    await one.keyboard.press("Control+z");
    await other.locator(".cm-line", { hasText: "Between. ONE" }).waitFor(patient);
    expect([...one.troubles, ...other.troubles]).toEqual([]);
    await one.context().close();
    await other.context().close();
  });

  test("a text of 20,000 lines can be written in, is saved whole, and its findings appear", async () => {
    const part = (at: number) =>
      [
        `## Part ${at}`,
        "",
        "Some prose about the river, of a length that prose has, with nothing in it that computes.",
        "",
        block(`quantity part_${at} "Part ${at}" : m\n  = 1 to ${2 + (at % 7)} as lognormal\n  because "Judged."`).trimEnd(),
        "",
      ].join("\n");
    const parts = Array.from({ length: 2000 }, (_, at) => part(at));
    const long = `# Long\n\n${parts.join("\n")}`;
    expect(long.split("\n").length).toBeGreaterThan(20_000);
    opened.write("long.md", long);
    const page = await open("text/long.md");
    await page.locator(".cm-line", { hasText: "# Long" }).waitFor(patient);
    await typeAfter(page, "# Long", ", and written in");
    await page.locator(".cm-line", { hasText: "# Long, and written in" }).waitFor(patient);
    await editor(page).press("Control+End");
    await page.keyboard.insertText(`${block("quantity last\n  = nobody_knows_this")}`);
    await amiss(page).filter({ hasText: "1 error" }).waitFor(patient);
    await amiss(page).click();
    await page.locator(".findings .error", { hasText: "nobody_knows_this" }).waitFor(patient);
    const written = `${long.replace("# Long", "# Long, and written in")}${block("quantity last\n  = nobody_knows_this")}`;
    await expect.poll(() => opened.read("long.md").slice(-200), patient).toBe(written.slice(-200));
    expect(opened.read("long.md") === written).toBe(true);
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });

  test("a computing part that is ended is started again; one that dies again and again is given up until one asks for it", async () => {
    const page = await opened.page("about");
    await page.addInitScript(() => {
      const Usual = globalThis.Worker;
      const made: Worker[] = [];
      globalThis.Worker = class extends Usual {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          made.push(this);
        }
      };
      Object.assign(globalThis, { endWorker: () => made.at(-1)!.terminate() });
    });
    await page.reload();
    await result(page).waitFor(patient);
    expect(await amiss(page).innerText()).not.toContain("error");
    const end = () => page.evaluate(() => (globalThis as unknown as { endWorker(): void }).endWorker());
    /** The lock that the worker holds as long as it lives, and that the page waits for: its name ends in how many workers there have been. */
    const awaited = () =>
      page.evaluate(async () => (await navigator.locks.query()).pending?.map(({ name }) => name?.split(" ").at(-1)).join());
    const before = await result(page).innerText();
    await end();
    await page.locator(".notice", { hasText: "it was ended" }).first().waitFor(patient);
    await typeAfter(page, "quantity wait", "");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nStill here.\n");
    await expect.poll(() => opened.read("first.md"), patient).toContain("Still here.");
    await page.locator(".status-line .result:not(.stale) strong").waitFor(patient);
    expect(await result(page).innerText()).toBe(before);
    for (let count = 2; count < 5; count++) {
      await expect.poll(awaited, patient).toBe(String(count));
      await end();
    }
    const banner = page.getByRole("region", { name: "The computing part stopped" });
    await banner.waitFor(patient);
    await page.keyboard.type("And here.");
    await expect.poll(() => opened.read("first.md"), patient).toContain("And here.");
    await page.keyboard.press("Alt+4");
    await page.getByText("The computing part stopped: it was ended.").first().waitFor(patient);
    await banner.getByRole("button", { name: "Start it again" }).click();
    await page.locator(".answer-chart").first().waitFor(patient);
    await banner.waitFor({ ...patient, state: "detached" });
    expect(page.troubles).toEqual([]);
    await page.context().close();
  });
});

test.skipIf(!canRun)("without WebAssembly the interpreter takes over, with the same result, and says so", async () => {
  const usual = /^trip: bus 11\sminutes \(8\sto\s21\sminutes\)$/;
  // This switch is how careful users take WebAssembly, and compiling altogether, from their browser.
  const opened = await openCase("first", { switches: ["--js-flags=--jitless"] });
  try {
    const page = await opened.page("text/first.md");
    await page.locator(".status-line", { hasText: "WebAssembly is off" }).waitFor(patient);
    await result(page).waitFor(patient);
    expect(await page.evaluate(() => typeof WebAssembly)).toBe("undefined");
    const words = await result(page).innerText();
    await typeAfter(page, "Walk or wait?", " Typed.");
    await expect.poll(() => opened.read("first.md"), patient).toContain("Typed.");
    expect(page.troubles).toEqual([]);
    expect(words).toMatch(usual);
  } finally {
    await opened.close();
  }
});

/** Lets nothing be written in a folder, and gives what ends that. Where the system forbids this, the server's refusal is played. */
async function makeReadOnly(folder: string, page: Page): Promise<() => unknown> {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    return () => chmodSync(folder, 0o755);
  }
  try {
    execFileSync("mount", ["--bind", folder, folder], { stdio: "ignore" });
  } catch {
    const refused = { kind: "refused", reason: "cannot be written: the disk is read-only" };
    await page.route("**/api/write", (route) => route.fulfill({ json: refused }));
    return () => page.unroute("**/api/write");
  }
  execFileSync("mount", ["-o", "remount,ro,bind", folder]);
  return () => execFileSync("umount", [folder]);
}
