/** The sums beneath Sobol' indices, gathered block by block as outputs are computed, so that no column is kept. For replicated samples. */
import { bindKernels, compileKernels } from "../kernels/kernels.js";
import { blockSize, replicateCount } from "../random.js";
import { canCompile, createMemory, type WasmModule } from "../wasm/instantiate.js";
import type { Unsuitable } from "./draws.js";
import { checkedBase, indicesOf, type Pass, type SobolIndices } from "./sobol.js";

/** Gathers one output. Blocks come row after row, those of B and of A before those of the inputs. */
export interface SobolTally {
  /** Takes 512 rows of variant 0 (B), 1 (A) or 2 + k (A with input k from B); a single value where the output is the same everywhere. */
  readonly take: (variant: number, column: Float64Array) => void;
  readonly finish: (names: readonly string[]) => SobolIndices | Unsuitable;
}

/** Adds a block of an input to its sums, from `at` on: in eight lanes each the products of changes with B, the changes, and their squares. */
type AddChanges = (at: number, column: Float64Array) => void;

/** What a tally works on: blocks of A and B less the shift, the shift, and the sums of all inputs. */
interface Columns {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly shift: Float64Array;
  readonly sums: Float64Array;
}

const sumsPerInput = 3 * replicateCount;

/** Opens the tallies of so many outputs over so many inputs; by kernels, or without, with the same bits. */
export function openSobolTallies(outputs: number, inputs: number, tier: "compiled" | "reference" = "compiled"): readonly SobolTally[] {
  const numbers = 2 * blockSize + 2 + sumsPerInput * inputs;
  const columnsIn = (room: Float64Array, from: number): Columns => ({
    first: room.subarray(from, from + blockSize),
    second: room.subarray(from + blockSize, from + 2 * blockSize),
    shift: room.subarray(from + 2 * blockSize, from + 2 * blockSize + 1),
    sums: room.subarray(from + 2 * blockSize + 2, from + numbers),
  });
  const places = Array.from({ length: outputs }, (_, output) => blockSize + output * numbers);
  if (tier === "reference" || !canCompile()) {
    const room = new Float64Array(blockSize + outputs * numbers);
    return places.map((from) => openTally(columnsIn(room, from), plainChanges, inputs));
  }
  module ??= compileKernels(new Set(["gatherChanges"]));
  const memory = createMemory(Math.ceil((8 * (blockSize + outputs * numbers)) / 65536));
  const gather = bindKernels(module, memory).gatherChanges!;
  const room = new Float64Array(memory.buffer);
  const present = room.subarray(0, blockSize);
  const changes = ({ first, second, shift, sums }: Columns): AddChanges => {
    return (at, column) => {
      present.set(column);
      gather(sums.byteOffset + 8 * at, 0, first.byteOffset, second.byteOffset, shift.byteOffset, present.byteLength);
    };
  };
  return places.map((from) => openTally(columnsIn(room, from), changes, inputs));
}

let module: WasmModule | undefined;

/** What the kernel does. */
function plainChanges({ first, second, shift, sums }: Columns): AddChanges {
  return (at, column) => {
    for (let k = 0; k < blockSize; k++) {
      const change = column[k]! - shift[0]! - first[k]!;
      const lane = at + (k & 7);
      sums[lane]! += second[k]! * change;
      sums[lane + 8]! += change;
      sums[lane + 16]! += change * change;
    }
  };
}

function openTally(columns: Columns, changes: (columns: Columns) => AddChanges, inputs: number): SobolTally {
  const { first, second, shift, sums } = columns;
  const addChanges = changes(columns);
  const linear = new Float64Array(replicateCount);
  const squares = new Float64Array(replicateCount);
  const extremes = Float64Array.of(Infinity, -Infinity);
  let rows = 0;
  return {
    take: (variant, column) => {
      if (column.length === 1) return;
      if (rows === 0) shift[0] = column.reduce((sum, value) => sum + value, 0) / column.length;
      if (variant === 0) rows += blockSize;
      if (variant > 1) addChanges(sumsPerInput * (variant - 2), column);
      else addBase(linear, squares, extremes, column, shift[0]!, variant === 1 ? first : second);
    },
    finish: (names) => {
      if (rows === 0) return { kind: "unsuitable", reason: "constant" };
      const off = linear.reduce((sum, each) => sum + each, 0) / (2 * rows);
      const perReplicate = rows / replicateCount;
      const replicates = squares.map((square, r) => (square - 2 * off * linear[r]!) / 2 + perReplicate * off * off);
      const variance = replicates.reduce((sum, each) => sum + each, 0) / rows;
      const [least, most] = [extremes[0]!, extremes[1]!];
      const base = checkedBase({ rows, mean: shift[0]! + off, variance, least, most, squares: { replicates } });
      if ("kind" in base) return base;
      const passes = Array.from({ length: inputs }, (_, input): Pass => {
        const at = (kind: number, replicate: number) => sums[sumsPerInput * input + replicateCount * kind + replicate]!;
        return {
          first: { replicates: linear.map((_, r) => at(0, r) - off * at(1, r)) },
          total: { replicates: linear.map((_, r) => at(2, r) / 2) },
        };
      });
      return indicesOf(base, passes, undefined, names, true);
    },
  };
}

/** Adds a block of A or B, which is kept, less the shift, until the next. */
function addBase(
  linear: Float64Array,
  squares: Float64Array,
  extremes: Float64Array,
  column: Float64Array,
  shift: number,
  kept: Float64Array,
): void {
  let [least, most] = [extremes[0]!, extremes[1]!];
  for (let lane = 0; lane < replicateCount; lane++) {
    let [sum, ofSquares] = [0, 0];
    for (let k = lane; k < blockSize; k += replicateCount) {
      const value = column[k]!;
      if (value < least) least = value;
      if (value > most) most = value;
      const rest = value - shift;
      kept[k] = rest;
      sum += rest;
      ofSquares += rest * rest;
    }
    linear[lane]! += sum;
    squares[lane]! += ofSquares;
  }
  extremes[0] = least;
  extremes[1] = most;
}
