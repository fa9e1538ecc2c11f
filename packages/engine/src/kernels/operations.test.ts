/** Every kernel of an operation gives the bits of the scalar operation, in every layout, wherever the block ends. */
import { describe, expect, it } from "vitest";
import { exp } from "../elementary.js";
import { operations } from "../operations.js";
import { layouts } from "./block.js";
import { column, differences, kernel, testNumbers } from "./harness-for-tests.js";
import { scalarFunctions } from "./scalar-functions.js";

const count = 100_000;
const bytes = count * 8;
const starts = [4096, 4096 + bytes, 4096 + 2 * bytes];
const out = 4096 + 3 * bytes;

function arguments_(arity: number, layout: string, name: string): Float64Array[] {
  return Array.from({ length: arity }, (_, k) => {
    const numbers = testNumbers(
      count,
      77 + k,
      name === "power"
        ? [
            [0, 3],
            [-8, 8],
            [0, 50],
          ]
        : undefined,
    );
    if (k > 0) numbers.set(numbers.slice(0, 120).map((_, i) => numbers[(7 * i + 11 * k) % 120]!));
    if (name === "power" && k === 1) for (let i = 0; i < count; i += 5) numbers[i] = Math.round(numbers[i]!);
    column(starts[k]!, count).set(numbers);
    return layout[k] === "s" ? numbers.slice(0, 1) : numbers;
  });
}

describe("operations", () => {
  for (const [name, operation] of Object.entries(operations)) {
    for (const layout of layouts(operation.arity)) {
      it(`${name} on ${layout}`, () => {
        const values = arguments_(operation.arity, layout, name);
        const singles = layout.includes("s") ? [2, 0.5, 0, -1.5, 1e300, NaN, 3, -0] : [0];
        for (const single of singles) {
          values.forEach((value, k) => {
            if (layout[k] === "s") value[0] = column(starts[k]!, 1)[0] = single;
          });
          kernel(operation.arity === 1 ? name : `${name}_${layout}`)(out, ...starts.slice(0, operation.arity), bytes);
          const expected = new Float64Array(count);
          (operation.fill as (to: Float64Array, ...from: Float64Array[]) => void)(expected, ...values);
          const wrong = differences(column(out, count), expected);
          const show = wrong
            .slice(0, 5)
            .map((i) => [...values.map((value) => value[value.length === 1 ? 0 : i]), expected[i], column(out, count)[i]]);
          expect(show, `${wrong.length} differ`).toEqual([]);
        }
      });
    }
  }
});

describe("functions", () => {
  for (const [name, compute] of Object.entries(scalarFunctions)) {
    if (compute.length !== 1) continue;
    it(name, () => {
      const values = testNumbers(count, 21, [
        [-1, 1],
        [0, 1],
        [-40, 40],
        [0, 12],
        [-1e6, 1e6],
      ]);
      column(starts[0]!, count).set(values);
      kernel(name)(out, starts[0]!, bytes);
      const wrong = differences(
        column(out, count),
        values.map((value) => (compute as (x: number) => number)(value)),
      );
      expect(
        wrong.slice(0, 5).map((i) => [values[i], (compute as (x: number) => number)(values[i]!), column(out, count)[i]]),
        `${wrong.length} differ`,
      ).toEqual([]);
    });
  }
});

describe("blocks", () => {
  it("may be of any whole number of eights, and the output may be an argument", () => {
    for (const length of [8, 16, 24, 512]) {
      const values = testNumbers(length + 8, 5, [[0, 9]]);
      column(4096, length + 8).set(values);
      kernel("exp")(4096, 4096, length * 8);
      expect(
        differences(
          column(4096, length + 8),
          values.map((x, i) => (i < length ? exp(x) : x)),
        ),
      ).toEqual([]);
    }
  });
});
