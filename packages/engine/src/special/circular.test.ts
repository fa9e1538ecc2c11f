/** Sine, cotangent and arc tangent against the functions of the platform. */
import { expect, it } from "vitest";
import { arcTan, cotPi, sinPi } from "./circular.js";

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

it("agree with Math to rounding", () => {
  for (let k = 1; k < 1000; k += 1) {
    const x = k / 1000;
    expect(relative(sinPi(x), Math.sin(Math.PI * Math.min(x, 1 - x)))).toBeLessThan(1e-15);
    expect(relative(cotPi(x / 2.001), 1 / Math.tan((Math.PI * x) / 2.001))).toBeLessThan(2e-13);
    for (const scale of [1e-9, 1, 5, 1e9]) expect(relative(arcTan(x * scale), Math.atan(x * scale))).toBeLessThan(1e-15);
  }
  expect([sinPi(0), sinPi(0.5), sinPi(1), cotPi(0), cotPi(0.5), arcTan(0), arcTan(Infinity)]).toEqual([
    0,
    1,
    0,
    Infinity,
    0,
    0,
    Math.PI / 2,
  ]);
});
