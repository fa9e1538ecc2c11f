/** Rules of choice without probabilities: a textbook's table, and sums by hand. */
import { describe, expect, it } from "vitest";
import { isUnsuitable } from "./draws.js";
import { type ObjectiveRobustness, type RobustnessRule, robustness } from "./robustness.js";
import { satisficingRadius } from "./satisficing-radius.js";

const columns = (rows: readonly (readonly number[])[]) => rows.map((row) => Float64Array.from(row));

function ruleOf({ rules }: ObjectiveRobustness, rule: RobustnessRule) {
  const found = rules.find((one) => one.rule === rule);
  if (!found) throw new Error(rule);
  return found;
}

function robustnessOf(...given: Parameters<typeof robustness>) {
  const result = robustness(...given);
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result;
}

// Taha, Operations Research: An Introduction, "Decision under uncertainty": the National Outdoors School, costs in thousand dollars of four sizes of camp at four attendances.
describe("Taha's summer camp, costs", () => {
  const options = ["a1", "a2", "a3", "a4"];
  const results = columns([
    [5, 10, 18, 25],
    [8, 7, 12, 23],
    [21, 18, 12, 21],
    [30, 22, 19, 15],
  ]);
  const [camp] = robustnessOf({ options, objectives: [{ name: "cost", higherIsBetter: false, results }] }).objectives;

  it.each([
    ["mean", [14.5, 12.5, 18, 21.5], [1]],
    ["maximin", [25, 23, 21, 30], [2]],
    ["maximax", [5, 7, 12, 15], [0]],
    ["minimax-regret", [10, 8, 16, 25], [1]],
    ["hurwicz", [15, 15, 16.5, 22.5], [0, 1]],
  ] as const)("%s", (rule, scores, chosen) => {
    expect(ruleOf(camp!, rule)).toMatchObject({ scores, chosen });
  });

  it("the rules do not agree, and each option knows its own", () => {
    expect(camp!.agreed).toBeUndefined();
    expect(camp!.chosenBy[2]).toContain("maximin");
    expect(camp!.chosenBy[3]).toEqual([]);
    expect([...camp!.regret[0]!]).toEqual([0, 3, 6, 10]);
  });

  it("regret is not measured against a barred option, nor is it chosen", () => {
    const barred = [false, true, false, false];
    const [ruled] = robustnessOf({ options, barred, objectives: [{ name: "cost", higherIsBetter: false, results }] }).objectives;
    // Without a2 the least costs are 5, 10, 12, 15.
    expect(ruleOf(ruled!, "minimax-regret").scores).toEqual([10, 8, 16, 25]);
    expect([...ruled!.regret[1]!]).toEqual([3, -3, 0, 8]);
    expect(ruleOf(ruled!, "mean").chosen).toEqual([0]);
  });
});

describe("sums by hand", () => {
  const results = columns([
    [0, 1, 2, 3, 4],
    [2, 2, 2, 2, 2],
  ]);
  const [gain] = robustnessOf(
    { options: ["a", "b"], objectives: [{ name: "gain", higherIsBetter: true, results, threshold: 2 }] },
    { optimism: 0.25, percentile: 0.75 },
  ).objectives;

  it.each([
    ["maximin", [0, 2], [1]],
    ["maximax", [4, 2], [0]],
    ["hurwicz", [1, 2], [1]],
    ["mean", [2, 2], [0, 1]],
    // Regrets of a 2, 1, 0, 0, 0; of b 0, 0, 0, 1, 2: the third quartile is the fourth of five.
    ["minimax-regret", [2, 2], [0, 1]],
    ["percentile-regret", [1, 1], [0, 1]],
    ["percentile", [1, 2], [1]],
    // a falls short of its median 2 by 2 and 1.
    ["undesirable-deviations", [3, 0], [1]],
    ["satisficing", [0.6, 1], [1]],
  ] as const)("%s", (rule, scores, chosen) => {
    expect(ruleOf(gain!, rule)).toMatchObject({ scores, chosen });
  });

  it("the signal-to-noise ratio is that of mean and deviation, each plus one", () => {
    // The variance of 0 to 4 is 10 / 4.
    const { scores, chosen } = ruleOf(gain!, "signal-to-noise");
    expect(scores[0]).toBeCloseTo(3 / (Math.sqrt(2.5) + 1), 12);
    expect(scores[1]).toBe(3);
    expect(chosen).toEqual([1]);
    const costs = robustnessOf({ options: ["a", "b"], objectives: [{ name: "cost", higherIsBetter: false, results }] }).objectives[0]!;
    expect(ruleOf(costs, "signal-to-noise").scores[0]).toBeCloseTo(3 * (Math.sqrt(2.5) + 1), 12);
    const losses = robustnessOf({
      options: ["a", "b"],
      objectives: [{ name: "loss", higherIsBetter: true, results: results.map((column) => column.map((x) => -x - 1)) }],
    }).objectives[0]!;
    expect(ruleOf(losses, "signal-to-noise").chosen).toEqual([]);
  });

  it("errors are those of independent scenarios", () => {
    expect(ruleOf(gain!, "mean").errors![0]).toBeCloseTo(Math.sqrt(2.5 / 5), 12);
    expect(ruleOf(gain!, "satisficing").errors![0]).toBeCloseTo(Math.sqrt((0.6 * 0.4) / 5), 12);
  });
});

it("an option that is best in every scenario is agreed upon", () => {
  const results = columns([
    [3, 4, 5],
    [1, 2, 4],
  ]);
  const { agreed, chosenBy } = robustnessOf({ options: ["a", "b"], objectives: [{ name: "gain", higherIsBetter: true, results }] })
    .objectives[0]!;
  // The worse option has the same shortfall below its median, so that this rule chooses both.
  expect(agreed).toBe(0);
  expect(chosenBy[1]).toEqual(["undesirable-deviations"]);
});

it("to satisfice is to meet the thresholds of all objectives in one scenario", () => {
  const { satisficing } = robustnessOf({
    options: ["a", "b"],
    objectives: [
      {
        name: "gain",
        higherIsBetter: true,
        threshold: 2,
        results: columns([
          [1, 2, 3, 4],
          [2, 2, 2, 2],
        ]),
      },
      {
        name: "cost",
        higherIsBetter: false,
        threshold: 5,
        results: columns([
          [1, 5, 6, 1],
          [9, 9, 9, 5],
        ]),
      },
    ],
  });
  expect(satisficing).toMatchObject({ scores: [0.5, 0.25], chosen: [0] });
});

it("the radius of satisficing is the distance of the nearest failing scenario", () => {
  const input = (name: string, values: readonly number[]) => ({ name, values: Float64Array.from(values), nominal: 5, low: 0, high: 15 });
  // Distances: 4 of 10 upwards and 1 of 5 downwards: 0.4; 2 of 5 downwards and 8 of 10 upwards: 0.8.
  const inputs = [input("a", [9, 3, 5]), input("b", [4, 13, 5])];
  expect(satisficingRadius(inputs, [0, 0, 1])).toBeCloseTo(0.4, 12);
  expect(satisficingRadius(inputs, [1, 0, 1])).toBeCloseTo(0.8, 12);
  expect(satisficingRadius(inputs, [1, 1, 1])).toBe(Infinity);
});

it.each([
  ["one option", { options: ["a"], objectives: [] }, { reason: "too-few-options" }],
  ["all barred", { options: ["a", "b"], barred: [true, true], objectives: [] }, { reason: "all-barred" }],
  ["no objective", { options: ["a", "b"], objectives: [] }, { reason: "no-objective" }],
  [
    "no scenarios",
    { options: ["a", "b"], objectives: [{ name: "x", higherIsBetter: true, results: columns([[], []]) }] },
    { reason: "no-scenarios" },
  ],
  [
    "not a number",
    { options: ["a", "b"], objectives: [{ name: "x", higherIsBetter: true, results: columns([[1], [Number.NaN]]) }] },
    { reason: "not-finite", name: "x" },
  ],
])("is refused: %s", (_, table, expected) => {
  expect(robustness(table)).toMatchObject({ kind: "unsuitable", ...expected });
});
