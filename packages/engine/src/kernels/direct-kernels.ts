/** Kernels for draws by a closed formula, with parameters that are fixed or differ from draw to draw. */
import type { Module } from "../wasm/module.js";
import type { F64x2 } from "../wasm/vectors.js";
import { exportLoops, type LoopMacro, layouts } from "./block.js";
import { expSum, log1pCore } from "./elementary-macros.js";
import type { Macro } from "./macro.js";

/** Macros of `direct-functions.ts` that need no fallback. */
export const directMacros = {
  normalFrom: { arity: 3, fast: (z: F64x2, mean: F64x2, sd: F64x2) => mean.add(sd.multiply(z)) },
  uniformFrom: {
    arity: 3,
    fast: (u: F64x2, min: F64x2, max: F64x2) => {
      const width = max.subtract(min);
      return u.isLess(0.5).select(min.add(u.multiply(width)), max.subtract(u.subtractFrom(1).multiply(width)));
    },
  },
  triangularFrom: {
    arity: 4,
    fast: (u: F64x2, min: F64x2, mode: F64x2, max: F64x2) => {
      const width = max.subtract(min);
      const part = u.multiply(width);
      const [rise, fall] = [mode.subtract(min), max.subtract(mode)];
      const isRising = part.isLessEqual(rise);
      const root = isRising.select(part.multiply(rise), u.subtractFrom(1).multiply(width).multiply(fall)).sqrt();
      return isRising.select(min.add(root), max.subtract(root));
    },
  },
  bernoulliFrom: {
    arity: 2,
    fast: (u: F64x2, p: F64x2) => u.isLessEqual(p.subtractFrom(1)).and(p.isNotEqual(1)).not().keep(1),
  },
} as const;

/** Lognormal, from a standard normal variable. */
export const lognormalFromMacro: Macro = {
  name: "lognormalFrom",
  scalar: "lognormalFrom",
  ordinary: (z: F64x2, _median: F64x2, sigma: F64x2) => sigma.multiply(z).abs().isLess(708),
  fast: (z: F64x2, median: F64x2, sigma: F64x2) => median.multiply(expSum(sigma.multiply(z))),
};

/** Exponential. */
export const exponentialFromMacro: Macro = {
  name: "exponentialFrom",
  scalar: "exponentialFrom",
  ordinary: (u: F64x2) => u.isLess(1).and(u.isGreater(0)),
  fast: (u: F64x2, mean: F64x2) => mean.negate().multiply(log1pCore(u.negate())),
};

/** The layouts in which the first argument is a column. */
function drawn(arity: number): readonly string[] {
  return layouts(arity).filter((layout) => layout.startsWith("v"));
}

/** All kernels of this file, named like `uniformFrom_vss`. */
export function exportDirectKernels(module: Module): void {
  const all: readonly (readonly [string, LoopMacro, number])[] = [
    ...Object.entries(directMacros).map(([name, macro]) => [name, macro as LoopMacro, macro.arity] as const),
    ["lognormalFrom", lognormalFromMacro, 3],
    ["exponentialFrom", exponentialFromMacro, 2],
  ];
  for (const [name, macro, arity] of all) exportLoops(module, name, macro, arity, drawn(arity));
}
