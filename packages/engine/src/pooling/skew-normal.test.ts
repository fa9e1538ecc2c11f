/** Owen's T function and the skew normal against scipy 1.10. */
import { expect, it } from "vitest";
import { owensT, skewNormal } from "./skew-normal.js";

it.each([
  [0.5, 0.5, 0.06448860284750374],
  [1, 2, 0.07846818699308411],
  [2, 0.3, 0.005928608030898514],
  [0.1, 10, 0.22679969643349898],
  [3, 1, 0.0006740379034671485],
  [-1, 5, 0.07932762447189018],
  [5, 0.9, 1.4332524965861534e-7],
  [0, 3, 0.19879180882521663],
  [1, -2, -0.07846818699308411],
])("T(%d, %d)", (h, a, expected) => {
  expect(Math.abs(owensT(h, a) - expected)).toBeLessThan(1e-15);
});

it("skewnorm.ppf(p, 4)", () => {
  const curve = skewNormal({ location: 0, scale: 1, slant: 4 });
  expect(curve.quantile(0.05)).toBeCloseTo(-0.08044114414902877, 11);
  expect(curve.quantile(0.5)).toBeCloseTo(0.6742354765650023, 12);
  expect(curve.cdf(curve.quantile(0.9))).toBeCloseTo(0.9, 13);
});
