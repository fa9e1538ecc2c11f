/** Where experts would decide differently: the answer on the numbers of each of them alone. */
import { defineAnalysis, turn } from "../analysis.js";
import { drawDecision, firstDraws } from "../decision.js";
import { type Outcome, outcomesOf } from "./standing-up.js";

/** The outcomes on the numbers of all experts together, and on those of each. */
export interface ExpertsResult {
  readonly draws: number;
  readonly base: readonly Outcome[];
  readonly experts: readonly {
    readonly name: string;
    readonly label: string;
    readonly outcomes: readonly Outcome[];
    /** Objectives on which another option leads. */
    readonly flipped: readonly string[];
  }[];
}

/** More would only make the errors smaller. */
const mostDraws = 4096;

export const experts = defineAnalysis<ExpertsResult>({
  name: "experts",
  question: "Would each expert, on their own numbers, choose the same?",
  needs: ["objective", "options", "experts"],
  fewestDraws: 100,
  method: "elicitation",
  holds:
    "`base` outcomes on the pool, and of each of the `experts` the `outcomes` on that expert's numbers alone and the objectives `flipped`.",
  knownAnswer: "Two experts of whom each makes another option best, by hand",
  run: async (subject, means) => {
    const asked = subject.decision.experts ?? [];
    const settings = { ...means.settings, draws: Math.min(mostDraws, subject.draws) };
    const base = outcomesOf(firstDraws(subject, settings.draws));
    const found: ExpertsResult["experts"][number][] = [];
    for (const [index, { name, label, make }] of asked.entries()) {
      await turn(means, index / asked.length);
      const outcomes = outcomesOf(drawDecision({ ...make(), inputs: [] }, settings));
      const flipped = outcomes.filter(({ leader }, place) => leader !== base[place]!.leader).map(({ objective }) => objective);
      found.push({ name, label, outcomes, flipped });
    }
    return { draws: settings.draws, base, experts: found };
  },
});
