/** What is held, as a part of the address: `held=rise=0.3~crest=4.2`. */
import type { Held } from "../../work/answer/holdable.js";

/** Reads it; parts that make no sense are left out. */
export function readHeld(text: string | undefined): readonly Held[] {
  const found = (text ?? "").split("~").flatMap((part): Held[] => {
    const at = part.lastIndexOf("=");
    const value = Number(part.slice(at + 1));
    return at > 0 && part.slice(at + 1) !== "" && Number.isFinite(value) ? [{ name: part.slice(0, at), at: value }] : [];
  });
  return found.filter(({ name }, place) => found.findIndex((other) => other.name === name) === place);
}

/** Writes it. */
export function writeHeld(held: readonly Held[]): string {
  return held.map(({ name, at }) => `${name}=${Number(at.toPrecision(8))}`).join("~");
}
