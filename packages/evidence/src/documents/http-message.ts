/** An HTTP answer as it is kept in a web archive: its status, its headers and its body without the codings of the transfer. */
import { Gunzip, Inflate, Unzlib } from "fflate";
import { decodeAs } from "../decode.js";
import { concatenated, type ExpansionBudget, expand } from "./zip-parts.js";

/** Names in lower case; of several headers of one name the values are joined by `, `. */
export type Headers = ReadonlyMap<string, string>;

/** The head of a message and where its body begins. */
export interface MessageHead {
  readonly first: string;
  readonly headers: Headers;
  readonly end: number;
}

const longestHead = 262_144;

/** Reads a first line and headers up to the empty line; undefined when there is none. Lines may end with `\n` alone, and headers may go on on the next line. */
export function readHead(bytes: Uint8Array, from: number): MessageHead | undefined {
  const end = emptyLine(bytes, from);
  if (end === undefined) return undefined;
  const lines = (decodeAs(bytes.subarray(from, end), "utf-8")?.text ?? "").replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = new Map<string, string>();
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { first: lines[0] ?? "", headers, end };
}

function emptyLine(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0x0a, from); at !== -1 && at < from + longestHead; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at + 1] === 0x0a) return at + 2;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3;
  }
  return undefined;
}

/** A body without chunks; what is not chunked, whatever its headers say, stays as it is. */
export function withoutChunks(body: Uint8Array, headers: Headers): Uint8Array {
  if (!/\bchunked\b/i.test(headers.get("transfer-encoding") ?? "")) return body;
  const parts: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const line = body.indexOf(0x0a, at);
    const size =
      line === -1 || line - at > 200
        ? null
        : /^([0-9a-fA-F]{1,8})\s*(?:;.*)?\r?$/.exec(decodeAs(body.subarray(at, line), "latin1")?.text ?? "");
    if (size === null) return parts.length === 0 ? body : concatenated(parts);
    const length = Number.parseInt(size[1]!, 16);
    if (length === 0) break;
    parts.push(body.subarray(line + 1, line + 1 + length));
    at = line + 1 + length;
    if (body[at] === 0x0d) at++;
    if (body[at] === 0x0a) at++;
  }
  return concatenated(parts);
}

/** Expands Brotli to at most so many bytes. */
export type Brotli = (bytes: Uint8Array, most: number) => Uint8Array | undefined;

/** A body without its content codings; undefined when one is not known, fails or expands too far. A body that only claims to be packed stays as it is. */
export function withoutCodings(
  body: Uint8Array,
  headers: Headers,
  budget: ExpansionBudget,
  brotli: Brotli | undefined,
): Uint8Array | undefined {
  let content = body;
  const codings = (headers.get("content-encoding") ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  for (const coding of codings.reverse()) {
    if (coding === "" || coding === "identity") continue;
    const expanded = withoutCoding(content, coding, budget, brotli);
    if (expanded === undefined) return undefined;
    content = expanded;
  }
  return content;
}

function withoutCoding(body: Uint8Array, coding: string, budget: ExpansionBudget, brotli: Brotli | undefined): Uint8Array | undefined {
  const bytesOf = (expanded: Uint8Array | string) => (typeof expanded === "string" ? undefined : expanded);
  if (coding === "gzip" || coding === "x-gzip")
    return body[0] === 0x1f && body[1] === 0x8b ? bytesOf(expand(body, budget, new Gunzip())) : body;
  if (coding === "deflate") {
    const wrapped = (body[0]! & 0x0f) === 8 && (body[0]! * 256 + body[1]!) % 31 === 0;
    return bytesOf(expand(body, budget, wrapped ? new Unzlib() : new Inflate()));
  }
  if (coding !== "br" || brotli === undefined) return undefined;
  const expanded = brotli(body, budget.left);
  if (expanded !== undefined) budget.left -= expanded.length;
  return expanded;
}
