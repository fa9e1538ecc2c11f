/** The skew normal distribution (Azzalini 1985) and Owen's T function, on which it rests. */
import type { FixedDistribution } from "../distributions/fixed-distribution.js";
import { exp } from "../elementary.js";
import { arcTan } from "../special/circular.js";
import { normalCdf, normalDensity } from "../special/normal.js";
import { gaussNodes } from "./quadrature.js";

/** Location, scale above zero, and slant: above zero leans to the right, 0 is the normal. */
export interface SkewNormal {
  readonly location: number;
  readonly scale: number;
  readonly slant: number;
}

/** Owen's T(h, a): the probability that X > h and 0 < Y < a X for independent standard normals; error below 1e-13. */
export function owensT(h: number, a: number): number {
  if (a < 0) return -owensT(h, -a);
  const size = Math.abs(h);
  if (a === 0 || size > 38) return 0;
  if (size === 0) return arcTan(a) / (2 * Math.PI);
  if (a > 1) {
    const [left, right] = [normalCdf(-size), normalCdf(-a * size)];
    return (left + right) / 2 - left * right - owensT(a * size, 1 / a);
  }
  const pieces = Math.max(1, Math.ceil((size * a) / 2));
  let sum = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    for (const { place, weight } of gaussNodes) {
      const x = (a * (piece + place)) / pieces;
      sum += (weight * exp(-0.5 * size * size * (1 + x * x))) / (1 + x * x);
    }
  }
  return (sum * a) / (pieces * 2 * Math.PI);
}

/** The skew normal distribution with these parameters. */
export function skewNormal({ location, scale, slant }: SkewNormal): FixedDistribution {
  const shape = slant / Math.sqrt(1 + slant * slant);
  const towards = shape * Math.sqrt(2 / Math.PI);
  const cdf = (x: number) => {
    const z = (x - location) / scale;
    return Math.min(1, Math.max(0, normalCdf(z) - 2 * owensT(z, slant)));
  };
  const quantile = (u: number) => {
    if (u === 0) return -Infinity;
    if (u === 1) return Infinity;
    let [low, high] = [location - 40 * scale, location + 40 * scale];
    for (let round = 0; round < 200; round += 1) {
      const middle = (low + high) / 2;
      if (middle <= low || middle >= high) break;
      if (cdf(middle) >= u) high = middle;
      else low = middle;
    }
    return high;
  };
  return {
    discrete: false,
    support: [-Infinity, Infinity],
    density: (x) => {
      const z = (x - location) / scale;
      return (2 * normalDensity(z) * normalCdf(slant * z)) / scale;
    },
    cdf,
    cdfBelow: cdf,
    quantile,
    mean: location + scale * towards,
    variance: scale * scale * (1 - towards * towards),
  };
}
