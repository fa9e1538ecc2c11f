/** Cases of text as decisions, through every analysis: closed forms, and what cannot be answered said as such. */
import {
  analyses,
  type ComparisonTable,
  type DecisionDraws,
  drawDecision,
  type EvidenceResult,
  type FlipsResult,
  type FuturesResult,
  hasValue,
  isUnsuitable,
  lacking,
  type PartialInformation,
  type PerObjective,
  type ScenariosResult,
  type SobolResult,
  type TornadoResult,
  type WeighingResult,
} from "@outweigh/engine";
import { describe, expect, test } from "vitest";
import { decisionOf } from "./decision.js";
import { compileModel, errorsOf } from "./lower/test-support.js";

const head = 'case demo\n  question "Which?"\n  prices 2024\n';
const draws = 16_384;
const settings = { seed: 7, draws };

function subjectOf(model: string, of = settings): DecisionDraws {
  const compiled = compileModel(model, "", {}, head);
  expect(errorsOf(compiled)).toEqual([]);
  return drawDecision(decisionOf(compiled), of);
}

async function outcome<Result extends object>(subject: DecisionDraws, name: string): Promise<Result> {
  const analysis = analyses.find((each) => each.name === name)!;
  const result = lacking(analysis, subject) ?? (await analysis.run(subject, { settings: subject.settings }));
  if (isUnsuitable(result)) throw new Error(JSON.stringify(result));
  return result as Result;
}

const twoOptions = 'option nothing "Nothing"\noption act "Act"\n\n';

/** Two options, 0 and gain_a - loss_b with gain_a ~ N(1, 1) and loss_b ~ N(0, 2): the model of the vignette of the R package voi; values in closed form. */
const toy = `${twoOptions}quantity gain_a : USD = normal(1 USD, 1 USD)

quantity loss_b : USD = normal(0 USD, 2 USD)

quantity net : USD
  given option
    nothing 0 USD
    act     gain_a - loss_b

objective benefit : USD
  maximise net
`;
const [perfect, ofP1, ofP2] = [0.4798107063483925, 0.0833154705876864, 0.39559311480261217];

describe("the toy of value of information, from text", () => {
  const subject = subjectOf(toy);
  test("its inputs are the two quantities", () => {
    expect(subject.decision.inputs.map(({ name, streams }) => [name, streams])).toEqual([
      ["gain_a", ["gain_a"]],
      ["loss_b", ["loss_b"]],
    ]);
    expect(subject.inputs.map(({ columns }) => columns.length)).toEqual([1, 1]);
    expect(subject.replicated).toBe(true);
  });
  test("EVPI and EVPPI within four standard errors and three per cent", async () => {
    const { objectives } = await outcome<PerObjective<PartialInformation>>(subject, "value-of-information");
    const { evpi, inputs } = objectives[0]!;
    expect(Math.abs(evpi.value - perfect)).toBeLessThan(4 * evpi.error + 1e-4);
    const values = inputs.filter(hasValue).map(({ value }) => value);
    expect(values[0]).toBeCloseTo(ofP1, 2);
    expect(Math.abs(values[1]! / ofP2 - 1)).toBeLessThan(0.03);
    for (const value of values) expect(value >= 0 && value <= evpi.value).toBe(true);
  });
  test("EVPI is the least expected regret", async () => {
    const table = await outcome<ComparisonTable>(subject, "comparison");
    const { objectives } = await outcome<PerObjective<PartialInformation>>(subject, "value-of-information");
    const [ranking] = table.objectives[0]!.rankings;
    if (ranking === undefined || isUnsuitable(ranking) || isUnsuitable(ranking.regrets)) throw new Error("no ranking");
    expect(ranking.regrets.perfectInformation.value).toBeCloseTo(objectives[0]!.evpi.value, 12);
  });
  test("the flip points are where the mean difference is zero: gain_a at 0, loss_b at 1", async () => {
    const { objectives } = await outcome<PerObjective<FlipsResult>>(subject, "flip-points");
    const { flips } = objectives[0]!.pairs[0]!;
    const at = (name: string) => flips.find(({ input }) => input === name)!.points[0]!;
    expect(Math.abs(at("gain_a").value)).toBeLessThan(4 * at("gain_a").error);
    expect(Math.abs(at("loss_b").value - 1)).toBeLessThan(4 * at("loss_b").error);
    const beyond = flips.find(({ input }) => input === "loss_b")!.changed;
    expect(Math.abs(beyond.value - 0.30853753872598694)).toBeLessThan(4 * beyond.error);
  });
  test("Sobol' indices are the shares of variance, 1/5 and 4/5; the tornado is exact", async () => {
    const { objectives } = await outcome<SobolResult>(subject, "sobol");
    for (const [index, share] of [0.2, 0.8].entries()) {
      const { first, total } = objectives[0]!.inputs[index]!;
      expect(Math.abs(first.value - share)).toBeLessThan(Math.max(0.01, 4 * first.error));
      expect(Math.abs(total.value - share)).toBeLessThan(Math.max(0.01, 4 * total.error));
    }
    const swings = await outcome<TornadoResult>(subject, "tornado");
    const z = 1.2815515655446004;
    expect(swings.objectives[0]!.base).toBeCloseTo(1, 9);
    expect(swings.objectives[0]!.bars.map(({ name, swing }) => [name, Number(swing.toFixed(8))])).toEqual([
      ["loss_b", Number((-4 * z).toFixed(8))],
      ["gain_a", Number((2 * z).toFixed(8))],
    ]);
  });
});

describe("rules", () => {
  const model = (status: string) => `${toy}
rule law
  forbids act
  element permit ${status}
  unless  permit
`;
  test("a barred option is shown and never chosen", async () => {
    const subject = subjectOf(model("unmet"));
    expect(subject.standings).toEqual(["clear", "barred"]);
    const table = await outcome<ComparisonTable>(subject, "comparison");
    const [ranking] = table.objectives[0]!.rankings;
    expect(table.options.map(({ standing }) => standing)).toEqual(["clear", "barred"]);
    expect(ranking !== undefined && !isUnsuitable(ranking) && ranking.order.map(({ option }) => option)).toEqual([0]);
    const flips = analyses.find(({ name }) => name === "flip-points")!;
    expect(lacking(flips, subject)).toEqual({ kind: "unsuitable", reason: "too-few-options", have: 1, need: 2 });
  });
  test("a contested one gives two rankings and the probability of breach", async () => {
    const subject = subjectOf(model("contested 30 %"));
    expect(subject.standings).toEqual(["clear", "contested"]);
    expect(subject.breachShares[1]).toBeCloseTo(0.7, 2);
    const table = await outcome<ComparisonTable>(subject, "comparison");
    expect(table.rankings.map(({ kind, options }) => [kind, options])).toEqual([
      ["with-contested", [0, 1]],
      ["without-contested", [0]],
    ]);
  });
});

describe("other futures", () => {
  const model = `${toy}
scenario gloom "Costs rise"
  sets
    loss_b 3 USD

futures wide "Anything goes"
  ranges
    gain_a 0 USD to 2 USD
    loss_b 0 USD to 2 USD
  cases 4,096

objective safety : USD
  maximise -net

weights evenly "Even weights"
  swing benefit 50 from -4 USD to 4 USD
  swing safety  50 from -4 USD to 4 USD
`;
  const subject = subjectOf(model);
  test("a scenario sets its quantity: the mean falls to 1 - 3", async () => {
    const { base, scenarios } = await outcome<ScenariosResult>(subject, "scenarios");
    expect(base[0]!.leader).toBe(1);
    expect(scenarios.map(({ name, outcomes }) => [name, outcomes[0]!.leader])).toEqual([["gloom", 0]]);
    expect(scenarios[0]!.outcomes[0]!.means[1]).toBeCloseTo(-2, 2);
  });
  test("over ranges acting fails where loss_b exceeds gain_a: half of the square, found as a corner", async () => {
    const { futures } = await outcome<FuturesResult>(subject, "futures");
    const [wide] = futures;
    expect(wide!.ranges.map(({ input, low, high }) => [input, low, high])).toEqual([
      ["gain_a", 0, 2],
      ["loss_b", 0, 2],
    ]);
    const failure = wide!.failures.find(({ objective, kind }) => objective === "benefit" && kind === "not-best")!;
    expect(Math.abs(failure.share - 0.5)).toBeLessThan(0.03);
    if (isUnsuitable(failure.boxes)) throw new Error("no boxes");
    const restricted = failure.boxes.boxes[0]!.restrictions.map(({ input, low, high }) => [input, low !== undefined, high !== undefined]);
    const towardsP1 = failure.option === 1 ? [false, true] : [true, false];
    expect(restricted).toContainEqual(["gain_a", ...towardsP1]);
    expect(restricted).toContainEqual(["loss_b", ...towardsP1.toReversed()]);
  });
  test("what was prepared before the draws is what a run finds, under the same settings alone", async () => {
    const analysis = analyses.find(({ name }) => name === "futures")!;
    const fresh = subjectOf(model);
    analysis.prepare!(fresh.decision, { settings: fresh.settings });
    const prepared = await outcome<FuturesResult>(fresh, "futures");
    expect(prepared).toEqual(await outcome<FuturesResult>(subject, "futures"));
    expect((await outcome<FuturesResult>(fresh, "futures")).futures[0]).toBe(prepared.futures[0]);
    const other = await outcome<FuturesResult>({ ...fresh, settings: { ...settings, seed: 8 } }, "futures");
    expect(other.futures[0]!.failures[0]!.share).not.toBe(prepared.futures[0]!.failures[0]!.share);
  });
  test("even weights of one thing and its opposite leave the options level", async () => {
    const { weighings } = await outcome<WeighingResult>(subject, "weights");
    expect(weighings.map(({ name }) => name)).toEqual(["evenly", "unknown"]);
    for (const { value } of weighings[0]!.acceptability) expect(value.value).toBeCloseTo(0.5, 9);
    const { objectives } = await outcome<PerObjective<FlipsResult>>(subject, "flip-points");
    expect(objectives.map(({ objective }) => objective)).toContain("weights:evenly");
  });
});

describe("evidence", () => {
  const model = `${twoOptions}source paper "A paper"
  grade B

source rumour "A rumour"
  grade E

claim high from rumour
  states "The gain is high."
  grade  4

claim low from paper
  states "There is a loss."
  grade  2

quantity gain : USD = 1 USD to 3 USD as normal
  because high
  instead -3 USD to -1 USD as normal because low

quantity net : USD
  given option
    nothing 0 USD
    act     gain

objective benefit : USD
  maximise net
`;
  test("an answer that turns on one claim falls with its grade, with its source, and with its rival", async () => {
    const { without } = await outcome<EvidenceResult>(subjectOf(model), "evidence");
    const flips = without.filter(({ flipped }) => flipped.includes("benefit")).map(({ kind, name }) => `${kind} ${name}`);
    expect(flips).toEqual(["grade grade < B2", "grade grade < C3", "source rumour", "instead low"]);
    for (const { changes } of without) expect(changes).toEqual([{ name: "gain", label: "gain", how: "instead" }]);
  });
});

describe("what cannot be answered is said", () => {
  const reasonOf = async (subject: DecisionDraws, name: string) => {
    const analysis = analyses.find((each) => each.name === name)!;
    const result = lacking(analysis, subject) ?? (await analysis.run(subject, { settings: subject.settings }));
    return isUnsuitable(result) ? result.reason : "answered";
  };
  const certain = `${twoOptions}quantity net : USD
  given option
    nothing 0 USD
    act     1 USD

objective benefit : USD
  maximise net
`;
  test("a case without uncertainty has no inputs", async () => {
    const subject = subjectOf(certain);
    for (const name of ["flip-points", "value-of-information", "importance", "tornado", "sobol"])
      expect([name, await reasonOf(subject, name)]).toEqual([name, "no-inputs"]);
    expect(await reasonOf(subject, "comparison")).toBe("answered");
  });
  test("too few draws", async () => {
    expect(await reasonOf(subjectOf(toy, { seed: 1, draws: 50 }), "value-of-information")).toBe("too-few-draws");
  });
  test("a case without scenarios, ranges, evidence or a second objective", async () => {
    const subject = subjectOf(toy);
    expect(await Promise.all(["scenarios", "futures", "evidence", "weights"].map((name) => reasonOf(subject, name)))).toEqual([
      "no-scenarios",
      "no-ranges",
      "no-evidence",
      "not-enough-objectives",
    ]);
  });
  test("inputs that move together without exception are named", async () => {
    const tied = toy
      .replace("= normal(0 USD, 2 USD)", "= 2 * gain_a")
      .replace("gain_a - loss_b", "gain_a - loss_b + other")
      .concat("\nquantity other : USD = normal(0 USD, 1 USD)\n");
    const subject = subjectOf(tied);
    expect(subject.decision.inputs.map(({ name }) => name)).toEqual(["gain_a", "other"]);
    expect(await reasonOf(subject, "value-of-information")).toBe("answered");
  });
  test("a benefit without a mean is flagged", async () => {
    const subject = subjectOf(toy.replace("normal(0 USD, 2 USD)", "cauchy(0 USD, 2 USD)"));
    const table = await outcome<ComparisonTable>(subject, "comparison");
    expect(table.objectives[0]!.warnings).toEqual([{ kind: "unsuitable", reason: "infinite-variance", name: "act" }]);
  });
});
