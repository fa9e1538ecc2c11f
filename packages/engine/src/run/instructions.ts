/** What is done for one cell of a node when its turn comes: a closure over the columns, made once per run and called for every block and step. */
import type { Graph, Node } from "../graph.js";
import { operations } from "../operations.js";
import type { Arena } from "./arena.js";
import { fillOf, transfer } from "./columns.js";
import { inputInstruction } from "./inputs.js";
import type { Streams } from "./streams.js";
import { sumOf, sumOfProducts } from "./sums.js";
import type { Wiring } from "./wiring.js";

/** A step of the evaluation. */
export type Instruction = () => void;

/** The present block, and the present place in the time loop. `step` counts inner steps from the start; `time` is in years. */
export interface Clock {
  block: number;
  period: number;
  step: number;
  time: number;
}

/** All that instructions work on. `columns` has one column per cell: of block length where draws differ, of length one elsewhere. */
export interface Machine {
  readonly graph: Graph;
  readonly wiring: Wiring;
  readonly random: Uint8Array;
  /** Cells that are computed within the sum that they serve. */
  readonly summed: Uint8Array;
  readonly columns: readonly Float64Array[];
  /** The memory of the columns, unless each has its own. */
  readonly arena: Arena | undefined;
  readonly streams: Streams;
  readonly clock: Clock;
}

/** The instruction of a cell, or nothing for cells that are aliases, belong to the time loop alone, or never change. */
export function instructionOf(machine: Machine, cell: number): Instruction | undefined {
  const { wiring, columns, clock } = machine;
  if (wiring.root[cell] !== cell || machine.summed[cell]) return undefined;
  const id = wiring.nodeOf[cell]!;
  const { plan } = wiring;
  const node = machine.graph.nodes[id]!;
  const out = columns[cell]!;
  const sources = wiring.sources[cell]!.map((source) => columns[source]!);
  switch (node.kind) {
    case "constant":
      return constantInstruction(machine, node, cell);
    case "column":
      return columnInstruction(machine, node.columns[cell - wiring.first[id]!]!, out);
    case "time":
      return () => {
        out[0] = clock.time;
      };
    case "draw":
    case "categorical":
    case "empirical":
      return inputInstruction(machine, node, cell);
    case "apply":
      return applyInstruction(node, out, sources);
    case "interpolate":
      return interpolateInstruction(Float64Array.from(node.xs), Float64Array.from(node.ys), out, sources[0]!);
    case "reduce":
      if (machine.summed[wiring.sources[cell]![0] ?? -1])
        return sumOfProducts(out, factorsOf(machine, cell, 0), factorsOf(machine, cell, 1));
      if (node.over !== plan.timeName) return reduceInstruction(node, out, sources);
      return plan.isDynamic[node.of] ? undefined : reduceConstantCourse(machine, node, out, sources[0]!);
    case "choose":
      if (node.dimension !== plan.timeName) return chooseInstruction(out, sources[0]!, sources.slice(1));
      if (plan.isDynamic[id]) throw new Error(`Node ${id} chooses a time within the time loop.`);
      return plan.isDynamic[node.of] ? undefined : () => transfer(out, sources[1]!);
    case "stack":
      return () => transfer(out, sources[clock.period]!);
    case "pick":
    case "rename":
    case "stock":
    case "lag":
    case "statistic":
      return undefined;
  }
}

function factorsOf({ wiring, columns }: Machine, cell: number, side: 0 | 1): readonly Float64Array[] {
  return wiring.sources[cell]!.map((product) => columns[wiring.sources[product]![side]!]!);
}

function constantInstruction(machine: Machine, node: Node & { kind: "constant" }, cell: number): Instruction | undefined {
  const { wiring, columns, clock } = machine;
  const { plan } = wiring;
  const id = wiring.nodeOf[cell]!;
  const out = columns[cell]!;
  const index = cell - wiring.first[id]!;
  if (!plan.isDynamic[id]) {
    out[0] = node.values[index]!;
    return undefined;
  }
  const full = plan.fullShapes[id]!;
  const axis = full.findIndex(({ name }) => name === plan.timeName);
  const stride = full.slice(axis + 1).reduce((product, { size }) => product * size, 1);
  const periods = full[axis]!.size;
  const start = Math.floor(index / stride) * stride * periods + (index % stride);
  const course = Float64Array.from({ length: periods }, (_, period) => node.values[start + period * stride]!);
  return () => {
    out[0] = course[clock.period]!;
  };
}

/** The numbers of the present block. */
function columnInstruction({ clock }: Machine, column: Float64Array, out: Float64Array): Instruction {
  return () => {
    const start = out.length === 1 ? 0 : clock.block * out.length;
    out.set(column.subarray(start, start + out.length));
  };
}

/** The element-by-element operation on columns. */
export function applyInstruction(node: Node & { kind: "apply" }, out: Float64Array, sources: readonly Float64Array[]): Instruction {
  const operation = operations[node.operation];
  const [first, second, third] = sources;
  const fits = operation.folds ? sources.length >= 2 : sources.length === operation.arity;
  if (!fits || first === undefined) throw new Error(`The operation ${node.operation} does not take ${sources.length} arguments.`);
  switch (operation.arity) {
    case 1: {
      const { fill } = operation;
      return () => fill(out, first);
    }
    case 2: {
      const { fill } = operation;
      if (sources.length === 2) return () => fill(out, first, second!);
      const rest = sources.slice(2);
      return () => {
        fill(out, first, second!);
        for (const next of rest) fill(out, out, next);
      };
    }
    case 3: {
      const { fill } = operation;
      return () => fill(out, first, second!, third!);
    }
  }
}

/** The reduction of listed columns into one. */
export function reduceInstruction(node: Node & { kind: "reduce" }, out: Float64Array, sources: readonly Float64Array[]): Instruction {
  const count = sources.length;
  const fold = (fill: (to: Float64Array, a: Float64Array, b: Float64Array) => void, empty: number) => () => {
    if (count === 0) out.fill(empty);
    else transfer(out, sources[0]!);
    for (let member = 1; member < count; member++) fill(out, out, sources[member]!);
  };
  switch (node.reduction) {
    case "sum":
      return sumOf(out, sources);
    case "mean": {
      const sum = sumOf(out, sources);
      return () => {
        sum();
        for (let i = 0; i < out.length; i++) out[i]! /= count;
      };
    }
    case "product":
      return fold(fillOf("multiply"), 1);
    case "min":
      return fold(fillOf("min"), Number.NaN);
    case "max":
      return fold(fillOf("max"), Number.NaN);
    case "integral":
    case "final":
      throw new Error(`The reduction ${node.reduction} is for time only.`);
  }
}

/** A reduction over time of what does not change in time. */
function reduceConstantCourse(machine: Machine, node: Node & { kind: "reduce" }, out: Float64Array, from: Float64Array): Instruction {
  const time = machine.wiring.plan.time;
  if (time === undefined) throw new Error("A reduction over time needs a time grid.");
  const copies = Array.from({ length: time.reportCount }, () => from);
  switch (node.reduction) {
    case "integral": {
      const years = Float64Array.of(time.reportCount * time.reportStep);
      const multiply = fillOf("multiply");
      return () => multiply(out, from, years);
    }
    case "product":
    case "sum":
      return reduceInstruction(node, out, copies);
    case "mean":
    case "min":
    case "max":
    case "final":
      return () => transfer(out, from);
  }
}

function chooseInstruction(out: Float64Array, by: Float64Array, members: readonly Float64Array[]): Instruction {
  const stride = by.length === 1 ? 0 : 1;
  const last = members.length - 1;
  return () => {
    for (let i = 0, j = 0; i < out.length; i++, j += stride) {
      const index = Math.floor(by[j]!);
      if (Number.isNaN(index) || last < 0) out[i] = Number.NaN;
      else {
        const chosen = members[Math.min(Math.max(index, 0), last)]!;
        out[i] = chosen[chosen.length === 1 ? 0 : i]!;
      }
    }
  };
}

/** Linear interpolation in a table. */
export function interpolateInstruction(xs: Float64Array, ys: Float64Array, out: Float64Array, x: Float64Array): Instruction {
  const last = xs.length - 1;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const value = x[i]!;
      if (value <= xs[0]!) out[i] = ys[0]!;
      else if (value >= xs[last]!) out[i] = ys[last]!;
      else if (Number.isNaN(value)) out[i] = Number.NaN;
      else {
        let low = 0;
        let high = last;
        while (high - low > 1) {
          const middle = (low + high) >>> 1;
          if (xs[middle]! <= value) low = middle;
          else high = middle;
        }
        out[i] = ys[low]! + ((value - xs[low]!) / (xs[high]! - xs[low]!)) * (ys[high]! - ys[low]!);
      }
    }
  };
}
