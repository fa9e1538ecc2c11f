import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic.js";
import { ChapterMemory } from "./chapter-memory.js";

const folder = fileURLToPath(new URL("../../../../examples/cartels", import.meta.url));
const chapters = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => readFileSync(`${folder}/${name}`, "utf8"));

function read(memory: ChapterMemory, text: string, firstIndex = 0) {
  const found: Diagnostic[] = [];
  const chapter = memory.read({ file: "a.md", text, report: (diagnostic) => void found.push(diagnostic) }, firstIndex);
  return { chapter, found };
}

const insertions = [
  "",
  "x",
  "\n",
  "\n\n",
  "```\n",
  "```outweigh\n",
  "{",
  "}",
  "(",
  '"',
  "\n  = 1 to 2\n",
  "quantity a : people\n",
  "- ",
  "> ",
  "# ",
  "| a |\n",
  "    ",
];

const edit = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(400)),
  inserted: fc.constantFrom(...insertions),
});

test("after any row of edits a chapter reads as it would from nothing", () => {
  fc.assert(
    fc.property(fc.constantFrom(...chapters), fc.array(edit, { minLength: 1, maxLength: 6 }), (original, edits) => {
      const memory = new ChapterMemory();
      let text = original;
      read(memory, text);
      for (const { place, removed, inserted } of edits) {
        const from = Math.floor(place * text.length);
        text = text.slice(0, from) + inserted + text.slice(from + removed);
        expect(read(memory, text)).toEqual(read(new ChapterMemory(), text));
      }
    }),
    { seed: 20_261_123, numRuns: 150 },
  );
});

test("findings are reported again when nothing has changed, and values are numbered on", () => {
  const memory = new ChapterMemory();
  const text = "A value {x} here.\n\n```outweigh\nquantity x\n  = = 2\n";
  const first = read(memory, text);
  expect(first.found.length).toBeGreaterThan(0);
  expect(read(memory, text)).toEqual(first);
  expect(read(memory, text, 7).chapter.inlines.map(({ index }) => index)).toEqual([7]);
});
