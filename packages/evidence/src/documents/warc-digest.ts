/** The digests of web archives: the name of an algorithm and a value in base 32, or in base 16 by some programs. */
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";

const algorithms: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = { sha1, sha256, md5 };

/** The digest of bytes as archives write it: `sha256:` and base 32 by RFC 4648, without padding. */
export function warcDigest(algorithm: "sha1" | "sha256", bytes: Uint8Array): string {
  return `${algorithm}:${base32(algorithms[algorithm]!(bytes))}`;
}

/** Whether a stated digest is that of any of these bytes; undefined when the algorithm or the form is not known. */
export function digestMatches(stated: string, candidates: readonly Uint8Array[]): boolean | undefined {
  const [, name = "", value = ""] = /^([A-Za-z0-9-]{1,20}):\s*([A-Za-z0-9+/=_-]{1,200})$/.exec(stated.trim()) ?? [];
  const key = name.toLowerCase().replaceAll("-", "");
  if (!Object.hasOwn(algorithms, key)) return undefined;
  const plain = value.replace(/=+$/, "");
  return candidates.some((bytes) => {
    const digest = algorithms[key]!(bytes);
    return base32(digest) === plain.toUpperCase() || base16(digest) === plain.toLowerCase();
  });
}

const base16 = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function base32(bytes: Uint8Array): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += letters[(held >> bits) & 31]!;
    }
  }
  return bits === 0 ? text : text + letters[(held << (5 - bits)) & 31]!;
}
