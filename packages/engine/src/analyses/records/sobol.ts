/** Where the variance comes from: Sobol' indices of the difference between the options, with all interactions. */
import { correlationGroups } from "../../correlation.js";
import { defineAnalysis, turn } from "../analysis.js";
import type { DecisionDraws } from "../decision.js";
import { isUnsuitable, type Unsuitable } from "../draws.js";
import type { SobolIndices } from "../sobol.js";
import { sobolOfGraph } from "../sobol-of-model.js";
import { withDifferences } from "./difference.js";

/** The indices by objective. An input of the indices may stand for several of the decision that are correlated: their names, with commas. */
export interface SobolResult {
  readonly rows: number;
  readonly evaluations: number;
  readonly objectives: readonly ({ readonly objective: string; readonly pair: readonly [number, number] } & SobolIndices)[];
  readonly without: readonly ({ readonly objective: string } & Unsuitable)[];
}

/** About so many evaluations are spent; there are never fewer rows than a block of 512, nor more than 8,192. */
const evaluationsMeant = 32_768;

export const sobol = defineAnalysis<SobolResult>({
  name: "sobol",
  question: "Which inputs, alone and together, does the spread of the difference come from?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 1,
  method: "sobol",
  holds: "`objectives`: the `pair`, and per input `first` and `total` indices with their 95 % intervals; `evaluations` spent.",
  knownAnswer: "Ishigami function in closed form",
  run: async (subject, means) => {
    const { graph, differences } = withDifferences(subject);
    if (differences.length === 0) return { kind: "unsuitable", reason: "constant" };
    const groups = inputGroups(subject);
    const rows = Math.min(8192, Math.max(1, Math.round(evaluationsMeant / 512 / (groups.length + 2))) * 512);
    await turn(means, 0);
    const result = sobolOfGraph(
      graph,
      { seed: means.settings.seed, rows, ...(means.onProgress === undefined ? {} : { onProgress: means.onProgress }) },
      { outputs: differences.map(({ node }) => node), groups: groups.map(({ streams }) => streams) },
    );
    if (isUnsuitable(result)) return result;
    const objectives: SobolResult["objectives"][number][] = [];
    const without: SobolResult["without"][number][] = [];
    for (const { indices, ...cell } of result.outputs) {
      const { objective, pair } = differences.find(({ node }) => node === cell.node)!;
      if (isUnsuitable(indices)) without.push({ objective, ...indices });
      else {
        const inputs = indices.inputs.map((index, group) => ({ ...index, name: groups[group]!.name }));
        objectives.push({ objective, pair, ...indices, inputs });
      }
    }
    return { rows, evaluations: result.evaluations, objectives, without };
  },
});

/** The inputs of a decision by their streams, correlated ones together. */
function inputGroups({ decision }: DecisionDraws): readonly { readonly name: string; readonly streams: readonly string[] }[] {
  const groups = decision.inputs.map(({ name, streams }) => ({ names: [name], streams: [...streams] }));
  for (const { names } of correlationGroups(decision.graph.correlations)) {
    const tied = groups.filter(({ streams }) => streams.some((stream) => names.includes(stream)));
    for (const other of tied.slice(1)) {
      tied[0]!.names.push(...other.names);
      tied[0]!.streams.push(...other.streams);
      groups.splice(groups.indexOf(other), 1);
    }
    tied[0]?.streams.push(...names.filter((name) => !tied[0]!.streams.includes(name)));
  }
  return groups.map(({ names, streams }) => ({ name: names.join(", "), streams }));
}
