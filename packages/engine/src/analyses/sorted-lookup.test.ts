/** Places in sorted columns against a plain search. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { firstAtLeast } from "./sorted-lookup.js";

test("the first entry that is at least as large, whatever the spread", () => {
  const entry = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: 0, max: 1e-300, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), fc.array(entry, { maxLength: 20 }), (entries, values) => {
      const sorted = Float64Array.from(entries).sort();
      const find = firstAtLeast(sorted);
      for (const value of [...entries, ...values]) {
        if (value > sorted[sorted.length - 1]!) continue;
        expect(find(value)).toBe(sorted.findIndex((each) => each >= value));
      }
    }),
    { numRuns: 500, seed: 3 },
  );
});
