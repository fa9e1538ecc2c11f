/** The quantile of a distribution on whole numbers, found by search of its cumulative probabilities. */

/** Whether a cumulative probability reaches u, rounding errors forgiven: half of two equal chances has to reach 50 %. */
export function reaches(cumulative: number, u: number): boolean {
  return cumulative >= u * (1 - 1e-14);
}

/** The least whole number from `low` to `high` whose cumulative probability reaches u, looked for outwards from a guess. */
export function wholeQuantile(u: number, guess: number, low: number, high: number, cdf: (k: number) => number): number {
  if (Number.isNaN(u) || u < 0 || u > 1) return NaN;
  if (u === 0) return low;
  if (u === 1) return high;
  const start = Math.min(high, Math.max(low, Math.floor(guess)));
  let stride = 1;
  let reached = start;
  let below = start;
  if (reaches(cdf(start), u)) {
    do {
      reached = below;
      below = Math.max(low - 1, below - stride);
      stride *= 2;
    } while (below >= low && reaches(cdf(below), u));
  } else {
    do {
      below = reached;
      reached = Math.min(high, reached + stride);
      stride *= 2;
    } while (reached < high && !reaches(cdf(reached), u));
  }
  while (reached - below > 1) {
    const middle = Math.floor((below + reached) / 2);
    if (middle <= below || middle >= reached) break;
    if (reaches(cdf(middle), u)) reached = middle;
    else below = middle;
  }
  return reached;
}

/** A guess at a quantile from mean, standard deviation and skewness times it (Cornish and Fisher 1938). */
export function roughQuantile(mean: number, sd: number, skew: number, z: number): number {
  return mean + sd * z + (skew * (z * z - 1)) / 6;
}
