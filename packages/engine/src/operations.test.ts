import { describe, expect, it } from "vitest";
import { operations } from "./operations.js";

const pairs: readonly (readonly [number, number])[] = [
  [3, 2],
  [-2.5, 2],
  [0, 5],
  [7, 7],
  [2.5, -1],
  [1, 0],
  [0, 0],
];

const meaning: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, b) => a ** b,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  less: (a, b) => Number(a < b),
  "less-equal": (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  "greater-equal": (a, b) => Number(a >= b),
  equal: (a, b) => Number(a === b),
  "not-equal": (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
  negate: (a) => -a,
  exp: (a) => Math.exp(a),
  ln: (a) => Math.log(a),
  sqrt: (a) => Math.sqrt(a),
  abs: (a) => Math.abs(a),
  floor: (a) => Math.floor(a),
  ceil: (a) => Math.ceil(a),
  round: (a) => Math.round(a),
  not: (a) => Number(a === 0),
};

/** Equal but for the last digits, which the engine's own functions may round otherwise. */
function agree(actual: number, expected: number): boolean {
  return Object.is(actual, expected) || actual === expected || Math.abs(actual - expected) <= 1e-14 * Math.abs(expected);
}

describe("each operation means the same in every layout of its arguments", () => {
  const a = Float64Array.from(pairs, ([first]) => first);
  const b = Float64Array.from(pairs, ([, second]) => second);
  for (const [name, operation] of Object.entries(operations)) {
    it(name, () => {
      const expected = meaning[name];
      const out = new Float64Array(pairs.length);
      const single = new Float64Array(1);
      if (operation.arity === 1) {
        operation.fill(out, a);
        out.forEach((value, i) => {
          expect(agree(value, expected!(a[i]!, 0))).toBe(true);
        });
      } else if (operation.arity === 2) {
        operation.fill(out, a, b);
        out.forEach((value, i) => {
          expect([i, agree(value, expected!(a[i]!, b[i]!))]).toEqual([i, true]);
        });
        for (const [first, second] of pairs) {
          operation.fill(out, Float64Array.of(first), b);
          out.forEach((value, i) => {
            expect(agree(value, expected!(first, b[i]!))).toBe(true);
          });
          operation.fill(out, a, Float64Array.of(second));
          out.forEach((value, i) => {
            expect(agree(value, expected!(a[i]!, second))).toBe(true);
          });
          operation.fill(single, Float64Array.of(first), Float64Array.of(second));
          expect(agree(single[0]!, expected!(first, second))).toBe(true);
        }
      } else {
        operation.fill(out, Float64Array.of(1, 0, 1, 0, 1, 0, Number.NaN), a, Float64Array.of(9));
        expect(Array.from(out)).toEqual([3, 9, 0, 9, 2.5, 9, Number.NaN]);
      }
    });
  }
});

describe("what is not a number", () => {
  const { NaN: none } = Number;
  const at = (name: "less" | "not-equal" | "and" | "or", a: number, b: number) => {
    const out = new Float64Array(1);
    const operation = operations[name];
    if (operation.arity === 2) operation.fill(out, Float64Array.of(a), Float64Array.of(b));
    return out[0];
  };

  it("is neither above nor below anything: comparisons and conditions stay undecided", () => {
    expect([at("less", none, 1), at("less", 1, none), at("not-equal", none, none)]).toEqual([none, none, none]);
    const out = new Float64Array(1);
    if (operations.not.arity === 1) operations.not.fill(out, Float64Array.of(none));
    expect(out[0]).toBeNaN();
  });

  it("does not matter where the other side decides", () => {
    expect([at("and", none, 0), at("and", 0, none), at("or", none, 1), at("or", 1, none)]).toEqual([0, 0, 1, 1]);
    expect([at("and", none, 1), at("or", none, 0), at("or", 0, none)]).toEqual([none, none, none]);
  });
});
