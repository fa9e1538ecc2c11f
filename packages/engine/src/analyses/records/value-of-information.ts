/** What to find out first: the value of perfect information on every objective, for all that is uncertain and for each input alone. */
import { defineAnalysis } from "../analysis.js";
import { evppi, type PartialInformation } from "../evppi.js";
import { type PerObjective, perObjective } from "./per-objective.js";

export const valueOfInformation = defineAnalysis<PerObjective<PartialInformation>>({
  name: "value-of-information",
  question: "What is worth finding out before choosing?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 512,
  method: "value-of-information",
  holds: "`objectives` (and `weights:NAME`): `evpi`; per input `value` (EVPPI) with `error`, `bias` and `method`.",
  knownAnswer: "Two options with normal benefits in closed form (model of the R package voi); the used-car buyer (Howard 1977)",
  run: async (subject) =>
    perObjective(
      subject,
      (draws, eligible) =>
        evppi(
          draws,
          subject.inputs.filter(({ columns }) => columns.length > 0),
          { eligible },
        ),
      { weighed: true },
    ),
});
