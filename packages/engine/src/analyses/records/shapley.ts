/** Where the variance comes from when inputs are correlated: Shapley effects on the difference between the options. */
import { defineAnalysis, turn } from "../analysis.js";
import { isUnsuitable } from "../draws.js";
import { type ShapleyEffects, shapleyEffects } from "../shapley-effects.js";
import { modelOfDifferences, type PerDifference, perDifference } from "./difference.js";

/** The effects by objective. */
export type ShapleyResult = PerDifference<ShapleyEffects>;

/** About so many evaluations are spent. */
const evaluationsMeant = 32_768;

export const shapley = defineAnalysis<ShapleyResult>({
  name: "shapley",
  question: "Where does the spread of the difference come from, when inputs are correlated?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 1,
  method: "shapley-effects",
  holds: "`objectives`: the `pair`, and per input its `effect` on the variance, with a 95 % interval; they add up to 1.",
  knownAnswer: "Linear Gaussian model (Owen and Prieur 2017)",
  run: async (subject, means) => {
    if (subject.decision.graph.correlations.length === 0) return { kind: "unsuitable", reason: "independent" };
    const made = modelOfDifferences(subject);
    if (isUnsuitable(made)) return made;
    await turn(means, 0);
    const rows = Math.max(1, Math.round(evaluationsMeant / 512 / (made.model.inputs.length + 1))) * 512;
    const result = shapleyEffects(made.model, { seed: means.settings.seed, rows, orders: "random" });
    return isUnsuitable(result) ? result : perDifference(made.differences, result.outputs, result.evaluations);
  },
});
