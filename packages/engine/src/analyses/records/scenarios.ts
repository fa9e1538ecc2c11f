/** Whether the answer holds in the futures that the case names. */
import { defineAnalysis, turn } from "../analysis.js";
import type { Standing } from "../comparison.js";
import { type Decision, firstDraws } from "../decision.js";
import { drawVariants } from "../variant-draws.js";
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
    const made: Decision[] = [];
    for (const [index, { make }] of asked.entries()) {
      await turn(means, index / (2 * asked.length));
      made.push(make());
    }
    const onProgress = (share: number) => means.onProgress?.((1 + share) / 2);
    const drawn = await drawVariants(subject.decision, made, { ...means, settings, onProgress });
    const scenarios = asked.map(({ name, label }, index) => {
      const found = drawn[index]!;
      return { name, label, standings: found.standings, outcomes: outcomesOf(found) };
    });
    return { base: outcomesOf(firstDraws(subject, settings.draws)), scenarios };
  },
});
