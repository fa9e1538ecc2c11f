/** The copy of a source as the worker reads it: its text for the eye, made ready for quotes, with the passages that may become claims. Kept by its bytes. */
import { type Candidate, checkSource, findCandidates, type LockedSource, type PreparedSource, prepareSource } from "@outweigh/evidence";
import { copyText, findCopy, joinPath, readSourceLock, type SourceDeclaration } from "@outweigh/language";
import type { Means } from "./question.js";

/** A copy that is text. Offsets are in UTF-16, and the same in `shown` and in the text of `prepared`. */
export interface ReadCopy {
  readonly prepared: PreparedSource;
  /** With line ends that an editor keeps. */
  readonly shown: string;
  /** Passages by the language and day of the source. */
  readonly candidates: Map<string, readonly PlacedCandidate[]>;
}

/** A passage with its place in UTF-16. */
export interface PlacedCandidate {
  readonly candidate: Candidate;
  readonly from: number;
  readonly to: number;
}

/** How the copy of a source stands. */
export type CopyState =
  /** As locked; changed since; or not locked yet. `isElsewhere`: not in the folder of the case. */
  | { readonly kind: "present" | "changed" | "not-locked"; readonly isElsewhere: boolean; readonly captured: string | undefined }
  /** Not here; the lock holds it by hash, or nothing does. */
  | { readonly kind: "held"; readonly captured: string }
  | { readonly kind: "missing" }
  /** There and of no use; `reason` completes "the copy …". */
  | { readonly kind: "unreadable"; readonly reason: string };

/** The sources of the case with their entries in the lock. */
export function lockOf({ files }: Pick<Means, "files">): ReadonlyMap<string, LockedSource> {
  const read = files.read("sources.lock");
  return readSourceLock(read.ok ? new TextDecoder().decode(read.bytes) : undefined, () => {});
}

const byBytes = new WeakMap<Uint8Array, ReadCopy | { readonly problem: string }>();
const states = new WeakMap<Uint8Array, Map<string, ReturnType<typeof checkSource>>>();

/** Looks for the copy of a source as the compiler does. */
export function readSource(
  source: SourceDeclaration,
  lock: ReadonlyMap<string, LockedSource>,
  { files }: Pick<Means, "files">,
): { readonly state: CopyState; readonly copy: ReadCopy | undefined } {
  const locked = lock.get(source.id);
  const found = findCopy(source, files, "", locked);
  if (found.kind === "unreadable") return { state: found, copy: undefined };
  if (found.kind === "absent")
    return { state: locked === undefined ? { kind: "missing" } : { kind: "held", captured: locked.captured }, copy: undefined };
  const copy = textOf(source.archive ?? locked?.file ?? source.id, found.bytes);
  if ("problem" in copy) return { state: { kind: "unreadable", reason: copy.problem }, copy: undefined };
  const isElsewhere =
    source.archive === undefined || !files.read(joinPath("", source.archive.replaceAll("\\", "/").replace(/^\/+/, ""))).ok;
  const kind = stateOf(found.bytes, locked);
  return { state: { kind, isElsewhere, captured: locked?.captured }, copy };
}

/** Hashing a long copy takes a while, so it is done once for each entry of the lock. */
function stateOf(bytes: Uint8Array, locked: LockedSource | undefined): "present" | "changed" | "not-locked" {
  const known = states.get(bytes) ?? new Map<string, ReturnType<typeof checkSource>>();
  states.set(bytes, known);
  const key = locked?.sha256 ?? "";
  const state = known.get(key) ?? checkSource(bytes, locked);
  known.set(key, state);
  return state === "present" || state === "changed" ? state : "not-locked";
}

function textOf(file: string, bytes: Uint8Array): ReadCopy | { readonly problem: string } {
  const known = byBytes.get(bytes);
  if (known !== undefined) return known;
  const read = copyText(file, bytes);
  const made =
    "problem" in read
      ? read
      : {
          prepared: prepareSource(read.text),
          shown: read.text.replaceAll("\r\n", " \n").replaceAll("\r", "\n"),
          candidates: new Map<string, readonly PlacedCandidate[]>(),
        };
  byBytes.set(bytes, made);
  return made;
}

/** Sources are read as English, as everywhere in a case. */
const language = "en";

/** The passages of a copy that may become claims, found once. */
export function candidatesOf({ prepared, candidates }: ReadCopy, source: SourceDeclaration): readonly PlacedCandidate[] {
  const key = `${source.date ?? ""} ${source.label}`;
  const known = candidates.get(key);
  if (known !== undefined) return known;
  const text = prepared.original;
  const toUtf16 = utf16Offsets(text);
  const found = findCandidates(text, { language, date: source.date, title: source.label }).map((candidate) => ({
    candidate,
    from: toUtf16(candidate.span.start),
    to: toUtf16(candidate.span.end),
  }));
  candidates.set(key, found);
  return found;
}

/** A function from code points to UTF-16 for a whole text, for offsets in rising order (others are found too, more slowly). */
export function utf16Offsets(text: string): (codePoint: number) => number {
  let [points, units] = [0, 0];
  return (codePoint) => {
    if (codePoint < points) [points, units] = [0, 0];
    for (; points < codePoint && units < text.length; points++) units += text.codePointAt(units)! > 0xffff ? 2 : 1;
    return units;
  };
}
