/** Exponentials and logarithms of pairs, operation by operation as in `elementary.ts`. */
import type { F64x2, Mask } from "../wasm/vectors.js";
import type { Macro } from "./macro.js";

const LN2_HIGH = 0.6931471804855391;
const LN2_LOW = 7.440617110012397e-11;
const ROUNDER = 6755399441055744;
const ONE = 0x3ff0000000000000n;
/** The bits of the least m that `splitExponent` gives: about the square root of 1/2. */
const LEAST = 0x3fe6a09f00000000n;

/** c0 + x (c1 + x (c2 + ...)). */
export function horner(x: F64x2, coefficients: readonly number[]): F64x2 {
  let sum = x.constant(coefficients.at(-1)!);
  for (let k = coefficients.length - 2; k >= 0; k--) sum = x.multiply(sum).add(coefficients[k]!);
  return sum;
}

/** `value` where |size| < 1e-150, else `result`. */
function keepTiny(value: F64x2, result: F64x2): F64x2 {
  return value.abs().isLess(1e-150).select(value, result);
}

function expRemainder(r: F64x2): F64x2 {
  const t = r.multiply(r);
  const even = horner(t, [0.16666666666666685, 0.008333333333313984, 0.0001984126990478093, 2.755722619709895e-6, 2.5115058263231243e-8]);
  const odd = horner(t, [0.04166666666660288, 0.0013888888927226306, 2.4801508151097808e-5, 2.7625393888364896e-7]);
  return t.multiply(r.multiply(even.add(r.multiply(odd))).add(0.5));
}

/** x = k ln 2 + r, with 2^k and 2^-k made from the bits of the rounded quotient; k must lie between -1022 and 1022. */
function reduce(x: F64x2) {
  const shifted = x.multiply(Math.LOG2E).add(ROUNDER);
  const k = shifted.subtract(ROUNDER);
  const bits = shifted.asI64x2().shiftLeft(52);
  return { k, high: x.subtract(k.multiply(LN2_HIGH)), bits };
}

/** exp(x + low) for |x| < 708. */
export function expSum(x: F64x2, low?: F64x2): F64x2 {
  const { k, high, bits } = reduce(x);
  const lowPart = k.multiply(LN2_LOW);
  const rest = low === undefined ? lowPart : lowPart.subtract(low);
  const power = bits.add(ONE).asF64x2();
  return expRemainder(high.subtract(rest)).subtract(rest).add(high).add(1).multiply(power);
}

/** exp(x) for |x| < 0.125, as `expSum` gives it. */
export function expNear(x: F64x2): F64x2 {
  return expRemainder(x).add(x).add(1);
}

/** e to the power x. */
export const expMacro: Macro = {
  name: "exp",
  scalar: "exp",
  ordinary: (x) => x.abs().isLess(708),
  fast: (x) => expSum(x),
};

function expm1Core(x: F64x2): F64x2 {
  const { k, high, bits } = reduce(x);
  const rest = k.multiply(LN2_LOW);
  const r = high.subtract(rest);
  const tail = high.subtract(r).subtract(rest).multiply(r.add(1)).add(expRemainder(r));
  const one = bits.subtractFrom(ONE).asF64x2().subtractFrom(1);
  const sum = one.add(r);
  const part = sum.subtract(one);
  const error = one.subtract(sum.subtract(part)).add(r.subtract(part));
  return keepTiny(x, sum.add(error.add(tail)).multiply(bits.add(ONE).asF64x2()));
}

/** exp(x) - 1. */
export const expm1Macro: Macro = {
  name: "expm1",
  scalar: "expm1",
  ordinary: (x) => x.abs().isLess(38),
  fast: (x) => expm1Core(x),
};

/** The hyperbolic tangent. */
export const tanhMacro: Macro = {
  name: "tanh",
  scalar: "tanh",
  fast: (x) => {
    const t = expm1Core(x.abs().lesser(19).multiply(-2));
    const size = t.negate().divide(t.add(2));
    return size
      .asI64x2()
      .or(x.asI64x2().and(1n << 63n))
      .asF64x2();
  },
};

/** The tail of the logarithm's series, see `logTail` of `elementary.ts`. */
export function logTail(z: F64x2): F64x2 {
  const w = z.multiply(z);
  const even = horner(w, [0.39999999999999997, 0.22222222220095939, 0.15384576824887045, 0.11689298237701641]);
  const odd = horner(w, [0.28571428571434243, 0.18181818567028882, 0.1333557744821513, 0.11872719013918213]);
  return z.multiply(even.add(z.multiply(odd)));
}

/** x = m 2^k with m between the square roots of 1/2 and 2, for positive numbers from 2^-1022. */
export function splitExponent(x: F64x2): { readonly k: F64x2; readonly m: F64x2 } {
  const raised = x.asI64x2().subtract(LEAST - ONE);
  const k = raised.shiftRight(52).or(0x4330000000000000n).asF64x2().subtract(4503599627371519);
  const m = raised.and(0xfffffffffffffn).add(LEAST).asF64x2();
  return { k, m };
}

function logSum(k: F64x2, f: F64x2, correction?: F64x2): F64x2 {
  const s = f.divide(f.add(2));
  const half = f.multiply(0.5).multiply(f);
  const z = s.multiply(s);
  const lowPart = k.multiply(LN2_LOW);
  const low = correction === undefined ? lowPart : lowPart.add(correction);
  const inner = s.multiply(half.add(z.multiply(logTail(z).add(2 / 3)))).add(low);
  return k.multiply(LN2_HIGH).subtract(half.subtract(inner).subtract(f));
}

/** Whether a number is positive, finite and not subnormal. */
export function isNormal(x: F64x2): Mask {
  return x.isGreaterEqual(2.2250738585072014e-308).and(x.isLess(Infinity));
}

/** The logarithm of a number that `isNormal`. */
export function lnCore(x: F64x2): F64x2 {
  const { k, m } = splitExponent(x);
  return logSum(k, m.subtract(1));
}

/** The natural logarithm. */
export const lnMacro: Macro = { name: "ln", scalar: "ln", ordinary: (x) => isNormal(x), fast: (x) => lnCore(x) };

/** ln(1 + x) for x from -1, not included, to 1e300. */
export function log1pCore(x: F64x2): F64x2 {
  const sum = x.add(1);
  const { k, m } = splitExponent(sum);
  const lost = x.isLess(1).select(x.subtract(sum.subtract(1)), sum.subtract(x).subtractFrom(1));
  const isNear = k.isEqual(0);
  const f = isNear.select(x, m.subtract(1));
  const correction = isNear.not().keep(lost.divide(sum));
  return keepTiny(x, logSum(k, f, correction));
}

/** ln(1 + x). */
export const log1pMacro: Macro = {
  name: "log1p",
  scalar: "log1p",
  ordinary: (x) => x.isGreater(-1).and(x.isLess(1e300)),
  fast: (x) => log1pCore(x),
};
