/** Opening what the user names: a file, an address, the standard input. Each gives documents, or a problem in words. */
import { readDocument, readingLimits, sha256Hex } from "@outweigh/evidence";
import type { Effects } from "../effects.js";
import { documentProblem, fileProblem, type InputProblem } from "./input-problems.js";
import type { TakenDocument } from "./taken-document.js";

/** A document before anything is looked for in it. */
export type OpenedDocument = Omit<TakenDocument, "reliability" | "candidates" | "suggestions" | "firstNumber">;

/** What came of opening one name. */
export type Opening =
  | { readonly ok: true; readonly documents: readonly OpenedDocument[] }
  | { readonly ok: false; readonly problem: InputProblem };

/** The bytes of one name with where they came from. */
type Bytes = Pick<OpenedDocument, "bytes" | "input" | "url" | "captured" | "httpStatus" | "contentType">;

/** Opens a file, an address (anything with `://`), or the standard input (`-`). */
export async function openDocument(input: string, settings: { readonly allowLocal: boolean }, effects: Effects): Promise<Opening> {
  const bytes = /^[a-z][a-z0-9+.-]*:\/\//i.test(input)
    ? await fetched(input, settings, effects)
    : input === "-"
      ? await piped(effects)
      : fromDisk(input, effects);
  return "message" in bytes ? { ok: false, problem: bytes } : documentsOf(bytes);
}

async function documentsOf(from: Bytes): Promise<Opening> {
  const { bytes, input, url, contentType } = from;
  const reading = await readDocument(bytes, {
    ...(url === undefined && input !== "-" ? { fileName: input.split("/").pop() ?? input } : {}),
    ...(contentType === undefined ? {} : { contentType }),
    ...(url === undefined ? {} : { url }),
  });
  if (!reading.ok) return { ok: false, problem: documentProblem(shown(input), reading.problem) };
  const original = sha256Hex(bytes);
  const isWhole = reading.documents.length === 1;
  const documents = reading.documents.map((document) => ({
    ...from,
    url: url ?? document.url,
    document,
    isWhole,
    sha256: { original, text: sha256Hex(document.text) },
  }));
  return { ok: true, documents };
}

/** What the standard input is called. */
const shown = (input: string): string => (input === "-" ? "The standard input" : input);

function fromDisk(input: string, effects: Effects): Bytes | InputProblem {
  const kind = effects.disk.kind(input);
  if (kind !== "file") return fileProblem(input, kind);
  if ((effects.disk.size(input) ?? 0) > readingLimits.bytes) return fileProblem(input, "too-large");
  const read = effects.disk.readWhole(input);
  if (!read.ok) return fileProblem(input, read.reason);
  return { bytes: read.bytes, input, url: undefined, captured: instant(effects.now()), httpStatus: undefined, contentType: undefined };
}

async function piped(effects: Effects): Promise<Bytes | InputProblem> {
  const bytes = await effects.stdin.readAll(readingLimits.bytes);
  if (bytes === undefined) return fileProblem(shown("-"), "too-large");
  return { bytes, input: "-", url: undefined, captured: instant(effects.now()), httpStatus: undefined, contentType: undefined };
}

async function fetched(input: string, { allowLocal }: { readonly allowLocal: boolean }, effects: Effects): Promise<Bytes | InputProblem> {
  const fetching = await effects.fetch(input, allowLocal);
  if (!fetching.ok) {
    const { code, message, remedy } = fetching.problem;
    return { input, code, message, remedy };
  }
  const { bytes, url, status, contentType, endedAt } = fetching.document;
  return { bytes, input, url, captured: instant(endedAt), httpStatus: status, contentType };
}

/** An instant in UTC, to the second. */
export function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
