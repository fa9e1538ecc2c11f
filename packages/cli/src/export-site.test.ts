import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstCase } from "@outweigh/language";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import type { Disk } from "./effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";

let folder: string;
const at = (path: string) => join(folder, path);
const write = (path: string, text: string) => writeFileSync(at(path), text);
const marked = `
\`\`\`outweigh
source note "A confidential note"
  by   "Foreign ministry"
  tlp  AMBER
\`\`\`
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "site-"));
  mkdirSync(at("case"));
  mkdirSync(at("app"));
  mkdirSync(at("app/assets"));
  write("app/index.html", "<head><title>Outweigh</title></head>");
  write("app/assets/main.js", "1");
  write("case/assessment.md", firstCase("first"));
  write("case/private.txt", "not named by the case");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function exportSite(given: readonly string[] = [], change: Partial<Disk> = {}) {
  const web = { workbench: at("app"), serve: async () => ({ failure: "not here" }), browse: () => undefined };
  const effects = capturedEffects({ ...nodeDisk(folder), ...change }, { web });
  const code = await runCli(["export-site", "case", "-o", "out", ...given], effects);
  return { code, ...effects.printed, words: `${effects.printed.out}${effects.printed.error}`.replace(/\s+/g, " ") };
}

const dataOf = (): string => readFileSync(at(`out/${readdirSync(at("out")).find((name) => name.startsWith("case-"))}`), "utf8");

describe("outweigh export-site", () => {
  test("writes the workbench, the case and a word on what is in it, and nothing that the case does not name", async () => {
    const { code, words } = await exportSite();
    expect(code).toBe(0);
    expect(words).toContain("out/index.html");
    expect(readFileSync(at("out/assets/main.js"), "utf8")).toBe("1");
    expect(readFileSync(at("out/index.html"), "utf8")).toContain("connect-src 'self'");
    expect(readFileSync(at("out/README.txt"), "utf8")).toContain("assessment.md");
    expect(dataOf()).toContain("Should we act now");
    expect(dataOf()).not.toContain("not named by the case");
    expect(dataOf()).not.toContain(folder);
  });
  test("replaces a site of ours, and leaves nothing beside it", async () => {
    await exportSite();
    write("case/assessment.md", firstCase("second"));
    expect((await exportSite()).code).toBe(0);
    expect(dataOf()).toContain("case second");
    expect(readdirSync(folder).sort()).toEqual(["app", "case", "out"]);
  });
  test("leaves a folder that is not ours, or to which something was added, as it is", async () => {
    mkdirSync(at("out"));
    write("out/thesis.md", "mine");
    const foreign = await exportSite();
    expect(foreign.code).toBe(2);
    expect(foreign.words).toContain("no site that outweigh export-site wrote");
    rmSync(at("out"), { recursive: true });
    await exportSite();
    write("out/CNAME", "example.org");
    const added = await exportSite();
    expect(added.code).toBe(2);
    expect(added.words).toContain("CNAME");
    expect(readFileSync(at("out/CNAME"), "utf8")).toBe("example.org");
  });
  test("a disk that fails leaves what was there, and nothing of the new", async () => {
    await exportSite();
    const before = dataOf();
    write("case/assessment.md", firstCase("second"));
    const { code, words } = await exportSite([], { replace: (path) => (path.endsWith("README.txt") ? "the disk is full" : undefined) });
    expect(code).toBe(2);
    expect(words).toContain("the disk is full");
    expect(dataOf()).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(["app", "case", "out"]);
  });
  test("refuses a case with errors", async () => {
    write("case/assessment.md", `${firstCase("first")}\n{nothing}\n`);
    const { code, words } = await exportSite();
    expect(code).toBe(1);
    expect(words).toContain("No site was written");
    expect(readdirSync(folder)).not.toContain("out");
  });
  test("refuses to lie in the case or around it", async () => {
    for (const out of ["case/site", ".", "case"]) expect((await exportSite(["-o", out])).code).toBe(2);
  });
  test("a case that holds what a mark forbids is not exported for it; otherwise the mark goes with it", async () => {
    write("case/2-note.md", marked);
    const refused = await exportSite(["--tlp", "GREEN"]);
    expect(refused.code).toBe(2);
    expect(refused.words).toContain("TLP:AMBER");
    expect(readdirSync(folder)).not.toContain("out");
    expect((await exportSite(["--tlp", "AMBER"])).code).toBe(0);
    expect(dataOf()).toContain('"mark":"TLP:AMBER"');
    expect(readFileSync(at("out/index.html"), "utf8")).toContain("noindex");
    expect(readFileSync(at("out/README.txt"), "utf8")).toContain("TLP:AMBER");
  });
  test("published versions go with it, their texts apart; one that holds what a mark forbids is left out, and all are with --no-versions", async () => {
    const publish = (name: string) =>
      runCli(
        ["publish", "case", "--as", name, "--by", "Ana"],
        capturedEffects(nodeDisk(folder), { now: Date.parse("2026-11-23T12:00:00Z") }),
      );
    const later = () => readdirSync(at("out")).filter((name) => name.startsWith("versions-"));
    expect(await publish("one")).toBe(0);
    write("case/2-note.md", marked);
    expect(await publish("two")).toBe(0);
    rmSync(at("case/2-note.md"));
    const limited = await exportSite(["--tlp", "GREEN"]);
    expect(limited.code).toBe(0);
    expect(limited.words).toContain("Version two is left out");
    expect(dataOf()).toContain("versions/one/manifest.json");
    expect(later()).toHaveLength(1);
    for (const text of [dataOf(), readFileSync(at(`out/${later()[0]}`), "utf8")]) expect(text).not.toContain("versions/two/");
    expect((await exportSite()).code).toBe(0);
    expect(dataOf()).toContain('"mark":"TLP:AMBER"');
    expect(readFileSync(at("out/README.txt"), "utf8")).toMatch(/ {2}one\n {2}two\n/);
    expect((await exportSite(["--no-versions"])).code).toBe(0);
    expect(later()).toEqual([]);
    expect(dataOf()).not.toContain("versions/");
  });
});
