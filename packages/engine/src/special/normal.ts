/** The error function and the standard normal distribution: density, cumulative probability, quantile, accurate into the far tails. */
import { expSum, ln } from "../elementary.js";

const PER_SQRT_TWO_PI = 0.3989422804014327;
const SQRT_HALF = Math.SQRT1_2;

/** exp(x^2) erfc(x) for x >= 0: (1 + 2x) times it, less 1, over w = x / (x + 3) is a polynomial in 2w - 1, off by 5e-17 (Chebyshev series from 60 digits). */
function scaledErfc(x: number): number {
  const w = x / (x + 3);
  const s = 2 * w - 1;
  const t = s * s;
  const evenFar =
    0.0002069536607356705 +
    t *
      (-3.3347375772689594e-5 +
        t *
          (5.3937638238500675e-6 +
            t * (-8.420855919977343e-7 + t * (1.1283751162263013e-7 + t * (-1.0434696798178227e-8 + t * 3.9845050491532807e-10)))));
  const even =
    0.5060161165394593 +
    t * (0.6821337400817284 + t * (0.18429609584519932 + t * (0.00013901132706847728 + t * (-0.0011423916534282787 + t * evenFar))));
  const oddFar =
    4.3244789479725295e-5 +
    t *
      (-6.853094930061578e-6 +
        t *
          (1.5499257787327596e-6 +
            t * (-3.899406141962069e-7 + t * (9.000957702559024e-8 + t * (-1.5861013152445403e-8 + t * 1.5166423934227031e-9)))));
  const odd =
    -0.7772583287886212 +
    t * (-0.42284342267623737 + t * (-0.047680041156459164 + t * (0.004919772295675327 + t * (-0.0004172728282528189 + t * oddFar))));
  return (1 + w * (even + s * odd)) / (1 + 2 * x);
}

/** The first 26 bits or so of x, so that its square is exact. */
function leadingPart(x: number): number {
  const large = x * 134217729;
  return large - (large - x);
}

/** exp(-scale x^2) for x up to 40 / sqrt(2 scale), the square being taken without rounding. */
function expOfSquare(x: number, scale: number): number {
  const lead = leadingPart(x);
  return expSum(-scale * lead * lead, -scale * (x - lead) * (x + lead));
}

/** The error function for |x| < 1/2: its least odd polynomial (Remez), off by 3e-20. */
function erfSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const even =
    -0.37612638903183754 +
    w * (-0.026866170645014908 + w * (-0.0008548326538102258 + w * (-1.4923065492479735e-5 + w * -1.4631394879607898e-7)));
  const odd = 0.11283791670954915 + w * (0.005223977622283613 + w * (0.00012055287895539654 + w * 1.6372478753669276e-6));
  return x + x * (0.1283791670955126 + z * (even + z * odd));
}

/** The error function; error below 2 units in the last place. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return erfSeries(x);
  const tail = size > 6 ? 0 : expOfSquare(size, 1) * scaledErfc(size);
  return x < 0 ? tail - 1 : 1 - tail;
}

/** The complement 1 - erf(x), accurate where it is small; error below 4 units in the last place. */
export function erfc(x: number): number {
  if (Math.abs(x) < 0.5) return 1 - erfSeries(x);
  const size = Math.abs(x);
  const tail = size > 28 ? 0 : expOfSquare(size, 1) * scaledErfc(size);
  return x < 0 ? 2 - tail : tail;
}

/** Density of the standard normal distribution; error below 2 units in the last place. */
export function normalDensity(z: number): number {
  const size = Math.abs(z);
  return size > 40 ? 0 : PER_SQRT_TWO_PI * expOfSquare(size, 0.5);
}

/** Probability that a standard normal variable is at most z; error below 4 units in the last place. */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  const tail = size > 40 ? 0 : 0.5 * expOfSquare(size, 0.5) * scaledErfc(size * SQRT_HALF);
  return z > 0 ? 1 - tail : tail;
}

/** Value below which a standard normal variable falls with probability u (Wichura 1988, algorithm AS 241); error below 8 units in the last place. */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * centralNumerator(r)) / centralDenominator(r);
  }
  if (!(u > 0 && u < 1)) return u === 0 ? -Infinity : u === 1 ? Infinity : NaN;
  const r = Math.sqrt(-ln(q < 0 ? u : 1 - u));
  const z = r <= 5 ? nearTail(r - 1.6) : farTail(r - 5);
  return q < 0 ? -z : z;
}

function centralNumerator(r: number): number {
  const high = 45921.95393154987 + r * (67265.7709270087 + r * (33430.57558358813 + r * 2509.0809287301227));
  return 3.3871328727963665 + r * (133.14166789178438 + r * (1971.5909503065513 + r * (13731.69376550946 + r * high)));
}

function centralDenominator(r: number): number {
  const high = 21213.794301586597 + r * (39307.89580009271 + r * (28729.085735721943 + r * 5226.495278852854));
  return 1 + r * (42.31333070160091 + r * (687.1870074920579 + r * (5394.196021424751 + r * high)));
}

function nearTail(r: number): number {
  const high = 1.2704582524523684 + r * (0.2417807251774506 + r * (0.022723844989269184 + r * 0.0007745450142783414));
  const low = 0.14810397642748008 + r * (0.015198666563616457 + r * (0.0005475938084995345 + r * 1.0507500716444169e-9));
  const top = 1.4234371107496835 + r * (4.630337846156546 + r * (5.769497221460691 + r * (3.6478483247632045 + r * high)));
  return top / (1 + r * (2.053191626637759 + r * (1.6763848301838038 + r * (0.6897673349851 + r * low))));
}

function farTail(r: number): number {
  const high = 0.026532189526576124 + r * (0.0012426609473880784 + r * (2.7115555687434876e-5 + r * 2.0103343992922881e-7));
  const low = 0.0007868691311456133 + r * (1.8463183175100548e-5 + r * (1.421511758316446e-7 + r * 2.0442631033899397e-15));
  const top = 6.657904643501103 + r * (5.463784911164114 + r * (1.7848265399172913 + r * (0.29656057182850487 + r * high)));
  return top / (1 + r * (0.599832206555888 + r * (0.1369298809227358 + r * (0.014875361290850615 + r * low))));
}
