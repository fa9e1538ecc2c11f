/** The ledger of a case on disk: read whole, and only ever appended to. */
import { draftToLine, type Ledger, type LedgerDraft, type LedgerEntry, ledgerFileName, readLedger } from "@outweigh/language";
import type { Effects } from "./effects.js";
import { isProblem, type Problem, problem } from "./problem.js";

const attributesFileName = ".gitattributes";
const unionLine = `${ledgerFileName} merge=union`;

/** The ledger of a case; one that is missing is empty. */
export function readLedgerFile(effects: Effects, folder: string): Ledger | Problem {
  const read = readText(effects, folder);
  return isProblem(read) ? read : readLedger(read.text);
}

/** The text of the ledger of a case, empty where it is missing. */
export function readText(effects: Effects, folder: string): { readonly text: string; readonly exists: boolean } | Problem {
  const path = `${folder}/${ledgerFileName}`;
  const read = effects.disk.readWhole(path);
  if (read.ok) return { text: new TextDecoder().decode(read.bytes), exists: true };
  if (read.reason === "missing") return { text: "", exists: false };
  return problem(`${path} cannot be read.`, "Check that it is a file that you may read.");
}

/**
 * Appends entries, each after the one before it and the first after all heads of the file as it is now, and gives them as they were written. Needs no lock: what
 * others append at the same moment stands beside it. A ledger that is begun gets its line in `.gitattributes`, by which git merges it whole.
 */
export function appendEntries(effects: Effects, folder: string, drafts: readonly LedgerDraft[]): readonly LedgerEntry[] | Problem {
  if (drafts.length === 0) return [];
  const path = `${folder}/${ledgerFileName}`;
  const read = readText(effects, folder);
  if (isProblem(read)) return read;
  if (!read.exists) {
    const failure = mergeWhole(effects, folder);
    if (failure) return failure;
  }
  const entries: LedgerEntry[] = [];
  const lines: string[] = [];
  let heads = readLedger(read.text).heads;
  for (const draft of drafts) {
    const { entry, line } = draftToLine(draft, heads);
    entries.push(entry);
    lines.push(line);
    heads = [entry.id];
  }
  const size = effects.disk.size(path) ?? 0;
  const before = read.text === "" || read.text.endsWith("\n") ? "" : "\n";
  let failure = effects.disk.append(path, `${before}${lines.join("\n")}\n`);
  // Somebody else may have been interrupted in the middle of a line since the file was read; then ours begins in theirs, and is given once more.
  if (failure === undefined && !stands(effects, path, size, lines)) failure = effects.disk.append(path, `\n${lines.join("\n")}\n`);
  if (failure !== undefined)
    return problem(
      `${path} cannot be written: ${failure}.`,
      "What stood in it is untouched. Try again when there is room for it, and you may write there.",
    );
  return entries;
}

function stands(effects: Effects, path: string, from: number, lines: readonly string[]): boolean {
  const start = Math.max(0, from - 1);
  const bytes = effects.disk.readPart(path, start, effects.disk.size(path) ?? start);
  const rows = new Set(new TextDecoder().decode(bytes ?? new Uint8Array()).split("\n"));
  return lines.every((line) => rows.has(line));
}

function mergeWhole(effects: Effects, folder: string): Problem | undefined {
  const path = `${folder}/${attributesFileName}`;
  const read = effects.disk.read(path);
  const text = read.ok ? new TextDecoder().decode(read.bytes) : "";
  if (text.split(/\r?\n/).some((line) => line.trim().startsWith(`${ledgerFileName} `))) return undefined;
  const failure = effects.disk.append(path, `${text === "" || text.endsWith("\n") ? "" : "\n"}${unionLine}\n`);
  return failure === undefined
    ? undefined
    : problem(`${path} cannot be written: ${failure}.`, "Check that you may write in the folder of the case.");
}
