/** What records of analyses share: an analysis of draws made for every objective, options in the order of the decision. */
import { benefitsOf, type DecisionDraws } from "../decision.js";
import { isUnsuitable, type OptionDraws, type Unsuitable } from "../draws.js";

/** Results by objective; those that have none are listed with the reason. */
export interface PerObjective<Result> {
  readonly objectives: readonly ({ readonly objective: string } & Result)[];
  readonly without: readonly ({ readonly objective: string } & Unsuitable)[];
}

/** Makes an analysis for every objective, all options among the draws and those that are barred not eligible. Without any result, the first reason. */
export function perObjective<Result extends object>(
  subject: DecisionDraws,
  analyse: (draws: OptionDraws, eligible: readonly boolean[], objective: number) => Result | Unsuitable,
): PerObjective<Result> | Unsuitable {
  const eligible = eligibleOf(subject);
  const objectives: ({ readonly objective: string } & Result)[] = [];
  const without: ({ readonly objective: string } & Unsuitable)[] = [];
  for (const [index, { name }] of subject.decision.objectives.entries()) {
    const { places: _, ...draws } = benefitsOf(subject, index, true);
    const result = analyse(draws, eligible, index);
    if (isUnsuitable(result)) without.push({ objective: name, ...result });
    else objectives.push({ objective: name, ...result });
  }
  const [first] = without;
  return objectives.length === 0 && first !== undefined ? first : { objectives, without };
}

/** Which options may be chosen. */
export function eligibleOf({ standings }: DecisionDraws): readonly boolean[] {
  return standings.map((standing) => standing !== "barred");
}
