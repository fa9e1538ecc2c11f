/** The names by which digests are known for good: of a feed, of a digest, of a letter. All follow from what they name, so that the same again has the same name. */
import { sha256Hex } from "@outweigh/evidence";
import { canonicalJson, type Json } from "@outweigh/language";
import type { DigestRecord } from "./record.js";

/** The SHA-256 of what a digest tells: the same news from the same beginning are the same digest, whenever it is made. */
export function contentHash({ until: _, ...told }: DigestRecord): string {
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify(told)) as Json));
}

/** A URN of 122 bits of the hash of some words, in the form that RFC 9562 leaves to everybody (version 8). */
export function urnOf(words: string): string {
  const hash = sha256Hex(words);
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The Message-ID of a letter, without angle brackets: the same digest to the same address has the same. `domain` is that of the sender. */
export function messageId(digest: string, address: string, domain: string): string {
  return `${sha256Hex(`${digest}\n${address.toLowerCase()}`).slice(0, 40)}@${domain}`;
}
