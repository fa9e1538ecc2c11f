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
 * `gatherMoments(list, number, bytes)`: adds blocks to accumulators laid out as in `statistics/moments.ts`: sums and squares of the deviations from
 * the shift in eight lanes each, minima and maxima in two, and how many there are. The list holds the addresses of so many accumulators and columns,
 * one after the other. The result is 1 where any sum is not finite; minima and maxima are then not those of all, nor is it known how many are not finite.
 */
function exportGather(module: Module): void {
  module.export("gatherMoments", ["i32", "i32", "i32"], "i32", (code, list, number, bytes) => {
    const isUnusual = code.variable("i32", code.i32(0));
    eachIndex(code, number, (index) => {
      const entry = list.add(index.shiftLeft(3));
      const sum = gatherBlock(code, code.load("i32", entry), code.load("i32", entry, 4), bytes);
      isUnusual.set(isUnusual.get().or(sum.subtract(sum).isEqual(0).all().isZero()));
    });
    return isUnusual.get();
  });
}

/** Adds a block and returns the sum of all lanes of sums, in any order. */
function gatherBlock(code: Code, state: I32, a: I32, bytes: I32): F64x2 {
  const known = code.load("f64", state, 8 * accumulators.count);
  const first = code.load("f64", a);
  code.if(known.equal(0), () => code.store(state, first.subtract(first).equal(0).selectF64(first, code.f64(0)), 8 * accumulators.shift));
  code.store(state, known.add(bytes.shiftRight(3).toF64()), 8 * accumulators.count);
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
  return totals.map((total) => total.get()).reduce((left, right) => left.add(right));
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
}
