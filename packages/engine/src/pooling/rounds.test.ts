/** Delphi rounds and elicited dependence. */
import { expect, it } from "vitest";
import { correlationOfConcordance, delphiRounds, dependenceOf } from "./index.js";

it("a second round against the first", () => {
  const [first, second] = delphiRounds([
    [10, 20, 30, 40, 50],
    [20, 20, 30, 40, undefined],
  ]);
  expect(first).toMatchObject({ answers: 5, median: 30, lowerQuartile: 20, upperQuartile: 40 });
  expect(second).toMatchObject({ answers: 4, median: 25, medianShift: -5, relativeShift: -0.25, changed: 0.25, isStable: false });
  expect(
    delphiRounds([
      [1, 2, 3],
      [undefined, undefined, undefined],
      [1, 2, 3],
    ])[1],
  ).toMatchObject({ changed: 0, isStable: true });
});

it("a concordance is a correlation by the orthant formula", () => {
  expect(correlationOfConcordance(0.5)).toBe(0);
  expect(correlationOfConcordance(1)).toBeCloseTo(1, 14);
  expect(correlationOfConcordance(0)).toBeCloseTo(-1, 14);
  for (const rho of [-0.9, -0.3, 0.5, 0.8]) expect(correlationOfConcordance(0.5 + Math.asin(rho) / Math.PI)).toBeCloseTo(rho, 13);
});

it("concordances that cannot hold together are moved as little as can be", () => {
  const possible = dependenceOf(3, [{ left: 0, right: 1, probability: 2 / 3 }]);
  expect(possible).toMatchObject({ moved: 0 });
  const odd = dependenceOf(3, [
    { left: 0, right: 1, probability: 0.9 },
    { left: 1, right: 2, probability: 0.9 },
    { left: 0, right: 2, probability: 0.1 },
  ]);
  if (typeof odd === "string") throw new Error(odd);
  expect(odd.moved).toBeGreaterThan(0.1);
  const [[, a], [, , b], [c]] = odd.pearson as unknown as [[number, number], [number, number, number], [number]];
  expect(1 + 2 * a * b * c - a * a - b * b - c * c).toBeGreaterThan(-1e-9);
  expect(dependenceOf(2, [{ left: 0, right: 0, probability: 0.4 }])).toMatch(/two different/);
  expect(dependenceOf(2, [{ left: 0, right: 1, probability: 1.4 }])).toMatch(/between 0 %/);
});
