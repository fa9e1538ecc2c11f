/** Flip points against closed forms: a line, a parabola, no crossing, few values, and lines of zero over two inputs. */
import { expect, test } from "vitest";
import { normalCdf } from "../special.js";
import { expectedMap } from "./expected-curve.js";
import { flipPoints, likeliestFlips } from "./flip-points.js";
import { covered, fine, input, normals, options, uniforms } from "./option-draws-for-tests.js";
import { zeroLines } from "./zero-lines.js";

/** B0 = 2x - 1 + noise against B1 = another noise, x ~ N(0, 1): the flip is at 0.5, and P(x > 0.5) = 0.308538. */
function line(count: number, seed: number) {
  const [x, e, f] = ["x", "e", "f"].map((name) => normals(count, seed, name)) as [Float64Array, Float64Array, Float64Array];
  return {
    x: input("x", x),
    draws: options(
      x.map((value, draw) => 2 * value - 1 + e[draw]!),
      f,
    ),
  };
}

test("a line: value, direction and probability", () => {
  const { x, draws } = line(50_000, 1);
  const found = fine(flipPoints(draws, [0, 1], x));
  expect(found.better).toBe(1);
  expect(found.points).toHaveLength(1);
  const [point] = found.points;
  expect(Math.abs(point!.value - 0.5)).toBeLessThan(4 * point!.error);
  expect(point!.error).toBeLessThan(0.02);
  expect(point).toMatchObject({ betterAbove: 0, betterBelow: 1, isClear: true });
  expect(Math.abs(point!.above.value - normalCdf(-0.5))).toBeLessThan(4 * point!.above.error);
  expect(found.changed.value).toBeCloseTo(point!.above.value, 12);
  const turned = fine(flipPoints(draws, [1, 0], x));
  expect(turned.points[0]).toMatchObject({ betterAbove: 0, betterBelow: 1 });
  expect(turned.points[0]!.value).toBeCloseTo(point!.value, 9);
});

test("errors of a flip point and of its probability cover at 95 %", () => {
  const of = (seed: number) => {
    const { x, draws } = line(2000, seed);
    return fine(flipPoints(draws, [0, 1], x));
  };
  const found = Array.from({ length: 201 }, (_, seed) => of(seed).points[0]!);
  for (const [truth, estimate] of [
    [0.5, (seed: number) => found[seed]!],
    [normalCdf(-0.5), (seed: number) => found[seed]!.above],
  ] as const) {
    expect(covered(200, truth, estimate)).toBeGreaterThanOrEqual(180);
    expect(covered(200, truth, estimate)).toBeLessThanOrEqual(199);
  }
});

test("a parabola crosses twice", () => {
  const [x, e] = [uniforms(50_000, 2, "x").map((u) => 6 * u - 3), normals(50_000, 2, "e")];
  const draws = options(
    x.map((value, draw) => value * value - 1 + e[draw]!),
    new Float64Array(50_000),
  );
  const { points, better, changed } = fine(flipPoints(draws, [0, 1], input("x", x)));
  expect(better).toBe(0);
  expect(points).toHaveLength(2);
  for (const [index, exact] of [-1, 1].entries()) {
    const { value, error, isClear } = points[index]!;
    expect(Math.abs(value - exact)).toBeLessThan(4 * error);
    expect(isClear).toBe(true);
  }
  expect(points.map(({ betterAbove }) => betterAbove)).toEqual([1, 0]);
  expect(Math.abs(changed.value - 1 / 3)).toBeLessThan(4 * changed.error);
});

test("no crossing, and none that is clear where the options are alike", () => {
  const { x, draws } = line(5000, 3);
  const far = options(
    draws.benefits[0]!.map((value) => value + 100),
    draws.benefits[1]!,
  );
  expect(fine(flipPoints(far, [0, 1], x))).toMatchObject({ points: [], changed: { value: 0, error: 0 }, better: 0 });
  const alike = options(normals(5000, 3, "g"), draws.benefits[1]!);
  expect(fine(flipPoints(alike, [0, 1], x)).points.filter(({ isClear }) => isClear)).toEqual([]);
});

test("of few values a flip lies between two", () => {
  const kind = uniforms(5000, 4, "kind").map((u) => Math.floor(4 * u));
  const e = normals(5000, 4, "e");
  const draws = options(
    kind.map((value, draw) => value - 1.5 + 0.1 * e[draw]!),
    new Float64Array(5000),
  );
  const [point] = fine(flipPoints(draws, [0, 1], input("kind", kind))).points;
  expect(point!.value).toBeCloseTo(1.5, 1);
  expect(Math.abs(point!.above.value - 0.5)).toBeLessThan(4 * point!.above.error);
});

test("the best option against the next two, the likeliest change of ranking first", () => {
  const { x, draws } = line(5000, 7);
  const other = normals(5000, 7, "other");
  const benefits = [
    ...draws.benefits,
    draws.benefits[1]!.map((value) => value - 5),
    draws.benefits[1]!.map((value, draw) => value - 0.5 + 2 * other[draw]!),
  ];
  const inputs = [input("other", other), x, input("fixed", new Float64Array(5000).fill(1)), { name: "two", columns: [other, other] }];
  const found = fine(likeliestFlips(options(...benefits), inputs));
  expect(found.map(({ input: name, pair }) => [name, pair[0], pair[1]])).toEqual([
    ["other", 1, 3],
    ["x", 1, 0],
    ["x", 1, 3],
    ["other", 1, 0],
  ]);
  // The third option overtakes at other = 0.25.
  expect(Math.abs(found[0]!.points[0]!.value - 0.25)).toBeLessThan(4 * found[0]!.points[0]!.error);
});

test("what cannot be done is refused", () => {
  const { draws } = line(300, 5);
  expect(flipPoints(draws, [0, 1], input("fixed", new Float64Array(300).fill(1)))).toEqual({
    kind: "unsuitable",
    reason: "constant",
    name: "fixed",
  });
});

test("the line of zero over two inputs: x + 2y = 1", () => {
  const [x, y, e] = ["x", "y", "e"].map((name) => normals(20_000, 6, name)) as [Float64Array, Float64Array, Float64Array];
  const map = fine(
    expectedMap(
      x.map((value, draw) => value + 2 * y[draw]! - 1 + e[draw]!),
      input("x", x),
      input("y", y),
    ),
  );
  expect(map.zeroLines).toHaveLength(1);
  for (const [along, across] of map.zeroLines[0]!) expect(Math.abs(along + 2 * across - 1)).toBeLessThan(0.2);
});

test("marching squares: a circle is closed, a saddle makes two lines", () => {
  const axis = Array.from({ length: 41 }, (_, k) => -2 + k / 10);
  const circle = zeroLines(
    axis,
    axis,
    axis.map((y) => axis.map((x) => x * x + y * y - 1.003)),
  );
  expect(circle).toHaveLength(1);
  expect(circle[0]![0]).toEqual(circle[0]![circle[0]!.length - 1]);
  for (const [x, y] of circle[0]!) expect(Math.sqrt(x * x + y * y)).toBeCloseTo(Math.sqrt(1.003), 2);
  const saddle = zeroLines(
    axis,
    axis,
    axis.map((y) => axis.map((x) => x * y - 0.013)),
  );
  expect(saddle).toHaveLength(2);
  expect(
    zeroLines(
      axis,
      axis,
      axis.map(() => axis.map(() => 1)),
    ),
  ).toEqual([]);
});
