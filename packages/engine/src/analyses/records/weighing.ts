/** Which option is best for whom: all objectives weighed against each other, by stated weights and by none. */
import { defineAnalysis } from "../analysis.js";
import { benefitsOf, type DecisionDraws } from "../decision.js";
import { isUnsuitable, type Unsuitable } from "../draws.js";
import { type Acceptability, smaa } from "../smaa.js";
import { centralWeights, type Levels, levelsOf, partialValues, type Weights } from "../weights.js";
import { eligibleOf } from "./per-objective.js";

/** One way of weighing. `places` are objectives, `options` places in the decision; `acceptability` is in their order. */
export interface Weighing {
  readonly name: string;
  /** Absent where nobody stated weights, and all are taken as possible. */
  readonly label?: string;
  readonly places: readonly number[];
  readonly central: readonly number[];
  readonly levels: readonly Levels[];
  readonly options: readonly number[];
  readonly acceptability: readonly Acceptability[];
}

/** All ways of weighing that the decision names, and last the one in which all weights are possible. */
export interface WeighingResult {
  readonly weighings: readonly Weighing[];
}

export const weighing = defineAnalysis<WeighingResult>({
  name: "weights",
  question: "For whom is each option the best, when objectives are weighed against each other?",
  needs: ["objectives", "options"],
  fewestDraws: 1000,
  method: "weights",
  holds:
    "`weighings`, stated ones first and `unknown` last: `central` weights, `levels`, and per option `ranks` (acceptability), `centralWeights`, `confidence`, `wins`.",
  knownAnswer: "Acceptability as areas of the simplex (Lahdelma and Salminen 2001), and enumeration",
  run: async (subject, { settings }) => {
    const all = subject.decision.objectives.map((_, place) => place).filter((place) => varies(subject, place));
    const stated = (subject.decision.weights ?? []).map((each) => weigh(subject, settings.seed, each));
    const unknown = weigh(subject, settings.seed, {
      name: "unknown",
      places: all,
      weights: { kind: "unknown" },
      levels: all.map((place) => levelsOf(eligibleColumns(subject, place), subject.decision.objectives[place]!.sense)),
    });
    const weighings = [...stated, unknown].filter((each): each is Weighing => !isUnsuitable(each));
    const [first] = [...stated, unknown].filter(isUnsuitable);
    return weighings.length === 0 && first !== undefined ? first : { weighings };
  },
});

interface Asked {
  readonly name: string;
  readonly label?: string;
  readonly places: readonly number[];
  readonly weights: Weights;
  readonly levels: readonly Levels[];
}

function weigh(subject: DecisionDraws, seed: number, { name, label, places, weights, levels }: Asked): Weighing | Unsuitable {
  const eligible = eligibleOf(subject);
  const options = subject.decision.options.map((_, option) => option).filter((option) => eligible[option]);
  const acceptability = smaa(
    places.map((place, index) => options.map((option) => partialValues(subject.objectives[place]![option]!, levels[index]!))),
    options.map((option) => subject.decision.options[option]!.name),
    { weights, seed, names: ["weights", name], replicated: subject.replicated },
  );
  if (isUnsuitable(acceptability)) return acceptability;
  const named = label === undefined ? { name } : { name, label };
  return { ...named, places, central: centralWeights(weights, places.length), levels, options, acceptability };
}

function eligibleColumns(subject: DecisionDraws, objective: number): readonly Float64Array[] {
  const eligible = eligibleOf(subject);
  return subject.objectives[objective]!.filter((_, option) => eligible[option]);
}

/** Whether the levels of an objective differ at all; one that is the same for all weighs nothing. */
function varies(subject: DecisionDraws, objective: number): boolean {
  const { worst, best } = levelsOf(eligibleColumns(subject, objective), subject.decision.objectives[objective]!.sense);
  return worst !== best && benefitsOf(subject, objective).benefits.length > 0;
}
