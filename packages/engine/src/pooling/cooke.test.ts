/** Cooke's classical model against the published numbers of the tobacco study, the survival function and the small cases of the test vectors. */
import { describe, expect, it } from "vitest";
import { gammaQ } from "../special/incomplete-gamma.js";
import { calibration } from "./cooke-scores.js";
import {
  type CookeResult,
  type CookeStudy,
  type CookeWeights,
  cooke,
  cookeScores,
  curveOf,
  withoutEachExpert,
  withoutEachSeed,
} from "./index.js";
import { vectorGroup } from "./vectors-for-tests.js";

describe("the chi-square survival function", () => {
  it.each([
    [0, 3, 1],
    [1, 3, 0.8012519569012009],
    [7.814727903, 3, 0.05000000000562869],
    [11.844486, 5, 0.03698194780416973],
    [20.395561, 5, 0.0010531375475178416],
    [45, 3, 9.252702104537306e-10],
    [200, 5, 2.8406228986415534e-41],
  ])("of %d with %d degrees of freedom", (x, df, expected) => {
    expect(Math.abs(gammaQ(df / 2, x / 2) / expected - 1)).toBeLessThan(1e-12);
  });
});

describe("calibration alone", () => {
  it.each([
    [[1, 9, 9, 1], 0, 1],
    [[0, 10, 10, 0], 4.214420626313054, 0.23922206710966779],
    [[5, 5, 5, 5], 20.433024950639627, 0.00013804105275395107],
    [[3, 4, 2, 1], 7.950866026371838, 0.04703814630071747],
    [[0, 0, 0, 10], 59.914645471079815, 6.130301443428222e-13],
  ])("of %o", (counts, statistic, expected) => {
    const found = calibration(
      counts,
      [0.05, 0.45, 0.45, 0.05],
      counts.reduce((sum, count) => sum + count, 0),
    );
    expect(found.statistic).toBeCloseTo(statistic, 9);
    expect(Math.abs(found.calibration - expected)).toBeLessThan(1e-9 * Math.max(expected, 1e-6));
  });
});

interface Tobacco {
  readonly quantiles: readonly number[];
  readonly items: readonly string[];
  readonly realizations: Readonly<Record<string, number>>;
  readonly assessments: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly expected: Readonly<
    Record<
      string,
      { readonly bin_counts: readonly number[]; readonly calibration: number; readonly info_seed: number; readonly info_all: number }
    >
  >;
  readonly expected_dm: Readonly<
    Record<
      string,
      {
        readonly calibration: number;
        readonly info_seed: number;
        readonly info_all: number;
        readonly quantiles?: Readonly<Record<string, readonly number[]>>;
      }
    >
  >;
  readonly bounds_with_overshoot: Readonly<Record<string, readonly number[]>>;
  readonly item_robustness_itemweights_alpha0: Readonly<Record<string, readonly number[]>>;
}

const tobacco = vectorGroup("cooke_tobacco") as unknown as Tobacco | undefined;
const named = (name: string) => (tobacco ? name : `${name}: not tested, because ../shared/handbook/vectors.json is absent`);

function study({ quantiles, items, realizations, assessments }: Tobacco): CookeStudy {
  return {
    probabilities: quantiles,
    items: items.map((item) => ({ isLogarithmic: false, realisation: realizations[item] })),
    answers: Object.values(assessments).map((row) => items.map((item) => row[item])),
  };
}

function solved(of: CookeStudy, weights: CookeWeights): CookeResult {
  const result = cooke(of, weights);
  if ("reason" in result) throw new Error(result.reason);
  return result;
}

describe.skipIf(!tobacco)(named("the tobacco study"), () => {
  const data = tobacco!;
  const six = (value: number, expected: number) => expect(Math.abs(value - expected)).toBeLessThan(6e-7);

  it("scores of the experts, to six digits", () => {
    const { experts, ranges } = solved(study(data), { kind: "equal" });
    Object.values(data.expected).forEach((expected, expert) => {
      expect(experts[expert]!.binCounts).toEqual(expected.bin_counts);
      six(experts[expert]!.calibration, expected.calibration);
      six(experts[expert]!.seedInformation, expected.info_seed);
      six(experts[expert]!.information, expected.info_all);
    });
    data.items.forEach((item, k) => {
      expect(ranges[k]![0]).toBeCloseTo(data.bounds_with_overshoot[item]![0]!, 10);
      expect(ranges[k]![1]).toBeCloseTo(data.bounds_with_overshoot[item]![1]!, 10);
    });
  });

  it.each<[string, CookeWeights]>([
    ["equal_weights", { kind: "equal" }],
    ["user_weights", { kind: "user", weights: [1.5, 0.2, 0.3, 0.4, 0.3, 0.4, 0.5] }],
    ["global_no_cutoff", { kind: "global" }],
    ["global_optimised", { kind: "global", optimised: true }],
    ["item_weights_alpha0", { kind: "item" }],
  ])("the decision maker with %s", (name, weights) => {
    const { decisionMaker } = solved(study(data), weights);
    const expected = data.expected_dm[name]!;
    six(decisionMaker.score.calibration, expected.calibration);
    six(decisionMaker.score.seedInformation, expected.info_seed);
    six(decisionMaker.score.information, expected.info_all);
    for (const [item, quantiles] of Object.entries(expected.quantiles ?? {})) {
      const index = data.items.indexOf(item);
      quantiles.forEach((value, k) => {
        expect(decisionMaker.quantiles[index]![k]).toBeCloseTo(value, 9);
        expect(curveOf(decisionMaker.forms[index]!).quantile(data.quantiles[k]!)).toBeCloseTo(value, 8);
      });
    }
  });

  it("the optimised cut-off leaves the seventh expert alone", () => {
    const { decisionMaker } = solved(study(data), { kind: "global", optimised: true });
    six(decisionMaker.cutOff, 0.687587);
    expect(decisionMaker.weights[0]!.map((weight) => Math.round(weight))).toEqual([0, 0, 0, 0, 0, 0, 1]);
  });

  it("leaving out each seed, with item weights", () => {
    for (const { leftOut, outcome } of withoutEachSeed(study(data), { kind: "item" })) {
      const [all, seed, calibrated] = data.item_robustness_itemweights_alpha0[data.items[leftOut]!]!;
      if ("reason" in outcome) throw new Error(outcome.reason);
      six(outcome.calibration, calibrated!);
      six(outcome.information, all!);
      six(outcome.seedInformation, seed!);
    }
  });

  it("leaving out an expert is the study without that expert", () => {
    const whole = study(data);
    const rows = withoutEachExpert(whole, { kind: "global" });
    expect(rows).toHaveLength(7);
    const alone = solved({ ...whole, answers: whole.answers.filter((_, expert) => expert !== 4) }, { kind: "global" });
    expect(rows[4]!.outcome).toEqual(alone.decisionMaker.score);
  });

  it("refuses weights by performance with nine seeds unless they are allowed, and never equal weights", () => {
    const whole = study(data);
    const nine = { ...whole, items: whole.items.map((item, k) => (k === 0 ? { isLogarithmic: false } : item)) };
    expect(cooke(nine, { kind: "global" })).toMatchObject({ kind: "too-few", reason: expect.stringMatching(/at least 10 seeds.*9/) });
    expect(cooke(nine, { kind: "global" }, { allowsFewSeeds: true })).toHaveProperty("decisionMaker");
    expect(cooke(nine, { kind: "equal" })).toHaveProperty("decisionMaker");
  });

  it("refuses when nobody's calibration reaches 5 %", () => {
    const whole = study(data);
    const poor = { ...whole, answers: [whole.answers[0]!, whole.answers[2]!, whole.answers[3]!] };
    expect(cooke(poor, { kind: "item" })).toMatchObject({ kind: "infeasible", reason: expect.stringMatching(/5 %/) });
    expect(cooke(poor, { kind: "item" }, { allowsPoorCalibration: true })).toHaveProperty("decisionMaker");
  });

  it("a missing answer has no weight on its item and lowers the number of seeds for all", () => {
    const whole = study(data);
    const answers = whole.answers.map((row, expert) => row.map((values, item) => (expert === 6 && item === 0 ? undefined : values)));
    const { experts, decisionMaker } = solved({ ...whole, answers }, { kind: "equal" });
    expect(decisionMaker.weights[0]![6]).toBe(0);
    expect(decisionMaker.weights[0]![0]).toBeCloseTo(1 / 6, 12);
    six(experts[0]!.calibration, gammaQ(2.5, (2 * 9 * 0.5922243078066025) / 2));
    expect(experts[6]!.binCounts.reduce((sum, count) => sum + count, 0)).toBe(9);
  });
});

describe("answers that cannot be scored", () => {
  const base: CookeStudy = {
    probabilities: [0.05, 0.5, 0.95],
    items: [{ isLogarithmic: false, realisation: 3 }],
    answers: [[[1, 2, 3]], [[2, 4, 6]]],
  };
  it.each<[string, Partial<CookeStudy>, object]>([
    ["a zero-width bin", { answers: [[[1, 2, 3]], [[2, 2, 6]]] }, { kind: "not-monotone", expert: 1, item: 0, index: 1 }],
    ["two quantiles of three", { answers: [[[1, 2]]] }, { kind: "not-paired", expert: 0, item: 0 }],
    ["an answer too few", { answers: [[]] }, { kind: "not-paired", expert: 0 }],
    [
      "a logarithmic item with a zero",
      { items: [{ isLogarithmic: true, realisation: 3 }], answers: [[[0, 2, 3]]] },
      { kind: "outside-support", expert: 0, item: 0 },
    ],
    ["quantiles that fall", { probabilities: [0.5, 0.05] }, { kind: "not-a-probability" }],
  ])("%s", (_, part, expected) => {
    expect(cookeScores({ ...base, ...part })).toMatchObject(expected);
  });

  it("a realisation on a quantile counts below it", () => {
    const scores = cookeScores(base);
    expect("reason" in scores ? undefined : scores.map((score) => score.binCounts)).toEqual([
      [0, 0, 1, 0],
      [0, 1, 0, 0],
    ]);
  });

  it("a logarithmic item is looked at in logarithms, the overshoot too", () => {
    const result = solved({ ...base, items: [{ isLogarithmic: true, realisation: 3 }], answers: [[[1, 10, 100]]] }, { kind: "equal" });
    expect(result.ranges[0]![0]).toBeCloseTo(100 ** -0.1, 12);
    expect(result.ranges[0]![1]).toBeCloseTo(100 ** 1.1, 9);
    expect(result.decisionMaker.quantiles[0]![1]).toBeCloseTo(10, 10);
    expect(curveOf(result.decisionMaker.forms[0]!).quantile(0.275)).toBeCloseTo(Math.sqrt(10), 10);
  });
});
