/** A graph in the words of its case: which declaration a node belongs to, cells by their members, single numbers with their unit. */
import type { Graph, Node, NodeId, Unit } from "@outweigh/engine";

/** Every node that a node refers to, through past states too. */
export function referencesOf(node: Node): readonly NodeId[] {
  switch (node.kind) {
    case "column":
    case "constant":
    case "time":
    case "empirical":
      return [];
    case "draw":
      return [...node.parameters, ...[node.lower, node.upper].filter((bound) => bound !== undefined)];
    case "categorical":
      return [node.probabilities];
    case "apply":
      return node.arguments;
    case "reduce":
    case "pick":
    case "rename":
      return [node.of];
    case "statistic":
      return node.given === undefined ? [node.of] : [node.of, node.given];
    case "choose":
      return [node.of, node.by];
    case "stack":
      return node.parts;
    case "interpolate":
      return [node.x];
    case "stock":
      return [node.start, node.rate];
    case "lag":
      return [node.initial, node.of];
  }
}

/** All nodes from which a node is computed, nearest first and without itself; what is behind one at which `stops` says so is left out. */
export function nodesBelow(graph: Graph, node: NodeId, stops: (id: NodeId) => boolean = () => false): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  let waiting: readonly NodeId[] = referencesOf(graph.nodes[node]!);
  while (waiting.length > 0) {
    const next: NodeId[] = [];
    for (const id of waiting) {
      if (found.has(id)) continue;
      found.add(id);
      if (!stops(id)) next.push(...referencesOf(graph.nodes[id]!));
    }
    waiting = next;
  }
  return found;
}

/** Nodes that are the value of a declaration, with its name: of several names the first. */
export function declaredNodes(graph: Graph): ReadonlyMap<NodeId, string> {
  const named = new Map<NodeId, string>();
  for (const { name, node } of graph.outputs) if (!name.includes(":") && !named.has(node)) named.set(node, name);
  return named;
}

/** The output in whose text each node is written: declarations in their order first, then rules, checks, forecasts and values in the prose. */
export function ownersOf(graph: Graph): ReadonlyMap<NodeId, string> {
  const named = declaredNodes(graph);
  const owners = new Map<NodeId, string>(named);
  const claim = (name: string, node: NodeId) => {
    if (!owners.has(node)) owners.set(node, name);
    for (const id of nodesBelow(graph, node, (each) => named.has(each))) if (!owners.has(id)) owners.set(id, name);
  };
  for (const [node, name] of [...named].sort(([one], [other]) => one - other)) claim(name, node);
  for (const { name, node } of graph.outputs) if (name.includes(":")) claim(name, node);
  return owners;
}

/** A cell by the members that it has: “for act, north in 2027”; empty for a single value. */
export function membersInWords(graph: Graph, members: ReadonlyMap<string, number>): string {
  const words: string[] = [];
  let time = "";
  for (const [name, member] of members) {
    const dimension = graph.dimensions.find((each) => each.name === name);
    const id = dimension?.members[member]?.id ?? `${member + 1}`;
    if (dimension?.kind === "time") time = `in ${id}`;
    else words.push(dimension?.kind === "rows" ? `row ${id}` : id);
  }
  return [words.length === 0 ? "" : `for ${words.join(", ")}`, time].filter((part) => part !== "").join(" ");
}

/** A number in base units as it is told in a message: few digits, in its unit. */
export function numberInWords(value: number, unit: Unit | undefined, digits = 4): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : "-infinite";
  const number = Number((value / (unit?.scale ?? 1)).toPrecision(digits));
  const size = Math.abs(number);
  const shown = size >= 1000 && size < 1e15 ? number.toLocaleString("en", { maximumSignificantDigits: digits }) : `${number}`;
  const text = unit?.text ?? "";
  return text === "" ? shown : `${shown} ${text}`;
}
