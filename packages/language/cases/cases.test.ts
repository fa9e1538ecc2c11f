/**
 * Literate cases: each file is a chapter (with its other files in `file PATH` fences) and ends with what `outweigh check` prints about it.
 * With CASES_ACCEPT=1 the endings are written anew, never in CI; a case that fails leaves NAME-changed.md beside it.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { blockRecords } from "../src/blocks/index.js";
import { type Compiled, compileCase, renderDiagnostic, runCase } from "../src/index.js";
import { diagnosticCodes } from "./catalogue.js";
import { fences, literateFiles, memoryFiles } from "./literate.js";

const command = "$ outweigh check";
const folder = new URL("./", import.meta.url);
const isAccepting = process.env.CASES_ACCEPT === "1" && !process.env.CI;

interface LiterateCase {
  readonly topic: string;
  readonly kind: "good" | "bad";
  readonly name: string;
  /** The text before the ending. */
  readonly body: string;
  /** What the ending says that `check` prints; undefined where there is no ending yet. */
  readonly expected: string | undefined;
  readonly file: URL;
}

function readCase(topic: string, kind: "good" | "bad", name: string): LiterateCase {
  const file = new URL(`${topic}/${kind}/${name}.md`, folder);
  const text = readFileSync(file, "utf8");
  const ending = fences(text).find((fence) => fence.info === "console" && fence.content.startsWith(command));
  const lines = text.split("\n");
  const body = ending ? lines.slice(0, ending.opening).join("\n") : text;
  return { topic, kind, name, body: `${body.trimEnd()}\n`, expected: ending?.content.slice(command.length + 1), file };
}

const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: topic }) =>
    (["good", "bad"] as const).flatMap((kind) => {
      const inside = new URL(`${topic}/${kind}/`, folder);
      const names = existsSync(inside) ? readdirSync(inside).filter((each) => each.endsWith(".md") && !each.endsWith("-changed.md")) : [];
      return names.map((name) => readCase(topic, kind, name.slice(0, -3)));
    }),
  );

const compiled = new Map<LiterateCase, Compiled>();

function compile(each: LiterateCase): Compiled {
  const known = compiled.get(each) ?? compileCase(memoryFiles(literateFiles(each.body, `${each.name}.md`), "demo"), "demo");
  compiled.set(each, known);
  return known;
}

/** All that `check` prints, and after a run what the run adds. */
function printed(each: LiterateCase): string {
  const plain = compile(each);
  const { diagnostics, assessment } = plain.diagnostics.some(({ severity }) => severity === "error") ? plain : runCase(plain, { draws: 1000 });
  const parts = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, assessment.files).trimEnd());
  return `${(parts.length === 0 ? ["Nothing to report."] : parts).join("\n\n")}\n`;
}

describe.each(cases.map((each) => [`${each.topic}/${each.kind}/${each.name}`, each] as const))("%s", (_title, each) => {
  test("prints what it says", () => {
    const actual = printed(each);
    const changed = new URL(each.file.href.replace(/\.md$/, "-changed.md"));
    const whole = `${each.body}\n\`\`\`console\n${command}\n${actual}\`\`\`\n`;
    if (isAccepting) writeFileSync(each.file, whole);
    else if (actual !== each.expected) writeFileSync(changed, whole);
    if (isAccepting || actual === each.expected) rmSync(changed, { force: true });
    else expect(actual).toBe(each.expected);
  });

  test(each.kind === "good" ? "has no errors" : "has something to report", () => {
    const { diagnostics } = compile(each);
    if (each.kind === "good") expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    else expect(printed(each)).not.toBe("Nothing to report.\n");
  });
});

test("every code of the catalogue is reported by some bad case", async () => {
  const reported = new Set(cases.filter(({ kind }) => kind === "bad").flatMap((each) => [...printed(each).matchAll(/^(?:error|warning|note) ([a-z0-9-]+)/gm)].map((match) => match[1])));
  expect((await diagnosticCodes()).filter((code) => !reported.has(code))).toEqual([]);
});

test("every kind of block stands in some good case", () => {
  const used = new Set(cases.filter(({ kind }) => kind === "good").flatMap((each) => [...each.body.matchAll(/^([a-z]+) /gm)].map((match) => match[1])));
  expect([...blockRecords.keys()].filter((keyword) => !used.has(keyword))).toEqual([]);
});
