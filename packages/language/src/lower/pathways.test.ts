/** Pathways: exact courses by hand, brute force on the draws of a run, the edges of their times, and equality with the options that they follow. */
import { describe, expect, test } from "vitest";
import { pathwayReport } from "../pathway-report.js";
import { runCase } from "../run-case.js";
import { compileModel, errorsOf } from "./test-support.js";

const years = 'case demo\n  question "Which?"\n  time yearly from 2025 to 2029\n  prices 2024\n';
const quarters = (method: string) => `${years}  steps quarterly by ${method}\n`;

/** A level that grows by 1 m a year under A and not under B. */
const growing = `
option a "A"
option b "B"
quantity growth : m/year
  given option
    a         1 m/year
    otherwise 0 m/year
stock level : m
  starts at 0 m
  gains growth
`;

function evaluated(model: string, caseText = years, draws = 200) {
  const compiled = compileModel(model, "", {}, caseText);
  expect(errorsOf(compiled)).toEqual([]);
  const run = runCase(compiled, { draws });
  const output = (name: string) => run.result.outputs.find((each) => each.name === name)!;
  const options = run.result.dimensions.find(({ name }) => name === "option")!.members.map(({ id }) => id);
  /** Means by period of an output over options and time. */
  const course = (name: string, option: string) => {
    const { summaries } = output(name);
    const periods = summaries.length / options.length;
    return summaries.slice(options.indexOf(option) * periods, (options.indexOf(option) + 1) * periods).map(({ mean }) => mean);
  };
  const drawsOf = (name: string, option?: string) => output(name).draws![option === undefined ? 0 : options.indexOf(option)]!;
  return { ...run, output, course, drawsOf };
}

describe("one rule", () => {
  test("the step after the condition holds, the pathway follows the other option", () => {
    const run = evaluated(`${growing}
pathway p
  starts a
  when level >= 2 m then switch to b`);
    const { course, drawsOf } = run;
    const [report] = pathwayReport(run);
    expect(report!.signposts[0]).toMatchObject({ fired: { value: 1, error: 0 }, from: undefined, by: undefined });
    expect(report!.signposts[0]!.dates.map(({ value }) => value)).toEqual([2027, 2027, 2027, 2027, 2027]);
    expect(report!.followed.map(({ shares }) => shares)).toEqual([
      [1, 1, 1, 0, 0],
      [0, 0, 0, 1, 1],
    ]);
    expect(course("level", "a")).toEqual([0, 1, 2, 3, 4]);
    expect(course("level", "p")).toEqual([0, 1, 2, 3, 3]);
    expect(drawsOf("pathway:p:rule:1")[0]).toBe(2027);
  });

  test.each(["euler", "rk4"])("within a year, by %s", (method) => {
    const { course, drawsOf } = evaluated(
      `${growing}
pathway p
  starts a
  when level >= 1.5 m then switch to b`,
      quarters(method),
    );
    expect(drawsOf("pathway:p:rule:1")[0]).toBeCloseTo(2026.5, 9);
    expect(course("level", "p")[4]).toBeCloseTo(1.75, 9);
    expect(course("level", "p")[1]).toBeCloseTo(1, 9);
  });

  const fired = (window: string, caseText = years) =>
    evaluated(`${growing}\npathway p\n  starts a\n  when level >= 2 m ${window} then switch to b`, caseText).drawsOf("pathway:p:rule:1")[0];

  test.each([
    ["by 2027", 2027],
    ["by 2026", 2030],
    ["from 2028", 2028],
    ["from 2027", 2027],
    ["from 2026 by 2027", 2027],
    ["by 2028 from 2028", 2028],
    ["by 2027-01-01", 2027],
    ["from 2028-01-01", 2028],
    ["by 2026-12-01", 2030],
    ["from 2027-02-01", 2028],
  ])("%s", (window, date) => {
    expect(fired(window)).toBe(date);
  });

  test("by and from after numbers with and without a unit are no units", () => {
    const model = (condition: string) => `${growing}
quantity share : % = 50 %
quantity plain = 3
pathway p
  starts a
  when ${condition} then switch to b`;
    for (const condition of ["share < 60 % from 2026 by 2027", "plain > 2 from 2026", "not plain < 1 from 2026", "level > 0 m by 2027"])
      expect(evaluated(model(condition)).drawsOf("pathway:p:rule:1")[0]).toBe(2026);
  });

  test("fires at the very beginning, and so follows the first option for one step", () => {
    const { course, drawsOf } = evaluated(`${growing}\npathway p\n  starts a\n  when true then switch to b`);
    expect(drawsOf("pathway:p:rule:1")[0]).toBe(2025);
    expect(course("level", "p")).toEqual([0, 1, 1, 1, 1]);
  });

  test("stays where it went, though the condition no longer holds", () => {
    const { course } = evaluated(`${growing}
pathway p
  starts b
  when time < 2025.5 then switch to a`);
    expect(course("level", "p")).toEqual([0, 0, 1, 2, 3]);
  });
});

describe("several rules", () => {
  const measures = `
option hold "Hold"
option x "X"
option y "Y"
option both "Both" = x + y
quantity rate : m/year = (if x then 1 m/year else 0) + (if y then 10 m/year else 0) + (if hold then 0 else 100 m/year)
stock level : m
  starts at 0 m
  gains rate
`;

  test("fire one after the other, each once, and add to what is followed then", () => {
    const { course, drawsOf, result } = evaluated(`${measures}
pathway p
  starts hold
  when time >= 2026 then add x
  when level > 100 m then add y
  when level > 300 m then switch to hold`);
    expect(course("level", "p")).toEqual([0, 0, 0, 101, 202]);
    expect([1, 2, 3].map((rule) => drawsOf(`pathway:p:rule:${rule}`)[0])).toEqual([2026, 2028, 2030]);
    expect(result.dimensions.find(({ name }) => name === "states:pathway:p")!.members.map(({ id }) => id)).toContain("both");
  });

  test("two at the same step fire in their order", () => {
    const { course } = evaluated(`${measures}
pathway first
  starts x
  when true then switch to hold
  when true then add y
pathway other
  starts x
  when true then add y
  when true then switch to hold`);
    expect(course("level", "first")).toEqual([0, 101, 211, 321, 431]);
    expect(course("level", "other")).toEqual([0, 101, 101, 101, 101]);
  });

  test("an option that no order of times can lead to is not wanted", () => {
    const compiled = compileModel(`option x "X"\noption y "Y"\noption z "Z"\noption xz "X and Z" = x + z
stock level : m
  starts at 0 m
  gains if y then 1 m/year else if x then 2 m/year else if z then 3 m/year else 0
pathway p
  starts x
  when level > 1 m by 2026 then add z
  when level > 1 m from 2027 then switch to y`);
    expect(errorsOf(compiled)).toEqual([]);
  });
});

describe("uncertain courses", () => {
  const uncertain = (extra: string) => `
option a "A"
option b "B"
quantity fast : 1/year = 0.05/year to 0.4/year as lognormal
quantity slow : 1/year = 0.01/year to 0.2/year as lognormal
stock level : m
  starts at 10 m
  gains level * (if a then fast else slow)
objective height : m
  minimise final(level)
objective area : m*year
  minimise total(level)
${extra}`;

  test.each([
    ["euler", (h: number) => 1 + h],
    ["rk4", (h: number) => 1 + h + h ** 2 / 2 + h ** 3 / 6 + h ** 4 / 24],
  ] as const)("every draw is as simulated by hand, by %s", (method, grow) => {
    const run = evaluated(
      uncertain("pathway p\n  starts a\n  when level > 14 m from 2026 by 2028 then switch to b"),
      quarters(method),
      2000,
    );
    const [fast, slow] = [run.drawsOf("fast"), run.drawsOf("slow")];
    const [height, dates] = [run.drawsOf("height", "p"), run.drawsOf("pathway:p:rule:1")];
    let switched = 0;
    for (let draw = 0; draw < 2000; draw++) {
      let level = 10;
      let date = 2030;
      for (let step = 0; step < 16; step++) {
        const time = 2025 + step / 4;
        const isLate = date < time;
        if (date === 2030 && level > 14 && time >= 2026 && time <= 2028) date = time;
        level *= grow((isLate ? slow[draw]! : fast[draw]!) / 4);
      }
      if (date < 2030) switched++;
      expect(dates[draw]).toBe(date);
      expect(height[draw]! / level).toBeCloseTo(1, 10);
    }
    expect(switched).toBeGreaterThan(300);
    const [report] = pathwayReport(run);
    expect(report!.signposts[0]!.fired.value).toBe(switched / 2000);
    expect(report!.signposts[0]).toMatchObject({ condition: "level > 14 m", from: "2026", by: "2028", action: "switch", option: "b" });
    expect(report!.followed.map(({ option, shares }) => [option, shares[4]])).toEqual([
      ["a", expect.closeTo(1 - switched / 2000, 9)],
      ["b", expect.closeTo(switched / 2000, 9)],
    ]);
    expect(report!.years).toEqual([2025, 2026, 2027, 2028, 2029]);
    const sorted = [...dates].filter((date) => date < 2030).sort((one, other) => one - other);
    const middle = (sorted.length - 1) / 2;
    expect(report!.signposts[0]!.dates[2]!.value).toBe((sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2);
  });

  const chances = `
chance answer : calm | angry
  given option
    a 80 % | rest
    b 40 % | rest
quantity harm : m
  given option, answer
    a, angry  4 m
    b, angry  7 m
    otherwise 1 m to 2 m as uniform
quantity burden : m = level * 0.1 + harm
objective pain : m*year
  minimise total(burden)
objective later : m*year
  minimise total(discount(harm, 3 %)) + total(lag(harm, 1 year, 0 m))
`;

  test("a rule that never fires leaves the option as it is, bit for bit", () => {
    const run = evaluated(uncertain(`${chances}\npathway p\n  starts a\n  when level < 1 m then switch to b`), quarters("rk4"), 1000);
    for (const name of ["height", "area", "pain", "later", "answer"]) expect(run.drawsOf(name, "p")).toEqual(run.drawsOf(name, "a"));
    for (const name of ["level", "burden"]) expect(run.course(name, "p")).toEqual(run.course(name, "a"));
    const [report] = pathwayReport(run);
    expect(report!.signposts[0]).toMatchObject({ fired: { value: 0, error: 0 }, dates: [] });
  });

  test("chances and draws are those of the option followed, in every draw", () => {
    const rule = "pathway p\n  starts a\n  when time >= 2026 then switch to b";
    const run = evaluated(uncertain(`${chances}\n${rule}`), years, 1000);
    const [fast, slow] = [run.drawsOf("fast"), run.drawsOf("slow")];
    const [harmA, harmB, pain, later] = [
      run.drawsOf("harm", "a"),
      run.drawsOf("harm", "b"),
      run.drawsOf("pain", "p"),
      run.drawsOf("later", "p"),
    ];
    expect(harmA).not.toEqual(harmB);
    for (let draw = 0; draw < 1000; draw++) {
      let level = 10;
      let [sum, present, past] = [0, 0, 0];
      for (let year = 0; year < 5; year++) {
        const harm = year < 2 ? harmA[draw]! : harmB[draw]!;
        sum += level * 0.1 + harm;
        present += harm / 1.03 ** year;
        if (year > 0) past += year - 1 < 2 ? harmA[draw]! : harmB[draw]!;
        level *= 1 + (year < 2 ? fast[draw]! : slow[draw]!);
      }
      expect(pain[draw]! / sum).toBeCloseTo(1, 10);
      expect(later[draw]! / (present + past)).toBeCloseTo(1, 10);
    }
    expect(run.drawsOf("answer", "p")).toEqual(run.drawsOf("answer", "a"));
  });

  test("static options are the same with and without a pathway", () => {
    const before = evaluated(uncertain(chances), quarters("euler"), 500);
    const after = evaluated(uncertain(`${chances}\npathway p\n  starts a\n  when level > 12 m then switch to b`), quarters("euler"), 500);
    for (const name of ["height", "area", "pain"])
      for (const option of ["a", "b"]) expect(after.drawsOf(name, option)).toEqual(before.drawsOf(name, option));
  });
});

describe("tables", () => {
  test("a row that moves in time is read along the pathway's own course", () => {
    const { course } = evaluated(`${growing}
quantity felt : m
  given option
    a level
    b level * 10
pathway p
  starts a
  when level >= 2 m then switch to b`);
    expect(course("felt", "p")).toEqual([0, 1, 2, 30, 30]);
    expect(course("felt", "b")).toEqual([0, 0, 0, 0, 0]);
  });

  test("a table of data by option gives a pathway what it follows", () => {
    const compiled = compileModel(
      `option a "A"
option b "B"
data costs from "costs.csv"
  column option : option
  column yearly : USD/year
objective cost : USD
  minimise total(costs.yearly)
pathway p
  starts a
  when time >= 2026 then switch to b`,
      "",
      { "costs.csv": "option,yearly\na,10\nb,1\n" },
    );
    expect(errorsOf(compiled)).toEqual([]);
    const output = runCase(compiled, { draws: 100 }).result.outputs.find(({ name }) => name === "cost")!;
    expect(output.summaries.map(({ mean }) => mean)).toEqual([50, 5, 23]);
  });
});

test("a prohibition bars a pathway in the draws in which it ever follows what is forbidden", () => {
  const { drawsOf } = evaluated(`
option a "A"
option b "B"
quantity rate : m/year = 1 m/year to 2 m/year as uniform
stock level : m
  starts at 0 m
  gains if a then rate else 0
pathway p
  starts a
  when level > 3 m by 2027 then switch to b
  when level > 3 m from 2028 then switch to a
pathway q
  starts b
  when level > 3 m then switch to a
rule law
  forbids b
  unless leave
  element leave "Leave" contested 30 % to 60 % as uniform`);
  const [rate, p, q, b] = [drawsOf("rate"), drawsOf("rule:law", "p"), drawsOf("rule:law", "q"), drawsOf("rule:law", "b")];
  expect(new Set(b)).toEqual(new Set([0, 1]));
  for (let draw = 0; draw < rate.length; draw++) expect(p[draw]).toBe(2 * rate[draw]! > 3 ? b[draw] : 0);
  expect(q).toEqual(b);
});

describe("mistakes", () => {
  const frame = `${growing}
option c "C"
option ab "Both" = a + b
objective height : m
  minimise final(level)
`;
  const pathway = (...lines: readonly string[]) => `pathway p\n${lines.map((line) => `  ${line}\n`).join("")}`;
  test.each<readonly [string, readonly string[]]>([
    [pathway("when true then add a"), ["missing-field @ pathway"]],
    [pathway("starts a"), ["missing-field @ pathway"]],
    [pathway("starts nothing", "when true then add b"), ["unknown-option @ nothing"]],
    [pathway("starts a", "when true then add d"), ["unknown-option @ d"]],
    [pathway("starts a", "when true then switch to d"), ["unknown-option @ d"]],
    [pathway("starts a, b", "when true then add b"), ["wrong-value @ a, b"]],
    [pathway("starts a", "when level > 1 m"), ["wrong-value @ level > 1 m"]],
    [pathway("starts a", "when level > 1 m then b"), ["wrong-value @ then"]],
    [pathway("starts a", "when level > 1 m then go to b"), ["wrong-value @ then"]],
    [pathway("starts a", "when then add b"), ["wrong-value @ then add b"]],
    [pathway("starts a", "when level > 1 m until 2027 then add b"), ["wrong-value @ until"]],
    [pathway("starts a", "when level > 1 m by soon then add b"), ["wrong-value @ by"]],
    [pathway("starts a", "when level > 1 m by 2026 by 2027 then add b"), ["wrong-value @ by"]],
    [pathway("starts a", "when level then add b"), ["type-mismatch @ level"]],
    [pathway("starts a", "when lvl > 1 m then add b"), ["unknown-name @ lvl"]],
    [pathway("starts a", "when level > 1 kg then add b"), ["unit-mismatch @ level > 1 kg"]],
    [pathway("starts a", "when level > 1 m from 2028 by 2026 then add b"), ["pathway-window @ 2028"]],
    [pathway("starts a", "when level > 1 m by 2020 then add b"), ["pathway-window @ 2020"]],
    [pathway("starts a", "when level > 1 m from 2040 then add b"), ["pathway-window @ 2040"]],
    [pathway("starts b", "when level > 1 m then add c"), ["pathway-needs-option @ c"]],
    [pathway("starts p", "when level > 1 m then add b"), ["pathway-of-pathway @ p"]],
    [pathway("starts a", "when height > 1 m then switch to b"), ["pathway-looks-ahead @ height > 1 m"]],
    [pathway("starts a", "when level[2026] > 1 m then switch to b"), ["pathway-looks-ahead @ level[2026] > 1 m"]],
    [pathway("starts a", ...new Array<string>(11).fill("when level > 1 m then add b")), ["pathway-too-long @ p"]],
    [`${pathway("starts a", "when true then add b")}quantity x = if p then 1 else 0`, ["pathway-as-measure @ p"]],
    [`${pathway("starts a", "when true then add b")}quantity x\n  given option\n    p 1\n    otherwise 2`, ["pathway-as-measure @ p"]],
    [
      `${pathway("starts a", "when true then add b")}quantity once : USD\n  given option\n    ab 5 USD\n    otherwise 0 USD
objective cost : USD
  minimise total(level * 1 USD/m/year) + once`,
      ["pathway-without-time @ total(level * 1 USD/m/year) + once"],
    ],
    [pathway("starts a", "when true in then add b"), ["unreadable @ in"]],
    [`${pathway("starts a", "when true then add b")}quantity x = 3 then`, ["unreadable @ then"]],
  ])("%s", (model, errors) => {
    expect(errorsOf(compileModel(`${frame}${model}`))).toEqual(errors);
  });

  test("a one-off that does not depend on what is followed is no mistake", () => {
    const once = "quantity once : m\n  given option\n    c 5 m\n    otherwise 0 m\nobjective cost : m\n  minimise final(level) + once";
    expect(errorsOf(compileModel(`${frame}${pathway("starts a", "when true then add b")}${once}`))).toEqual([]);
  });

  test("a case without time has no pathways", () => {
    const text = 'case demo\n  question "Which?"\n';
    const model =
      'option a "A"\noption b "B"\nquantity x\n  given option\n    a 1\n    b 2\npathway p\n  starts a\n  when x > 1 then switch to b';
    expect(errorsOf(compileModel(model, "", {}, text))).toEqual(["no-time @ p"]);
  });
});
