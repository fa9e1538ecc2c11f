/** Which inputs the difference between the option in front and the baseline (or the runner-up) follows, on every objective. */
import { momentsOf } from "../../statistics/moments.js";
import { defineAnalysis } from "../analysis.js";
import { importanceAmong, type RankImportances, rankedInputs } from "../rank-importance.js";
import { type PerObjective, perObjective } from "./per-objective.js";

/** The importance for the difference of the options at `pair`, places in the decision. */
export type ImportanceResult = RankImportances & { readonly pair: readonly [number, number] };

export const importance = defineAnalysis<PerObjective<ImportanceResult>>({
  name: "importance",
  question: "Which uncertain inputs does the difference between the options follow?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 512,
  method: "importance",
  knownAnswer: "Ishigami function in closed form; linear models",
  run: async (subject) => {
    const inputs = rankedInputs(subject.inputs);
    return perObjective<ImportanceResult>(subject, (draws, eligible) => {
      const pair = leadingPair(
        draws.benefits.map((column) => momentsOf(column).mean),
        eligible,
        subject.decision.baseline,
      );
      if (pair === undefined) return { kind: "unsuitable", reason: "too-few-options" };
      const difference = draws.benefits[pair[0]]!.map((value, draw) => value - draws.benefits[pair[1]]![draw]!);
      const result = importanceAmong(difference, inputs, subject.replicated);
      return "kind" in result ? result : { ...result, pair };
    });
  },
});

/** The option in front and what it is set against: the baseline, or the runner-up where the baseline is in front or barred. */
export function leadingPair(
  means: readonly number[],
  eligible: readonly boolean[],
  baseline: number,
): readonly [number, number] | undefined {
  const order = means.map((_, option) => option).filter((option) => eligible[option]);
  order.sort((one, other) => means[other]! - means[one]!);
  const [leader, second] = order;
  if (leader === undefined || second === undefined) return undefined;
  return [leader, leader === baseline || !eligible[baseline] ? second : baseline];
}
