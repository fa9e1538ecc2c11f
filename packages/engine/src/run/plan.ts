/**
 * What has to be evaluated when. Nodes without the time dimension are static, those with it are stepped through in a time loop; a static
 * node that reduces time away waits for the loop. So stages alternate: static 2k, loop 2k + 1. What follows a statistic comes after all draws.
 */
import type { Graph, Node, NodeId, TimeGrid } from "../graph.js";
import { cellCount, type Shape } from "./layout.js";

/** The analysis of a graph. Everything is by node index. */
export interface Plan {
  readonly graph: Graph;
  /** The name of the dimension of time, and its grid; both or neither. */
  readonly timeName: string | undefined;
  readonly time: TimeGrid | undefined;
  /** Whether the node follows a statistic. */
  readonly isAfter: readonly boolean[];
  /** Whether the node is stepped through in a time loop. */
  readonly isDynamic: readonly boolean[];
  /** Whether a dynamic node changes within a period, not only from one to the next. */
  readonly isStepped: readonly boolean[];
  /** The stage of a node that is not after: even for static ones, odd for those of a loop. */
  readonly stage: readonly number[];
  /** Axes under which a node's present cells are stored: without time for dynamic ones. */
  readonly shapes: readonly Shape[];
  /** All axes of the node. */
  readonly fullShapes: readonly Shape[];
}

/** Every node that a node refers to; `back` are references that may point forwards because they go through a past state. */
export function references(node: Node): { readonly now: readonly NodeId[]; readonly back: readonly NodeId[] } {
  switch (node.kind) {
    case "column":
    case "constant":
    case "time":
    case "empirical":
      return { now: [], back: [] };
    case "draw": {
      const bounds = [node.lower, node.upper].filter((bound) => bound !== undefined);
      return { now: [...node.parameters, ...bounds], back: [] };
    }
    case "categorical":
      return { now: [node.probabilities], back: [] };
    case "apply":
      return { now: node.arguments, back: [] };
    case "reduce":
    case "pick":
    case "rename":
      return { now: [node.of], back: [] };
    case "statistic":
      return { now: node.given === undefined ? [node.of] : [node.of, node.given], back: [] };
    case "choose":
      return { now: [node.of, node.by], back: [] };
    case "stack":
      return { now: node.parts, back: [] };
    case "interpolate":
      return { now: [node.x], back: [] };
    case "stock":
      return { now: [node.start], back: [node.rate] };
    case "lag":
      return { now: [node.initial], back: [node.of] };
  }
}

/** Analyses a graph. A graph that breaks the rules of `graph.ts` is a bug of whoever made it, and throws. */
export function planOf(graph: Graph): Plan {
  const { nodes } = graph;
  const timeName = graph.dimensions.find((dimension) => dimension.kind === "time")?.name;
  const sizes = new Map(graph.dimensions.map((dimension) => [dimension.name, dimension.members.length]));
  const fullShapes = nodes.map((node, id) =>
    node.dimensions.map((name) => {
      const size = sizes.get(name);
      if (size === undefined) throw new Error(`Node ${id} (${node.kind}) has the dimension ${name}, which the graph has not.`);
      return { name, size };
    }),
  );
  const isAfter: boolean[] = [];
  nodes.forEach((node, id) => {
    const { now, back } = references(node);
    for (const reference of now) if (reference >= id) throw new Error(`Node ${id} (${node.kind}) refers forwards to node ${reference}.`);
    for (const reference of back)
      if (!(reference >= 0 && reference < nodes.length)) throw new Error(`Node ${id} (${node.kind}) is not finished.`);
    if (node.kind === "constant" && node.values.length !== cellCount(fullShapes[id]!))
      throw new Error(`Constant ${id} has ${node.values.length} values.`);
    isAfter.push(node.kind === "statistic" || now.some((reference) => isAfter[reference]));
  });
  const isDynamic = nodes.map((node, id) => timeName !== undefined && !isAfter[id] && node.dimensions.includes(timeName));
  if (isDynamic.includes(true)) {
    const members = sizes.get(timeName ?? "");
    if (graph.time === undefined || graph.time.reportCount !== members)
      throw new Error("The dimension of time does not fit the time grid.");
  }
  return {
    graph,
    timeName,
    time: timeName === undefined ? undefined : graph.time,
    isAfter,
    isDynamic,
    isStepped: steppedOf(nodes, isDynamic),
    stage: stagesOf(nodes, isAfter, isDynamic),
    shapes: fullShapes.map((shape, id) => (isDynamic[id] ? shape.filter((axis) => axis.name !== timeName) : shape)),
    fullShapes,
  };
}

function steppedOf(nodes: readonly Node[], isDynamic: readonly boolean[]): readonly boolean[] {
  const stepped: boolean[] = [];
  nodes.forEach((node, id) => {
    const own = node.kind === "time" || node.kind === "stock" || node.kind === "lag";
    stepped.push(isDynamic[id] === true && (own || references(node).now.some((reference) => stepped[reference])));
  });
  return stepped;
}

function stagesOf(nodes: readonly Node[], isAfter: readonly boolean[], isDynamic: readonly boolean[]): readonly number[] {
  const stage = nodes.map(() => 0);
  for (let changed = true; changed; ) {
    changed = false;
    nodes.forEach((node, id) => {
      if (isAfter[id]) return;
      const { now, back } = references(node);
      let least = isDynamic[id] ? 1 : 0;
      for (const reference of [...now, ...back]) {
        const isCrossing = isDynamic[id] !== isDynamic[reference];
        least = Math.max(least, stage[reference]! + (isCrossing ? 1 : 0));
      }
      if (least > 2 * nodes.length + 2) throw new Error(`Node ${id} (${node.kind}) needs the whole course of itself.`);
      if (least > stage[id]!) {
        stage[id] = least;
        changed = true;
      }
    });
  }
  return stage;
}
