/** Sine and cosine from plain arithmetic, the argument being reduced with as many digits of pi as it needs. */

/** pi/2 in parts: three of 33 bits, so that their products with whole numbers below 2^20 are exact, and the rest. */
const QUARTER_1 = 1.5707963267341256;
const QUARTER_2 = 6.077100506303966e-11;
const QUARTER_3 = 2.0222662487111665e-21;
const QUARTER_4 = 8.4784276603689e-32;
const PER_QUARTER = 0.6366197723675814;
const ROUNDER = 6755399441055744;

/** What `reduce` leaves: the rest in two parts. Kept here since a module's variable that holds a fraction is slow to write. */
const rest = new Float64Array(2);

/** k with x = k pi/2 + rest, for |x| < 10^6. */
function reduce(x: number): number {
  const k = x * PER_QUARTER + ROUNDER - ROUNDER;
  const a = x - k * QUARTER_1;
  const b = k * QUARTER_2;
  const c = a - b;
  const cPart = c - a;
  const cLow = a - (c - cPart) - (b + cPart);
  const d = k * QUARTER_3;
  const e = c - d;
  const ePart = e - c;
  const eLow = c - (e - ePart) - (d + ePart);
  const low = cLow + (eLow - k * QUARTER_4);
  rest[0] = e + low;
  rest[1] = e - rest[0] + low;
  return k;
}

/** sin(x + low) for |x| <= pi/4: the least odd polynomial (Remez), off by 4e-18 of x^3. */
function sinNear(x: number, low: number): number {
  const z = x * x;
  const far =
    0.008333333333322285 +
    z * (-0.0001984126982970002 + z * (2.755731365296426e-6 + z * (-2.5050751789103342e-8 + z * 1.5896416627561128e-10)));
  const cube = z * x;
  return x - (z * (0.5 * low - cube * far) - low - cube * -0.16666666666666632);
}

/** cos(x + low) for |x| <= pi/4: the least even polynomial (Remez), off by 5e-20. */
function cosNear(x: number, low: number): number {
  const z = x * x;
  const far =
    0.0416666666666666 +
    z *
      (-0.001388888888887395 +
        z * (2.4801587289368323e-5 + z * (-2.7557314318019836e-7 + z * (2.087571842861736e-9 + z * -1.1359388168624694e-11))));
  const half = 0.5 * z;
  const one = 1 - half;
  return one + (1 - one - half + (z * z * far - x * low));
}

/** 2/pi times 2^1216 and pi/2 times 2^190, from mpmath at 450 digits. */
const TWO_PER_PI = BigInt(
  "0x" +
    "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1d" +
    "eb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b" +
    "5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b" +
    "6bab",
);
const HALF_PI = 0x6487ed5110b4611a62633145c06e0e68948127044533e63an;
/** 2^-190. */
const FIXED = 6.372367644529809e-58;

const real = new Float64Array(1);
const bits = new BigUint64Array(real.buffer);

/** As `reduce`, for any finite x of at least 10^6: x times 2/pi in fixed point with 190 binary places (Payne and Hanek 1983). */
function reduceLarge(x: number): number {
  real[0] = Math.abs(x);
  const places = 1216n + 1075n - (bits[0]! >> 52n);
  const significand = (bits[0]! & 0xfffffffffffffn) | 0x10000000000000n;
  const turns = BigInt.asUintN(Number(places) + 2, significand * TWO_PER_PI) >> (places - 190n);
  const k = (turns + (1n << 189n)) >> 190n;
  const angle = ((turns - (k << 190n)) * HALF_PI) >> 190n;
  const high = Number(angle);
  const sign = x < 0 ? -1 : 1;
  rest[0] = sign * high * FIXED;
  rest[1] = sign * Number(angle - BigInt(high)) * FIXED;
  return sign * Number(k);
}

/** sin of the rest plus so many quarter turns. */
function sinOfRest(quarters: number): number {
  const [high, low] = [rest[0]!, rest[1]!];
  const isOdd = quarters - 2 * Math.floor(quarters / 2) === 1;
  const size = isOdd ? cosNear(high, low) : sinNear(high, low);
  return quarters - 4 * Math.floor(quarters / 4) < 2 ? size : -size;
}

/** The sine; error below 0.8 units in the last place. */
export function sin(x: number): number {
  const size = Math.abs(x);
  if (size < 1e-150) return x;
  if (size < 1e6) return sinOfRest(reduce(x));
  return size < Infinity ? sinOfRest(reduceLarge(x)) : NaN;
}

/** The cosine; error below 0.8 units in the last place. */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size < 1e6) return sinOfRest(reduce(x) + 1);
  return size < Infinity ? sinOfRest(reduceLarge(x) + 1) : NaN;
}
