import { describe, expect, it } from "vitest";
import { normalDraws, shareOf } from "./draws-for-tests.js";
import { type Acceptability, smaa } from "./smaa.js";
import type { Weights } from "./weights.js";

/** Certain values by rows of options, as columns by objective. */
const certain = (rows: readonly (readonly number[])[]) => rows[0]!.map((_, k) => rows.map((row) => Float64Array.of(row[k]!)));
const named = (count: number) => Array.from({ length: count }, (_, i) => `option ${i + 1}`);
const analyse = (rows: readonly (readonly number[])[], weights: Weights, replicated = true, seed = 5) =>
  smaa(certain(rows), named(rows.length), { weights, seed, replicated }) as readonly Acceptability[];

type Point = readonly [number, number];

/** The polygon cut to where f is at least 0 (Sutherland and Hodgman). */
function cut(polygon: readonly Point[], f: (point: Point) => number): readonly Point[] {
  return polygon.flatMap((point, k) => {
    const next = polygon[(k + 1) % polygon.length]!;
    const [here, there] = [f(point), f(next)];
    const crossing: Point = [
      point[0] + (here / (here - there)) * (next[0] - point[0]),
      point[1] + (here / (here - there)) * (next[1] - point[1]),
    ];
    return [...(here >= 0 ? [point] : []), ...(here >= 0 !== there >= 0 ? [crossing] : [])];
  });
}

/** Area and centre of gravity. */
function centred(polygon: readonly Point[]): { readonly area: number; readonly centre: Point } {
  let [area, x, y] = [0, 0, 0];
  for (const [k, [x0, y0]] of polygon.entries()) {
    const [x1, y1] = polygon[(k + 1) % polygon.length]!;
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += ((x0 + x1) * cross) / 6;
    y += ((y0 + y1) * cross) / 6;
  }
  return { area: Math.abs(area), centre: [x / area, y / area] };
}

describe("acceptability with certain values", () => {
  it("with two objectives is the length of intervals", () => {
    // Values w, 0.6, 1 - w: the second is best for 0.4 < w < 0.6 and never worst; the first is best above 0.6 and worst below 0.5.
    const rows = [
      [1, 0],
      [0.6, 0.6],
      [0, 1],
    ];
    const expected = [
      [0.4, 0.1, 0.5],
      [0.2, 0.8, 0],
      [0.4, 0.1, 0.5],
    ];
    for (const replicated of [true, false]) {
      const found = analyse(rows, { kind: "unknown" }, replicated);
      for (const [i, ranks] of expected.entries())
        for (const [r, share] of ranks.entries())
          expect(Math.abs(found[i]!.ranks[r]!.value - share)).toBeLessThanOrEqual(5 * found[i]!.ranks[r]!.error);
      expect(found[0]!.centralWeights!.map(({ value }) => value)).toEqual([expect.closeTo(0.8, 2), expect.closeTo(0.2, 2)]);
      expect(found.map(({ confidence }) => confidence!.value)).toEqual([1, 1, 1]);
      expect(found[1]!.wins[0]!.value).toBeCloseTo(0.6, 2);
      expect(found[1]!.wins[1]!.value).toBe(0.5);
    }
  });

  it.each([{ kind: "unknown" }, { kind: "ranks", ranks: [1, 2, 3] }] satisfies Weights[])(
    "with three objectives is the area of polygons: weights $kind",
    (weights) => {
      const rows = [
        [0.9, 0.2, 0.4],
        [0.5, 0.6, 0.5],
        [0.1, 0.9, 0.6],
        [0.4, 0.4, 0.8],
        [0.3, 0.3, 0.3],
      ];
      const triangle: readonly Point[] =
        weights.kind === "unknown"
          ? [
              [0, 0],
              [1, 0],
              [0, 1],
            ]
          : [
              [1 / 3, 1 / 3],
              [1, 0],
              [1 / 2, 1 / 2],
            ];
      const value = (row: readonly number[], [x, y]: Point) => row[0]! * x + row[1]! * y + row[2]! * (1 - x - y);
      const whole = centred(triangle).area;
      const found = analyse(rows, weights);
      const orders = permutations(rows.length);
      const shares = rows.map(() => new Array<number>(rows.length).fill(0));
      for (const order of orders) {
        const polygon = order
          .slice(1)
          .reduce((left, option, k) => cut(left, (point) => value(rows[order[k]!]!, point) - value(rows[option]!, point)), triangle);
        const { area } = centred(polygon);
        if (area > 0) for (const [rank, option] of order.entries()) shares[option]![rank]! += area / whole;
      }
      for (const [i, row] of rows.entries()) {
        for (const [r, share] of shares[i]!.entries()) expect(Math.abs(found[i]!.ranks[r]!.value - share)).toBeLessThan(0.004);
        const best = rows
          .filter((other) => other !== row)
          .reduce((left, other) => cut(left, (point) => value(row, point) - value(other, point)), triangle);
        if (shares[i]![0]! < 0.01) continue;
        const [x, y] = centred(best).centre;
        for (const [k, weight] of [x, y, 1 - x - y].entries()) {
          const central = found[i]!.centralWeights![k]!;
          expect(Math.abs(central.value - weight)).toBeLessThan(0.01);
        }
      }
      // The last option is worth less than the second under all weights.
      expect(found[4]!.ranks[0]!.value).toBe(0);
      expect(found[4]!.centralWeights).toBeUndefined();
      expect(found[1]!.wins[4]!.value).toBe(1);
    },
  );

  it("has errors that cover the truth", () => {
    const rows = [
      [1, 0],
      [0.6, 0.6],
      [0, 1],
    ];
    for (const replicated of [false, true]) {
      const covered = shareOf(200, (seed) => {
        const found = smaa(certain(rows), named(3), {
          weights: { kind: "unknown" },
          seed,
          replicated,
          draws: 1000,
        }) as readonly Acceptability[];
        const { value, error } = found[0]!.ranks[0]!;
        return Math.abs(value - 0.4) < (replicated ? 2.365 : 1.96) * error;
      });
      expect(covered).toBeGreaterThan(0.9);
    }
  });

  it("shares ranks where options are equal", () => {
    const found = analyse(
      [
        [0.5, 0.5],
        [0.5, 0.5],
        [0, 0],
      ],
      { kind: "unknown" },
    );
    expect(found[0]!.ranks.map(({ value }) => value)).toEqual([0.5, 0.5, 0]);
    expect(found[0]!.wins.map(({ value }) => value)).toEqual([0.5, 0.5, 1]);
    expect(found[0]!.confidence!.value).toBe(0.5);
  });
});

describe("acceptability with uncertain values", () => {
  it("with fixed weights is how often an option is best", () => {
    // Total of the first: N(0.5, sqrt(0.5)) with weights 1/2 and 1/2; P(> 0.25) = Φ(0.25 / sqrt(0.5)) = 0.638163.
    const values = [
      [normalDraws(4096, 1, "x", 0.5), Float64Array.of(0.25)],
      [normalDraws(4096, 1, "y", 0.5), Float64Array.of(0.25)],
    ];
    const found = smaa(values, ["a", "b"], {
      weights: { kind: "fixed", swings: [3, 3] },
      seed: 1,
      replicated: false,
    }) as readonly Acceptability[];
    expect(Math.abs(found[0]!.ranks[0]!.value - 0.638163)).toBeLessThan(4 * found[0]!.ranks[0]!.error);
    expect(found[0]!.confidence!.value).toBeCloseTo(found[0]!.ranks[0]!.value, 12);
    expect(Math.abs(found[0]!.value.value - 0.5)).toBeLessThan(4 * found[0]!.value.error);
  });

  it("needs two options and weights that fit", () => {
    const settings = { weights: { kind: "fixed", swings: [1] }, seed: 1, replicated: false } as const;
    expect(
      smaa(
        certain([
          [1, 2],
          [2, 1],
        ]),
        named(2),
        settings,
      ),
    ).toMatchObject({ reason: "no-weights", have: 1, need: 2 });
    expect(smaa(certain([[1, 2]]), named(1), settings)).toMatchObject({ reason: "too-few-options" });
    expect(
      smaa(
        certain([
          [1, Number.NaN],
          [2, 1],
        ]),
        named(2),
        { ...settings, weights: { kind: "unknown" } },
      ),
    ).toMatchObject({ reason: "not-finite" });
  });
});

function permutations(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => [...order.slice(0, place), count - 1, ...order.slice(place)]),
  );
}
