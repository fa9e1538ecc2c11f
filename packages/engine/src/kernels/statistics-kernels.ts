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

/** How many buckets a bracketed cell has: those of its edges, one below and one above. */
export const bracketBuckets = 514;

/** 2 to the power 52: added to a number from 0 it leaves the nearest whole one in the low bits. */
const TWO_52 = 4503599627370496;

/** The layout of the table of `gatherBrackets`, in bytes: two limits, sixteen sums, the first edge and the scale, two words for each bucket, and the edges. */
export const bracketTable = {
  low: 0,
  high: 8,
  sums: 16,
  first: 144,
  scale: 152,
  steps: 160,
  counts: 160 + 4 * bracketBuckets,
  edges: 160 + 8 * bracketBuckets,
} as const;

/** The layout of what `gatherBrackets` writes, in bytes: the values to be looked at, then their positions in words. There is room for a round more than a block. */
export const bracketLists = { values: 0, positions: 4160, bytes: 6240 } as const;

/** The bucket of a value, to the bit that of the kernel: it never falls as the value rises. */
export function bucketOf(value: number, first: number, scale: number): number {
  return Math.min(Math.max((value - first) * scale + 1, 0), bracketBuckets - 1) + TWO_52 - TWO_52;
}

/**
 * `gatherBrackets(table, edges, lists, a, bytes)`: counts the finite numbers of a block by bucket, and copies those of some buckets to a list: of
 * those whose step is 8, where it is 0 for the others. The position of each is the number of edges, of so many, that it reaches, and of those that it
 * exceeds. In eight lanes each, the sums take what is less than the first limit and what is greater than the second. The result is the length of the list.
 */
function exportBrackets(module: Module): void {
  module.export("gatherBrackets", ["i32", "i32", "i32", "i32", "i32"], "i32", (code, table, edges, lists, a, bytes) => {
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
    const [first, scale] = [code.loadSplat(table, bracketTable.first), code.loadSplat(table, bracketTable.scale)];
    const end = code.variable("i32", lists);
    eachRound(code, bytes, (at) => {
      let place = end.get();
      for (const value of loadFour(code, a.add(at))) {
        const inRange = value
          .subtract(first)
          .multiply(scale)
          .add(1)
          .greater(0)
          .lesser(bracketBuckets - 1);
        const bucket = inRange.add(TWO_52).asI64x2();
        for (const lane of [0, 1] as const) {
          const entry = table.add(bucket.low32(lane).shiftLeft(2));
          code.store(entry, code.load("i32", entry, bracketTable.counts).add(1), bracketTable.counts);
          code.store(place, value.lane(lane));
          place = place.add(code.load("i32", entry, bracketTable.steps));
        }
      }
      end.set(place);
    });
    const found = end.get().subtract(lists);
    code.if(found, () => writePositions(code, table, edges, lists, found));
    return found.shiftRight(3);
  });
}

function writePositions(code: Code, table: I32, edges: I32, lists: I32, found: I32): void {
  eachRound(code, found, (at) => {
    const values = loadFour(code, lists.add(at));
    const positions = values.map(() => code.variable("i64x2", code.i64x2(0n)));
    eachIndex(code, edges, (index) => {
      const edge = code.loadSplat(table.add(index.shiftLeft(3)), bracketTable.edges);
      values.forEach((value, k) => {
        const reached = positions[k]!.get().subtract(value.isGreaterEqual(edge).asI64x2());
        positions[k]!.set(reached.subtract(value.isGreater(edge).asI64x2()));
      });
    });
    const to = lists.add(at.shiftRight(1));
    positions.forEach((position, k) => {
      for (const lane of [0, 1] as const) code.store(to, position.get().low32(lane), bracketLists.positions + 8 * k + 4 * lane);
    });
  });
}

/** All kernels of this file. */
export function exportStatisticsKernels(module: Module): void {
  exportGather(module);
  exportBrackets(module);
  exportChanges(module);
}
