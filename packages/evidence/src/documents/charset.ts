/** The encoding of a text file: its mark, what is stated, what the bytes allow; and words for the analyst where these disagree. */
import { decodeAs, decodeText, looksBinary } from "../decode.js";
import type { DocumentFinding } from "./source-document.js";

/** A text with what there is to say about its encoding. */
export interface DecodedDocument {
  readonly text: string;
  readonly findings: readonly DocumentFinding[];
}

/**
 * Decodes the bytes of a text, HTML or XML file; undefined when they are no text. A mark decides, then UTF-8 if the bytes are well formed,
 * then what is stated in HTTP, in a `meta` tag or in an XML declaration, then windows-1252.
 */
export function decodeDocument(bytes: Uint8Array, contentType: string | undefined): DecodedDocument | undefined {
  const stated = statedCharset(bytes, contentType);
  const wide = wideWithoutMark(bytes);
  if (wide !== undefined) return withReplacements(bytes, wide, [differs(stated, wide) ?? { code: "charset-guessed", detail: wide }]);
  const strict = decodeText(bytes);
  if (strict.ok) return strictly(bytes, strict.text, stated);
  if (strict.reason === "binary" && (bytes.includes(0) || looksBinary(bytes))) return undefined;
  const named = stated === undefined ? undefined : decodeAs(bytes, stated);
  if (named !== undefined && !/^utf-/.test(named.encoding)) return withReplacements(bytes, named.encoding, []);
  if (mostlyUtf8(bytes)) return withReplacements(bytes, "utf-8", []);
  return withReplacements(bytes, "windows-1252", [differs(stated, "windows-1252") ?? { code: "charset-guessed", detail: "windows-1252" }]);
}

function strictly(bytes: Uint8Array, text: string, stated: string | undefined): DecodedDocument {
  const named = stated === undefined || !escapes(stated) || !bytes.includes(0x1b) ? undefined : decodeAs(bytes, stated);
  if (named !== undefined) return { text: named.text, findings: [] };
  const found = bytes[0] === 0xff || bytes[0] === 0xfe ? "utf-16" : "utf-8";
  const plain = found === "utf-8" && !bytes.some((byte) => byte >= 0x80);
  const difference = plain ? undefined : differs(stated, found);
  return { text, findings: difference === undefined ? [] : [difference] };
}

const escapes = (label: string): boolean => /^(?:cs)?iso-?2022-?jp$/i.test(label);

function differs(stated: string | undefined, found: string): DocumentFinding | undefined {
  if (stated === undefined) return undefined;
  const encoding = decodeAs(new Uint8Array(0), stated)?.encoding ?? stated;
  if (encoding.startsWith(found)) return undefined;
  return { code: "charset-differs-from-stated", detail: `${stated} stated, ${found} found` };
}

function withReplacements(bytes: Uint8Array, encoding: string, findings: readonly DocumentFinding[]): DecodedDocument {
  const text = decodeAs(bytes, encoding)?.text ?? "";
  let replaced = 0;
  for (let at = text.indexOf("\ufffd"); at !== -1; at = text.indexOf("\ufffd", at + 1)) replaced++;
  return {
    text,
    findings: replaced === 0 ? findings : [...findings, { code: "characters-replaced", detail: `${replaced}, read as ${encoding}` }],
  };
}

/** The charset that the header of the transfer, a `meta` tag or an XML declaration gives. */
function statedCharset(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  const header = /charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(contentType ?? "")?.[1];
  if (header !== undefined) return header.toLowerCase();
  const head = decodeAs(bytes.subarray(0, 4096), "windows-1252")?.text ?? "";
  const declared =
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1] ??
    /<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1];
  return declared?.toLowerCase();
}

/** UTF-16 without its mark: in Western text every other byte is zero. */
function wideWithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length, 2048) & ~1;
  if (length < 8 || (bytes[0]! >= 0xfe && bytes[1]! >= 0xfe)) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  if (odd > length * 0.35 && even === 0) return "utf-16le";
  return even > length * 0.35 && odd === 0 ? "utf-16be" : undefined;
}

/** Whether well-formed sequences of UTF-8 are at least twenty times as many as bytes that fit in none. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const size =
      first < 0x80 ? 1 : first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    let whole = size > 0;
    for (let offset = 1; offset < size; offset++) whole &&= (bytes[at + offset]! & 0xc0) === 0x80;
    if (!whole) bad++;
    else if (size > 1) good++;
    at += whole ? size : 1;
  }
  return good > 0 && good >= 20 * bad;
}
