/** Error function, normal distribution, log-gamma, sine and cosine of pairs, operation by operation as in the files of `special`. */
import { Code } from "../wasm/code.js";
import type { F64x2, Mask } from "../wasm/vectors.js";
import { expSum, horner, lnCore } from "./elementary-macros.js";
import type { Macro } from "./macro.js";

const ROUNDER = 6755399441055744;
const SIGN = 1n << 63n;

/** The polynomial even(x^2) + x odd(x^2). */
function evenOdd(x: F64x2, even: readonly number[], odd: readonly number[]): F64x2 {
  const t = x.multiply(x);
  return horner(t, even).add(x.multiply(horner(t, odd)));
}

function withSignOf(size: F64x2, x: F64x2): F64x2 {
  return size.asI64x2().or(x.asI64x2().and(SIGN)).asF64x2();
}

function negateWhere(mask: Mask, x: F64x2): F64x2 {
  return x.asI64x2().xor(mask.asI64x2().and(SIGN)).asF64x2();
}

function scaledErfc(x: F64x2): F64x2 {
  const w = x.divide(x.add(3));
  const s = w.multiply(2).subtract(1);
  const sum = evenOdd(
    s,
    [
      0.5060161165394593, 0.6821337400817284, 0.18429609584519932, 0.00013901132706847728, -0.0011423916534282787, 0.0002069536607356705,
      -3.3347375772689594e-5, 5.3937638238500675e-6, -8.420855919977343e-7, 1.1283751162263013e-7, -1.0434696798178227e-8,
      3.9845050491532807e-10,
    ],
    [
      -0.7772583287886212, -0.42284342267623737, -0.047680041156459164, 0.004919772295675327, -0.0004172728282528189, 4.3244789479725295e-5,
      -6.853094930061578e-6, 1.5499257787327596e-6, -3.899406141962069e-7, 9.000957702559024e-8, -1.5861013152445403e-8,
      1.5166423934227031e-9,
    ],
  );
  return w.multiply(sum).add(1).divide(x.multiply(2).add(1));
}

function expOfSquare(x: F64x2, scale: number): F64x2 {
  const large = x.multiply(134217729);
  const lead = large.subtract(large.subtract(x));
  const exponent = lead.multiply(-scale).multiply(lead);
  return expSum(exponent, x.subtract(lead).multiply(-scale).multiply(x.add(lead)));
}

function erfSeries(x: F64x2): F64x2 {
  const z = x.multiply(x);
  const sum = evenOdd(
    z,
    [-0.37612638903183754, -0.026866170645014908, -0.0008548326538102258, -1.4923065492479735e-5, -1.4631394879607898e-7],
    [0.11283791670954915, 0.005223977622283613, 0.00012055287895539654, 1.6372478753669276e-6],
  );
  return x.multiply(z.multiply(sum).add(0.1283791670955126)).add(x);
}

/** The error function. */
export const erfMacro: Macro = {
  name: "erf",
  scalar: "erf",
  fast: (x) => {
    const size = x.abs();
    const near = size.lesser(6);
    const far = expOfSquare(near, 1).multiply(scaledErfc(near)).subtractFrom(1);
    return size.isLess(0.5).select(erfSeries(x), withSignOf(far, x));
  },
};

/** The standard normal distribution's cumulative probability. */
export const normalCdfMacro: Macro = {
  name: "normalCdf",
  scalar: "normalCdf",
  ordinary: (z) => z.abs().isLess(37),
  fast: (z) => {
    const size = z.abs();
    const tail = expOfSquare(size, 0.5)
      .multiply(0.5)
      .multiply(scaledErfc(size.multiply(Math.SQRT1_2)));
    return z.isGreater(0).select(tail.subtractFrom(1), tail);
  },
};

/** The standard normal distribution's quantile. */
export const normalQuantileMacro: Macro = {
  name: "normalQuantile",
  scalar: "normalQuantile",
  ordinary: (u) => u.lesser(u.subtractFrom(1)).isGreater(1.4e-11),
  fast: (u) => {
    const q = u.subtract(0.5);
    const central = q.multiply(q).subtractFrom(0.180625);
    const centralTop = q.multiply(horner(central, centralTopTerms));
    const centralBottom = horner(central, centralBottomTerms);
    const isCentral = q.abs().isLessEqual(0.425);
    const withTail = () => {
      const isLower = q.isLess(0);
      const root = lnCore(isLower.select(u, u.subtractFrom(1)))
        .negate()
        .sqrt()
        .subtract(1.6);
      const top = isCentral.select(centralTop, horner(root, nearTopTerms));
      const bottom = isCentral.select(centralBottom, horner(root, nearBottomTerms));
      return negateWhere(isLower.andNot(isCentral), top.divide(bottom));
    };
    return new Code(u.nodes).choose("f64x2", isCentral.all(), () => centralTop.divide(centralBottom), withTail);
  },
};

const centralTopTerms = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
  2509.0809287301227,
];
const centralBottomTerms = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854,
];
const nearTopTerms = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const nearBottomTerms = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
  1.0507500716444169e-9,
];

function stirlingSeries(x: F64x2): F64x2 {
  const z = x.multiply(x).reciprocal();
  let sum = z
    .multiply(3617)
    .divide(122400)
    .subtractFrom(1 / 156);
  for (const term of [691 / 360360, 1 / 1188, 1 / 1680, 1 / 1260, 1 / 360, 1 / 12]) sum = z.multiply(sum).subtractFrom(term);
  return sum.divide(x);
}

function nearTwo(w: F64x2): F64x2 {
  const sum = evenOdd(
    w,
    [
      0.32246703342411326, 0.02058080842778057, 0.00289051033102681, 0.0005096695155537042, 9.945767205380576e-5, 2.0505600036692263e-5,
      4.384671256157779e-6, 9.201161885305856e-7, 2.786906968905951e-7,
    ],
    [
      -0.06735230105319816, -0.007385551028665143, -0.0011927539121396448, -0.00022315474773672487, -4.492638694898322e-5,
      -9.438210573550486e-6, -2.045915281407013e-6, -4.2821163189783474e-7, -1.3604874957841963e-7,
    ],
  );
  return w.multiply(w.multiply(sum).add(0.42278433509846713));
}

/** The logarithm of the gamma function. */
export const lgammaMacro: Macro = {
  name: "lgamma",
  scalar: "lgamma",
  ordinary: (x) => x.isGreater(1e-300).and(x.isLess(1e300)),
  fast: (x) => {
    let product = x.constant(1);
    let rest = x;
    for (let k = 1; k <= 8; k++) {
      const isAbove = x.isGreater(1.5 + k);
      const next = x.subtract(k);
      product = product.multiply(isAbove.select(next, 1));
      rest = isAbove.select(next, rest);
    }
    const [isTiny, isSmall, isLarge] = [x.isLess(0.5), x.isLessEqual(1.5), x.isGreaterEqual(10)];
    const w = isTiny.select(x, isSmall.select(x.subtract(1), rest.subtract(2)));
    const factor = isTiny.select(x.multiply(x.add(1)), isSmall.or(isLarge).select(x, product));
    const log = lnCore(factor);
    const near = nearTwo(w).add(negateWhere(isSmall, log));
    const far = x
      .subtract(0.5)
      .multiply(log.subtract(1))
      .add(stirlingSeries(x).add(0.9189385332046728 - 0.5));
    return isLarge.select(far, near);
  },
};

/** Sine or cosine, as the sine of x and so many more quarter turns. */
function trigonometric(x: F64x2, quarters: 0 | 1): F64x2 {
  const shifted = x.multiply(0.6366197723675814).add(ROUNDER);
  const k = shifted.subtract(ROUNDER);
  const a = x.subtract(k.multiply(1.5707963267341256));
  const [c, cLow] = difference(a, k.multiply(6.077100506303966e-11));
  const [e, eLow] = difference(c, k.multiply(2.0222662487111665e-21));
  const lowSum = cLow.add(eLow.subtract(k.multiply(8.4784276603689e-32)));
  const high = e.add(lowSum);
  const low = e.subtract(high).add(lowSum);
  const turns = shifted.asI64x2().add(BigInt(quarters));
  const isOdd = turns.and(1n).equal(1n);
  const isBack = turns.and(2n).equal(2n);
  return negateWhere(isBack, isOdd.select(cosNear(high, low), sinNear(high, low)));
}

/** a - b and its rounding error (Knuth). */
function difference(a: F64x2, b: F64x2): readonly [F64x2, F64x2] {
  const c = a.subtract(b);
  const part = c.subtract(a);
  return [c, a.subtract(c.subtract(part)).subtract(b.add(part))];
}

function sinNear(x: F64x2, low: F64x2): F64x2 {
  const z = x.multiply(x);
  const far = horner(
    z,
    [0.008333333333322285, -0.0001984126982970002, 2.755731365296426e-6, -2.5050751789103342e-8, 1.5896416627561128e-10],
  );
  const cube = z.multiply(x);
  return x.subtract(
    z
      .multiply(low.multiply(0.5).subtract(cube.multiply(far)))
      .subtract(low)
      .subtract(cube.multiply(-0.16666666666666632)),
  );
}

function cosNear(x: F64x2, low: F64x2): F64x2 {
  const z = x.multiply(x);
  const far = horner(
    z,
    [
      0.0416666666666666, -0.001388888888887395, 2.4801587289368323e-5, -2.7557314318019836e-7, 2.087571842861736e-9,
      -1.1359388168624694e-11,
    ],
  );
  const half = z.multiply(0.5);
  const one = half.subtractFrom(1);
  return one
    .subtractFrom(1)
    .subtract(half)
    .add(z.multiply(z).multiply(far).subtract(x.multiply(low)))
    .add(one);
}

/** The sine. */
export const sinMacro: Macro = {
  name: "sin",
  scalar: "sin",
  ordinary: (x) => x.abs().isLess(1e6),
  fast: (x) => x.abs().isLess(1e-150).select(x, trigonometric(x, 0)),
};

/** The cosine. */
export const cosMacro: Macro = {
  name: "cos",
  scalar: "cos",
  ordinary: (x) => x.abs().isLess(1e6),
  fast: (x) => trigonometric(x, 1),
};
