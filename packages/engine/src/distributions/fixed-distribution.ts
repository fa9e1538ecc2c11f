/** A distribution whose parameters are settled: what combinations such as mixtures and truncations are made of and what they give. */
import type { Distribution } from "./distribution.js";

/** A distribution of one quantity, without open parameters. */
export interface FixedDistribution {
  /** Whether all probability lies on separate values. */
  readonly discrete: boolean;
  /** Least and greatest possible value. */
  readonly support: readonly [number, number];
  /** Probability density at x, or the probability of x itself for a discrete distribution. */
  density(x: number): number;
  /** Probability of a value of at most x. */
  cdf(x: number): number;
  /** Probability of a value less than x; differs from `cdf` where x itself has a probability. */
  cdfBelow(x: number): number;
  /** The least value whose cumulative probability reaches u. */
  quantile(u: number): number;
  readonly mean: number;
  readonly variance: number;
}

/** A distribution of the catalogue with its parameters filled in. */
export function fix(distribution: Distribution, parameters: readonly number[]): FixedDistribution {
  const p = [...parameters];
  return {
    discrete: distribution.discrete,
    support: distribution.support(p),
    density: (x) => distribution.density(x, p),
    cdf: (x) => distribution.cdf(x, p),
    cdfBelow: (x) => distribution.cdf(distribution.discrete ? Math.ceil(x) - 1 : x, p),
    quantile: (u) => distribution.quantile(u, p),
    mean: distribution.mean(p),
    variance: distribution.variance(p),
  };
}
