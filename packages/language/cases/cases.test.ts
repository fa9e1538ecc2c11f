/**
 * Literate cases: each file is a chapter (with its other files in `file PATH` fences) and ends with what `outweigh check` prints about it.
 * With CASES_ACCEPT=1 the endings are written anew, never in CI; a case that fails leaves NAME-changed.md beside it.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { blockRecords } from "../src/blocks/index.js";
import { type Compiled, compileCase, renderDiagnostic, runCase } from "../src/index.js";
import { diagnosticCodes } from "./catalogue.js";
import { expandMarks, literateFiles, memoryFiles } from "./literate.js";

const opening = "\n```console\n$ outweigh check\n";
const folder = new URL("./", import.meta.url);
const isAccepting = process.env.CASES_ACCEPT === "1" && !process.env.CI;

/** Of more findings than this the first ten and the last are printed. */
const mostShown = 40;

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
  const at = text.lastIndexOf(opening);
  const expected = at < 0 ? undefined : text.slice(at + opening.length).replace(/```\n$/, "");
  return { topic, kind, name, body: `${(at < 0 ? text : text.slice(0, at)).trimEnd()}\n`, expected, file };
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

/** The files of a case. A text that is nothing but `file` fences has no chapter of its own. */
function caseFiles(each: LiterateCase): ReadonlyMap<string, string> {
  const chapter = `${each.name}.md`;
  const files = literateFiles(each.body, chapter);
  if (files.get(chapter)?.trim() === "") files.delete(chapter);
  return new Map([...files].map(([path, text]) => [path, expandMarks(text)]));
}

const compiled = new Map<LiterateCase, Compiled>();

function compile(each: LiterateCase): Compiled {
  const known = compiled.get(each) ?? compileCase(memoryFiles(caseFiles(each), "demo"), "demo");
  compiled.set(each, known);
  return known;
}

/** All that `check` prints, and after a run what the run adds. */
function printed(each: LiterateCase): string {
  const plain = compile(each);
  const { diagnostics, assessment } = plain.diagnostics.some(({ severity }) => severity === "error")
    ? plain
    : runCase(plain, { draws: 1000 });
  const shown = diagnostics.length > mostShown ? [...diagnostics.slice(0, 10), diagnostics.at(-1)!] : diagnostics;
  const parts = shown.map((diagnostic) => renderDiagnostic(diagnostic, assessment.files).trimEnd());
  if (shown !== diagnostics) parts.splice(-1, 0, `(${diagnostics.length - shown.length} more)`);
  const whole = (parts.length === 0 ? ["Nothing to report."] : parts).join("\n\n");
  return `${whole.replaceAll("\u0000", "␀")}\n`;
}

describe.each(cases.map((each) => [`${each.topic}/${each.kind}/${each.name}`, each] as const))("%s", (_title, each) => {
  test("prints what it says", () => {
    const actual = printed(each);
    const changed = new URL(each.file.href.replace(/\.md$/, "-changed.md"));
    const whole = `${each.body}${opening}${actual}\`\`\`\n`;
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
  const reported = new Set(
    cases
      .filter(({ kind }) => kind === "bad")
      .flatMap((each) => [...printed(each).matchAll(/^(?:error|warning|note) ([a-z0-9-]+)/gm)].map((match) => match[1])),
  );
  expect((await diagnosticCodes()).filter((code) => !reported.has(code))).toEqual([]);
});

test("every kind of block stands in some good case", () => {
  const used = new Set(
    cases.filter(({ kind }) => kind === "good").flatMap((each) => [...each.body.matchAll(/^([a-z]+) /gm)].map((match) => match[1])),
  );
  expect([...blockRecords.keys()].filter((keyword) => !used.has(keyword))).toEqual([]);
});
