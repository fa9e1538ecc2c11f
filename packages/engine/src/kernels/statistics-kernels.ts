/** Kernels that gather statistics of one block: number j of it goes to lane j mod 8 of what is added up. */

import { accumulators } from "../statistics/moments.js";
import type { Code } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import type { F64x2 } from "../wasm/vectors.js";
import { eachIndex, eachRound, places } from "./block.js";

type Four = readonly F64x2[];

function loadFour(code: Code, address: I32): Four {
  return places.map((place) => code.load("f64x2", address, place));
}

/**
 * `gatherMoments(state, a, bytes)`: adds a block to accumulators laid out as in `statistics/moments.ts`: sums and squares of the deviations from
 * the shift in eight lanes each, minima and maxima in two. Of numbers alone: where the sums come out as NaN, minima and maxima are not those of all.
 */
function exportGather(module: Module): void {
  module.export("gatherMoments", ["i32", "i32", "i32"], undefined, (code, state, a, bytes) => {
    const at = (index: number) => code.load("f64x2", state, 8 * index);
    const shift = code.loadSplat(state, 8 * accumulators.shift);
    const lanes = (index: number) => places.map((_, k) => code.variable("f64x2", at(index + 2 * k)));
    const [totals, squares] = [lanes(accumulators.sums), lanes(accumulators.squares)];
    const [least, most] = [accumulators.least, accumulators.most].map((index) => places.map(() => code.variable("f64x2", at(index))));
    eachRound(code, bytes, (place) => {
      const values = loadFour(code, a.add(place));
      values.forEach((value, k) => {
        const deviation = value.subtract(shift);
        totals[k]!.set(totals[k]!.get().add(deviation));
        squares[k]!.set(squares[k]!.get().add(deviation.multiply(deviation)));
        least![k]!.set(least![k]!.get().lesser(value));
        most![k]!.set(most![k]!.get().greater(value));
      });
    });
    totals.forEach((total, k) => {
      code.store(state, total.get(), 8 * (accumulators.sums + 2 * k));
    });
    squares.forEach((square, k) => {
      code.store(state, square.get(), 8 * (accumulators.squares + 2 * k));
    });
    const [lowest, highest] = [least, most].map((parts) => parts!.map((part) => part.get()));
    code.store(
      state,
      lowest!.reduce((left, right) => left.lesser(right)),
      8 * accumulators.least,
    );
    code.store(
      state,
      highest!.reduce((left, right) => left.greater(right)),
      8 * accumulators.most,
    );
  });
}

/**
 * `gatherChanges(sums, a, first, second, shift, bytes)`: adds how a block, less the shift, differs from another, in eight lanes each: the
 * products of the changes with the numbers of `second`, the changes, and their squares.
 */
function exportChanges(module: Module): void {
  module.export("gatherChanges", ["i32", "i32", "i32", "i32", "i32", "i32"], undefined, (code, sums, a, first, second, shiftAt, bytes) => {
    const shift = code.loadSplat(shiftAt);
    const lanes = [0, 64, 128].map((start) => places.map((place) => code.variable("f64x2", code.load("f64x2", sums, start + place))));
    eachRound(code, bytes, (at) => {
      const [values, before, others] = [a, first, second].map((pointer) => loadFour(code, pointer.add(at)));
      values!.forEach((value, k) => {
        const change = value.subtract(shift).subtract(before![k]!);
        [others![k]!.multiply(change), change, change.multiply(change)].forEach((term, sum) => {
          lanes[sum]![k]!.set(lanes[sum]![k]!.get().add(term));
        });
      });
    });
    lanes.forEach((parts, sum) => {
      parts.forEach((part, k) => {
        code.store(sums, part.get(), 64 * sum + places[k]!);
      });
    });
  });
}

/** The layout of the table of `gatherBrackets`, in bytes: two limits, sixteen sums, then for each interval its ends, a count and a number. */
export const bracketTable = { low: 0, high: 8, sums: 16, intervals: 144, stride: 32, below: 16, inside: 24 } as const;

/** Bytes between the lists that `gatherBrackets` writes, one for each interval: a block and one number more. */
export const bracketListBytes = 4112;

/**
 * `gatherBrackets(table, number, lists, a, bytes)`: for each of so many intervals adds to `below` how many numbers of the block are less than
 * its lower end, sets `inside` to how many lie in it, ends included, and copies those to its list. In eight lanes each, the sums take
 * what is less than the first limit and what is greater than the second.
 */
function exportBrackets(module: Module): void {
  module.export("gatherBrackets", ["i32", "i32", "i32", "i32", "i32"], undefined, (code, table, number, lists, a, bytes) => {
    const [low, high] = [code.loadSplat(table, bracketTable.low), code.loadSplat(table, bracketTable.high)];
    const sums = Array.from({ length: 8 }, (_, k) => code.variable("f64x2", code.load("f64x2", table, bracketTable.sums + 16 * k)));
    eachRound(code, bytes, (at) => {
      loadFour(code, a.add(at)).forEach((value, k) => {
        sums[k]!.set(sums[k]!.get().add(value.isLess(low).keep(value)));
        sums[4 + k]!.set(sums[4 + k]!.get().add(value.isGreater(high).keep(value)));
      });
    });
    sums.forEach((sum, k) => {
      code.store(table, sum.get(), bracketTable.sums + 16 * k);
    });
    eachIndex(code, number, (index) => {
      const interval = table.add(index.multiply(bracketTable.stride));
      const start = lists.add(index.multiply(bracketListBytes));
      const [least, most] = [0, 8].map((offset) => code.loadSplat(interval, bracketTable.intervals + offset)) as [F64x2, F64x2];
      const end = code.variable("i32", start);
      const below = places.map(() => code.variable("i64x2", code.i64x2(0n)));
      eachRound(code, bytes, (at) => {
        const values = loadFour(code, a.add(at));
        const inside = values.map((value, k) => {
          const isBelow = value.isLess(least);
          below[k]!.set(below[k]!.get().subtract(isBelow.asI64x2()));
          return value.isLessEqual(most).andNot(isBelow);
        });
        code.if(inside.reduce((some, next) => some.or(next)).any(), () => {
          let place = end.get();
          values.forEach((value, k) => {
            const bits = inside[k]!.bits();
            code.store(place, value.lane(0));
            place = place.add(bits.and(1).shiftLeft(3));
            code.store(place, value.lane(1));
            place = place.add(bits.shiftRight(1).shiftLeft(3));
          });
          end.set(place);
        });
      });
      const count = below.map((part) => part.get()).reduce((left, right) => left.add(right));
      const known = code.load("f64", interval, bracketTable.intervals + bracketTable.below);
      code.store(interval, known.add(count.low32(0).add(count.low32(1)).toF64()), bracketTable.intervals + bracketTable.below);
      code.store(interval, end.get().subtract(start).shiftRight(3).toF64(), bracketTable.intervals + bracketTable.inside);
    });
  });
}

/** All kernels of this file. */
export function exportStatisticsKernels(module: Module): void {
  exportGather(module);
  exportBrackets(module);
  exportChanges(module);
}
