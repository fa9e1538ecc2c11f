/** Ed25519 signatures (RFC 8032) of versions: making a pair of keys, signing the bytes of a manifest, and telling whether a signature holds. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import type { Disk } from "../effects.js";
import { type Problem, problem } from "../problem.js";
import { sha256 } from "./read-versions.js";

/** What `signature.json` holds. */
export interface Signature {
  readonly format: "outweigh-signature-1";
  readonly algorithm: "Ed25519";
  /** The file whose bytes are signed. */
  readonly of: "manifest.json";
  /** SPKI in PEM. */
  readonly publicKey: string;
  /** Of 64 bytes, in base64. */
  readonly signature: string;
}

/** A pair of keys as PEM: PKCS 8 and SPKI. */
export function newKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}

/** The sha-256 of a public key as SPKI in DER: by this it is named, and told over the telephone. */
export function fingerprintOf(key: KeyObject): string {
  return sha256(key.export({ type: "spki", format: "der" }));
}

/** A fingerprint in groups that people can read. */
export function fingerprintWords(fingerprint: string): string {
  return (fingerprint.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}

/** The key in a file: private to sign with, public to verify with (of a private one, its public half). */
export function readKey(disk: Disk, path: string, kind: "private" | "public"): KeyObject | Problem {
  const read = disk.read(path);
  if (!read.ok)
    return problem(
      read.reason === "missing" ? `There is no file ${path}.` : `${path} cannot be read.`,
      kind === "private" ? "A pair of keys is made by: outweigh key FILE" : "Give the file with the public key of who published.",
    );
  const key = keyOf(new TextDecoder().decode(read.bytes), kind);
  if (key === undefined)
    return problem(
      `${path} holds no ${kind} key that can be used: it has to be an Ed25519 key as PEM, without a passphrase.`,
      "A pair of keys is made by: outweigh key FILE",
    );
  return key;
}

function keyOf(pem: string, kind: "private" | "public"): KeyObject | undefined {
  try {
    const key = kind === "private" ? createPrivateKey(pem) : createPublicKey(pem);
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The public half of a key. */
export function publicHalf(key: KeyObject): KeyObject {
  return key.type === "public" ? key : createPublicKey(key);
}

/** The text of `signature.json` for these bytes. */
export function signatureText(key: KeyObject, signed: Uint8Array): string {
  return textOf(publicHalf(key), sign(null, signed, key));
}

function textOf(key: KeyObject, bytes: Uint8Array): string {
  const signature: Signature = {
    format: "outweigh-signature-1",
    algorithm: "Ed25519",
    of: "manifest.json",
    publicKey: key.export({ type: "spki", format: "pem" }).toString(),
    signature: Buffer.from(bytes).toString("base64"),
  };
  return `${JSON.stringify(signature, null, 2)}\n`;
}

/** Whether a signature holds: by which key; or that it does not, in words that complete "the signature …". */
export function checkSignature(
  text: string,
  signed: Uint8Array,
): { readonly kind: "holds"; readonly key: KeyObject } | { readonly kind: "fails"; readonly reason: string } {
  const unreadable = { kind: "fails", reason: "cannot be read" } as const;
  let given: Partial<Signature> | null;
  try {
    given = JSON.parse(text);
  } catch {
    return unreadable;
  }
  if (typeof given !== "object" || given === null || typeof given.publicKey !== "string" || typeof given.signature !== "string")
    return unreadable;
  const key = keyOf(given.publicKey, "public");
  if (key === undefined) return unreadable;
  const bytes = Buffer.from(given.signature, "base64");
  // Keys and signatures can be written in several ways; only the one that we write is taken, so that every change of the file is seen.
  if (textOf(key, bytes) !== text) return { kind: "fails", reason: "is not as it was written" };
  return verify(null, signed, key, bytes) ? { kind: "holds", key } : { kind: "fails", reason: "does not fit the manifest" };
}
