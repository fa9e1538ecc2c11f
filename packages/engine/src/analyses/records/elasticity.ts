/** How the difference between the options answers to a small change of each input: derivatives and elasticities with all inputs at their medians. */
import { defineAnalysis } from "../analysis.js";
import { type LocalDerivatives, localDerivatives } from "../derivatives.js";
import { isUnsuitable } from "../draws.js";
import { modelOfDifferences, type PerDifference, perDifference } from "./difference.js";

/** The derivatives by objective. */
export type ElasticityResult = PerDifference<LocalDerivatives>;

export const elasticity = defineAnalysis<ElasticityResult>({
  name: "elasticity",
  question: "What does a small change of an input do to the difference between the options?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 1,
  method: "morris",
  holds:
    "`objectives`: the `pair`, the `base` at the medians, and per input `at`, `derivative` with its `error`, and `elasticity` (per cent for a per cent); discrete inputs have none.",
  knownAnswer: "Fuel cost (Analytica's manual), checked by hand",
  run: async (subject) => {
    const made = modelOfDifferences(subject);
    if (isUnsuitable(made)) return made;
    const result = localDerivatives(made.model);
    return isUnsuitable(result) ? result : perDifference(made.differences, result.outputs, result.evaluations);
  },
});
