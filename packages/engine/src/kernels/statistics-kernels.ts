/**
 * Kernels that gather statistics of one block. Sums run in a fixed order: number j of the block goes to partial sum j mod 8, and the
 * partial sums s are added as ((s0 + s2) + (s4 + s6)) + ((s1 + s3) + (s5 + s7)).
 */

import { accumulators } from "../statistics/moments.js";
import type { Code } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { F64, I32 } from "../wasm/scalars.js";
import { F64x2 } from "../wasm/vectors.js";
import { eachIndex, eachRound, places } from "./block.js";

type Four = readonly F64x2[];

function loadFour(code: Code, address: I32): Four {
  return places.map((place) => code.load("f64x2", address, place));
}

function total(parts: Four): F64 {
  const sum = parts[0]!.add(parts[1]!).add(parts[2]!.add(parts[3]!));
  return sum.lane(0).add(sum.lane(1));
}

/** Adds up what `terms` gives for each round, one result per list of four pairs. */
function sums(code: Code, bytes: I32, count: number, terms: (at: I32) => readonly Four[]): readonly F64[] {
  const parts = Array.from({ length: count }, () => places.map(() => code.variable("f64x2", code.f64x2(0))));
  eachRound(code, bytes, (at) => {
    terms(at).forEach((four, k) => {
      four.forEach((term, place) => {
        const part = parts[k]![place]!;
        part.set(part.get().add(term));
      });
    });
  });
  return parts.map((four) => total(four.map((part) => part.get())));
}

function exportSums(module: Module): void {
  /** `sum(a, bytes)`: the sum of a block. */
  module.export("sum", ["i32", "i32"], "f64", (code, a, bytes) => sums(code, bytes, 1, (at) => [loadFour(code, a.add(at))])[0]!);

  /** `dot(a, b, bytes)`: the sum of products. */
  module.export("dot", ["i32", "i32", "i32"], "f64", (code, a, b, bytes) => {
    const products = (at: I32) => {
      const right = loadFour(code, b.add(at));
      return [loadFour(code, a.add(at)).map((left, k) => left.multiply(right[k]!))];
    };
    return sums(code, bytes, 1, products)[0]!;
  });

  /** `moments(out, a, bytes, shift)`: the sums of a - shift and of its square, two numbers. */
  module.export("moments", ["i32", "i32", "i32", "f64"], undefined, (code, out, a, bytes, shift) => {
    const centre = F64x2.splat(shift);
    const found = sums(code, bytes, 2, (at) => {
      const deviations = loadFour(code, a.add(at)).map((value) => value.subtract(centre));
      return [deviations, deviations.map((deviation) => deviation.multiply(deviation))];
    });
    found.forEach((sum, k) => {
      code.store(out, sum, 8 * k);
    });
  });

  /** `weightedMoments(out, a, weights, bytes, shift)`: the sums of weight (a - shift), of weight (a - shift)^2, of weights and of their squares. */
  module.export("weightedMoments", ["i32", "i32", "i32", "i32", "f64"], undefined, (code, out, a, weights, bytes, shift) => {
    const centre = F64x2.splat(shift);
    const found = sums(code, bytes, 4, (at) => {
      const own = loadFour(code, weights.add(at));
      const deviations = loadFour(code, a.add(at)).map((value) => value.subtract(centre));
      const first = deviations.map((deviation, k) => deviation.multiply(own[k]!));
      return [first, first.map((value, k) => value.multiply(deviations[k]!)), own, own.map((weight) => weight.multiply(weight))];
    });
    found.forEach((sum, k) => {
      code.store(out, sum, 8 * k);
    });
  });
}

/** `least(a, bytes)`, `greatest(a, bytes)`: NaN if there is one. */
function exportExtremes(module: Module): void {
  for (const [name, start] of [
    ["least", Infinity],
    ["greatest", -Infinity],
  ] as const) {
    const better = (x: F64x2, y: F64x2) => (start > 0 ? x.min(y) : x.max(y));
    module.export(name, ["i32", "i32"], "f64", (code, a, bytes) => {
      const parts = places.map(() => code.variable("f64x2", code.f64x2(start)));
      eachRound(code, bytes, (at) => {
        loadFour(code, a.add(at)).forEach((value, k) => {
          parts[k]!.set(better(parts[k]!.get(), value));
        });
      });
      const best = parts.map((part) => part.get()).reduce(better);
      return better(best, best.seconds(best)).lane(0);
    });
  }
}

/** `countBelow(counts, a, bytes, thresholds, number)`: adds to each of so many counts (numbers) how many of the block are less than its threshold. */
function exportCounts(module: Module): void {
  module.export("countBelow", ["i32", "i32", "i32", "i32", "i32"], undefined, (code, counts, a, bytes, thresholds, number) => {
    code.if(number, () =>
      eachIndex(code, number, (index) => {
        const threshold = code.loadSplat(thresholds.add(index.shiftLeft(3)));
        const count = counts.add(index.shiftLeft(3));
        const parts = places.map(() => code.variable("i64x2", code.i64x2(0n)));
        eachRound(code, bytes, (at) => {
          loadFour(code, a.add(at)).forEach((value, k) => {
            parts[k]!.set(parts[k]!.get().subtract(value.isLess(threshold).asI64x2()));
          });
        });
        const sum = parts.map((part) => part.get()).reduce((left, right) => left.add(right));
        code.store(count, code.load("f64", count).add(sum.low32(0).add(sum.low32(1)).toF64()));
      }),
    );
  });

  /** `compact(out, a, bytes, low, high)`: copies the numbers from low to high in their order and returns how many; `out` needs room for one more than all. */
  module.export("compact", ["i32", "i32", "i32", "f64", "f64"], "i32", (code, out, a, bytes, low, high) => {
    const [least, most] = [F64x2.splat(low), F64x2.splat(high)];
    const end = code.variable("i32", out);
    eachRound(code, bytes, (at) => {
      const values = loadFour(code, a.add(at));
      const inside = values.map((value) => value.isGreaterEqual(least).and(value.isLessEqual(most)));
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
    return end.get().subtract(out).shiftRight(3);
  });
}

/**
 * `shareLeast(shares, columns, number, bytes)`, `shareGreatest`: how often each of so many columns, listed by their addresses in 32-bit
 * words, is the best of its draw; where several are, each gets its part. A draw with a NaN counts for none. The shares are numbers, but
 * the place for them needs 16 bytes each.
 */
function exportShares(module: Module): void {
  for (const isLeast of [true, false]) {
    module.export(
      isLeast ? "shareLeast" : "shareGreatest",
      ["i32", "i32", "i32", "i32"],
      undefined,
      (code, shares, columns, number, bytes) => {
        const worst = code.f64x2(isLeast ? Infinity : -Infinity);
        const eachColumn = (body: (column: I32, share: I32) => void) =>
          eachIndex(code, number, (index) => body(code.load("i32", columns.add(index.shiftLeft(2))), shares.add(index.shiftLeft(4))));
        eachColumn((_, share) => code.store(share, code.f64x2(0)));
        eachRound(code, bytes, (at) => {
          const best = places.map(() => code.variable("f64x2", worst));
          eachColumn((column) => {
            loadFour(code, column.add(at)).forEach((value, k) => {
              best[k]!.set(isLeast ? best[k]!.get().min(value) : best[k]!.get().max(value));
            });
          });
          const bests = best.map((variable) => variable.get());
          const ties = places.map(() => code.variable("f64x2", code.f64x2(0)));
          eachColumn((column) => {
            loadFour(code, column.add(at)).forEach((value, k) => {
              ties[k]!.set(ties[k]!.get().add(value.isEqual(bests[k]!).keep(1)));
            });
          });
          const parts = ties.map((variable) => code.f64x2(1).divide(variable.get()));
          eachColumn((column, share) => {
            const own = loadFour(code, column.add(at)).map((value, k) => value.isEqual(bests[k]!).keep(parts[k]!));
            code.store(share, code.load("f64x2", share).add(own[0]!.add(own[1]!).add(own[2]!.add(own[3]!))));
          });
        });
        eachIndex(code, number, (index) => {
          const pair = code.load("f64x2", shares.add(index.shiftLeft(4)));
          code.store(shares.add(index.shiftLeft(3)), pair.lane(0).add(pair.lane(1)));
        });
      },
    );
  }
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
  exportSums(module);
  exportExtremes(module);
  exportCounts(module);
  exportShares(module);
  exportGather(module);
  exportBrackets(module);
}
