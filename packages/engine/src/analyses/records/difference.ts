/** The differences that a sensitivity analysis looks at: on every objective the option in front less the one it is set against, as nodes of the graph. */
import type { Graph, Node, NodeId } from "../../graph.js";
import { benefitsOf, type DecisionDraws } from "../decision.js";
import { leadingPair } from "./leading-pair.js";
import { eligibleOf } from "./per-objective.js";

/** A difference in the unit of its objective; options are places in the decision. */
export interface Difference {
  readonly objective: string;
  readonly pair: readonly [number, number];
  readonly node: NodeId;
}

/** The graph with these nodes added. Objectives that do not differ between options have none. */
export function withDifferences(subject: DecisionDraws): { readonly graph: Graph; readonly differences: readonly Difference[] } {
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
