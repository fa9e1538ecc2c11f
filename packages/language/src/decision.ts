/** A compiled case as a decision that can be analysed, with all that it says of other futures, weights and its evidence. */
import type { Decision } from "@outweigh/engine";
import { decisionAlone } from "./decision-model.js";
import { preferencesOf, studiesOf, variantsOf } from "./decision-variants.js";
import type { Compiled } from "./evaluated.js";

/** The decision of a case. */
export function decisionOf(compiled: Compiled): Decision {
  const alone = decisionAlone(compiled);
  return { ...alone, ...preferencesOf(compiled), ...studiesOf(compiled, alone), ...variantsOf(compiled) };
}
