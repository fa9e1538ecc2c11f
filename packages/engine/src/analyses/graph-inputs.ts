/** Which uncertain inputs of a graph reach given nodes: what designs name, and what analyses of a model run over. */
import { correlationGroups } from "../correlation.js";
import type { Graph, NodeId } from "../graph.js";
import { wiringOf } from "../run/known-wirings.js";
import { memberOf } from "../run/layout.js";
import { cellsOf } from "../run/stages.js";
import { reach } from "../run/wiring.js";

/** A stream of random numbers from which one node or more draw. */
export interface UncertainInput {
  readonly stream: string;
  /** The nodes that draw from it and are reached. */
  readonly nodes: readonly NodeId[];
  /** The independent cells that reach the nodes asked for: identifiers of members, over the dimensions in the order of their names; one empty list where there is a single cell. */
  readonly cells: readonly (readonly string[])[];
  /** The dimensions of `cells`. */
  readonly independentOver: readonly string[];
}

/** The inputs of some nodes. */
export interface UncertainInputs {
  readonly inputs: readonly UncertainInput[];
  /** Names of streams that move together: each independent input alone, correlated ones with all that they are correlated with, also where those do not reach by themselves. */
  readonly groups: readonly (readonly string[])[];
}

/** The uncertain inputs that reach nodes (in the order of the graph), by whatever way: as values, as parameters of others, through past states. */
export function inputsOf(graph: Graph, nodes: readonly NodeId[]): UncertainInputs {
  const wiring = wiringOf(graph);
  const { plan } = wiring;
  const wanted = reach(
    wiring,
    nodes.flatMap((node) => cellsOf(wiring, node)),
  );
  const membersOf = new Map(graph.dimensions.map(({ name, members }) => [name, members.map(({ id }) => id)]));
  const found = new Map<string, { nodes: Set<NodeId>; cells: Map<string, readonly string[]>; independentOver: readonly string[] }>();
  for (let cell = 0; cell < wiring.count; cell++) {
    const id = wiring.nodeOf[cell]!;
    const node = graph.nodes[id]!;
    if (!wanted[cell] || (node.kind !== "draw" && node.kind !== "categorical" && node.kind !== "empirical")) continue;
    const independentOver = [...node.independentOver].sort();
    const input = found.get(node.stream) ?? { nodes: new Set(), cells: new Map(), independentOver };
    found.set(node.stream, input);
    input.nodes.add(id);
    let cells: readonly (readonly string[])[] = [[]];
    for (const name of independentOver) {
      const all = membersOf.get(name)!;
      const own = name === plan.timeName ? all : [all[memberOf(plan.shapes[id]!, cell - wiring.first[id]!, name)]!];
      cells = cells.flatMap((members) => own.map((member) => [...members, member]));
    }
    for (const members of cells) input.cells.set(JSON.stringify(members), members);
  }
  const inputs = [...found].map(([stream, { nodes, cells, independentOver }]) => ({
    stream,
    nodes: [...nodes],
    cells: [...cells.values()],
    independentOver,
  }));
  const correlated = correlationGroups(graph.correlations).map(({ names }) => names);
  const grouped = new Set<readonly string[]>();
  for (const { stream } of inputs) grouped.add(correlated.find((names) => names.includes(stream)) ?? [stream]);
  return { inputs, groups: [...grouped] };
}
