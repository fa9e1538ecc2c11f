/** Ranks of a column as shares between 0 and 1; equal values share the mean of theirs. */
import { orderOfDraws } from "./row-order.js";

/** The share of draws below each value, half of those equal to it counted. No value may be a NaN. */
export function ranksOf(column: Float64Array): Float64Array {
  const order = orderOfDraws(column);
  const count = column.length;
  const ranks = new Float64Array(count);
  for (let from = 0; from < count; ) {
    const value = column[order[from]!]!;
    let to = from + 1;
    while (to < count && column[order[to]!] === value) to++;
    const middle = (from + to) / 2 / count;
    for (let place = from; place < to; place++) ranks[order[place]!] = middle;
    from = to;
  }
  return ranks;
}
