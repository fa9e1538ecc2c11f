/**
 * A macro is a function of pairs of numbers written straight into whatever function is being generated. It has a fast form that is right for
 * ordinary arguments alone; where any argument of a pair is out of the ordinary, the scalar function of the same name is called for each.
 */
import type { Code, Kind } from "../wasm/code.js";
import type { Imports, Module } from "../wasm/module.js";
import { F64x2, type Mask } from "../wasm/vectors.js";
import { type ScalarName, scalarFunctions } from "./scalar-functions.js";

/** A macro of one to four arguments. In every lane where `ordinary` is true (everywhere if there is none), `fast` gives the bits of the scalar function. */
export interface Macro {
  readonly name: string;
  readonly scalar: ScalarName;
  ordinary?(...values: readonly F64x2[]): Mask;
  fast(...values: readonly F64x2[]): F64x2;
}

/** What every module whose functions use macros has to import. */
export const macroImports: Imports = Object.fromEntries(
  Object.entries(scalarFunctions).map(([name, compute]) => [
    name,
    { parameters: Array.from({ length: compute.length }, (): Kind => "f64"), result: "f64" },
  ]),
);

/** The scalar function, called for each lane. */
function callScalar(module: Module, code: Code, name: ScalarName, values: readonly F64x2[]): F64x2 {
  const scalar = module.imported(name, "f64");
  const lanes = ([0, 1] as const).map((lane) => code.call(scalar, ...values.map((value) => value.lane(lane))));
  return F64x2.splat(lanes[0]!).withSecond(lanes[1]!);
}

/** The scalar function for both lanes, as a function of the module. */
function slowFunction(module: Module, name: ScalarName, arity: number) {
  const pairs = Array.from({ length: arity }, () => "f64x2" as const);
  return module.once(`slow ${name}`, () => module.define(pairs, "f64x2", (code, ...values) => callScalar(module, code, name, values)));
}

/** The macro for any arguments, written in place. */
export function inline(module: Module, code: Code, macro: Macro, ...values: readonly F64x2[]): F64x2 {
  if (macro.ordinary === undefined) return macro.fast(...values);
  const slow = slowFunction(module, macro.scalar, values.length);
  return code.choose(
    "f64x2",
    macro.ordinary(...values).all(),
    () => macro.fast(...values),
    () => code.call(slow, ...values),
  );
}

/** The macro for any arguments, as a function of the module. */
export function asFunction(module: Module, macro: Macro, arity: number) {
  const pairs = Array.from({ length: arity }, () => "f64x2" as const);
  return module.once(`any ${macro.name}`, () => module.define(pairs, "f64x2", (code, ...values) => inline(module, code, macro, ...values)));
}
