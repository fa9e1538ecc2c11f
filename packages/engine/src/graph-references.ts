/** The references from one node to others, in one place for everything that walks or renumbers a graph. */
import type { Graph, Node, NodeId } from "./graph.js";

/** The node with every reference to another replaced by what `move` says. */
export function mapReferences(node: Node, move: (id: NodeId) => NodeId): Node {
  switch (node.kind) {
    case "column":
    case "constant":
    case "empirical":
    case "time":
      return node;
    case "draw":
      return {
        ...node,
        parameters: node.parameters.map(move),
        ...(node.lower === undefined ? {} : { lower: move(node.lower) }),
        ...(node.upper === undefined ? {} : { upper: move(node.upper) }),
      };
    case "categorical":
      return { ...node, probabilities: move(node.probabilities) };
    case "apply":
      return { ...node, arguments: node.arguments.map(move) };
    case "reduce":
    case "pick":
    case "rename":
      return { ...node, of: move(node.of) };
    case "statistic":
      return { ...node, of: move(node.of), ...(node.given === undefined ? {} : { given: move(node.given) }) };
    case "choose":
      return { ...node, of: move(node.of), by: move(node.by) };
    case "stack":
      return { ...node, parts: node.parts.map(move) };
    case "interpolate":
      return { ...node, x: move(node.x) };
    case "stock":
      return { ...node, start: move(node.start), rate: move(node.rate) };
    case "lag":
      return { ...node, of: move(node.of), initial: move(node.initial) };
  }
}

/** The references of a node, in the order of `mapReferences`. */
export function referencesOf(node: Node): readonly NodeId[] {
  const found: NodeId[] = [];
  mapReferences(node, (reference) => {
    found.push(reference);
    return reference;
  });
  return found;
}

/** The nodes and all that they are computed from. */
export function reachOf(graph: Graph, nodes: Iterable<NodeId>): ReadonlySet<NodeId> {
  const reached = new Set<NodeId>();
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    mapReferences(graph.nodes[node]!, (id) => waiting.push(id));
  }
  return reached;
}
