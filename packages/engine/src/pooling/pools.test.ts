/** Pools of probabilities and of quantities: published and computed vectors, and the properties that tell them apart. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lognormal } from "../distributions/lognormal.js";
import { betaI } from "../special/incomplete-beta.js";
import {
  type Curve,
  curveOf,
  neymanRoughgarden,
  type ProbabilityPool,
  poolProbabilities,
  poolQuantities,
  poolStates,
  type QuantityPool,
  recordForm,
  tableForm,
  tableOf,
} from "./index.js";

const pooled = (ps: readonly number[], pool: ProbabilityPool, weights?: readonly number[], least?: number): number => {
  const value = poolProbabilities(ps, pool, weights, least);
  if (typeof value === "string") throw new Error(value);
  return value;
};
const states = (rows: readonly (readonly number[])[], pool: ProbabilityPool, weights?: readonly number[]): readonly number[] => {
  const value = poolStates(rows, pool, weights);
  if (typeof value === "string") throw new Error(value);
  return value;
};
const quantity = (curves: readonly Curve[], pool: QuantityPool, weights?: readonly number[]) => {
  const value = poolQuantities(curves, pool, weights);
  if (typeof value === "string") throw new Error(value);
  return value;
};

describe("probabilities", () => {
  it("Sevilla's published example", () => {
    const ps = [0.014, 0.0221, 0.0039, 0.004];
    expect(pooled(ps, { kind: "linear" })).toBeCloseTo(0.011, 12);
    const geometric = pooled(ps, { kind: "log" });
    expect(geometric).toBeCloseTo(0.00835762524922741, 14);
    expect((100 * geometric).toFixed(2)).toBe("0.84");
    expect(Math.floor((1 - geometric) / geometric)).toBe(118);
  });

  it.each([
    [2, 1.2915026221291814],
    [3, 1.4153393661244045],
    [5, 1.5290130726070141],
    [10, 1.6249525430510485],
    [100, 1.7207776610363221],
    [1000, 1.7309175027902706],
  ])("the factor of Neyman and Roughgarden for %d", (count, factor) => {
    expect(neymanRoughgarden(count)).toBeCloseTo(factor, 12);
  });

  it.each([
    [
      [0.6, 0.7, 0.8],
      undefined,
      {
        linear: 0.7,
        log: 0.7067571020407685,
        median: 0.7,
        probit: 0.7053289356363487,
        a15: 0.789103277940466,
        a25: 0.9001789452711374,
        l25: 0.8926638564673071,
      },
    ],
    [[0.1, 0.9], undefined, { linear: 0.5, log: 0.5, median: 0.5, probit: 0.5, a15: 0.5, a25: 0.5, l25: 0.5 }],
    [
      [0.7, 0.7, 0.7],
      undefined,
      { linear: 0.7, log: 0.7, median: 0.7, probit: 0.7, a15: 0.7809047797655929, a25: 0.8926638564673071, l25: 0.8926638564673071 },
    ],
    [
      [0.2, 0.4, 0.9],
      [0.5, 0.3, 0.2],
      {
        linear: 0.4,
        log: 0.4072508883279572,
        median: 0.4,
        probit: 0.40496961290641453,
        a15: 0.36285066690131546,
        a25: 0.2812328469682804,
        l25: 0.26626365279713,
      },
    ],
  ] as const)("computed cases: %o", (ps, weights, expected) => {
    expect(pooled(ps, { kind: "linear" }, weights)).toBeCloseTo(expected.linear, 12);
    expect(pooled(ps, { kind: "log" }, weights)).toBeCloseTo(expected.log, 12);
    expect(pooled(ps, { kind: "median" }, weights)).toBeCloseTo(expected.median, 12);
    expect(pooled(ps, { kind: "probit" }, weights)).toBeCloseTo(expected.probit, 12);
    expect(pooled(ps, { kind: "extremised", factor: 1.5 }, weights)).toBeCloseTo(expected.a15, 12);
    expect(pooled(ps, { kind: "extremised", factor: 2.5 }, weights)).toBeCloseTo(expected.a25, 12);
    expect(pooled(ps, { kind: "extremised", factor: 2.5, of: "linear" }, weights)).toBeCloseTo(expected.l25, 12);
  });

  it("the beta transformation 6, 6 and a trimmed mean", () => {
    const beta = { kind: "beta", alpha: 6, beta: 6 } as const;
    expect(pooled([0.6, 0.7, 0.8], beta)).toBeCloseTo(0.92177520904, 10);
    expect(pooled([0.2, 0.3], beta)).toBeCloseTo(0.03432750701904297, 12);
    expect(pooled([0.5, 0.5], beta)).toBeCloseTo(0.5, 12);
    expect(pooled([0.1, 0.2, 0.3, 0.4, 0.9], { kind: "trimmed", share: 0.2 })).toBeCloseTo(0.3, 12);
    expect(pooled([0.1, 0.2, 0.3, 0.9], { kind: "trimmed", share: 0.1 })).toBeCloseTo(0.375, 12);
    expect(pooled([0.1, 0.2, 0.3, 0.9], { kind: "trimmed", share: 0.5 })).toBeCloseTo(0.25, 12);
  });

  it("several states, as computed", () => {
    const rows = [
      [0.6, 0.3, 0.1],
      [0.2, 0.5, 0.3],
    ];
    [0.4, 0.4, 0.2].forEach((p, k) => {
      expect(states(rows, { kind: "linear" })[k]).toBeCloseTo(p, 12);
    });
    [0.3819660112501051, 0.42705098312484224, 0.19098300562505255].forEach((p, k) => {
      expect(states(rows, { kind: "log" })[k]).toBeCloseTo(p, 12);
    });
  });

  it("says what cannot be pooled", () => {
    expect(poolProbabilities([0, 1], { kind: "log" })).toMatch(/certain/);
    expect(poolProbabilities([0.2, 1.2], { kind: "linear" })).toMatch(/between 0 % and 100 %/);
    expect(poolProbabilities([0.2], { kind: "linear" }, [0])).toMatch(/above zero/);
    expect(poolProbabilities([], { kind: "linear" })).toMatch(/no expert/);
    expect(poolStates([[0.2, 0.2]], { kind: "linear" })).toMatch(/add up/);
    expect(poolProbabilities([0.2], { kind: "extremised", factor: 2, baseline: 1 })).toMatch(/baseline/);
  });
});

const chance = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const panel = fc.array(fc.tuple(chance, fc.double({ min: 0.01, max: 1, noNaN: true })), { minLength: 2, maxLength: 8 });
const simplex = fc.tuple(chance, chance, chance).map((row) => {
  const sum = row[0] + row[1] + row[2];
  return row.map((p) => p / sum);
});
const pools: readonly ProbabilityPool[] = [
  { kind: "linear" },
  { kind: "log" },
  { kind: "probit" },
  { kind: "median" },
  { kind: "trimmed", share: 0.2 },
];

describe("properties", () => {
  it.each(pools)("unanimity: $kind keeps what all say, and stays between the least and the greatest", (pool) => {
    fc.assert(
      fc.property(panel, chance, (experts, p) => {
        const ws = experts.map(([, w]) => w);
        expect(
          pooled(
            experts.map(() => p),
            pool,
            ws,
          ),
        ).toBeCloseTo(p, 10);
        const ps = experts.map(([q]) => q);
        const value = pooled(ps, pool, ws);
        expect(value).toBeGreaterThanOrEqual(Math.min(...ps) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(...ps) + 1e-12);
      }),
      { seed: 1 },
    );
  });

  it("extremising breaks unanimity", () => {
    expect(pooled([0.7, 0.7], { kind: "extremised", factor: "neyman-roughgarden" })).toBeGreaterThan(0.7);
  });

  it("marginalisation: only the linear pool may lump two states before or after", () => {
    fc.assert(
      fc.property(simplex, simplex, (a, b) => {
        const lumped = (row: readonly number[]) => [row[0]! + row[1]!, row[2]!];
        const after = lumped(states([a, b], { kind: "linear" }));
        const before = states([lumped(a), lumped(b)], { kind: "linear" });
        expect(after[0]).toBeCloseTo(before[0]!, 10);
      }),
      { seed: 2 },
    );
    const [a, b] = [
      [0.6, 0.3, 0.1],
      [0.2, 0.5, 0.3],
    ];
    const log = states([a!, b!], { kind: "log" });
    expect(
      Math.abs(
        log[0]! +
          log[1]! -
          states(
            [
              [0.9, 0.1],
              [0.7, 0.3],
            ],
            { kind: "log" },
          )[0]!,
      ),
    ).toBeGreaterThan(0.001);
  });

  it("external Bayesianity: the log pool may learn before or after; the linear one not", () => {
    const learn = (row: readonly number[], likelihood: readonly number[]) => {
      const raw = row.map((p, k) => p * likelihood[k]!);
      const sum = raw.reduce((total, p) => total + p, 0);
      return raw.map((p) => p / sum);
    };
    fc.assert(
      fc.property(
        simplex,
        simplex,
        fc.tuple(chance, chance, chance),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (a, b, likelihood, w) => {
          const after = learn(states([a, b], { kind: "log" }, [w, 1 - w]), likelihood);
          const before = states([learn(a, likelihood), learn(b, likelihood)], { kind: "log" }, [w, 1 - w]);
          after.forEach((p, k) => {
            expect(p).toBeCloseTo(before[k]!, 9);
          });
        },
      ),
      { seed: 3 },
    );
    const linear = learn(
      states(
        [
          [0.9, 0.1],
          [0.2, 0.8],
        ],
        { kind: "linear" },
      ),
      [0.9, 0.1],
    );
    const other = states([learn([0.9, 0.1], [0.9, 0.1]), learn([0.2, 0.8], [0.9, 0.1])], { kind: "linear" });
    expect(Math.abs(linear[0]! - other[0]!)).toBeGreaterThan(0.01);
  });

  it("zero preservation: one veto is enough for the log pool, not for the linear one, nor with a least chance", () => {
    fc.assert(
      fc.property(panel, (experts) => {
        const ps = [0, ...experts.map(([p]) => p)];
        expect(pooled(ps, { kind: "log" })).toBe(0);
        expect(pooled(ps, { kind: "linear" })).toBeGreaterThan(0);
        expect(pooled(ps, { kind: "log" }, undefined, 0.001)).toBeGreaterThan(0);
      }),
      { seed: 4 },
    );
    expect(
      states(
        [
          [0, 0.5, 0.5],
          [0.4, 0.3, 0.3],
        ],
        { kind: "log" },
      )[0],
    ).toBe(0);
    expect(pooled([0, 0.4], { kind: "log" }, [0, 1])).toBeCloseTo(0.4, 12);
  });
});

const normal = (mean: number, sd: number) => curveOf(recordForm("normal", [mean, sd]));

describe("quantities", () => {
  const two = [normal(10, 2), normal(20, 4)];

  it("three different averages of two normals", () => {
    const linear = quantity(two, { kind: "linear" });
    expect(linear.curve.mean).toBeCloseTo(15, 12);
    expect(linear.curve.variance).toBeCloseTo(35, 10);
    expect(linear.curve.cdf(15)).toBeCloseTo(0.5497200541705396, 12);
    expect(linear.curve.quantile(0.5)).toBeCloseTo(13.333333333333332, 8);
    expect(linear.within).toBeCloseTo(10, 12);
    expect(linear.between).toBeCloseTo(25, 12);
    const log = quantity(two, { kind: "density-log" }).curve;
    expect(log.mean).toBeCloseTo(12, 12);
    expect(Math.sqrt(log.variance)).toBeCloseTo(2.5298221281347035, 12);
    const average = quantity(two, { kind: "quantile-average" }).curve;
    expect(average.mean).toBeCloseTo(15, 12);
    expect(Math.sqrt(average.variance)).toBeCloseTo(3, 12);
  });

  it("the product of densities on a grid agrees with the closed one", () => {
    const plain = two.map(({ form: _, ...curve }): Curve => curve);
    const log = quantity(plain, { kind: "density-log" }).curve;
    expect(log.mean).toBeCloseTo(12, 4);
    expect(Math.sqrt(log.variance)).toBeCloseTo(2.5298221281347035, 4);
    expect(log.quantile(0.05)).toBeCloseTo(12 - 1.6448536269514722 * 2.5298221281347035, 4);
    const average = quantity(plain, { kind: "quantile-average" }).curve;
    expect(average.quantile(0.9)).toBeCloseTo(15 + 3 * 1.2815515655446004, 9);
    expect(average.cdf(18)).toBeCloseTo(0.8413447460685429, 9);
    expect(average.mean).toBeCloseTo(15, 8);
    expect(average.variance).toBeCloseTo(9, 6);
  });

  it("SHELF's linear pool of a gamma, a normal and a lognormal", () => {
    const curves = [curveOf(recordForm("gamma", [10, 0.25])), normal(3, 2), curveOf(recordForm("lognormal", [3, 2]))];
    expect(quantity(curves, { kind: "linear" }, [1 / 6, 1 / 3, 1 / 2]).curve.cdf(1.5)).toBeCloseTo(0.2717577093263699, 12);
    expect(lognormal.cdf(3, [3, 2])).toBeCloseTo(0.5, 12);
  });

  it.each<QuantityPool>([
    { kind: "linear" },
    { kind: "density-log" },
    { kind: "quantile-average" },
    { kind: "log" },
    { kind: "probit" },
    { kind: "median" },
    { kind: "trimmed", share: 0.34 },
    { kind: "extremised", factor: 1.5 },
    { kind: "beta", alpha: 6, beta: 6 },
  ])("$kind: quantiles and probabilities lead back to each other and rise", (pool) => {
    const curves = [
      curveOf(recordForm("gamma", [2, 3], 5)),
      curveOf(recordForm("gamma", [3, 4], 60, -1)),
      curveOf(recordForm("lognormal", [15, 0.4])),
    ];
    const { curve } = quantity(curves, pool, [0.5, 0.25, 0.25]);
    let before = -Infinity;
    for (const u of [0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999]) {
      const x = curve.quantile(u);
      expect(x).toBeGreaterThan(before);
      expect(curve.cdf(x)).toBeCloseTo(u, 7);
      before = x;
    }
    const integral = Array.from({ length: 4000 }, (_, k) => curve.density(-40 + k * 0.05 + 0.025) * 0.05).reduce(
      (sum, piece) => sum + piece,
      0,
    );
    expect(integral).toBeCloseTo(1, 2);
  });

  it("unanimity holds for all but the extremising ones", () => {
    const one = curveOf(recordForm("gamma", [2, 3], 5));
    for (const pool of [{ kind: "linear" }, { kind: "quantile-average" }, { kind: "log" }, { kind: "probit" }, { kind: "median" }] as const)
      expect(quantity([one, one, one], pool).curve.quantile(0.8)).toBeCloseTo(one.quantile(0.8), 8);
    expect(quantity([one, one, one], { kind: "density-log" }).curve.quantile(0.8)).toBeCloseTo(one.quantile(0.8), 4);
    expect(quantity([one, one], { kind: "beta", alpha: 6, beta: 6 }).curve.cdf(12)).toBeCloseTo(betaI(6, 6, one.cdf(12)), 9);
  });

  it("says that experts without a common value leave the log pool nothing", () => {
    const low = curveOf(tableForm([0, 1], [0, 1]));
    const high = curveOf(tableForm([0, 1], [2, 3]));
    expect(poolQuantities([low, high], { kind: "density-log" })).toMatch(/no value is possible/);
    expect(quantity([low, high], { kind: "linear" }).curve.cdf(1.5)).toBeCloseTo(0.5, 12);
    expect(poolQuantities([low], { kind: "extremised", factor: -1 })).toMatch(/factor/);
  });

  it("overlapping uniforms: the log pool is uniform where they overlap", () => {
    const log = quantity([curveOf(tableForm([0, 1], [0, 2])), curveOf(tableForm([0, 1], [1, 3]))], { kind: "density-log" }).curve;
    expect(log.quantile(0.25)).toBeCloseTo(1.25, 6);
  });

  it("any curve becomes a table to draw from", () => {
    const curve = curveOf(tableOf(normal(3, 2)));
    for (const u of [0.001, 0.05, 0.5, 0.9]) expect(curve.quantile(u)).toBeCloseTo(normal(3, 2).quantile(u), 3);
    expect(curve.variance).toBeCloseTo(4, 2);
  });
});
