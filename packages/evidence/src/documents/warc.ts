/** Web archives (WARC 1.0 and 1.1, ISO 28500) read record by record, plain or with each record gzipped. */
import { Gunzip } from "fflate";
import { type Brotli, type Headers, readHead, withoutChunks, withoutCodings } from "./http-message.js";
import { type DocumentProblem, type ReadingLimits, readingLimits, refused } from "./source-document.js";
import { digestMatches } from "./warc-digest.js";
import { type ExpansionBudget, expand } from "./zip-parts.js";

/** The record types of the standard; records of other types are to be ignored. */
const recordTypes = ["warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"] as const;

/** One record of an archive. */
export interface WarcRecord {
  readonly type: (typeof recordTypes)[number];
  /** As written, mostly `<urn:uuid:…>`. */
  readonly id: string | undefined;
  readonly date: string | undefined;
  readonly targetUri: string | undefined;
  /** What the payload is: of a response the type that its server stated, else that of the record. */
  readonly contentType: string | undefined;
  /** The record's own fields, names in lower case. */
  readonly fields: Headers;
  /** Status and headers of an HTTP answer; a revisit may have them without a body. */
  readonly status: number | undefined;
  readonly headers: Headers;
  /** The content without chunks and content codings; undefined for a revisit and where a coding cannot be undone. */
  readonly payload: Uint8Array | undefined;
  /** The record that a revisit or conversion is about. */
  readonly refersTo: string | undefined;
  /** Whether all digests that are stated and understood are right; undefined when there is none. */
  readonly digestsRight: boolean | undefined;
}

/** The records of an archive. `cutOff` tells that the last one was not whole and is not among them. */
export type WarcReading =
  | { readonly ok: true; readonly records: readonly WarcRecord[]; readonly ignored: number; readonly cutOff: boolean }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** What reading needs from outside. */
export interface WarcOptions {
  readonly limits?: Partial<ReadingLimits>;
  readonly brotli?: Brotli;
}

/** Reads an archive. Gzip is told by its first bytes. */
export function readWarc(bytes: Uint8Array, options: WarcOptions = {}): WarcReading {
  const limits = { ...readingLimits, ...options.limits };
  if (bytes.length > limits.bytes) return refused("too-large", `${bytes.length} bytes; at most ${limits.bytes} are read`);
  const budget = { left: limits.expandedBytes, ratio: limits.expansion };
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? expand(bytes, budget, new Gunzip()) : bytes;
  if (typeof plain === "string") return refused(plain, "the gzipped records");
  const records: WarcRecord[] = [];
  let ignored = 0;
  for (let at = afterBlankLines(plain, 0); at < plain.length; ) {
    const head = readHead(plain, at);
    if (head === undefined || !/^WARC\/\d/.test(head.first))
      return records.length + ignored === 0 ? refused("unknown-type", "not a web archive") : { ok: true, records, ignored, cutOff: true };
    const length = Number(head.headers.get("content-length") ?? Number.NaN);
    if (!Number.isSafeInteger(length) || length < 0)
      return refused("damaged", `record ${records.length + ignored + 1} has no Content-Length`);
    if (head.end + length > plain.length)
      return records.length + ignored === 0
        ? refused("damaged", "the first record is cut off")
        : { ok: true, records, ignored, cutOff: true };
    const record = readRecord(head.headers, plain.subarray(head.end, head.end + length), budget, options.brotli);
    if (record === undefined) ignored++;
    else records.push(record);
    if (records.length + ignored > limits.parts) return refused("too-large", `more than ${limits.parts} records`);
    at = afterBlankLines(plain, head.end + length);
  }
  return { ok: true, records, ignored, cutOff: false };
}

function afterBlankLines(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++;
  return at;
}

function readRecord(fields: Headers, block: Uint8Array, budget: ExpansionBudget, brotli: Brotli | undefined): WarcRecord | undefined {
  const type = recordTypes.find((known) => known === fields.get("warc-type")?.toLowerCase());
  if (type === undefined) return undefined;
  const stated = fields.get("content-type");
  const http = /^application\/http\b/i.test(stated ?? "") ? readHead(block, 0) : undefined;
  const headers: Headers = http?.headers ?? new Map();
  const body = http === undefined ? block : block.subarray(http.end);
  const status = /^HTTP\/\S+\s+(\d{3})/.exec(http?.first ?? "")?.[1];
  const unchunked = withoutChunks(body, headers);
  const about = {
    type,
    id: fields.get("warc-record-id"),
    date: fields.get("warc-date"),
    // WARC 1.0 examples put the address between angle brackets.
    targetUri: fields.get("warc-target-uri")?.replace(/^<(.*)>$/, "$1"),
    fields,
    status: status === undefined ? undefined : Number(status),
    headers,
    refersTo: fields.get("warc-refers-to"),
  };
  const digestsRight = type === "revisit" ? undefined : digests(fields, block, [body, unchunked]);
  return {
    ...about,
    contentType: http === undefined ? stated : headers.get("content-type"),
    payload: type === "revisit" ? undefined : withoutCodings(unchunked, headers, budget, brotli),
    digestsRight,
  };
}

/** The payload's digest is of the body with its chunks by some programs and without them by others. */
function digests(fields: Headers, block: Uint8Array, payloads: readonly Uint8Array[]): boolean | undefined {
  const checked = [
    [fields.get("warc-block-digest"), [block]],
    [fields.get("warc-payload-digest"), payloads],
  ] as const;
  const outcomes = checked
    .map(([stated, bytes]) => (stated === undefined ? undefined : digestMatches(stated, bytes)))
    .filter((outcome) => outcome !== undefined);
  return outcomes.length === 0 ? undefined : outcomes.every(Boolean);
}
