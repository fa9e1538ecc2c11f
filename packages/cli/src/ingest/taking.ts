/** Opening what the user names: a file, an address, the standard input, an archive of pages. Each gives documents, or a problem in words. */
import { type DocumentFinding, readingLimits, readWarc, sha256Hex, type WarcRecord } from "@outweigh/evidence";
import type { Effects } from "../effects.js";
import { expandBrotli } from "./brotli.js";
import { documentProblem, fileProblem, type InputProblem } from "./input-problems.js";
import type { TakenDocument } from "./taken-document.js";

/** A document before anything is looked for in it. */
export type OpenedDocument = Omit<TakenDocument, "reliability" | "access" | "candidates" | "suggestions" | "firstNumber" | "isCut">;

/** What came of opening one name. */
export type Opening =
  | { readonly ok: true; readonly documents: readonly OpenedDocument[] }
  | { readonly ok: false; readonly problem: InputProblem };

/** The bytes of one name with where they came from. */
type Bytes = Pick<OpenedDocument, "bytes" | "input" | "url" | "captured" | "http" | "contentType">;

/** Opens a file, an address (anything with `://`), or the standard input (`-`). */
export async function openDocument(input: string, settings: { readonly allowLocal: boolean }, effects: Effects): Promise<Opening> {
  const bytes = /^[a-z][a-z0-9+.-]*:\/\//i.test(input)
    ? await fetched(input, settings, effects)
    : input === "-"
      ? await piped(effects)
      : fromDisk(input, effects);
  if ("message" in bytes) return { ok: false, problem: bytes };
  return (await documentsOfArchive(bytes, effects)) ?? documentsOf(bytes, effects);
}

/** Opens a document of which the bytes are here already. */
export async function openBytes(name: string, bytes: Uint8Array, effects: Effects): Promise<Opening> {
  if (bytes.length > readingLimits.bytes) return { ok: false, problem: fileProblem(name, "too-large") };
  const from: Bytes = { bytes, input: name, url: undefined, captured: instant(effects.now()), http: undefined, contentType: undefined };
  return (await documentsOfArchive(from, effects)) ?? documentsOf(from, effects);
}

/** The documents of a web archive, each with the bytes and the time of its own record; undefined for anything else. */
async function documentsOfArchive(from: Bytes, effects: Effects): Promise<Opening | undefined> {
  const { bytes, input } = from;
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isPlain = new TextDecoder().decode(bytes.subarray(0, 5)) === "WARC/";
  if (!isGzip && !isPlain) return undefined;
  const archive = readWarc(bytes, { brotli: expandBrotli });
  if (!archive.ok) return isPlain ? { ok: false, problem: documentProblem(shown(input), archive.problem) } : undefined;
  const pages = archive.records.filter(
    ({ type, status }) => (type === "response" || type === "resource") && (status === undefined || (status >= 200 && status <= 299)),
  );
  const documents: OpenedDocument[] = [];
  let unread = 0;
  for (const page of pages) {
    const opening = page.payload === undefined ? undefined : await documentsOf(fromRecord(page, page.payload, from), effects);
    if (opening?.ok) documents.push(...opening.documents);
    else unread++;
  }
  const [first, ...others] = documents;
  if (first === undefined)
    return { ok: false, problem: documentProblem(shown(input), { code: "no-text", detail: "no page in the archive can be read" }) };
  const finding: DocumentFinding = { code: "entries-not-read", detail: `${unread} of ${pages.length} pages of the archive` };
  if (unread === 0) return { ok: true, documents };
  return {
    ok: true,
    documents: [{ ...first, document: { ...first.document, findings: [finding, ...first.document.findings] } }, ...others],
  };
}

function fromRecord({ targetUri, date, status, headers, contentType }: WarcRecord, payload: Uint8Array, from: Bytes): Bytes {
  const time = Date.parse(date ?? "");
  return {
    bytes: payload,
    input: targetUri ?? from.input,
    url: /^https?:/i.test(targetUri ?? "") ? targetUri : undefined,
    captured: Number.isNaN(time) ? from.captured : instant(time),
    http: status === undefined ? undefined : { status, headers: [...headers] },
    contentType,
  };
}

async function documentsOf(from: Bytes, effects: Effects): Promise<Opening> {
  const { bytes, input, url, contentType } = from;
  // A copy: readers of some formats take the memory of what they are given.
  const reading = await effects.readDocument(new Uint8Array(bytes), {
    ...(url === undefined && input !== "-" ? { fileName: input.split(/[\\/]/).pop() ?? input } : {}),
    ...(contentType === undefined ? {} : { contentType }),
    ...(url === undefined ? {} : { url }),
  });
  if (!reading.ok) return { ok: false, problem: documentProblem(shown(input), reading.problem) };
  const original = sha256Hex(bytes);
  const isWhole = reading.documents.length === 1;
  const documents = reading.documents.map((document) => ({
    ...from,
    url: (isWhole ? [url, document.url] : [document.url, url]).find(isWebAddress),
    document,
    isWhole,
    sha256: { original, text: sha256Hex(document.text) },
  }));
  return { ok: true, documents };
}

/** What a document calls its address may be anything; only an address of the web becomes a link. */
const isWebAddress = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url);

/** What the standard input is called. */
const shown = (input: string): string => (input === "-" ? "The standard input" : input);

function fromDisk(input: string, effects: Effects): Bytes | InputProblem {
  const kind = effects.disk.kind(input);
  if (kind !== "file") return fileProblem(input, kind);
  if ((effects.disk.size(input) ?? 0) > readingLimits.bytes) return fileProblem(input, "too-large");
  const read = effects.disk.readWhole(input);
  if (!read.ok) return fileProblem(input, read.reason);
  return { bytes: read.bytes, input, url: undefined, captured: instant(effects.now()), http: undefined, contentType: undefined };
}

async function piped(effects: Effects): Promise<Bytes | InputProblem> {
  const bytes = await effects.stdin.readAll(readingLimits.bytes);
  if (bytes === undefined) return fileProblem(shown("-"), "too-large");
  return { bytes, input: "-", url: undefined, captured: instant(effects.now()), http: undefined, contentType: undefined };
}

async function fetched(input: string, { allowLocal }: { readonly allowLocal: boolean }, effects: Effects): Promise<Bytes | InputProblem> {
  const fetching = await effects.fetch(input, allowLocal);
  if (!fetching.ok) {
    const { code, message, remedy } = fetching.problem;
    return { input, code, message, remedy };
  }
  const { bytes, url, status, headers, contentType, endedAt } = fetching.document;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each): readonly [string, string] => [name, each]),
  );
  return { bytes, input, url, captured: instant(endedAt), http: { status, headers: pairs }, contentType };
}

/** An instant in UTC, to the second. */
export function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
