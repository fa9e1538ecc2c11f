/** Base rates, shared classes, reference-class forecasts and optimism bias against the test vectors, published tables and brute force. */
import { describe, expect, it } from "vitest";
import {
  baseRate,
  chanceOfAny,
  combinedOptimismBias,
  distributions,
  eventRate,
  furtherCases,
  jeffreysInterval,
  optimismBias,
  projectKinds,
  ratioAt,
  ratioTable,
  shareClasses,
  sharedCorrelation,
  sharedMean,
  sharedRate,
  upliftAt,
} from "../index.js";

const beta = distributions.get("beta")!;
const jeffreys = { alpha: 0.5, beta: 0.5 };

describe("base rates", () => {
  it.each([
    [0, 10, 0.045454545454545456, [0, 0.21719626750921053]],
    [1, 10, 0.13636363636363635, [0.011011673763161138, 0.3813147710666164]],
    [3, 8, 0.3888888888888889, [0.11903918015416592, 0.7051765537196912]],
    [5, 5, 0.9166666666666666, [0.6206228577009607, 1]],
    [12, 40, 0.3048780487804878, [0.17561980574181782, 0.45215830798924034]],
  ] as const)("%d of %d, Jeffreys", (successes, trials, mean, interval) => {
    const shape = baseRate([{ successes, trials }], jeffreys);
    expect(beta.mean([shape.alpha, shape.beta])).toBeCloseTo(mean, 14);
    const found = jeffreysInterval(successes, trials, 0.95);
    expect(found[0]).toBeCloseTo(interval[0], 10);
    expect(found[1]).toBeCloseTo(interval[1], 10);
  });

  it("the power prior counts a case by its weight", () => {
    expect(baseRate([{ successes: 3, trials: 8, weight: 0.5 }], jeffreys)).toEqual({ alpha: 2, beta: 3 });
  });

  it.each([
    [3.5, 5.5, [0.27083333333333326, 0.3791666666666666, 0.2624999999999998, 0.08749999999999997]],
    [0.5, 10.5, [0.9147727272727274, 0.07954545454545456, 0.005681818181818179]],
  ] as const)("further cases after beta(%d, %d)", (alpha, beta, expected) => {
    furtherCases({ alpha, beta }, expected.length - 1).forEach((p, k) => {
      expect(p).toBeCloseTo(expected[k]!, 12);
    });
  });

  it("seven events in twenty years", () => {
    const rate = eventRate(7, 20);
    expect(rate.shape * rate.scale).toBeCloseTo(0.375, 14);
    expect(chanceOfAny(rate, 1)).toBeCloseTo(0.3064460380828541, 13);
  });
});

/** Mean and variance of each class and of a further one, mean correlation and common mean: integrals over a grid of 1,400 by 1,400 Gauss nodes in mean and correlation, with numpy and scipy.special.betaln. */
const integrated = [
  {
    counts: [
      [3, 1],
      [1, 2],
      [2, 0],
    ],
    prior: 0.5,
    rates: [
      [0.699348451, 0.030704795],
      [0.490522355, 0.04679691],
      [0.786470015, 0.037865003],
      [0.632140435, 0.087083635],
    ],
    correlation: 0.287791994,
    mean: 0.632140435,
  },
  {
    counts: [
      [10, 40],
      [14, 36],
      [8, 42],
      [30, 20],
    ],
    prior: 1,
    rates: [
      [0.213150845, 0.00309577],
      [0.285299014, 0.003694425],
      [0.17707676, 0.00275065],
      [0.573891693, 0.004867912],
      [0.354018163, 0.059086312],
    ],
    correlation: 0.216524485,
    mean: 0.354018163,
  },
  {
    counts: [
      [0, 10],
      [0, 5],
      [0, 20],
    ],
    prior: 0.5,
    rates: [
      [0.004440428, 0.000374606],
      [0.007413032, 0.001038234],
      [0.002564557, 0.000125973],
      [0.069197608, 0.047634452],
    ],
    correlation: 0.585594559,
    mean: 0.069197608,
  },
  {
    counts: [
      [1.5, 2.25],
      [3, 8],
      [20, 11.5],
    ],
    prior: 0.5,
    rates: [
      [0.440908825, 0.0307825],
      [0.342587675, 0.016670049],
      [0.606923758, 0.007071933],
      [0.471925507, 0.067411412],
    ],
    correlation: 0.214511255,
    mean: 0.471925507,
  },
  {
    counts: [
      [500, 500],
      [510, 490],
      [2, 3],
    ],
    prior: 0.5,
    rates: [
      [0.500182357, 0.000241171],
      [0.509482711, 0.0002412],
      [0.467902958, 0.016385187],
      [0.49402884, 0.033814568],
    ],
    correlation: 0.106856905,
    mean: 0.49402884,
  },
] as const;

describe("classes that lean on each other", () => {
  it.each(integrated)("$counts as by brute force", ({ counts, prior, rates, correlation, mean }) => {
    const shared = shareClasses(
      counts.map(([successes, failures]) => [{ successes, trials: successes + failures }]),
      { alpha: prior, beta: prior },
    );
    rates.forEach(([expected, variance], index) => {
      const rate = sharedRate(shared, index < counts.length ? index : undefined);
      expect(rate.mean).toBeCloseTo(expected, 5);
      expect(rate.variance).toBeCloseTo(variance, 5);
      expect(rate.cdf(rate.quantile(0.3))).toBeCloseTo(0.3, 9);
    });
    expect(sharedCorrelation(shared)).toBeCloseTo(correlation, 4);
    expect(sharedMean(shared)).toBeCloseTo(mean, 5);
    expect(shared.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it("classes that are alike lend each other strength; large classes that differ keep their own rates", () => {
    const rateOf = (counts: readonly (readonly [number, number])[], index: number) =>
      sharedRate(
        shareClasses(
          counts.map(([successes, trials]) => [{ successes, trials }]),
          jeffreys,
        ),
        index,
      );
    const alone = beta.variance([2.5, 3.5]);
    expect(
      rateOf(
        [
          [2, 5],
          [40, 100],
          [39, 100],
          [41, 100],
        ],
        0,
      ).variance,
    ).toBeLessThan(alone / 2);
    expect(
      rateOf(
        [
          [100, 1000],
          [500, 1000],
          [900, 1000],
        ],
        0,
      ).mean,
    ).toBeCloseTo(0.1, 2);
  });
});

describe("reference classes of a quantity", () => {
  const ratios = [0.9, 1, 1.05, 1.1, 1.2, 1.3, 1.45, 1.6, 2, 3];

  it("uplifts are quantiles of type 7", () => {
    const table = ratioTable(ratios.map((ratio) => ({ ratio })));
    expect(ratioAt(table, 0.5)).toBeCloseTo(1.25, 12);
    expect(ratioAt(table, 0.8)).toBeCloseTo(1.68, 12);
    expect(upliftAt(table, 0.2)).toBeCloseTo(0.68, 12);
    expect(upliftAt(table, 0)).toBeCloseTo(2, 12);
  });

  it("weights count, equal ones do not, and one case stands alone", () => {
    const equal = ratioTable([3, 1, 2].map((ratio) => ({ ratio, weight: 0.4 })));
    expect(equal.ratios).toEqual([1, 2, 3]);
    expect(ratioAt(equal, 0.25)).toBeCloseTo(1.5, 12);
    const heavy = ratioTable([
      { ratio: 1, weight: 1 },
      { ratio: 2, weight: 1 },
      { ratio: 3, weight: 0.1 },
    ]);
    expect(ratioAt(heavy, 0.9)).toBeLessThan(ratioAt(equal, 0.9));
    expect(ratioAt(ratioTable([{ ratio: 1.4 }]), 0.8)).toBe(1.4);
    expect(ratioAt(ratioTable([{ ratio: 1.4 }, { ratio: 9, weight: 0 }]), 0.8)).toBe(1.4);
  });
});

describe("optimism bias, as published", () => {
  const kind = (name: string) => projectKinds.find((each) => each.name === name)!;

  it("the combined project of Mott MacDonald's example", () => {
    const parts = (of: (name: string) => number) => [
      { share: 0.3, uplift: of("non-standard buildings") },
      { share: 0.7, uplift: of("standard buildings") },
    ];
    expect(combinedOptimismBias(parts((name) => kind(name).capital.upper))).toBeCloseTo(0.321, 12);
    expect(combinedOptimismBias(parts((name) => kind(name).duration!.upper))).toBeCloseTo(0.145, 12);
  });

  it("mitigation, and the lower bound", () => {
    const { upper, lower } = kind("non-standard buildings").capital;
    const factors = [
      { share: 0.4, mitigated: 0.5 },
      { share: 0.35, mitigated: 0.2 },
      { share: 0.25, mitigated: 0 },
    ];
    expect(optimismBias({ upper, lower, factors })).toBeCloseTo(0.3723, 12);
    expect(optimismBias({ upper, lower, factors: [{ share: 1, mitigated: 1 }] })).toBe(0.04);
    expect(optimismBias({ upper, lower })).toBe(0.51);
  });
});
