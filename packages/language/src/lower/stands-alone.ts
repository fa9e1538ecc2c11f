/** Values that may not use the names of a case: those of scenarios, ranges and judgements. */
import { valueUsesNames } from "../diagnostics/model.js";
import type { Expression } from "../syntax.js";
import type { Model } from "./model.js";
import { referencesOf } from "./references.js";

/** Whether an expression stands for itself; one that uses a name of the case is reported. */
export function standsAlone(model: Model, expression: Expression, what: string): boolean {
  const used = referencesOf(model.environment, expression).find(({ id }) => model.environment.entities.get(id)?.kind !== "unit");
  if (used) model.report(valueUsesNames.at(used.span, { what, name: used.id }));
  return used === undefined;
}
