/** Which options can be set aside whatever one's attitude to risk: stochastic dominance on every objective. */
import { defineAnalysis } from "../analysis.js";
import { type DominanceMatrix, dominanceMatrix } from "../dominance.js";
import { type PerObjective, perObjective } from "./per-objective.js";

export const dominance = defineAnalysis<PerObjective<DominanceMatrix>>({
  name: "dominance",
  question: "Is an option worse than another one whatever one's attitude to risk?",
  needs: ["objective", "options"],
  fewestDraws: 100,
  method: "dominance",
  knownAnswer: "Normal distributions in closed form; small tables by brute force",
  run: async (subject) => perObjective(subject, (draws) => dominanceMatrix(draws)),
});
