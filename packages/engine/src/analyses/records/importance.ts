/** Which inputs the difference between the option in front and its rival follows, on every objective. */
import { defineAnalysis } from "../analysis.js";
import { importanceAmong, type RankImportances, rankedInputs } from "../rank-importance.js";
import { leadingPair } from "./leading-pair.js";
import { type PerObjective, perObjective } from "./per-objective.js";

/** The importance for the difference of the options at `pair`, places in the decision. */
export type ImportanceResult = RankImportances & { readonly pair: readonly [number, number] };

export const importance = defineAnalysis<PerObjective<ImportanceResult>>({
  name: "importance",
  question: "Which uncertain inputs does the difference between the options follow?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 512,
  method: "importance",
  holds:
    "`objectives`: the `pair` of options, and per input `rank`, `regression` and `partial` correlations of ranks and the `firstOrder` share of variance.",
  knownAnswer: "Ishigami function in closed form; linear models",
  run: async (subject, means) => {
    const inputs = rankedInputs(subject.inputs);
    return perObjective<ImportanceResult>(subject, means, (draws, eligible) => {
      const pair = leadingPair(draws, eligible, subject.decision.baseline);
      if (pair === undefined) return { kind: "unsuitable", reason: "too-few-options" };
      const difference = draws.benefits[pair[0]]!.map((value, draw) => value - draws.benefits[pair[1]]![draw]!);
      const result = importanceAmong(difference, inputs, subject.replicated);
      return "kind" in result ? result : { ...result, pair };
    });
  },
});
