/**
 * Exponentials, logarithms and powers from plain arithmetic alone, so that every machine gives the same bits. The functions of `Math` with
 * these names are rounded as each browser pleases and are therefore not used in this package. The kernels repeat the common paths of these
 * functions operation by operation; a change here has to be made there too.
 */
/** The second result of `product`: kept here since a module's variable that holds a fraction is slow to write. */
const second = new Float64Array(1);
const real = new Float64Array(1);
const words = new Int32Array(real.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** ln 2 in two parts; the first has 33 significant bits, so its product with an exponent is exact. */
const LN2_HIGH = 0.6931471804855391;
const LN2_LOW = 7.440617110012397e-11;
const PER_LN2 = Math.LOG2E;
/** The upper half of the least m that `significand` gives: about the square root of 1/2. */
const LEAST = 0x3fe6a09f;
/** 1.5 times 2^52: adding and subtracting it rounds to the nearest whole number. */
const ROUNDER = 6755399441055744;

/** 2 to the power k at index k + 1074, for every power that a number can hold. */
const powersOfTwo = new Float64Array(2098);
for (let k = 0, power = 5e-324; k < powersOfTwo.length; k += 1, power *= 2) powersOfTwo[k] = power;

function timesPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1023) return x * 2 * powersOfTwo[exponent + 1073]!;
  if (exponent < -1022) return x * powersOfTwo[exponent + 2074]! * 9.332636185032189e-302;
  return x * powersOfTwo[exponent + 1074]!;
}

/** exp(r) - 1 - r for |r| <= 0.3466: its least polynomial (Remez), off by 5e-18. */
function expRemainder(r: number): number {
  const t = r * r;
  const even =
    0.16666666666666685 + t * (0.008333333333313984 + t * (0.0001984126990478093 + t * (2.755722619709895e-6 + t * 2.5115058263231243e-8)));
  const odd = 0.04166666666660288 + t * (0.0013888888927226306 + t * (2.4801508151097808e-5 + t * 2.7625393888364896e-7));
  return t * (0.5 + r * (even + r * odd));
}

/** exp(x + low), low being a small correction of x, which lies between -1400 and 709.9. */
export function expSum(x: number, low: number): number {
  const k = x * PER_LN2 + ROUNDER - ROUNDER;
  const high = x - k * LN2_HIGH;
  const rest = k * LN2_LOW - low;
  return timesPowerOfTwo(1 + (high + (expRemainder(high - rest) - rest)), k);
}

/** e to the power x; error below 0.9 units in the last place. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  return Number.isNaN(x) ? x : expSum(x, 0);
}

/** exp(x) - 1, accurate for small x too; error below 1 unit in the last place. */
export function expm1(x: number): number {
  if (!(x >= 1e-150 || x <= -1e-150)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -38) return -1;
  const k = x * PER_LN2 + ROUNDER - ROUNDER;
  const high = x - k * LN2_HIGH;
  const rest = k * LN2_LOW;
  const r = high - rest;
  const tail = (high - r - rest) * (1 + r) + expRemainder(r);
  const one = 1 - timesPowerOfTwo(1, -k);
  const sum = one + r;
  const part = sum - one;
  const error = one - (sum - part) + (r - part);
  return timesPowerOfTwo(sum + (error + tail), k);
}

/** The hyperbolic tangent; error below 3 units in the last place. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  const t = expm1(-2 * size);
  const result = -t / (t + 2);
  if (x === 0) return x;
  return x < 0 ? -result : result;
}

/** (2 artanh(s) - 2 s) / s^3 - 2/3, in z = s squared up to 0.0295: its least polynomial (Remez), off by 2e-20. */
function logTail(z: number): number {
  const w = z * z;
  const even = 0.39999999999999997 + w * (0.22222222220095939 + w * (0.15384576824887045 + w * 0.11689298237701641));
  const odd = 0.28571428571434243 + w * (0.18181818567028882 + w * (0.1333557744821513 + w * 0.11872719013918213));
  return z * (even + z * odd);
}

/** The exponent k of x = m 2^k with m between about the square roots of 1/2 and 2; x is positive and finite. */
function exponentOf(x: number): number {
  if (x < 2.2250738585072014e-308) return exponentOf(x * 18014398509481984) - 54;
  real[0] = x;
  return ((words[HIGH]! + (0x3ff00000 - LEAST)) >> 20) - 1023;
}

/** m of x = m 2^k. */
function significand(x: number, k: number): number {
  return k < -1022 ? x * 18014398509481984 * powersOfTwo[1020 - k]! : x * powersOfTwo[1074 - k]!;
}

/** k ln 2 + ln(1 + f) + correction. */
function logSum(k: number, f: number, correction: number): number {
  const s = f / (2 + f);
  const half = 0.5 * f * f;
  const z = s * s;
  const inner = s * (half + z * (2 / 3 + logTail(z))) + (k * LN2_LOW + correction);
  return k * LN2_HIGH - (half - inner - f);
}

/** The natural logarithm; error below 0.9 units in the last place. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const k = exponentOf(x);
  return logSum(k, significand(x, k) - 1, 0);
}

/** ln(1 + x), accurate for small x too; error below 1 unit in the last place. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x === Infinity || Math.abs(x) < 1e-150) return x;
  const sum = 1 + x;
  const k = exponentOf(sum);
  if (k === 0) return logSum(0, x, 0);
  const lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  return logSum(k, significand(sum, k) - 1, lost / sum);
}

/** a b, leaving its rounding error in `second[0]` (Dekker 1971). */
function product(a: number, b: number): number {
  const p = a * b;
  const aLarge = a * 134217729;
  const aHigh = aLarge - (aLarge - a);
  const aLow = a - aHigh;
  const bLarge = b * 134217729;
  const bHigh = bLarge - (bLarge - b);
  const bLow = b - bHigh;
  second[0] = aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return p;
}

/** x^y for x > 0 by y ln x. A small exponent of e is precise enough as it is; for others the logarithm is carried to about 65 bits. */
function logPower(x: number, y: number): number {
  const k = exponentOf(x);
  const m = significand(x, k);
  const f = m - 1;
  const near = y * logSum(k, f, 0);
  if (Math.abs(near) < 0.125) return expSum(near, 0);
  const sum = m + 1;
  const sumLow = m >= 1 ? 1 - (sum - m) : m - (sum - 1);
  const s = f / sum;
  const back = product(s, sum);
  const sLow = (f - back - second[0]! - s * sumLow) / sum;
  const z = product(s, s);
  const zLow = second[0]! + 2 * s * sLow;
  const tail = logTail(z);
  const q = 2 / 3 + tail;
  const qLow = 2 / 3 - q + tail + 3.700743415417188e-17;
  const zq = product(z, q);
  const zqLow = second[0]! + (z * qLow + zLow * q);
  const cube = product(s, zq);
  const cubeLow = second[0]! + (s * zqLow + sLow * zq);
  const first = k * LN2_HIGH;
  const twice = 2 * s;
  const pair = first + twice;
  const pairLow = Math.abs(first) > Math.abs(twice) ? first - pair + twice : twice - pair + first;
  const high = pair + cube;
  const low = pair - high + cube + pairLow + k * LN2_LOW + 2 * sLow + cubeLow;
  const log = high + low;
  const logLow = high - log + low;
  const exponent = product(y, log);
  const exponentLow = second[0]! + y * logLow;
  if (exponent > 709.9) return Infinity;
  if (exponent < -745.2) return 0;
  return expSum(exponent, exponentLow);
}

/**
 * x to the power y, with the conventions of `**` in ECMAScript; error below 1 unit in the last place. Exact where the result is a whole
 * number below 2^53; squares and square roots are rounded correctly.
 */
export function pow(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const whole = Math.floor(y) === y;
  const odd = whole && Math.abs(y) < 9007199254740992 && Math.abs(y) % 2 === 1;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) return size === 1 ? NaN : size > 1 === y > 0 ? Infinity : 0;
  if (size === 0 || size === Infinity) {
    const result = (size === 0) === y > 0 ? 0 : Infinity;
    return odd && (x < 0 || 1 / x < 0) ? -result : result;
  }
  if (x < 0 && !whole) return NaN;
  if (size === 1) return odd ? x : 1;
  if (y === 0.5) return Math.sqrt(x);
  if (Math.abs(y) > 1e20) return size > 1 === y > 0 ? Infinity : 0;
  const result = logPower(size, y);
  return odd && x < 0 ? -result : result;
}
