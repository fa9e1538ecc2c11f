/** Elementary and special functions against mpmath over their whole ranges; golden.csv holds the values and golden.py made them. The bounds are those in the comments of the functions. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exp, expm1, ln, log1p, pow, tanh } from "../elementary.js";
import { lgamma } from "./log-gamma.js";
import { erf, erfc, normalCdf, normalDensity, normalQuantile } from "./normal.js";
import { cos, sin } from "./trigonometric.js";

/** The functions with the stated bounds of their errors, in units of the last place. */
const functions: Readonly<Record<string, readonly [(x: number, y: number) => number, number]>> = {
  exp: [exp, 0.9],
  expm1: [expm1, 1],
  ln: [ln, 0.9],
  log1p: [log1p, 1],
  pow: [pow, 1],
  tanh: [tanh, 3],
  sin: [sin, 0.8],
  cos: [cos, 0.8],
  erf: [erf, 2],
  erfc: [erfc, 4],
  normalDensity: [normalDensity, 2],
  normalCdf: [normalCdf, 4],
  normalQuantile: [normalQuantile, 8],
  lgamma: [lgamma, 3],
};

const rows = readFileSync(new URL("golden.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1);

/** The distance from a number to the next one with a larger size. */
function lastPlace(x: number): number {
  const bits = new BigInt64Array(Float64Array.of(Math.abs(x)).buffer);
  bits[0]! += 1n;
  return new Float64Array(bits.buffer)[0]! - Math.abs(x);
}

describe.each(Object.entries(functions))("%s", (name, [compute, bound]) => {
  const own = rows.filter((row) => row.startsWith(`${name},`)).map((row) => row.split(",").slice(1).map(Number));

  it("has values from outside over its range", () => {
    expect(own.length).toBeGreaterThan(60);
  });

  it(`is within ${bound} units in the last place`, () => {
    for (const numbers of own) {
      const [nearest, more] = [numbers.at(-2)!, numbers.at(-1)!];
      const actual = compute(numbers[0]!, numbers[1]!);
      const unit = name === "lgamma" && Math.abs(nearest) < 1 ? 2 ** -52 : lastPlace(nearest);
      const exact = more * (lastPlace(nearest) / unit);
      expect(Math.abs((actual - nearest) / unit - exact), `${name}(${numbers.slice(0, -2)})`).toBeLessThan(bound);
    }
  });
});

describe("edges", () => {
  const at = [0, -0, Infinity, -Infinity, NaN];
  it("of sine and cosine", () => {
    expect(at.map(sin)).toEqual([0, -0, NaN, NaN, NaN]);
    expect(at.map(cos)).toEqual([1, 1, NaN, NaN, NaN]);
  });

  it("of the hyperbolic tangent and the error function", () => {
    expect(at.map(tanh)).toEqual([0, -0, 1, -1, NaN]);
    expect(at.map(erf)).toEqual([0, -0, 1, -1, NaN]);
  });

  it("of the others", () => {
    expect([erfc(NaN), normalCdf(NaN), normalDensity(NaN), lgamma(NaN), lgamma(-1), lgamma(-0)]).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
    expect([normalDensity(Infinity), normalDensity(-Infinity), normalDensity(41), erfc(29), normalCdf(-41)]).toEqual([0, 0, 0, 0, 0]);
  });
});
