import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerOptions, StartChoices } from "@outweigh/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import type { Web } from "./effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "open-"));
  mkdirSync(join(folder, "case"));
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "app/index.html"), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command with a web that serves nothing, until it is ended at once. */
async function open(given: readonly string[], web: Partial<Web> = {}) {
  const served: ServerOptions[] = [];
  const browsed: string[] = [];
  let closed = 0;
  const effects = capturedEffects(nodeDisk(folder), {
    web: {
      workbench: join(folder, "app"),
      serve: async (options) => {
        served.push(options);
        setTimeout(() => effects.stop());
        return { address: "http://127.0.0.1:4000/?key=k", port: 4000, close: async () => void closed++ };
      },
      browse: (address) => void browsed.push(address),
      ...web,
    },
  });
  const code = await runCli(["open", ...given], effects);
  return { code, served, browsed, closed, ...effects.printed };
}

describe("outweigh open", () => {
  test("serves the folder, prints the address, opens a browser on it, and closes when the user ends it", async () => {
    const { code, served, browsed, closed, out } = await open(["case", "--port", "4000"]);
    expect(code).toBe(0);
    expect(served[0]).toMatchObject({ folder: join(folder, "case"), port: 4000 });
    expect(out).toContain("http://127.0.0.1:4000/?key=k");
    expect(browsed).toEqual(["http://127.0.0.1:4000/?key=k"]);
    expect(closed).toBe(1);
  });
  test("opens no browser when that is not wanted, and goes on when there is none", async () => {
    expect((await open(["case", "--no-browser"])).browsed).toEqual([]);
    const without = await open(["case"], { browse: () => "there is no display" });
    expect(without.code).toBe(0);
    expect(without.error).toContain("there is no display");
  });
  test.each([
    ["a folder that is not there", ["missing"], {}, "There is no folder missing"],
    ["a port that is taken", ["case"], { serve: async () => ({ failure: "the port is taken" }) }, "the port is taken"],
    ["a workbench that is not built", ["case"], { workbench: "/nowhere" }, "npm run build"],
    ["a port that is none", ["case", "--port", "70000"], {}, "65,535"],
  ] as const)("says what is in the way: %s", async (_, given, web, words) => {
    const { code, error } = await open(given, web);
    expect(code).toBe(2);
    expect(error.replace(/\s+/g, " ")).toContain(words);
  });
  test("without a folder offers the cases there are, copies of examples and a new one, and writes over nothing", async () => {
    const text = (question: string) => `# A\n\n\`\`\`outweigh\ncase a\n  question "${question}"\n\`\`\`\n`;
    writeFileSync(join(folder, "case/1.md"), text("Which?"));
    writeFileSync(join(folder, "app/notes.md"), "case of wine\n");
    mkdirSync(join(folder, "examples/deep"), { recursive: true });
    mkdirSync(join(folder, "examples/modules/part"), { recursive: true });
    writeFileSync(join(folder, "examples/deep/1.md"), `${text("How deep?")}use "../modules/part"\n`);
    writeFileSync(join(folder, "examples/modules/part/part.md"), "module");
    const { served, code } = await open([], { examples: join(folder, "examples") });
    expect(code).toBe(0);
    const choices = served[0]!.folder as StartChoices;
    expect(choices.list()).toMatchObject({
      place: folder,
      cases: [
        { path: "case", question: "Which?" },
        { path: "examples/deep", question: "How deep?" },
      ],
      examples: [{ name: "deep", question: "How deep?" }],
    });
    expect(choices.begin({ kind: "open", path: "case" })).toEqual({ folder: join(folder, "case") });
    expect(choices.begin({ kind: "example", name: "deep", folder: "mine" })).toEqual({ folder: join(folder, "mine") });
    expect(readFileSync(join(folder, "mine/1.md"), "utf8")).toContain("How deep?");
    expect(readFileSync(join(folder, "modules/part/part.md"), "utf8")).toBe("module");
    expect(choices.begin({ kind: "new", folder: "fresh" })).toEqual({ folder: join(folder, "fresh") });
    for (const order of [
      { kind: "open", path: "../.." },
      { kind: "open", path: "app" },
      { kind: "new", folder: "case" },
      { kind: "new", folder: "../x" },
      { kind: "new", folder: ".hidden" },
      { kind: "example", name: "../case", folder: "other" },
      { kind: "example", name: "deep", folder: "case" },
    ] as const)
      expect(choices.begin(order), JSON.stringify(order)).toHaveProperty("refused");
  });
  test("begins from an article: beside the working folder too, all of it or nothing; takes documents into a case once", async () => {
    const { served } = await open([]);
    const { folder: choices, take } = served[0]!;
    const { beginFrom } = choices as StartChoices;
    const bytes = new TextEncoder().encode("In 2024 heat killed 4,200 people in the cities of the region, the ministry said on Monday.");
    const article = { name: "heat.txt", bytes };
    expect(
      await beginFrom({ folder: "case" }, { name: "x.png", bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255) }),
    ).toMatchObject({
      refused: expect.stringContaining("no document"),
    });
    const begun = await beginFrom({ folder: "heat", place: join(folder, "case") }, article);
    const made = join(folder, "case/heat");
    expect(begun).toMatchObject({ folder: made, taken: { kind: "taken", sources: ["heat"], wasThere: false } });
    expect(readFileSync(join(made, "source-heat.md"), "utf8")).toContain("source heat");
    for (const order of [{ folder: "heat", place: join(folder, "case") }, { folder: "../x" }, { folder: "y", place: join(folder, "none") }])
      expect(await beginFrom(order, article), JSON.stringify(order)).toHaveProperty("refused");
    expect(await take!(made, { ...article, name: "again.txt" })).toMatchObject({ kind: "taken", sources: ["heat"], wasThere: true });
    expect(await take!(join(folder, "app"), article)).toMatchObject({ kind: "refused", reason: expect.stringContaining("is no case") });
  });
});
