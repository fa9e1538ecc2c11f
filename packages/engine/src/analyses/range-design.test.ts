/** Designs over ranges: every stratum is met, discrete members equally often. */
import { expect, it } from "vitest";
import { isUnsuitable } from "./draws.js";
import { type DesignRange, rangeDesign } from "./range-design.js";

const ranges: readonly DesignRange[] = [
  { name: "even", low: -2, high: 6 },
  { name: "logarithmic", low: 0.01, high: 100, scale: "logarithmic" },
  { name: "whole", low: 1, high: 4, scale: "whole" },
  { name: "members", members: [10, 20, 40, 80] },
];

function design(...given: Parameters<typeof rangeDesign>) {
  const columns = rangeDesign(...given);
  if (isUnsuitable(columns)) throw new Error(columns.reason);
  return columns;
}

it.each(["sobol", "latin"] as const)("by %s each of 128 equal parts of a range has eight of 1,024 rows", (method) => {
  const [even, logarithmic, whole, members] = design(ranges, { rows: 1024, seed: 3, method });
  const partOf = [even!.map((x) => (x + 2) / 8), logarithmic!.map((x) => (Math.log10(x) + 2) / 4)];
  for (const column of partOf) {
    const counts = new Array(128).fill(0);
    for (const u of column) counts[Math.floor(128 * u)]++;
    expect(counts.every((count) => count === 8)).toBe(true);
  }
  for (const [column, values] of [
    [whole!, [1, 2, 3, 4]],
    [members!, [10, 20, 40, 80]],
  ] as const)
    expect(values.map((value) => column.filter((x) => x === value).length)).toEqual([256, 256, 256, 256]);
});

it("Sobol points fill the squares of two inputs", () => {
  const [a, b] = design(
    ["a", "b"].map((name) => ({ name, low: 0, high: 1 })),
    { rows: 1024, seed: 5 },
  );
  // Eight replicates of a net in base 2: each has 128 points, two or so in each of 64 squares; a random design would leave many empty.
  const counts = new Array(64).fill(0);
  for (const [row, x] of a!.entries()) counts[8 * Math.floor(8 * x) + Math.floor(8 * b![row]!)]++;
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(8);
});

it("the seed repeats it, another does not", () => {
  expect(design(ranges, { rows: 50, seed: 1 })).toEqual(design(ranges, { rows: 50, seed: 1 }));
  expect(design(ranges, { rows: 50, seed: 1 })[0]).not.toEqual(design(ranges, { rows: 50, seed: 2 })[0]);
});

it("a range of one value is that value", () => {
  expect([...design([{ name: "a", low: 3, high: 3 }], { rows: 4, seed: 1 })[0]!]).toEqual([3, 3, 3, 3]);
});

it.each([
  [[], { reason: "no-ranges" }],
  [[{ name: "a", low: 2, high: 1 }], { reason: "empty-range", name: "a" }],
  [[{ name: "a", low: 0, high: 1, scale: "logarithmic" }], { reason: "empty-range", name: "a" }],
  [[{ name: "a", low: 1.2, high: 1.8, scale: "whole" }], { reason: "empty-range", name: "a" }],
  [[{ name: "a", members: [] }], { reason: "empty-range", name: "a" }],
  [[{ name: "a", low: 0, high: Infinity }], { reason: "not-finite", name: "a" }],
] as const)("is refused: %j", (given, expected) => {
  expect(rangeDesign(given, { rows: 8, seed: 1 })).toMatchObject({ kind: "unsuitable", ...expected });
});
