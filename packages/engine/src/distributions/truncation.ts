/** Truncation: a distribution on condition that the value lies between two bounds, both of which belong to it. */
import { exp } from "../elementary.js";
import type { FixedDistribution } from "./fixed-distribution.js";
import { readable } from "./words.js";

/** In words why a distribution cannot be truncated like this. */
export function truncationProblem(distribution: FixedDistribution, lower: number, upper: number): string | undefined {
  if (!(lower <= upper)) return `the lower bound (${readable(lower)}) must not be above the upper bound (${readable(upper)})`;
  const share = distribution.cdf(upper) - distribution.cdfBelow(lower);
  if (share > 1e-9) return undefined;
  return `next to nothing of the distribution lies between ${readable(lower)} and ${readable(upper)}`;
}

/** The part of a distribution from `lower` to `upper`, either of which may be infinite. */
export function truncated(distribution: FixedDistribution, lower: number, upper: number): FixedDistribution {
  const problem = truncationProblem(distribution, lower, upper);
  if (problem !== undefined) throw new Error(`No truncation: ${problem}.`);
  const below = distribution.cdfBelow(lower);
  const share = distribution.cdf(upper) - below;
  const within = (probability: number) => Math.min(1, Math.max(0, (probability - below) / share));
  const inside = (x: number) => x >= lower && x <= upper;
  const quantile = (u: number) => {
    const least = distribution.discrete ? 1e-15 : 0;
    return Math.min(upper, Math.max(lower, distribution.quantile(Math.min(1, below + Math.max(u, least) * share))));
  };
  const cdf = (x: number) => (x < lower ? 0 : x >= upper ? 1 : within(distribution.cdf(x)));
  const first = quantile(0);
  const average = distribution.discrete ? sumOver(quantile, cdf) : integrateOver(quantile);
  const mean = average((x) => x);
  return {
    discrete: distribution.discrete,
    support: [first, quantile(1)],
    density: (x) => (inside(x) ? distribution.density(x) / share : 0),
    cdf,
    cdfBelow: (x) => (x <= lower ? 0 : x > upper ? 1 : within(distribution.cdfBelow(x))),
    quantile,
    mean,
    variance: average((x) => (x - mean) * (x - mean)),
  };
}

type Average = (value: (x: number) => number) => number;

/** Averages over separate values, each reached from the one before. */
function sumOver(quantile: (u: number) => number, cdf: (x: number) => number): Average {
  return (value) => {
    let sum = 0;
    for (let before = 0; before < 1 - 1e-15; ) {
      const x = quantile(before + 1e-15);
      const now = Math.max(cdf(x), before + 1e-15);
      sum += value(x) * (now - before);
      before = now;
    }
    return sum;
  };
}

/** Averages over probability by the double exponential rule (Takahasi and Mori 1974), which bears with quantiles that run off at the ends. */
function integrateOver(quantile: (u: number) => number): Average {
  const step = 1 / 32;
  const places: { x: number; weight: number }[] = [];
  for (let k = -102; k <= 102; k += 1) {
    const grow = exp(k * step);
    const tail = 1 / (1 + exp(Math.PI * 0.5 * Math.abs(grow - 1 / grow)));
    const weight = step * Math.PI * 0.5 * (grow + 1 / grow) * tail * (1 - tail);
    places.push({ x: quantile(k < 0 ? tail : 1 - tail), weight });
  }
  const usable = places.filter(({ x }) => Number.isFinite(x));
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  return (value) => usable.reduce((sum, { x, weight }) => sum + value(x) * weight, 0) / total;
}
