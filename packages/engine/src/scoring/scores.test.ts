/** Scores of single forecasts: the published and computed vectors, closed forms by quadrature, and propriety. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, ln } from "../elementary.js";
import { sharedText, vectorGroup } from "../pooling/vectors-for-tests.js";
import { normalCdf } from "../special/normal.js";
import {
  baselineBeyondScore,
  baselineDensityScore,
  baselineScore,
  brierHalf,
  brierOrdered,
  brierOriginal,
  crpsEnsemble,
  crpsEnsembleFair,
  crpsLognormal,
  crpsNormal,
  crpsQuantiles,
  crpsStepwise,
  intervalScore,
  logScore,
  murphyDecomposition,
  peerScores,
  pinballLoss,
  type QuantilePoint,
  scoreOverTime,
  skill,
  sphericalScore,
  standings,
} from "./index.js";

const state = (yes: number) => [yes, 1 - yes];

describe.skipIf(vectorGroup("brier") === undefined)("the vectors beside the project (absent: skipped)", () => {
  // biome-ignore lint/suspicious/noExplicitAny: vectors of many shapes
  const group = (name: string) => (vectorGroup(name) ?? {}) as any;

  it("Brier, both conventions and ordered", () => {
    const { binary, multi, ordered_GJP } = group("brier");
    for (const each of binary) {
      expect(brierHalf(state(each.p), 1 - each.outcome)).toBeCloseTo(each["half(0..1)"], 14);
      expect(brierOriginal(state(each.p), 1 - each.outcome)).toBeCloseTo(each["original(0..2)"], 14);
    }
    for (const each of multi) expect(brierOriginal(each.p, each.k)).toBeCloseTo(each.original, 14);
    for (const each of ordered_GJP) expect(brierOrdered(each.p, each.k)).toBeCloseTo(each.score, 14);
    expect(binary.length + multi.length + ordered_GJP.length).toBe(11);
  });

  it("logarithmic", () => {
    for (const each of group("log_score").cases) {
      expect(logScore(each.p_outcome)).toBeCloseTo(each.ln, 13);
      expect(logScore(each.p_outcome) / ln(2)).toBeCloseTo(each.log2, 13);
    }
  });

  it("Metaculus: baseline and peer", () => {
    const { baseline_binary, geometric_mean, peer, multiple_choice_baseline } = group("metaculus_scores");
    for (const each of baseline_binary)
      expect(baselineScore(each.resolved === 1 ? each.p_yes : 1 - each.p_yes, 2) * (each.coverage ?? 1)).toBeCloseTo(each.score, 7);
    for (const each of multiple_choice_baseline) expect(baselineScore(each.p[each.k], 3)).toBeCloseTo(each.score, 7);
    const [{ p_yes, gm }] = geometric_mean;
    p_yes.forEach((p: number, place: number) => {
      expect(peerScores(p_yes)[place]).toBeCloseTo(100 * 1.5 * (ln(p) - ln(gm[1])), 5);
      expect(peerScores(p_yes.map((each: number) => 1 - each))[place]).toBeCloseTo(150 * (ln(1 - p) - ln(gm[0])), 5);
    });
    for (const each of peer.filter(({ start_day }: { start_day?: unknown }) => start_day === undefined))
      peerScores(each.p).forEach((score, place) => {
        expect(score).toBeCloseTo(each.scores[place], 8);
      });
  });

  it("CRPS", () => {
    const { ensemble, normal, lognormal, fair_ensemble } = group("crps");
    for (const each of ensemble.cases) expect(crpsEnsemble(each.ensemble, each.y)).toBeCloseTo(each.crps, 13);
    for (const each of fair_ensemble.cases) expect(crpsEnsembleFair(each.ensemble, each.y)).toBeCloseTo(each.crps, 13);
    for (const each of normal.cases) expect(crpsNormal(each.mean, each.sd, each.y)).toBeCloseTo(each.crps, 13);
    for (const each of lognormal.cases) expect(crpsLognormal(each.mu, each.sigma, each.y)).toBeCloseTo(each.crps, 11);
    expect(ensemble.cases).toHaveLength(11);
  });

  it("intervals and quantiles", () => {
    const { interval, pinball } = group("interval_quantile_scores");
    for (const each of interval) expect(intervalScore(each.l, each.u, each.alpha, each.y)).toBeCloseTo(each.score, 12);
    for (const each of pinball) expect(pinballLoss(each.tau, each.q, each.y)).toBeCloseTo(each.score, 12);
  });

  it("Murphy decomposition, exact groups and bins", () => {
    const { exact_groups: exact, "binned_with_within_bin_terms(Stephenson 2008)": binned } = group("murphy");
    const pairs = ({ f, o }: { f: number[]; o: number[] }) => f.map((probability, i) => ({ probability, cameTrue: o[i] === 1 }));
    const groups = murphyDecomposition(pairs(exact))!;
    expect(groups.brierHalf).toBeCloseTo(exact.BS, 13);
    expect(groups.reliability).toBeCloseTo(exact.reliability, 13);
    expect(groups.resolution).toBeCloseTo(exact.resolution, 13);
    expect(groups.uncertainty).toBeCloseTo(exact.uncertainty, 13);
    expect(groups.baseRate).toBe(exact.base_rate);
    expect(groups.skillAgainstBaseRate).toBeCloseTo(exact.BSS, 13);
    const bins = murphyDecomposition(pairs(binned), binned.edges)!;
    expect(bins.brierHalf).toBeCloseTo(binned.BS, 13);
    expect(bins.reliability).toBeCloseTo(binned.REL, 13);
    expect(bins.resolution).toBeCloseTo(binned.RES, 13);
    expect(bins.uncertainty).toBeCloseTo(binned.UNC, 13);
    expect(bins.withinBinVariance).toBeCloseTo(binned.WBV, 13);
    expect(bins.withinBinCovariance).toBeCloseTo(binned.WBC, 13);
  });
});

describe.skipIf(sharedText("fixtures/metaculus/score-cases.json") === undefined)("printed Metaculus cases (absent: skipped)", () => {
  it("baseline scores", () => {
    const cases = JSON.parse(sharedText("fixtures/metaculus/score-cases.json")!);
    const printed = (score: number) => (`${score}`.split(".")[1]!.length > 2 ? 1e-8 : 0.01);
    for (const each of cases.binary) expect(Math.abs(baselineScore(each.p_on_outcome, 2) - each.score)).toBeLessThan(printed(each.score));
    for (const each of cases.eight_options)
      expect(Math.abs(baselineScore(each.p_on_outcome, 8) - each.score)).toBeLessThan(printed(each.score));
  });
});

describe("closed forms", () => {
  it("numbers retyped: a coin flip, the uniform forecast, certainty", () => {
    expect(brierHalf(state(0.5), 0)).toBe(0.25);
    expect(brierOriginal(state(0.5), 1)).toBe(0.5);
    expect(brierOrdered(state(0.7), 0)).toBeCloseTo(brierOriginal(state(0.7), 0), 15);
    expect(sphericalScore([0.5, 0.5], 0)).toBeCloseTo(Math.SQRT1_2, 15);
    expect(sphericalScore([0.6, 0.3, 0.1], 1)).toBeCloseTo(0.3 / Math.sqrt(0.46), 14);
    expect(baselineScore(0.125, 8)).toBe(0);
    expect(baselineDensityScore(1, 0)).toBe(0);
    expect(baselineDensityScore(0.9 * exp(1), 2)).toBeCloseTo(50, 12);
    expect(baselineBeyondScore(0.05)).toBe(0);
    expect(skill(0.1, 0.4)).toBe(0.75);
    expect(skill(0.1, 0)).toBeUndefined();
  });

  it("logarithms are clipped as named, or not at all", () => {
    expect(logScore(0)).toBeCloseTo(-6.907755278982137, 13);
    expect(logScore(1)).toBeCloseTo(-0.0010005003335835335, 15);
    expect(logScore(0, 0)).toBe(-Infinity);
    expect(logScore(1, 0)).toBe(0);
  });

  it("CRPS of quantiles is that of a uniform distribution when ends have no mass", () => {
    // Uniform on [0, 1] (Jordan, Krueger and Lerch 2019): |y - w| + w^2 - w + 1/3 with w = y kept within 0..1.
    for (const y of [-0.5, 0, 0.2, 0.5, 0.9, 1, 3]) {
      const w = Math.min(1, Math.max(0, y));
      const expected = Math.abs(y - w) + w * w - w + 1 / 3;
      expect(crpsQuantiles([[0, 0], [0.5, 0.5], [1, 1]], y)).toBeCloseTo(expected, 13); // biome-ignore format: short
    }
  });

  it("CRPS of quantiles with ends, and of a lognormal, by quadrature of its definition", () => {
    const quantiles: readonly QuantilePoint[] = [[0.05, 2], [0.25, 3], [0.5, 3], [0.9, 8]]; // biome-ignore format: short
    const cdf = (t: number) => {
      if (t < 2) return 0;
      if (t < 3) return 0.05 + 0.2 * (t - 2);
      return t < 8 ? 0.5 + (0.4 * (t - 3)) / 5 : 1;
    };
    for (const y of [0, 2, 2.4, 3, 5, 8, 11]) expect(crpsQuantiles(quantiles, y)).toBeCloseTo(byQuadrature(cdf, y, -1, 13), 4);
    const lognormalCdf = (t: number) => (t <= 0 ? 0 : normalCdf((ln(t) - 1) / 0.5));
    for (const y of [-1, 0.5, 2.7, 6]) expect(crpsLognormal(1, 0.5, y)).toBeCloseTo(byQuadrature(lognormalCdf, y, -3, 60), 3);
  });

  it("an ensemble of one has its absolute error, and CRPS is twice the integral of the pinball loss", () => {
    expect(crpsEnsemble([3], 5)).toBe(2);
    expect(crpsEnsembleFair([3], 5)).toBe(2);
    expect(crpsQuantiles([[0.5, 3]], 5)).toBe(2);
    const many = Array.from({ length: 2000 }, (_, i): QuantilePoint => [(i + 0.5) / 2000, (i + 0.5) / 2000]);
    expect(crpsStepwise(many, 0.3)).toBeCloseTo(0.09 - 0.3 + 1 / 3, 5);
  });

  it("an ensemble against all pairs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: -60, max: 60 }),
        (xs, y) => {
          let [near, pairs] = [0, 0];
          for (const x of xs) {
            near += Math.abs(x - y) / xs.length;
            for (const other of xs) pairs += Math.abs(x - other);
          }
          expect(crpsEnsemble(xs, y)).toBeCloseTo(near - pairs / (2 * xs.length ** 2), 9);
          expect(crpsEnsembleFair(xs, y)).toBeCloseTo(near - pairs / (2 * xs.length * (xs.length - 1)), 9);
        },
      ),
    );
  });
});

function byQuadrature(cdf: (t: number) => number, y: number, from: number, to: number): number {
  const steps = 400_000;
  const width = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const t = from + (i + 0.5) * width;
    sum += (cdf(t) - (t >= y ? 1 : 0)) ** 2 * width;
  }
  return sum;
}

/** Probabilities of so many states. */
const distribution = (states: number) =>
  fc.array(fc.integer({ min: 1, max: 100 }), { minLength: states, maxLength: states }).map((parts) => {
    const sum = parts.reduce((total, part) => total + part, 0);
    return parts.map((part) => part / sum);
  });

describe("proper scores are proper: honest reporting is best on average", () => {
  const expected = (score: (forecast: readonly number[], outcome: number) => number, belief: readonly number[], told: readonly number[]) =>
    belief.reduce((sum, p, outcome) => sum + p * score(told, outcome), 0);

  it.each([
    ["Brier", brierOriginal],
    ["half Brier", brierHalf],
    ["ordered Brier", brierOrdered],
    ["logarithmic", (p: readonly number[], k: number) => -logScore(p[k]!, 0)],
    ["spherical", (p: readonly number[], k: number) => -sphericalScore(p, k)],
    ["baseline", (p: readonly number[], k: number) => -baselineScore(p[k]!, p.length)],
    ["peer", (p: readonly number[], k: number) => -peerScores([p[k]!, [0.2, 0.3, 0.4, 0.1][k]!])[0]!],
  ] as const)("%s", (_, loss) => {
    fc.assert(
      fc.property(distribution(4), distribution(4), (belief, told) => {
        expect(expected(loss, belief, belief)).toBeLessThanOrEqual(expected(loss, belief, told) + 1e-12);
      }),
    );
  });

  it("pinball, interval and CRPS: on a belief of equally likely numbers", () => {
    const numbers = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: -100, max: 100 }), (belief, told, q) => {
        const sorted = [...belief].sort((a, b) => a - b);
        const mean = (loss: (y: number) => number) => belief.reduce((sum, y) => sum + loss(y) / 9, 0);
        const best = mean((y) => pinballLoss(0.3, sorted[2]!, y));
        expect(best).toBeLessThanOrEqual(mean((y) => pinballLoss(0.3, q, y)) + 1e-9);
        const [low, high] = [Math.min(q, told[0]!), Math.max(q, told[0]!)];
        // With nine equally likely numbers the quantiles at 0.15 and 0.85 are the second and the eighth.
        const interval = mean((y) => intervalScore(sorted[1]!, sorted[7]!, 0.3, y));
        expect(interval).toBeLessThanOrEqual(mean((y) => intervalScore(low, high, 0.3, y)) + 1e-9);
        expect(mean((y) => crpsEnsemble(belief, y))).toBeLessThanOrEqual(mean((y) => crpsEnsemble(told, y)) + 1e-9);
      }),
    );
  });
});

describe("peer scores", () => {
  it("add up to zero", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 30 }), (given) => {
        expect(Math.abs(peerScores(given).reduce((sum, score) => sum + score, 0))).toBeLessThan(1e-8);
      }),
    );
  });
  it("of numbers are halved", () => {
    expect(peerScores([0.5, 2], true)[1]).toBeCloseTo(peerScores([0.5, 2])[1]! / 2, 12);
  });
});

describe("over time", () => {
  const life = (ended: number) => ({ opens: 0, closes: 364, ended });
  const average = (first: number, later: number, ended: number, outcome: 0 | 1) =>
    scoreOverTime(
      standings(
        [
          { at: 7, value: later },
          { at: -3, value: first },
        ],
        life(ended),
      ),
      life(ended),
      (p) => baselineScore(outcome === 0 ? p : 1 - p, 2),
      0,
    )!;

  it("truncation makes honesty pay: the worked example of Metaculus", () => {
    // It happens in the first week with 20 %, later with 4 % (known only at the end), not at all with 76 %.
    const expected = (first: number, way: "timeAveraged" | "whileStanding") =>
      0.2 * average(first, 0.05, 7, 0)[way] + 0.04 * average(first, 0.05, 364, 0)[way] + 0.76 * average(first, 0.05, 364, 1)[way];
    expect(expected(0.24, "whileStanding")).toBeCloseTo(35.6139, 3);
    expect(expected(0.99, "whileStanding")).toBeCloseTo(67.5275, 3);
    expect(expected(0.24, "timeAveraged")).toBeCloseTo(56.3845, 3);
    expect(expected(0.99, "timeAveraged")).toBeCloseTo(48.1965, 3);
    expect(average(0.24, 0.05, 7, 0).coverage).toBeCloseTo(1 / 52, 14);
    expect(average(0.24, 0.05, 364, 0).lastForecast).toBeCloseTo(-332.1928094887362, 9);
  });

  it("honest reporting is best on average whatever the chance of an early end, for a loss as for a gain", () => {
    const chance = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(chance, chance, chance, chance, (early, later, told, toldLater) => {
        // On day 7 it may happen, with chance `early`; if not, with `later` by the end.
        const honest = early + (1 - early) * later;
        const brier = (first: number, second: number, ended: number, outcome: 0 | 1) =>
          scoreOverTime(
            standings(
              [
                { at: 0, value: first },
                { at: 7, value: second },
              ],
              life(ended),
            ),
            life(ended),
            (p) => brierHalf(state(p), outcome),
            0.25,
          )!.timeAveraged;
        const expected = (first: number, second: number) =>
          early * brier(first, second, 7, 0) +
          (1 - early) * (later * brier(first, second, 364, 0) + (1 - later) * brier(first, second, 364, 1));
        expect(expected(honest, later)).toBeLessThanOrEqual(expected(told, toldLater) + 1e-12);
      }),
    );
  });

  it("what came before the opening stands from then on, what came at the end not at all, the later of one moment alone", () => {
    const value = (entries: readonly (readonly [number, string])[]) =>
      standings(
        entries.map(([at, value]) => ({ at, value })),
        { opens: 10, closes: 30, ended: 20 },
      ).map(({ from, to, value }) => `${from} ${to} ${value}`);
    expect(value([[5, "a"], [8, "b"], [15, "c"], [15, "d"], [20, "e"]])).toEqual(["10 15 b", "15 20 d"]); // biome-ignore format: short
    expect(value([[20, "e"]])).toEqual([]);
  });
});
