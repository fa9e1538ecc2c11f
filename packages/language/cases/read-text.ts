/** For tests of checks: an assessment read from a text, its other files in `file PATH` fences. */

import type { Assessment } from "../src/assessment.js";
import type { Diagnostic } from "../src/diagnostic.js";
import type { FileSystem } from "../src/files.js";
import { ChapterMemory } from "../src/parse/chapter-memory.js";
import { readFolder } from "../src/read-folder.js";
import { literateFiles, memoryFiles } from "./literate.js";

/** What was read: the assessment and what the checks need besides. */
export interface TestFolder {
  readonly assessment: Assessment;
  readonly passages: readonly { readonly file: string; readonly from: number; readonly to: number }[];
  readonly files: FileSystem;
}

/** Reads a text as the chapter `demo.md` of the folder `demo`. Throws when it has mistakes of notation, so that a test cannot pass by accident. */
export function readText(text: string, extra: ReadonlyMap<string, string> = new Map()): TestFolder {
  const files = memoryFiles(new Map([...literateFiles(text, "demo.md"), ...extra]), "demo");
  const problems: Diagnostic[] = [];
  const reading = readFolder(files, "demo", new ChapterMemory(), (diagnostic) => void problems.push(diagnostic));
  if (problems.length > 0) throw new Error(problems.map((problem) => `${problem.code}: ${problem.message}`).join("\n"));
  const { cases, ...lists } = reading.declarations;
  const assessment = { ...lists, case: cases[0]!, inlines: reading.inlines, chapters: reading.chapters, files: reading.files };
  return { assessment, passages: reading.passages, files };
}

/** Collects what a check reports: code and the words at its place. */
export function collect(
  folder: TestFolder,
  check: (report: (diagnostic: Diagnostic) => void) => void,
): readonly (readonly [string, string])[] {
  const found: Diagnostic[] = [];
  check((diagnostic) => void found.push(diagnostic));
  return found.map(({ code, span }) => [code, (folder.assessment.files[span.file] ?? "").slice(span.from, span.to)]);
}
