/**
 * Reading and writing the ledger: a graph of entries linked by their hashes, as in git. Whoever appends names all entries that nobody named
 * before, so two people who write at once need no lock, a merge of both files is whole, and no line can be changed or taken out unnoticed.
 */
import { sha256Hex } from "@outweigh/evidence";
import { canonicalJson } from "./canonical.js";
import { isRecord, type LedgerDraft, type LedgerEntry, misshapenField } from "./entry.js";

/** What can be amiss with a line of a ledger. */
export type LedgerProblemKind =
  /** The last line is not whole: whoever wrote it was interrupted. */
  | "torn"
  /** No entry can be read from the line. */
  | "unreadable"
  /** The line is not what was written. */
  | "edited"
  /** The line follows an entry that is not in the ledger, or that was edited. */
  | "predecessor-missing"
  /** The entry is of a kind, or has a field, that is not known here. */
  | "not-understood"
  /** The entry is dated before one that it follows. */
  | "clock-backwards"
  /** An entry of a forecast does what the commands refuse: a forecast after the end, an outcome before the opening. */
  | "against-the-rules";

/** Something amiss with a line. An entry whose clock ran backwards, or that is against the rules of forecasts, is used nevertheless; others are not. */
export interface LedgerProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly kind: LedgerProblemKind;
  /** What is wrong, in words for an analyst: whole sentences without the number of the line. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** A ledger that was read. */
export interface Ledger {
  /** What holds, each after all that it follows; else by time, then by id. */
  readonly entries: readonly LedgerEntry[];
  /** The ids that nobody names yet, sorted: what the next entry must name. */
  readonly heads: readonly string[];
  readonly problems: readonly LedgerProblem[];
  /** The line of each id, counted from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

/** The ledger of a case that has none. */
export const noLedger: Ledger = { entries: [], heads: [], problems: [], lines: new Map() };

/** An entry with an honest hash, whatever else may be amiss with it. */
interface Linked {
  readonly id: string;
  readonly after: readonly string[];
  readonly at: string;
  readonly line: number;
  readonly entry: LedgerEntry | undefined;
}

const restore = "Take the line back from an earlier state of the file, for instance with: git log -p ledger.jsonl";

/** Reads a ledger. Never throws: what does not hold is told and left out. */
export function readLedger(text: string): Ledger {
  const problems: LedgerProblem[] = [];
  const linked = new Map<string, Linked>();
  const claimed = new Map<string, number>();
  const seen = new Set<string>();
  const rows = text.replace(/^\ufeff/, "").split("\n");
  const isWhole = text.endsWith("\n");
  rows.forEach((row, index) => {
    const raw = row.replace(/\r$/, "").trim();
    if (raw === "" || seen.has(raw)) return;
    seen.add(raw);
    const line = index + 1;
    const read = readLine(raw);
    if (read === undefined) {
      if (index === rows.length - 1 && !isWhole)
        problems.push({
          line,
          kind: "torn",
          message: "The last line is not whole: writing it was interrupted. It is left as it is and not used.",
          remedy: "Give the last entry again, if it is missing. The next entry begins on a fresh line.",
        });
      else
        problems.push({
          line,
          kind: "unreadable",
          message: "This line is no entry of a ledger. It is left as it is and not used.",
          remedy:
            "Where writing was interrupted (the line breaks off) nothing need be done. Otherwise take the line back from an earlier state of the file.",
        });
      return;
    }
    const { value, hash } = read;
    const id = typeof value.id === "string" ? value.id : "";
    if (id !== hash || hasKeyTwice(raw, value)) {
      claimed.set(id, line);
      problems.push({
        line,
        kind: "edited",
        message: "This line is not what was written: its content does not fit its id. It is not used.",
        remedy: restore,
      });
      return;
    }
    if (linked.has(id)) return;
    const field = misshapenField(value);
    if (field === "id" || field === "after" || field === "at") {
      problems.push({
        line,
        kind: "unreadable",
        message: `This line is no entry of a ledger: its “${field}” is not one. It is not used.`,
        remedy: restore,
      });
      return;
    }
    if (field !== undefined)
      problems.push({
        line,
        kind: "not-understood",
        message:
          field === "kind"
            ? `Entries of the kind “${shown(value.kind)}” are not known here. It is not used.`
            : `This entry (${shown(value.kind)}) says something that is not known here in “${field}”. It is not used.`,
        remedy: "It was probably written by a newer edition of this program; use that one.",
      });
    const { after, at } = value as { after: readonly string[]; at: string };
    linked.set(id, { id, after, at, line, entry: field === undefined ? (value as unknown as LedgerEntry) : undefined });
  });
  const named = new Set([...linked.values()].flatMap(({ after }) => after));
  const entries: LedgerEntry[] = [];
  for (const { entry, after, line, at } of inOrder(linked)) {
    const missing = after.find((id) => !linked.has(id));
    if (missing !== undefined) {
      const where = claimed.get(missing);
      problems.push({
        line,
        kind: "predecessor-missing",
        message:
          where === undefined
            ? "The entry that this one follows is not in the ledger: a line was taken out. It is not used."
            : `The entry that this one follows (line ${where}) is not what was written any more. It is not used.`,
        remedy: restore,
      });
      continue;
    }
    const later = after.map((id) => linked.get(id)!).find((each) => compareTimes(at, each.at) < 0);
    if (later)
      problems.push({
        line,
        kind: "clock-backwards",
        message: `This entry is dated ${at}, before the one that it follows (line ${later.line}, ${later.at}): it was entered afterwards, or a clock ran backwards. The order of the entries counts.`,
        remedy: "Nothing need be done. If it was not entered afterwards, check the clock of the computer on which it was written.",
      });
    if (entry) entries.push(entry);
  }
  problems.sort((left, right) => left.line - right.line);
  return {
    entries,
    heads: [...linked.keys()].filter((id) => !named.has(id)).sort(),
    problems,
    lines: new Map([...linked.values()].map(({ id, line }) => [id, line])),
  };
}

/** The entry that a draft becomes after these heads, and its line (canonical JSON without a line break). */
export function draftToLine<D extends LedgerDraft>(
  draft: D,
  heads: readonly string[],
): { readonly entry: LedgerEntry; readonly line: string } {
  const linked = { ...draft, after: [...heads].sort() };
  const line = canonicalJson({ ...linked, id: idOf(linked) });
  return { entry: JSON.parse(line) as LedgerEntry, line };
}

/** The id of an entry, with or without one: 32 digits of the hash of all the rest. */
export function idOf(entry: Readonly<Record<string, unknown>>): string {
  const { id: _, ...rest } = entry;
  return sha256Hex(canonicalJson(rest)).slice(0, 32);
}

/** -1, 0 or 1 as the one time in UTC lies before, at or after the other; a fraction of a second may be missing. */
export function compareTimes(one: string, other: string): -1 | 0 | 1 {
  const [left, right] = [one.replace("Z", ""), other.replace("Z", "")].map((time) =>
    (time.includes(".") ? time : `${time}.`).padEnd(29, "0"),
  );
  return left! < right! ? -1 : left! > right! ? 1 : 0;
}

/** The object of a line with the id that it should have; undefined where it is none, or none that can be written canonically. */
function readLine(raw: string): { readonly value: Readonly<Record<string, unknown>>; readonly hash: string } | undefined {
  try {
    const value: unknown = JSON.parse(raw);
    return isRecord(value) ? { value, hash: idOf(value) } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** JSON readers take the last of two members of the same name, people the first: such a line says two things. */
function hasKeyTwice(raw: string, value: unknown): boolean {
  let written = 0;
  for (const [, colon] of raw.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) written++;
  return written !== keysIn(value);
}

function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const members = Object.values(value);
  return members.reduce((sum: number, each) => sum + keysIn(each), Array.isArray(value) ? 0 : members.length);
}

function shown(value: unknown): string {
  return typeof value === "string" ? value.replace(/[^\p{L}\p{N}_ -]/gu, "").slice(0, 30) : typeof value;
}

/** Every entry after all that it follows and that is here; among those that may come next, the earliest, then the least id. */
function inOrder(linked: ReadonlyMap<string, Linked>): readonly Linked[] {
  const followers = new Map<string, Linked[]>();
  const waits = new Map<string, number>();
  const ready: Linked[] = [];
  for (const each of linked.values()) {
    const here = [...new Set(each.after)].filter((id) => linked.has(id));
    waits.set(each.id, here.length);
    for (const id of here) {
      const list = followers.get(id);
      if (list) list.push(each);
      else followers.set(id, [each]);
    }
    if (here.length === 0) ready.push(each);
  }
  // The last is the next: taking from the end costs nothing.
  const comes = (one: Linked, other: Linked) => compareTimes(other.at, one.at) || (other.id < one.id ? -1 : 1);
  ready.sort(comes);
  const order: Linked[] = [];
  for (let next = ready.pop(); next; next = ready.pop()) {
    order.push(next);
    for (const follower of followers.get(next.id) ?? []) {
      const left = waits.get(follower.id)! - 1;
      waits.set(follower.id, left);
      if (left > 0) continue;
      let [low, high] = [0, ready.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (comes(ready[middle]!, follower) < 0) low = middle + 1;
        else high = middle;
      }
      ready.splice(low, 0, follower);
    }
  }
  return order;
}
