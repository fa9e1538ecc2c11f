/** Which of many inputs matter at all, for few evaluations: elementary effects on the difference between the options. */
import { defineAnalysis } from "../analysis.js";
import { isUnsuitable } from "../draws.js";
import { type MorrisEffect, morrisEffects } from "../morris.js";
import { modelOfDifferences, type PerDifference, perDifference } from "./difference.js";

/** The effects by objective, the largest mean size first. */
export type ScreeningResult = PerDifference<{ readonly effects: readonly MorrisEffect[] }>;

export const screening = defineAnalysis<ScreeningResult>({
  name: "screening",
  question: "Which of many inputs matter at all?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 1,
  method: "morris",
  holds:
    "`objectives`: the `pair`, and `effects` per input: `meanSize` (by which they are ordered), signed `mean`, and `sd`, which is large where an input interacts or acts in a curve.",
  knownAnswer: "Linear function, exactly; the function of 20 inputs of Morris (1991)",
  run: async (subject, { settings }) => {
    const made = modelOfDifferences(subject);
    if (isUnsuitable(made)) return made;
    const result = morrisEffects(made.model, { seed: settings.seed });
    if (isUnsuitable(result)) return result;
    const outputs = result.outputs.map((effects) =>
      "kind" in effects ? effects : { effects: [...effects].sort((one, other) => other.meanSize.value - one.meanSize.value) },
    );
    return perDifference(made.differences, outputs, result.evaluations);
  },
});
