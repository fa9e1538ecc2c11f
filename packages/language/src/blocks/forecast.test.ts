/** Forecasts of every form: what their blocks say in numbers, and what is reported. */
import { describe, expect, it } from "vitest";
import { literateFiles, memoryFiles } from "../../cases/literate.js";
import { compileCase, criteriaOf } from "../index.js";

const head = `case demo
  question "Shall we act?"

option hold "Carry on"
option act  "Act"

chance spread : none | local | national
  probabilities 60 % | 30 % | rest
  because "r"
quantity toll : deaths/year = 100 to 200 as lognormal
  because "r"
quantity cost : EUR
  given option
    act       1 million to 2 million as lognormal
    otherwise 0
  because "r"

`;

function compiled(block: string) {
  const made = compileCase(memoryFiles(literateFiles(`# Demo\n\n\`\`\`outweigh\n${head}${block}\n\`\`\`\n`, "demo.md"), "demo"), "demo");
  const problems = made.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, parameters }) => [code, parameters.problem ?? parameters.expected ?? parameters.found ?? parameters.name].join(": "));
  return { problems, stated: made.lowering.forecasts.get("f"), declaration: made.assessment.forecasts[0] };
}

const tail = `  by       2027-06-30
  resolves "r"
  because  "r"`;

describe("what a block says", () => {
  it.each<[string, string, object]>([
    ["yes or no", 'forecast f "F?"\n  probability 35 %', { value: { probability: 0.35 } }],
    ["a range", 'forecast f "F?"\n  probability 25 % to 50 %', { value: undefined, computed: undefined }],
    ["computed", 'forecast f "F?"\n  probability P(toll > 150 deaths/year)', { computed: { output: "forecast:f", option: undefined } }],
    [
      "states between bars",
      'forecast f "F?" : none | local | national\n  probabilities 60 % | 30 % | rest',
      { value: { probabilities: { none: 0.6, local: 0.3, national: 0.1 } } },
    ],
    [
      "states in rows",
      'forecast f "F?" : none | local | national\n  probabilities\n    national 10 %\n    none rest\n    local 30 %',
      { value: { probabilities: { none: 0.6, local: 0.3, national: 0.1 } } },
    ],
    [
      "a chance",
      'forecast f "F?" : local | none | national\n  computed from spread',
      { computed: { output: "spread", option: undefined } },
    ],
    [
      "a number in its unit",
      'forecast f "F?" : thousand_people\n  quantiles 5 %: 1 | 50 %: 2,000 people | 95 %: 3',
      {
        value: {
          quantiles: [
            [0.05, 1],
            [0.5, 2],
            [0.95, 3],
          ],
        },
      },
    ],
    ["a quantity", 'forecast f "F?" : deaths/day\n  computed from toll', { computed: { output: "toll", option: undefined } }],
    ["a quantity by option", 'forecast f "F?" : EUR\n  computed from cost | act', { computed: { output: "cost", option: "act" } }],
    [
      "days",
      'forecast f "F?" : date\n  quantiles 10 %: 2027-01-15 | 50 %: 2028-02-29 | 90 %: 2028-03-01',
      {
        value: {
          quantiles: [
            [0.1, "2027-01-15"],
            [0.5, "2028-02-29"],
            [0.9, "2028-03-01"],
          ],
        },
      },
    ],
  ])("%s", (_what, block, expected) => {
    const own = block.includes("thousand_people") ? "unit thousand_people = 1,000 people\n\n" : "";
    const { problems, stated } = compiled(`${own}${block}\n${tail}`);
    expect(problems).toEqual([]);
    expect(stated).toMatchObject(expected);
  });
});

describe("what does not go", () => {
  it.each<[string, string, RegExp]>([
    ["states that do not sum to 1", 'forecast f "F?" : a | b\n  probabilities 60 % | 30 %', /add up to 90 %/],
    ["more than 1 with the rest", 'forecast f "F?" : a | b | c\n  probabilities 60 % | 50 % | rest', /add up to 110 %/],
    ["a state that is none", 'forecast f "F?" : a | b\n  probabilities\n    a 60 %\n    c 40 %', /unknown-state/],
    ["a state without", 'forecast f "F?" : a | b | c\n  probabilities\n    a 60 %\n    b 40 %', /the state c has no probability/],
    ["a state twice", 'forecast f "F?" : a | a\n  probabilities 60 % | 40 %', /stands there twice/],
    ["probability above 1", 'forecast f "F?" : a | b\n  probabilities 160 % | rest', /probability-out-of-range/],
    ["quantiles that fall", 'forecast f "F?" : EUR\n  quantiles 5 %: 30 | 50 %: 20', /do not rise/],
    ["the same quantile twice", 'forecast f "F?" : EUR\n  quantiles 5 %: 10 | 5 %: 20', /do not rise/],
    ["a quantile at 100 %", 'forecast f "F?" : EUR\n  quantiles 5 %: 10 | 100 %: 20', /nothing that could be scored/],
    ["a number of another unit", 'forecast f "F?" : EUR\n  quantiles 5 %: 10 deaths | 50 %: 20', /wrong-unit/],
    ["a day that is a number", 'forecast f "F?" : date\n  quantiles 5 %: 10 | 50 %: 20', /no day/],
    ["a probability of a number", 'forecast f "F?" : EUR\n  probability 30 %', /wrong-value: quantiles of the number/],
    ["quantiles of yes", 'forecast f "F?"\n  quantiles 5 %: 10 | 50 %: 20', /wrong-value: the probability of yes/],
    [
      "two ways",
      'forecast f "F?" : EUR\n  quantiles 5 %: 10 | 50 %: 20\n  computed from cost | act',
      /says both “quantiles” and “computed from”/,
    ],
    ["no way", 'forecast f "F?" : EUR', /missing-field/],
    ["a value for each option", 'forecast f "F?" : EUR\n  computed from cost', /depends on the option/],
    ["a quantity in another unit", 'forecast f "F?" : EUR\n  computed from toll', /in deaths\/year/],
    ["a quantity that is a chance", 'forecast f "F?" : EUR\n  computed from spread', /no quantity/],
    ["a chance of other states", 'forecast f "F?" : a | b\n  computed from spread', /not those of spread/],
    ["an unknown name", 'forecast f "F?" : a | b\n  computed from spraed', /unknown-name/],
    ["opening after closing", 'forecast f "F?"\n  probability 30 %\n  opens 2028-01-01', /opens on 2028-01-01, after it closes/],
  ])("%s", (_what, block, expected) => {
    expect(compiled(`${block}\n${tail}`).problems.join("\n")).toMatch(expected);
  });
});

describe("criteria", () => {
  it("are those of the block; a month closes on its last day", () => {
    const { declaration } = compiled(
      'forecast f "How many?" : deaths/year\n  opens 2026-11-01\n  by 2028-02\n  quantiles 5 %: 10 | 50 %: 20\n  resolves "As printed."\n  source "Register"\n  unclear "Annulled."\n  because "r"',
    );
    expect(criteriaOf(declaration!)).toEqual({
      question: "How many?",
      type: "numeric",
      unit: "deaths/year",
      opens: "2026-11-01",
      closes: "2028-02-29",
      resolves: "As printed.",
      source: "Register",
      unclear: "Annulled.",
    });
  });
});
