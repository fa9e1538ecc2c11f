/** Runs that give the draws of some nodes and nothing else: no statistics, which mean nothing where uniforms are prescribed. */
import type { Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import type { InputDesign } from "./designs.js";
import { type Prepared, prepare, type RunSettings } from "./prepare.js";
import { openSession } from "./session.js";

/** The draws of a node, a column per cell, row-major over its dimensions; a column of length one is the same in every draw. */
export type NodeDraws = readonly Float64Array[];

/** Takes `count` values of a cell, which are the draws from `start` on; the column holds others afterwards. Cells are counted over all nodes. */
export type TakeDraws = (cell: number, column: Float64Array, start: number, count: number) => void;

/** The graph with these nodes as its only outputs, all draws kept: nothing that they do not need is computed in a run of it. */
export function onlyOutputs(graph: Graph, nodes: readonly NodeId[]): Graph {
  return { ...graph, outputs: nodes.map((node, index) => ({ name: String(index), node, keep: "draws" })) };
}

/** The draws of nodes in a run, in the order of `nodes`; cells that are the same have one column together. None of them may follow a statistic; graphs with observations are not for this. */
export function drawsOf(graph: Graph, nodes: readonly NodeId[], settings: RunSettings): readonly NodeDraws[] {
  const prepared = preparedFor(graph, nodes, settings);
  const cells = prepared.kept.flatMap(({ cells }) => cells);
  const columns: Float64Array[] = [];
  for (const [cell, { plan }] of cells.entries()) columns.push(columns[prepared.same[cell]!] ?? new Float64Array(plan.draws));
  goThrough(prepared, (cell, column, start, count) => {
    if (prepared.same[cell] === cell) columns[cell]!.set(count === column.length ? column : column.subarray(0, count), start);
  });
  const byNode = cellsByNode(prepared);
  return nodes.map((node) => byNode.get(node)!.map((cell) => columns[cell]!));
}

/**
 * Shows the draws of nodes as they are made, block by block, without keeping any. Under a design of two samples the same rows of all variants
 * come one after the other. A cell that is the same in all draws comes once, with a single value. Cells are counted in the order of `nodes`, each of which is named once.
 */
export function streamDraws(graph: Graph, nodes: readonly NodeId[], settings: RunSettings, take: TakeDraws): void {
  const prepared = preparedFor(graph, nodes, settings);
  const byNode = cellsByNode(prepared);
  const places = new Int32Array(prepared.plans.length);
  for (const [place, cell] of nodes.flatMap((node) => byNode.get(node)!).entries()) places[cell] = place;
  goThrough(prepared, (cell, column, start, count) => take(places[cell]!, column, start, count));
}

function preparedFor(graph: Graph, nodes: readonly NodeId[], settings: RunSettings): Prepared {
  if ((graph.observations ?? []).length > 0) throw new Error("A graph with observations is run, and not evaluated by itself.");
  const prepared = prepare(onlyOutputs(graph, nodes), settings);
  for (const node of nodes) if (prepared.wiring.plan.isAfter[node]) throw new Error(`Node ${node} follows a statistic and has no draws.`);
  return prepared;
}

function goThrough(prepared: Prepared, take: TakeDraws): void {
  const { draws, design } = prepared.settings;
  const session = openSession(prepared, { brackets: () => undefined, take });
  for (const block of blocksInOrder(draws, design)) session.runBlock(block);
  session.close();
}

/** All blocks of a run; those of all variants that have the same rows are neighbours, so that what is the same in them can be kept at hand. */
function* blocksInOrder(draws: number, design: InputDesign | undefined): Generator<number> {
  const blocks = Math.ceil(draws / blockSize);
  const stride = design?.kind === "swapped" ? design.rows / blockSize : blocks;
  for (let first = 0; first < stride; first++) for (let block = first; block < blocks; block += stride) yield block;
}

/** The numbers of a node's cells among all that are kept. */
function cellsByNode({ kept }: Prepared): ReadonlyMap<NodeId, readonly number[]> {
  let first = 0;
  return new Map(
    kept.map(({ node, cells }) => {
      const own = cells.map((_, cell) => first + cell);
      first += cells.length;
      return [node, own];
    }),
  );
}
