/** The documents of a web archive: one for each page or file in it that was fetched well and can be read. */
import { type DocumentHints, type RawDocument, type RawReading, type ReadingLimits, refused } from "./source-document.js";
import { readWarc } from "./warc.js";

/** Reads a web archive; `read` is the reader of any document. */
export async function readWebArchive(
  bytes: Uint8Array,
  hints: DocumentHints,
  limits: ReadingLimits,
  read: (bytes: Uint8Array, hints: DocumentHints, limits: ReadingLimits) => Promise<RawReading>,
): Promise<RawReading> {
  const archive = readWarc(bytes, { limits, ...(hints.brotli === undefined ? {} : { brotli: hints.brotli }) });
  if (!archive.ok) return archive;
  const documents: RawDocument[] = [];
  let unread = 0;
  for (const record of archive.records) {
    if (record.type !== "response" && record.type !== "resource") continue;
    if (record.status !== undefined && (record.status < 200 || record.status > 299)) continue;
    const reading =
      record.payload === undefined || isArchive(record.payload)
        ? undefined
        : await read(record.payload, { contentType: record.contentType }, limits);
    if (reading === undefined || !reading.ok) unread++;
    else for (const document of reading.documents) documents.push({ ...document, url: document.url ?? record.targetUri });
  }
  const [first, ...others] = documents;
  if (first === undefined) return refused("no-text", `a web archive of ${archive.records.length} records, none of which holds a document`);
  if (unread === 0) return { ok: true, documents };
  return {
    ok: true,
    documents: [{ ...first, findings: [...(first.findings ?? []), { code: "entries-not-read", detail: String(unread) }] }, ...others],
  };
}

/** An archive within an archive is not opened. */
const isArchive = (payload: Uint8Array): boolean =>
  (payload[0] === 0x1f && payload[1] === 0x8b) || (payload[0] === 0x57 && payload[1] === 0x41 && payload[2] === 0x52);
