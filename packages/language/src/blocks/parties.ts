/** Those who are named in a line: actors of the case by their names, others in quotation marks. Read alike for duties, standing and positions. */
import type { Party } from "../assessment.js";
import type { FieldSyntax, Part } from "../syntax.js";
import type { BlockReader } from "./block.js";

/** One party, or undefined where the part names nobody. */
export function toParty(part: Part | undefined): Party | undefined {
  if (part?.kind !== "expression") return undefined;
  const { expression, span } = part;
  if (expression.kind === "name") return { kind: "actor", id: expression.name, span };
  return expression.kind === "text" ? { kind: "words", text: expression.text, span } : undefined;
}

/** Parties between commas from a place on, and the place after them. */
export function partiesFrom(parts: readonly Part[], from: number): { readonly parties: readonly Party[]; readonly next: number } {
  const parties: Party[] = [];
  for (let at = from; ; at += 2) {
    const party = toParty(parts[at]);
    if (!party) return { parties, next: at };
    parties.push(party);
    const comma = parts[at + 1];
    if (comma?.kind !== "separator" || comma.text !== ",") return { parties, next: at + 1 };
  }
}

/** A line that names parties and nothing else. */
export function readParties(reader: BlockReader, field: FieldSyntax): readonly Party[] {
  const parts = reader.parts(field);
  const { parties, next } = partiesFrom(parts, 0);
  if (parties.length > 0 && next === parts.length) return parties;
  reader.wrong(field, "actors of the case by their names, or others in quotation marks, with commas between them");
  return [];
}
