/** The operations of `operations.ts` on pairs of draws, with the same bits. */
import type { OperationName } from "../graph.js";
import type { Code } from "../wasm/code.js";
import type { F64x2, Mask } from "../wasm/vectors.js";

type Vector = (code: Code, a: F64x2, b: F64x2, c: F64x2) => F64x2;

const truth = (mask: Mask): F64x2 => mask.keep(1);
const isTrue = (value: F64x2): Mask => value.isNotEqual(0);

/** Halves go up, and the sign of the argument stays, as with `Math.round`. */
function round(code: Code, a: F64x2): F64x2 {
  const below = a.floor();
  const nearest = a.subtract(below).isGreaterEqual(0.5).select(below.add(1), below);
  const sign = 1n << 63n;
  return nearest
    .asI64x2()
    .and(sign - 1n)
    .or(a.asI64x2().and(code.i64x2(sign)))
    .asF64x2();
}

const vectors: Partial<Record<OperationName, Vector>> = {
  add: (_, a, b) => a.add(b),
  subtract: (_, a, b) => a.subtract(b),
  multiply: (_, a, b) => a.multiply(b),
  divide: (_, a, b) => a.divide(b),
  negate: (_, a) => a.negate(),
  sqrt: (_, a) => a.sqrt(),
  abs: (_, a) => a.abs(),
  floor: (_, a) => a.floor(),
  ceil: (_, a) => a.ceil(),
  round,
  min: (_, a, b) => a.min(b),
  max: (_, a, b) => a.max(b),
  less: (_, a, b) => truth(a.isLess(b)),
  "less-equal": (_, a, b) => truth(a.isLessEqual(b)),
  greater: (_, a, b) => truth(a.isGreater(b)),
  "greater-equal": (_, a, b) => truth(a.isGreaterEqual(b)),
  equal: (_, a, b) => truth(a.isEqual(b)),
  "not-equal": (_, a, b) => truth(a.isNotEqual(b)),
  and: (_, a, b) => truth(isTrue(a).and(isTrue(b))),
  or: (_, a, b) => truth(isTrue(a).or(isTrue(b))),
  not: (_, a) => truth(a.isEqual(0)),
  if: (_, a, b, c) => isTrue(a).select(b, c),
};

/** Whether there is a form of the operation for pairs. */
export function hasVector(name: OperationName): boolean {
  return vectors[name] !== undefined;
}

/** Writes an operation; of one that folds, two arguments. */
export function vectorOperation(code: Code, name: OperationName, values: readonly F64x2[]): F64x2 {
  const write = vectors[name];
  if (write === undefined) throw new Error(`There is no ${name} for pairs of draws.`);
  const [a, b = a, c = a] = values;
  return write(code, a!, b!, c!);
}
