/** The manual keeps its word: the guide's steps, the recipes, the cheat sheet, the examples of the reference and the pages of the messages are compiled as printed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { distributions } from "@outweigh/engine";
import { describe, expect, test } from "vitest";
import { diagnosticCodes } from "../cases/catalogue.js";
import { expandMarks, fences, literateFiles, memoryFiles } from "../cases/literate.js";
import { blockRecords } from "./blocks/index.js";
import { functionRecords } from "./functions/index.js";
import { compileCase, renderDiagnostic, runCase } from "./index.js";

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
  /** What the guide shows as the answer to a mistake. */
  readonly printed: string;
}

const stepPattern = /^(?:markdown|text) (\S+)(?: (replace|wrong))?(?: (\S+))?$/;

const guideSteps: Step[] = fences(page("guide.md")).flatMap(({ info, content, opening }, index, all) => {
  const match = stepPattern.exec(info);
  if (!match?.[1]) return [];
  const next = all[index + 1];
  return [
    {
      path: match[1],
      action: (match[2] ?? "append") as Step["action"],
      code: match[3] ?? "",
      content,
      line: opening + 1,
      printed: next?.info === "console" ? next.content : "",
    },
  ];
});

describe("the guide", () => {
  const folder = new Map<string, string>();
  for (const step of guideSteps) {
    const before = step.action === "replace" ? "" : (folder.get(step.path) ?? "");
    const after = new Map(folder).set(step.path, before === "" ? step.content : `${before}\n${step.content}`);
    if (step.action !== "wrong") folder.set(step.path, after.get(step.path) ?? "");
    test(`line ${step.line}: ${step.action} ${step.path}`, () => {
      if (step.action !== "wrong") return expect(errorsOf(after)).toEqual([]);
      const { diagnostics, assessment } = compile(after);
      const errors = diagnostics.filter((each) => each.severity === "error");
      expect(errors.map((each) => each.code)).toEqual([step.code]);
      expect(errors.map((each) => `${renderDiagnostic(each, assessment.files)}\n`).join("")).toBe(step.printed);
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
  steps    daily
  prices   2026
option hold "Carry on"
option act  "Act"
\`\`\`
`;

const modelFences = (text: string) => fences(text).filter(({ info }) => info === "outweigh");

describe.each(["guide/recipes.md", "guide/notation.md"])("%s", (path) => {
  for (const { content, opening } of modelFences(page(path))) {
    test(`line ${opening + 1}`, () => {
      const files = new Map([["1.md", `${prelude}\n\`\`\`outweigh\n${content}\`\`\`\n`]]);
      expect(errorsOf(files)).toEqual([]);
      const { diagnostics } = runCase(compile(files), { draws: 10_000 });
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

describe("the examples of the reference", () => {
  const table = ["traffic.csv", "month,Lorries per day,lorries\nMay,310,310\nJune,290,290\n"] as const;
  const parts = ["modules/parking/parking.md", '```outweigh\nquantity fee : EUR/hour = 2\n  because "Price list"\n```\n'] as const;

  test.each([...blockRecords.values()].map((record) => [record.keyword, record] as const))("%s", (keyword, { example, exampleNeeds }) => {
    const own = [exampleNeeds, example].join("\n\n");
    const head = /^case /m.test(own) ? "" : 'case demo\n  question "Shall we act?"\n  prices 2026\n\n';
    expect(example, `the record of ${keyword} has an example`).not.toBe("");
    expect(errorsOf(new Map([["1.md", `# Example\n\n\`\`\`outweigh\n${head}${own}\n\`\`\`\n`], table, parts]))).toEqual([]);
  });

  const [shared] = modelFences(page("reference/functions.md"));
  const compileExample = (example: string) => {
    const files = new Map([["1.md", `# Example\n\n\`\`\`outweigh\n${shared?.content}\`\`\`\n\nThe value is {${example}}.\n`], table]);
    expect(errorsOf(files)).toEqual([]);
    const { diagnostics } = runCase(compile(files), { draws: 200 });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  };

  test.each([...functionRecords.values()].map((record) => [record.name, record] as const))("%s(…)", (_name, { example }) =>
    compileExample(example),
  );

  test.each([...distributions.values()].map((record) => [record.name, record] as const))("distribution %s", (_name, { example }) =>
    compileExample(example),
  );
});

/** The codes that a folder gives: those of compiling, and of a short run when there are no errors. */
function codesOf(text: string): { readonly all: ReadonlySet<string>; readonly errors: readonly string[] } {
  const chapter = literateFiles(text, "demo.md");
  if (chapter.get("demo.md")?.trim() === "") chapter.delete("demo.md");
  const files = new Map([...chapter].map(([path, content]) => [path, expandMarks(content)]));
  const compiled = compile(files);
  const isRunnable = compiled.diagnostics.every(({ severity }) => severity !== "error");
  const { diagnostics } = isRunnable ? runCase(compiled, { draws: 2000 }) : compiled;
  return {
    all: new Set(diagnostics.map(({ code }) => code)),
    errors: [...new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code))],
  };
}

const codes = await diagnosticCodes();

describe("the pages of the messages", () => {
  test("there is one for each code, and none besides", () => {
    const pages = readdirSync(new URL("errors/", docs)).map((name) => name.replace(/\.md$/, ""));
    expect(pages.sort()).toEqual(codes);
  });

  for (const code of codes.filter((each) => existsSync(new URL(`errors/${each}.md`, docs)))) {
    const text = page(`errors/${code}.md`);
    const textOf = (info: string) => fences(text).find((each) => each.info === info)?.content;

    test(`${code}: the wrong text gives this code and no other error`, () => {
      expect(text.split("\n")[0]).toBe(`# ${code}`);
      const found = codesOf(textOf("outweigh-wrong") ?? "");
      expect([...found.all]).toContain(code);
      expect(found.errors.filter((each) => each !== code)).toEqual([]);
    });

    test(`${code}: the right text does not`, () => {
      const found = codesOf(textOf("outweigh-right") ?? "");
      expect([...found.all]).not.toContain(code);
      expect(found.errors).toEqual([]);
    });
  }
});
