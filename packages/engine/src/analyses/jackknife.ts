/** The standard error of any statistic of draws from eight groups, each left out in turn: the replicates of a randomised sequence, or draws j with one j % 8. */
import { replicateCount } from "../random.js";

/** Into how many groups so many draws fall: eight, or one each where there are fewer draws. */
export function groupCount(draws: number): number {
  return Math.min(replicateCount, draws);
}

/**
 * The standard error of a statistic from its values with each group left out (Efron and Stein 1981); of a mean over replicates the same as
 * from the differences of the replicates. Zero for a single group, which is certain.
 */
export function jackknifeError(leftOut: readonly number[]): number {
  const groups = leftOut.length;
  if (groups < 2) return 0;
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / groups;
  const squares = leftOut.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt((squares * (groups - 1)) / groups);
}
