/** Differences of hand-written pairs: what is a change and what is not, renames, results by hand, causes, statements, and what cannot be compared. */
import { describe, expect, test } from "vitest";
import { compileModel, errorsOf } from "../lower/test-support.js";
import { type Difference, differenceOf, isSame, mirrorOf } from "./index.js";

const head = 'case demo\n  question "Which?"\n  time yearly from 2025 to 2029\n  prices 2024\n';
const base = `option wait "Wait"
option build "Build"
source paper "A paper"
  grade C
claim said from paper
  states "It is 3."
  grade 3
quantity price "Price" : GBP = 3 GBP
  because said
quantity homes "Homes" = 7
rule act "The act"
  forbids build
  unless consent
  element consent "They agree" met
objective cost "cost" : GBP
  minimise if build then 10 * price else price * homes`;

interface Written {
  readonly model: string;
  readonly prose?: string;
  readonly tables?: Readonly<Record<string, string>>;
  readonly caseText?: string;
  readonly copies?: ReadonlyMap<string, string>;
}

function side({ model, prose = "", tables = {}, caseText = head, copies }: Written, name = "it") {
  return { name, compiled: compileModel(model, prose, tables, caseText), ...(copies ? { copies } : {}) };
}

/** The difference, with its mirror checked against the difference the other way round. */
async function between(before: Written | string, after: Written | string, settings = {}): Promise<Difference> {
  const [was, now] = [before, after].map((each, place) => side(typeof each === "string" ? { model: each } : each, `version ${place}`));
  const asked = { draws: 256, ...settings };
  const found = await differenceOf(was!, now!, asked);
  expect(await differenceOf(now!, was!, asked)).toEqual(mirrorOf(found));
  expect(mirrorOf(mirrorOf(found))).toEqual(found);
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  return found;
}

const told = ({ items }: Difference) =>
  items.map(({ kind, name, change, fields }) => [
    `${change} ${kind} ${name}`,
    ...fields.map(({ field, was, now }) => `${field}: ${was ?? "–"} → ${now ?? "–"}`),
  ]);

describe("no change", () => {
  test.each<readonly [string, string | Written]>([
    ["itself", base],
    ["another order of declarations", base.split("\n").slice(2).concat(base.split("\n").slice(0, 2)).join("\n")],
    [
      "other blanks, comments and line breaks",
      base.replaceAll(" = ", "   =  ").replace("grade C", "grade C   # a remark").replaceAll("\noption", "\n\n\noption"),
    ],
    ["brackets that say nothing", base.replace("10 * price else price * homes", "(10 * price) else (price * homes)")],
    ["a number in another writing", base.replace("= 7", "= 7.0").replace("3 GBP", "3.00 GBP")],
    ["a definition on a line of its own", base.replace('"Homes" = 7', '"Homes"\n  = 7')],
    ["a reason on the line of the definition", base.replace(" = 3 GBP\n  because said", "\n  = 3 GBP because said")],
    ["another order of the lines of a block", base.replace('  states "It is 3."\n  grade 3', '  grade 3\n  states "It is 3."')],
    ["a text on two lines", base.replace('states "It is 3."', 'states "It"\n    "is 3."')],
  ])("is %s", async (_, other) => {
    const found = await between(base, other);
    expect([found.items, found.prose, isSame(found)]).toEqual([[], [], true]);
    expect(found.objectives!.flatMap(({ options }) => options.map(({ change }) => change))).toEqual(
      [0, 1].map(() => ({ mean: { value: 0, error: 0 }, best: { value: 0, error: 0 } })),
    );
    expect(found.statements).toEqual({ before: [], after: [] });
    expect(found.causes).toEqual({ kind: "none", reason: "nothing-changed", name: "cost" });
  });

  test("is prose in another order and layout", async () => {
    const found = await between(
      { model: base, prose: "One costs {price}.\n\nAnother has\n{homes} homes." },
      { model: base, prose: "Another has {homes}\nhomes.\n\nOne costs { price }." },
    );
    expect(isSame(found)).toBe(true);
  });

  test("is the order of the names and rows of a line, where it says nothing", async () => {
    const model = (names: string, rows: string) =>
      `${base.replace("forbids build", `forbids ${names}`)}\nquantity part "Part"\n  given option\n${rows}`;
    const one = model("build, wait", "    wait   1\n    build  2\n");
    expect(isSame(await between(one, model("wait, build", "    build  2\n    wait   1\n")))).toBe(true);
    expect(told(await between(one, model("build, wait", "    wait   1\n    build  3\n")))).toEqual([
      ["changed quantity part", "given build: 2 → 3"],
    ]);
  });
});

describe("changes of declarations", () => {
  test("are told line by line in the notation’s own words", async () => {
    const after = base
      .replace("grade 3", "grade 2")
      .replace("= 7", "= 9")
      .replace('rule act "The act"', 'rule act "The old act"')
      .replace('"They agree" met', '"They agree" contested 20 % to 40 % as uniform')
      .concat('\nclaim more from paper\n  states "It is 4."\n  grade 2\n');
    const found = await between(base, after);
    expect(told(found)).toEqual([
      ["added claim more", "from: – → paper", 'states: – → "It is 4."', "grade: – → 2"],
      ["regraded claim said", "grade: 3 → 2"],
      ["changed quantity homes", "=: 7 → 9"],
      [
        "changed rule act",
        'label: "The act" → "The old act"',
        'element: consent "They agree" met → consent "They agree" contested 20 % to 40 % as uniform',
      ],
    ]);
    expect(found.items.map(({ words }) => words)).toEqual([
      'New: claim more: "It is 4."',
      "Regraded: claim said: grade 3 → 2",
      "Changed: quantity homes: = 7 → 9",
      expect.stringContaining('Changed: rule act: label "The act" → "The old act"; element'),
    ]);
  });

  test("reach the case, data, copies of sources and the order of steps", async () => {
    const model = (steps: string) =>
      `${base}\ndata table from "t.csv"\n  column wait\n  column n : 1\nrule law "Law"\n  applies to build\n${steps}`;
    const steps = ['  duty first "Do it" by "Us" on 2026-01-01', '  duty then_ "Then this" by "Us" on 2026-02-01'];
    const rows = (last: number) => ({ "t.csv": `wait,n\na,1\nb,${last}\n` });
    const was = { model: model(steps.join("\n")), tables: rows(2), copies: new Map([["paper", "a".repeat(64)]]) };
    const now = {
      model: model(steps.toReversed().join("\n")),
      tables: rows(3),
      copies: new Map([["paper", "b".repeat(64)]]),
      caseText: head.replace("2029", "2030"),
    };
    const found = await between(was, now, { isRun: false });
    expect(told(found).map(([first, ...rest]) => [first, rest.length])).toEqual([
      ["changed case demo", 1],
      ["changed source paper", 1],
      ["changed data table", 1],
      ["changed rule law", 1],
    ]);
    expect([found.objectives, found.causes]).toEqual([undefined, { kind: "none", reason: "not-asked" }]);
  });

  test("are the same for a kind of block that nothing here knows of", async () => {
    const block = (p: number) => `hypothesis h "They build"\n  prior ${p} %\nhypothesis k "They do not"\n  prior ${100 - p} %\n`;
    expect(told(await between(`${base}\n${block(40)}`, `${base}\n${block(60)}`))).toEqual([
      ["changed hypothesis h", "prior: 40 % → 60 %"],
      ["changed hypothesis k", "prior: 60 % → 40 %"],
    ]);
  });
});

describe("a rename", () => {
  test("is recognised with everything that used the name, and moves no result", async () => {
    const model = base.replace("= 7", "= 5 to 9 as normal");
    const found = await between(
      { model, prose: "It costs {price} for {homes}." },
      { model: model.replaceAll(/\bhomes\b/g, "houses").replaceAll(/\bbuild\b/g, "gates"), prose: "It costs {price} for {houses}." },
    );
    expect(told(found)).toEqual([["renamed option gates"], ["renamed quantity houses"]]);
    expect(found.items.map(({ formerly }) => formerly)).toEqual(["build", "homes"]);
    expect(found.prose).toEqual([]);
    expect(found.causes).toMatchObject({ kind: "none", reason: "nothing-changed" });
    expect(found.objectives![0]!.rankingMoved).toBe(false);
    expect(found.statements!.before.filter(({ why }) => why === "gone")).toEqual([]);
  });

  test("is followed through what rests on it", async () => {
    const chain = (a: string, b: string) => `${base}\nquantity ${a} "A" = 4\nquantity ${b} "B" = ${a} * 2\n`;
    expect(told(await between(chain("one", "two"), chain("first", "second")))).toEqual([
      ["renamed quantity first"],
      ["renamed quantity second"],
    ]);
  });

  test("is not guessed where two could be meant, or something else changed too", async () => {
    const twins = (a: string, b: string) => `${base}\nquantity ${a} "A" = 4\nquantity ${b} "A" = 4\n`;
    expect(told(await between(twins("one", "two"), twins("first", "second"))).map(([first]) => first)).toEqual([
      "added quantity first",
      "removed quantity one",
      "added quantity second",
      "removed quantity two",
    ]);
    const found = await between(base, base.replace('homes "Homes" = 7', 'houses "Homes" = 8').replace("* homes", "* houses"));
    expect(told(found).map(([first]) => first)).toEqual(["removed quantity homes", "added quantity houses", "changed objective cost"]);
  });
});

describe("results", () => {
  test("move as by hand, with the causes that add up to the change", async () => {
    // Waiting: 3 × 7 to 4 × 11; building: 30 to 40. The price adds 7 or 11, the homes 12 or 16 to waiting.
    const found = await between(base, base.replace("3 GBP", "4 GBP").replace("= 7", "= 11"));
    const [cost] = found.objectives!;
    expect(cost!.options.map(({ name, was, now, change }) => [name, was!.mean.value, now!.mean.value, change!.mean])).toEqual([
      ["build", 30, 40, { value: 10, error: 0 }],
      ["wait", 21, 44, { value: 23, error: 0 }],
    ]);
    expect([cost!.was!.ranking, cost!.now!.ranking, cost!.rankingMoved]).toEqual([["wait", "build"], ["build", "wait"], true]);
    expect(found.causes).toMatchObject({
      kind: "shares",
      objective: "cost",
      options: ["wait", "build"],
      isExact: true,
      total: { means: [{ value: 23 }, { value: 10 }] },
      shares: [
        { items: ["quantity homes"], means: [{ value: 14 }, { value: 0 }] },
        { items: ["quantity price"], means: [{ value: 9 }, { value: 10 }] },
      ],
    });
  });

  test("have the error of their difference on the same random numbers, and both errors on others", async () => {
    const model = (low: number) => base.replace("= 7", `= ${low} to 9 as normal`);
    const paired = await between(model(5), model(6), { draws: 4096 });
    const waiting = ({ objectives }: Difference) => objectives![0]!.options.find(({ name }) => name === "wait")!;
    const { change, was, now } = waiting(paired);
    // The mean of a normal by its 5 and 95 % quantiles is the middle of these: 7 to 7.5 homes, at 3 GBP.
    expect(Math.abs(change!.mean.value! - 1.5)).toBeLessThan(5 * change!.mean.error!);
    expect(change!.mean.error!).toBeLessThan(Math.hypot(was!.mean.error!, now!.mean.error!));
    const apart = await between(
      { model: model(5), caseText: `${head}  seed 5\n` },
      { model: model(6), caseText: `${head}  seed 6\n` },
      { draws: 4096 },
    );
    const other = waiting(apart);
    expect(other.change!.mean.error).toBeCloseTo(Math.hypot(other.was!.mean.error!, other.now!.mean.error!), 12);
    expect(Math.abs(other.change!.mean.value! - 1.5)).toBeLessThan(5 * other.change!.mean.error!);
    expect([apart.before.run!.seed, apart.after.run!.seed]).toEqual([5, 6]);
  });

  test("are told where options or objectives are of one version alone", async () => {
    const more = `${base.replace("option build", 'option third "A third"\noption build')}\nobjective delay "delay"\n  minimise if third then 1 else 2\n`;
    const found = await between(base, more);
    expect(found.objectives!.map(({ name, was, now }) => [name, was !== undefined, now !== undefined])).toEqual([
      ["cost", true, true],
      ["delay", false, true],
    ]);
    expect(found.objectives![0]!.options.map(({ name, was, change }) => [name, was === undefined, change === undefined])).toEqual([
      ["build", false, false],
      ["third", true, true],
      ["wait", false, false],
    ]);
  });

  test("have no change where an objective is in another kind of unit, or nothing is in common", async () => {
    const plain = base.replace('"cost" : GBP', '"cost" : 1').replace("10 * price else price * homes", "10 else homes");
    const unit = await between(base, plain);
    expect(unit.objectives!.map(({ incomparable, options }) => [incomparable, options.map(({ change }) => change)])).toEqual([
      ["different-unit", [undefined, undefined]],
    ]);
    expect(unit.causes).toEqual({ kind: "none", reason: "different-unit", name: "cost" });
    const other = await between(base, `${base.replace("objective cost", "objective price_paid")}`.replace("10 * price", "11 * price"));
    expect(other.causes).toEqual({ kind: "none", reason: "no-common-objective" });
  });

  test("over another period are compared, the period being one of the causes", async () => {
    const model = `option wait "Wait"
option act "Act"
stock water : m
  starts at 0 m
  gains if act then 1 m/year else 2 m/year
objective flood : m
  minimise water[end]`;
    const found = await between(
      { model: model.replace("end", "2029") },
      { model: model.replace("end", "2028"), caseText: head.replace("2025", "2026") },
    );
    expect(told(found)[0]).toEqual(["changed case demo", "time: yearly from 2025 to 2029 → yearly from 2026 to 2029"]);
    // Two metres a year for four years, then for two.
    expect(found.objectives![0]!.options.map(({ was, now }) => [was!.mean.value, now!.mean.value])).toEqual([
      [expect.closeTo(4, 9), expect.closeTo(2, 9)],
      [expect.closeTo(8, 9), expect.closeTo(4, 9)],
    ]);
    expect(found.causes).toMatchObject({
      kind: "shares",
      total: { means: [{ value: expect.closeTo(-4, 9) }, { value: expect.closeTo(-2, 9) }] },
    });
  });

  test("are not computed where one version has errors, and its text is compared all the same", async () => {
    const found = await between(base, base.replace("price * homes", "prise * homes"));
    expect(told(found)).toHaveLength(1);
    expect([found.before.without, found.after.without, found.after.errors, found.objectives]).toEqual([undefined, "errors", 1, undefined]);
    expect(found.causes).toEqual({ kind: "none", reason: "errors" });
    const empty = await between({ model: "" }, base);
    expect(empty.items.length).toBeGreaterThan(5);
  });

  test("are not there where observations leave no draws", async () => {
    const found = await between(base, `${base.replace("= 7", "= 5 to 9 as normal")}\nobserve never\n  that homes > 1000\n`);
    expect([found.after.without, found.causes]).toEqual(["no-draws", { kind: "none", reason: "no-draws" }]);
  });
});

describe("sentences", () => {
  const model = (low: number) => base.replace("= 7", `= ${low} to ${low + 4} as normal`);

  test("whose likelihood word, number or subject is gone are found, once each", async () => {
    const prose = "It is **likely** [{P(homes > 6.5)}] that many flood. They pay {price} each, and {homes} do. Nobody knows.";
    const found = await between({ model: model(5), prose }, { model: model(1).replaceAll("price", "fee"), prose: "" }, { draws: 4096 });
    const sentences = found.statements!.before.map(({ why, sentence, word, fitting }) => [why, sentence, word, fitting]);
    // P(normal between 1 and 5 at 90 % > 6.5) = P(z > 3.5 / 1.216) = 0.2 %.
    expect(sentences).toEqual([
      ["word", "It is **likely** [{P(homes > 6.5)}] that many flood.", "likely", "almost no chance"],
      ["value", "They pay {price} each, and {homes} do.", undefined, undefined],
    ]);
    expect(found.items.find(({ name }) => name === "fee")).toMatchObject({ change: "renamed" });
    const lost = await between(
      { model: model(5), prose },
      { model: model(5).replace('homes "Homes"', 'lots "Lots"').replace("* homes", "* lots * 2") },
    );
    expect(lost.statements!.before.map(({ why, gone }) => [why, gone])).toEqual([
      ["gone", "{P(homes > 6.5)}"],
      ["gone", "{homes}"],
    ]);
  });

  test("that are checks are held against the other results", async () => {
    const checked = (limit: number) => `${base}\ncheck cheap "It stays cheap"\n  that cost[wait] < ${limit} GBP\n`;
    const found = await between(checked(25), checked(40).replace("3 GBP", "4 GBP"));
    expect(found.statements!.before.map(({ why, sentence }) => [why, sentence])).toEqual([["check", "It stays cheap"]]);
    expect(found.statements!.after).toEqual([]);
  });

  test("rewritten are shown as one passage", async () => {
    const found = await between(
      { model: base, prose: "The dam is old and will not hold for long.\n\nGone." },
      { model: base, prose: "New here today.\n\nThe dam is very old and will not hold for long." },
    );
    expect(found.prose.map(({ was, now }) => [was, now])).toEqual([
      ["Gone.", undefined],
      [undefined, "New here today."],
      ["The dam is old and will not hold for long.", "The dam is very old and will not hold for long."],
    ]);
  });
});

test("the cases of the tests are sound", () => {
  expect(errorsOf(compileModel(base))).toEqual([]);
});
