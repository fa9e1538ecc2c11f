/** The differences that a sensitivity analysis looks at: on every objective the option in front less the one it is set against, as nodes of the graph. */
import type { Graph, Node, NodeId } from "../../graph.js";
import { benefitsOf, type DecisionDraws } from "../decision.js";
import { isUnsuitable, type Unsuitable } from "../draws.js";
import { type Model, modelOfGraph } from "../models.js";
import { leadingPair } from "./leading-pair.js";
import { eligibleOf } from "./per-objective.js";

/** A difference in the unit of its objective; options are places in the decision. */
export interface Difference {
  readonly objective: string;
  readonly pair: readonly [number, number];
  readonly node: NodeId;
}

/** The differences as a model whose inputs can be prescribed. Unsuitable where no objective differs between options, or nothing uncertain reaches one. */
export function modelOfDifferences(
  subject: DecisionDraws,
): { readonly model: Model; readonly differences: readonly Difference[] } | Unsuitable {
  const { graph, differences } = withDifferences(subject);
  if (differences.length === 0) return { kind: "unsuitable", reason: "constant" };
  const model = modelOfGraph(
    graph,
    differences.map(({ node }) => node),
  );
  return isUnsuitable(model) ? model : { model, differences };
}

/** What was found of each difference, by objective; those of which nothing was are listed with the reason. */
export interface PerDifference<Result> {
  readonly evaluations: number;
  readonly objectives: readonly ({ readonly objective: string; readonly pair: readonly [number, number] } & Result)[];
  readonly without: readonly ({ readonly objective: string } & Unsuitable)[];
}

/** Sorts what was found of the outputs of a model of differences. */
export function perDifference<Result extends object>(
  differences: readonly Difference[],
  outputs: readonly (Result | Unsuitable)[],
  evaluations: number,
): PerDifference<Result> {
  const found = differences.map(({ objective, pair }, place) => ({ objective, pair, result: outputs[place]! }));
  return {
    evaluations,
    objectives: found.flatMap(({ objective, pair, result }) => (isUnsuitable(result) ? [] : [{ objective, pair, ...result }])),
    without: found.flatMap(({ objective, result }) => (isUnsuitable(result) ? [{ objective, ...result }] : [])),
  };
}

/** A graph with the nodes of differences added. */
export interface GraphOfDifferences {
  readonly graph: Graph;
  readonly differences: readonly Difference[];
}

const known = new WeakMap<DecisionDraws, GraphOfDifferences>();

/** The graph with these nodes added, one graph for all analyses of a subject. Objectives that do not differ between options have none. */
export function withDifferences(subject: DecisionDraws): GraphOfDifferences {
  const found = known.get(subject) ?? newDifferences(subject);
  known.set(subject, found);
  return found;
}

function newDifferences(subject: DecisionDraws): GraphOfDifferences {
  const { decision } = subject;
  const nodes: Node[] = [...decision.graph.nodes];
  const option = decision.graph.dimensions.find(({ kind }) => kind === "option")?.name;
  const push = (node: Node): NodeId => nodes.push(node) - 1;
  const differences = decision.objectives.flatMap(({ name, node }, place): readonly Difference[] => {
    if (option === undefined || !decision.graph.nodes[node]!.dimensions.includes(option)) return [];
    const pair = leadingPair(benefitsOf(subject, place, true), eligibleOf(subject), decision.baseline);
    if (pair === undefined) return [];
    const [leader, other] = pair.map((member) => push({ kind: "pick", dimensions: [], of: node, dimension: option, member })) as [
      NodeId,
      NodeId,
    ];
    return [{ objective: name, pair, node: push({ kind: "apply", dimensions: [], operation: "subtract", arguments: [leader, other] }) }];
  });
  return { graph: { ...decision.graph, nodes }, differences };
}
