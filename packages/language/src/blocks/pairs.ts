/** Lines of pairs between bars, such as quantiles: `5 %: 200 | 50 %: 280 | 95 %: 400`. */
import type { Expression, FieldSyntax, Part } from "../syntax.js";
import type { BlockReader } from "./block.js";

/** Pairs between bars; the colon within a pair may be left out. What is none is reported with what was expected. */
export function readPairs(reader: BlockReader, field: FieldSyntax, expected: string): (readonly [Expression, Expression])[] | undefined {
  const pairs: (readonly [Expression, Expression])[] = [];
  for (const item of splitAt(reader.parts(field), "|")) {
    const [first, second, ...more] = item.filter((part) => part.kind !== "separator" || part.text !== ":");
    if (first?.kind !== "expression" || second?.kind !== "expression" || more.length > 0) {
      reader.wrong(field, expected, first?.span ?? field.raw.span);
      return undefined;
    }
    pairs.push([first.expression, second.expression]);
  }
  return pairs;
}

function splitAt(parts: readonly Part[], separator: string): Part[][] {
  const items: Part[][] = [[]];
  for (const part of parts) {
    if (part.kind === "separator" && part.text === separator) items.push([]);
    else items.at(-1)!.push(part);
  }
  return items;
}
