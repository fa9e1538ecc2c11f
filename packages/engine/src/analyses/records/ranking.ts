/** Is the ranking real? The probability that the option in front by its mean is truly the best, on every objective. */
import { defineAnalysis } from "../analysis.js";
import { correctSelection, fewestForSelection, type Selection } from "../correct-selection.js";
import { type PerObjective, perObjective } from "./per-objective.js";

export const ranking = defineAnalysis<PerObjective<Selection>>({
  name: "ranking",
  question: "Is the option in front really in front, or only by the luck of the draws?",
  needs: ["objective", "options"],
  fewestDraws: fewestForSelection,
  method: "correct-selection",
  knownAnswer: "Selection between normal means, stated rate against 200 seeds",
  run: async (subject) => perObjective(subject, (draws, eligible) => correctSelection(draws, { eligible })),
});
