/** Kernels of distributions whose quantile is a short formula, operation by operation as in their records: `(out, u, …parameters, bytes)`. */
import type { Module } from "../wasm/module.js";
import type { F64x2 } from "../wasm/vectors.js";
import { exportLoops, layouts } from "./block.js";

function uniform(u: F64x2, min: F64x2, max: F64x2): F64x2 {
  const width = max.subtract(min);
  return u.isLess(0.5).select(min.add(u.multiply(width)), max.subtract(u.subtractFrom(1).multiply(width)));
}

function triangular(u: F64x2, min: F64x2, mode: F64x2, max: F64x2): F64x2 {
  const width = max.subtract(min);
  const rise = mode.subtract(min);
  const below = u.multiply(width);
  const left = min.add(below.multiply(rise).sqrt());
  const right = max.subtract(u.subtractFrom(1).multiply(width).multiply(max.subtract(mode)).sqrt());
  return below.isLessEqual(rise).select(left, right);
}

function bernoulli(u: F64x2, p: F64x2): F64x2 {
  return u.isLessEqual(p.subtractFrom(1)).and(p.isNotEqual(1)).not().keep(1);
}

/** Exports `uniformDraw`, `triangularDraw` and `bernoulliDraw`. The uniforms are a column; parameters may be single numbers. */
export function exportDrawKernels(module: Module): void {
  const withColumn = (arity: number) => layouts(arity).filter((layout) => layout.startsWith("v"));
  exportLoops(module, "uniformDraw", { fast: (...[u, min, max]) => uniform(u!, min!, max!) }, 3, withColumn(3));
  exportLoops(module, "triangularDraw", { fast: (...[u, min, mode, max]) => triangular(u!, min!, mode!, max!) }, 4, withColumn(4));
  exportLoops(module, "bernoulliDraw", { fast: (...[u, p]) => bernoulli(u!, p!) }, 2, withColumn(2));
}
