/** `sources.lock`: what the analyst's copies were when they were captured, and which quotes were found in them. Plain text, one fact a line, in a fixed order. */
import { readCopy } from "./copy.js";
import { normalisationVersion, normaliseQuote, toCodePointOffset } from "./normalise.js";
import { prepareSource, verifyQuote } from "./quote.js";
import { sha256Hex } from "./sha256.js";

/** A quote that was found in a copy: the hash of its words, and its place in the normalised text of the copy, in code points, the end excluded. */
export interface LockedQuote {
  readonly sha256: string;
  readonly from: number;
  readonly to: number;
}

/** What the lock says of one source. */
export interface LockedSource {
  readonly id: string;
  /** File name of the copy, relative to the case folder. */
  readonly file: string;
  /** Of the bytes of the copy. */
  readonly sha256: string;
  /** ISO date on which these bytes were first locked. */
  readonly captured: string;
  /** The normalisation under which the quotes were found. */
  readonly normalisation: string;
  /** Of the normalised text of the copy, when the copy is text. */
  readonly text: string | undefined;
  /** The quotes found in the copy, by place. */
  readonly quotes: readonly LockedQuote[];
}

/** The whole lock, by source id. */
export type Lock = ReadonlyMap<string, LockedSource>;

/** A line of a lock that cannot be read. */
export interface LockProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** File name of the lock in a case folder. */
export const lockFileName = "sources.lock";

const heading = "outweigh sources lock 1";

/** The hash that stands for a quote in a lock. */
export function quoteHash(quote: string): string {
  return sha256Hex(normaliseQuote(quote));
}

/** Writes a lock: sources by id, quotes by place, so that the same facts are always the same text. */
export function writeLock(lock: Lock): string {
  const lines = [heading];
  for (const source of [...lock.values()].toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    lines.push("", `source ${source.id}`, `  file ${source.file}`, `  sha256 ${source.sha256}`);
    lines.push(`  captured ${source.captured}`, `  normalisation ${source.normalisation}`);
    if (source.text !== undefined) lines.push(`  text ${source.text}`);
    for (const quote of source.quotes) lines.push(`  quote ${quote.sha256} ${quote.from}-${quote.to}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Reads a lock. What cannot be read is told, line by line, and left out; a source without its hash is no lock of anything. */
export function readLock(text: string): { readonly lock: Lock; readonly problems: readonly LockProblem[] } {
  const lock = new Map<string, LockedSource>();
  const problems: LockProblem[] = [];
  let entry: { id: string; line: number; fields: Map<string, string>; quotes: LockedQuote[] } | undefined;
  const close = () => {
    if (!entry) return;
    const { id, line, fields, quotes } = entry;
    const [file, sha256, captured, normalisation] = ["file", "sha256", "captured", "normalisation"].map((name) => fields.get(name));
    if (file === undefined || sha256 === undefined || captured === undefined || normalisation === undefined) {
      problems.push({ line, message: `The entry of source "${id}" is not complete: it needs file, sha256, captured and normalisation.` });
    } else if (lock.has(id)) {
      problems.push({ line, message: `The source "${id}" is here twice.` });
    } else {
      lock.set(id, { id, file, sha256, captured, normalisation, text: fields.get("text"), quotes: quotes.toSorted(byPlace) });
    }
    entry = undefined;
  };
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    const content = raw.replace(/^\ufeff/, "").trim();
    const line = index + 1;
    if (content === "" || content === heading) return;
    const space = content.indexOf(" ");
    const keyword = space === -1 ? content : content.slice(0, space);
    const rest = space === -1 ? "" : content.slice(space + 1).trim();
    if (keyword === "outweigh") problems.push({ line, message: `This lock has a form that is not known here; "${heading}" was expected.` });
    else if (keyword === "source" && rest !== "") {
      close();
      entry = { id: rest, line, fields: new Map(), quotes: [] };
    } else if (!entry || rest === "" || !isField(keyword, rest))
      problems.push({ line, message: `This line of the lock cannot be read: ${content.slice(0, 60)}` });
    else if (keyword === "quote") entry.quotes.push(toLockedQuote(rest));
    else entry.fields.set(keyword, rest);
  });
  close();
  return { lock, problems };
}

function isField(keyword: string, value: string): boolean {
  if (keyword === "quote") return /^[0-9a-f]{64} \d{1,10}-\d{1,10}$/.test(value);
  if (keyword === "sha256" || keyword === "text") return /^[0-9a-f]{64}$/.test(value);
  if (keyword === "captured") return /^\d{4}-\d{2}-\d{2}$/.test(value);
  return keyword === "file" || keyword === "normalisation";
}

function toLockedQuote(value: string): LockedQuote {
  const [sha256, from, to] = value.split(/[ -]/);
  return { sha256: sha256!, from: Number(from), to: Number(to) };
}

function byPlace(left: LockedQuote, right: LockedQuote): number {
  return left.from - right.from || left.to - right.to || (left.sha256 < right.sha256 ? -1 : 1);
}

/** How the copy of a source stands to its lock. */
export type SourceState =
  /** The copy is here and is the one that was locked. */
  | "present"
  /** The copy is here; no lock has it yet. */
  | "not-locked"
  /** The copy is here and is not the one that was locked. */
  | "changed"
  /** No copy is here, and the lock vouches for it. */
  | "held"
  /** Neither copy nor lock. */
  | "missing";

/** Compares a copy (its bytes, or undefined when there is none here) with its entry in the lock. */
export function checkSource(copy: Uint8Array | undefined, locked: LockedSource | undefined): SourceState {
  if (!copy) return locked ? "held" : "missing";
  if (!locked) return "not-locked";
  return sha256Hex(copy) === locked.sha256 ? "present" : "changed";
}

/** Whether the lock vouches that this quote was found in the copy, under the normalisation that is in use now. */
export function holdsQuote(locked: LockedSource, quote: string): boolean {
  return locked.normalisation === normalisationVersion && locked.quotes.some((each) => each.sha256 === quoteHash(quote));
}

/** A copy that is at hand, with the quotes that the case takes from it. */
export interface CopyToLock {
  readonly id: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly quotes: readonly string[];
}

/** Reads a copy and records the quotes that stand in it; the others are left out of the entry. */
export function lockCopy(copy: CopyToLock, captured: string): LockedSource {
  const { id, file, bytes } = copy;
  const entry = { id, file, sha256: sha256Hex(bytes), captured, normalisation: normalisationVersion };
  const read = readCopy(file, bytes);
  if (!read.ok) return { ...entry, text: undefined, quotes: [] };
  const source = prepareSource(read.text);
  const quotes = new Map<string, LockedQuote>();
  for (const quote of copy.quotes) {
    const check = verifyQuote(source, quote);
    if (check.state !== "exact" && check.state !== "ambiguous") continue;
    const sha256 = quoteHash(quote);
    const [from, to] = check.normalised.map((offset) => toCodePointOffset(source.normalised.text, offset));
    quotes.set(sha256, { sha256, from: from!, to: to! });
  }
  return { ...entry, text: sha256Hex(source.normalised.text), quotes: [...quotes.values()].toSorted(byPlace) };
}

/**
 * The next lock. A copy that has not changed keeps its capture date; a source whose copy is not here keeps its entry; a source that the
 * case no longer names is dropped.
 */
export function updateLock(previous: Lock, copies: readonly CopyToLock[], sourceIds: readonly string[], today: string): Lock {
  const next = new Map<string, LockedSource>();
  const byId = new Map(copies.map((copy) => [copy.id, copy]));
  for (const id of sourceIds) {
    const before = previous.get(id);
    const copy = byId.get(id);
    if (copy) {
      const entry = lockCopy(copy, today);
      next.set(id, before?.sha256 === entry.sha256 ? { ...entry, captured: before.captured } : entry);
    } else if (before) next.set(id, before);
  }
  return next;
}
