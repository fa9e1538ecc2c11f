/** Kernels over blocks: loops that carry a macro through columns in memory, four pairs at a time. */
import type { Code } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import type { F64x2, Mask } from "../wasm/vectors.js";
import { asFunction, type Macro } from "./macro.js";

/** The bytes that one round of a loop covers: eight numbers. Columns are whole multiples of it. */
export const roundBytes = 64;

/** A macro, or the fast form alone where it is right for any arguments. */
export type LoopMacro = Macro | { fast(...values: readonly F64x2[]): F64x2 };

/** The bytes at which the four pairs of a round stand. */
export const places = [0, 16, 32, 48] as const;

/** Where an argument comes from: a column, or one number for all draws. */
export type Layout = "v" | "s";

/** Carries out the body for every eight numbers of a block; it is given how many bytes in they stand. */
export function eachRound(code: Code, bytes: I32, body: (at: I32) => void): void {
  const place = code.variable("i32", code.i32(0));
  code.repeat(() => {
    const at = place.get();
    body(at);
    const next = at.add(roundBytes);
    place.set(next);
    return next.less(bytes);
  });
}

/** Carries out the body for every index from 0 to less than `count`, which is at least 1. */
export function eachIndex(code: Code, count: I32, body: (index: I32) => void): void {
  const index = code.variable("i32", code.i32(0));
  code.repeat(() => {
    const own = index.get();
    body(own);
    const next = own.add(1);
    index.set(next);
    return next.less(count);
  });
}

/** Every layout of so many arguments but the one in which all are single numbers. */
export function layouts(arity: number): readonly string[] {
  const all = Array.from({ length: (1 << arity) - 1 }, (_, bits) => bits);
  return all.map((bits) => Array.from({ length: arity }, (_, k) => ((bits >> k) & 1 ? "s" : "v")).join(""));
}

/** The arguments of four pairs, or of all pairs where an argument is a single number. */
function loadAll(code: Code, layout: string, pointers: readonly I32[], singles: readonly (F64x2 | undefined)[], at: I32): F64x2[][] {
  const starts = pointers.map((pointer) => pointer.add(at));
  return places.map((place) => pointers.map((_, k) => (layout[k] === "s" ? singles[k]! : code.load("f64x2", starts[k]!, place))));
}

function loadSingles(code: Code, layout: string, pointers: readonly I32[]): readonly (F64x2 | undefined)[] {
  return pointers.map((pointer, k) => (layout[k] === "s" ? code.loadSplat(pointer) : undefined));
}

/** Fills a column by a macro: `(out, …arguments, bytes)`. The output may be one of the arguments. */
export function macroLoop(
  module: Module,
  code: Code,
  macro: LoopMacro,
  layout: string,
  out: I32,
  pointers: readonly I32[],
  bytes: I32,
): void {
  const singles = loadSingles(code, layout, pointers);
  eachRound(code, bytes, (at) => {
    const values = loadAll(code, layout, pointers, singles, at);
    const to = out.add(at);
    const storeAll = (compute: (...arguments_: readonly F64x2[]) => F64x2) => {
      const results = values.map((value) => compute(...value));
      results.forEach((result, k) => {
        code.store(to, result, places[k]!);
      });
    };
    if (!("ordinary" in macro) || macro.ordinary === undefined) return storeAll((...value) => macro.fast(...value));
    const isOrdinary = values.map((value) => macro.ordinary!(...value)).reduce((all: Mask, next) => all.and(next));
    const any = asFunction(module, macro, pointers.length);
    code.if(
      isOrdinary.all(),
      () => storeAll((...value) => macro.fast(...value)),
      () => storeAll((...value) => code.call(any, ...value)),
    );
  });
}

/** Exports the kernels of a macro, one per layout, named like `add_vs`; with one argument just by its name. */
export function exportLoops(module: Module, name: string, macro: LoopMacro, arity: number, which = layouts(arity)): void {
  for (const layout of which) {
    const parameters = Array.from({ length: arity + 2 }, () => "i32" as const);
    module.export(arity === 1 ? name : `${name}_${layout}`, parameters, undefined, (code, ...values) => {
      macroLoop(module, code, macro, layout, values[0]!, values.slice(1, -1), values.at(-1)!);
    });
  }
}
