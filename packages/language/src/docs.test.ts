/** The manual keeps its word: the guide's steps, the recipes, the cheat sheet, the examples of the reference and the pages of the messages are compiled as printed. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fences, literateFiles, memoryFiles } from "../cases/literate.js";
import { compileCase, runCase } from "./index.js";

const docs = new URL("../../../docs/", import.meta.url);
const page = (path: string) => readFileSync(new URL(path, docs), "utf8");

const compile = (files: ReadonlyMap<string, string>) => compileCase(memoryFiles(files, "demo"), "demo");
const errorsOf = (files: ReadonlyMap<string, string>) =>
  compile(files)
    .diagnostics.filter((each) => each.severity === "error")
    .map((each) => `${each.code} ${each.span.file}: ${each.message}`);

/** One step of the guide: a file to extend or replace, or a mistake that the reader is asked to try. */
interface Step {
  readonly path: string;
  readonly action: "append" | "replace" | "wrong";
  readonly code: string;
  readonly content: string;
  readonly line: number;
}

const stepPattern = /^(?:markdown|text) (\S+)(?: (replace|wrong))?(?: (\S+))?$/;

const guideSteps: Step[] = fences(page("guide.md")).flatMap(({ info, content, opening }) => {
  const match = stepPattern.exec(info);
  if (!match?.[1]) return [];
  return [{ path: match[1], action: (match[2] ?? "append") as Step["action"], code: match[3] ?? "", content, line: opening + 1 }];
});

describe("the guide", () => {
  const folder = new Map<string, string>();
  for (const step of guideSteps) {
    const before = step.action === "replace" ? "" : (folder.get(step.path) ?? "");
    const after = new Map(folder).set(step.path, before === "" ? step.content : `${before}\n${step.content}`);
    if (step.action !== "wrong") folder.set(step.path, after.get(step.path) ?? "");
    test(`line ${step.line}: ${step.action} ${step.path}`, () => {
      const codes = compile(after)
        .diagnostics.filter((each) => each.severity === "error")
        .map((each) => each.code);
      if (step.action === "wrong") expect(codes).toEqual([step.code]);
      else expect(errorsOf(after)).toEqual([]);
    });
  }

  test("the finished case runs without errors, its words of likelihood within their bands", () => {
    const { diagnostics } = runCase(compile(folder), { draws: 10_000 });
    expect(diagnostics.filter((each) => each.severity === "error").map((each) => each.message)).toEqual([]);
  });
});

const prelude = `# Recipe

\`\`\`outweigh
case demo
  question "Shall we act?"
  time     yearly from 2027 to 2036
  prices   2026
option hold "Carry on"
option act  "Act"
\`\`\`
`;

const modelFences = (text: string) => fences(text).filter(({ info }) => info === "outweigh");

describe("the recipes", () => {
  for (const { content, opening } of modelFences(page("guide/recipes.md"))) {
    test(`line ${opening + 1}`, () => {
      const files = new Map([["1.md", `${prelude}\n\`\`\`outweigh\n${content}\`\`\`\n`]]);
      expect(errorsOf(files)).toEqual([]);
      const { diagnostics } = runCase(compile(files), { draws: 500 });
      expect(diagnostics.filter((each) => each.severity === "error").map((each) => each.message)).toEqual([]);
    });
  }
});

test("the cheat sheet is one case", () => {
  const [sheet] = modelFences(page("cheatsheet.md"));
  const files = new Map([
    ["1.md", `# Cheat sheet\n\n\`\`\`outweigh\n${sheet?.content}\`\`\`\n`],
    ["sources/report.txt", "The report says the exact words of the copy and no others.\n"],
    ["data/places.csv", "district,homes\nnorth,120\nsouth,80\n"],
    ["modules/staff/staff.md", '```outweigh\nquantity wage : GBP/hour = 15\n  because "Pay scale"\n```\n'],
  ]);
  expect(errorsOf(files)).toEqual([]);
});

describe("the pages of the messages", () => {
  const names = readdirSync(new URL("errors/", docs)).filter((each) => each.endsWith(".md"));
  for (const name of names) {
    const code = name.replace(/\.md$/, "");
    const text = page(`errors/${name}`);
    const textOf = (info: string) => fences(text).find((each) => each.info === info)?.content;
    test(`${code}: title, a wrong and a right text`, () => {
      expect(text.split("\n")[0]).toBe(`# ${code}`);
      const [wrong, right] = [textOf("outweigh-wrong"), textOf("outweigh-right")];
      expect(wrong).toBeDefined();
      expect(right).toBeDefined();
    });
  }
});

export { existsSync, literateFiles };
