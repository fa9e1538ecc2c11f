/** The own exponentials and logarithms against values computed with mpmath 1.3 at 400 digits and rounded to the nearest number. */
import { describe, expect, it } from "vitest";
import { exp, expm1, ln, log1p, pow } from "./elementary.js";

const functions = { exp, expm1, ln, log1p };

const known: Record<keyof typeof functions, readonly (readonly [number, number])[]> = {
  exp: [
    [1.25, 3.4903429574618414],
    [-1, 0.36787944117144233],
    [0.5, 1.6487212707001282],
    [1e-10, 1.0000000001],
    [-1e-17, 1],
    [10, 22026.465794806718],
    [-30.841429195072728, 4.0340147939632994e-14],
    [100.3, 3.628578599676532e43],
    [-700.5, 5.980196118639791e-305],
    [-740.25, 3.26e-322],
    [709.5, 1.3549863193146328e308],
    [0.34, 1.4049475905635938],
    [-0.3466, 0.7070881069410189],
    [3.25, 25.790339917193062],
  ],
  expm1: [
    [1, 1.7182818284590453],
    [-1, -0.6321205588285577],
    [0.3, 0.3498588075760031],
    [-0.3, -0.2591817793182821],
    [1e-10, 1.00000000005e-10],
    [-1e-17, -1e-17],
    [1e-200, 1e-200],
    [5e-324, 5e-324],
    [0.347, 0.41481672537042863],
    [-0.35, -0.29531191028128656],
    [2.5, 11.182493960703473],
    [-5.5, -0.995913228561536],
    [36.9, 1.0603918526202508e16],
    [-37.2, -0.9999999999999999],
    [500.25, 1.8022480823881607e217],
    [709.5, 1.3549863193146328e308],
  ],
  ln: [
    [3, 1.0986122886681098],
    [0.3, -1.2039728043259361],
    [11, 2.3978952727983707],
    [1e-10, -23.025850929940457],
    [1e300, 690.7755278982137],
    [5e-324, -744.4400719213812],
    [3e-310, -712.7027665394861],
    [0.9999999999999999, -1.1102230246251565e-16],
    [1.0000000000000002, 2.2204460492503128e-16],
    [1.4142135623730945, 0.34657359027997225],
    [1.4142135623730956, 0.34657359027997303],
    [1.5, 0.4054651081081644],
    [0.7, -0.35667494393873245],
    [1.590925256155271, 0.4643157690913597],
    [3.25, 1.1786549963416462],
  ],
  log1p: [
    [2, 1.0986122886681098],
    [-0.6, -0.916290731874155],
    [1e-10, 9.999999999500001e-11],
    [-1e-17, -1e-17],
    [1e-200, 1e-200],
    [5e-324, 5e-324],
    [0.4, 0.33647223662121295],
    [0.42, 0.35065687161316933],
    [-0.28, -0.3285040669720361],
    [-0.3, -0.35667494393873234],
    [0.558957050754028, 0.4440170404684604],
    [-0.9999999999999999, -36.7368005696771],
    [1000000000000000, 34.538776394910684],
    [1e300, 690.7755278982137],
  ],
};

const knownPowers: readonly (readonly [number, number, number])[] = [
  [0.87, 0.31, 0.9577473705277932],
  [1.004, -20.5, 0.9214226579236383],
  [0.5, 0.18, 0.8827029962906549],
  [1e9, 0.006, 1.132400363235557],
  [1.13, 1.02, 1.132765497047638],
  [0.9999, 1240, 0.8833743635795726],
  [2, 0.25, 1.189207115002721],
  [10, -3, 0.001],
  [3, 40, 1.2157665459056929e19],
  [1.1, 1000, 2.4699329180060256e41],
  [0.6966974388098687, 1933.5191320617605, 3.3341479038723093e-304],
  [1.0000000000000002, 1e17, 4398196873.9457445],
  [0.9999999999999999, -3e18, 4.45779387326829e144],
  [5e-324, 0.3, 1.018908996936868e-97],
  [1e300, 1.02, 1.0000000000000123e306],
  [1e-5, 61.7, 3.16227766016829e-309],
  [2, -1074, 5e-324],
  [2, 1023.5, 1.2711610061536464e308],
  [1.5857202543174544, -0.7116282405925398, 0.7202995041619288],
  [123.456, -7, 2.2877817361500416e-15],
  [7, 18, 1628413597910449],
  [0.3, 0.3333333333333333, 0.6694329500821695],
  [1.0001, 123456.5, 229815.65318795992],
];

/** The distance in units of the last place of the expected number. */
function unitsInLastPlace(actual: number, expected: number): number {
  if (Object.is(actual, expected)) return 0;
  const bits = new BigInt64Array(Float64Array.of(Math.abs(expected)).buffer);
  bits[0]! += 1n;
  const next = new Float64Array(bits.buffer)[0]!;
  return Math.abs(actual - expected) / (next - Math.abs(expected));
}

describe.each(Object.entries(functions))("%s", (name, compute) => {
  it("is within one unit in the last place", () => {
    for (const [x, expected] of known[name as keyof typeof functions])
      expect(unitsInLastPlace(compute(x), expected), `${name}(${x})`).toBeLessThanOrEqual(1);
  });
});

describe("pow", () => {
  it("is within one unit in the last place", () => {
    for (const [x, y, expected] of knownPowers) expect(unitsInLastPlace(pow(x, y), expected), `${x} ^ ${y}`).toBeLessThanOrEqual(1);
  });

  it("is exact where the result is a whole number", () => {
    for (let x = 2; x <= 30; x += 1) {
      for (let y = 1, exact = x; exact <= Number.MAX_SAFE_INTEGER; y += 1, exact *= x) {
        expect(pow(x, y)).toBe(exact);
        expect(pow(-x, y)).toBe(y % 2 === 0 ? exact : -exact);
      }
    }
    expect(pow(2, -1074)).toBe(5e-324);
    expect(pow(16, 0.5)).toBe(4);
  });

  it("follows the table of ECMAScript at the edges", () => {
    const edges = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 2.5, 1e300, -1e300, 5e-324, Infinity, -Infinity, NaN];
    for (const x of edges) {
      for (const y of edges) {
        const expected = x ** y;
        const actual = pow(x, y);
        const same = Object.is(actual, expected) || unitsInLastPlace(actual, expected) <= 1;
        expect(same, `${x} ^ ${y} is ${actual} but should be ${expected}`).toBe(true);
      }
    }
  });
});

describe("edges", () => {
  it("of exp", () => {
    expect([exp(0), exp(-0), exp(Infinity), exp(-Infinity), exp(NaN)]).toEqual([1, 1, Infinity, 0, NaN]);
    expect([exp(709.79), exp(-745.14), exp(-745.13)]).toEqual([Infinity, 0, 5e-324]);
  });

  it("of expm1", () => {
    expect([expm1(0), expm1(-0), expm1(Infinity), expm1(-Infinity), expm1(NaN)]).toEqual([0, -0, Infinity, -1, NaN]);
  });

  it("of ln and log1p", () => {
    expect([ln(0), ln(-0), ln(1), ln(Infinity), ln(-1), ln(NaN)]).toEqual([-Infinity, -Infinity, 0, Infinity, NaN, NaN]);
    expect([log1p(0), log1p(-0), log1p(-1), log1p(Infinity), log1p(-1.5), log1p(NaN)]).toEqual([0, -0, -Infinity, Infinity, NaN, NaN]);
  });
});

describe("laws over the whole range", () => {
  it("ln undoes exp, and expm1 and log1p undo each other", () => {
    for (let x = -700; x <= 700; x += 0.37) expect(Math.abs(ln(exp(x)) - x)).toBeLessThanOrEqual(1e-15 + 2.3e-16 * Math.abs(x));
    for (let x = -30; x <= 30; x += 0.0173) expect(Math.abs(expm1(log1p(exp(x))) / exp(x) - 1)).toBeLessThan(1e-14);
  });

  it("exp and ln never fall while the argument rises", () => {
    for (let x = -20, before = 0; x < 20; x += 1e-3, before = exp(x - 1e-3)) expect(exp(x)).toBeGreaterThan(before);
    for (let x = 1e-3; x < 20; x += 1e-3) expect(ln(x + 1e-3)).toBeGreaterThan(ln(x));
  });
});
