/** Statistics of a block against the scalar loops and against plain filters. */
import { expect, it } from "vitest";
import { accumulators, emptyAccumulators, gather } from "../statistics/moments.js";
import { column, kernel, testNumbers } from "./harness-for-tests.js";
import { bracketBuckets, bracketLists, bracketTable, bucketOf } from "./statistics-kernels.js";

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

it("brackets count by bucket, list what is to be looked at with its position, and add up what is beyond the limits", () => {
  const edges = [-4, -1, 3, 5];
  const [first, scale] = [edges[0]!, 511 / (edges[3]! - edges[0]!)];
  const numbers = column(table, bracketTable.edges / 8 + edges.length);
  numbers.fill(0);
  numbers.set([-2, 4]);
  numbers.set([first, scale], bracketTable.first / 8);
  numbers.set(edges, bracketTable.edges / 8);
  const words = (address: number, length: number) => new Uint32Array(numbers.buffer, address, length);
  const [steps, counts] = [words(table + bracketTable.steps, bracketBuckets), words(table + bracketTable.counts, bracketBuckets)];
  const isListed = (value: number) => [1, 513].includes(bucketOf(value, first, scale)) || (value > -1 && value < 2);
  const block = values.subarray(0, 512);
  for (const value of block) if (isListed(value)) steps[bucketOf(value, first, scale)] = 8;
  const listed = block.filter((value) => steps[bucketOf(value, first, scale)] === 8);
  expect(listed.length).toBeGreaterThan(20);
  expect(kernel("gatherBrackets")(table, edges.length, lists, a, 512 * 8)).toBe(listed.length);
  expect(Array.from(column(lists, listed.length))).toEqual(Array.from(listed));
  const positions = Array.from(listed, (value) => 2 * edges.filter((edge) => edge < value).length + (edges.includes(value) ? 1 : 0));
  expect(Array.from(words(lists + bracketLists.positions, listed.length))).toEqual(positions);
  for (let bucket = 0; bucket < bracketBuckets; bucket++)
    expect(counts[bucket]).toBe(block.filter((value) => bucketOf(value, first, scale) === bucket).length);
  const sums = new Float64Array(16);
  block.forEach((value, j) => {
    if (value < -2) sums[j % 8]! += value;
    if (value > 4) sums[8 + (j % 8)]! += value;
  });
  expect(Array.from(numbers.subarray(bracketTable.sums / 8, bracketTable.sums / 8 + 16))).toEqual(Array.from(sums));
});
