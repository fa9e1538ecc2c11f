/** Surfaces against known truths: products, kinks, many inputs, few values, inputs that repeat each other. */
import { expect, test } from "vitest";
import { smoothSurface, surfaceAt } from "./multivariate-smoother.js";
import { fine, normals, uniforms } from "./option-draws-for-tests.js";

const count = 20_000;
const column = (name: string) => normals(count, 1, name);
const noise = column("noise");

/** The residual variance over that of the noise, which is 0.25. */
function excess(inputs: readonly Float64Array[], truth: (...values: number[]) => number): number {
  const response = noise.map((each, draw) => 0.5 * each + truth(...inputs.map((input) => input[draw]!)));
  return fine(smoothSurface(inputs, [response])).fits[0]!.residualVariance / 0.25;
}

test.each([
  ["a product", 2, 1.02, (a: number, b: number) => a * b],
  ["a ratio of positive inputs", 2, 1.05, (a: number, b: number) => Math.exp(0.5 * a - 0.5 * b)],
  ["a wave over both", 2, 1.15, (a: number, b: number) => Math.sin(a + b)],
  ["a kink across both", 2, 1.15, (a: number, b: number) => Math.max(0, a + b)],
  ["a product of three", 3, 1.05, (a: number, b: number, c: number) => a * b * c],
  ["a sum of curves and a product", 5, 1.1, (a: number, b: number, c: number, d: number, e: number) => a * a + Math.sin(b) + c * d - e],
] as const)("%s is caught", (_, size, most, truth) => {
  expect(excess(["a", "b", "c", "d", "e"].slice(0, size).map(column), truth as (...values: number[]) => number)).toBeLessThan(most);
});

test("twelve inputs, of which two interact", () => {
  const inputs = Array.from({ length: 12 }, (_, k) => column(`input ${k}`));
  expect(excess(inputs, (...values) => values[3]! * values[8]! + values.reduce((sum, value) => sum + value, 0))).toBeLessThan(1.05);
});

test("heavy tails and few values in one product", () => {
  const price = column("price").map((z) => Math.exp(1.2 * z));
  const kind = uniforms(count, 1, "kind").map((u) => Math.floor(3 * u));
  expect(excess([price, kind], (a, b) => Math.log(a) * b)).toBeLessThan(1.03);
});

test("an input given twice does no harm", () => {
  const [a, b] = [column("a"), column("b")];
  expect(excess([a, a, b], (x, _, y) => x * y)).toBeLessThan(1.03);
});

test("noise alone gets next to no terms", () => {
  const surface = fine(smoothSurface([column("a"), column("b")], [noise]));
  expect(surface.terms.length).toBeLessThan(6);
});

test("values at points, with errors that cover: the product at nine places of forty samples", () => {
  let inside = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const [a, b, e] = ["a", "b", "e"].map((name) => normals(2000, seed, name)) as [Float64Array, Float64Array, Float64Array];
    const surface = fine(smoothSurface([a, b], [a.map((value, draw) => value * b[draw]! + e[draw]!)]));
    for (const x of [-1, 0, 1])
      for (const y of [-1, 0, 1]) {
        const { value, error } = surfaceAt(surface, 0, [x, y]);
        if (Math.abs(value - x * y) < 1.96 * error) inside++;
      }
  }
  expect(inside / 360).toBeGreaterThan(0.85);
});

test("what cannot be used is named by its place", () => {
  expect(smoothSurface([column("a"), new Float64Array(count).fill(1)], [noise])).toMatchObject({
    kind: "unsuitable",
    reason: "constant",
    name: "1",
  });
});
