/** Web archives written: WARC/1.1 with a record of the program, the documents as they came and the texts that were read from them. */
import { gzipSync } from "fflate";
import { warcDigest } from "./warc-digest.js";
import { concatenated } from "./zip-parts.js";

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** One document with its text. Ids are UUIDs; dates are UTC as in `2024-03-05T10:00:00Z`. */
export interface WarcCapture {
  readonly id: string;
  readonly date: string;
  readonly targetUri: string;
  /** The content, decompressed. */
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
  /** Of a fetched page; without it the capture is a resource, such as a file that was at hand. */
  readonly http?: { readonly status: number; readonly headers: readonly (readonly [name: string, value: string])[] };
  /** The text of the document, which becomes a record of its own. */
  readonly text?: { readonly id: string; readonly date: string; readonly text: string };
}

/** What an archive says of itself. */
export interface WarcDescription {
  readonly id: string;
  readonly date: string;
  /** Name and version of the program. */
  readonly software: string;
  /** Each record gzipped, as in files ending in `.warc.gz`. */
  readonly gzip?: boolean;
  readonly digest?: "sha1" | "sha256";
}

/** Writes an archive. The same arguments give the same bytes. */
export function writeWarc(captures: readonly WarcCapture[], description: WarcDescription): Uint8Array {
  const { digest = "sha256", gzip = false } = description;
  const encode = (text: string) => new TextEncoder().encode(text);
  const information = encode(`software: ${oneLine(description.software)}\r\nformat: WARC File Format 1.1\r\n`);
  const records = [
    record({ type: "warcinfo", id: description.id, date: description.date, contentType: "application/warc-fields" }, information),
  ];
  for (const capture of captures) {
    const about = { id: capture.id, date: capture.date, targetUri: capture.targetUri, payloadDigest: warcDigest(digest, capture.bytes) };
    if (capture.http === undefined)
      records.push(record({ ...about, type: "resource", contentType: capture.contentType ?? "application/octet-stream" }, capture.bytes));
    else
      records.push(
        record(
          { ...about, type: "response", contentType: "application/http; msgtype=response" },
          concatenated([encode(httpHead(capture.http, capture.bytes.length)), capture.bytes]),
        ),
      );
    if (capture.text === undefined) continue;
    const { id, date, text } = capture.text;
    records.push(
      record(
        { type: "conversion", id, date, targetUri: capture.targetUri, refersTo: capture.id, contentType: "text/plain; charset=utf-8" },
        encode(text),
      ),
    );
  }
  return concatenated(gzip ? records.map((one) => gzipSync(one, { mtime: 0 })) : records);

  function record(head: RecordHead, block: Uint8Array): Uint8Array {
    const fields: readonly (readonly [string, string | undefined])[] = [
      ["WARC-Type", head.type],
      ["WARC-Record-ID", `<urn:uuid:${head.id}>`],
      ["WARC-Date", head.date],
      ["WARC-Target-URI", head.targetUri],
      ["WARC-Refers-To", head.refersTo === undefined ? undefined : `<urn:uuid:${head.refersTo}>`],
      ["WARC-Warcinfo-ID", head.type === "warcinfo" ? undefined : `<urn:uuid:${description.id}>`],
      ["WARC-Block-Digest", warcDigest(digest, block)],
      ["WARC-Payload-Digest", head.payloadDigest],
      ["Content-Type", head.contentType],
      ["Content-Length", String(block.length)],
    ];
    const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${oneLine(value)}\r\n`]));
    return concatenated([encode(`WARC/1.1\r\n${lines.join("")}\r\n`), block, encode("\r\n\r\n")]);
  }
}

interface RecordHead {
  readonly type: "warcinfo" | "response" | "resource" | "conversion";
  readonly id: string;
  readonly date: string;
  readonly targetUri?: string;
  readonly refersTo?: string;
  readonly payloadDigest?: string;
  readonly contentType: string;
}

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ").trim();

/** The body is kept unpacked and in one piece, so headers that say otherwise are renamed, as other archives do. */
function httpHead({ status, headers }: NonNullable<WarcCapture["http"]>, length: number): string {
  const renamed = /^(?:content-encoding|transfer-encoding|content-length)$/i;
  const lines = headers.map(([name, value]) => `${renamed.test(name) ? `X-Archive-Orig-${name}` : oneLine(name)}: ${oneLine(value)}\r\n`);
  return `HTTP/1.1 ${status} \r\n${lines.join("")}Content-Length: ${length}\r\n\r\n`;
}
