/** Ranks of a column as shares between 0 and 1; equal values share the mean of theirs. */

import { firstAtLeast } from "./sorted-lookup.js";

/** The share of draws below each value, half of those equal to it counted. */
export function ranksOf(column: Float64Array): Float64Array {
  const sorted = Float64Array.from(column).sort();
  const count = sorted.length;
  const middles = new Float64Array(count);
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && sorted[to] === sorted[from]) to++;
    middles[from] = (from + to) / 2 / count;
    from = to;
  }
  const placeOf = firstAtLeast(sorted);
  return column.map((value) => middles[placeOf(value)]!);
}
