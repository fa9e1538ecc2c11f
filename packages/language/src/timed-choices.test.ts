/** Decisions about when: their courses against simulations by hand, and the options of the run itself. */
import { describe, expect, test } from "vitest";
import { compileModel, errorsOf } from "./lower/test-support.js";
import { runCase } from "./run-case.js";
import { timedChoices } from "./timed-choices.js";

const quarters = 'case demo\n  question "When?"\n  time yearly from 2025 to 2029\n  steps quarterly by euler\n';
const model = `
option wait "Wait"
option act "Act"
quantity fast : 1/year = 0.05/year to 0.4/year as lognormal
quantity slow : 1/year = 0.01/year to 0.2/year as lognormal
quantity wage : m = 3 m to 4 m as normal
stock level : m
  starts at 10 m
  gains level * (if act then slow else fast)
quantity burden : m = level + (if act then wage else 0 m)
objective sum_of_burden : m*year
  minimise total(burden)
`;
const timed = (lines: string) => `${model}\npathway best "At the best moment"\n  starts wait\n${lines}`;
const whole = timed("  decides sum_of_burden by level, wage\n  switches to act in 2025, 2027, 2028-01-01");

describe("courses", () => {
  const compiled = compileModel(whole, "", {}, quarters);
  const [choices] = timedChoices(compiled, { draws: 1000 });

  test("stand for themselves", () => {
    expect(errorsOf(compiled)).toEqual([]);
    const { known, dates, sense, starts, option, objective, replicated } = choices!;
    expect({ known, dates, sense, starts, option, objective, replicated }).toEqual({
      known: ["level", "wage"],
      dates: [2025, 2027, 2028],
      sense: "minimise",
      starts: "wait",
      option: "act",
      objective: "sum_of_burden",
      replicated: true,
    });
  });

  test("are those simulated by hand, in every draw", () => {
    const { outputs } = runCase(compiled, { draws: 1000 }).result;
    const drawsOf = (name: string) => outputs.find((output) => output.name === name)!.draws!;
    const [[fast], [slow], [wage]] = [drawsOf("fast"), drawsOf("slow"), drawsOf("wage")] as const;
    for (let draw = 0; draw < 1000; draw++) {
      for (const [index, date] of [2025, 2027, 2028, 2040].entries()) {
        let [level, sum] = [10, 0];
        for (let step = 0; step < 20; step++) {
          const acts = 2025 + step / 4 >= date;
          if (2025 + step / 4 === date) expect(choices!.states[index]![0]![draw]! / level).toBeCloseTo(1, 10);
          sum += (level + (acts ? wage![draw]! : 0)) / 4;
          level *= 1 + (acts ? slow![draw]! : fast![draw]!) / 4;
        }
        const payoff = index < 3 ? choices!.payoffs[index]! : choices!.never;
        expect(payoff[draw]! / sum).toBeCloseTo(1, 10);
      }
      expect(choices!.states[1]![1]![draw]).toBe(wage![draw]);
    }
    expect([choices!.never, choices!.payoffs[0]]).toEqual(drawsOf("sum_of_burden"));
  });

  test("have the values that a scenario sets", () => {
    const [same] = timedChoices(compiled, {
      draws: 100,
      values: new Map([
        ["fast", 0],
        ["slow", 0],
        ["wage", 2],
      ]),
    });
    expect(same!.payoffs.map((column) => column[7])).toEqual([60, 56, 54].map((value) => expect.closeTo(value, 9)));
    expect(same!.never[7]).toBeCloseTo(50, 9);
  });

  test("are none where no pathway seeks a moment", () => {
    expect(timedChoices(compileModel(model, "", {}, quarters))).toEqual([]);
  });

  test("stand beside pathways with rules", () => {
    const both = compileModel(`${whole}\npathway p\n  starts wait\n  when level > 12 m then switch to act`, "", {}, quarters);
    expect(errorsOf(both)).toEqual([]);
    expect(timedChoices(both, { draws: 1000 })[0]!.payoffs).toEqual(choices!.payoffs);
  });
});

describe("mistakes", () => {
  test.each<readonly [string, readonly string[]]>([
    ["  decides sum_of_burden by level", ["missing-field @ pathway"]],
    ["  switches to act in 2027", ["missing-field @ pathway"]],
    ["  decides sum_of_burden by level\n  switches to act in 2027\n  when true then add act", ["wrong-value @ when"]],
    ["  decides sum_of_burden level\n  switches to act in 2027", ["wrong-value @ sum_of_burden level"]],
    ["  decides sum_of_burden by\n  switches to act in 2027", ["wrong-value @ sum_of_burden by"]],
    ["  decides sum_of_burden by level\n  switches to act", ["wrong-value @ act"]],
    ["  decides sum_of_burden by level\n  switches to act in soon", ["wrong-value @ act in soon"]],
    ["  decides level by level\n  switches to act in 2027", ["wrong-kind-of-name @ level"]],
    ["  decides nothing by level\n  switches to act in 2027", ["unknown-name @ nothing"]],
    ["  decides sum_of_burden by lvl\n  switches to act in 2027", ["unknown-name @ lvl"]],
    ["  decides sum_of_burden by act\n  switches to act in 2027", ["timing-problem @ act"]],
    ["  decides sum_of_burden by level\n  switches to act in 2027.5", ["timing-problem @ 2027.5"]],
    ["  decides sum_of_burden by level\n  switches to act in 2028, 2027", ["timing-problem @ 2027"]],
    ["  decides sum_of_burden by level\n  switches to act in 2035", ["timing-problem @ 2035"]],
    ["  decides sum_of_burden by level\n  switches to nobody in 2027", ["unknown-option @ nobody"]],
  ])("%s", (lines, errors) => {
    expect(errorsOf(compileModel(timed(lines), "", {}, quarters))).toEqual(errors);
  });

  test("an objective with a price that has no time", () => {
    const text = `${timed("  decides price by level\n  switches to act in 2027")}\nobjective price : m\n  minimise if act then wage else 0 m`;
    expect(errorsOf(compileModel(text, "", {}, quarters))).toEqual(["pathway-without-time @ price"]);
  });
});
