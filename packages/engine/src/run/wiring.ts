/**
 * The graph cell by cell: every cell of every node has a number, and knows the cells that it is computed from. Cells that only pass
 * another one on (a member picked, a dimension renamed, parts stacked) are aliases and cost nothing.
 */
import type { Node } from "../graph.js";
import { cellCount, mapCells, memberOf, type Shape, strideOf } from "./layout.js";
import type { Plan } from "./plan.js";

/** The cells of a plan. Nodes that follow a statistic have none. */
export interface Wiring {
  readonly plan: Plan;
  /** Number of cells. */
  readonly count: number;
  /** The first cell of a node. */
  readonly first: readonly number[];
  /** The node of a cell. */
  readonly nodeOf: Int32Array;
  /** The cells from which a cell is computed, in the order in which its node's kind expects them. */
  readonly sources: readonly (readonly number[])[];
  /** The cell whose column this one shares: itself unless it is an alias. */
  readonly root: Int32Array;
}

/** Numbers the cells of a plan and connects them. */
export function wire(plan: Plan): Wiring {
  const { nodes } = plan.graph;
  const first: number[] = [];
  let count = 0;
  nodes.forEach((_, id) => {
    first.push(count);
    if (!plan.isAfter[id]) count += cellCount(plan.shapes[id]!);
  });
  const nodeOf = new Int32Array(count);
  const root = new Int32Array(count);
  const sources: (readonly number[])[] = [];
  nodes.forEach((node, id) => {
    if (plan.isAfter[id]) return;
    const connected = connect(plan, first, node, id);
    connected.forEach((cells, index) => {
      const cell = first[id]! + index;
      nodeOf[cell] = id;
      root[cell] = isAlias(plan, node, id) ? root[cells[0]!]! : cell;
      sources.push(cells);
    });
  });
  return { plan, count, first, nodeOf, sources, root };
}

function isAlias(plan: Plan, node: Node, id: number): boolean {
  if (node.kind === "rename") return true;
  if (node.kind === "pick") return plan.isDynamic[node.of] === plan.isDynamic[id];
  return node.kind === "stack" && node.along !== plan.timeName;
}

/** For every cell of a node, its sources. */
function connect(plan: Plan, first: readonly number[], node: Node, id: number): readonly (readonly number[])[] {
  const shape = plan.shapes[id]!;
  const count = cellCount(shape);
  const aligned = (of: number, sourceShape: Shape = plan.shapes[of]!, reduced?: string) => {
    for (const { name } of sourceShape) {
      if (name !== reduced && !shape.some((axis) => axis.name === name))
        throw new Error(`Node ${id} (${node.kind}) lacks the dimension ${name}.`);
    }
    return mapCells(shape, sourceShape).map((cell) => cell + first[of]!);
  };
  const gather = (...maps: readonly Int32Array[]) => Array.from({ length: count }, (_, cell) => maps.map((map) => map[cell]!));
  const along = (of: number, dimension: string) => {
    const axis = plan.shapes[of]!.find((candidate) => candidate.name === dimension);
    const stride = strideOf(plan.shapes[of]!, dimension);
    const start = aligned(of, plan.shapes[of]!, dimension);
    return Array.from({ length: axis?.size ?? 1 }, (_, member) => start.map((cell) => cell + member * stride));
  };
  switch (node.kind) {
    case "column":
    case "constant":
    case "time":
    case "empirical":
      return gather();
    case "draw":
      return gather(...[...node.parameters, ...[node.lower, node.upper].filter((bound) => bound !== undefined)].map((of) => aligned(of)));
    case "categorical":
      return gather(...along(node.probabilities, node.states));
    case "apply":
      return gather(...node.arguments.map((of) => aligned(of)));
    case "interpolate":
      return gather(aligned(node.x));
    case "reduce":
      return gather(...along(node.of, node.over));
    case "pick":
      return gather(
        aligned(node.of, plan.shapes[node.of]!, node.dimension).map(
          (cell) => cell + node.member * strideOf(plan.shapes[node.of]!, node.dimension),
        ),
      );
    case "choose":
      return gather(aligned(node.by), ...along(node.of, node.dimension));
    case "rename": {
      if (node.from === plan.timeName || node.to === plan.timeName) throw new Error(`Node ${id} renames the dimension of time.`);
      const renamed = plan.shapes[node.of]!.map((axis) => (axis.name === node.from ? { ...axis, name: node.to } : axis));
      return gather(aligned(node.of, renamed));
    }
    case "stack": {
      const parts = node.parts.map((of) => aligned(of));
      if (node.along === plan.timeName) return gather(...parts);
      return Array.from({ length: count }, (_, cell) => [parts[memberOf(shape, cell, node.along)]![cell]!]);
    }
    case "stock":
      return gather(aligned(node.start), aligned(node.rate));
    case "lag":
      return gather(aligned(node.of), aligned(node.initial));
    case "statistic":
      return [];
  }
}

/** Which cells differ between draws: inputs, and all that is computed from one, through past states as well. */
export function randomCells(wiring: Wiring): Uint8Array {
  const { nodes } = wiring.plan.graph;
  const random = new Uint8Array(wiring.count);
  nodes.forEach((node, id) => {
    if (node.kind === "column")
      for (const [cell, column] of node.columns.entries()) random[wiring.first[id]! + cell] = Number(column.length > 1);
  });
  for (let changed = true; changed; ) {
    changed = false;
    for (let cell = 0; cell < wiring.count; cell++) {
      if (random[cell]) continue;
      const { kind } = nodes[wiring.nodeOf[cell]!]!;
      const isInput = kind === "draw" || kind === "categorical" || kind === "empirical";
      if (!isInput && !wiring.sources[cell]!.some((source) => random[source])) continue;
      random[cell] = 1;
      changed = true;
    }
  }
  return random;
}

/**
 * Products that are summed and serve for nothing else, among the wanted cells: they need no column of their own. The sum over a dimension
 * is then taken product by product, with the same rounding.
 */
export function summedProducts(wiring: Wiring, wanted: Uint8Array, kept: Iterable<number>): Uint8Array {
  const { nodes } = wiring.plan.graph;
  const uses = new Int32Array(wiring.count);
  for (const cell of kept) uses[cell]!++;
  for (let cell = 0; cell < wiring.count; cell++) if (wanted[cell]) for (const source of wiring.sources[cell]!) uses[source]!++;
  const summed = new Uint8Array(wiring.count);
  const isProduct = (cell: number) => {
    const node = nodes[wiring.nodeOf[cell]!]!;
    return node.kind === "apply" && node.operation === "multiply" && wiring.sources[cell]!.length === 2;
  };
  for (let cell = 0; cell < wiring.count; cell++) {
    const node = nodes[wiring.nodeOf[cell]!]!;
    if (!wanted[cell] || node.kind !== "reduce" || node.reduction !== "sum" || node.over === wiring.plan.timeName) continue;
    const products = wiring.sources[cell]!;
    if (products.every((product) => isProduct(product) && uses[product] === 1)) for (const product of products) summed[product] = 1;
  }
  return summed;
}

/** The given cells and all that they are computed from, as far as `follow` allows. */
export function reach(wiring: Wiring, from: Iterable<number>, follow: (cell: number) => boolean = () => true): Uint8Array {
  const reached = new Uint8Array(wiring.count);
  const waiting: number[] = [];
  const visit = (cell: number) => {
    if (reached[cell] || !follow(cell)) return;
    reached[cell] = 1;
    waiting.push(cell);
  };
  for (const cell of from) visit(cell);
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) for (const source of wiring.sources[cell]!) visit(source);
  return reached;
}
