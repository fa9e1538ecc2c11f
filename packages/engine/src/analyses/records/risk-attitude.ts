/** Whether dislike of risk changes the answer: certainty equivalents under exponential utility on every objective. */
import { defineAnalysis } from "../analysis.js";
import { riskAttitude as attitudesTo, type RiskAttitude } from "../risk-attitude.js";
import { type PerObjective, perObjective } from "./per-objective.js";

export const riskAttitude = defineAnalysis<PerObjective<RiskAttitude>>({
  name: "risk-attitude",
  question: "Would someone who dislikes risk choose otherwise?",
  needs: ["objective", "options"],
  fewestDraws: 1000,
  method: "risk-attitude",
  holds:
    "`objectives`: certainty equivalents and the leader at each of several risk `tolerances`, and the `changes` of leader between them.",
  knownAnswer: "Normal distribution: mean less variance over twice the risk tolerance (Pratt 1964)",
  run: async (subject, means) => perObjective(subject, means, (draws, eligible) => attitudesTo(draws, { eligible })),
});
