/** Competing hypotheses against the vectors of the trade and identities. Sources beside the numbers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  diagnosticityOfLikelihoods,
  diagnosticityOfRatings,
  discounted,
  inconsistency,
  likelihoodsOfRatings,
  posteriorOf,
  type Rating,
} from "./competing-hypotheses.js";

/** Columns are hypotheses. Heuer (1999), fig. 15: an intelligence question of 1993; TC 2-33.4 para 2-55 gives the order H2, H3, H1. */
const heuer: readonly (readonly Rating[])[] = [
  ["C", "C", "C"],
  ["C", "C", "I"],
  ["C", "C", "I"],
  ["I", "C", "C"],
  ["I", "C", "C"],
  ["I", "C", "C"],
];

/** A matrix of all ratings with weights; scores computed apart from this program. */
const mixed: readonly (readonly Rating[])[] = [
  ["I", "C", "C"],
  ["II", "I", "CC"],
  ["C", "N", "C"],
  ["C", "II", "I"],
  ["NA", "I", "N"],
];
const [low, medium, high] = [Math.SQRT1_2, 1, Math.SQRT2];
const weights = [high * medium, low * high, medium * medium, high * high, medium * low];

function close(found: readonly number[], expected: readonly number[], digits = 12): void {
  expect(found).toHaveLength(expected.length);
  for (const [place, each] of found.entries()) expect(each).toBeCloseTo(expected[place]!, digits);
}

describe("inconsistency", () => {
  test("Heuer's matrix", () => expect(inconsistency(heuer)).toEqual([3, 0, 2]));
  test("every rating, plain", () => expect(inconsistency(mixed)).toEqual([3, 4, 1]));
  test("weighted by credibility and relevance (PARC)", () => {
    const expected = [3.414213562373095, 5.707106781186548, 2];
    close(inconsistency(mixed, weights), expected);
  });
});

describe("diagnosticity", () => {
  test("standard deviation of the ratings; NA is left out", () => {
    // Population standard deviations of (2,4,4), (1,2,5), (4,3,4), (4,1,2) and (2,3).
    const expected = [0.9428090415820634, 1.699673171197595, 0.4714045207910317, 1.247219128924647, 0.5];
    close(mixed.map(diagnosticityOfRatings), expected);
  });
  test("an item that speaks against all of them tells nothing", () => expect(diagnosticityOfRatings(["II", "II", "II"])).toBe(0));
  test("the greatest log likelihood ratio", () => {
    expect(diagnosticityOfLikelihoods([0.2, 0.8, 0.4])).toBeCloseTo(Math.log(4), 14);
    expect(diagnosticityOfLikelihoods([0.3, 0.3])).toBe(0);
    expect(diagnosticityOfLikelihoods([0, 0.3])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("Bayes' rule", () => {
  test("ratings as likelihoods; an item that does not apply to one is skipped whole", () => {
    const rows = mixed.flatMap((row) => likelihoodsOfRatings(row) ?? []);
    expect(rows).toHaveLength(12);
    const items = mixed.flatMap((row) => {
      const likelihoods = likelihoodsOfRatings(row);
      return likelihoods ? [likelihoods] : [];
    });
    const expected = [0.04838709677419357, 0.03225806451612903, 0.9193548387096774];
    close(posteriorOf([1, 1, 1], items)!, expected);
  });
  test("the taxicab (Tversky and Kahneman 1982: 0.41) and several hypotheses", () => {
    expect(posteriorOf([0.15, 0.85], [[0.8, 0.2]])![0]).toBeCloseTo(0.41379310344827586, 12);
    const expected = [0.151515151515151, 0.363636363636364, 0.484848484848485];
    close(posteriorOf([0.5, 0.3, 0.2], [[0.1, 0.4, 0.8]])!, expected);
  });
  test("a source trusted by 60 % weakens a ratio of 9 to 2.846", () => {
    const row = discounted([0.9, 0.1], 0.6);
    expect(row[0]! / row[1]!).toBeCloseTo(2.846153846153846, 12);
    expect(posteriorOf([0.2, 0.8], [row])![0]).toBeCloseTo(0.4157303370786517, 12);
  });
  test("no trust leaves the prior; all ruled out has no answer; order does not matter", () => {
    expect(posteriorOf([0.3, 0.7], [discounted([0.9, 0.1], 0)])![0]).toBeCloseTo(0.3, 14);
    expect(
      posteriorOf(
        [0.5, 0.5],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ).toBeUndefined();
    const likelihood = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(likelihood, likelihood, likelihood), { minLength: 1, maxLength: 200 }), (items) => {
        const [forward, backward] = [posteriorOf([1, 1, 1], items)!, posteriorOf([1, 1, 1], [...items].reverse())!];
        close(forward, backward, 9);
        expect(forward.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
