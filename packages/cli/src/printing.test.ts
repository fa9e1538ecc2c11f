import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import type { Effects } from "./effects.js";
import { nodeDisk } from "./files-node.js";
import { printPdf } from "./printing.js";
import { runCli } from "./program.js";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const canPrint = existsSync(chromium);
if (!canPrint) console.warn(`Printing is not tested with a browser: there is none at ${chromium}.`);

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "printing-"));
  await runCli(["new", "trip"], capturedEffects(nodeDisk(folder)));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function brief(print?: Effects["print"]) {
  const effects = capturedEffects(nodeDisk(folder), print === undefined ? {} : { print });
  const code = await runCli(["brief", "trip", "-o", "trip.pdf"], effects);
  return { code, error: effects.printed.error.replace(/\s+/g, " ") };
}

describe("outweigh brief -o x.pdf", () => {
  test("writes what the browser made of the very page", async () => {
    let page = "";
    const made = await brief(async (html) => {
      page = html;
      return { ok: true, bytes: new TextEncoder().encode("%PDF-x") };
    });
    expect(made.code).toBe(0);
    expect(readFileSync(join(folder, "trip.pdf"), "utf8")).toBe("%PDF-x");
    expect(page).toContain("Should we act now");
  });
  test("without a browser says what to do instead, and writes nothing", async () => {
    rmSync(join(folder, "trip.pdf"), { force: true });
    const made = await brief((html) => printPdf(html, { PATH: folder, OUTWEIGH_BROWSER: join(folder, "none") }));
    expect(made.code).toBe(2);
    expect(made.error).toContain("no Chromium");
    expect(made.error).toContain("-o brief.html");
    expect(existsSync(join(folder, "trip.pdf"))).toBe(false);
  });
});

test.runIf(canPrint)(
  "a page that wants to run something does not, and is printed",
  async () => {
    const page = `<!doctype html><html><head><title>T</title></head><body><p>Words</p><script>document.body.innerHTML = "<div style='break-before:page'>".repeat(9)</script></body></html>`;
    const printed = await printPdf(page, { CHROMIUM: chromium });
    expect(printed.ok).toBe(true);
    const text = printed.ok ? Buffer.from(printed.bytes).toString("latin1") : "";
    expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  },
  90_000,
);
