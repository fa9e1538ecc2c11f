/** What fixed arrays come to, computed while a graph is built. Sizes of dimensions are asked by name. */
import type { Node, OperationName, ReductionName } from "./graph.js";
import { operations } from "./operations.js";

type Fixed = Extract<Node, { readonly kind: "constant" }>;
type SizeOf = (dimension: string) => number;

/** For each cell over `dimensions` the position in an array over `own`, a subset of them in any order. */
function positions(own: readonly string[], dimensions: readonly string[], size: SizeOf): Int32Array {
  const strides = new Map<string, number>();
  let stride = 1;
  for (let axis = own.length - 1; axis >= 0; axis--) {
    const name = own[axis]!;
    strides.set(name, stride);
    stride *= size(name);
  }
  const total = dimensions.reduce((product, name) => product * size(name), 1);
  const result = new Int32Array(total);
  let block = total;
  for (const name of dimensions) {
    const length = size(name);
    block /= length;
    const step = strides.get(name) ?? 0;
    if (step === 0) continue;
    for (let cell = 0; cell < total; cell++) result[cell]! += (Math.floor(cell / block) % length) * step;
  }
  return result;
}

function spread(node: Fixed, dimensions: readonly string[], size: SizeOf): Float64Array {
  return Float64Array.from(positions(node.dimensions, dimensions, size), (position) => node.values[position]!);
}

/** Element by element. */
export function foldApply(operation: OperationName, inputs: readonly Fixed[], dimensions: readonly string[], size: SizeOf): number[] {
  const columns = inputs.map((input) => spread(input, dimensions, size));
  const record = operations[operation];
  const [first = new Float64Array(0), second = first, third = second] = columns;
  let out = new Float64Array(first.length);
  if (record.arity === 1) record.fill(out, first);
  else if (record.arity === 3) record.fill(out, first, second, third);
  else {
    record.fill(out, first, second);
    for (const column of columns.slice(2)) {
      const next = new Float64Array(first.length);
      record.fill(next, out, column);
      out = next;
    }
  }
  return Array.from(out);
}

/** One dimension reduced away. */
export function foldReduce(reduction: Exclude<ReductionName, "integral">, node: Fixed, over: string, size: SizeOf): number[] {
  const rest = node.dimensions.filter((name) => name !== over);
  const sorted = spread(node, [...rest, over], size);
  const length = size(over);
  return Array.from({ length: sorted.length / length }, (_, cell) =>
    reduceColumn(reduction, sorted.subarray(cell * length, (cell + 1) * length)),
  );
}

function reduceColumn(reduction: Exclude<ReductionName, "integral">, values: Float64Array): number {
  switch (reduction) {
    case "sum":
      return values.reduce((sum, value) => sum + value, 0);
    case "mean":
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case "min":
      return values.reduce((least, value) => Math.min(least, value));
    case "max":
      return values.reduce((most, value) => Math.max(most, value));
    case "product":
      return values.reduce((product, value) => product * value, 1);
    case "final":
      return values[values.length - 1]!;
  }
}

/** One member of a dimension. */
export function foldPick(node: Fixed, dimension: string, member: number, size: SizeOf): number[] {
  const rest = node.dimensions.filter((name) => name !== dimension);
  const sorted = spread(node, [dimension, ...rest], size);
  const block = sorted.length / size(dimension);
  return Array.from(sorted.subarray(member * block, (member + 1) * block));
}

/** The same values under another dimension name, in the order of `dimensions`. */
export function foldRename(node: Fixed, from: string, to: string, dimensions: readonly string[], size: SizeOf): number[] {
  const renamed: Fixed = { ...node, dimensions: node.dimensions.map((name) => (name === from ? to : name)) };
  return Array.from(spread(renamed, dimensions, size));
}

/** Parts side by side along a new dimension. */
export function foldStack(parts: readonly Fixed[], along: string, dimensions: readonly string[], size: SizeOf): number[] {
  const inner = dimensions.filter((name) => name !== along);
  const values = parts.flatMap((part) => Array.from(spread(part, inner, size)));
  return Array.from(spread({ kind: "constant", dimensions: [along, ...inner], values }, dimensions, size));
}
