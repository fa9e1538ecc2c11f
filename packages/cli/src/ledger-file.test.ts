/** Appending to the ledger of a case on a real disk. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LedgerDraft } from "@outweigh/language";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { appendEntries, readLedgerFile } from "./ledger-file.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ledger-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const effects = () => capturedEffects(nodeDisk(root));
const text = () => readFileSync(join(root, "ledger.jsonl"), "utf8");
const set = (probability: number): LedgerDraft => ({
  kind: "set",
  at: "2026-11-23T12:00:00Z",
  by: "Hale",
  forecast: "flood",
  forecaster: "Hale",
  value: { probability },
});

test("begins a ledger with its line for git, and adds to what is there", () => {
  expect(readLedgerFile(effects(), ".")).toMatchObject({ entries: [], heads: [] });
  writeFileSync(join(root, ".gitattributes"), "*.png binary");
  const first = appendEntries(effects(), ".", [set(0.1), set(0.2)]);
  const second = appendEntries(effects(), ".", [set(0.3)]);
  expect(readLedgerFile(effects(), ".")).toMatchObject({ entries: [...(first as []), ...(second as [])], problems: [] });
  expect(text().split("\n")).toHaveLength(4);
  expect(readFileSync(join(root, ".gitattributes"), "utf8")).toBe("*.png binary\nledger.jsonl merge=union\n");
});

test("goes on after a torn line", () => {
  appendEntries(effects(), ".", [set(0.1)]);
  appendFileSync(join(root, "ledger.jsonl"), '{"after":["abc');
  appendEntries(effects(), ".", [set(0.2)]);
  expect(readLedgerFile(effects(), ".")).toMatchObject({ entries: [{}, {}], problems: [{ line: 2, kind: "unreadable" }] });
});

test("says it again when somebody was interrupted just before", () => {
  appendEntries(effects(), ".", [set(0.1)]);
  const disk = nodeDisk(root);
  let isFirst = true;
  const interrupted = {
    ...disk,
    append: (path: string, content: string) => {
      if (isFirst) appendFileSync(join(root, path), '{"after":["abc');
      isFirst = false;
      return disk.append(path, content);
    },
  };
  appendEntries(capturedEffects(interrupted), ".", [set(0.2)]);
  expect(readLedgerFile(effects(), ".")).toMatchObject({ entries: [{}, { value: { probability: 0.2 } }], problems: [{ line: 2 }] });
});

test("a disk that cannot be written is a problem", () => {
  const full = { ...nodeDisk(root), append: () => "the disk is full" };
  expect(appendEntries(capturedEffects(full), ".", [set(0.1)])).toMatchObject({ kind: "problem" });
});
