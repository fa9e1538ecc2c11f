/** What records share that ask whether the answer stands up: the leader and the means of a decision under other assumptions. */

import { momentsOf } from "../../statistics/moments.js";
import { benefitsOf, type DecisionDraws } from "../decision.js";
import { winsOf } from "./leading-pair.js";
import { eligibleOf } from "./per-objective.js";

/** How an objective comes out: the option with the best mean of those not barred (-1 where all are), and per option mean and share of draws as the best. */
export interface Outcome {
  readonly objective: string;
  readonly leader: number;
  readonly means: readonly number[];
  readonly best: readonly number[];
}

/** The outcomes of all objectives. */
export function outcomesOf(subject: DecisionDraws): readonly Outcome[] {
  const eligible = eligibleOf(subject);
  const { objectives } = subject.decision;
  return objectives.map(({ name, sense }, place) => {
    const columns = subject.objectives[place]!;
    const means = columns.map((column) => momentsOf(column).mean);
    const sign = sense === "minimise" ? -1 : 1;
    const leader = means.reduce(
      (best, mean, option) => (eligible[option] && (best < 0 || sign * mean > sign * means[best]!) ? option : best),
      -1,
    );
    return { objective: name, leader, means, best: winsOf(benefitsOf(subject, place, true), eligible) };
  });
}
