/** The logarithm of the gamma function, and the two small quantities from which binomial and Poisson terms are computed without cancellation (Loader 2000). */
import { ln, log1p } from "../elementary.js";

/** ln sqrt(2 pi). */
const HALF_LN_TWO_PI = 0.9189385332046728;

/** (-1)^k (zeta(k) - 1) / k from k = 2, computed with 60 digits (DLMF 5.7.3). */
const zetaTerms = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234, -0.001192753911703261,
  0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5, -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6,
  4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7, -1.0043224823968099e-7,
  4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9,
  -1.1921401405860912e-9, 5.731367241678862e-10, -2.7595228851242334e-10, 1.330476437424449e-10, -6.4229645638381e-11,
  3.1044247747322276e-11, -1.5021384080754142e-11,
];

/** ln gamma(2 + w) for |w| <= 1/2. */
function nearTwo(w: number): number {
  let sum = 0;
  for (let k = zetaTerms.length - 1; k >= 0; k -= 1) sum = sum * w + zetaTerms[k]!;
  return w * (0.42278433509846713 + w * sum);
}

/** The asymptotic series of ln gamma less Stirling's formula, for x >= 10 (DLMF 5.11.1). */
function stirlingSeries(x: number): number {
  const z = 1 / (x * x);
  return (
    (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156 - (z * 3617) / 122400))))))) /
    x
  );
}

/** The natural logarithm of the gamma function of x > 0. */
export function lgamma(x: number): number {
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  if (x >= 10) return (x - 0.5) * (ln(x) - 1) + (HALF_LN_TWO_PI - 0.5 + stirlingSeries(x));
  if (x < 0.5) return lgamma(x + 1) - ln(x);
  if (x <= 1.5) return nearTwo(x - 1) - log1p(x - 1);
  let product = 1;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return product === 1 ? nearTwo(rest - 2) : nearTwo(rest - 2) + ln(product);
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
