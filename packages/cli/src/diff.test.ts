/** `outweigh diff` on a disk: folders, revisions of git, published versions and briefs; text within 80 columns, JSON by its schema, the page, mistakes. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { askGit } from "./git.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "diff-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const schema = JSON.parse(readFileSync(new URL("../../../docs/schema/diff.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
const hasGit = spawnSync("git", ["--version"]).status === 0;

const model = (price: number, homes: number, grade = 3) => `
case flood "Flood"
  question "Which?"
  baseline wait
option wait "Wait"
option build "Build"
source paper "A paper"
  grade B
claim said from paper
  states "It is dear."
  grade ${grade}
quantity price "Price of a gate" : GBP = ${price} GBP
  because said
quantity homes "Homes at risk" = ${homes}
objective cost "total cost" : GBP
  minimise if build then 10 * price else price * homes
`;

function write(folder: string, text: string, prose = "Waiting costs {cost[wait]}."): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "case.md"), `# Flood\n\n${prose}\n\n\`\`\`outweigh\n${text}\n\`\`\`\n`);
}

async function diff(words: readonly string[], { folder = root, git = true, isTerminal = false } = {}) {
  const settings = { isTerminal, env: isTerminal ? { TERM: "xterm" } : {} };
  const effects = capturedEffects(nodeDisk(folder), {
    ...settings,
    git: (at, asked) => askGit(join(folder, at), asked, git ? "git" : "no-such-program-anywhere"),
  });
  const code = await runCli(["diff", ...words, "--draws", "64"], effects);
  const { out, error } = effects.printed;
  if (!words.includes("--json")) expect(`${out}${error}`.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  return { code, raw: out, out: out.replace(/\s+/g, " "), error: error.replace(/\s+/g, " "), json: () => JSON.parse(out) };
}

describe("two folders", () => {
  test("as text: the answer, results, causes, sentences and each change", async () => {
    // Waiting: 2 × 5 to 3 × 11; the price adds 5 or 11, the homes 12 or 18. Building: 20 to 30, by the price.
    write("old", model(2, 5));
    write("new", model(3, 11, 2));
    const { code, out } = await diff(["old", "new"]);
    expect(code).toBe(0);
    expect(out).toContain("One regraded claim and two changed quantities.");
    expect(out).toContain("On total cost “Build” is in front now; before it was “Wait”.");
    expect(out).toMatch(/Build 20 30 \+10 2 → 1 0 % → 100 %/);
    expect(out).toMatch(/Homes at risk: 5 → 11 0 \+15 /);
    expect(out).toMatch(/Price of a gate: 2 GBP → 3 GBP \+10 \+8 /);
    expect(out).toContain("Waiting costs {cost[wait]}. (case.md:3) It prints other numbers: 10 GBP → 33 GBP.");
    expect(out).toContain("said (regraded) grade: 3 → 2");
    expect(out).toContain("homes Homes at risk (changed) =: 5 → 11");
  });

  test("that say the same end with 0, and with --check where they differ with 1", async () => {
    write("old", model(2, 5));
    write("new", model(2, 5).replace("price * homes", "(price) * homes").replace("baseline wait", "baseline  wait # of the town"));
    const same = await diff(["old", "new", "--check"]);
    expect([same.code, same.out]).toEqual([0, expect.stringContaining("Nothing: the two versions say the same.")]);
    write("new", model(2, 6));
    expect([(await diff(["old", "new", "--check"])).code, (await diff(["old", "new"])).code]).toEqual([1, 0]);
  });

  test("as JSON by its schema, with and without a run, and with errors", async () => {
    write("old", model(2, 5));
    write("new", model(3, 11));
    write("bad", model(2, 5).replace("10 * price", "10 * prise"));
    for (const [words, code] of [
      [["old", "new"], 0],
      [["old", "new", "--no-run"], 0],
      [["old", "bad"], 1],
      [["new", "old", "--objective", "cost"], 0],
    ] as const) {
      const found = await diff([...words, "--json"]);
      const data = found.json();
      expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
      expect([found.code, data.format]).toEqual([code, "outweigh-diff-1"]);
      expect(data.objectives === undefined).toBe(words.includes("--no-run" as never) || words.includes("bad" as never));
    }
    const { out } = await diff(["old", "bad"]);
    expect(out).toContain("The later version (bad) has one error, so its results are not computed");
    expect(out).toContain("minimise: if build then 10 * price else price * homes");
  });

  test("as a page with both sides, nothing of the case as markup, and the mark of the stricter one", async () => {
    write("old", model(2, 5).replace("It is dear.", "<b>dear</b>"));
    write("new", model(3, 11).replace("baseline wait", "baseline wait\n  tlp AMBER"), "Waiting <i>costs</i> {cost[wait]}.");
    const { code, out } = await diff(["old", "new", "--html", "out.html"]);
    expect([code, out]).toEqual([0, "wrote out.html "]);
    const page = readFileSync(join(root, "out.html"), "utf8");
    expect(page).toContain("&lt;");
    expect(page).not.toMatch(/<b>|<i>|<script|https?:\/\/(?!www\.w3)/);
    expect(page).toContain("<del>5</del>");
    expect(page).toContain("<ins>11</ins>");
    expect(page).toContain("TLP:AMBER");
    expect((await diff(["old", "new", "--html", "out.docx"])).code).toBe(2);
  });

  test("in colours where the terminal takes them", async () => {
    write("old", model(2, 5));
    write("new", model(2, 6));
    expect((await diff(["old", "new", "--no-run"], { isTerminal: true })).raw).toContain("\u001b[31m5\u001b[39m");
    expect((await diff(["old", "new", "--no-run"])).raw).not.toContain("\u001b");
  });
});

describe.skipIf(!hasGit)("revisions of git", () => {
  const git = (...words: readonly string[]) => {
    const config = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"];
    const made = spawnSync("git", ["-C", root, ...config, ...words], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(made.stderr);
  };
  beforeEach(() => {
    git("init", "-q");
    write("cases/flood", model(2, 5));
    mkdirSync(join(root, "cases/flood/data"));
    writeFileSync(join(root, "cases/flood/data/gates.csv"), "gate,price\na,1\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    write("cases/flood", model(3, 11));
    git("commit", "-q", "-a", "-m", "two");
    git("tag", "latest");
    write("cases/flood", model(4, 11));
  });

  test("are read with the path from the root or from here, or by --git", async () => {
    expect((await diff(["HEAD~1:cases/flood", "HEAD:cases/flood"])).out).toContain("Two changed quantities.");
    expect((await diff(["latest:cases/flood", "cases/flood"])).out).toContain("price Price of a gate (changed) =: 3 GBP → 4 GBP");
    expect((await diff(["--git", "HEAD~1", "cases/flood"])).out).toContain("=: 2 GBP → 4 GBP");
    expect((await diff(["HEAD:flood", "flood"], { folder: join(root, "cases") })).out).toContain("=: 3 GBP → 4 GBP");
    expect((await diff(["--git", "HEAD~1", "."], { folder: join(root, "cases/flood") })).out).toContain("=: 2 GBP → 4 GBP");
  });

  test("bring modules and data of their own time", async () => {
    mkdirSync(join(root, "cases/gates"));
    const module = (price: number) => `# Gates\n\n\`\`\`outweigh\nquantity cost "Cost of a gate" : GBP = ${price} GBP\n\`\`\`\n`;
    const using = model(1, 5).replace("price * homes", "g.cost * homes").concat('use "../gates" as g\n');
    writeFileSync(join(root, "cases/gates/gates.md"), module(2));
    write("cases/flood", using);
    git("add", ".");
    git("commit", "-q", "-m", "three");
    writeFileSync(join(root, "cases/gates/gates.md"), module(7));
    const { out } = await diff(["--git", "HEAD", "cases/flood"]);
    expect(out).toContain("One changed quantity.");
    expect(out).toMatch(/Wait 10 35 \+25/);
  });

  test("that are not there, or cannot be read, are told with what helps", async () => {
    expect(await diff(["HEAD~9:cases/flood", "cases/flood"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("git knows no revision “HEAD~9”"),
    });
    expect(await diff(["--git=--output=x", "cases/flood"])).toMatchObject({ code: 2, error: expect.stringContaining("no revision") });
    expect(await diff(["HEAD:cases/none", "cases/flood"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("no folder “cases/none”"),
    });
    expect(await diff(["HEAD:cases/flood", "cases/flood"], { git: false })).toMatchObject({
      code: 2,
      error: expect.stringContaining("no program git"),
    });
    rmSync(join(root, ".git"), { recursive: true });
    expect(await diff(["HEAD:cases/flood", "cases/flood"])).toMatchObject({
      code: 2,
      error: expect.stringContaining("in no git repository"),
    });
  });
});

describe("published versions", () => {
  beforeEach(async () => {
    write("flood", model(2, 5));
    const publishing = capturedEffects(nodeDisk(root));
    expect(await runCli(["publish", "flood", "--as", "2026-06", "--by", "Ada"], publishing), publishing.printed.error).toBe(0);
    write("flood", model(3, 5));
  });

  test.each(["2026-06", "flood/versions/2026-06", "flood/versions/2026-06/case", "flood/versions/2026-06/brief.html"])(
    "by %s",
    async (given) => {
      const { code, out } = await diff([given, "flood"]);
      expect([code, out]).toEqual([0, expect.stringContaining("=: 2 GBP → 3 GBP")]);
      expect(out).toContain(`before ${given} now flood`);
    },
  );

  test("a brief that came by mail is known by its inputs; one that no version has says what is missing", async () => {
    cpSync(join(root, "flood/versions/2026-06/brief.html"), join(root, "brief.html"));
    const found = await diff(["brief.html", "flood"]);
    expect([found.code, found.out]).toEqual([0, expect.stringContaining("=: 2 GBP → 3 GBP")]);
    expect(found.out).toContain("before brief.html now flood");
    write("other", model(2, 5));
    const { code, error } = await diff(["brief.html", "other"]);
    expect(code).toBe(2);
    expect(error).toContain("brief.html holds results for readers and not what they were computed from");
    expect(error).toMatch(/inputs [0-9a-f]{12}/);
  });
});

test("misuse is named with what helps", async () => {
  write("old", model(2, 5));
  expect(await diff(["old"])).toMatchObject({ code: 2, error: expect.stringContaining("outweigh diff --git HEAD~1 old") });
  expect(await diff(["old", "nowhere"])).toMatchObject({ code: 2, error: expect.stringContaining("no folder nowhere") });
  expect(await diff(["--git", "HEAD", "old", "old"])).toMatchObject({ code: 2, error: expect.stringContaining("two are given") });
  expect(await diff(["old", "old", "--objective", "costs"])).toMatchObject({ code: 2, error: expect.stringContaining("Near to it: cost") });
});
