/** The logarithm of the gamma function, and the two small quantities from which binomial and Poisson terms are computed without cancellation (Loader 2000). */
import { ln, log1p } from "../elementary.js";

/** ln sqrt(2 pi). */
const HALF_LN_TWO_PI = 0.9189385332046728;

/** ln gamma(2 + w) for |w| <= 1/2: its least polynomial with a zero at 0 and the right slope there (Remez), off by 5e-19. */
function nearTwo(w: number): number {
  const t = w * w;
  const evenFar = 2.0505600036692263e-5 + t * (4.384671256157779e-6 + t * (9.201161885305856e-7 + t * 2.786906968905951e-7));
  const even =
    0.32246703342411326 +
    t * (0.02058080842778057 + t * (0.00289051033102681 + t * (0.0005096695155537042 + t * (9.945767205380576e-5 + t * evenFar))));
  const oddFar = -9.438210573550486e-6 + t * (-2.045915281407013e-6 + t * (-4.2821163189783474e-7 + t * -1.3604874957841963e-7));
  const odd =
    -0.06735230105319816 +
    t * (-0.007385551028665143 + t * (-0.0011927539121396448 + t * (-0.00022315474773672487 + t * (-4.492638694898322e-5 + t * oddFar))));
  return w * (0.42278433509846713 + w * (even + w * odd));
}

/** The asymptotic series of ln gamma less Stirling's formula, for x >= 10 (DLMF 5.11.1). */
function stirlingSeries(x: number): number {
  const z = 1 / (x * x);
  return (
    (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156 - (z * 3617) / 122400))))))) /
    x
  );
}

/** The natural logarithm of the gamma function of x > 0; error below 3 units in the last place, or 3 times 2^-52 where the result is less than 1. */
export function lgamma(x: number): number {
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  if (x >= 10) return (x - 0.5) * (ln(x) - 1) + (HALF_LN_TWO_PI - 0.5 + stirlingSeries(x));
  if (x < 0.5) return nearTwo(x) - ln(x * (x + 1));
  if (x <= 1.5) return nearTwo(x - 1) - ln(x);
  let product = 1;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return nearTwo(rest - 2) + ln(product);
}

/** ln gamma(a + 1) less Stirling's formula (a + 1/2) ln a - a + ln sqrt(2 pi), for a > 0. */
export function stirlingError(a: number): number {
  return a >= 10 ? stirlingSeries(a) : lgamma(a + 1) - (a + 0.5) * ln(a) + a - HALF_LN_TWO_PI;
}

/** d - ln(1 + d) for d > -1, without cancellation near zero. */
export function logDefect(d: number): number {
  if (d > 0.6 || d < -0.4) return d - log1p(d);
  const r = d / (2 + d);
  const z = r * r;
  let sum = 0;
  for (let k = 27; k >= 3; k -= 2) sum = sum * z + 1 / k;
  return r * (d - 2 * z * sum);
}

/** a ln(a / mean) + mean - a, given also the difference mean - a, which the caller may know with less cancellation. */
export function deviance(a: number, mean: number, difference: number): number {
  const d = difference / a;
  return d < -0.4 || d > 0.6 ? difference - a * (ln(mean) - ln(a)) : a * logDefect(d);
}
