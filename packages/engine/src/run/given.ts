/** Statistics over the draws in which a condition holds. */
import type { Statistic } from "../graph.js";
import { momentsOf, standardDeviation } from "../statistics/moments.js";
import { quantile } from "../statistics/quantiles.js";

/** A statistic of the values in those draws where the condition is not 0; not a number when there is none, or where the condition is undecided. Either column may be a single value that holds in all draws. */
export function statisticGiven(statistic: Statistic, values: Float64Array, condition: Float64Array): number {
  const p = values.length === 1 ? 0 : 1;
  const q = condition.length === 1 ? 0 : 1;
  const chosen = new Float64Array(Math.max(values.length, condition.length));
  let count = 0;
  for (let i = 0; i < chosen.length; i++) {
    const holds = condition[i * q]!;
    if (Number.isNaN(holds)) return Number.NaN;
    if (holds !== 0) chosen[count++] = values[i * p]!;
  }
  const kept = chosen.subarray(0, count);
  if (count === 0) return Number.NaN;
  if (statistic.kind === "quantile") return quantile(kept, statistic.probability);
  const moments = momentsOf(kept);
  return statistic.kind === "sd" ? standardDeviation(moments) : moments[statistic.kind];
}
