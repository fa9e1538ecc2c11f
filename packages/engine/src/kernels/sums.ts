/** Kernels over many columns at once, whose addresses stand in a list in memory: sums, and sums of products, term by term from the left. */
import type { Code, Variable } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import type { F64x2 } from "../wasm/vectors.js";
import { eachRound } from "./block.js";

const places = [0, 16, 32, 48] as const;

/** For every eight numbers: starts with `first`, takes each term of the list into it, and stores the result. A term takes `stride` bytes of the list. */
function overList(
  code: Code,
  { out, list, end, bytes }: { readonly out: I32; readonly list: I32; readonly end: I32; readonly bytes: I32 },
  stride: number,
  first: (at: I32) => readonly F64x2[],
  next: (sums: readonly F64x2[], entry: I32, at: I32) => readonly F64x2[],
): void {
  eachRound(code, bytes, (at) => {
    const sums = first(at).map((value): Variable<"f64x2"> => code.variable("f64x2", value));
    const place = code.variable("i32", list);
    code.while(
      () => place.get().less(end),
      () => {
        const entry = place.get();
        next(
          sums.map((sum) => sum.get()),
          entry,
          at,
        ).forEach((value, k) => {
          sums[k]!.set(value);
        });
        place.set(entry.add(stride));
      },
    );
    const to = out.add(at);
    sums.forEach((sum, k) => {
      code.store(to, sum.get(), places[k]!);
    });
  });
}

/**
 * Exports `sumColumns(out, list, end, bytes)` of at least one column; `sumProducts(out, list, end, bytes)` over pairs of columns, from zero; and
 * `sumWeighted`, the same where the first of each pair is a single number. Lists hold addresses of four bytes from `list` up to `end`.
 */
export function exportSums(module: Module): void {
  const parameters = ["i32", "i32", "i32", "i32"] as const;
  const zeros = (code: Code) => () => places.map(() => code.f64x2(0));
  const loadAll = (code: Code, pointer: I32, at: I32) => {
    const start = pointer.add(at);
    return places.map((place) => code.load("f64x2", start, place));
  };
  module.export("sumColumns", parameters, undefined, (code, out, list, end, bytes) => {
    const rest = { out, list: list.add(4), end, bytes };
    const add = (sums: readonly F64x2[], entry: I32, at: I32) =>
      loadAll(code, code.load("i32", entry), at).map((value, k) => sums[k]!.add(value));
    overList(code, rest, 4, (at) => loadAll(code, code.load("i32", list), at), add);
  });
  module.export("sumProducts", parameters, undefined, (code, out, list, end, bytes) => {
    overList(code, { out, list, end, bytes }, 8, zeros(code), (sums, entry, at) => {
      const left = loadAll(code, code.load("i32", entry), at);
      return loadAll(code, code.load("i32", entry, 4), at).map((value, k) => sums[k]!.add(left[k]!.multiply(value)));
    });
  });
  module.export("sumWeighted", parameters, undefined, (code, out, list, end, bytes) => {
    overList(code, { out, list, end, bytes }, 8, zeros(code), (sums, entry, at) => {
      const weight = code.loadSplat(code.load("i32", entry));
      return loadAll(code, code.load("i32", entry, 4), at).map((value, k) => sums[k]!.add(weight.multiply(value)));
    });
  });
}
