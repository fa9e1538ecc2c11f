/** What records share that ask whether the answer stands up: the leader and the means of a decision under other assumptions. */

import { momentsOf } from "../../statistics/moments.js";
import type { DecisionDraws } from "../decision.js";
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
    return { objective: name, leader, means, best: sharesOfBest(columns, sign, eligible) };
  });
}

/** Per option, the share of draws in which it is the best of the eligible ones; ties share the place. */
function sharesOfBest(columns: readonly Float64Array[], sign: 1 | -1, eligible: readonly boolean[]): readonly number[] {
  const draws = columns[0]?.length ?? 0;
  const ranked = columns.map((_, option) => option).filter((option) => eligible[option]);
  const shares = new Array<number>(columns.length).fill(0);
  for (let draw = 0; draw < draws; draw++) {
    let best = -Infinity;
    let ties = 0;
    for (const option of ranked) {
      const value = sign * columns[option]![draw]!;
      if (value > best) [best, ties] = [value, 1];
      else if (value === best) ties++;
    }
    for (const option of ranked) if (sign * columns[option]![draw]! === best) shares[option] = shares[option]! + 1 / (ties * draws);
  }
  return shares;
}
