/** The parts on pathways and on the best moment, of a case that can be computed by hand. */
import { analyses, drawDecision, type Estimated, type TimingResult } from "@outweigh/engine";
import { compileCase, decisionOf, type FileSystem, runCase } from "@outweigh/language";
import { describe, expect, test } from "vitest";
import { analysisBlocks } from "../analysis-blocks.js";
import type { Block, TableBlock } from "../document.js";
import { readFindings } from "../findings.js";
import { inlinesText } from "../render/html-inlines.js";
import { partSection } from "../summary.js";
import { signposts } from "./signposts.js";

// Level is k times speed at the beginning of year k; each year under "wait" costs one. So the signpost is passed in 2027 with probability 1/2, in 2028
// with 1/6, in 2029 with 1/12; the pathway costs 3, 4 or 5, on average 23/6; waiting costs 5 and acting nothing.
const model = `
case demo "Demo"
  question "When?"
  baseline wait
  time yearly from 2025 to 2029
option wait "Wait"
option act "Act"
quantity speed : m/year = uniform(0, 1)
stock level : m
  starts at 0 m
  gains speed
quantity burden : 1/year = if act then 0/year else 1/year
objective costs "costs" : 1
  minimise total(burden)
`;
const careful = 'pathway careful "Carefully"\n  starts wait\n  when level > 1 m from 2026 then switch to act\n';
const tolls = `quantity toll : 1/year = if act then (if level > 1 m then 0/year else 2/year) else 1/year\nobjective tolls "tolls" : 1\n  minimise total(toll)\n`;
const moment = 'pathway moment "Well timed"\n  starts wait\n  decides tolls by speed\n  switches to act in 2025, 2027\n';

function compiled(text: string) {
  const bytes = new TextEncoder().encode(`# Demo\n\n\`\`\`outweigh\n${text}\n\`\`\`\n`);
  const files: FileSystem = {
    list: (folder) => (folder === "demo" ? ["a.md"] : undefined),
    read: (path) => (path === "demo/a.md" ? { ok: true, bytes } : { ok: false, reason: "missing" }),
  };
  const found = compileCase(files, "demo");
  expect(found.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return found;
}

const words = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block) => (block.kind === "paragraph" ? [inlinesText(block.content)] : []))
    .join("\n")
    .replaceAll("\u00a0", " ");
const tables = (blocks: readonly Block[]): readonly TableBlock[] =>
  blocks.flatMap((block) => (block.kind === "table" ? [block] : block.kind === "figure" ? [block.table] : []));
const cells = (table: TableBlock | undefined) =>
  (table?.rows ?? []).map((row) => row.cells.map((cell) => inlinesText(cell).replaceAll("\u00a0", " ")));

describe("a pathway by rules", () => {
  const findings = readFindings(runCase(compiled(model + careful), { draws: 8192 }));
  const blocks = signposts.compose(findings, undefined);

  test("stands against the best option that stays as it is, and against its start", () => {
    expect(words(blocks)).toMatch(
      /“Carefully” is on average 3\.83\d* ± [\d.e×−-]+\S* worse than “Act”, the best option that stays as it is, and 1\.1[67]\d* ± \S+ better than “Wait”/,
    );
    expect(words(blocks)).toContain("Its signpost, after which “Act” is followed, is passed in 75 % of the draws.");
  });

  test("has its signpost with condition, window, share, word and dates", () => {
    expect(cells(tables(blocks)[0])).toEqual([["1. level > 1 m", "from 2026", "switch to “Act”", "75 %", "likely", "2027 (2027 to 2029)"]]);
  });

  test("shows what is followed at the beginnings of the years", () => {
    expect(cells(tables(blocks)[1])).toEqual([
      ["2025 to 2027", "100 %", "0 %"],
      ["2028", "50 %", "50 %"],
      ["2029", "33 %", "67 %"],
    ]);
  });

  test("has no part where there is none", () => {
    const without = readFindings(runCase(compiled(model), { draws: 100 }));
    expect([signposts.weight(without, undefined), signposts.compose(without, undefined)]).toEqual([0, []]);
    expect(partSection(signposts, findings, undefined)).toMatchObject({ kind: "section", anchor: "section-brief-signposts" });
  });
});

// Acting costs 2 a year until the level passes 1, and nothing after: 5, 3 or 2 years with speeds of 0.2, 0.4 and 0.6. From 2025 that is 10, 6 or 4, from
// 2027 (with two years of waiting before) 8, 4 or 2, and never acting costs 5. With probabilities of 30, 20 and 50 % the means are 6.2, 4.2 and 5; whoever
// sees the speed acts in 2027 at 0.4 and 0.6, and pays 3.3.
describe("a pathway that seeks the best moment", async () => {
  const subjectOf = compiled(model.replace("uniform(0, 1)", "discrete(0.2 -> 30 %, 0.4 -> 20 %, 0.6 -> 50 %)") + tolls + moment);
  const settings = { seed: 1, draws: 8192 };
  const subject = drawDecision(decisionOf(subjectOf), settings);
  const timing = analyses.find(({ name }) => name === "timing")!;
  const result = await timing.run(subject, { settings });
  const findings = readFindings(runCase(subjectOf, { draws: 8192 }));
  const blocks = analysisBlocks(findings, { subject, results: new Map([["timing", result]]) }, timing);

  test("is solved as by hand, and told", () => {
    expect(result).toMatchObject({
      timings: [{ name: "moment", draws: 4096, bestFixed: { date: 2027 }, known: ["speed"] }],
      without: [],
    });
    const [outcome] = (result as TimingResult).timings;
    const { value, bestFixed, flexibility, dates, never } = outcome!;
    const isNear = ({ value: found, error }: Estimated, truth: number) => Math.abs(found - truth) <= 4 * error + 1e-9;
    expect([isNear(value, 3.3), isNear(bestFixed.value, 4.2), isNear(flexibility, 0.9)]).toEqual([true, true, true]);
    expect([...dates.map(({ fixed }) => fixed), never.fixed].map((each, index) => isNear(each, [6.2, 4.2, 5][index]!))).toEqual([
      true,
      true,
      true,
    ]);
    expect(words(blocks)).toMatch(/Settled today, the best plan is to act in 2027 \(4\.[12]\d* ± /);
    expect(words(blocks)).toMatch(
      /Deciding at each date by “speed” instead is better by 0\.(89|9)\d* ± .*; in 70 % of the draws it acts in 2027/,
    );
    expect(cells(tables(blocks)[0]).map((row) => [row[0], row[2], row[3]])).toEqual([
      ["2025", "0 %", "never"],
      ["2027", "70 %", "“speed” above 0.30 m a year (100 %)"],
      ["Never", "30 %", ""],
    ]);
  });
});
