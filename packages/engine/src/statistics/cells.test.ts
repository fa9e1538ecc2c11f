import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillUniforms, streamKey } from "../random.js";
import { normalQuantile } from "../special.js";
import { batchCount, batchSize, drawsInBatch } from "./batches.js";
import { type BatchPartial, type CellPlan, type CellTotal, cellGatherer, cellTotal, replayOf } from "./cells.js";
import { momentsOf } from "./moments.js";
import { summaryProbabilities } from "./quantiles.js";
import { summarise } from "./summary.js";

const planOf = (draws: number, probabilities: readonly number[] = []): CellPlan => ({ keep: "quantiles", draws, probabilities, misses: 0 });

/** The batches with these numbers, as one worker gathers them: it makes the pilot itself, whoever counts it. */
/** The totals of batches in the order of their numbers. */
function mergePartials(plans: readonly CellPlan[], batches: readonly BatchPartial[]): readonly CellTotal[] {
  const totals = plans.map(cellTotal);
  const inOrder = [...batches].sort((one, other) => one.batch - other.batch);
  for (const { cells } of inOrder) for (let cell = 0; cell < cells.length; cell++) totals[cell]!.add(cells[cell]!);
  return totals;
}

function worker(plan: CellPlan, values: Float64Array, numbers: readonly number[]): readonly BatchPartial[] {
  const pilot = cellTotal(plan);
  const gatherer = cellGatherer(plan, pilot.brackets);
  const gatherBatch = (batch: number) => {
    gatherer.begin(batch);
    const own = values.subarray(batch * batchSize, batch * batchSize + drawsInBatch(batch, plan.draws));
    for (let from = 0; from < own.length; from += 512) gatherer.take(own, from, Math.min(own.length, from + 512));
    return gatherer.finish();
  };
  if (values.length > 4 * batchSize) for (const batch of [0, 1]) pilot.add(gatherBatch(batch));
  return numbers.map((batch) => ({ batch, cells: [structuredClone(gatherBatch(batch))] }));
}

/** A run on so many workers, repeated while brackets miss. */
function gathered(values: Float64Array, workers: number, probabilities: readonly number[] = []): { total: CellTotal; passes: number } {
  let plan = planOf(values.length, probabilities);
  for (let passes = 1; ; passes++) {
    const numbers = Array.from({ length: batchCount(values.length) }, (_, batch) => batch);
    const parts = Array.from({ length: workers }, (_, index) =>
      worker(
        plan,
        values,
        numbers.filter((batch) => batch % workers === index),
      ),
    );
    const [total] = mergePartials([plan], parts.reverse().flat());
    if (!total!.isMissed()) return { total: total!, passes };
    plan = replayOf(plan);
  }
}

/** Type 7, and the mean of the lowest and highest 5 %, by a full sort. */
function bySorting(values: Float64Array, probabilities: readonly number[]) {
  const sorted = values.slice().sort();
  const quantiles = probabilities.map((probability) => {
    const rank = (values.length - 1) * probability;
    const [low, high] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!];
    return low === high ? low : low + (high - low) * (rank - Math.floor(rank));
  });
  const share = values.length * 0.05;
  const tail = (rising: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < Math.floor(share); i++) sum += rising[i]!;
    return (sum + (share - Math.floor(share)) * rising[Math.floor(share)]!) / share;
  };
  return { quantiles, low: tail(sorted), high: tail(sorted.slice().reverse()) };
}

const shapes: Readonly<Record<string, (u: number, j: number, count: number) => number>> = {
  uniform: (u) => u,
  normal: (u) => normalQuantile(u),
  offset: (u) => 1e9 + u,
  heavy: (u) => 1 / u ** 3,
  "both tails heavy": (u) => 1 / (u - 0.5) ** 3,
  tiny: (u) => u * 1e-310,
  constant: () => 3,
  coin: (u) => (u < 0.3 ? 0 : 1),
  rare: (u) => (u < 0.0004 ? 1 : 0),
  dice: (u) => Math.floor(u * 6),
  "many whole numbers": (u) => Math.floor(u * 3000),
  "atom at a quarter": (u) => (u < 0.249 ? u : u < 0.6 ? 0.25 : u),
  "atoms at the tails": (u) => Math.min(Math.max(u, 0.0499), 0.951),
  "zeros and normal": (u) => (u < 0.5 ? 0 : normalQuantile(2 * u - 1)),
  "rounded normal": (u) => Math.round(normalQuantile(u) * 50) / 50,
  infinite: (u) => (u < 0.1 ? -Infinity : u > 0.97 ? Infinity : u),
  rising: (_, j) => j,
  falling: (_, j) => -j,
  "other after the pilot": (u, j) => (j < 20_000 ? u : 5 + u),
  "drifting a little": (u, j, count) => u + (0.05 * j) / count,
  "signs of zero": (u) => (u < 0.5 ? -0 : 0),
};

describe("a long run without kept draws gives what a full sort gives", () => {
  for (const [name, shape] of Object.entries(shapes)) {
    it(name, () => {
      const count = 9 * batchSize + 2001;
      const uniforms = new Float64Array(count);
      fillUniforms(uniforms, streamKey(11, [name]), 0);
      const values = uniforms.map((u, j) => shape(u, j, count));
      const asked = [...summaryProbabilities, 0, 0.001, 0.04, 0.3, 0.999, 1];
      const expected = bySorting(values, asked);
      const { total } = gathered(values, 1, asked);
      const summary = total.summary(false);
      const column = summarise(values);
      asked.forEach((probability, index) => {
        expect(total.quantile(probability).value === expected.quantiles[index] || Number.isNaN(expected.quantiles[index])).toBe(true);
      });
      expect(summary.quantiles!.map(({ value, error }) => [value + 0, error])).toEqual(
        column.quantiles!.map(({ value, error }) => [value + 0, error]),
      );
      expect({ ...summary, quantiles: [], tails: undefined }).toEqual({ ...column, quantiles: [], tails: undefined });
      for (const end of ["low", "high"] as const) {
        for (const found of [summary.tails![end], column.tails![end]])
          expect(found === expected[end] || Math.abs(found - expected[end]) <= 1e-12 * Math.abs(expected[end])).toBe(true);
      }
      for (const workers of [2, 4]) expect(gathered(values, workers, asked).total.summary(false)).toEqual(summary);
    });
  }

  it("whatever the mixture and wherever it changes", () => {
    const part = fc.record({
      scale: fc.constantFrom(0, 1e-3, 1, 1e6),
      centre: fc.integer({ min: -3, max: 3 }),
      grid: fc.constantFrom(0, 0.5, 0.01),
    });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 4 * batchSize + 1, max: 7 * batchSize }),
        fc.integer(),
        fc.boolean(),
        (mixture, count, seed, inTurn) => {
          const uniforms = new Float64Array(2 * count);
          fillUniforms(uniforms, streamKey(seed, ["mixture"]), 0);
          const values = Float64Array.from({ length: count }, (_, j) => {
            const place = inTurn ? j / count : uniforms[count + j]!;
            const { scale, centre, grid } = mixture[Math.floor(place * mixture.length)]!;
            const value = centre + scale * (uniforms[j]! - 0.5) ** 3;
            return grid === 0 ? value : Math.round(value / grid) * grid;
          });
          const { total } = gathered(values, 1 + (count % 3));
          const expected = bySorting(values, summaryProbabilities);
          expect(total.summary(true).quantiles!.map(({ value }) => value + 0)).toEqual(expected.quantiles.map((value) => value + 0));
          const size = Math.abs(total.moments().max) + Math.abs(total.moments().min);
          expect(Math.abs(total.summary(true).tails!.low - expected.low)).toBeLessThanOrEqual(1e-12 * size);
          expect(Math.abs(total.summary(true).tails!.high - expected.high)).toBeLessThanOrEqual(1e-12 * size);
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  }, 60_000);
});

describe("a sample", () => {
  const count = 5 * batchSize + 700;
  const uniforms = new Float64Array(count);
  fillUniforms(uniforms, streamKey(12, ["sample"]), 0);
  const summaryOf = (values: Float64Array, keep: CellPlan["keep"] = "sample") => {
    const plan: CellPlan = { keep, draws: values.length, probabilities: [], misses: 0 };
    const numbers = Array.from({ length: batchCount(values.length) }, (_, batch) => batch);
    const store = cellTotal(plan);
    const gatherer = cellGatherer(plan, store.brackets, store.store());
    for (const batch of numbers) {
      gatherer.begin(batch);
      gatherer.take(values.subarray(batch * batchSize, (batch + 1) * batchSize), 0, drawsInBatch(batch, values.length));
      store.add(gatherer.finish());
    }
    return store.summary(false);
  };

  it("gives quantiles of the first 16,384 draws and moments of all", () => {
    const summary = summaryOf(uniforms);
    const first = bySorting(uniforms.subarray(0, 16_384), summaryProbabilities);
    expect(summary.quantiles!.map(({ value }) => value)).toEqual(first.quantiles);
    expect(Math.abs(summary.tails!.high - first.high)).toBeLessThan(1e-12);
    expect({ ...summary, quantiles: [], tails: undefined }).toEqual({ ...summarise(uniforms), quantiles: [], tails: undefined });
    // The standard error of theory of the median of so many uniforms; spacings are random themselves.
    expect(Math.abs(summary.quantiles![2]!.error * 2 * Math.sqrt(16_384) - 1)).toBeLessThan(0.3);
  });

  it("of no more draws than that is all of them", () => {
    const few = uniforms.subarray(0, 2 * batchSize - 3);
    expect(summaryOf(few)).toEqual(summaryOf(few, "quantiles"));
  });

  it("has no quantiles where any draw is not a number", () => {
    const values = uniforms.slice();
    values[count - 1] = Number.NaN;
    expect(summaryOf(values).quantiles![2]!.value).toBeNaN();
    expect(summaryOf(values).tails!.low).toBeNaN();
  });
});

describe("brackets", () => {
  const uniforms = (count: number, name: string) => {
    const column = new Float64Array(count);
    fillUniforms(column, streamKey(2, [name]), 0);
    return column;
  };
  const heldBy = (values: Float64Array) =>
    worker(
      planOf(values.length),
      values,
      Array.from({ length: batchCount(values.length) }, (_, batch) => batch),
    ).reduce((sum, { cells }) => sum + (cells[0]!.brackets?.values.length ?? 0), 0);

  it("seldom miss: 40 runs of five quantiles and two tails pass at once", () => {
    for (let run = 0; run < 40; run++) expect(gathered(uniforms(6 * batchSize, `run ${run}`), 1).passes).toBe(1);
  });

  it("are passed over twice at most more when the pilot is like nothing that follows", () => {
    expect(
      gathered(
        uniforms(6 * batchSize, "x").map((u, j) => (j < 2 * batchSize ? u : 10 + u)),
        1,
      ).passes,
    ).toBe(3);
  });

  it("keep an eighth of continuous draws, and nothing of few values", () => {
    const values = uniforms(20 * batchSize, "held");
    expect(heldBy(values) / (18 * batchSize)).toBeLessThan(0.16);
    expect(heldBy(values.map((u) => Math.floor(u * 5)))).toBe(0);
    expect(heldBy(values.map((u) => (u < 0.5 ? 0 : u)))).toBeLessThan(0.16 * 18 * batchSize);
  });

  it("say that a value is not a number, in the pilot or after it", () => {
    for (const place of [5, 3 * batchSize]) {
      const values = uniforms(6 * batchSize, "spoiled");
      values[place] = Number.NaN;
      const { total, passes } = gathered(values, 2);
      expect(passes).toBe(1);
      const { mean, quantiles, tails, notFinite } = total.summary(false);
      expect([mean, quantiles![2]!.value, quantiles![2]!.error, tails!.low, tails!.high]).toEqual(new Array(5).fill(Number.NaN));
      expect(notFinite).toBe(1);
    }
  });
});

describe("short runs and other ways to keep", () => {
  const values = Float64Array.from({ length: 2 * batchSize + 5 }, (_, j) => Math.sqrt(j));
  const totalOf = (plan: CellPlan) => mergePartials([plan], worker(plan, values, [0, 1, 2]))[0]!;

  it("store and select", () => {
    expect(totalOf(planOf(values.length)).summary(false)).toEqual(summarise(values));
    expect(totalOf(planOf(values.length)).column()).toBeUndefined();
    expect(totalOf({ ...planOf(values.length), keep: "draws" }).column()).toEqual(values);
    const { quantiles, tails, ...rest } = summarise(values);
    expect(totalOf({ ...planOf(values.length), keep: "moments" }).summary(false)).toEqual(rest);
    expect(totalOf(planOf(values.length)).moments()).toEqual(momentsOf(values));
  });

  it("write into the column of the total where they share memory", () => {
    const plan: CellPlan = { ...planOf(values.length), keep: "draws" };
    const total = cellTotal(plan);
    const gatherer = cellGatherer(plan, total.brackets, total.store());
    for (let batch = 0; batch < 3; batch++) {
      gatherer.begin(batch);
      gatherer.take(values, batch * batchSize, Math.min(values.length, (batch + 1) * batchSize));
      total.add(gatherer.finish());
    }
    expect(total.column()).toBe(total.store());
    expect(total.column()).toEqual(values);
    expect(total.summary(false)).toEqual(summarise(values));
  });
});
