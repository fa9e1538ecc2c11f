/** What the studies that the case declares would be worth before choosing, on its first objective, and what larger and smaller ones would be. */
import { defineAnalysis, turn } from "../analysis.js";
import { benefitsOf, type DecisionDraws, type DecisionStudy, type Means } from "../decision.js";
import { type Estimated, type InputDraws, isUnsuitable, type OptionDraws, type Unsuitable } from "../draws.js";
import { evpi } from "../evpi.js";
import { evsiAroundSize } from "../evsi.js";
import type { Study } from "../study.js";
import { eligibleOf } from "./per-objective.js";

/** One size of a study, and what the study would be worth then. */
export interface ValueAtSize extends Estimated {
  readonly size: number;
}

/** The value of a study in the unit of the objective, with the value of knowing what it is about for certain. */
export interface ValuedStudy extends Estimated {
  readonly name: string;
  readonly of: string;
  readonly study: Study;
  /** The value of knowing what is studied exactly; the study is never worth more. */
  readonly perfect: Estimated;
  /** The share of that, and of the value of knowing everything; undefined where those are 0. */
  readonly shareOfPerfect: number | undefined;
  readonly shareOfAll: number | undefined;
  /** A quarter of the size, half of it, the size itself, twice and four times as much; sizes that are whole stay whole. Never falling. */
  readonly sizes: readonly ValueAtSize[];
  /** The cost in the unit of the objective, and the value less the cost, where that is known. */
  readonly cost?: number;
  readonly net?: Estimated;
}

/** Every study of a decision with its value, or why it has none; and the value of knowing everything. */
export interface ValuedStudies {
  readonly objective: string;
  readonly evpi: Estimated;
  readonly studies: readonly ValuedStudy[];
  readonly without: readonly ({ readonly study: string; readonly of: string } & Unsuitable)[];
}

export const studies = defineAnalysis<ValuedStudies>({
  name: "studies",
  question: "What would the planned studies be worth?",
  needs: ["objective", "options", "studies"],
  fewestDraws: 512,
  method: "value-of-information",
  holds:
    "`studies`: per study its `value` (EVSI) with `error`, what knowing exactly would be worth (`perfect`), the shares of that and of all, the value by `sizes`, and `net` of its cost.",
  knownAnswer: "Raiffa and Schlaifer (1961): the normal mean measured with normal error; a beta probability and k of n by enumeration",
  run: valueStudies,
});

async function valueStudies(subject: DecisionDraws, means: Means): Promise<ValuedStudies | Unsuitable> {
  const { places: _, ...draws } = benefitsOf(subject, 0, true);
  const eligible = eligibleOf(subject);
  const all = evpi(draws, { eligible });
  if (isUnsuitable(all)) return all;
  const declared = subject.decision.studies ?? [];
  const valued: ValuedStudy[] = [];
  const without: ({ readonly study: string; readonly of: string } & Unsuitable)[] = [];
  for (const [index, study] of declared.entries()) {
    await turn(means, index / declared.length);
    const found = valueOfStudy(study, subject.studied[index]!, draws, all, eligible, means.settings.seed);
    if (isUnsuitable(found)) without.push({ study: study.name, of: study.of, ...found });
    else valued.push(found);
  }
  return {
    objective: subject.decision.objectives[0]!.name,
    evpi: { value: all.value, error: all.error },
    studies: valued,
    without,
  };
}

function valueOfStudy(
  { name, of, study, cost }: DecisionStudy,
  { columns }: InputDraws,
  draws: OptionDraws,
  all: Estimated,
  eligible: readonly boolean[],
  seed: number,
): ValuedStudy | Unsuitable {
  const part = { input: { name: of, columns }, study };
  const found = evsiAroundSize(draws, part, { eligible, seed });
  if (isUnsuitable(found)) return found;
  const { value, error, perfect, sizes } = found;
  return {
    name,
    of,
    study,
    value,
    error,
    perfect,
    shareOfPerfect: perfect.value > 0 ? value / perfect.value : undefined,
    shareOfAll: all.value > 0 ? value / all.value : undefined,
    sizes,
    ...(cost === undefined ? {} : { cost, net: { value: value - cost, error } }),
  };
}
