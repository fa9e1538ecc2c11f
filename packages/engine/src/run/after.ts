/** Statistics over the draws and what follows them: evaluated once, after all blocks, on single values with time as an axis like any other. */
import type { Graph, Node, NodeId } from "../graph.js";
import { standardDeviation } from "../statistics/moments.js";
import { statisticGiven } from "./given.js";
import { applyInstruction, interpolateInstruction, reduceInstruction } from "./instructions.js";
import type { Keeper } from "./keep.js";
import { cellCount, mapCells, memberOf, type Shape, strideOf } from "./layout.js";
import type { Plan } from "./plan.js";

/** The single values of a node that follows a statistic, one for each cell of its full shape. */
export type AfterValues = (node: NodeId) => Float64Array;

/** Evaluates nodes after the draws, from the keepers of those that they refer to. */
export function afterDraws(graph: Graph, plan: Plan, keepers: ReadonlyMap<NodeId, Keeper>): AfterValues {
  const known = new Map<NodeId, Float64Array>();
  const valuesOf = (id: NodeId): Float64Array => {
    const ready = known.get(id);
    if (ready !== undefined) return ready;
    const values = plan.isAfter[id]
      ? evaluate(plan, graph.nodes[id]!, plan.fullShapes[id]!, valuesOf, keepers)
      : certainValues(id, keepers);
    known.set(id, values);
    return values;
  };
  return valuesOf;
}

function kept(id: NodeId, keepers: ReadonlyMap<NodeId, Keeper>): Keeper {
  const keeper = keepers.get(id);
  if (keeper === undefined) throw new Error(`Node ${id} has not been kept.`);
  return keeper;
}

function certainValues(id: NodeId, keepers: ReadonlyMap<NodeId, Keeper>): Float64Array {
  const moments = kept(id, keepers).moments();
  if (moments.some(({ count }) => count > 1)) throw new Error(`Node ${id} differs between draws and may not meet a statistic.`);
  return Float64Array.from(moments, ({ mean }) => mean);
}

function evaluate(plan: Plan, node: Node, shape: Shape, valuesOf: AfterValues, keepers: ReadonlyMap<NodeId, Keeper>): Float64Array {
  if (node.kind === "statistic") return statisticOf(plan, node, shape, valuesOf, keepers);
  if (node.kind === "rename") {
    const renamed = plan.fullShapes[node.of]!.map((axis) => (axis.name === node.from ? { ...axis, name: node.to } : axis));
    return Float64Array.from(mapCells(shape, renamed), (cell) => valuesOf(node.of)[cell]!);
  }
  const out = new Float64Array(cellCount(shape));
  const shapeOf = (of: NodeId) => plan.fullShapes[of]!;
  const single = (of: NodeId, cell: number) => valuesOf(of).subarray(cell, cell + 1);
  const maps = new Map<NodeId, Int32Array>();
  const mapped = (of: NodeId, cell: number) => {
    const map = maps.get(of) ?? mapCells(shape, shapeOf(of));
    maps.set(of, map);
    return map[cell]!;
  };
  const along = (of: NodeId, dimension: string, member: number, cell: number) =>
    mapped(of, cell) + member * strideOf(shapeOf(of), dimension);
  const sizeOf = (of: NodeId, dimension: string) => shapeOf(of).find((axis) => axis.name === dimension)?.size ?? 1;
  for (let cell = 0; cell < out.length; cell++) {
    const result = out.subarray(cell, cell + 1);
    switch (node.kind) {
      case "apply":
        applyInstruction(
          node,
          result,
          node.arguments.map((of) => single(of, mapped(of, cell))),
        )();
        break;
      case "pick":
        result[0] = valuesOf(node.of)[along(node.of, node.dimension, node.member, cell)]!;
        break;
      case "stack": {
        const part = node.parts[memberOf(shape, cell, node.along)]!;
        result[0] = valuesOf(part)[mapped(part, cell)]!;
        break;
      }
      case "reduce": {
        const members = Array.from({ length: sizeOf(node.of, node.over) }, (_, member) =>
          single(node.of, along(node.of, node.over, member, cell)),
        );
        reduceAfter(plan, node, result, members);
        break;
      }
      case "interpolate":
        interpolateInstruction(Float64Array.from(node.xs), Float64Array.from(node.ys), result, single(node.x, mapped(node.x, cell)))();
        break;
      default:
        throw new Error(`A node of kind ${node.kind} may not follow a statistic.`);
    }
  }
  return out;
}

/** Over time, the values are those at reporting points, and an integral gives each of them its whole period. */
function reduceAfter(plan: Plan, node: Node & { kind: "reduce" }, result: Float64Array, members: readonly Float64Array[]): void {
  if (node.reduction === "final") result[0] = members[members.length - 1]![0]!;
  else if (node.reduction === "integral") {
    const years = plan.time?.reportStep ?? Number.NaN;
    result[0] = members.reduce((sum, value) => sum + value[0]! * years, 0);
  } else reduceInstruction(node, result, members)();
}

function statisticOf(
  plan: Plan,
  node: Node & { kind: "statistic" },
  shape: Shape,
  valuesOf: AfterValues,
  keepers: ReadonlyMap<NodeId, Keeper>,
): Float64Array {
  const { statistic } = node;
  const map = mapCells(shape, plan.fullShapes[node.of]!);
  if (plan.isAfter[node.of]) {
    const values = valuesOf(node.of);
    return Float64Array.from(map, (cell) => (statistic.kind === "sd" ? 0 : values[cell]!));
  }
  const keeper = kept(node.of, keepers);
  if (node.given !== undefined) {
    const columns = keeper.columns()!;
    const conditions = kept(node.given, keepers).columns()!;
    const places = mapCells(shape, plan.fullShapes[node.given]!);
    return Float64Array.from(map, (cell, index) => statisticGiven(statistic, columns[cell]!, conditions[places[index]!]!));
  }
  if (statistic.kind === "quantile") {
    const values = keeper.quantiles(statistic.probability);
    return Float64Array.from(map, (cell) => values[cell]!);
  }
  const moments = keeper.moments();
  return Float64Array.from(map, (cell) => (statistic.kind === "sd" ? standardDeviation(moments[cell]!) : moments[cell]![statistic.kind]));
}
