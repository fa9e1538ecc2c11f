/** Those who are named in rules and duties, as a reader knows them. */
import type { Party } from "@outweigh/language";
import type { Findings } from "./findings.js";
import { joinWords } from "./words.js";

/** `the council and “Hauliers”`; nothing for nobody. */
export function partyWords({ assessment }: Pick<Findings, "assessment">, parties: readonly Party[]): string {
  return joinWords(
    parties.map((party) =>
      party.kind === "words" ? party.text : (assessment.actors.find(({ id }) => id === party.id)?.label ?? party.id),
    ),
  );
}
