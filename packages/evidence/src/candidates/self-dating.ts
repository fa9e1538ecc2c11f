/** What a text says of its own time by naming office-holders as if in office. */
import type { Lexicon } from "./lexicon.js";
import { type OfficeHolder, officeHolders, officeHoldersRevised } from "./office-holders.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** An office-holder named as in office, at tokens `from` to `to`, with the terms that the person served. */
export interface NamedHolder {
  readonly from: number;
  readonly to: number;
  readonly terms: readonly OfficeHolder[];
}

const bySurname = new Map<string, OfficeHolder[]>();
for (const holder of officeHolders) {
  const last = holder.surname.split(" ").at(-1)!;
  const listed = bySurname.get(last);
  if (listed) listed.push(holder);
  else bySurname.set(last, [holder]);
}

/** Finds them among the tokens `from` to `to`; one called "former" is not in office. */
export function findHolders(tokens: readonly Token[], from: number, to: number, lexicon: Lexicon): readonly NamedHolder[] {
  const found: NamedHolder[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    const holders = token.isCapital ? bySurname.get(token.key) : undefined;
    if (!holders) continue;
    for (let start = at - 1; start >= Math.max(from, at - 6); start--) {
      if (tokens[start]!.kind === "mark") break;
      const office = phraseAt(lexicon.offices, tokens, start, at);
      if (!office || office.value === "") continue;
      const terms = holders.filter(
        (holder) =>
          holder.office === office.value &&
          holder.surname.split(" ").every((part, offset, parts) => tokens[at - parts.length + 1 + offset]?.key === part),
      );
      const isFormer = [start - 1, start - 2].some(
        (before) => before >= from && lexicon.formerWords.has(tokens[before]!.key.replace(/-$/, "")),
      );
      if (terms.length > 0 && !isFormer) found.push({ from: start, to: at + 1, terms });
      break;
    }
    const after = phraseAt(lexicon.offices, tokens, at + 1, to);
    if (after?.value === "" && at + 1 < to && !lexicon.formerWords.has(tokens[at - 1]?.key ?? ""))
      found.push({ from: at, to: at + 1 + after.length, terms: holders });
  }
  return found;
}

/** The term as words: "Mexico, president 2018-12-01 to 2024-10-01". */
export function termText({ country, office, from, to }: OfficeHolder): string {
  return `${country}, ${office} ${from} to ${to ?? "?"}`;
}

/** Whether none of the terms holds on a day; false where the table does not reach that far. */
export function isOutOfOffice(terms: readonly OfficeHolder[], day: string): boolean {
  return (
    terms.every(({ from, to }) => day < from || (to !== undefined ? day > to : false)) &&
    !(terms.some(({ to }) => to === undefined) && day > officeHoldersRevised)
  );
}
