import { describe, expect, test } from "vitest";
import { runCase } from "../run-case.js";
import { compileModel, errorsOf } from "./test-support.js";

const options = 'option hold "Carry on"\noption act "Act"\noption wide "Act and more" = act\n';

function shares(model: string, draws = 20_000) {
  const compiled = compileModel(`${options}${model}`);
  expect(errorsOf(compiled)).toEqual([]);
  const { result } = runCase(compiled, { draws });
  return {
    result,
    mean: (name: string, cell: number) => result.outputs.find((output) => output.name === name)!.summaries[cell]!.mean,
    expectShare(name: string, cell: number, probability: number) {
      const error = Math.sqrt((probability * (1 - probability)) / draws);
      expect(Math.abs(this.mean(name, cell) - probability)).toBeLessThanOrEqual(4 * error);
    },
  };
}

const law = `rule fire "Fire Act"
  forbids act
  unless permit
  element permit "Permitted" contested 40 %
  challenge 30 %
`;

describe("challenge", () => {
  test("found unlawful is challenged and in breach: the product of the two", () => {
    const run = shares(law);
    run.expectShare("rule:fire", 1, 0.6);
    run.expectShare("challenge:fire", 1, 0.3);
    run.expectShare("unlawful:fire", 1, 0.3 * 0.6);
    expect([run.mean("challenge:fire", 0), run.mean("unlawful:fire", 0)]).toEqual([0, 0]);
    expect(run.mean("unlawful:fire", 2)).toBe(run.mean("unlawful:fire", 1));
  });

  test("may hang on how somebody reacts", () => {
    const run = shares(`${law.replace("challenge 30 %", "challenge if anger is high then 80 % else 10 %")}
chance anger : low | high
  given option
    act 50 % | 50 %
    otherwise 100 % | 0 %
`);
    run.expectShare("challenge:fire", 1, 0.45);
    run.expectShare("unlawful:fire", 1, 0.45 * 0.6);
  });

  test("and vetoes leave every other draw as it was", () => {
    const inputs = Array.from({ length: 40 }, (_, at) => `quantity input_${at} : EUR = 1 to ${at + 2} as lognormal`).join("\n");
    const model = `${inputs}\nobjective o : EUR\n  minimise ${Array.from({ length: 40 }, (_, at) => `input_${at}`).join(" + ")}\n`;
    const plain = shares(`${law.replace("  challenge 30 %\n", "")}${model}`, 1000);
    const vetoes = Array.from({ length: 10 }, (_, at) => `  veto v${at} "V" over act contested 10 % to 40 % as uniform\n`).join("");
    const full = shares(`${law.replace("30 %", "20 % to 40 % as beta")}${model}actor a "A"\n${vetoes}`, 1000);
    for (const output of plain.result.outputs) expect(full.result.outputs.find(({ name }) => name === output.name)).toEqual(output);
  });
});

describe("vetoes", () => {
  const reaction = `chance strike : none | long
  given option
    act 25 % | 75 %
    otherwise 100 % | 0 %
`;

  test("are used as they say, against what they touch", () => {
    const run = shares(`${law}${reaction}actor union "The union"
  reacts strike
  veto gates "Gates" over act when strike is long
  veto leave "Leave" over act unless fire.permit
  veto money "Money" over hold contested 20 %
  veto right "Right" over act used
  veto lapsed "Lapsed" over act unused
  veto two "Two" over act when (strike is long or fire.permit) and not fire.permit
`);
    run.expectShare("veto:union.gates", 1, 0.75);
    run.expectShare("veto:union.gates", 2, 0.75);
    expect(run.mean("veto:union.leave", 1)).toBe(run.mean("rule:fire", 1));
    run.expectShare("veto:union.money", 0, 0.2);
    expect(run.mean("veto:union.money", 1)).toBe(0);
    expect([run.mean("veto:union.right", 1), run.mean("veto:union.lapsed", 1)]).toEqual([1, 0]);
    run.expectShare("veto:union.two", 1, 0.75 * 0.6);
  });

  test("a reaction declared in the actor is the chance that it would be", () => {
    const inPlace = reaction.replace("chance strike :", 'actor union "The union"\n  reacts strike :');
    const [own, apart] = [shares(inPlace, 2000), shares(`${reaction}actor union "The union"\n  reacts strike\n`, 2000)];
    expect(own.result.outputs).toEqual(apart.result.outputs);
  });
});

describe("mistakes", () => {
  const found = (model: string) => errorsOf(compileModel(`${options}${law}${model}`));

  test.each([
    ['actor a "A"\n  veto v "V" over act unless fire.leave', ["unknown-element @ fire.leave"]],
    ['actor a "A"\n  veto v "V" over acts used', ["unknown-option @ acts"]],
    ['actor a "A"\n  veto v "V" over act contested 140 %', ["probability-out-of-range @ 140 %"]],
    ['actor a "A"\n  veto v "V" over act', ['wrong-value @ v "V" over act']],
    ['actor a "A"\n  veto v "V" over act maybe', ["wrong-value @ maybe"]],
    ['actor a "A"\n  veto v "V" used', ["wrong-value @ used"]],
    ['actor a "A"\n  veto v "V" over act for a while used', ["wrong-value @ for"]],
    ['actor a "A"\n  veto v "V" over act used\n  veto v "W" over act used', ['duplicate-name @ veto v "W" over act used']],
    ['actor a "A"\n  given option\n    otherwise 1', ["wrong-value @ given"]],
    ['actor a "A"\n  reacts x : a | b', ["missing-field @ actor"]],
    ['actor a "A"\n  reacts nothing', ["unknown-name @ nothing"]],
    ['actor a "A"\n  decides fires', ["unknown-name @ fires"]],
    ['actor a "A"\n  decides fire.leave', ["unknown-element @ fire.leave"]],
    ['actor a "A"\nactor a "B"', ["duplicate-name @ a"]],
    ['actor a "A"\n  interests Peace', ["wrong-value @ Peace"]],
    ['rule r "R"\n  kind wish\n  forbids act', ["wrong-value @ wish"]],
    ['rule r "R"', ["missing-field @ rule"]],
    ['rule r "R"\n  forbids act\n  decided by nobody', ["unknown-actor @ nobody"]],
    ['rule r "R"\n  applies to acts', ["unknown-option @ acts"]],
    ['rule r "R"\n  forbids act\n  position "P"', ['wrong-value @ "P"']],
    ['rule r "R"\n  forbids act\n  challenge 3 EUR', ["wrong-unit @ 3 EUR"]],
    ['actor a "A"\nchance c : x | y\n  given a\n    x 1 | 0\n    y 0 | 1', ["wrong-kind-of-name @ a"]],
    [
      'quantity q : EUR/year = 3 EUR/year\nactor a "A"\n  veto v "V" over act when q * time > 3 EUR',
      ['dimension-mismatch @ veto v "V" over act when q * time > 3 EUR'],
    ],
  ])("%s", (model, expected) => {
    expect(found(model)).toEqual(expected);
  });
});
