/** The part on outside views, of a case that can be computed by hand. */
import { compileCase, type FileSystem, runCase } from "@outweigh/language";
import { describe, expect, test } from "vitest";
import type { Block, TableBlock } from "../document.js";
import { readFindings } from "../findings.js";
import { inlinesText } from "../render/html-inlines.js";
import { outsideView } from "./outside-view.js";

function findingsOf(blocks: string) {
  const text = `# Demo\n\n\`\`\`outweigh\ncase demo "Demo"\n  question "Shall we rebuild?"\noption hold "Carry on"\noption rebuild "Rebuild"\n${blocks}\n\`\`\`\n`;
  const files: FileSystem = {
    list: (folder) => (folder === "demo" ? ["a.md"] : undefined),
    read: (path) => (path === "demo/a.md" ? { ok: true, bytes: new TextEncoder().encode(text) } : { ok: false, reason: "missing" }),
  };
  const found = compileCase(files, "demo");
  expect(found.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return readFindings(runCase(found, { draws: 8192 }));
}

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const words = (blocks: readonly Block[]) =>
  plain(blocks.flatMap((block) => (block.kind === "paragraph" ? [inlinesText(block.content)] : [])).join("\n"));
const rows = (blocks: readonly Block[]) =>
  blocks
    .filter((block): block is TableBlock => block.kind === "table")
    .flatMap((table) => table.rows.map(({ cells }) => cells.map((cell) => plain(inlinesText(cell)))));

const classes = `precedent again "Bridges finished late"
  counted county 90 of 100 "list"
precedent overruns "Cost over estimate"
  ratio a 1.2 "list"
  ratio b 1.4 "list"
  ratio c 1.6 "list"`;

describe("a chance and a quantity beside their precedents", () => {
  const findings = findingsOf(`${classes}
chance late "The bridge is late" : no | yes
  given option
    hold    rest | 0 %
    rebuild rest | 50 %
  because "Words."
  precedent again
quantity cost "Cost of the bridge, all in" : EUR = 40 million EUR
  because "Offer."
  precedent overruns
  departs because "A fixed price is agreed."`);
  const blocks = outsideView.compose(findings, undefined);

  test("inside and outside, cell by cell, with the reason or its absence", () => {
    const found = rows(blocks);
    expect(found.map(([label]) => label)).toEqual([
      "The bridge is late, Carry on",
      "The bridge is late, Rebuild",
      "Cost of the bridge, all in",
    ]);
    expect(found[0]![4]).toBe("no reason stated");
    expect(found[1]!.slice(1, 3)).toEqual(["50 %", expect.stringMatching(/^90 \(84 to 94\) %$/)]);
    expect(found[2]!.slice(1)).toEqual([
      "40 million EUR",
      expect.stringMatching(/^56 \(49 to 63\) million EUR$/),
      "Cost over estimate",
      expect.stringMatching(/A fixed price is agreed/),
    ]);
    expect(words(blocks)).toMatch(/Three values.*Outside the 90 % interval.*The bridge is late, Carry on \(below\).*all in \(below\)/);
    expect(outsideView.weight(findings, undefined)).toBeGreaterThan(0.5);
  });

  test("the uplifts of the class", () => {
    expect(words(blocks)).toMatch(
      /“Cost over estimate” \(three ratios\).*risk of one half is to be raised by 40 %.*one in five is to be raised by 52 %/,
    );
  });
});

test("what rests on the precedent itself has no second view, nor a case without precedents", () => {
  const own = findingsOf(`${classes}
chance late "Late" : no | yes
  precedent again
quantity cost "Cost" : EUR = 40 million EUR
  because "Offer."
  uplifted by overruns risk 20 %
  precedent overruns`);
  expect(outsideView.weight(own, undefined)).toBe(0);
  expect(outsideView.compose(own, undefined)).toEqual([]);
});

test("a value that agrees needs no reason", () => {
  const found = findingsOf(`${classes}
chance late "Late" : no | yes
  probabilities rest | 89 %
  because "Words."
  precedent again`);
  expect(rows(outsideView.compose(found, undefined))[0]![4]).toBe("–");
  expect(words(outsideView.compose(found, undefined))).toMatch(/^One value of the case has a precedent beside it, and it lies within/);
});
