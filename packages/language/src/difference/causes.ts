/** Why the results moved: the attribution of the change, in the names of the items, and the same whichever version comes first. */
import { attributeChange, type ChangeSettings } from "../attribution.js";
import type { CaseChange } from "../case-changes.js";
import type { Compiled } from "../evaluated.js";
import type { CaseSettings } from "../run-case.js";
import { type Renaming, renamed, reversed } from "./meaning.js";
import { inNamesOf } from "./other-names.js";
import type { CauseShare, Causes, Uncertain } from "./record.js";
import { finite } from "./results.js";

/** The causes. Whichever version comes first, one and the same attribution is made and, where needed, turned round. */
export async function causesBetween(
  before: Compiled,
  after: Compiled,
  renaming: Renaming,
  asked: CaseSettings,
  settings: ChangeSettings,
): Promise<Causes> {
  const isTurned = before.inputsHash > after.inputsHash;
  const back = reversed(renaming);
  const [first, last, names] = isTurned ? [after, before, back] : [before, after, renaming];
  const objective =
    settings.objective === undefined ? {} : { objective: isTurned ? renamed(settings.objective, back) : settings.objective };
  const found = await attributeChange(inNamesOf(first, names), last, asked, { ...settings, ...objective });
  const nameNow = (name: string) => (isTurned ? renamed(name, renaming) : name);
  if (found.kind === "not-attributed")
    return { kind: "none", reason: found.reason, ...(found.name === undefined ? {} : { name: nameNow(found.name) }) };
  if (found.causes.length === 0) return { kind: "none", reason: "nothing-changed", name: nameNow(found.objective.name) };
  const turned = (list: readonly { readonly value: number; readonly error: number }[]): readonly Uncertain[] =>
    list.map(({ value, error }) => ({ value: finite(isTurned ? -value : value), error: finite(error) }));
  const itemOf = ({ kind, id }: CaseChange) => (kind === "case" ? "case" : `${kind === "observation" ? "observe" : kind} ${nameNow(id)}`);
  return {
    kind: "shares",
    objective: nameNow(found.objective.name),
    options: found.options.map(({ name }) => nameNow(name)),
    total: { means: turned(found.total.means), best: turned(found.total.best) },
    shares: found.causes.map(
      ({ changes, carried, means, best }): CauseShare => ({
        items: [...changes, ...carried].map(itemOf),
        means: turned(means),
        best: turned(best),
      }),
    ),
    isExact: found.isExact,
    draws: found.draws,
    seed: found.seed,
  };
}
