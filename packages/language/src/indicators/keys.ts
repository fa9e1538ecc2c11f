/** Keys of readings and candidates: the same thing found twice, by whomever, has the same key. */
import { sha256Hex } from "@outweigh/evidence";
import { canonicalJson } from "../ledger/canonical.js";

/** The key of a reading. `before` is the key of the reading about the same period that it takes the place of, so that a figure may be revised back. */
export function readingKey(indicator: string, of: string, value: number | string, before: string | undefined): string {
  return keyOf(["reading", indicator, of, value, before ?? null]);
}

/** The key of a passage found in an entry of a feed. Blanks and the case of letters make no difference. */
export function passageKey(indicator: string, address: string, passage: string): string {
  return keyOf(["passage", indicator, address, passage.replace(/\s+/gu, " ").trim().toLowerCase()]);
}

/** The key of a candidate that a reading gives rise to. */
export function candidateKeyOf(reading: string): string {
  return keyOf(["candidate", reading]);
}

function keyOf(parts: readonly (string | number | null)[]): string {
  return sha256Hex(canonicalJson(parts)).slice(0, 16);
}
