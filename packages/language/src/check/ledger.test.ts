/** The ledger beside the case: what check says of its lines, of forecasts that are overdue, and of criteria that were changed. */
import { describe, expect, it } from "vitest";
import { memoryFiles } from "../../cases/literate.js";
import { compileCase, draftToLine, type LedgerDraft, readLedger, verifyLedger } from "../index.js";

const at = "2026-01-10T08:00:00Z";
const opened = {
  kind: "open",
  at,
  by: "Hale",
  forecast: "f",
  question: "Will it?",
  type: "binary",
  resolves: "r",
  closes: "2026-06-30",
} as const;
const said = (probability: number, time = at): LedgerDraft => ({
  kind: "set",
  at: time,
  by: "Hale",
  forecast: "f",
  forecaster: "Hale",
  value: { probability },
});
const resolved = (outcome: string, on: string): LedgerDraft => ({
  kind: "resolve",
  at: "2026-07-02T08:00:00Z",
  by: "Ann",
  forecast: "f",
  outcome,
  on,
  evidence: "Gazette",
});

function ledgerOf(...drafts: readonly LedgerDraft[]): string {
  return drafts.reduce((text, draft) => `${text}${draftToLine(draft, readLedger(text).heads).line}\n`, "");
}

const block = 'forecast f "Will it?"\n  by 2026-06-30\n  probability 60 %\n  resolves "r"\n  because "so"';

function found(ledger: string, own = block, asOf = "2026-11-01") {
  const text = `# Demo\n\n\`\`\`outweigh\ncase demo\n  question "Shall we act?"\n  as of ${asOf}\n\noption hold "Carry on"\n\n${own}\n\`\`\`\n`;
  const { diagnostics } = compileCase(
    memoryFiles(
      new Map([
        ["demo.md", text],
        ["ledger.jsonl", ledger],
      ]),
      "demo",
    ),
    "demo",
  );
  return diagnostics.map(({ code }) => code);
}

describe("overdue", () => {
  it("is a forecast without an outcome after its day", () => {
    expect(found("")).toEqual(["forecast-expired"]);
    expect(found("", block, "2026-06-30")).toEqual([]);
    expect(found(ledgerOf(opened, said(0.5)))).toEqual(["forecast-expired"]);
  });

  it("is none that was resolved, annulled or left ambiguous", () => {
    expect(found(ledgerOf(opened, said(0.5), resolved("yes", "2026-06-01")))).toEqual([]);
    expect(found(ledgerOf(opened, said(0.5), resolved("ambiguous", "2026-06-01")))).toEqual([]);
    expect(found(ledgerOf(opened, said(0.5), { kind: "annul", at, by: "Ann", forecast: "f", reason: "Moot." }))).toEqual([]);
  });

  it("a month is due after its last day", () => {
    expect(found("", block.replace("2026-06-30", "2026-06"), "2026-06-30")).toEqual([]);
    expect(found("", block.replace("2026-06-30", "2026-06"), "2026-07-01")).toEqual(["forecast-expired"]);
  });
});

describe("criteria", () => {
  const ledger = ledgerOf(opened, said(0.5), resolved("yes", "2026-06-01"));
  it("that changed are told, other line breaks are not", () => {
    expect(found(ledger, block.replace('"r"', '"other"'))).toEqual(["criteria-changed"]);
    expect(found(ledger, block.replace("2026-06-30", "2026-07-31"))).toEqual(["criteria-changed"]);
    expect(found(ledger, block.replace('resolves "r"', 'resolves " r "'))).toEqual([]);
  });

  it("that were changed with a reason count", () => {
    const amended = ledgerOf(
      opened,
      said(0.5),
      { ...opened, kind: "criteria", resolves: "other", reason: "The gazette closed." },
      resolved("yes", "2026-06-01"),
    );
    expect(found(amended, block.replace('"r"', '"other"'))).toEqual([]);
    expect(found(amended)).toEqual(["criteria-changed"]);
  });

  it("of a forecast that vanished", () => {
    expect(found(ledgerOf(opened, said(0.5)), "")).toEqual(["forecast-dropped"]);
    expect(found(ledger, "")).toEqual([]);
  });
});

describe("the ledger", () => {
  it("that was damaged warns, and what is odd is noted", () => {
    const text = ledgerOf(opened, said(0.5), said(0.6, "2026-01-09T08:00:00Z"), resolved("yes", "2026-06-01"));
    expect(found(text)).toEqual(["ledger-odd"]);
    expect(found(text.replace("0.5", "0.4"))).toEqual(["ledger-damaged", "ledger-damaged"]);
    expect(found(`${text}{"af`)).toEqual(["ledger-odd", "ledger-damaged"]);
  });

  const kinds = (...drafts: readonly LedgerDraft[]) =>
    verifyLedger(ledgerOf(...drafts)).map(({ line, kind, message }) => `${line} ${kind} ${message}`);
  it.each<[string, readonly LedgerDraft[], RegExp | undefined]>([
    ["whole", [opened, said(0.5), resolved("yes", "2026-06-01")], undefined],
    [
      "a forecast after the end",
      [opened, said(0.5), resolved("yes", "2026-01-20"), said(0.9, "2026-07-02T09:00:00Z")],
      /^4 against-the-rules .*after it was resolved on 2026-01-20/,
    ],
    ["a forecast after closing", [opened, said(0.5, "2026-07-01T00:00:00Z")], /closed on 2026-06-30/],
    ["a forecast in the last second of the closing day", [opened, said(0.5, "2026-06-30T23:59:59Z")], undefined],
    ["a forecast before the opening", [{ ...opened, opens: "2026-02-01" }, said(0.5)], /opens on 2026-02-01/],
    ["a resolution before the opening", [{ ...opened, opens: "2026-01-10" }, said(0.5), resolved("yes", "2026-01-09")], /settled before/],
    ["a resolution before the first forecast", [opened, said(0.5), resolved("yes", "2026-01-09")], /settled before/],
    ["an outcome that is none", [opened, said(0.5), resolved("maybe", "2026-06-01")], /no outcome/],
    ["no criteria", [said(0.5)], /criteria are not in the ledger/],
    ["opened twice otherwise", [opened, { ...opened, resolves: "other" }], /opened twice/],
    ["opened twice alike", [opened, { ...opened, by: "Ann" }, said(0.5)], undefined],
    ["a value of another kind", [{ ...opened, type: "numeric" }, said(0.5)], /wants quantiles/],
  ])("%s", (_what, drafts, expected) => {
    const broken = kinds(...drafts);
    if (expected) expect(broken.join("\n")).toMatch(expected);
    else expect(broken).toEqual([]);
  });
});
