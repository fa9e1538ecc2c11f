import { describe, expect, it } from "vitest";
import { type ComparisonInput, type ComparisonTable, comparisonTable, type Ranking } from "./comparison.js";
import { normalDraws, uniformDraws } from "./draws-for-tests.js";
import type { WeighedObjectives } from "./weighted-objectives.js";

const count = 1024;
const cost = [0, 1, 2].map((k) => normalDraws(count, 9, `cost ${k}`, 10 - k, 1, true));
const lives = [0, 1, 2].map((k) => normalDraws(count, 9, `lives ${k}`, 5 + k, 1, true));
const base: ComparisonInput = {
  options: [
    { name: "carry on", standing: "clear", breach: 0 },
    { name: "contested", standing: "contested", breach: 0.3 },
    { name: "barred", standing: "barred", breach: 1 },
  ],
  objectives: [
    { name: "cost", sense: "minimise", columns: cost, targets: [{ bound: "at-most", value: 9 }] },
    { name: "lives", sense: "maximise", columns: lives },
  ],
  baseline: 0,
  replicated: true,
};
const table = (input: Partial<ComparisonInput> = {}) => comparisonTable({ ...base, ...input }) as ComparisonTable;
const order = (ranking: unknown) => (ranking as Ranking).order.map(({ option }) => option);

describe("the comparison in one piece", () => {
  it("shows every option and ranks those that law allows, with and without the contested", () => {
    const found = table();
    expect(found.draws).toBe(count);
    expect(found.options.map(({ breach }) => breach.value)).toEqual([0, 0.3, 1]);
    expect(found.rankings).toEqual([
      { kind: "with-contested", options: [0, 1] },
      { kind: "without-contested", options: [0] },
    ]);
    for (const { options, rankings } of found.objectives) {
      expect(options.map(({ option }) => option)).toEqual(["carry on", "contested", "barred"]);
      expect(rankings.map(order)).toEqual([[1, 0], [0]]);
      expect((rankings[0] as Ranking).selection).toMatchObject({ selected: 1, verdict: "stable" });
      expect((rankings[1] as Ranking).selection).toMatchObject({ reason: "too-few-options", have: 1 });
      expect((rankings[0] as Ranking).regrets).toMatchObject({ leastExpected: 1 });
    }
    expect(found.pareto[0]).toMatchObject({ byMeans: [{ isOnFront: false }, { isOnFront: true }] });
    expect(found.pareto[1]).toMatchObject({ reason: "too-few-options" });
  });

  it("keeps the objective's unit and minds its sense", () => {
    const [costs, saved] = table({ tailProbability: 0.1 }).objectives;
    for (const [k, { mean }] of costs!.options.entries()) expect(Math.abs(mean.value - (10 - k))).toBeLessThan(0.1);
    // The mean of the worst tenth of a normal lies φ(1.2815516) / 0.1 = 1.7549833 standard deviations out.
    expect(costs!.options[0]!.badTail).toMatchObject({ side: "high", probability: 0.1 });
    expect(Math.abs(costs!.options[0]!.badTail.mean.value - 11.7549833)).toBeLessThan(0.1);
    expect(Math.abs(saved!.options[0]!.badTail.mean.value - (5 - 1.7549833))).toBeLessThan(0.1);
    // One better by 1 with sd sqrt(2) of the difference: P(worse) = Φ(-1/√2) = 0.2397501 both ways.
    for (const objective of [costs!, saved!]) {
      const { probabilityWorse, probabilityBetter } = objective.options[1]!;
      expect(Math.abs(probabilityWorse.value - 0.2397501)).toBeLessThan(0.04);
      expect(probabilityWorse.value + probabilityBetter.value).toBeCloseTo(1, 12);
    }
    expect(costs!.options[1]!.difference.mean.value).toBeCloseTo(costs!.options[1]!.mean.value - costs!.options[0]!.mean.value, 12);
    // Costs of at most 9: Φ(-1), 1/2 and Φ(1).
    for (const [k, probability] of [0.1586553, 0.5, 0.8413447].entries())
      expect(Math.abs(costs!.options[k]!.targets[0]!.value - probability)).toBeLessThan(0.04);
    expect(saved!.options[0]!.targets).toEqual([]);
  });

  it("weighs objectives where asked", () => {
    // Better by one standard deviation of draws in both objectives: under every weight better, and P(best) at least that of one objective.
    const { weighed } = table({ weighing: { weights: { kind: "unknown" }, seed: 1 } });
    expect(weighed![0]).toMatchObject({ options: [{ option: "carry on" }, { option: "contested" }] });
    const [, better] = (weighed![0] as WeighedObjectives).options;
    expect(better!.ranks[0]!.value).toBeGreaterThan(0.76);
    expect(better!.centralWeights!.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12);
    expect(weighed![1]).toMatchObject({ reason: "too-few-options" });
    const flat = base.objectives.map((objective) => ({ ...objective, columns: objective.columns.map(() => Float64Array.of(1)) }));
    expect(table({ objectives: flat, weighing: { weights: { kind: "unknown" }, seed: 1 } }).weighed![0]).toEqual({
      kind: "unsuitable",
      reason: "constant",
      name: "cost",
    });
    expect(table({ weighing: { weights: { kind: "fixed", swings: [1] }, seed: 1 } }).weighed![0]).toMatchObject({ reason: "no-weights" });
  });

  it("is plain data", () => {
    const found = table({ weighing: { weights: { kind: "ranks", ranks: [1, 2] }, seed: 1 } });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it("has one ranking where nothing is contested, and counts breaches from draws", () => {
    const breaches = Float64Array.from({ length: count }, (_, draw) => Number(draw % 4 === 0));
    const found = table({ options: base.options.map((option) => ({ ...option, standing: "clear" as const, breaches })) });
    expect(found.rankings).toEqual([{ kind: "with-contested", options: [0, 1, 2] }]);
    expect(order(found.objectives[0]!.rankings[0])).toEqual([2, 1, 0]);
    expect(found.options[0]!.breach.value).toBe(0.25);
  });

  it("says what cannot be ranked", () => {
    const barred = table({ options: base.options.map((option) => ({ ...option, standing: "barred" as const })) });
    expect(barred.objectives[0]!.options).toHaveLength(3);
    expect(barred.objectives[0]!.rankings).toEqual([{ kind: "unsuitable", reason: "all-barred" }]);
    expect(barred.pareto).toEqual([{ kind: "unsuitable", reason: "all-barred" }]);

    const alone = table({
      options: base.options.slice(0, 1),
      objectives: [{ name: "cost", sense: "minimise", columns: cost.slice(0, 1) }],
    });
    expect(alone.objectives[0]!.options).toHaveLength(1);
    expect(order(alone.objectives[0]!.rankings[0])).toEqual([0]);
    expect(alone.objectives[0]!.rankings[0]).toMatchObject({
      selection: { reason: "too-few-options" },
      regrets: { reason: "too-few-options" },
    });

    expect(comparisonTable({ ...base, objectives: [] })).toMatchObject({ reason: "no-objective" });
    expect(comparisonTable({ ...base, options: [] })).toMatchObject({ reason: "too-few-options" });
    const broken = cost.map((column, k) => (k === 1 ? column.map((value, draw) => (draw === 3 ? Infinity : value)) : column));
    expect(comparisonTable({ ...base, objectives: [{ ...base.objectives[0]!, columns: broken }] })).toMatchObject({
      reason: "not-finite",
      name: "contested",
      have: 1,
    });
  });

  it("takes certain and equal options, and warns of heavy tails", () => {
    const columns = [Float64Array.of(3), Float64Array.of(3), uniformDraws(count, 1, "c").map((u) => Math.tan(Math.PI * (u - 0.5)))];
    const found = table({ objectives: [{ name: "gain", sense: "maximise", columns }] });
    const [first] = found.objectives[0]!.rankings as readonly Ranking[];
    expect(first!.order.map(({ rank, probabilityBest }) => [rank, probabilityBest.value])).toEqual([
      [1, 0.5],
      [1, 0.5],
    ]);
    expect(first!.selection).toMatchObject({ verdict: "tied" });
    expect(found.objectives[0]!.warnings).toMatchObject([{ reason: "infinite-variance", name: "barred" }]);
  });
});
