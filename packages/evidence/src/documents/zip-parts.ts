/** The parts of a ZIP file, each expanded only when asked for and with its bytes counted while it expands. A ZIP inside is never opened. */
import { Inflate } from "fflate";
import { decodeAs } from "../decode.js";

/** What may still be expanded; reading takes away from it. */
export interface ExpansionBudget {
  left: number;
  readonly ratio: number;
}

/** Why a part cannot be had. */
export type PartFailure = "encrypted" | "expands-too-far" | "damaged";

/** The names of the parts, and their contents on demand; undefined for a name that there is not. */
export interface ZipParts {
  readonly names: ReadonlySet<string>;
  read(name: string): Uint8Array | PartFailure | undefined;
}

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly at: number;
}

const mostEntries = 20_000;
/** Parts that expand to less than this are let through whatever their ratio. */
const smallPart = 1_000_000;
const step = 16_384;

/** Reads the directory at the end of a ZIP file; undefined when there is none, as in a file that was cut off. */
export function openZip(bytes: Uint8Array, budget: ExpansionBudget): ZipParts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = directoryEnd(view);
  if (end === undefined) return undefined;
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  const count = view.getUint16(end + 10, true);
  for (let index = 0; index < count && index < mostEntries; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const name = decodeAs(bytes.subarray(at + 46, at + 46 + nameLength), "utf-8")?.text ?? "";
    const entry: Entry = {
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    };
    if (!entries.has(name)) entries.set(name, entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return {
    names: new Set(entries.keys()),
    read: (name) => {
      const entry = entries.get(name);
      return entry === undefined ? undefined : readEntry(bytes, view, entry, budget);
    },
  };
}

function directoryEnd(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 66_000; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return undefined;
}

function readEntry(bytes: Uint8Array, view: DataView, entry: Entry, budget: ExpansionBudget): Uint8Array | PartFailure {
  if (entry.encrypted) return "encrypted";
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50) return "damaged";
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.subarray(from, from + entry.packed);
  if (packed.length < entry.packed) return "damaged";
  if (entry.method === 0) return packed;
  return entry.method === 8 ? expand(packed, budget, new Inflate()) : "damaged";
}

/** Something of fflate that expands a stream piece by piece. */
interface Expander {
  ondata: (chunk: Uint8Array<ArrayBuffer>, final: boolean) => void;
  push(chunk: Uint8Array, final?: boolean): void;
}

/** Expands a stream and counts what comes out; stops as soon as it is more than the budget or the ratio allows. */
export function expand(packed: Uint8Array, budget: ExpansionBudget, expander: Expander): Uint8Array | "expands-too-far" | "damaged" {
  const chunks: Uint8Array[] = [];
  let length = 0;
  expander.ondata = (chunk) => {
    length += chunk.length;
    chunks.push(chunk);
  };
  try {
    for (let at = 0; at < packed.length; at += step) {
      expander.push(packed.subarray(at, at + step), at + step >= packed.length);
      if (length > budget.left || (length > smallPart && length > packed.length * budget.ratio)) return "expands-too-far";
    }
  } catch {
    return "damaged";
  }
  budget.left -= length;
  return concatenated(chunks);
}

/** Pieces as one. */
export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
