/** One input at a time: where the difference between the options goes when an input is low or high and all others are in the middle. */
import { defineAnalysis } from "../analysis.js";
import { isUnsuitable } from "../draws.js";
import { type Tornado, tornado as tornados } from "../tornado.js";
import { modelOfDifferences, type PerDifference, perDifference } from "./difference.js";

/** The tornados by objective. Bars are named by streams of the inputs. */
export type TornadoResult = PerDifference<Tornado>;

export const tornado = defineAnalysis<TornadoResult>({
  name: "tornado",
  question: "Which input, by itself, moves the difference between the options most?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 1,
  method: "tornado",
  holds: "`objectives`: the `pair`, the `base` with all inputs at their medians, and per input the `points`, the `swing` and the `range`.",
  knownAnswer: "Linear models, exactly; fuel cost (Analytica's manual), checked by hand",
  run: async (subject) => {
    const made = modelOfDifferences(subject);
    if (isUnsuitable(made)) return made;
    const result = tornados(made.model);
    return isUnsuitable(result) ? result : perDifference(made.differences, result.outputs, result.evaluations);
  },
});
