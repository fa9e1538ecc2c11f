/** One input at a time: where the difference between the options goes when an input is low or high and all others are in the middle. */
import { defineAnalysis } from "../analysis.js";
import { isUnsuitable, type Unsuitable } from "../draws.js";
import { modelOfGraph } from "../models.js";
import { type Tornado, tornado as tornados } from "../tornado.js";
import { withDifferences } from "./difference.js";

/** The tornados by objective. Bars are named by streams of the inputs. */
export interface TornadoResult {
  readonly evaluations: number;
  readonly objectives: readonly ({ readonly objective: string; readonly pair: readonly [number, number] } & Tornado)[];
  readonly without: readonly ({ readonly objective: string } & Unsuitable)[];
}

export const tornado = defineAnalysis<TornadoResult>({
  name: "tornado",
  question: "Which input, by itself, moves the difference between the options most?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 1,
  method: "tornado",
  holds: "`objectives`: the `pair`, the `base` with all inputs at their medians, and per input the `points`, the `swing` and the `range`.",
  knownAnswer: "Linear models, exactly; fuel cost (Analytica's manual), checked by hand",
  run: async (subject) => {
    const { graph, differences } = withDifferences(subject);
    if (differences.length === 0) return { kind: "unsuitable", reason: "constant" };
    const model = modelOfGraph(
      graph,
      differences.map(({ node }) => node),
    );
    if (isUnsuitable(model)) return model;
    const result = tornados(model);
    if (isUnsuitable(result)) return result;
    const found = differences.map(({ objective, pair }, place) => ({ objective, pair, result: result.outputs[place]! }));
    return {
      evaluations: result.evaluations,
      objectives: found.flatMap(({ objective, pair, result }) => (isUnsuitable(result) ? [] : [{ objective, pair, ...result }])),
      without: found.flatMap(({ objective, result }) => (isUnsuitable(result) ? [{ objective, ...result }] : [])),
    };
  },
});
