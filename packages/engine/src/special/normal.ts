/** The error function and the standard normal distribution: density, cumulative probability, quantile, accurate into the far tails. */
import { exp, ln } from "../elementary.js";

const TWO_PER_SQRT_PI = 1.1283791670955126;
const PER_SQRT_TWO_PI = 0.3989422804014327;
const SQRT_HALF = Math.SQRT1_2;

/** Chebyshev coefficients of (1 + 2x) exp(x^2) erfc(x) in 1 - 7 / (x + 3) for x from 1/2 to infinity, computed with 60 digits. */
const scaledTail = [
  1.2131177209271748, -0.07225473646563545, -0.02632189276459184, 0.019186588533428105, -0.006682350310928108, 0.0015522847050575518,
  -0.0002357165834815488, 1.5690562205162352e-5, 2.1538757196672014e-6, -6.012574627858983e-7, 1.3854950323784645e-8, 1.3575814485037228e-8,
  -1.3070972097636118e-9, -3.0637332751193413e-10, 5.062873795887889e-11, 8.050230223965562e-12, -1.7498748135745468e-12,
  -2.636574854029615e-13, 5.909951445736663e-14, 1.054891058459086e-14, -1.9235685099194775e-15, -4.764415617347671e-16,
  5.49859967809179e-17, 2.2367115918320602e-17,
];

/** exp(x^2) erfc(x) for x >= 1/2. */
function scaledErfc(x: number): number {
  const s = 1 - 7 / (x + 3);
  const twice = 2 * s;
  let later = 0;
  let last = 0;
  for (let k = scaledTail.length - 1; k > 0; k -= 1) {
    const next = twice * last - later + scaledTail[k]!;
    later = last;
    last = next;
  }
  return (s * last - later + scaledTail[0]!) / (1 + 2 * x);
}

/** The first 26 bits or so of x, so that its square is exact. */
function leadingPart(x: number): number {
  const large = x * 134217729;
  return large - (large - x);
}

/** exp(-scale x^2), the square being taken without rounding. */
function expOfSquare(x: number, scale: number): number {
  if (x > 40) return 0;
  const lead = leadingPart(x);
  return exp(-scale * lead * lead) * exp(-scale * (x - lead) * (x + lead));
}

/** The series 2 x / sqrt(pi) times the sum of (-1)^n x^(2n) / (n! (2n + 1)) for |x| <= 1/2 (DLMF 7.6.1). */
function erfSeries(x: number): number {
  const z = x * x;
  const far = 1 / 9360 - z * (1 / 75600 - z * (1 / 685440 - z * (1 / 6894720 - z * (1 / 76204800 - z / 918086400))));
  return TWO_PER_SQRT_PI * (x - x * z * (1 / 3 - z * (1 / 10 - z * (1 / 42 - z * (1 / 216 - z * (1 / 1320 - z * far))))));
}

/** The error function. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return erfSeries(x);
  const tail = size > 6 ? 0 : expOfSquare(size, 1) * scaledErfc(size);
  return x < 0 ? tail - 1 : 1 - tail;
}

/** The complement 1 - erf(x), accurate where it is small. */
export function erfc(x: number): number {
  if (Math.abs(x) < 0.5) return 1 - erfSeries(x);
  const size = Math.abs(x);
  const tail = size > 28 ? 0 : expOfSquare(size, 1) * scaledErfc(size);
  return x < 0 ? 2 - tail : tail;
}

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return PER_SQRT_TWO_PI * expOfSquare(Math.abs(z), 0.5);
}

/** Probability that a standard normal variable is at most z. */
export function normalCdf(z: number): number {
  const x = Math.abs(z) * SQRT_HALF;
  if (x < 0.5) return 0.5 + 0.5 * erfSeries(z * SQRT_HALF);
  const tail = Math.abs(z) > 40 ? 0 : 0.5 * expOfSquare(Math.abs(z), 0.5) * scaledErfc(x);
  return z > 0 ? 1 - tail : tail;
}

/** Value below which a standard normal variable falls with probability u (Wichura 1988, algorithm AS 241). */
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
