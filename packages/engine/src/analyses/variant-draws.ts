/** The draws of many variants of a decision: one program is made for all, and what a variant does not change is taken from the decision as it is. */
import type { Graph, Node, NodeId } from "../graph.js";
import { mapReferences } from "../graph-references.js";
import { blockSize } from "../random.js";
import { drawsOf } from "../run/design-draws.js";
import { turn } from "./analysis.js";
import { type Decision, type DecisionDraws, decisionNodes, drawDecision, gatherDecision, type Means } from "./decision.js";
import { joinVariants } from "./graph-variants.js";

/** So many draws are made in one run, unless a single variant has more. */
const drawsAtOnce = 16_384;

/**
 * The draws of the objectives and rules of each variant; what is uncertain in it is left out. Random numbers are those of the decision itself,
 * as far as a variant draws from the same streams. Variants that are too different are run by themselves.
 */
export async function drawVariants(decision: Decision, variants: readonly Decision[], means: Means): Promise<readonly DecisionDraws[]> {
  const { settings } = means;
  const bares = variants.map(bare);
  const { graph, ...rest } = bare(decision);
  const nodes = decisionNodes({ graph, ...rest });
  const asked = bares.map((variant) => ({ graph: variant.graph, nodes: decisionNodes(variant) }));
  const { standIns, replaced, added, ...joined } = joinVariants(graph, nodes, asked);
  const fitting = standIns.flatMap((list, variant) => (list === undefined ? [] : [{ variant, list }]));
  const drawn = new Map<number, DecisionDraws>();
  if (fitting.length > 1) {
    const { draws } = settings;
    const rows = Math.ceil(draws / blockSize) * blockSize;
    const wanted = [...new Set(fitting.flatMap(({ list }) => list))];
    const found = drawsOf(joined.graph, wanted, { ...settings, draws: rows, added });
    const columnsOf = new Map(wanted.map((node, index) => [node, found[index]!]));
    const atOnce = Math.max(1, Math.floor(drawsAtOnce / rows));
    for (let first = 0; first < fitting.length; first += atOnce) {
      await turn(means, drawn.size / variants.length);
      const taken = fitting.slice(first, first + atOnce);
      const putIn = replaced.map((_, place) => taken.map(({ list }) => columnsOf.get(list[place]!)!));
      const filled = withColumns(graph, replaced, putIn, rows);
      const design = { kind: "listed", cells: [], others: "sampled", rows } as const;
      const all = drawsOf(filled.graph, nodes.map(filled.move), { ...settings, draws: rows * taken.length, design });
      for (const [place, { variant }] of taken.entries()) {
        const own = (column: Float64Array) => (column.length === 1 ? column : column.subarray(place * rows, place * rows + draws));
        const columns = all.map((cells) => cells.map(own));
        drawn.set(variant, gatherDecision(bares[variant]!, settings, columns));
      }
    }
  }
  for (const [index, variant] of bares.entries()) {
    if (drawn.has(index)) continue;
    await turn(means, drawn.size / variants.length);
    drawn.set(index, drawDecision(variant, settings));
  }
  return bares.map((_, index) => drawn.get(index)!);
}

function bare(decision: Decision): Decision {
  return { ...decision, inputs: [], studies: [] };
}

/**
 * The graph in which nodes have, one after the other, the columns that they have in each variant, and where nodes are in it. The nodes themselves
 * stay, although nothing refers to them, so that no stream is missing.
 */
function withColumns(
  graph: Graph,
  replaced: readonly NodeId[],
  putIn: readonly (readonly (readonly Float64Array[])[])[],
  rows: number,
): { readonly graph: Graph; readonly move: (node: NodeId) => NodeId } {
  const places = new Map(replaced.map((node, place) => [node, place]));
  const move = (node: NodeId) => places.get(node) ?? node + replaced.length;
  const put = replaced.map((node, place): Node => {
    const variants = putIn[place]!;
    const columns = variants[0]!.map((_, cell) => {
      const column = new Float64Array(rows * variants.length);
      variants.forEach((cells, variant) => {
        const own = cells[cell]!;
        if (own.length === 1) column.fill(own[0]!, variant * rows, (variant + 1) * rows);
        else column.set(own, variant * rows);
      });
      return column;
    });
    return { kind: "column", dimensions: graph.nodes[node]!.dimensions, columns };
  });
  return { graph: { ...graph, nodes: [...put, ...graph.nodes.map((node) => mapReferences(node, move))], outputs: [] }, move };
}
