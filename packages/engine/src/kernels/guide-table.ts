/** Guide tables (Chen and Asau 1974): the quantiles of a discrete distribution, exact and with about one comparison each, in the layout that the kernel `guided` reads. */

/**
 * A table as it stands in memory, at a multiple of 8 bytes: the number of guides, a power of two; as 32-bit words where guides and
 * thresholds begin, in bytes from the table's start, and how far values stand behind their thresholds; then thresholds, values, guides.
 * A guide is the place of the threshold, in bytes from the first, at which the search for u in its part of 0 to 1 begins.
 */
export type GuideTable = Float64Array;

const HEADER = 3;

/**
 * Tabulates rising values with their thresholds: value k is drawn by u above threshold k - 1 and not above threshold k. The last threshold
 * is taken as infinite.
 */
export function buildGuideTable(values: ArrayLike<number>, thresholds: ArrayLike<number>): GuideTable {
  const count = values.length;
  if (count === 0 || thresholds.length !== count) throw new Error("A guide table needs as many thresholds as values, and at least one.");
  let cells = 2;
  while (cells < count) cells *= 2;
  const table = new Float64Array(HEADER + 2 * count + cells / 2 + 1);
  const words = new Int32Array(table.buffer);
  table[0] = cells;
  words.set([(HEADER + 2 * count) * 8, HEADER * 8, count * 8], 2);
  table.set(thresholds, HEADER);
  table[HEADER + count - 1] = Infinity;
  table.set(values, HEADER + count);
  const guides = words.subarray((HEADER + 2 * count) * 2);
  for (let cell = 0, k = 0; cell <= cells; cell++) {
    while (table[HEADER + k]! < cell / cells) k++;
    guides[cell] = k * 8;
  }
  return table;
}

/** The value at u between 0 and 1; the same as the kernel gives. */
export function guidedValue(table: GuideTable, u: number): number {
  const words = new Int32Array(table.buffer, table.byteOffset);
  const cell = Math.floor(u * table[0]!);
  let place = (words[3]! + words[words[2]! / 4 + cell]!) / 8;
  while (u > table[place]!) place++;
  return table[place + words[4]! / 8]!;
}
