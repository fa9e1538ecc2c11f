/** Instructions that leave the work to kernels, for cells whose columns lie in linear memory; the interpreter's own where there is no kernel. */
import type { Node } from "../graph.js";
import { operations } from "../operations.js";
import type { Arena } from "./arena.js";
import { type Instruction, instructionOf, type Machine } from "./instructions.js";
import { callKernels, inTurn, isFull, kernel } from "./kernel-calls.js";
import { fastInputInstruction } from "./kernel-inputs.js";

type Column = Float64Array;

/** The instruction of a cell as `instructionOf` gives it, by a kernel where there is one. */
export function fastInstructionOf(machine: Machine, cell: number): Instruction | undefined {
  const { arena, wiring, columns, summed, random } = machine;
  if (arena === undefined || !random[cell] || wiring.root[cell] !== cell || summed[cell]) return instructionOf(machine, cell);
  const node = machine.graph.nodes[wiring.nodeOf[cell]!]!;
  const out = columns[cell]!;
  const sources = wiring.sources[cell]!;
  const arguments_ = sources.map((source) => columns[source]!);
  if (node.kind === "draw" || node.kind === "categorical" || node.kind === "empirical")
    return fastInputInstruction(machine, arena, node, cell);
  if (node.kind === "apply") {
    const { arity } = operations[node.operation];
    return arity === 2 ? chain(arena, node.operation, out, arguments_) : kernel(arena, node.operation, out, arguments_);
  }
  if (node.kind === "reduce" && node.over !== wiring.plan.timeName) {
    if (summed[sources[0] ?? -1]) {
      const factors = sources.map((product) => wiring.sources[product]!.map((source) => columns[source]!));
      return sumOfProducts(arena, out, factors) ?? instructionOf(machine, cell);
    }
    if (arguments_.length < 2) return instructionOf(machine, cell);
    if (node.reduction === "sum" && arguments_.every(isFull)) return sum(arena, out, arguments_);
    if (node.reduction === "min" || node.reduction === "max") return chain(arena, node.reduction, out, arguments_);
    if (node.reduction === "product") return chain(arena, "multiply", out, arguments_);
  }
  if (node.kind === "choose" && node.dimension !== wiring.plan.timeName)
    return choose(arena, out, arguments_[0]!, arguments_.slice(1)) ?? instructionOf(machine, cell);
  if (node.kind === "interpolate") return interpolate(arena, node, out, arguments_[0]!);
  return instructionOf(machine, cell);
}

/** An operation of two arguments carried from left to right through more of them. Leading ones that are certain are combined into the result's first number on the way. */
function chain(arena: Arena, name: keyof typeof operations, out: Column, arguments_: readonly Column[]): Instruction {
  if (arguments_.length === 2) return kernel(arena, name, out, arguments_);
  const firstFull = arguments_.findIndex(isFull);
  const operation = operations[name];
  if (operation.arity !== 2) throw new Error(`The operation ${name} does not fold.`);
  const leading = arguments_.slice(0, Math.max(firstFull, 1));
  const certain = arena.column(1);
  const steps: Instruction[] = [];
  if (firstFull > 1)
    steps.push(() => {
      certain[0] = leading[0]![0]!;
      for (const column of leading.slice(1)) operation.fill(certain, certain, column);
    });
  let left: Column = firstFull > 1 ? certain : arguments_[0]!;
  for (const column of arguments_.slice(leading.length)) {
    steps.push(kernel(arena, name, out, [left, column]));
    left = out;
  }
  return inTurn(arena, steps);
}

function sum(arena: Arena, out: Column, terms: readonly Column[]): Instruction {
  const list = arena.addresses(terms);
  return callKernels(arena, [{ name: "sumColumns", arguments: [out.byteOffset, list, terms.length, out.byteLength] }]);
}

function sumOfProducts(arena: Arena, out: Column, factors: readonly (readonly Column[])[]): Instruction | undefined {
  const isSingle = (side: 0 | 1) => factors.every((pair) => !isFull(pair[side]!));
  const isWhole = (side: 0 | 1) => factors.every((pair) => isFull(pair[side]!));
  const isSwapped = isWhole(0) && isSingle(1);
  const layout = isWhole(0) && isWhole(1) ? "vv" : isSwapped || (isSingle(0) && isWhole(1)) ? "sv" : undefined;
  if (layout === undefined) return undefined;
  const [left, right] = (isSwapped ? ([1, 0] as const) : ([0, 1] as const)).map((side) =>
    arena.addresses(factors.map((pair) => pair[side]!)),
  );
  const name = `sumProducts_${layout}`;
  return callKernels(arena, [{ name, arguments: [out.byteOffset, left!, right!, factors.length, out.byteLength] }]);
}

/** The listed column whose index `by` gives, draw by draw. */
function choose(arena: Arena, out: Column, by: Column, members: readonly Column[]): Instruction | undefined {
  if (!isFull(by) || !members.every(isFull)) return undefined;
  const list = arena.addresses(members);
  return callKernels(arena, [{ name: "choose", arguments: [out.byteOffset, by.byteOffset, list, members.length, out.byteLength] }]);
}

function interpolate(arena: Arena, { xs, ys }: Node & { kind: "interpolate" }, out: Column, x: Column): Instruction {
  const points = arena.column(2 * xs.length);
  points.set(xs);
  points.set(ys, xs.length);
  const from = points.byteOffset;
  const values = [out.byteOffset, x.byteOffset, from, from + 8 * xs.length, xs.length, out.byteLength];
  return callKernels(arena, [{ name: "interpolate", arguments: values }]);
}
