/** What records of analyses share: an analysis of draws made for every objective, options in the order of the decision. */
import { turn } from "../analysis.js";
import { benefitsOf, type DecisionDraws, type DecisionWeights, type Means } from "../decision.js";
import { isUnsuitable, type OptionDraws, type Unsuitable } from "../draws.js";
import { centralWeights, partialValues } from "../weights.js";

/** Results by objective; those that have none are listed with the reason. */
export interface PerObjective<Result> {
  readonly objectives: readonly ({ readonly objective: string } & Result)[];
  readonly without: readonly ({ readonly objective: string } & Unsuitable)[];
}

/**
 * Makes an analysis for every objective (and, if asked, for all objectives as each stated set of weights weighs them, under the name
 * `weights:NAME`, in hundredths of all swings together), all options among the draws and those that are barred not eligible. Without any result, the first reason.
 */
export async function perObjective<Result extends object>(
  subject: DecisionDraws,
  means: Means,
  analyse: (draws: OptionDraws, eligible: readonly boolean[], isFirst: boolean) => Result | Unsuitable,
  { weighed = false }: { readonly weighed?: boolean } = {},
): Promise<PerObjective<Result> | Unsuitable> {
  const eligible = eligibleOf(subject);
  const objectives: ({ readonly objective: string } & Result)[] = [];
  const without: ({ readonly objective: string } & Unsuitable)[] = [];
  const asked = [
    ...subject.decision.objectives.map(({ name }, index) => ({ name, draws: benefitsOf(subject, index, true) })),
    ...(weighed
      ? (subject.decision.weights ?? []).map((each) => ({ name: `weights:${each.name}`, draws: weighedBenefits(subject, each) }))
      : []),
  ];
  for (const [index, { name, draws }] of asked.entries()) {
    await turn(means, index / asked.length);
    const result = analyse(draws, eligible, index === 0);
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

/** What options are worth when objectives are weighed by the middle of stated weights: 0 at the worst level of all, 100 at the best. */
export function weighedBenefits(
  { decision, draws, objectives, replicated }: Pick<DecisionDraws, "decision" | "draws" | "objectives" | "replicated">,
  { places, weights, levels }: DecisionWeights,
): OptionDraws {
  const central = centralWeights(weights, places.length);
  const benefits = decision.options.map((_, option) => {
    const sum = new Float64Array(draws);
    places.forEach((place, index) => {
      const values = partialValues(objectives[place]![option]!, levels[index]!);
      for (let draw = 0; draw < draws; draw++) sum[draw] = sum[draw]! + 100 * central[index]! * values[draw]!;
    });
    return sum;
  });
  return { options: decision.options.map(({ name }) => name), benefits, replicated };
}
