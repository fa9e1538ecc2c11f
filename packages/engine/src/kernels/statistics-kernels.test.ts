/** Statistics of a block against plain loops in the stated order. */
import { describe, expect, it } from "vitest";
import { column, kernel, memory, testNumbers } from "./harness-for-tests.js";

const count = 1024;
const bytes = count * 8;
const [a, b, out, list] = [8192, 32768, 65536, 98304];

function inOrder(term: (j: number) => number): number {
  const s = new Float64Array(8);
  for (let j = 0; j < count; j++) s[j % 8]! += term(j);
  return s[0]! + s[2]! + (s[4]! + s[6]!) + (s[1]! + s[3]! + (s[5]! + s[7]!));
}

const x = testNumbers(count, 3, [
  [-5, 9],
  [0, 1],
  [20, 21],
]).map((value, i) => (i % 4 === 3 || Math.abs(value) > 100 || Number.isNaN(value) ? i % 17 : value));
const w = x.map((_, i) => ((i * 7) % 13) / 8);
column(a, count).set(x);
column(b, count).set(w);

describe("sums", () => {
  it("run in the stated order", () => {
    expect(kernel("sum")(a, bytes)).toBe(inOrder((j) => x[j]!));
    expect(kernel("dot")(a, b, bytes)).toBe(inOrder((j) => x[j]! * w[j]!));
    kernel("moments")(out, a, bytes, 2.5);
    expect([...column(out, 2)]).toEqual([inOrder((j) => x[j]! - 2.5), inOrder((j) => (x[j]! - 2.5) * (x[j]! - 2.5))]);
    kernel("weightedMoments")(out, a, b, bytes, 2.5);
    expect([...column(out, 4)]).toEqual([
      inOrder((j) => (x[j]! - 2.5) * w[j]!),
      inOrder((j) => (x[j]! - 2.5) * w[j]! * (x[j]! - 2.5)),
      inOrder((j) => w[j]!),
      inOrder((j) => w[j]! * w[j]!),
    ]);
  });
});

describe("order", () => {
  it("least and greatest", () => {
    expect(kernel("least")(a, bytes)).toBe(Math.min(...x));
    expect(kernel("greatest")(a, bytes)).toBe(Math.max(...x));
    column(a, count)[777] = NaN;
    expect([kernel("least")(a, bytes), kernel("greatest")(a, bytes)]).toEqual([NaN, NaN]);
    column(a, count)[777] = x[777]!;
  });

  it("counts below thresholds, added to what is there", () => {
    const thresholds = [-100, 0, 3, 3.5, 1e9];
    column(list, 5).set(thresholds);
    column(out, 5).fill(10);
    kernel("countBelow")(out, a, bytes, list, 5);
    expect([...column(out, 5)]).toEqual(thresholds.map((threshold) => 10 + x.filter((value) => value < threshold).length));
    kernel("countBelow")(out, a, bytes, list, 0);
  });

  it("copies what lies within bounds", () => {
    for (const [low, high] of [
      [3, 4],
      [-1e9, 1e9],
      [5, 4],
      [16, 16],
    ] as const) {
      const expected = [...x].filter((value) => value >= low && value <= high);
      expect(kernel("compact")(out, a, bytes, low, high)).toBe(expected.length);
      expect([...column(out, expected.length)]).toEqual(expected);
    }
  });
});

describe("shares of the best", () => {
  it.each([
    ["shareLeast", Math.min],
    ["shareGreatest", Math.max],
  ] as const)("%s divides ties", (name, best) => {
    for (const number of [1, 2, 3, 6]) {
      const columns = Array.from({ length: number }, (_, k) => {
        const values = x.map((value, i) => (i === 5 && k === 0 ? NaN : Math.floor(value * (k + 1)) % (5 + k)));
        column(131072 + k * bytes, count).set(values);
        return values;
      });
      new Int32Array(memory.buffer, list, number).set(columns.map((_, k) => 131072 + k * bytes));
      kernel(name)(out, list, number, bytes);
      const expected = new Array<number>(number).fill(0);
      for (let i = 0; i < count; i++) {
        const values = columns.map((values) => values[i]!);
        const ties = values.filter((value) => value === best(...values));
        values.forEach((value, k) => {
          if (value === best(...values)) expected[k]! += 1 / ties.length;
        });
      }
      column(out, number).forEach((share, k) => {
        expect(share).toBeCloseTo(expected[k]!, 9);
      });
      expect(column(out, number).reduce((sum, share) => sum + share, 0)).toBeCloseTo(count - 1, 9);
    }
  });
});
