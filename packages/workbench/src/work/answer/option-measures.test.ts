import { compareDraws } from "@outweigh/brief";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureOptions } from "./option-measures.js";

const fixed = { seed: 11, numRuns: 300 };
const column = (length: number) =>
  fc
    .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
      minLength: length,
      maxLength: length,
    })
    .map((values) => Float64Array.from(values));

describe("measures of options", () => {
  test("by hand: ties share the first place", () => {
    const [first, second] = measureOptions([Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 3, 2, 5)], "minimise", 0, [true, true], {
      replicated: false,
      errorFactor: 1,
    });
    expect(first!.best!.probability).toBe(0.625);
    expect(second!.best!.probability).toBe(0.375);
    expect(first!.toReference).toBeUndefined();
    // Differences 0, 1, -1, 1: quantiles of type 7, and worse in two of four.
    expect(second!.toReference!.quantiles).toEqual([-0.85, -0.25, 0.5, 1, 1].map((value) => expect.closeTo(value, 12)));
    expect(second!.toReference!.worse.probability).toBe(0.5);
    expect([first!.rank, second!.rank]).toEqual([1, 2]);
  });
  test("are those of the brief, for any columns, senses and standings", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }).chain((length) => fc.array(fc.oneof(column(length), column(1)), { minLength: 1, maxLength: 4 })),
        fc.constantFrom("minimise" as const, "maximise" as const),
        fc.integer({ min: -1, max: 3 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        (columns, sense, asked, standing, replicated) => {
          const reference = Math.min(asked, columns.length - 1);
          const eligible = columns.map((_, place) => standing[place]!);
          const errors = { replicated, errorFactor: 1.5 };
          const theirs = compareDraws(columns, sense, reference, eligible, errors);
          measureOptions(columns, sense, reference, eligible, errors).forEach((own, place) => {
            const { estimate, low50, high50, rank, best, toBaseline } = theirs[place]!;
            expect(own.quantiles).toEqual([estimate.low, low50, estimate.median, high50, estimate.high]);
            expect(own.rank).toBe(rank);
            expect(own.best === undefined).toBe(best === undefined);
            if (own.best && best) {
              expect(own.best.probability).toBeCloseTo(best.probability, 12);
              expect(own.best.error).toBeCloseTo(best.error, 9);
            }
            expect(own.toReference === undefined).toBe(toBaseline === undefined);
            if (own.toReference && toBaseline) {
              const { estimate: difference } = toBaseline;
              expect(own.toReference.quantiles).toEqual([
                difference.low,
                toBaseline.low50,
                difference.median,
                toBaseline.high50,
                difference.high,
              ]);
              expect(own.toReference.worse.probability).toBeCloseTo(toBaseline.worse, 12);
              expect(own.toReference.worse.error).toBeCloseTo(toBaseline.worseError, 9);
            }
          });
        },
      ),
      fixed,
    );
  });
});
