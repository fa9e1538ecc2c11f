/** Curves against known truths, against mgcv, and by the coverage of their errors. */
import { expect, test } from "vitest";
import { normalQuantile } from "../special.js";
import { bandCholesky, bandSolve, explainedParts } from "./band-matrix.js";
import { binsOf, sumByBin } from "./bins.js";
import { fine, normals, uniforms } from "./option-draws-for-tests.js";
import { type Curve, curveAt, smooth } from "./smoother.js";

function curveOf(x: Float64Array, y: Float64Array): Curve {
  const bins = fine(binsOf(x));
  return smooth(bins, [sumByBin(bins, y)])[0]!;
}

/** A sequence of Weyl: fractions of multiples of an irrational number. */
const weyl = (count: number, step: number) =>
  Float64Array.from({ length: count }, (_, i) => ((i + 1) * step + 0.5) % 1).map(normalQuantile);

// R 4.2.2 with mgcv 1.8-41: x, z, e = qnorm of the fractions of i * (0.8191725133961645, 0.6710436067037893, 0.5497004779019703) + 0.5 for i = 1 … 4000,
// y = 0.4 + sin(2x) + 0.5xz + 1.5e; gam(y ~ s(x, k = 33, bs = "tp"), method = "REML"), its edf, sig2 and predict(se.fit = TRUE).
test("agrees with mgcv on a curve with noise", () => {
  const [x, z, e] = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703].map((step) => weyl(4000, step)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const y = x.map((value, i) => 0.4 + Math.sin(2 * value) + 0.5 * value * z[i]! + 1.5 * e[i]!);
  const curve = curveOf(x, y);
  expect(curve.degrees).toBeGreaterThan(18.3723 - 3);
  expect(curve.degrees).toBeLessThan(18.3723 + 3);
  expect(curve.residualVariance).toBeCloseTo(2.462857, 1);
  for (const [place, value, error] of [
    [-2, 0.86318015, 0.161521418],
    [-0.5, -0.48178571, 0.079145245],
    [0, 0.35983841, 0.075700673],
    [1, 1.36375664, 0.09155234],
    [2, -0.64557574, 0.15952209],
  ] as const)
    expect(Math.abs(curveAt(curve, place).value - value)).toBeLessThan(0.6 * error);
});

test("a straight line stays one, with the error of a straight line", () => {
  const [x, e] = [normals(5000, 1, "x"), normals(5000, 1, "e")];
  const curve = curveOf(
    x,
    x.map((value, i) => 3 - 2 * value + e[i]!),
  );
  expect(curve.degrees).toBeLessThan(6);
  const { value, slope, error } = curveAt(curve, 0);
  expect(Math.abs(value - 3)).toBeLessThan(4 * error);
  expect(error).toBeGreaterThan(0.9 / Math.sqrt(5000));
  expect(slope).toBeCloseTo(-2, 1);
});

test("the slope is the derivative of the value, on every scale", () => {
  const z = normals(4000, 2, "z");
  const noise = normals(4000, 2, "noise");
  for (const x of [z, z.map((value) => Math.exp(2 * value)), z.map((value) => Math.sinh(3 * value))]) {
    const curve = curveOf(
      x,
      z.map((value, i) => Math.sin(2 * value) + 0.1 * noise[i]!),
    );
    for (const at of [0.3, 1.1, 2.7]) {
      const numeric = (curveAt(curve, at + 1e-5).value - curveAt(curve, at - 1e-5).value) / 2e-5;
      expect(curveAt(curve, at).slope).toBeCloseTo(numeric, 4);
    }
  }
});

test("a heavy-tailed input is smoothed on a scale that holds it", () => {
  const z = normals(10_000, 3, "z");
  const e = normals(10_000, 3, "e");
  const curve = curveOf(
    z.map((value) => Math.exp(3 * value)),
    z.map((value, i) => Math.sin(2 * value) + 0.5 * e[i]!),
  );
  expect(curve.residualVariance).toBeLessThan(0.27);
  for (const at of [-1.5, 0, 1.5]) expect(curveAt(curve, Math.exp(3 * at)).value).toBeCloseTo(Math.sin(2 * at), 0.9);
});

test("few values get their means, with the errors of means", () => {
  const x = uniforms(3000, 4, "x").map((u) => Math.floor(3 * u));
  const y = normals(3000, 4, "y").map((value, i) => value + [5, -1, 2][x[i]!]!);
  const curve = curveOf(x, y);
  for (const level of [0, 1, 2]) {
    const own = y.filter((_, i) => x[i] === level);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    const sd = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (own.length - 1));
    expect(curveAt(curve, level).value).toBeCloseTo(mean, 10);
    expect(curveAt(curve, level).error).toBeCloseTo(sd / Math.sqrt(own.length), 10);
  }
});

test("a large offset does not spoil the fit", () => {
  const [x, e] = [normals(2000, 5, "x"), normals(2000, 5, "e")];
  const plain = curveOf(
    x,
    x.map((value, i) => value * value + e[i]!),
  );
  const far = curveOf(
    x,
    x.map((value, i) => 1e9 + value * value + e[i]!),
  );
  expect(far.residualVariance).toBeCloseTo(plain.residualVariance, 5);
  expect(curveAt(far, 1).value - 1e9).toBeCloseTo(curveAt(plain, 1).value, 4);
});

// The mean over places of the coverage of 95 % bands (Nychka 1988) at 9 places and 100 samples; also where the spread differs from place to place.
test.each([
  ["the same everywhere", () => 1],
  ["growing with the input", (x: number) => 0.3 + Math.abs(x)],
] as const)("bands cover at their rate when the spread is %s", (_, spread) => {
  let inside = 0;
  const places = [-1.6, -1.2, -0.8, -0.4, 0, 0.4, 0.8, 1.2, 1.6];
  for (let seed = 1; seed <= 100; seed++) {
    const [x, e] = [normals(2000, seed, "x"), normals(2000, seed, "e")];
    const curve = curveOf(
      x,
      x.map((value, i) => Math.sin(2 * value) + spread(value) * e[i]!),
    );
    for (const place of places) {
      const { value, error } = curveAt(curve, place);
      if (Math.abs(value - Math.sin(2 * place)) < 1.96 * error) inside++;
    }
  }
  expect(inside / 900).toBeGreaterThan(0.91);
  expect(inside / 900).toBeLessThan(0.985);
});

test("what cannot be smoothed is refused with the reason", () => {
  expect(binsOf(new Float64Array(199).map((_, i) => i))).toEqual({ kind: "unsuitable", reason: "too-few-draws", have: 199, need: 200 });
  expect(binsOf(new Float64Array(300).fill(3))).toMatchObject({ reason: "constant" });
  expect(binsOf(new Float64Array(300).map((_, i) => (i === 7 ? Number.NaN : i)))).toMatchObject({ reason: "not-finite" });
  expect(binsOf(new Float64Array(300).map((_, i) => (i === 7 ? Infinity : i)))).toMatchObject({ reason: "not-finite" });
});

test("bins of many draws hold them all in order, ties together", () => {
  const x = normals(100_000, 6, "x").map((value) => Math.round(value * 500));
  const bins = fine(binsOf(x));
  expect(bins.counts.reduce((sum, count) => sum + count, 0)).toBe(100_000);
  expect(Math.min(...bins.counts)).toBeGreaterThan(0);
  const order = [...x.keys()].sort((one, other) => x[one]! - x[other]!);
  for (let k = 1; k < order.length; k++) {
    const [before, here] = [order[k - 1]!, order[k]!];
    if (bins.of[here]! < bins.of[before]! || (x[here] === x[before] && bins.of[here] !== bins.of[before])) throw new Error(`draw ${here}`);
  }
});

test("what is explained of several responses together is what each solution explains", () => {
  const size = 6;
  const matrix = Float64Array.from({ length: 4 * size }, (_, place) => (place % 4 === 0 ? 9 + place : 1 / (1 + (place % 4))));
  const factor = bandCholesky(matrix)!;
  const rights = [1, 2, 3].map((seed) => Float64Array.from({ length: size }, (_, i) => ((seed * 7 + 5 * i) % 11) - 5));
  const explained = explainedParts(rights)(factor);
  rights.forEach((right, k) => {
    const solution = bandSolve(factor, right);
    expect(explained[k]).toBeCloseTo(
      right.reduce((sum, value, i) => sum + value * solution[i]!, 0),
      12,
    );
  });
});
