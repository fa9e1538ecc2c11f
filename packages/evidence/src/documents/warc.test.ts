import { createHash } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readDocument } from "./read-document.js";
import { readWarc } from "./warc.js";
import { type WarcCapture, writeWarc } from "./warc-writing.js";

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));
const textOf = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8"));

/** A record by hand, following section 4 of WARC 1.1. */
function record(fields: Readonly<Record<string, string>>, block: string | Buffer): Buffer {
  const content = typeof block === "string" ? Buffer.from(block) : block;
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`WARC/1.1\r\n${lines.join("")}Content-Length: ${content.length}\r\n\r\n`),
    content,
    Buffer.from("\r\n\r\n"),
  ]);
}

const response = (headers: string, body: Buffer | string, fields: Readonly<Record<string, string>> = {}) =>
  record(
    {
      "WARC-Type": "response",
      "WARC-Record-ID": "<urn:uuid:1>",
      "WARC-Date": "2024-03-05T10:00:00Z",
      "WARC-Target-URI": "https://x.example/",
      "Content-Type": "application/http; msgtype=response",
      ...fields,
    },
    Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n${headers}\r\n`), Buffer.from(body)]),
  );

function recordsOf(bytes: Uint8Array) {
  const reading = readWarc(new Uint8Array(bytes), { brotli: (packed, most) => brotliDecompressSync(packed, { maxOutputLength: most }) });
  if (!reading.ok) throw new Error(reading.problem.code);
  return reading;
}

/** Digests in base 32 by hashlib and base64 of Python, so that our own base 32 is not its own judge. */
const digests = {
  words: { sha1: "564JGYI6N5LPLLIHESAWGQFFBJHLBAQL", sha256: "3ORWX75FZKYPSIWQQ6R25MLZ7HKOORO7ICZSHYNRI4KAFBEMRI7A====" },
  other: { sha1: "2CKB42G2R44BKH7YNJQ7YWPXYXHZ7SVC" },
  information: { sha1: "NL46KVBZXI7QXHZHZMZO2J7TGIK54QYP" },
};

describe("readWarc", () => {
  it.each([
    ["plain", "", Buffer.from("<p>words</p>")],
    ["gzip", "Content-Encoding: gzip\r\n", gzipSync("<p>words</p>")],
    ["deflate", "Content-Encoding: deflate\r\n", deflateSync("<p>words</p>")],
    ["Brotli", "content-encoding: br\r\n", brotliCompressSync("<p>words</p>")],
    ["chunks", "Transfer-Encoding: chunked\r\n", Buffer.from("4\r\n<p>w\r\n8;x=y\r\nords</p>\r\n0\r\n\r\n")],
    ["chunks that were taken off before", "Transfer-Encoding: chunked\r\n", Buffer.from("<p>words</p>")],
    ["gzip that was taken off before", "Content-Encoding: gzip\r\n", Buffer.from("<p>words</p>")],
  ])("decodes a body: %s", (_what, headers, body) => {
    const [first] = recordsOf(response(headers, body)).records;
    expect(textOf(first?.payload)).toBe("<p>words</p>");
    expect(first).toMatchObject({
      type: "response",
      status: 200,
      contentType: "text/html; charset=utf-8",
      targetUri: "https://x.example/",
      date: "2024-03-05T10:00:00Z",
      digestsRight: undefined,
    });
  });

  it("reads records gzipped one by one, notes revisits and ignores types that it does not know", () => {
    const revisit = record(
      { "WARC-Type": "revisit", "WARC-Refers-To": "<urn:uuid:1>", "Content-Type": "application/http; msgtype=response" },
      "HTTP/1.1 304 Not Modified\r\n\r\n",
    );
    const other = record({ "WARC-Type": "future" }, "?");
    const file = Buffer.concat([response("", "a"), other, revisit].map((part) => gzipSync(part)));
    const { records, ignored, cutOff } = recordsOf(file);
    expect(records.map(({ type }) => type)).toEqual(["response", "revisit"]);
    expect(records[1]).toMatchObject({ refersTo: "<urn:uuid:1>", payload: undefined, status: 304 });
    expect([ignored, cutOff]).toEqual([1, false]);
  });

  it("checks digests in base 32 and base 16", () => {
    const digest = (value: string) => recordsOf(response("", "words", { "WARC-Payload-Digest": value })).records[0]?.digestsRight;
    expect(digest(`sha1:${digests.words.sha1}`)).toBe(true);
    expect(digest(`sha256:${digests.words.sha256}`)).toBe(true);
    expect(digest(`sha256:${createHash("sha256").update("words").digest("hex")}`)).toBe(true);
    expect(digest(`sha1:${digests.other.sha1}`)).toBe(false);
    expect(digest("crc:1")).toBeUndefined();
  });

  it("says where an archive was cut off, and refuses what is none", () => {
    const two = Buffer.concat([response("", "a"), response("", "bbbbbb")]);
    expect(recordsOf(two.subarray(0, two.length - 8))).toMatchObject({ cutOff: true, records: [{}] });
    expect(readWarc(bytesOf("nothing of the kind\r\n\r\n"))).toMatchObject({ ok: false, problem: { code: "unknown-type" } });
    expect(readWarc(bytesOf("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: -4\r\n\r\n"))).toMatchObject({
      ok: false,
      problem: { code: "damaged" },
    });
    expect(readWarc(new Uint8Array(gzipSync(Buffer.alloc(30_000_000))))).toMatchObject({ ok: false, problem: { code: "expands-too-far" } });
    expect(
      textOf(recordsOf(response("Content-Encoding: gzip\r\n", gzipSync(Buffer.alloc(30_000_000)))).records[0]?.payload),
    ).toBeUndefined();
  });
});

const captures: readonly WarcCapture[] = [
  {
    id: "00000000-0000-4000-8000-000000000001",
    date: "2024-03-05T10:00:00Z",
    targetUri: "https://x.example/é",
    bytes: bytesOf("<p>Wörter</p>"),
    contentType: "text/html; charset=utf-8",
    http: {
      status: 200,
      headers: [
        ["Content-Type", "text/html; charset=utf-8"],
        ["Content-Encoding", "gzip"],
        ["Evil", "a\r\nWARC-Type: x"],
      ],
    },
    text: { id: "00000000-0000-4000-8000-000000000002", date: "2024-03-05T10:00:01Z", text: "Wörter" },
  },
  {
    id: "00000000-0000-4000-8000-000000000003",
    date: "2024-03-05T10:00:00Z",
    targetUri: "file:///a.txt",
    bytes: bytesOf("words"),
    contentType: "text/plain",
  },
];
const description = { id: "00000000-0000-4000-8000-000000000000", date: "2024-03-05T10:00:02Z", software: "Outweigh" };

describe("writeWarc", () => {
  it("writes what reads back", () => {
    for (const gzip of [false, true]) {
      const bytes = writeWarc(captures, { ...description, gzip });
      const { records } = recordsOf(bytes);
      expect(records.map(({ type }) => type)).toEqual(["warcinfo", "response", "conversion", "resource"]);
      expect(records.map(({ digestsRight }) => digestsRight)).toEqual([true, true, true, true]);
      expect(records.map(({ payload }) => textOf(payload)).slice(1)).toEqual(["<p>Wörter</p>", "Wörter", "words"]);
      expect(records[2]?.refersTo).toBe(records[1]?.id);
      expect(records[1]?.headers.get("x-archive-orig-content-encoding")).toBe("gzip");
      expect(records[1]?.headers.get("content-length")).toBe("14");
    }
  });

  it("writes the lines of the standard", () => {
    const bytes = writeWarc([captures[1]!], { ...description, digest: "sha1" });
    const block = "software: Outweigh\r\nformat: WARC File Format 1.1\r\n";
    const information = `WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:${description.id}>\r\nWARC-Date: ${description.date}\r\nWARC-Block-Digest: sha1:${digests.information.sha1}\r\nContent-Type: application/warc-fields\r\nContent-Length: ${block.length}\r\n\r\n${block}\r\n\r\n`;
    const digest = digests.words.sha1;
    const resource = `WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:${captures[1]!.id}>\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nWARC-Target-URI: file:///a.txt\r\nWARC-Warcinfo-ID: <urn:uuid:${description.id}>\r\nWARC-Block-Digest: sha1:${digest}\r\nWARC-Payload-Digest: sha1:${digest}\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n`;
    expect(textOf(bytes)).toBe(information + resource);
  });

  it("gzips each record by itself", () => {
    const bytes = writeWarc([captures[1]!], { ...description, gzip: true });
    expect(textOf(gunzipSync(bytes))).toBe(textOf(writeWarc([captures[1]!], description)));
    expect(Buffer.from(bytes).toString("latin1").split("\u001f\u008b\u0008").length - 1).toBe(2);
  });

  it("is read as documents", async () => {
    const reading = await readDocument(writeWarc(captures, { ...description, gzip: true }), { fileName: "x.warc.gz" });
    expect(reading).toMatchObject({
      ok: true,
      documents: [
        { kind: "html", text: "Wörter", url: "https://x.example/é" },
        { kind: "text", text: "words" },
      ],
    });
  });
});
