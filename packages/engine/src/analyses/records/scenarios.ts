/** Whether the answer holds in the futures that the case names. */
import { defineAnalysis, turn } from "../analysis.js";
import type { Standing } from "../comparison.js";
import { drawDecision, firstDraws } from "../decision.js";
import { type Outcome, outcomesOf } from "./standing-up.js";

/** The outcomes as the case stands, and in each scenario. */
export interface ScenariosResult {
  readonly base: readonly Outcome[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly label: string;
    readonly standings: readonly Standing[];
    readonly outcomes: readonly Outcome[];
  }[];
}

/** More would only make the errors smaller. */
const mostDraws = 4096;

export const scenarios = defineAnalysis<ScenariosResult>({
  name: "scenarios",
  question: "Does the answer hold in the futures that the case names?",
  needs: ["objective", "options", "scenarios"],
  fewestDraws: 100,
  method: "robustness",
  holds: "`base` outcomes and those of each of the `scenarios`: leader, means, shares of the first place.",
  knownAnswer: "A model in closed form, run again by hand",
  run: async (subject, means) => {
    const asked = subject.decision.scenarios ?? [];
    const settings = { ...means.settings, draws: Math.min(mostDraws, subject.draws) };
    const found: ScenariosResult["scenarios"][number][] = [];
    for (const [index, { name, label, make }] of asked.entries()) {
      await turn(means, index / asked.length);
      const drawn = drawDecision({ ...make(), inputs: [] }, settings);
      found.push({ name, label, standings: drawn.standings, outcomes: outcomesOf(drawn) });
    }
    return { base: outcomesOf(firstDraws(subject, settings.draws)), scenarios: found };
  },
});
