/** A compiled case as a decision that can be analysed: its objectives, rules and uncertain inputs by the nodes of its graph. */
import { type Decision, type DecisionInput, type Graph, type NodeId, reachOf } from "@outweigh/engine";
import type { Assessment } from "./assessment.js";
import type { Compiled } from "./evaluated.js";

/** The decision of a case alone. Objectives that vary over more than options are left out, as they are from the comparison. */
export function decisionAlone({ assessment, lowering }: Compiled): Decision {
  const { graph } = lowering;
  const options = graph.dimensions.find(({ kind }) => kind === "option")?.members.map(({ id, label }) => ({ name: id, label })) ?? [];
  const byName = new Map(graph.outputs.map((output) => [output.name, output.node]));
  const isComparable = (node: NodeId) => graph.nodes[node]!.dimensions.every((name) => name === "option");
  const objectives = assessment.objectives.flatMap(({ id, label, sense }) => {
    const node = byName.get(id);
    return node !== undefined && isComparable(node) ? [{ name: id, label, node, sense, targets: targetsOf(lowering, id) }] : [];
  });
  const rules = assessment.rules.flatMap(({ id, label }) => {
    const node = byName.get(`rule:${id}`);
    return node !== undefined && isComparable(node) ? [{ name: id, label, node }] : [];
  });
  return {
    graph,
    options,
    baseline: Math.max(
      0,
      options.findIndex(({ name }) => name === assessment.case.baseline),
    ),
    objectives,
    rules,
    inputs: inputsOf(
      assessment,
      graph,
      byName,
      objectives.map(({ node }) => node),
    ),
  };
}

function targetsOf({ targets }: Compiled["lowering"], id: string): Decision["objectives"][number]["targets"] {
  return (targets.get(id) ?? []).map(({ direction, value }) => ({ kind: direction, value }));
}

/** The declarations with randomness of their own on which some of the nodes rest. */
function inputsOf(
  assessment: Assessment,
  graph: Graph,
  byName: ReadonlyMap<string, NodeId>,
  nodes: readonly NodeId[],
): readonly DecisionInput[] {
  const parts = new Map<string, NodeId[]>();
  for (const node of [...reachOf(graph, nodes)].sort((one, other) => one - other)) {
    const stream = streamOf(graph, node);
    if (stream === undefined) continue;
    const owner = stream.replace(/#\d+$/, "");
    parts.set(owner, [...(parts.get(owner) ?? []), node]);
  }
  const labels = new Map([...assessment.quantities, ...assessment.chances, ...assessment.precedents].map(({ id, label }) => [id, label]));
  const states = new Map(assessment.chances.map((chance) => [chance.id, chance.states.map(({ text }) => text)]));
  return [...parts].map(([name, draws]) => {
    const value = byName.get(name);
    const known = states.get(name);
    return {
      name,
      label: labels.get(name) ?? name,
      streams: [...new Set(draws.map((node) => streamOf(graph, node)!))],
      nodes: value !== undefined && isOwn(graph, value, new Set(draws)) ? [value] : draws,
      ...(known === undefined ? {} : { states: known }),
    };
  });
}

function streamOf(graph: Graph, node: NodeId): string | undefined {
  const found = graph.nodes[node]!;
  return found.kind === "draw" || found.kind === "categorical" || found.kind === "empirical" ? found.stream : undefined;
}

/** Whether a value is uncertain by these draws alone, and does not vary over time. */
function isOwn(graph: Graph, value: NodeId, own: ReadonlySet<NodeId>): boolean {
  if (graph.nodes[value]!.dimensions.includes("time")) return false;
  return [...reachOf(graph, [value])].every((node) => own.has(node) || streamOf(graph, node) === undefined);
}
