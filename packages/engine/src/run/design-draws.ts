/** Runs that keep the draws of some nodes and nothing else: no statistics, which mean nothing where uniforms are prescribed. */
import type { Graph, NodeId } from "../graph.js";
import { batchCount } from "../statistics/batches.js";
import { type Prepared, prepare, type RunSettings } from "./prepare.js";
import { openSession } from "./session.js";

/** The draws of a node, a column per cell, row-major over its dimensions; a column of length one is the same in every draw. */
export type NodeDraws = readonly Float64Array[];

/** The graph with these nodes as its only outputs, all draws kept: nothing that they do not need is computed in a run of it. */
export function onlyOutputs(graph: Graph, nodes: readonly NodeId[]): Graph {
  return { ...graph, outputs: nodes.map((node, index) => ({ name: String(index), node, keep: "draws" })) };
}

/** The draws of nodes in a run, in the order of `nodes`. None of them may follow a statistic; graphs with observations are not for this. */
export function drawsOf(graph: Graph, nodes: readonly NodeId[], settings: RunSettings): readonly NodeDraws[] {
  if ((graph.observations ?? []).length > 0) throw new Error("A graph with observations is run, and not evaluated by itself.");
  const prepared = prepare(onlyOutputs(graph, nodes), settings);
  const columns = prepared.plans.map(({ draws }) => new Float64Array(draws));
  const session = openSession(prepared, { brackets: () => undefined, store: (cell) => columns[cell] });
  for (let batch = 0; batch < batchCount(settings.draws); batch++) session.runBatch(batch);
  session.close();
  const byNode = columnsByNode(prepared, columns);
  return nodes.map((node) => {
    const own = byNode.get(node);
    if (own === undefined) throw new Error(`Node ${node} follows a statistic and has no draws.`);
    return own;
  });
}

function columnsByNode({ kept }: Prepared, columns: readonly Float64Array[]): ReadonlyMap<NodeId, NodeDraws> {
  let first = 0;
  return new Map(
    kept.map(({ node, cells }) => {
      const own = columns.slice(first, first + cells.length);
      first += cells.length;
      return [node, own];
    }),
  );
}
