/** Statistics of a block against the scalar loops and against plain filters. */
import { expect, it } from "vitest";
import { accumulators, emptyAccumulators, gather } from "../statistics/moments.js";
import { column, kernel, testNumbers } from "./harness-for-tests.js";
import { bracketListBytes, bracketTable } from "./statistics-kernels.js";

const count = 1024;
const [a, state, table, lists] = [8192, 32768, 40960, 65536];
const values = testNumbers(count, 3, [
  [-5, 9],
  [0, 1],
]).map((value, i) => (i % 4 === 3 || !Number.isFinite(value) || Math.abs(value) > 100 ? i % 17 : value));
column(a, count).set(values);

it("moments of many cells are gathered with the bits of the scalar loop", () => {
  const cells = [0, 1].map((half) => {
    const [address, from] = [state + 256 * half, a + 4096 * half];
    column(address, accumulators.length).set(emptyAccumulators());
    return { address, from, expected: emptyAccumulators() };
  });
  new Uint32Array(column(table, 2).buffer, table, 4).set(cells.flatMap(({ address, from }) => [address, from]));
  for (let times = 0; times < 2; times++) {
    for (const { from, expected } of cells) gather(expected, column(from, 512), 0, 512);
    expect(kernel("gatherMoments")(table, 2, 512 * 8)).toBe(0);
  }
  for (const { address, expected } of cells) expect(column(address, accumulators.length)).toEqual(expected);
  for (const unusual of [Infinity, -Infinity, Number.NaN]) {
    cells.forEach(({ address }) => void column(address, accumulators.length).set(emptyAccumulators()));
    const place = column(cells[1]!.from, 512);
    const before = place[77]!;
    place[77] = unusual;
    expect(kernel("gatherMoments")(table, 2, 512 * 8)).toBe(1);
    place[77] = before;
  }
});

it("brackets count what is below, copy what is inside, ends included, and add up what is beyond the limits", () => {
  const ends = [
    [-4, -1],
    [3, 3],
    [5, Infinity],
  ] as const;
  const numbers = column(table, (bracketTable.intervals + ends.length * bracketTable.stride) / 8);
  numbers.fill(0);
  numbers.set([-2, 4]);
  ends.forEach((pair, index) => {
    numbers.set(pair, (bracketTable.intervals + index * bracketTable.stride) / 8);
  });
  kernel("gatherBrackets")(table, ends.length, lists, a, 512 * 8);
  const block = values.subarray(0, 512);
  ends.forEach(([low, high], index) => {
    const place = (bracketTable.intervals + index * bracketTable.stride) / 8;
    const inside = block.filter((value) => value >= low && value <= high);
    expect(numbers[place + bracketTable.below / 8]).toBe(block.filter((value) => value < low).length);
    expect(numbers[place + bracketTable.inside / 8]).toBe(inside.length);
    expect(inside.length).toBeGreaterThan(0);
    expect(Array.from(column(lists + index * bracketListBytes, inside.length))).toEqual(Array.from(inside));
  });
  const sums = new Float64Array(16);
  block.forEach((value, j) => {
    if (value < -2) sums[j % 8]! += value;
    if (value > 4) sums[8 + (j % 8)]! += value;
  });
  expect(Array.from(numbers.subarray(bracketTable.sums / 8, bracketTable.sums / 8 + 16))).toEqual(Array.from(sums));
});
