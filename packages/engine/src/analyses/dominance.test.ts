import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dominance, dominance, dominanceMatrix } from "./dominance.js";
import { normalDraws, shareOf } from "./draws-for-tests.js";

const small = fc.array(fc.integer({ min: -4, max: 6 }), { minLength: 1, maxLength: 7 });
const of = (a: readonly number[], b: readonly number[]) => dominance(Float64Array.from(a), Float64Array.from(b)) as Dominance;
const cdf = (values: readonly number[], x: number) => values.filter((value) => value <= x).length / values.length;
const shortfall = (values: readonly number[], x: number) => values.reduce((sum, value) => sum + Math.max(0, x - value), 0) / values.length;
const places = Array.from({ length: 11 }, (_, k) => k - 4);

describe("dominance by brute force on small tables", () => {
  it("of the first order is a distribution function that is nowhere above, and somewhere below", () =>
    fc.assert(
      fc.property(small, small, (a, b) => {
        const gaps = places.map((x) => cdf(a, x) - cdf(b, x));
        const { holds, violation } = of(a, b).first;
        expect(holds).toBe(gaps.every((gap) => gap <= 1e-12) && gaps.some((gap) => gap < -1e-12));
        const total = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0);
        const against = gaps.reduce((sum, gap) => sum + Math.max(0, gap), 0);
        expect(violation.value).toBeCloseTo(total > 1e-12 ? against / total : 0, 10);
      }),
    ));

  it("of the second order is an expected shortfall below every level that is nowhere greater", () =>
    fc.assert(
      fc.property(small, small, (a, b) => {
        const gaps = places.map((x) => shortfall(a, x) - shortfall(b, x));
        const { holds, violation } = of(a, b).second;
        expect(holds).toBe(gaps.every((gap) => gap <= 1e-12) && gaps.some((gap) => gap < -1e-12));
        // The gap is straight between whole numbers: midpoints of a fine grid are exact but at its zeros. It counts over what both cover.
        const [low, high] = [Math.min(...a, ...b), Math.max(...a, ...b)];
        const steps = 4000;
        let [total, against] = [0, 0];
        for (let k = 0; k < steps; k++) {
          const x = low + ((high - low) * (k + 0.5)) / steps;
          const gap = shortfall(a, x) - shortfall(b, x);
          total += Math.abs(gap);
          against += Math.max(0, gap);
        }
        expect(violation.value).toBeCloseTo(total > 1e-9 ? against / total : 0, 4);
      }),
      { numRuns: 60 },
    ));

  it("statewise is never worse in any draw, and stronger than the first order, which is stronger than the second", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 6 }),
        (pairs) => {
          const found = of(
            pairs.map(([a]) => a),
            pairs.map(([, b]) => b),
          );
          expect(found.statewise!.holds).toBe(pairs.every(([a, b]) => a >= b) && pairs.some(([a, b]) => a > b));
          if (found.statewise!.holds) expect(found.first.holds).toBe(true);
          if (found.first.holds) expect(found.second.holds).toBe(true);
        },
      ),
    ));
});

describe("dominance of known distributions", () => {
  it("a mean-preserving spread is dominated in the second order alone, and a shift in the first", () => {
    expect(of([1, 1], [0, 2])).toMatchObject({ first: { holds: false }, second: { holds: true, violation: { value: 0 } } });
    expect(of([0, 2], [1, 1]).second).toMatchObject({ holds: false, violation: { value: 1 } });
    expect(of([2, 1], [1, 1])).toMatchObject({ first: { holds: true }, second: { holds: true } });
    const zeros = normalDraws(4096, 1, "x");
    const spread = zeros.map((z) => 2 * z);
    const less = zeros.map((z) => z + 0.1);
    expect(dominance(less, spread)).toMatchObject({ first: { holds: false }, second: { holds: true } });
    expect(dominance(less, zeros)).toMatchObject({ statewise: { holds: true }, first: { holds: true, violation: { value: 0, error: 0 } } });
  });

  it("equal distributions dominate neither way, also in another order", () => {
    expect(of([1, 2, 3], [3, 1, 2])).toMatchObject({ statewise: { holds: false }, first: { holds: false }, second: { holds: false } });
    expect(of([5], [5, 5])).toMatchObject({ first: { holds: false, violation: { value: 0 } } });
  });

  it("almost holds where a tolerance allows it", () => {
    // F_a is above F_b by 1/100 on (0, 1), and below it by 99/100 on (1, 10): ε = 0.01 / (0.01 + 8.91).
    const a = Float64Array.from({ length: 100 }, (_, draw) => (draw === 0 ? 0 : 10));
    const b = new Float64Array(100).fill(1);
    const exact = dominance(a, b) as Dominance;
    expect(exact.first.holds).toBe(false);
    expect(exact.first.violation.value).toBeCloseTo(0.01 / 8.92, 12);
    expect(dominance(a, b, { tolerance: 0.059 })).toMatchObject({ first: { holds: true }, second: { holds: true } });
    // However small the area, a lower mean is never preferred by everyone who dislikes risk.
    expect(dominance(b, a, { tolerance: 1 })).toMatchObject({ second: { holds: false } });
  });

  it("settles the paradox of two dollars", () => {
    // Levy (Stochastic Dominance, 2nd edition): one dollar with 1 % and a million with 99 %, against two dollars. ε = 0.01 / (0.01 + 0.99 × 999,998).
    const chance = Float64Array.from({ length: 100 }, (_, draw) => (draw === 0 ? 1 : 1e6));
    const found = dominance(chance, Float64Array.of(2)) as Dominance;
    expect(found.first.holds || found.second.holds).toBe(false);
    expect(found.first.violation.value / (0.01 / (0.01 + 0.99 * 999_998))).toBeCloseTo(1, 9);
    expect(dominance(chance, Float64Array.of(2), { tolerance: 1e-7 })).toMatchObject({ first: { holds: true }, second: { holds: true } });
  });

  it("the error of the violation covers the truth", () => {
    // N(0.5, 1) against N(0, 0.6): F_a > F_b below the crossing at -0.75. By SciPy 1.17 (quad): areas 0.020234747 and 0.520234747.
    const truth = 0.03743920336428226;
    const covered = shareOf(200, (seed) => {
      const { first } = dominance(normalDraws(800, seed, "a", 0.5, 1), normalDraws(800, seed, "b", 0, 0.6)) as Dominance;
      return Math.abs(first.violation.value - truth) < 2.365 * first.violation.error;
    });
    expect(covered).toBeGreaterThan(0.9);
  });
});

describe("the matrix", () => {
  const options = ["low", "wide", "high", "barred"];
  const benefits = [Float64Array.of(0, 1, 2, 1), Float64Array.of(-5, 9, -5, 9), Float64Array.of(1, 2, 3, 2), Float64Array.of(9, 9, 9, 9)];

  it("names who dominates whom, and who is left", () => {
    const matrix = dominanceMatrix({ options, benefits, replicated: false }, { eligible: [true, true, true, false] });
    expect(matrix).toMatchObject({ undominated: { statewise: [1, 2], first: [1, 2], second: [2] } });
    if (!("pairs" in matrix)) throw new Error("There must be pairs.");
    expect(matrix.pairs).toHaveLength(6);
    expect(matrix.pairs.find(({ dominating, dominated }) => dominating === 2 && dominated === 0)?.first.holds).toBe(true);
  });

  it("needs two options and finite draws", () => {
    expect(dominanceMatrix({ options: ["a"], benefits: [Float64Array.of(1)], replicated: false })).toMatchObject({
      reason: "too-few-options",
    });
    expect(dominance(Float64Array.of(1, Number.NaN), Float64Array.of(1, 2))).toMatchObject({ reason: "not-finite", name: "a", have: 1 });
    expect(dominance(new Float64Array(0), Float64Array.of(1, 2))).toMatchObject({ reason: "too-few-draws" });
  });
});
