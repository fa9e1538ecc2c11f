/** The macro of every element-by-element operation of the graph, with the meaning that `operations.ts` gives it. */
import type { OperationName } from "../graph.js";
import type { F64x2, Mask } from "../wasm/vectors.js";
import { expMacro, lnMacro } from "./elementary-macros.js";
import type { Macro } from "./macro.js";
import { powMacro } from "./power-macro.js";

/** A macro that is right for any arguments. */
export interface PlainMacro {
  readonly arity: 1 | 2 | 3;
  fast(...values: readonly F64x2[]): F64x2;
}

function truth(mask: Mask): F64x2 {
  return mask.keep(1);
}

/** The value where both are numbers. */
function unlessNaN(value: F64x2, a: F64x2, b: F64x2): F64x2 {
  const isNone = a === b ? a.isNotEqual(a) : a.isNotEqual(a).or(b.isNotEqual(b));
  return isNone.select(Number.NaN, value);
}

function isTrue(x: F64x2): Mask {
  return x.isLess(0).or(x.isGreater(0));
}

/** Halves go up, and the sign of a zero is that of the number, as with `Math.round`. */
function round(x: F64x2): F64x2 {
  const below = x.floor();
  const rounded = below.add(truth(x.subtract(below).isGreaterEqual(0.5)));
  return rounded
    .asI64x2()
    .or(x.asI64x2().and(1n << 63n))
    .asF64x2();
}

const one = (fast: (x: F64x2) => F64x2) => ({ arity: 1 as const, fast });
const two = (fast: (a: F64x2, b: F64x2) => F64x2) => ({ arity: 2 as const, fast });

/** Operations that cost a few instructions. */
export const plainOperations = {
  add: two((a, b) => a.add(b)),
  subtract: two((a, b) => a.subtract(b)),
  multiply: two((a, b) => a.multiply(b)),
  divide: two((a, b) => a.divide(b)),
  negate: one((x) => x.negate()),
  sqrt: one((x) => x.sqrt()),
  abs: one((x) => x.abs()),
  floor: one((x) => x.floor()),
  ceil: one((x) => x.ceil()),
  round: one(round),
  min: two((a, b) => a.min(b)),
  max: two((a, b) => a.max(b)),
  less: two((a, b) => unlessNaN(truth(a.isLess(b)), a, b)),
  "less-equal": two((a, b) => unlessNaN(truth(a.isLessEqual(b)), a, b)),
  greater: two((a, b) => unlessNaN(truth(a.isGreater(b)), a, b)),
  "greater-equal": two((a, b) => unlessNaN(truth(a.isGreaterEqual(b)), a, b)),
  equal: two((a, b) => unlessNaN(truth(a.isEqual(b)), a, b)),
  "not-equal": two((a, b) => unlessNaN(truth(a.isNotEqual(b)), a, b)),
  and: two((a, b) =>
    a
      .isEqual(0)
      .or(b.isEqual(0))
      .select(0, unlessNaN(a.constant(1), a, b)),
  ),
  or: two((a, b) =>
    isTrue(a)
      .or(isTrue(b))
      .select(1, unlessNaN(a.constant(0), a, b)),
  ),
  not: one((x) => unlessNaN(truth(x.isEqual(0)), x, x)),
  if: {
    arity: 3,
    fast: (condition: F64x2, then: F64x2, otherwise: F64x2) =>
      condition.isEqual(0).select(otherwise, condition.isNotEqual(condition).select(Number.NaN, then)),
  },
} satisfies Partial<Record<OperationName, PlainMacro>>;

/** Operations that fall back on a scalar function. */
export const functionOperations = { exp: expMacro, ln: lnMacro, power: powMacro } satisfies Partial<Record<OperationName, Macro>>;
