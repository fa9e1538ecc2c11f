/** Scores over the life of questions and over a ledger, against brute force and the published time-weighted case; calibration bands against the binomial distribution. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ln } from "../elementary.js";
import { poolProbabilities } from "../pooling/index.js";
import { fillUniforms, streamKey } from "../random.js";
import {
  type Compared,
  calibrationOf,
  compareLosses,
  compareWithOthers,
  crpsQuantiles,
  murphyDecomposition,
  pooledQuantiles,
  type QuantilePoint,
  type QuestionHistory,
  scoreLedger,
  standings,
  tenths,
  weightsFromScores,
} from "./index.js";

const question = (more: Partial<QuestionHistory> & Pick<QuestionHistory, "entries">): QuestionHistory => ({
  forecast: "q",
  type: "binary",
  opens: 0,
  closes: 10,
  settledOn: undefined,
  outcome: 0,
  ...more,
});
const said = (by: string, at: number, ...probabilities: number[]) => ({
  by,
  at,
  value: { probabilities: probabilities.length === 1 ? [probabilities[0]!, 1 - probabilities[0]!] : probabilities },
});
const uniforms = (name: string, count: number) => {
  const column = new Float64Array(count);
  fillUniforms(column, streamKey(7, [name]), 0);
  return column;
};

describe("against the others over time", () => {
  it("the published peer scores of a forecaster who comes late", () => {
    const { questions } = scoreLedger([question({ entries: [said("a", 0, 0.1), said("b", 0, 0.5), said("c", 5, 0.9)] })]);
    const peers = questions[0]!.rows.map((row) => (row.kind === "states" ? [row.againstOthers.peer, row.coverage] : []));
    [[-175.638457865963, 1], [106.01317681000455, 1], [69.62528105595845, 0.5]].forEach(([peer, coverage], place) => {
      expect(peers[place]![0]).toBeCloseTo(peer!, 8);
      expect(peers[place]![1]).toBe(coverage);
    });
  }); // biome-ignore format: short

  it("is what comes out moment by moment, and peer scores add up to zero", () => {
    const entry = fc.record({
      by: fc.integer({ min: 0, max: 4 }),
      at: fc.integer({ min: 0, max: 11 }),
      p: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom(0, 1),
        (entries, ended, outcome) => {
          const life = { opens: 0, closes: 10, ended };
          const standing = [0, 1, 2, 3, 4].map((who) =>
            standings(
              entries
                .filter(({ by }) => by === who)
                .map(({ at, p }): { at: number; value: Compared } => {
                  const parts = [p / 20, 1 - p / 20];
                  return { at, value: { given: parts[outcome]!, parts } };
                }),
              life,
            ),
          );
          const target = outcome === 0 ? [1, 0] : [0, 1];
          const found = compareWithOthers(standing, target, 1, life, 0.001);
          const expected = standing.map(() => ({ peer: 0, loss: 0, othersLoss: 0 }));
          for (let day = 0; day < ended; day++) {
            const now = standing.map((own) => own.find(({ from, to }) => from <= day && day < to)?.value.parts);
            now.forEach((own, who) => {
              const others = now.filter((each, place) => each !== undefined && place !== who) as (readonly number[])[];
              if (own === undefined || others.length === 0) return;
              const log = (p: number) => ln(Math.min(0.999, Math.max(0.001, p)));
              const meanLog = others.reduce((sum, each) => sum + log(each[outcome]!), 0) / others.length;
              const meanYes = others.reduce((sum, each) => sum + each[0]!, 0) / others.length;
              expected[who]!.peer += (100 * (log(own[outcome]!) - meanLog)) / 10;
              expected[who]!.loss += 2 * (own[0]! - target[0]!) ** 2;
              expected[who]!.othersLoss += 2 * (meanYes - target[0]!) ** 2;
            });
          }
          found.forEach((each, who) => {
            expect(each.peer).toBeCloseTo(expected[who]!.peer, 8);
            expect(each.loss).toBeCloseTo(expected[who]!.loss, 9);
            expect(each.othersLoss).toBeCloseTo(expected[who]!.othersLoss, 9);
          });
          expect(found.reduce((sum, { peer }) => sum + peer, 0)).toBeCloseTo(0, 8);
        },
      ),
    );
  });
});

describe("numbers and days", () => {
  const quantiles = (at: number, by: string, ...value: QuantilePoint[]) => ({ at, by, value: { quantiles: value } });
  const point = (at: number, by: string, value: number) => quantiles(at, by, [0.5, value]);
  const number = (more: Partial<QuestionHistory> & Pick<QuestionHistory, "entries">) =>
    question({ type: "numeric", outcome: 100, ...more });
  const rowsOf = (history: QuestionHistory) =>
    scoreLedger([history]).questions[0]!.rows.flatMap((row) => (row.kind === "quantity" ? [row] : []));

  it("by hand: points of which the CRPS is the distance", () => {
    // a is 20 off for five days and 10 off for five; b, from day 5 on, is 40 off.
    const [a, b] = rowsOf(number({ entries: [point(0, "a", 120), point(5, "a", 90), point(5, "b", 140)] }));
    expect([a!.timeAveraged.crps, a!.whileStanding.crps, a!.lastForecast.crps, a!.coverage]).toEqual([15, 15, 10, 1]);
    expect([b!.timeAveraged.crps, b!.whileStanding.crps, b!.coverage]).toEqual([20, 40, 0.5]);
    // For five of ten days b loses 30 more than a.
    expect([a!.againstOthers, b!.againstOthers]).toEqual([
      { advantage: 15, loss: 50, othersLoss: 200, days: 5 },
      { advantage: -15, loss: 200, othersLoss: 50, days: 5 },
    ]);
    const [early] = rowsOf(number({ settledOn: 2, entries: [point(0, "a", 120)] }));
    expect([early!.timeAveraged.crps, early!.whileStanding.crps, early!.againstOthers.advantage]).toEqual([4, 20, 0]);
  });

  it("what the others lose more is what comes out day by day, and adds up to zero", () => {
    const entry = fc.record({
      by: fc.integer({ min: 0, max: 4 }),
      at: fc.integer({ min: 0, max: 11 }),
      loss: fc.integer({ max: 30, min: 0 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 10 }), (entries, ended) => {
        const life = { opens: 0, closes: 10, ended };
        const standing = [0, 1, 2, 3, 4].map((who) =>
          standings(
            entries.filter(({ by }) => by === who).map(({ at, loss }) => ({ at, value: loss })),
            life,
          ),
        );
        const found = compareLosses(standing, life);
        const expected = standing.map(() => 0);
        for (let day = 0; day < ended; day++) {
          const now = standing.map((own) => own.find(({ from, to }) => from <= day && day < to)?.value);
          now.forEach((own, who) => {
            const others = now.filter((each, place) => each !== undefined && place !== who) as readonly number[];
            if (own !== undefined && others.length > 0)
              expected[who]! += (others.reduce((sum, loss) => sum + loss, 0) / others.length - own) / 10;
          });
        }
        found.forEach(({ advantage }, who) => {
          expect(advantage).toBeCloseTo(expected[who]!, 9);
        });
        expect(found.reduce((sum, { advantage }) => sum + advantage, 0)).toBeCloseTo(0, 9);
      }),
    );
  });

  it("early settlement cannot be gamed: over the whole life honest quantiles do better than those that bet on it", () => {
    // Each day the count passes 100 with 10 % and the question ends; otherwise it stays at 0 and ends after ten days. Honest is what is known each day.
    const honest = (day: number): readonly QuantilePoint[] => {
      const chance = 1 - 0.9 ** (10 - day);
      return [
        [0, 0],
        [1 - chance, 0],
        [1 - chance, 100],
        [1, 100],
      ];
    };
    const bold: readonly QuantilePoint[] = [
      [0, 0],
      [0.05, 0],
      [0.05, 100],
      [1, 100],
    ];
    let [ofHonest, ofBold, gain] = [0, 0, 0];
    for (let end = 1; end <= 11; end++) {
      const chance = end <= 10 ? 0.9 ** (end - 1) * 0.1 : 0.9 ** 10;
      const entries = [...Array.from({ length: 10 }, (_, day) => quantiles(day, "honest", ...honest(day))), quantiles(0, "bold", ...bold)];
      const [one, two] = rowsOf(number({ settledOn: Math.min(end, 10), outcome: end <= 10 ? 100 : 0, entries }));
      ofHonest += chance * one!.timeAveraged.crps;
      ofBold += chance * two!.timeAveraged.crps;
      gain += chance * one!.againstOthers.advantage;
    }
    expect(ofHonest).toBeLessThan(ofBold);
    expect(gain).toBeCloseTo(ofBold - ofHonest, 9);
  });

  it("pools at the levels that all reach, between their own levels by a straight line", () => {
    const one: readonly QuantilePoint[] = [
      [0.05, 0],
      [0.5, 9],
      [0.95, 18],
    ];
    const two: readonly QuantilePoint[] = [
      [0.25, 20],
      [0.75, 40],
    ];
    // Of the first, the quantiles at a quarter and three quarters are 4 and 14; of the second, the median is 30.
    const pool = pooledQuantiles([one, two], [3, 1])!;
    expect(pool.mean.map(([level]) => level)).toEqual([0.25, 0.5, 0.75]);
    for (const [given, wanted] of [
      [pool.mean, [12, 19.5, 27]],
      [pool.median, [12, 19.5, 27]],
      [pool.weighted, [8, 14.25, 20.5]],
    ] as const)
      given.forEach(([, value], place) => {
        expect(value).toBeCloseTo(wanted[place]!, 12);
      });
    expect(pooledQuantiles([[[0.1, 1]], [[0.9, 2]]], [1, 1])).toBeUndefined();
    expect(pooledQuantiles([], [])).toBeUndefined();
    // The pool of an open question is of what everybody said last.
    const open = number({ outcome: undefined, entries: [point(0, "a", 1), point(3, "a", 10), point(1, "b", 30), point(2, "c", 80)] });
    expect(scoreLedger([open]).pooledQuantiles).toEqual([
      { forecast: "q", type: "numeric", isSettled: false, forecasters: 3, weighted: [[0.5, 40]], mean: [[0.5, 40]], median: [[0.5, 30]] },
    ]);
    expect(crpsQuantiles([[0.5, 40]], 100)).toBe(60);
  });
});

describe("Murphy decomposition", () => {
  it("always makes up the score, with weights and bins", () => {
    const forecast = fc.record({
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      cameTrue: fc.boolean(),
      weight: fc.double({ min: 0.01, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1, maxLength: 60 }), fc.boolean(), (forecasts, binned) => {
        const all = murphyDecomposition(forecasts, binned ? tenths : undefined)!;
        const sum = all.reliability - all.resolution + all.uncertainty + all.withinBinVariance - all.withinBinCovariance;
        expect(sum).toBeCloseTo(all.brierHalf, 10);
      }),
    );
  });
});

describe("calibration", () => {
  it("bands of independent questions are those of the binomial distribution", () => {
    // scipy.stats.binom.ppf([.05, .95], 200, .3) and (60, .85); one count is .005 and 1/60.
    const forecasts = [
      ...Array.from({ length: 200 }, (_, i) => ({ question: `a${i}`, probabilities: [0.3, 0.7], outcome: i < 66 ? 0 : 1 })),
      ...Array.from({ length: 60 }, (_, i) => ({ question: `b${i}`, probabilities: [0.85, 0.15], outcome: i < 55 ? 0 : 1 })),
    ];
    const { bins, questions, isSmall, forecasts: count } = calibrationOf(forecasts);
    expect([questions, count, isSmall]).toEqual([260, 260, false]);
    const [low, high] = bins;
    expect(low!.rate).toBeCloseTo(0.33, 12);
    expect(Math.abs(low!.band[0] - 49 / 200)).toBeLessThanOrEqual(1.01 / 200);
    expect(Math.abs(low!.band[1] - 71 / 200)).toBeLessThanOrEqual(1.01 / 200);
    expect(Math.abs(high!.band[0] - 46 / 60)).toBeLessThanOrEqual(1.01 / 60);
    expect(Math.abs(high!.band[1] - 55 / 60)).toBeLessThanOrEqual(1.01 / 60);
  });

  it("many forecasts of one question share its outcome: the band is from nothing to everything", () => {
    const forecasts = Array.from({ length: 500 }, () => ({ question: "one", probabilities: [0.55, 0.45], outcome: 0 }));
    const { bins, isSmall } = calibrationOf(forecasts);
    expect(bins[0]!.band).toEqual([0, 1]);
    expect([bins[0]!.states, bins[0]!.cameTrue, bins[0]!.questions, bins[0]!.forecasts]).toEqual([1, 1, 1, 500]);
    expect(isSmall).toBe(true);
    // Jeffreys for one of one at 90 %: the 5 % quantile of beta(1.5, 0.5), scipy.stats.beta.ppf(.05, 1.5, .5).
    expect(bins[0]!.interval[0]).toBeCloseTo(0.22851981380632877, 9);
    expect(bins[0]!.interval[1]).toBe(1);
  });

  it("right forecasts lie within their bands as often as stated", () => {
    let [inside, all] = [0, 0];
    for (let round = 0; round < 60; round++) {
      const us = uniforms(`round ${round}`, 400);
      const forecasts = Array.from({ length: 200 }, (_, i) => {
        const p = Math.round(us[2 * i]! * 100) / 100;
        return { question: `${i}`, probabilities: [p, 1 - p], outcome: us[2 * i + 1]! < p ? 0 : 1 };
      });
      for (const { rate, band } of calibrationOf(forecasts, { replicates: 500, seed: round }).bins) {
        all++;
        if (rate >= band[0] - 1e-12 && rate <= band[1] + 1e-12) inside++;
      }
    }
    // Counts are whole numbers, so a band holds its level or more; four standard errors below.
    const error = Math.sqrt((0.9 * 0.1) / all);
    expect(inside / all).toBeGreaterThan(0.9 - 4 * error);
    expect(inside / all).toBeLessThan(0.97);
  });

  it("each state of several counts, and sharpness is the mean of p (1 - p)", () => {
    const { bins, sharpness, histogram } = calibrationOf([{ question: "q", probabilities: [0.5, 0.35, 0.15], outcome: 2 }]);
    expect(bins.map(({ from, rate }) => [from, rate])).toEqual([
      [0.1, 1],
      [0.3, 0],
      [0.5, 0],
    ]);
    expect(sharpness).toBeCloseTo((0.25 + 0.2275 + 0.1275) / 3, 14);
    expect(histogram.reduce((sum, each) => sum + each, 0)).toBe(3);
  });
});

describe("a ledger", () => {
  it("leaves out and counts what has no outcome", () => {
    const entries = [said("a", 1, 0.5)];
    const scores = scoreLedger([
      question({ forecast: "scored", entries: [...entries, said("a", 11, 1)] }),
      question({ forecast: "open", outcome: undefined, entries }),
      question({ forecast: "annulled", outcome: "annulled", entries }),
      question({ forecast: "ambiguous", outcome: "ambiguous", entries }),
      question({ forecast: "silent", entries: [] }),
      question({ forecast: "afterwards", settledOn: 1, entries }),
      question({ forecast: "before", settledOn: -2, entries }),
      question({ forecast: "backwards", closes: -1, entries }),
    ]);
    expect(scores.questions.map(({ forecast }) => forecast)).toEqual(["scored"]);
    expect(scores.leftOut).toEqual({
      open: ["open"],
      annulled: ["annulled"],
      ambiguous: ["ambiguous"],
      "without-forecast": ["silent", "afterwards"],
      "settled-before-opening": ["before"],
      "without-duration": ["backwards"],
    });
    expect(scores.late).toBe(2);
    expect(scores.pooled.filter(({ isSettled }) => !isSettled).map(({ forecast }) => forecast)).toEqual(["open"]);
    expect(scores.overall!.timeAveraged.brierHalf).toBeCloseTo(0.25, 14);
    expect(scores.overall!.isSmall).toBe(true);
  });

  it("is empty without questions", () => {
    const scores = scoreLedger([]);
    expect(scores.overall).toBeUndefined();
    expect(scores.calibration).toBeUndefined();
    expect(scores.pools.comparison).toBeUndefined();
  });

  it("time-averaged, while standing and last are three things", () => {
    const { forecasters } = scoreLedger([question({ settledOn: 8, entries: [said("a", 2, 0.6), said("a", 6, 0.9)] })]);
    const [a] = forecasters;
    // 0-2 and 8-10 even: 0.25; 2-6: 0.16; 6-8: 0.01.
    expect(a!.timeAveraged.brierHalf).toBeCloseTo((4 * 0.25 + 4 * 0.16 + 2 * 0.01) / 10, 14);
    expect(a!.whileStanding.brierHalf).toBeCloseTo((4 * 0.16 + 2 * 0.01) / 6, 14);
    expect(a!.lastForecast.brierHalf).toBeCloseTo(0.01, 14);
    expect(a!.timeAveraged.brierOriginal).toBeCloseTo(2 * a!.timeAveraged.brierHalf, 14);
    expect(a!.coverage).toBeCloseTo(0.6, 14);
    expect(a!.skillAgainstOthers).toBeUndefined();
    expect(a!.peer).toBe(0);
  });

  it("a corrected outcome gives other scores, and clipping is counted", () => {
    const score = (outcome: number) => scoreLedger([question({ outcome, entries: [said("a", 0, 1)] })]);
    expect(score(0).overall!.lastForecast.brierHalf).toBe(0);
    expect(score(1).overall!.lastForecast.brierHalf).toBe(1);
    expect(score(1).overall!.lastForecast.log).toBeCloseTo(ln(0.001), 12);
    expect(score(1).clipped).toBe(1);
  });

  it("skill against the base rate and against the others, by hand", () => {
    const { forecasters } = scoreLedger([
      question({ forecast: "x", outcome: 0, entries: [said("a", 0, 0.9), said("b", 0, 0.6)] }),
      question({ forecast: "y", outcome: 1, entries: [said("a", 0, 0.2), said("b", 0, 0.6)] }),
    ]);
    const a = forecasters.find(({ forecaster }) => forecaster === "a")!;
    expect(a.skillAgainstBaseRate).toBeCloseTo(1 - (0.01 + 0.04) / 0.5, 13);
    expect(a.skillAgainstOthers).toBeCloseTo(1 - (0.01 + 0.04) / (0.16 + 0.36), 13);
  });

  it("states in order use the ordered score, also against the others", () => {
    const { questions } = scoreLedger([
      question({ type: "ordered", outcome: 2, entries: [said("a", 0, 0.1, 0.2, 0.4, 0.3), said("b", 0, 0.25, 0.25, 0.25, 0.25)] }),
    ]);
    const [a] = questions[0]!.rows;
    if (a?.kind !== "states") throw new Error("no states");
    expect(a.lastForecast.brierOriginal).toBeCloseTo(0.12666666666666668, 13);
    expect(a.againstOthers.loss / 10).toBeCloseTo(0.12666666666666668, 13);
    expect(a.againstOthers.othersLoss / 10).toBeCloseTo((2 * (0.0625 + 0.25 + 0.0625)) / 3, 13);
  });

  it("numbers and days: CRPS, and how many intervals held the outcome", () => {
    const numeric = (forecast: string, outcome: number) =>
      question({ forecast, type: "numeric", outcome, entries: [{ by: "a", at: 0, value: { quantiles: [[0.1, 10], [0.5, 15], [0.9, 20]] } }] }); // biome-ignore format: short
    const { questions, intervals, overall } = scoreLedger([numeric("in", 12), numeric("out", 25)]);
    expect(intervals).toEqual([{ forecaster: "a", questions: 2, intervals: 2, held: 1, expected: 1.6 }]);
    const [row] = questions[1]!.rows;
    if (row?.kind !== "quantity") throw new Error("no quantity");
    expect(row.interval!.lastForecast).toBeCloseTo(10 + (2 / 0.2) * 5, 10);
    // 5 beyond the end, and the squares of lines from .1 to .5 and .5 to .9 over 5 each.
    expect(row.lastForecast.crps).toBeCloseTo(5 + (5 * (0.01 + 0.05 + 0.25)) / 3 + (5 * (0.25 + 0.45 + 0.81)) / 3, 12);
    expect(overall).toBeUndefined();
  });
});

describe("weights learnt from scores", () => {
  const ledger = (skills: readonly number[], questions: number) =>
    Array.from({ length: questions }, (_, q) => {
      const us = uniforms(`ledger ${q}`, skills.length + 1);
      const outcome = us[0]! < 0.5 ? 0 : 1;
      return question({
        forecast: `${q}`,
        outcome,
        entries: skills.map((sure, who) => {
          const right = us[who + 1]! < sure;
          return said(`${who}`, 0, (outcome === 0) === right ? 0.85 : 0.15);
        }),
      });
    });

  it("find those who know among those who guess, and say that it helps", () => {
    const { forecasters, pools } = scoreLedger(ledger([0.9, 0.9, 0.5, 0.5, 0.5, 0.5, 0.5], 80));
    expect(pools.comparison!.againstMean.verdict).toBe("better");
    expect(pools.comparison!.weighted).toBeLessThan(pools.comparison!.median);
    const [knows, guesses] = [forecasters.slice(0, 2), forecasters.slice(2)].map((group) => group.map(({ weight }) => weight));
    expect(Math.min(...knows!)).toBeGreaterThan(Math.max(...guesses!));
    expect(knows!.reduce((sum, weight) => sum + weight, 0)).toBeGreaterThan(3.5);
    expect(forecasters.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(7, 9);
  });

  it("claim nothing where all are alike", () => {
    const { pools } = scoreLedger(ledger([0.7, 0.7, 0.7, 0.7, 0.7], 60));
    expect(pools.comparison!.againstMean.verdict).toBe("no-clear-difference");
  });

  it("stay equal with too few questions", () => {
    const { forecasters, pools } = scoreLedger(ledger([0.9, 0.5], 4));
    expect(pools.comparison).toBeUndefined();
    expect(forecasters.map(({ weight }) => weight)).toEqual([1, 1]);
  });

  it("go into the pools of expert judgement", () => {
    const weights = weightsFromScores(
      [
        { lossAboveOthers: -3, questions: 20 },
        { lossAboveOthers: 3, questions: 20 },
        { lossAboveOthers: 0, questions: 0 },
      ],
      10,
    );
    expect(weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(weights[0]! / weights[2]!).toBeCloseTo(3.3201169227365472, 10); // e to the power of 30/25
    const pooled = poolProbabilities([0.8, 0.2, 0.5], { kind: "linear" }, weights);
    expect(pooled).toBeGreaterThan(0.5);
    expect(weightsFromScores([{ lossAboveOthers: -3, questions: 20 }, { lossAboveOthers: 9, questions: 1 }], 0)).toEqual([0.5, 0.5]); // biome-ignore format: short
  });

  it("the pool of a settled question was learnt without it", () => {
    const base = ledger([0.9, 0.5, 0.5], 40);
    const flipped = base.map((each, place) => (place === 3 ? { ...each, outcome: 1 - (each.outcome as number) } : each));
    const pooled = (histories: readonly QuestionHistory[]) => scoreLedger(histories).pooled[3]!.weighted;
    expect(pooled(base)).toEqual(pooled(flipped));
  });
});
