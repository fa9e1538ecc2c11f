/** Forecasts in the brief: what the case says, what forecasters say beside what is computed, how it changed and what came out. */
import { compileCase, draftToLine, type FileSystem, type LedgerDraft, readLedger, runCase } from "@outweigh/language";
import { expect, test } from "vitest";
import type { Block, Inline } from "../document.js";
import { drawPlot } from "../figures/index.js";
import { readFindings } from "../findings.js";
import { forecastBlocks } from "./forecasts.js";

const chapter = `# Demo

\`\`\`outweigh
case demo
  question "Shall we act?"
  as of    2026-12-01

option hold "Carry on"

quantity toll : deaths/year = 100 to 200 as lognormal
  because "r"

forecast vote "Will they vote?"
  by 2027-06-30
  probability P(toll < 141.42 deaths/year)
  resolves "Minutes"

forecast reach "How far?" : none | local
  by 2026-11-15
  probabilities 60 % | rest
  resolves "Report"
  because "r"

forecast lives "How many?" : deaths/year
  by 2027-06-30
  computed from toll
  resolves "Register"

forecast day "When?" : date
  by 2027-06-30
  quantiles 10 %: 2027-01-15 | 90 %: 2027-05-01
  resolves "Gazette"
  because "r"
\`\`\`
`;

const common = { at: "2026-10-01T08:00:00Z", by: "Hale" } as const;
const open = (forecast: string, question: string, type: "binary" | "multiple" | "date", more: object): LedgerDraft => ({
  kind: "open",
  ...common,
  forecast,
  question,
  type,
  closes: "2027-06-30",
  ...more,
});
const set = (
  forecast: string,
  by: string,
  day: string,
  value: Extract<LedgerDraft, { kind: "set" }>["value"],
  computed = false,
): LedgerDraft => ({
  kind: "set",
  at: `${day}T12:00:00Z`,
  by,
  forecast,
  forecaster: by,
  value,
  reason: "So it seems",
  ...(computed ? { computed } : {}),
});
const drafts: readonly LedgerDraft[] = [
  open("vote", "Will they vote?", "binary", { resolves: "Minutes" }),
  set("vote", "Hale", "2026-10-01", { probability: 0.2 }),
  set("vote", "Hale", "2026-11-01", { probability: 0.4 }),
  set("vote", "model", "2026-11-02", { probability: 0.5 }, true),
  open("reach", "How far?", "multiple", { resolves: "Report", closes: "2026-11-15", options: ["none", "local"] }),
  set("reach", "Ann", "2026-11-03", { probabilities: { local: 0.7, none: 0.3 } }),
  open("day", "When?", "date", { resolves: "Gazette" }),
  set("day", "Ann", "2026-11-04", {
    quantiles: [
      [0.1, "2027-01-01"],
      [0.5, "2027-02-01"],
    ],
  }),
  set("day", "Ann", "2026-11-05", {
    quantiles: [
      [0.1, "2027-01-01"],
      [0.5, "2027-03-01"],
    ],
  }),
  {
    kind: "resolve",
    ...common,
    at: "2026-11-28T08:00:00Z",
    forecast: "vote",
    outcome: "yes",
    on: "2026-11-27",
    evidence: "Minutes, page 3",
  },
];

function blocks(): readonly Block[] {
  const ledger = drafts.reduce((text, draft) => `${text}${draftToLine(draft, readLedger(text).heads).line}\n`, "");
  const texts = new Map([
    ["demo/1.md", chapter],
    ["demo/ledger.jsonl", ledger],
  ]);
  const files: FileSystem = {
    list: () => ["1.md"],
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
    },
  };
  const compiled = compileCase(files, "demo");
  expect(compiled.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return forecastBlocks(readFindings(runCase(compiled)));
}

const words = (content: readonly Inline[]): string =>
  content.map((part) => ("text" in part ? part.text : "content" in part ? words(part.content) : "")).join("");
/** Spaces that hold a line together look like others here. */
const rows = (block: Block | undefined): string[][] =>
  block?.kind === "table" ? block.rows.map(({ cells }) => cells.map((cell) => words(cell).replaceAll("\u00a0", " "))) : [];

test("what the case says: the computed beside the stated", () => {
  const said = rows(blocks()[0]).map(([question, , probability]) => [question, probability]);
  expect(said).toEqual([
    ["How far?", "none 60 %, local 40 %"],
    ["Will they vote?", expect.stringMatching(/^50 %/)],
    ["How many?", expect.stringMatching(/^5 %: (100|99\.\d+|100\.\d+) \| 25 %: 12\d(\.\d)? \| 50 %: 14\d(\.\d)? \| .* deaths\/year$/)],
    ["When?", "10 %: 2027-01-15 | 90 %: 2027-05-01"],
  ]);
});

test("the last word of each forecaster, and how each forecast stands at the date of the case", () => {
  expect(rows(blocks()[1])).toEqual([
    ["Will they vote?", "Hale", "40 %", "1 November 2026", "Yes on 27 November 2026: Minutes, page 3."],
    ["″", "model (computed)", "50 %", "2 November 2026", "″"],
    ["How far?", "Ann", "local 70 %", "3 November 2026", "overdue since 15 November 2026"],
    ["When?", "Ann", "2027-03-01 (2027-01-01 to 2027-03-01)", "5 November 2026", "open until 30 June 2027"],
  ]);
});

test("how a forecast changed: steps until it was settled; none where nothing changed", () => {
  const figures = blocks().flatMap((block) =>
    block.kind === "figure" && block.plot.kind === "steps" ? [{ ...block, plot: block.plot }] : [],
  );
  expect(
    figures.map(({ plot }) => [
      plot.scale,
      plot.series.map(({ label, isComputed, points }) => [label, isComputed, points.map(({ value }) => value)]),
    ]),
  ).toEqual([
    [
      "share",
      [
        ["Hale", false, [0.2, 0.4]],
        ["model", true, [0.5]],
      ],
    ],
    // 2027-02-01 and 2027-03-01 as days since 1970: 57 years with 14 leap days, and 31 and 59 days.
    ["day", [["Ann", false, [57 * 365 + 14 + 31, 57 * 365 + 14 + 59]]]],
  ]);
  expect(figures[0]?.plot.mark).toEqual({ day: 56 * 365 + 14 + 330, label: "yes" });
  expect(rows(figures[0]?.table)[1]).toEqual(["1 November 2026", "Hale", "40 %", "So it seems"]);
  for (const { plot } of figures) {
    const picture = drawPlot(plot, "narrow");
    expect(picture).toContain("<svg");
    expect(picture).not.toContain("NaN");
  }
});
