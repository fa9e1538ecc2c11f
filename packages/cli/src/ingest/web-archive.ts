/** Writing what was taken in, or what a case has archived, as a web archive for other programs. */
import { sha256Hex, type WarcCapture, writeWarc } from "@outweigh/evidence";
import { joinPath } from "@outweigh/language";
import type { Effects } from "../effects.js";
import { type Problem, problem } from "../problem.js";
import { version } from "../version.js";
import type { CaseDraft } from "./case-draft.js";
import { isInside } from "./case-transaction.js";
import type { TakenDocument } from "./taken-document.js";

/** The captures of a run; a file of several documents is one capture. */
export function capturesOf(documents: readonly TakenDocument[]): readonly WarcCapture[] {
  const seen = new Set<string>();
  return documents.flatMap(({ bytes, sha256, isWhole, input, url, captured, http, contentType, document }) => {
    const targetUri = uriOf(isWhole ? (url ?? input) : input);
    const id = uuidOf(`${sha256.original} ${targetUri}`);
    if (seen.has(id)) return [];
    seen.add(id);
    const text = isWhole ? { text: { id: uuidOf(`${id} text`), date: captured, text: document.text } } : {};
    return [{ id, date: captured, targetUri, bytes, contentType, ...(http ? { http } : {}), ...text }];
  });
}

/** The captures that lie archived in a case, by name; those that cannot be read are left out. */
export function capturesOfCase({ known, disk, folder }: CaseDraft): readonly WarcCapture[] {
  const seen = new Set<string>();
  return known.flatMap(({ id: name, capture, text }) => {
    if (capture === undefined) return [];
    const path = joinPath("sources", capture.source, capture.original);
    const read =
      /^sources\/[\w-]+\/original\.\w+$/.test(path) && isInside(disk, folder, path) ? disk.readWhole(joinPath(folder, path)) : undefined;
    const isEntry = capture.kind === "feed-entry";
    const targetUri = uriOf(isEntry ? capture.input : (capture.url ?? `${name}.${capture.original.split(".").pop()}`));
    const id = uuidOf(`${capture.sha256.original} ${targetUri}`);
    if (!read?.ok || seen.has(id) || sha256Hex(read.bytes) !== capture.sha256.original) return [];
    seen.add(id);
    const date = capture.captured;
    const http = capture.httpStatus === undefined ? {} : { http: { status: capture.httpStatus, headers: headersOf(capture.contentType) } };
    const conversion = isEntry || text === undefined ? {} : { text: { id: uuidOf(`${id} text`), date, text } };
    return [{ id, date, targetUri, bytes: read.bytes, contentType: capture.contentType, ...http, ...conversion }];
  });
}

const headersOf = (contentType: string | undefined): readonly (readonly [string, string])[] =>
  contentType === undefined ? [] : [["Content-Type", contentType]];

/** Writes the archive; the same captures give the same bytes. */
export function writeArchive(file: string, captures: readonly WarcCapture[], effects: Effects): Problem | undefined {
  if (captures.length === 0)
    return problem(`There is nothing to put into ${file}.`, "Name documents, or a case that has archived sources.");
  const date = captures
    .map((capture) => capture.date)
    .toSorted()
    .at(-1)!;
  const id = uuidOf(captures.map((capture) => capture.id).join(" "));
  const bytes = writeWarc(captures, { id, date, software: `Outweigh/${version}`, gzip: file.endsWith(".gz") });
  const failure = effects.disk.write(file, bytes);
  return failure === undefined ? undefined : problem(`${file} cannot be written: ${failure}.`, "Choose another place.");
}

function uriOf(name: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return name;
  return `file:///${encodeURIComponent(name === "-" ? "standard-input" : (name.split(/[\\/]/).pop() ?? name))}`;
}

/** A UUID made of a hash, of version 8 as RFC 9562 has it for such. */
function uuidOf(words: string): string {
  const hex = sha256Hex(words);
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
