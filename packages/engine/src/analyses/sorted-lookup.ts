/** Finding places in a sorted column fast: a table of equal cells says between which few entries to search. */

const mostCells = 65_536;

/** A function that gives, for a value not above the last entry, the index of the first entry that is at least as large. */
export function firstAtLeast(sorted: Float64Array): (value: number) => number {
  const count = sorted.length;
  const [lowest, highest] = [sorted[0]!, sorted[count - 1]!];
  const cells = Math.min(mostCells, 4 * count);
  // Halves, because the difference itself may be too large for a number.
  const scale = cells / (highest / 2 - lowest / 2);
  const cellOf = (value: number) => Math.max(0, Math.min(cells - 1, Math.floor((value / 2 - lowest / 2) * scale)));
  const before = new Uint32Array(cells + 1);
  if (Number.isFinite(scale)) for (const entry of sorted) before[cellOf(entry) + 1] = before[cellOf(entry) + 1]! + 1;
  else before.fill(count, 1, 2);
  for (let cell = 0; cell < cells; cell++) before[cell + 1] = before[cell + 1]! + before[cell]!;
  return (value) => {
    const cell = Number.isFinite(scale) ? cellOf(value) : 0;
    let low = before[cell]!;
    let high = Math.min(before[cell + 1]!, count - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
