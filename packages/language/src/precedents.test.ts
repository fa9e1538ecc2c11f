/** Precedents in a run: values against closed forms and brute force, evidence withdrawn, modules, and what old cases must not notice. */
import { describe, expect, test } from "vitest";
import { compileCase, type FileSystem, readWithdrawal, runCase, type Withdrawal, withdraw } from "./index.js";

const frame = `case demo "Demo"
  question "Shall we rebuild?"
option hold "Carry on"
option rebuild "Rebuild"
`;

function compiled(blocks: string, files: Readonly<Record<string, string>> = {}) {
  const texts: Readonly<Record<string, string>> = { "demo/a.md": `# Demo\n\n\`\`\`outweigh\n${frame}\n${blocks}\n\`\`\`\n`, ...files };
  const system: FileSystem = {
    list: (folder) => {
      const names = Object.keys(texts).flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
      return names.length === 0 ? undefined : names;
    },
    read: (path) => {
      const text = texts[path];
      return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
    },
  };
  const found = compileCase(system, "demo");
  expect(found.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return found;
}

function summaryOf(blocks: string, name: string, draws = 16384) {
  const { result } = runCase(compiled(blocks), { draws });
  return result.outputs.find((output) => output.name === name)!.summaries[0]!;
}

/** The mean of a run against a known one, within four standard errors of independent draws. */
function expectMean(blocks: string, name: string, mean: number, sd: number) {
  const summary = summaryOf(blocks, name);
  expect(Math.abs(summary.mean - mean)).toBeLessThan((4 * sd) / Math.sqrt(16384));
  expect(Math.abs(summary.sd / sd - 1)).toBeLessThan(0.05);
}

const betaSd = (a: number, b: number) => Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)));

describe("weights", () => {
  test("count a case in part: the power prior 3 of 8 at one half is beta(2, 3)", () => {
    const blocks = `precedent again "Again"\n  counted past 3 of 8 "The list" weight 50 % "half as like"\n`;
    expectMean(blocks, "again", 0.4, betaSd(2, 3));
  });

  test("of 100 % change nothing, to the bit", () => {
    const plain = `precedent again "Again"\n  counted past 3 of 8 "The list"\n  no weir "Another"\n`;
    const whole = `precedent again "Again"\n  counted past 3 of 8 "The list" weight 100 % "alike"\n  no weir "Another"\n`;
    expect(summaryOf(whole, "again")).toEqual(summaryOf(plain, "again"));
  });

  test("stand beside a reason that holds a count in its words", () => {
    const { assessment } = compiled(
      `precedent again "Again"\n  yes weir "one of 30 of 45 like it" because "The list."\n  no lane "Another"\n`,
    );
    expect(assessment.precedents[0]!.rows.map(({ id, trials }) => [id, trials])).toEqual([
      ["weir", 1],
      ["lane", 1],
    ]);
  });
});

/** Means and variances by numerical integration over mean and correlation with numpy (1,400 Gauss nodes each way). */
describe("a family of classes", () => {
  const family = (counts: readonly (readonly [number, number])[]) =>
    counts
      .map(
        ([yes, no], k) =>
          `precedent class${k} "Class ${k}"\n  counted set ${yes} of ${yes + no} "The list"\n  family works\n  prior uniform\n`,
      )
      .join("\n");
  const blocks = family([
    [10, 40],
    [14, 36],
    [8, 42],
    [30, 20],
  ]);

  test.each([
    [0, 0.213150845, 0.00309577],
    [1, 0.285299014, 0.003694425],
    [2, 0.17707676, 0.00275065],
    [3, 0.573891693, 0.004867912],
  ])("class %d", (index, mean, variance) => {
    expectMean(blocks, `class${index}`, mean, Math.sqrt(variance));
  });

  test("the classes are drawn together: small alike classes rise and fall with each other", () => {
    const { result } = runCase(
      compiled(
        family([
          [1, 1],
          [1, 1],
          [1, 1],
        ]),
      ),
      { draws: 16384 },
    );
    const [a, b] = ["class0", "class1"].map((name) => result.outputs.find((output) => output.name === name)!.draws![0]!);
    const [ma, mb] = [a!, b!].map((draws) => draws.reduce((sum, x) => sum + x, 0) / draws.length);
    const covariance = a!.reduce((sum, x, k) => sum + (x - ma!) * (b![k]! - mb!), 0) / a!.length;
    expect(covariance).toBeGreaterThan(0.005);
  });
});

describe("ratios and events", () => {
  const overruns = `precedent overruns "Overruns"\n${[0.9, 1, 1.05, 1.1, 1.2, 1.3, 1.45, 1.6, 2, 3].map((ratio, k) => `  ratio b${k} ${ratio} "list"`).join("\n")}\n`;

  test("a ratio has the quantiles of type 7 of its class", () => {
    const at = (p: number) => summaryOf(overruns, "overruns").quantiles!.find(({ probability }) => probability === p)!;
    expect(Math.abs(at(0.5).value - 1.25)).toBeLessThan(0.01);
    expect(Math.abs(at(0.05).value - (0.9 + 0.1 * 0.45))).toBeLessThan(0.01);
  });

  test("an estimate is uplifted by the quantile of its class, exactly, or by the ratio itself", () => {
    const estimate = (line: string) => `${overruns}\nquantity cost : EUR = 40 EUR\n  ${line}\n`;
    expect(summaryOf(estimate("uplifted by overruns risk 20 %"), "cost")).toMatchObject({
      min: expect.closeTo(67.2, 10),
      max: expect.closeTo(67.2, 10),
    });
    expect(summaryOf(estimate("uplifted by overruns risk 50 %"), "cost").mean).toBeCloseTo(50, 10);
    const uncertain = summaryOf(estimate("uplifted by overruns"), "cost");
    expect(uncertain).toEqual(summaryOf(`${overruns}\nquantity cost : EUR = 40 EUR * overruns\n`, "cost"));
    expect([uncertain.min, uncertain.max].map(Math.round)).toEqual([36, 120]);
  });

  test("one ratio is itself", () => {
    expect(summaryOf(`precedent one "One"\n  ratio b 1.4 "list"\n`, "one")).toMatchObject({ min: 1.4, max: 1.4 });
  });

  test("seven events in twenty years are gamma(7.5, 1/20) a year, in whatever unit they are written", () => {
    expectMean(`precedent floods "Floods"\n  events gauge 7 in 20 years "book"\n`, "floods", 0.375, Math.sqrt(7.5) / 20);
    expectMean(`precedent floods "Floods"\n  events gauge 7 in 240 months "book"\n`, "floods", 0.375, Math.sqrt(7.5) / 20);
    const halved = `precedent floods "Floods"\n  events a 7 in 20 years "book"\n  events b 4 in 10 years "tower" weight 50 % "upstream"\n`;
    expectMean(halved, "floods", 9.5 / 25, Math.sqrt(9.5) / 25);
  });
});

describe("evidence withdrawn", () => {
  const evidence = `source book "Book"\n  by "County"\nclaim a from book\n  states "A"\nclaim b from book\n  states "B"\n`;
  const after = (blocks: string, text: string) => {
    const found = compiled(`${evidence}\n${blocks}`);
    return withdraw(found, [readWithdrawal(found.assessment, text) as Withdrawal]);
  };

  test("drops ratios that rested on it, and keeps the last one that is left", () => {
    const blocks = `precedent overruns "Overruns"\n  ratio one 1.2 "list" because a\n  ratio two 1.4 "list" because b\n`;
    const { compiled: changed, report } = after(blocks, "claim:a");
    expect(changed.assessment.precedents[0]!.ratios!.map(({ id }) => id)).toEqual(["two"]);
    expect(report.changes).toMatchObject([{ id: "overruns", how: "rows-dropped", rows: 1, lost: ["a"] }]);
    const only = after(`precedent overruns "Overruns"\n  ratio one 1.2 "list" because a\n`, "claim:a");
    expect(only.report.changes).toMatchObject([{ id: "overruns", how: "kept", lost: ["a"] }]);
    expect(runCase(only.compiled, { draws: 64 }).result.outputs.find(({ name }) => name === "overruns")!.summaries[0]!.mean).toBe(1.2);
  });
});

test("the outside view leaves the value as it is, to the bit", () => {
  const plain = `chance late "Late" : no | yes\n  probabilities rest | 15 %\n  because "Words."\nquantity cost : EUR = 2 million EUR to 3 million EUR as lognormal\n`;
  const beside = `precedent again "Again"\n  counted past 3 of 8 "The list"\nprecedent overruns "Overruns"\n  ratio b 1.4 "list"\n  ratio c 2 "list"\nchance late "Late" : no | yes\n  probabilities rest | 15 %\n  because "Words."\n  precedent again\n  departs because "Another builder."\nquantity cost : EUR = 2 million EUR to 3 million EUR as lognormal\n  precedent overruns\n`;
  for (const name of ["late", "cost"]) expect(summaryOf(beside, name)).toEqual(summaryOf(plain, name));
});

test("a module brings its classes and their family with it", () => {
  const module = `# Classes\n\n\`\`\`outweigh\n${["x", "y", "z"].map((name) => `precedent ${name} "Class ${name}"\n  counted set 3 of 12 "list"\n  family works`).join("\n\n")}\n\`\`\`\n`;
  const { assessment } = compiled(`use "../classes" as m\nquantity rate : percent = m.x`, { "classes/a.md": module });
  expect(assessment.precedents.map(({ id, family }) => [id, family?.text])).toEqual([
    ["m.x", "works"],
    ["m.y", "works"],
    ["m.z", "works"],
  ]);
});
