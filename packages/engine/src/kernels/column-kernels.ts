/** Kernels that add up lists of columns, choose among them or look up tables of points. Lists of columns are addresses in 32-bit words. */
import type { Code } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { F64, I32 } from "../wasm/scalars.js";
import type { F64x2 } from "../wasm/vectors.js";
import { eachIndex, eachRound, places } from "./block.js";

/** Adds up terms of each draw from left to right. */
function exportSum(
  module: Module,
  name: string,
  start: number,
  lists: number,
  term: (code: Code, words: readonly I32[], at: I32, place: number) => F64x2,
) {
  const parameters = Array.from({ length: lists + 3 }, () => "i32" as const);
  module.export(name, parameters, undefined, (code, out, ...rest) => {
    const [number, bytes] = rest.slice(-2) as [I32, I32];
    eachRound(code, bytes, (at) => {
      const sums = places.map(() => code.variable("f64x2", code.f64x2(start)));
      eachIndex(code, number, (index) => {
        const words = rest.slice(0, lists).map((list) => code.load("i32", list.add(index.shiftLeft(2))));
        sums.forEach((sum, k) => {
          sum.set(sum.get().add(term(code, words, at, places[k]!)));
        });
      });
      sums.forEach((sum, k) => {
        code.store(out.add(at), sum.get(), places[k]!);
      });
    });
  });
}

/**
 * `sumColumns(out, list, number, bytes)`; `sumProducts_vv(out, left, right, number, bytes)` and `sumProducts_sv`, where the left factors
 * are single numbers. There is at least one column. The output may be among the columns.
 */
function exportSums(module: Module): void {
  exportSum(module, "sumColumns", -0, 1, (code, [a], at, place) => code.load("f64x2", a!.add(at), place));
  exportSum(module, "sumProducts_vv", -0, 2, (code, [a, b], at, place) =>
    code.load("f64x2", a!.add(at), place).multiply(code.load("f64x2", b!.add(at), place)),
  );
  exportSum(module, "sumProducts_sv", -0, 2, (code, [a, b], at, place) =>
    code.loadSplat(a!).multiply(code.load("f64x2", b!.add(at), place)),
  );
}

/** Fills a column number by number. */
function eachNumber(code: Code, out: I32, a: I32, bytes: I32, compute: (value: F64, at: I32) => F64): void {
  const place = code.variable("i32", code.i32(0));
  code.repeat(() => {
    const at = place.get();
    code.store(out.add(at), compute(code.load("f64", a.add(at)), at));
    const next = at.add(8);
    place.set(next);
    return next.less(bytes);
  });
}

/** `choose(out, by, list, number, bytes)`: of the listed columns that whose index is the whole part of `by`, kept within the list; NaN where `by` is. */
function exportChoose(module: Module): void {
  module.export("choose", ["i32", "i32", "i32", "i32", "i32"], undefined, (code, out, by, list, number, bytes) => {
    const last = number.subtract(1);
    eachNumber(code, out, by, bytes, (value, at) => {
      const index = value.toI32();
      const inside = index.less(number).select(index, last);
      const chosen = code.load("f64", code.load("i32", list.add(inside.shiftLeft(2))).add(at));
      return value.notEqual(value).selectF64(value, chosen);
    });
  });
}

/**
 * `interpolate(out, x, xs, ys, number, bytes)`: piecewise linear between points with rising places, constant beyond their ends.
 */
function exportInterpolate(module: Module): void {
  module.export("interpolate", ["i32", "i32", "i32", "i32", "i32", "i32"], undefined, (code, out, x, xs, ys, number, bytes) => {
    const last = number.subtract(1).shiftLeft(3);
    const [first, final] = [code.load("f64", xs), code.load("f64", xs.add(last))];
    const within = (value: F64): F64 => {
      const low = code.variable("i32", code.i32(0));
      const high = code.variable("i32", last);
      code.while(
        () => high.get().subtract(low.get()).greater(8),
        () => {
          const middle = low.get().add(high.get()).shiftRight(4).shiftLeft(3);
          code.if(
            code.load("f64", xs.add(middle)).lessEqual(value),
            () => low.set(middle),
            () => high.set(middle),
          );
        },
      );
      const point = (base: I32, place: I32) => code.load("f64", base.add(place));
      const [left, right] = [low.get(), high.get()];
      const [x0, y0] = [point(xs, left), point(ys, left)];
      return y0.add(value.subtract(x0).divide(point(xs, right).subtract(x0)).multiply(point(ys, right).subtract(y0)));
    };
    eachNumber(code, out, x, bytes, (value) =>
      code.choose(
        "f64",
        value.greater(first).and(value.less(final)),
        () => within(value),
        () => {
          const end = code.load("f64", ys.add(value.greaterEqual(final).select(last, code.i32(0))));
          const isBelow = value.lessEqual(first);
          const start = isBelow.selectF64(code.load("f64", ys), end);
          return value.notEqual(value).selectF64(value, start);
        },
      ),
    );
  });
}

/** All kernels of this file. */
export function exportColumnKernels(module: Module): void {
  exportSums(module);
  exportChoose(module);
  exportInterpolate(module);
}
