/** What is reported of mistakes, where it stands, and that one mistake gives one finding. */
import { describe, expect, test } from "vitest";
import { compileModel, errorsOf } from "./test-support.js";

const frame = `
dimension cartel : sinaloa | jalisco
dimension rival = cartel
option hold "Hold"
option strikes "Strikes"
option finance "Finance"
option both "Both" = strikes + finance
quantity money : USD = 3
quantity heads : people over cartel = 4
quantity noise : USD = 1 to 2 as normal
chance event : small | large
  probabilities 30 % | rest
objective cost : USD
  minimise noise
`;

const mistakes: readonly (readonly [string, readonly string[], string?])[] = [
  ["quantity x : USD = mony", ["unknown-name @ mony"]],
  [
    'rule r "R"\n  forbids hold\n  element e "E" contested 10 % to 30 % as beta\n  because "Law"\npathway p "P"\n  starts nothing\n  when money > 1 USD then switch to strikes',
    ["unknown-option @ nothing"],
  ],
  ["quantity x : USD = event", ["type-mismatch @ event"]],
  ["quantity x = large", ["wrong-kind-of-name @ large"]],
  ["quantity x = sinaloa", ["wrong-kind-of-name @ sinaloa"]],
  ["quantity x = cartel", ["wrong-kind-of-name @ cartel"]],
  ["quantity x = if event is huge then 1 else 0", ["unknown-state @ huge"]],
  ["quantity x = nothing(3)", ["unknown-function @ nothing"]],
  ["quantity money : USD = 4", ["duplicate-name @ money"]],
  ["quantity kg = 4", ["name-is-reserved @ kg"]],
  ["quantity x : peple = 4", ["unknown-unit @ peple"]],
  ["quantity x : USD = money + 5", ["unit-mismatch @ money + 5"]],
  ["quantity x : USD = money + sum(heads over cartel)", ["unit-mismatch @ money + sum(heads over cartel)"]],
  ["quantity x : people = money", ["wrong-unit @ money"]],
  ["quantity x = exp(money)", ["wrong-unit @ money"]],
  ["quantity x : USD = 5 %", ["wrong-unit @ 5 %"]],
  ["quantity x = money ^ noise", ["wrong-unit @ noise"]],
  ["quantity x = money ^ uniform(1, 2)", ["exponent-not-fixed @ uniform(1, 2)"]],
  ["unit loop = 3 loop", ["circular-unit @ loop"]],
  ["quantity x : people = heads", ["dimension-mismatch @ heads"]],
  ["quantity x : people over rival = heads", ["dimension-mismatch @ heads"]],
  ["quantity x : people over nothing = 3", ["unknown-dimension @ nothing"]],
  ["quantity x = sum(money over cartel)", ["dimension-absent @ sum(money over cartel)"]],
  ["quantity x : people = heads[zeta]", ["unknown-member @ zeta"]],
  ["quantity x = 3 to 5", ["shape-missing @ 3 to 5"]],
  ["quantity x = -3 to 5 as lognormal", ["shape-does-not-fit @ lognormal"]],
  ["quantity x = 3 to 5 as bell", ["shape-unknown @ bell"]],
  ["quantity x = 5 to 3 as normal", ["interval-reversed @ 5 to 3 as normal"]],
  ["quantity x = normal(0, -1)", ["distribution-problem @ normal(0, -1)"]],
  ["quantity x = normal(0)", ["wrong-arguments @ normal(0)"]],
  ["quantity x = truncate(money, min = 0)", ["truncate-needs-distribution @ money"]],
  ["quantity x : USD = mean(noise)", ["statistic-in-model @ mean(noise)"]],
  ["quantity x = x", ["circular-definition @ x"]],
  ["quantity x\n  given option\n    hold 1\n    strikes 2", ["missing-row @ given option"]],
  ["quantity x\n  given option\n    hold 1\n    strikes 2\n    finance 3", ["ambiguous-combination @ finance 3"]],
  ["quantity x\n  given option\n    hold 1\n    hold 2\n    otherwise 3", ["duplicate-row @ hold 2"]],
  ["quantity x\n  given event\n    small 1\n    huge 2\n    otherwise 3", ["unknown-label @ huge"]],
  ["quantity x\n  given option, event\n    small 1\n    otherwise 3", ["wrong-label-count @ small 1"]],
  ["chance other : a | b\n  probabilities 30 % | 60 %", ["probabilities-not-one @ 30 % | 60 %"]],
  ["chance other : a | b | c\n  probabilities 30 % | rest", ["missing-state @ 30 % | rest"]],
  ["chance other : a | b\n  probabilities 30 | rest", ["probability-out-of-range @ 30"]],
  ["chance other : a | b\n  probabilities rest | rest", ["repeated-rest @ rest"]],
  ["stock x : people\n  starts at 100\n  gains 5", ["wrong-unit @ 5"]],
  ["stock x : people\n  starts at 100\n  gains 5 people", ["wrong-unit @ 5 people"]],
  ["objective x : USD\n  minimise money * heads.sinaloa", ["wrong-unit @ money * heads.sinaloa"]],
  ["objective x : people\n  minimise heads", ["objective-varies @ heads"]],
  ["quantity x = money + money is 3", ["unit-mismatch @ money + money is 3"]],
  ["quantity x = normal(0, 1)\n  correlated with money by 0.5", ["correlation-needs-distribution @ money"]],
  ["rule war\n  forbids striks\n  when armed\n  element armed met", ["unknown-option @ striks"]],
  ["rule war\n  forbids strikes\n  when armd\n  element armed met", ["unknown-element @ armd"]],
  ["forecast x\n  by 2027-01-01\n  probability 120 %", ["probability-out-of-range @ 120 %"]],
  ["check x\n  that P(noise > mean(noise)) > 50 %", ["statistic-mixed @ noise > mean(noise)"]],
  ["", ["unknown-option @ hld"], "{P(worse than hld)}"],
  ["", ["sense-unknown @ money"], "{P(money worse than hold)}"],
  ["", ["condition-not-number @ {noise > 1 USD}"], "{noise > 1 USD}"],
  ["", ["wrong-unit @ money"], "{money in people}"],
  ["", ["period-outside @ 2050"], "{step(2027, money)[2050]}"],
];

describe("each mistake gives its code at its place", () => {
  for (const [model, expected, prose] of mistakes) {
    test(prose || model, () => expect(errorsOf(compileModel(`${frame}${model}`, prose))).toEqual(expected));
  }
});

test("without time, what needs it says so", () => {
  const caseText = 'case demo\n  question "Which?"\n';
  expect(errorsOf(compileModel("quantity x = total(3)", "", {}, caseText))).toEqual(["no-time @ total(3)"]);
});

test("a unit mismatch shows where the other unit comes from", () => {
  const { diagnostics, assessment } = compileModel("quantity weight : kg = 3\nquantity cost : USD = 4\nquantity x : USD = cost + weight");
  const found = diagnostics.find((each) => each.code === "unit-mismatch")?.second;
  expect(found?.message).toBe("“weight” is declared in kg.");
  expect(assessment.files["a.md"]!.slice(found!.span.from, found!.span.to)).toBe("kg");
});

test("twenty mistakes give twenty findings: what follows from a mistake is silent", () => {
  const chain = Array.from(
    { length: 20 },
    (_, index) => `quantity wrong_${index} : USD = nothing_${index}\nquantity after_${index} : people = wrong_${index} + 3 kg`,
  );
  expect(errorsOf(compileModel(chain.join("\n")))).toHaveLength(20);
});

test("a long chain of definitions written backwards is no circle and no overflow", () => {
  const count = 5000;
  const chain = Array.from({ length: count }, (_, index) => `quantity link_${index} = ${index === count - 1 ? "1" : `link_${index + 1}`}`);
  const compiled = compileModel(chain.join("\n"));
  expect(errorsOf(compiled)).toEqual([]);
  expect(compiled.lowering.graph.nodes).toHaveLength(1);
});

test("a circle names every name in it", () => {
  const { diagnostics } = compileModel("quantity a = b + 1\nquantity b = c\nquantity c = a\nquantity d = a");
  expect(diagnostics.filter((each) => each.severity === "error").map((each) => each.parameters.cycle)).toEqual(["a → b → c → a"]);
});

test.each([
  ["probability", "P"],
  ["AVERAGE", "mean"],
  ["stdev", "sd"],
  ["log", "ln"],
])("a function by its name in other programs, %s, is told by its own, %s", (written, own) => {
  const [found] = compileModel(`${frame}\nquantity x = ${written}(noise / 1 USD)`).diagnostics.filter(
    ({ severity }) => severity === "error",
  );
  expect(found?.code).toBe("unknown-function");
  expect(found?.remedy).toBe(`Write ${own} if that is meant.`);
});
