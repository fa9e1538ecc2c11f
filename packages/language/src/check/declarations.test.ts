import { describe, expect, it } from "vitest";
import { collect, readText } from "../../cases/read-text.js";
import { assumptionsOf, checkDeclarations } from "./declarations.js";

const read = (model: string, prose = "", fields = "") =>
  readText(`\`\`\`outweigh
case demo
  question "Shall we?"
${fields}
${model}
\`\`\`

${prose}
`);

const found = (model: string, prose = "", fields = "") => {
  const folder = read(model, prose, fields);
  return collect(folder, (report) => checkDeclarations(folder.assessment, { used: new Set() }, report));
};

describe("unused declarations", () => {
  it.each([
    ["quantity", 'quantity spare : people = 3\n  because "so"'],
    ["chance", 'chance spare : dry | wet\n  probabilities 50 % | rest\n  because "so"'],
    ["stock", 'stock spare : people\n  starts at 3 people\n  gains 1 people/year\n  because "so"'],
    ["unit", "unit spare = 42 litres"],
    ["dimension", "dimension spare : a | b"],
    ["source", 'source spare "Spare"\n  grade B'],
  ])("%s", (_kind, model) => {
    expect(found(model)).toEqual([["unused-declaration", "spare"]].map(([code]) => [code, expect.stringContaining("spare")]));
  });

  it("a claim is used by a reason, a conflict or a corroboration", () => {
    const claims = 'source s "S"\n  grade B\nclaim a from s\n  states "x"\nclaim b from s\n  states "y"\n';
    expect(found(claims).length).toBe(2);
    expect(found(`${claims}  conflicts with a`)).toEqual([]);
    expect(found(`${claims}quantity x : people = 3\n  because a`, "{x}").length).toBe(1);
  });

  it("a name is used by formulas, the text, types and tables", () => {
    const model = `unit jug = 2 litres
dimension place : north | south
chance weather : dry | wet
  probabilities 40 % | rest
  because "so"
quantity rain : jug over place
  given weather
    dry  1 jug
    wet  2 jug
  because "so"
quantity total_rain : jug = sum(rain over place)`;
    expect(found(model, "{total_rain}")).toEqual([]);
    expect(found(model).length).toBe(1);
  });

  it("what lowering met is used", () => {
    const folder = read('quantity spare : people = 3\n  because "so"');
    expect(collect(folder, (report) => checkDeclarations(folder.assessment, { used: new Set(["spare"]) }, report))).toEqual([]);
  });
});

describe("options without effect", () => {
  const options = 'option hold "Hold"\noption strike "Strike"\noption treat "Treat"\noption both "Both" = strike + treat\n';
  const effects = (model: string, fields = "") =>
    found(options + model, "{x}", fields)
      .filter(([code]) => code === "option-without-effect")
      .map(([, place]) => /^(?:option )?(\w+)/.exec(place)?.[1]);

  it("the baseline and combinations of options with effect are exempt", () => {
    expect(effects('quantity x : people = if strike then 1 else 0\n  because "so"')).toEqual(["treat"]);
    expect(effects('quantity x : people = 3\n  because "so"', "  baseline treat")).toEqual(["hold", "strike", "both"]);
  });

  it("a formula that names the baseline tells the one other option apart, and no more than one", () => {
    expect(effects('quantity x : people = if hold then 1 else if strike then 2 else 3\n  because "so"')).toEqual([]);
    expect(effects('quantity x : people = if hold then 1 else 2\n  because "so"')).toEqual(["strike", "treat", "both"]);
  });

  it("tables and rules count", () => {
    expect(
      effects(
        'quantity x : people\n  given option\n    treat      3 people\n    otherwise  4 people\n  because "so"\nrule law "Law"\n  forbids strike',
      ),
    ).toEqual([]);
  });
});

describe("reasons", () => {
  const assumptions = (model: string) => assumptionsOf(read(model).assessment).map(({ kind, name }) => `${kind} ${name}`);

  it.each([
    ["quantity x : people = 3", ["quantity x"]],
    ["quantity x : people = 3 to 5 as normal", ["quantity x"]],
    ['quantity x : people = 3\n  because "my judgement"', []],
    ['quantity a : people = 3\n  because "so"\nquantity x : people = 2 * a - a / 100', []],
    ['quantity a : people = 3\n  because "so"\nquantity x : people = 0.7 * a', ["quantity x"]],
    ["chance c : dry | wet\n  probabilities 40 % | rest", ["chance c"]],
    ['forecast f "Will it?"\n  by 2027-01-01\n  probability 60 %\n  resolves "r"', ["forecast f"]],
  ])("%s", (model, expected) => {
    expect(assumptions(model)).toEqual(expected);
  });

  it("are asked for contested elements of rules", () => {
    expect(
      assumptions('option strike "Strike"\nrule law "Law"\n  forbids strike\n  unless consent\n  element consent "Consent" contested 0.3'),
    ).toEqual(["element law.consent"]);
  });

  it("are reported", () => {
    expect(found("quantity x : people = 3", "{x}").map(([code]) => code)).toEqual(["no-reason"]);
  });
});

describe("forecasts and precedents", () => {
  it("few cases, and cases chosen by outcome, are noted", () => {
    const precedent = (rows: string) => `precedent p "P"\n  question "Did it?"\n${rows}`;
    const codes = (rows: string) => found(precedent(rows), "{p}").map(([code]) => code);
    expect(codes('  yes a "one"\n  no b "two"\n  exclude c "not of the kind"')).toEqual(["precedent-small"]);
    expect(codes('  counted d 3 of 10 "ten"')).toEqual([]);
    expect(codes('  counted d 3 of 10 "ten"\n  selected on outcome')).toEqual(["selected-on-outcome"]);
  });
});
