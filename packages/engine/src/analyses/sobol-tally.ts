/** The sums beneath Sobol' indices, gathered block by block as outputs are computed, so that no column is kept. For replicated samples. */
import { blockSize, replicateCount } from "../random.js";
import type { Unsuitable } from "./draws.js";
import { checkedBase, indicesOf, type Pass, type SobolIndices } from "./sobol.js";

/** Gathers one output. Blocks come row after row, those of A and of B before those of the inputs. */
export interface SobolTally {
  /** Takes 512 rows of variant 0 (A), 1 (B) or 2 + k (A with input k from B); a single value where the output is the same everywhere. */
  readonly take: (variant: number, column: Float64Array) => void;
  readonly finish: (names: readonly string[]) => SobolIndices | Unsuitable;
}

/** Opens the tally of an output over so many inputs. */
export function openSobolTally(inputs: number): SobolTally {
  const first = new Float64Array(blockSize);
  const second = new Float64Array(blockSize);
  /** For each input and replicate: products with B, changes, and squares of changes. */
  const sums = new Float64Array(3 * replicateCount * inputs);
  const linear = new Float64Array(replicateCount);
  const squares = new Float64Array(replicateCount);
  const extremes = Float64Array.of(Infinity, -Infinity);
  let shift: number | undefined;
  let rows = 0;

  return {
    take: (variant, column) => {
      if (column.length === 1) return;
      if (variant === 0) rows += blockSize;
      shift ??= column.reduce((sum, value) => sum + value, 0) / column.length;
      if (variant > 1) addChanges(sums, 3 * replicateCount * (variant - 2), column, shift, first, second);
      else addBase(linear, squares, extremes, column, shift, variant === 0 ? first : second);
    },
    finish: (names) => {
      if (shift === undefined) return { kind: "unsuitable", reason: "constant" };
      const off = linear.reduce((sum, each) => sum + each, 0) / (2 * rows);
      const perReplicate = rows / replicateCount;
      const replicates = squares.map((square, r) => (square - 2 * off * linear[r]!) / 2 + perReplicate * off * off);
      const variance = replicates.reduce((sum, each) => sum + each, 0) / rows;
      const [least, most] = [extremes[0]!, extremes[1]!];
      const base = checkedBase({ rows, mean: shift + off, variance, least, most, squares: { replicates } });
      if ("kind" in base) return base;
      const passes = Array.from({ length: inputs }, (_, input): Pass => {
        const at = (replicate: number) => 3 * (replicateCount * input + replicate);
        return {
          first: { replicates: linear.map((_, r) => sums[at(r)]! - off * sums[at(r) + 1]!) },
          total: { replicates: linear.map((_, r) => sums[at(r) + 2]! / 2) },
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

/** Adds a block of an input, two replicates at a time, which keeps the sums in registers. */
function addChanges(sums: Float64Array, at: number, column: Float64Array, shift: number, first: Float64Array, second: Float64Array): void {
  for (let lane = 0; lane < replicateCount; lane += 2) {
    let [products, changes, squares] = [0, 0, 0];
    let [nextProducts, nextChanges, nextSquares] = [0, 0, 0];
    for (let k = lane; k < blockSize; k += replicateCount) {
      const change = column[k]! - shift - first[k]!;
      products += second[k]! * change;
      changes += change;
      squares += change * change;
      const next = column[k + 1]! - shift - first[k + 1]!;
      nextProducts += second[k + 1]! * next;
      nextChanges += next;
      nextSquares += next * next;
    }
    const place = at + 3 * lane;
    sums[place]! += products;
    sums[place + 1]! += changes;
    sums[place + 2]! += squares;
    sums[place + 3]! += nextProducts;
    sums[place + 4]! += nextChanges;
    sums[place + 5]! += nextSquares;
  }
}
