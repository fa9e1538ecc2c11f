/** Rows in the order of a column: sorted by the bits of the numbers, sixteen at a time, which takes a fraction of the time of comparing. */

const radix = 65536;

/** The rows in ascending order of their values, ties in their own order. No value may be a NaN; the two zeros are equal. */
export function rowOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  const words = new Uint32Array(Float64Array.from(values, (value) => value + 0).buffer);
  const isLowFirst = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
  const [low, high] = [new Uint32Array(count), new Uint32Array(count)];
  for (let row = 0; row < count; row++) {
    const upper = words[2 * row + (isLowFirst ? 1 : 0)]!;
    const lower = words[2 * row + (isLowFirst ? 0 : 1)]!;
    // Of negative numbers all bits are turned, of others the sign alone: then the order of the bits is that of the numbers.
    const isNegative = upper >>> 31 === 1;
    high[row] = isNegative ? ~upper : upper ^ 0x80000000;
    low[row] = isNegative ? ~lower : lower;
  }
  let order = Uint32Array.from(values, (_, row) => row);
  let next = new Uint32Array(count);
  const starts = new Uint32Array(radix);
  for (const [keys, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    starts.fill(0);
    for (let row = 0; row < count; row++) starts[(keys[row]! >>> shift) & 0xffff]!++;
    if (count > 0 && starts[(keys[0]! >>> shift) & 0xffff] === count) continue;
    for (let digit = 0, sum = 0; digit < radix; digit++) {
      const here = starts[digit]!;
      starts[digit] = sum;
      sum += here;
    }
    for (let place = 0; place < count; place++) {
      const row = order[place]!;
      next[starts[(keys[row]! >>> shift) & 0xffff]!++] = row;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** The rows of an order that are marked with 1. */
export function markedOnly(order: Uint32Array, isMarked: Uint8Array): Uint32Array {
  const kept = order.slice();
  return kept.slice(0, keepMarked(kept, order.length, isMarked));
}

/** Moves the marked ones of the first `count` rows to the front, in their order, and returns how many there are. */
export function keepMarked(order: Uint32Array, count: number, isMarked: Uint8Array): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = order[at]!;
    order[kept] = row;
    kept += isMarked[row]!;
  }
  return kept;
}
