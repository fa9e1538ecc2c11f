/** Which options no other beats on all objectives at once: the front of the means, and how often each option is on the front of a draw. */
import { momentsOf } from "../../statistics/moments.js";
import { defineAnalysis } from "../analysis.js";
import { benefitsOf } from "../decision.js";
import { type Estimated, isUnsuitable } from "../draws.js";
import { paretoFront, paretoProbabilities } from "../pareto.js";
import { eligibleOf } from "./per-objective.js";

/** The front among the options that are not barred; `options` are places in the decision. */
export interface ParetoResult {
  readonly options: readonly {
    readonly option: number;
    /** Whether no other option has means as good on all objectives and better on one. */
    readonly isOnFront: boolean;
    /** Options whose means are as good on all objectives and better on one. */
    readonly dominatedBy: readonly number[];
    /** The share of draws in which no other option dominates it. */
    readonly onFront: Estimated;
  }[];
}

export const pareto = defineAnalysis<ParetoResult>({
  name: "pareto",
  question: "Which options does no other beat on all objectives at once?",
  needs: ["objectives", "options"],
  fewestDraws: 100,
  method: "comparison",
  knownAnswer: "Small tables by brute force",
  run: async (subject) => {
    const eligible = eligibleOf(subject);
    const places = subject.decision.options.map((_, option) => option).filter((option) => eligible[option]);
    const columns = subject.decision.objectives.map((_, objective) => benefitsOf(subject, objective).benefits);
    const probabilities = paretoProbabilities(
      columns,
      places.map((option) => subject.decision.options[option]!.name),
      subject.replicated,
    );
    if (isUnsuitable(probabilities)) return probabilities;
    const front = paretoFront(places.map((_, option) => columns.map((objective) => momentsOf(objective[option]!).mean)));
    return {
      options: places.map((option, index) => ({
        option,
        isOnFront: front[index]!.isOnFront,
        dominatedBy: front[index]!.dominatedBy.map((other) => places[other]!),
        onFront: probabilities.onFront[index]!,
      })),
    };
  },
});
