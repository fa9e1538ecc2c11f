/** The values of a graph that analyses of a model look at, cell by cell, and why some cannot be looked at. */
import type { Graph, NodeId } from "../graph.js";
import { cellCount } from "../run/layout.js";
import { planOf } from "../run/plan.js";
import type { Unsuitable } from "./draws.js";

/** One number of the model: a cell of a node, row-major over its dimensions. */
export interface OutputCell {
  readonly node: NodeId;
  readonly cell: number;
}

/** All cells of nodes, in the order in which their draws come. */
export function outputCells(graph: Graph, nodes: readonly NodeId[]): readonly OutputCell[] {
  const { fullShapes } = planOf(graph);
  return nodes.flatMap((node) => Array.from({ length: cellCount(fullShapes[node]!) }, (_, cell) => ({ node, cell })));
}

/** Why nodes cannot be analysed by prescribing inputs: observations make all inputs depend on each other, and what follows a statistic has no draws. */
export function unsuitableGraph(graph: Graph, nodes: readonly NodeId[]): Unsuitable | undefined {
  if ((graph.observations ?? []).length > 0) return { kind: "unsuitable", reason: "conditioned" };
  const { isAfter } = planOf(graph);
  return nodes.some((node) => isAfter[node]) ? { kind: "unsuitable", reason: "follows-statistic" } : undefined;
}
