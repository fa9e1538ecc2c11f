/** The brief proper: that it is short, that its parts say something, and that its anchors are its own. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyses, drawDecision, lacking, type Unsuitable } from "@outweigh/engine";
import { compileCase, decisionOf, type Evaluated, runCase } from "@outweigh/language";
import { beforeAll, describe, expect, test } from "vitest";
import { unsuitableWords } from "./analysis-blocks.js";
import { composeBrief } from "./compose.js";
import type { Block, Document } from "./document.js";
import { readFindings } from "./findings.js";
import { pagesOf } from "./pages.js";
import { parts } from "./parts/index.js";
import type { Analysed } from "./parts/part.js";
import { renderHtml } from "./render/html.js";
import { inlinesText } from "./render/html-inlines.js";

const town = `# Town

\`\`\`outweigh
case town
  question "Which defence leaves the town best off?"
  seed     3
  draws    4000

source survey "A survey"
  grade B

source paper "A paper"
  grade E

claim crowd from survey
  states "Between two and nine thousand live in the plain."
  grade  2

claim high from paper
  states "The sea will rise."
  grade  5

option hold "Carry on"
option gates "Tidal gates"
option retreat "Managed retreat"

quantity surge "Surge" : m = 1 to 4 as lognormal
  because high
  instead 1 m to 2 m as lognormal because crowd

quantity price "Price of the gates" : USD = 20 million to 60 million as lognormal

quantity plain "People in the plain" : people = 2,000 to 9,000 as lognormal
  because crowd

quantity net : USD
  given option
    hold    0 USD
    gates   surge / 1 m * plain / 1 people * 3,000 USD - price
    retreat plain / 1 people * 2,000 USD + ground

quantity moved_people : people
  given option
    retreat plain
    otherwise 0 people

objective benefit "Net benefit" : USD
  maximise net
  target at least 5 million USD

objective moved "People moved" : people
  minimise moved_people

rule law "The building law"
  forbids gates
  element permit "A permit is given" contested 60 %
  unless  permit

weights council "The council"
  swing benefit 60 to 80 from -40 million USD to 60 million USD
  swing moved   20 to 40 from 9,000 people to 0 people

expert hale "Dr Ruth Hale"
expert reed "Tom Reed"

judgement hale_ground
  by        hale
  of        ground
  quantiles 5 %: 1 million | 50 %: 3 million | 95 %: 8 million
  because   "Sales of land in the valley"

judgement reed_ground
  by        reed
  of        ground
  quantiles 5 %: 4 million | 50 %: 10 million | 95 %: 30 million
  because   "Offers of developers"

quantity ground "Worth of the ground" : USD
  judged by all

scenario calm "A calm sea"
  sets
    surge 1 m

futures open "Nobody knows"
  ranges
    surge 0.5 m to 6 m
    price 10 million USD to 90 million USD
  cases 1,000
\`\`\`
`;

let evaluated: Evaluated;
let analysed: Analysed;
beforeAll(async () => {
  const compiled = compileCase(
    {
      list: () => ["a.md"],
      read: (path) => (path.endsWith("a.md") ? { ok: true, bytes: new TextEncoder().encode(town) } : { ok: false, reason: "missing" }),
    },
    "town",
  );
  expect(compiled.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  evaluated = runCase(compiled);
  const settings = { seed: 3, draws: 4096 };
  const subject = drawDecision(decisionOf(compiled), settings);
  const results = new Map<string, object>();
  for (const analysis of analyses) results.set(analysis.name, lacking(analysis, subject) ?? (await analysis.run(subject, { settings })));
  analysed = { subject, results };
});

const below = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => [
    block,
    ...("blocks" in block ? below(block.blocks) : []),
    ...(block.kind === "list" ? below(block.items.flat()) : []),
  ]);

/** Every word that a reader sees. */
function wordsOf(blocks: readonly Block[]): string {
  return below(blocks)
    .flatMap((block) => {
      if (block.kind === "paragraph" || block.kind === "heading") return [inlinesText(block.content)];
      const table = block.kind === "table" ? block : block.kind === "figure" ? block.table : undefined;
      const figure = block.kind === "figure" ? [block.caption, block.note, block.alternative] : [];
      return [...figure, ...(table ? [table.caption, ...table.rows.flatMap(({ cells }) => cells.map((cell) => inlinesText(cell)))] : [])];
    })
    .join("\n");
}

describe("every part", () => {
  test("tells this case something, in words and numbers that are some", () => {
    const findings = readFindings(evaluated);
    const silent = parts.filter((part) => part.compose(findings, analysed).length === 0).map(({ name }) => name);
    expect(silent).toEqual(["actors", "hypotheses", "outside-view", "studies", "shared-spread", "signposts", "timing", "next"]);
    for (const part of parts) {
      const words = wordsOf(part.compose(findings, analysed));
      expect([part.name, words.match(/NaN|undefined|Infinity|\[object|not a number|infinite/)]).toEqual([part.name, null]);
    }
  });
  test("begins with a sentence, or with the table that it is about", () => {
    const findings = readFindings(evaluated);
    for (const part of parts) {
      const [first] = part.compose(findings, analysed);
      if (first !== undefined && !["law", "grounds", "next"].includes(part.name))
        expect([part.name, first.kind]).toEqual([part.name, "paragraph"]);
    }
  });
});

describe("the brief", () => {
  const anchors = (document: Document) =>
    below([...document.blocks, ...(document.annex?.blocks ?? [])]).flatMap((block) =>
      "anchor" in block && block.anchor !== undefined ? [block.anchor] : [],
    );
  test("has the bottom line once, and every anchor once", () => {
    const document = composeBrief(evaluated, { analysed });
    const found = anchors(document);
    expect(found.filter((anchor) => anchor === "section-bottom-line")).toHaveLength(1);
    expect(found.filter((anchor, place) => found.indexOf(anchor) !== place)).toEqual([]);
  });
  test("is short: long texts behind it are an annex, unless all is asked for", () => {
    const long = { ...evaluated, assessment: { ...evaluated.assessment, chapters: [{ file: "a.md", blocks: longChapter }] } };
    const document = composeBrief(long, { analysed });
    expect(pagesOf(document.blocks)).toBeLessThan(11.5);
    expect(document.annex?.note).toMatch(/about \d+ pages/);
    expect(composeBrief(long, { analysed, full: true }).annex).toBeUndefined();
  });
  test("can be told without analyses", () => {
    const names = composeBrief(evaluated).blocks.flatMap((block) => (block.kind === "section" ? [block.anchor] : []));
    expect(names.slice(0, 3)).toEqual(["section-bottom-line", "section-brief-courses", "section-brief-law"]);
  });
  test.skipIf(chromium() === undefined || spawnSync("pdfinfo", ["-v"]).error !== undefined)(
    "prints on no more pages than are meant",
    () => {
      const long = { ...evaluated, assessment: { ...evaluated.assessment, chapters: [{ file: "a.md", blocks: longChapter }] } };
      expect(printedPages(renderHtml(composeBrief(long, { analysed })))).toBeLessThanOrEqual(12);
    },
  );
});

const sentence = {
  kind: "paragraph" as const,
  content: [{ kind: "text" as const, text: "The sea is calm today, and nobody knows for how long. ".repeat(10) }],
};
const longChapter = [
  { kind: "heading" as const, level: 1, content: [{ kind: "text" as const, text: "Town" }] },
  ...new Array<typeof sentence>(120).fill(sentence),
];

test("every reason for having no answer has words of its own", () => {
  const reasons: readonly Unsuitable["reason"][] = [
    "too-few-draws",
    "too-few-options",
    "all-barred",
    "no-objective",
    "not-enough-objectives",
    "no-inputs",
    "constant",
    "perfectly-correlated",
    "infinite-variance",
    "not-finite",
    "no-scenarios",
    "no-ranges",
    "no-weights",
    "no-threshold",
    "no-evidence",
    "independent",
    "conditioned",
    "follows-statistic",
  ];
  const words = reasons.map((reason) => unsuitableWords({ kind: "unsuitable", reason, have: 1, need: 2 }, (id) => id));
  expect(new Set(words).size).toBe(reasons.length);
  for (const each of words) expect(each).not.toMatch(/has no answer here/);
});

function chromium(): string | undefined {
  return [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && spawnSync(path, ["--version"]).status === 0,
  );
}

/** The pages of a page as Chromium prints it. */
function printedPages(html: string): number {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  try {
    writeFileSync(join(folder, "brief.html"), html);
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "profile")}`, "--no-pdf-header-footer"];
    spawnSync(chromium()!, [...flags, `--print-to-pdf=${join(folder, "brief.pdf")}`, `file://${join(folder, "brief.html")}`]);
    const { stdout } = spawnSync("pdfinfo", [join(folder, "brief.pdf")], { encoding: "utf8" });
    return Number(/^Pages: +(\d+)/m.exec(stdout)?.[1] ?? Number.NaN);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
