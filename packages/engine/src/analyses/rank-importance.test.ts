/** Importance from given draws against closed forms, scipy, and by the coverage of its errors. */
import { expect, test } from "vitest";
import { covered, fine, input, normals, uniforms } from "./option-draws-for-tests.js";
import { firstOrder, type RankImportance, rankImportance } from "./rank-importance.js";

const { asin } = Math;

// Ishigami and Homma (1990), a = 7, b = 0.1: S1 = 0.313905, 0.442411, 0.
test("Ishigami's first-order indices from given draws", () => {
  const xs = ["x1", "x2", "x3"].map((name) => uniforms(16_384, 1, name).map((u) => Math.PI * (2 * u - 1)));
  const y = xs[0]!.map((x, draw) => Math.sin(x) + 7 * Math.sin(xs[1]![draw]!) ** 2 + 0.1 * xs[2]![draw]! ** 4 * Math.sin(x));
  for (const [index, exact] of [0.31390519114781146, 0.4424111447900409, 0].entries()) {
    const { value, error } = fine(firstOrder(y, xs[index]!));
    expect(Math.abs(value - exact)).toBeLessThan(0.015);
    expect(Math.abs(value - exact)).toBeLessThan(4 * error + 1e-3);
  }
});

test("errors of the first-order index cover at 95 %", () => {
  const inside = covered(200, 1 / 3, (seed) => {
    const [x, e] = [normals(2000, seed, "x"), normals(2000, seed, "e")];
    return fine(
      firstOrder(
        x.map((value, draw) => value + Math.SQRT2 * e[draw]!),
        x,
      ),
    );
  });
  expect(inside).toBeGreaterThanOrEqual(180);
  expect(inside).toBeLessThanOrEqual(199);
});

// For a bivariate normal of correlation r Spearman's correlation is 6/π asin(r/2); here r = 0.6.
test("Spearman's correlation: its closed form, and errors that cover", () => {
  const exact = (6 / Math.PI) * asin(0.3);
  const inside = covered(200, exact, (seed) => {
    const [x, e] = [normals(1000, seed, "x"), normals(1000, seed, "e")];
    const found = fine(
      rankImportance(
        x.map((value, draw) => 0.6 * value + 0.8 * e[draw]!),
        [input("x", x)],
      ),
    );
    return (found.inputs[0] as RankImportance).rank;
  });
  expect(inside).toBeGreaterThanOrEqual(180);
  expect(inside).toBeLessThanOrEqual(199);
});

// numpy 2.4.6 and scipy 1.17.1: x = (i * 0.6180339887498949) % 1, z = (i * 0.41421356237309515) % 1 for i = 1 … 300, y = exp(2x) - 3z + xz; spearmanr;
// least squares of rankdata, standardised; correlation of the residuals of ranks about the other input's ranks.
test("agrees with scipy", () => {
  const weyl = (step: number) => Float64Array.from({ length: 300 }, (_, i) => ((i + 1) * step) % 1);
  const [x, z] = [weyl(0.6180339887498949), weyl(0.41421356237309515)];
  const y = x.map((value, draw) => Math.exp(2 * value) - 3 * z[draw]! + value * z[draw]!);
  const { inputs, explained } = fine(rankImportance(y, [input("x", x), input("z", z)]));
  const published = [
    [0.9119465772, 0.9117592733, 0.9817389297],
    [-0.3707854532, -0.3703243005, -0.9025497655],
  ] as const;
  published.forEach(([rank, regression, partial], index) => {
    const found = inputs[index] as RankImportance;
    expect(found.rank.value).toBeCloseTo(rank, 8);
    expect(fine(found.regression)).toMatchObject({ value: expect.closeTo(regression, 8) });
    expect(fine(found.partial)).toMatchObject({ value: expect.closeTo(partial, 8) });
  });
  expect(explained).toBeCloseTo(0.9687866121, 8);
});

test("ties, copies, constants and outcomes that do not vary", () => {
  const x = uniforms(1000, 2, "x").map((u) => Math.floor(3 * u));
  const e = normals(1000, 2, "e");
  const y = x.map((value, draw) => value + e[draw]!);
  const { inputs } = fine(
    rankImportance(y, [
      input("x", x),
      input(
        "copy",
        x.map((value) => value ** 3),
      ),
      input(
        "fixed",
        e.map(() => 1),
      ),
      { name: "two", columns: [e, e.map((value) => value * value)] },
    ]),
  );
  expect(inputs.map(({ name, cell }) => [name, cell])).toEqual([
    ["x", 0],
    ["copy", 0],
    ["fixed", 0],
    ["two", 0],
    ["two", 1],
  ]);
  expect((inputs[1] as RankImportance).regression).toMatchObject({ reason: "perfectly-correlated", name: "copy" });
  expect((inputs[1] as RankImportance).rank.value).toBeCloseTo((inputs[0] as RankImportance).rank.value, 12);
  expect(inputs[2]).toMatchObject({ problem: { reason: "constant", name: "fixed" } });
  expect(rankImportance(new Float64Array(1000), [input("x", x)])).toMatchObject({ reason: "constant" });
  expect(rankImportance(y, [])).toMatchObject({ reason: "no-inputs" });
});
