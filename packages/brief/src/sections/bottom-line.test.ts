/** The bottom line where medians and means disagree, on a bet that can be computed by hand. */
import { compileCase, type FileSystem, runCase } from "@outweigh/language";
import { expect, test } from "vitest";
import { readFindings } from "../findings.js";
import { inlinesText } from "../render/html-inlines.js";
import { bottomLine } from "./bottom-line.js";

/** The computed sentence of a choice between a sure loss of 2 and a loss of `loss` with a probability of one in four. */
function sentenceOf(loss: number): string {
  const text = `# Demo

\`\`\`outweigh
case demo "Demo"
  question "Shall we insure?"
option hold   "Carry on"
option insure "Insure"
chance fire : no | yes
  probabilities 75 % | 25 %
quantity loss : USD
  given option, fire
    insure, otherwise 2
    hold,   no        0
    hold,   yes       ${loss}
objective cost "Cost" : USD
  minimise loss
\`\`\`
`;
  const files: FileSystem = {
    list: (folder) => (folder === "demo" ? ["a.md"] : undefined),
    read: (path) => (path === "demo/a.md" ? { ok: true, bytes: new TextEncoder().encode(text) } : { ok: false, reason: "missing" }),
  };
  const found = compileCase(files, "demo");
  expect(found.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const [callout] = bottomLine.compose(readFindings(runCase(found, { draws: 8192 })));
  const list = callout?.kind === "callout" ? callout.blocks.find(({ kind }) => kind === "list") : undefined;
  const items = list?.kind === "list" ? list.items.flat() : [];
  return items.map((block) => (block.kind === "paragraph" ? inlinesText(block.content).replaceAll("\u00a0", " ") : "")).join("\n");
}

test("an option that is best in the median and worse on average is not left to stand alone: means 2 and 12 × ¼ = 3", () => {
  expect(sentenceOf(12)).toMatch(
    /Carry on comes out lowest, at 0 .*On average, though, “Insure” is better: a mean of 2 USD against 3 USD\.$/,
  );
});

test("where mean and median agree nothing is added: means 2 and 4 × ¼ = 1", () => {
  expect(sentenceOf(4)).toMatch(/Carry on comes out lowest/);
  expect(sentenceOf(4)).not.toMatch(/On average/);
});
