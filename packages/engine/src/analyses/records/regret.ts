/** How much worse each choice may turn out than the best that could have been chosen, on every objective. */
import { defineAnalysis } from "../analysis.js";
import { type Regrets, regrets } from "../regret.js";
import { type PerObjective, perObjective } from "./per-objective.js";

export const regret = defineAnalysis<PerObjective<Regrets>>({
  name: "regret",
  question: "How much would one regret each choice, knowing afterwards how things turned out?",
  needs: ["objective", "options"],
  fewestDraws: 100,
  method: "regret",
  knownAnswer: "Small tables by brute force; expected regret of the best mean is the value of perfect information",
  run: async (subject) => perObjective(subject, (draws, eligible) => regrets(draws, { eligible })),
});
