/** Numerical integration for smooth curves: the rule of Gauss and Legendre on 0 to 1, and averages over a distribution by its quantiles. */
import { exp } from "../elementary.js";

const half: readonly (readonly [number, number])[] = [
  [0.005299532504175031, 0.013576229705877088],
  [0.0277124884633837, 0.031126761969323728],
  [0.06718439880608412, 0.0475792558412463],
  [0.1222977958224985, 0.062314485627767036],
  [0.19106187779867811, 0.07479799440828835],
  [0.2709916111713863, 0.08457825969750132],
  [0.35919822461037054, 0.09130170752246182],
  [0.4524937450811813, 0.09472530522753432],
];

/** Sixteen places between 0 and 1 with their weights (Abramowitz and Stegun 25.4.29): exact for polynomials up to degree 31. */
export const gaussNodes: readonly { readonly place: number; readonly weight: number }[] = [
  ...half.map(([place, weight]) => ({ place, weight })),
  ...half.map(([place, weight]) => ({ place: 1 - place, weight })).reverse(),
];

/** Mean and variance from the quantiles, by the double exponential rule (Takahasi and Mori 1974); tails without a mean come out as they are cut, at 1e-15. */
export function momentsByQuantiles(quantile: (u: number) => number): { readonly mean: number; readonly variance: number } {
  const step = 1 / 16;
  const places: { x: number; weight: number }[] = [];
  for (let k = -49; k <= 49; k += 1) {
    const grow = exp(k * step);
    const tail = 1 / (1 + exp(Math.PI * 0.5 * Math.abs(grow - 1 / grow)));
    const weight = step * Math.PI * 0.5 * (grow + 1 / grow) * tail * (1 - tail);
    places.push({ x: quantile(k < 0 ? tail : 1 - tail), weight });
  }
  const usable = places.filter(({ x }) => Number.isFinite(x));
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  const mean = usable.reduce((sum, { x, weight }) => sum + (weight * x) / total, 0);
  return { mean, variance: usable.reduce((sum, { x, weight }) => sum + (weight * (x - mean) * (x - mean)) / total, 0) };
}
