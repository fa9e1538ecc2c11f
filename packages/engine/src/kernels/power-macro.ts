/** Powers of pairs, operation by operation as `pow` of `elementary.ts`. */
import { Code } from "../wasm/code.js";
import type { F64x2 } from "../wasm/vectors.js";
import { expNear, expSum, isNormal, logTail, splitExponent } from "./elementary-macros.js";
import type { Macro } from "./macro.js";

/** A factor with its leading and its remaining bits (Dekker 1971). */
interface Factor {
  readonly value: F64x2;
  readonly high: F64x2;
  readonly low: F64x2;
}

function factor(value: F64x2): Factor {
  const large = value.multiply(134217729);
  const high = large.subtract(large.subtract(value));
  return { value, high, low: value.subtract(high) };
}

/** A product and its rounding error. */
function product(a: Factor, b: Factor): readonly [F64x2, F64x2] {
  const p = a.value.multiply(b.value);
  const missing = p.subtract(a.high.multiply(b.high)).subtract(a.low.multiply(b.high)).subtract(a.high.multiply(b.low));
  return [p, a.low.multiply(b.low).subtract(missing)];
}

const LN2_HIGH = 0.6931471804855391;
const LN2_LOW = 7.440617110012397e-11;

/** What the two ways to a logarithm have in common. */
function split(x: F64x2) {
  const { k, m } = splitExponent(x);
  const f = m.subtract(1);
  const sum = m.add(1);
  const s = f.divide(sum);
  const z = s.multiply(s);
  return { k, m, f, sum, s, z, tail: logTail(z) };
}

/** ln x as `ln` gives it. */
function shortLogarithm({ k, f, s, z, tail }: ReturnType<typeof split>): F64x2 {
  const half = f.multiply(0.5).multiply(f);
  const inner = s.multiply(half.add(z.multiply(tail.add(2 / 3)))).add(k.multiply(LN2_LOW));
  return k.multiply(LN2_HIGH).subtract(half.subtract(inner).subtract(f));
}

/** ln x to about 65 bits, in two parts. */
function longLogarithm({ k, m, f, sum, s: ratio, tail }: ReturnType<typeof split>): readonly [F64x2, F64x2] {
  const sumLow = m.isGreaterEqual(1).select(sum.subtract(m).subtractFrom(1), m.subtract(sum.subtract(1)));
  const s = factor(ratio);
  const [back, backLow] = product(s, factor(sum));
  const sLow = f.subtract(back).subtract(backLow).subtract(s.value.multiply(sumLow)).divide(sum);
  const [z, zError] = product(s, s);
  const zLow = zError.add(s.value.multiply(2).multiply(sLow));
  const q = tail.add(2 / 3);
  const qLow = q
    .subtractFrom(2 / 3)
    .add(tail)
    .add(3.700743415417188e-17);
  const [zq, zqError] = product(factor(z), factor(q));
  const zqLow = zqError.add(z.multiply(qLow).add(zLow.multiply(q)));
  const [cube, cubeError] = product(s, factor(zq));
  const cubeLow = cubeError.add(s.value.multiply(zqLow).add(sLow.multiply(zq)));
  const first = k.multiply(LN2_HIGH);
  const twice = s.value.multiply(2);
  const pair = first.add(twice);
  const pairLow = first.abs().isGreater(twice.abs()).select(first.subtract(pair).add(twice), twice.subtract(pair).add(first));
  const high = pair.add(cube);
  const low = pair.subtract(high).add(cube).add(pairLow).add(k.multiply(LN2_LOW)).add(sLow.multiply(2)).add(cubeLow);
  const log = high.add(low);
  return [log, high.subtract(log).add(low)];
}

function longExponent(parts: ReturnType<typeof split>, y: F64x2): readonly [F64x2, F64x2] {
  const [log, logLow] = longLogarithm(parts);
  const [exponent, error] = product(factor(y), factor(log));
  return [exponent, error.add(y.multiply(logLow))];
}

/** A bound on |ln x|, from the exponent alone. */
function sizeOfLogarithm(x: F64x2): F64x2 {
  return splitExponent(x).k.abs().add(0.5).multiply(Math.LN2);
}

/** x to the power y. */
export const powMacro: Macro = {
  name: "pow",
  scalar: "pow",
  ordinary: (x, y) => isNormal(x).and(y.isNotEqual(0.5)).and(sizeOfLogarithm(x).multiply(y.abs()).isLess(707)),
  fast: (x, y) => {
    const parts = split(x);
    const near = shortLogarithm(parts).multiply(y);
    const isNear = near.abs().isLess(0.125);
    const power = new Code(x.nodes).choose(
      "f64x2",
      isNear.all(),
      () => expNear(near),
      () => {
        const [exponent, low] = longExponent(parts, y);
        return expSum(isNear.select(near, exponent), isNear.not().keep(low));
      },
    );
    return y.isEqual(2).select(x.multiply(x), power);
  },
};

/** The square root as a power of 1/2, which differs from `sqrt` for what is not positive. */
export const rootMacro: Macro = {
  name: "root",
  scalar: "pow",
  ordinary: (x) => x.isGreater(0),
  fast: (x) => x.sqrt(),
};
