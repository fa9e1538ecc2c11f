/** Mixtures: one of several distributions, chosen by weight. */
import type { FixedDistribution } from "./fixed-distribution.js";
import { percent, readable } from "./words.js";

/** In words why weights do not make a mixture. */
export function mixtureProblem(weights: readonly number[]): string | undefined {
  if (weights.length === 0) return "a mixture needs at least one part";
  const bad = weights.find((weight) => !(weight >= 0 && weight <= 1));
  if (bad !== undefined) return `each weight must lie between 0 and 1, but one is ${readable(bad)}`;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Math.abs(sum - 1) <= 1e-9 ? undefined : `the weights must add up to 100 %, but they add up to ${percent(sum)}`;
}

/** Each part with its weight. Where discrete and continuous parts are mixed, `density` is that of the continuous ones. */
export function mixture(weights: readonly number[], parts: readonly FixedDistribution[]): FixedDistribution {
  const problem = weights.length === parts.length ? mixtureProblem(weights) : "each part needs one weight";
  if (problem !== undefined) throw new Error(`No mixture: ${problem}.`);
  const present = parts.map((part, index) => ({ part, weight: weights[index]! })).filter(({ weight }) => weight > 0);
  const isDiscrete = present.every(({ part }) => part.discrete);
  const sum = (of: (part: FixedDistribution) => number) => present.reduce((total, { part, weight }) => total + weight * of(part), 0);
  const mean = sum((part) => part.mean);
  const cdf = (x: number) =>
    Math.min(
      1,
      sum((part) => part.cdf(x)),
    );
  return {
    discrete: isDiscrete,
    support: [Math.min(...present.map(({ part }) => part.support[0])), Math.max(...present.map(({ part }) => part.support[1]))],
    density: (x) => sum((part) => (part.discrete && !isDiscrete ? 0 : part.density(x))),
    cdf,
    cdfBelow: (x) =>
      Math.min(
        1,
        sum((part) => part.cdfBelow(x)),
      ),
    quantile: (u) =>
      quantile(
        u,
        cdf,
        present.map(({ part }) => part),
      ),
    mean,
    variance: sum((part) => part.variance + (part.mean - mean) * (part.mean - mean)),
  };
}

/** By halving between the least and the greatest quantile of the parts, then down to a separate value that lies at the end found. */
function quantile(u: number, cdf: (x: number) => number, parts: readonly FixedDistribution[]): number {
  const ends = parts.map((part) => part.quantile(u));
  let low = Math.min(...ends);
  let high = Math.max(...ends);
  if (!(low < high) || cdf(low) >= u) return low;
  if (high === Infinity) return Infinity;
  for (let round = 0; round < 1100; round += 1) {
    const middle = low === -Infinity ? Math.min(high - 1, 2 * high) : low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (cdf(middle) >= u) high = middle;
    else low = middle;
  }
  for (const part of parts) {
    if (!part.discrete) continue;
    const atom = part.quantile(part.cdf(high));
    if (atom >= low && atom <= high && cdf(atom) >= u) return atom;
  }
  return high;
}
