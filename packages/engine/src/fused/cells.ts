/** The value of one cell as a pair of draws in a fused function: the same operations in the same order as in the reference interpreter. */
import type { Node, OperationName } from "../graph.js";
import { asFunction } from "../kernels/macro.js";
import { functionOperations, plainOperations } from "../kernels/operation-macros.js";
import { operations } from "../operations.js";
import type { Machine } from "../run/instructions.js";
import type { Code } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { F64x2 } from "../wasm/vectors.js";

/** Tables of more points than this are left to the interpreter. */
const mostPoints = 24;

/** What the writing of a cell needs: the module and function being written, and the values of other cells. */
export interface CellWriter {
  readonly module: Module;
  readonly code: Code;
  readonly machine: Machine;
  valueAt(cell: number): F64x2;
}

/** Whether cells of this node can be written; stocks and lags are the loop's own matter. */
export function canWrite(node: Node): boolean {
  switch (node.kind) {
    case "apply":
    case "choose":
    case "stock":
    case "lag":
    case "pick":
    case "rename":
    case "stack":
      return true;
    case "interpolate":
      return node.xs.length <= mostPoints;
    case "reduce":
      return node.reduction !== "integral" && node.reduction !== "final";
    default:
      return false;
  }
}

/** Writes the value of a cell whose node `canWrite` lets in and that is neither an alias nor a stock nor a lag. */
export function writeCell(writer: CellWriter, cell: number): F64x2 {
  const { module, code, machine, valueAt } = writer;
  const { wiring, summed, graph } = machine;
  const node = graph.nodes[wiring.nodeOf[cell]!]!;
  const sources = wiring.sources[cell]!;
  const fold = (name: OperationName, values: readonly F64x2[]) =>
    values.slice(1).reduce((left, right) => operate(module, code, name, [left, right]), values[0]!);
  switch (node.kind) {
    case "apply": {
      const values = sources.map(valueAt);
      return operations[node.operation].arity === 2 ? fold(node.operation, values) : operate(module, code, node.operation, values);
    }
    case "reduce": {
      if (summed[sources[0] ?? -1]) {
        const products = sources.map((product) => {
          const [left, right] = wiring.sources[product]!;
          return valueAt(left!).multiply(valueAt(right!));
        });
        return products.reduce((sum, product) => sum.add(product));
      }
      if (sources.length === 0) return code.f64x2(node.reduction === "sum" ? 0 : node.reduction === "product" ? 1 : Number.NaN);
      const values = sources.map(valueAt);
      const { reduction } = node;
      const folded = fold(reduction === "product" ? "multiply" : reduction === "min" || reduction === "max" ? reduction : "add", values);
      return reduction === "mean" ? folded.divide(values.length) : folded;
    }
    case "choose": {
      const index = valueAt(sources[0]!);
      const last = sources.length - 2;
      const place = index.floor().max(0).min(last);
      let chosen = valueAt(sources[1]!);
      for (let member = 1; member <= last; member++) chosen = place.isEqual(member).select(valueAt(sources[member + 1]!), chosen);
      return index.isEqual(index).select(chosen, Number.NaN);
    }
    case "interpolate":
      return writeInterpolation(code, node.xs, node.ys, valueAt(sources[0]!));
    default:
      throw new Error(`A node of kind ${node.kind} cannot be fused.`);
  }
}

/** An operation on as many values as it takes; of one that folds, two. */
function operate(module: Module, code: Code, name: OperationName, values: readonly F64x2[]): F64x2 {
  if (name === "exp" || name === "ln" || name === "power") {
    const macro = functionOperations[name];
    return code.call(asFunction(module, macro, values.length), ...values) as F64x2;
  }
  return (plainOperations[name].fast as (...values: readonly F64x2[]) => F64x2)(...values);
}

function writeInterpolation(code: Code, xs: readonly number[], ys: readonly number[], x: F64x2): F64x2 {
  const last = xs.length - 1;
  let [start, width, base, rise] = [xs[0]!, xs[1]! - xs[0]!, ys[0]!, ys[1]! - ys[0]!].map((value) => code.f64x2(value)) as [
    F64x2,
    F64x2,
    F64x2,
    F64x2,
  ];
  for (let k = 1; k < last; k++) {
    const isBeyond = x.isGreaterEqual(xs[k]!);
    start = isBeyond.select(xs[k]!, start);
    width = isBeyond.select(xs[k + 1]! - xs[k]!, width);
    base = isBeyond.select(ys[k]!, base);
    rise = isBeyond.select(ys[k + 1]! - ys[k]!, rise);
  }
  const within = base.add(x.subtract(start).divide(width).multiply(rise));
  const fromStart = x.isLessEqual(xs[0]!).select(ys[0]!, within);
  return x.isGreaterEqual(xs[last]!).select(ys[last]!, fromStart);
}
