/** What to find out first: the value of perfect information on every objective, for all that is uncertain and for each input alone. */
import { defineAnalysis } from "../analysis.js";
import { type Estimated, type InputDraws, isUnsuitable, type OptionDraws, type Unsuitable } from "../draws.js";
import { evppi, evppiByPartition, hasValue, type PartialInformation } from "../evppi.js";
import { type PerObjective, perObjective } from "./per-objective.js";

/** The values by regression, and those of the inputs that matter most once more by partition, which needs no curve: `agree` says whether the two do. */
export interface ValueOfInformation extends PartialInformation {
  readonly checks: readonly { readonly input: string; readonly byPartition: Estimated; readonly agree: boolean }[];
}

/** So many inputs are valued twice. */
const mostChecked = 5;

export const valueOfInformation = defineAnalysis<PerObjective<ValueOfInformation>>({
  name: "value-of-information",
  question: "What is worth finding out before choosing?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 512,
  method: "value-of-information",
  holds:
    "`objectives` (and `weights:NAME`): `evpi`; per input `value` (EVPPI) with `error`, `bias` and `method`; `checks`: the largest once more by another method, and whether the two agree.",
  knownAnswer: "Two options with normal benefits in closed form (model of the R package voi); the used-car buyer (Howard 1977)",
  run: async (subject, means) => {
    const varying = subject.inputs.filter(({ columns }) => columns.length > 0);
    return perObjective(subject, means, (draws, eligible) => valuesOf(varying, draws, eligible), { weighed: true });
  },
});

function valuesOf(varying: readonly InputDraws[], draws: OptionDraws, eligible: readonly boolean[]): ValueOfInformation | Unsuitable {
  const values = evppi(draws, varying, { eligible });
  if (isUnsuitable(values)) return values;
  const largest = values.inputs
    .filter(hasValue)
    .filter(({ name, value, error }) => value > 2 * error && varying.find((input) => input.name === name)!.columns.length === 1)
    .sort((one, other) => other.value - one.value);
  const checks = largest.slice(0, mostChecked).flatMap(({ name, value, error }) => {
    const again = evppiByPartition(draws, varying.find((input) => input.name === name)!, { eligible });
    if (isUnsuitable(again)) return [];
    const allowed = 3 * Math.sqrt(error * error + again.error * again.error) + 0.03 * value;
    return [{ input: name, byPartition: { value: again.value, error: again.error }, agree: Math.abs(again.value - value) <= allowed }];
  });
  return { ...values, checks };
}
