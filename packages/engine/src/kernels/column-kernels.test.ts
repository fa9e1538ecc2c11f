/** Kernels on lists of columns and tables of points against plain loops and the instructions of the interpreter. */
import { describe, expect, it } from "vitest";
import { interpolateInstruction } from "../run/instructions.js";
import { column, differences, kernel, memory, testNumbers } from "./harness-for-tests.js";

const count = 512;
const bytes = count * 8;
const out = 8192;
const list = 4096;
const address = (k: number) => 65536 + k * bytes;

function columns(number: number): Float64Array[] {
  const made = Array.from({ length: number }, (_, k) => testNumbers(count, 40 + k));
  made.forEach((values, k) => {
    column(address(k), count).set(values);
  });
  new Int32Array(memory.buffer, list, 2 * number).set(
    made.flatMap((_, k) => [address(k)]).concat(made.map((_, k) => address(number - 1 - k))),
  );
  return made;
}

describe("sums over lists", () => {
  it.each([1, 2, 3, 7])("of %i columns run from left to right", (number) => {
    const made = columns(number);
    kernel("sumColumns")(out, list, number, bytes);
    expect(
      differences(
        column(out, count),
        made.reduce((sum, next) => sum.map((value, i) => value + next[i]!)),
      ),
    ).toEqual([]);
    const products = (left: (k: number, i: number) => number) =>
      Float64Array.from({ length: count }, (_, i) => made.reduce((sum, _, k) => sum + left(k, i) * made[number - 1 - k]![i]!, -0));
    kernel("sumProducts_vv")(out, list, list + 4 * number, number, bytes);
    expect(
      differences(
        column(out, count),
        products((k, i) => made[k]![i]!),
      ),
    ).toEqual([]);
    kernel("sumProducts_sv")(out, list, list + 4 * number, number, bytes);
    expect(
      differences(
        column(out, count),
        products((k) => made[k]![0]!),
      ),
    ).toEqual([]);
  });
});

it("choose takes the column that the whole part of an index names", () => {
  const made = columns(4);
  const by = made[0]!.map((_, i) => [0, 0.9, 1, 2.5, 3, 4, 1e9, Infinity, -1, -0.5, -Infinity, NaN][i % 12]!);
  column(address(9), count).set(by);
  kernel("choose")(out, address(9), list, 3, bytes);
  const expected = by.map((index, i) => (Number.isNaN(index) ? NaN : made[Math.min(2, Math.max(0, Math.floor(index)))]![i]!));
  expect(differences(column(out, count), expected)).toEqual([]);
});

it("interpolate agrees with the interpreter", () => {
  for (const number of [1, 2, 3, 50]) {
    const xs = Float64Array.from({ length: number }, (_, k) => k * k - 3);
    const ys = xs.map((x) => 1 / (x + 0.3));
    const values = testNumbers(count, 8, [[-5, number * number]]);
    values.set(xs, 300);
    column(address(0), number).set(xs);
    column(address(1), number).set(ys);
    column(address(2), count).set(values);
    kernel("interpolate")(out, address(2), address(0), address(1), number, bytes);
    const expected = new Float64Array(count);
    interpolateInstruction(xs, ys, expected, values)();
    expect(differences(column(out, count), expected)).toEqual([]);
  }
});
