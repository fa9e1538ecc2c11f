/**
 * A model with some of its values held, for as many held values as one likes, one after the other: what does not rest on them is computed once
 * and kept, the rest is made ready once and gone through again each time, for as many of the draws as there is time for.
 */
import type { Graph, Node, NodeId } from "../graph.js";
import { mapReferences, reachOf, referencesOf } from "../graph-references.js";
import { blockSize } from "../random.js";
import { drawsOf, type NodeDraws, onlyOutputs } from "./design-draws.js";
import { prepare, type RunSettings } from "./prepare.js";
import { openSession } from "./session.js";

/** So many numbers at most are kept of what does not change; a model that needs more computes it again each time. */
const mostKept = 24_000_000;

/** What a node is held at: a number for each of its cells, undefined for cells that stay as they are. */
export type HeldCells = readonly (number | undefined)[];

/** A model whose held values can be changed. */
export interface HeldRun {
  /** The draws of each held node as they are when nothing is held. */
  readonly free: readonly NodeDraws[];
  /** From now on the held nodes have these values, in their order. */
  readonly hold: (values: readonly HeldCells[]) => void;
  /** Makes the draws of a block of 512 with the present values. */
  readonly runBlock: (block: number) => void;
  /** The first `draws` draws of the nodes asked for, whose blocks have been made. Columns are overwritten later: copy what is to last. A column of length one is the same in every draw. */
  readonly draws: (draws: number) => readonly NodeDraws[];
  /** Gives the memory back. */
  readonly close: () => void;
}

/** Opens a model for holding the nodes `held`, none of which changes in time. Graphs with observations are not for this: what is held may change which draws agree with them. */
export function openHeldRun(graph: Graph, nodes: readonly NodeId[], held: readonly NodeId[], settings: RunSettings): HeldRun {
  const { draws } = settings;
  const rows = Math.ceil(draws / blockSize) * blockSize;
  const timeName = graph.dimensions.find(({ kind }) => kind === "time")?.name;
  const isTimeless = (node: NodeId) => timeName === undefined || !graph.nodes[node]!.dimensions.includes(timeName);
  for (const node of held) if (!isTimeless(node)) throw new Error(`Node ${node} changes in time and cannot be held.`);
  const moving = restingOn(graph, held);
  const again = [...reachOf(graph, nodes)].filter((node) => moving.has(node) && !held.includes(node));
  const borders = [...again.flatMap((node) => referencesOf(graph.nodes[node]!)), ...nodes];
  const still = [...new Set(borders)].filter((node) => !moving.has(node) && isTimeless(node) && graph.nodes[node]!.kind !== "constant");
  const isKept = cellsOf(graph, still) * rows <= mostKept;
  const kept = isKept ? still : [];
  const found = drawsOf(graph, [...held, ...kept], settings);
  const free = found.slice(0, held.length);
  const own = free.map((cells) => cells.map(() => new Float64Array(rows)));
  const put = new Map<NodeId, readonly Float64Array[]>([
    ...kept.map((node, index) => [node, found[held.length + index]!.map((column) => padded(column, rows))] as const),
    ...held.map((node, index) => [node, own[index]!] as const),
  ]);
  const filled = withColumns(graph, put);
  const prepared = prepare(onlyOutputs(filled.graph, nodes.map(filled.move)), settings);
  const places = placesOf(prepared.kept);
  const columns = prepared.kept.flatMap(({ cells }) => cells.map(({ plan }) => new Float64Array(plan.draws)));
  const session = openSession(prepared, {
    brackets: () => undefined,
    take: (cell, column, start, count) => {
      if (prepared.same[cell] === cell) columns[cell]!.set(count === column.length ? column : column.subarray(0, count), start);
    },
  });
  return {
    free,
    hold: (values) => {
      values.forEach((cells, index) => {
        own[index]!.forEach((column, cell) => {
          const value = cells[cell];
          const before = free[index]![cell]!;
          if (value !== undefined) column.fill(value);
          else if (before.length === 1) column.fill(before[0]!);
          else column.set(before);
        });
      });
    },
    runBlock: (block) => session.runBlock(block),
    draws: (asked) => {
      const count = Math.min(asked, draws);
      const cut = (column: Float64Array) => (column.length === 1 ? column : column.subarray(0, count));
      return nodes.map((node) => places.get(filled.move(node))!.map((cell) => cut(columns[prepared.same[cell]!]!)));
    },
    close: () => session.close(),
  };
}

/** The nodes and all that is computed from them, through past states as well. */
function restingOn(graph: Graph, nodes: readonly NodeId[]): ReadonlySet<NodeId> {
  const users = new Map<NodeId, NodeId[]>();
  graph.nodes.forEach((node, id) => {
    for (const reference of referencesOf(node)) {
      const known = users.get(reference);
      if (known) known.push(id);
      else users.set(reference, [id]);
    }
  });
  const found = new Set<NodeId>();
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    waiting.push(...(users.get(node) ?? []));
  }
  return found;
}

function cellsOf(graph: Graph, nodes: readonly NodeId[]): number {
  const sizes = new Map(graph.dimensions.map(({ name, members }) => [name, members.length]));
  return nodes.reduce((sum, node) => sum + graph.nodes[node]!.dimensions.reduce((size, name) => size * (sizes.get(name) ?? 1), 1), 0);
}

/** Columns that are read by whole blocks. */
function padded(column: Float64Array, rows: number): Float64Array {
  if (column.length === 1 || column.length === rows) return column;
  const longer = new Float64Array(rows).fill(column[column.length - 1] ?? Number.NaN);
  longer.set(column);
  return longer;
}

/** The graph with columns in the place of nodes, and where nodes are in it. The nodes themselves stay, although nothing refers to them, so that no stream is missing. */
function withColumns(
  graph: Graph,
  put: ReadonlyMap<NodeId, readonly Float64Array[]>,
): { readonly graph: Graph; readonly move: (node: NodeId) => NodeId } {
  const places = new Map([...put.keys()].map((node, place) => [node, place]));
  const move = (node: NodeId) => places.get(node) ?? node + put.size;
  const columns = [...put].map(([node, cells]): Node => ({ kind: "column", dimensions: graph.nodes[node]!.dimensions, columns: cells }));
  return { graph: { ...graph, nodes: [...columns, ...graph.nodes.map((node) => mapReferences(node, move))], outputs: [] }, move };
}

/** The numbers of a node's cells among all that are kept. */
function placesOf(kept: readonly { readonly node: NodeId; readonly cells: readonly unknown[] }[]): ReadonlyMap<NodeId, readonly number[]> {
  let first = 0;
  return new Map(
    kept.map(({ node, cells }) => {
      const own = cells.map((_, cell) => first + cell);
      first += cells.length;
      return [node, own];
    }),
  );
}

/** The graph in which nodes have these values: for one run of it, also with observations. Cells without a value stay as they are. */
export function holdInGraph(
  graph: Graph,
  held: readonly NodeId[],
  values: readonly HeldCells[],
): { readonly graph: Graph; readonly move: (node: NodeId) => NodeId } {
  const places = new Map(held.map((node, index) => [node, index]));
  const after = new Map<NodeId, NodeId>();
  const nodes: Node[] = [];
  const shifted: NodeId[] = [];
  graph.nodes.forEach((node, id) => {
    shifted.push(nodes.length);
    nodes.push(node);
    const place = places.get(id);
    if (place === undefined) return;
    const { dimensions } = node;
    const constant = (numbers: readonly number[]) => nodes.push({ kind: "constant", dimensions, values: numbers }) - 1;
    const isHeld = constant(values[place]!.map((value) => Number(value !== undefined)));
    const level = constant(values[place]!.map((value) => value ?? 0));
    after.set(id, nodes.push({ kind: "apply", dimensions, operation: "if", arguments: [isHeld, level, shifted[id]!] }) - 1);
  });
  const move = (node: NodeId) => after.get(node) ?? shifted[node]!;
  const own = new Set([...after.values()]);
  const moved = nodes.map((node, place) => (own.has(place) ? node : mapReferences(node, move)));
  return {
    graph: {
      ...graph,
      nodes: moved,
      outputs: graph.outputs.map((output) => ({ ...output, node: move(output.node) })),
      ...(graph.observations === undefined
        ? {}
        : {
            observations: graph.observations.map((each) => ({
              ...each,
              logLikelihood: move(each.logLikelihood),
              ...(each.of === undefined ? {} : { of: move(each.of) }),
            })),
          }),
    },
    move,
  };
}
