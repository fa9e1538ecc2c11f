/** Evidence withdrawn from a case: what goes with it, what changes and how, and what users write wrongly. */
import { describe, expect, test } from "vitest";
import { compileScenario } from "./compile.js";
import type { Change, Compiled } from "./evaluated.js";
import { compileModel, errorsOf } from "./lower/test-support.js";
import { runCase } from "./run-case.js";
import { withdraw } from "./withdraw.js";
import { readWithdrawal, type Withdrawal } from "./withdrawals.js";

const model = `
source paper "Paper"
  grade B
source copy "Copy of the paper"
  grade B
  derived from paper
source digest "Digest of two"
  grade E
  derived from paper, other
source other "Other"
  grade F
claim high from paper
  states "about 100"
  said by "Dr. Elena Marquez, analyst"
  grade 3
claim low from copy
  states "about 50"
  grade 2
  conflicts with high
claim vague from digest
  states "some"
  grade 2
claim unjudged from other
  states "hearsay"
  grade 2
claim doubtful from other
  states "rumour"
  grade 5

option hold "Hold"
option act "Act"

quantity sinks : people = 80 to 120 as lognormal
  because high, "As the authors read it."
  instead 40 to 60 as lognormal because low
  instead 10 because "A guess."
quantity wide : people = 80 to 120 as lognormal
  because high
quantity held : people = 5
  because high, unjudged
quantity table : people
  given option
    hold 1
    act  2
  because high
quantity chained : people = 3
  because wide
quantity formula : people = wide + held
  because high
quantity follower : people = wide * 2
  because wide
quantity guessed : people = 7
  because "My judgement."
quantity bare : people = 8
precedent class "Class"
  yes one "First" because high
  no two "Second" because unjudged
  no three "Third"
  exclude four "Not counted" because high
quantity rate : percent = 10 %
  because class
chance weather : mild | hot
  probabilities 60 % | rest
  because high
rule law "Law"
  forbids act
  unless need
  element need "Need" contested 40 % to 70 % as uniform because high
observe seen "Seen"
  that wide > 1 people
  because high
objective all : people
  minimise sinks + wide + held + table + formula + follower + guessed + bare + chained + (if weather is hot then 1 people else 0)
  because "Sum"
`;

const compiled = compileModel(model);

function read(text: string, of: Compiled = compiled): Withdrawal {
  const found = readWithdrawal(of.assessment, text);
  if (found.kind === "mistake") throw new Error(found.message);
  return found;
}

const without = (...texts: readonly string[]) =>
  withdraw(
    compiled,
    texts.map((text) => read(text)),
  );

const howOf = (changes: readonly Change[]) => Object.fromEntries(changes.map(({ id, how, why }) => [id, why ? `${how}: ${why}` : how]));

test("the case is sound", () => expect(errorsOf(compiled)).toEqual([]));

describe("what is withdrawn", () => {
  test.each([
    ["claim:high", ["high"], []],
    ["source:paper", ["high", "low"], ["paper", "copy"]],
    ["source:other", ["unjudged", "doubtful"], ["other"]],
    ['said by:"Dr. Elena Marquez"', ["high"], []],
    ["said by: dr. elena marquez, analyst", ["high"], []],
    ["grade < C3", ["vague", "doubtful"], []],
    ["grade < B2", ["high", "vague", "doubtful"], []],
    ["grade <= B3", ["high", "low", "vague", "doubtful"], []],
    ["grade < D", ["vague"], []],
    ["grade < 2", ["high", "doubtful"], []],
    ["grade unknown", ["unjudged", "doubtful"], []],
  ] as const)("%s", (text, claims, sources) => {
    const { report } = without(text);
    expect(report.claims).toEqual(claims);
    expect(report.sources).toEqual(sources);
  });

  test("both origins of a digest take it along", () => {
    expect(without("source:paper", "source:other").report.sources.toSorted()).toEqual(["copy", "digest", "other", "paper"]);
  });

  test("an unknown grade stays and is counted, unless its known part is worse", () => {
    expect(without("grade < C3").report.ungraded).toEqual(["unjudged"]);
    expect(without("grade < 3").report.ungraded).toEqual([]);
    expect(without("grade < D").report.ungraded).toEqual(["unjudged", "doubtful"]);
  });
});

describe("what changes", () => {
  const { compiled: made, report } = without("claim:high");

  test("each declaration that rested on it, once", () => {
    expect(howOf(report.changes)).toEqual({
      sinks: "instead",
      wide: "widened",
      held: "kept: other-reasons",
      table: "kept: table",
      chained: "widened",
      formula: "kept: formula",
      class: "rows-dropped",
      weather: "kept: probabilities",
      "law.need": "kept: probabilities",
      seen: "left-out",
    });
    expect(report.changes.find(({ id }) => id === "sinks")).toMatchObject({ by: ["low"], text: "40 to 60 as lognormal", lost: ["high"] });
    expect(report.changes.find(({ id }) => id === "class")).toMatchObject({ rows: 1, lost: ["high"] });
    expect(report.changes.find(({ id }) => id === "chained")?.lost).toEqual([]);
  });

  test("and the run with it", () => {
    expect(errorsOf(made)).toEqual([]);
    const before = runCase(compiled, { draws: 4096 }).result;
    const after = runCase(made, { draws: 4096 }).result;
    const of = (result: typeof before, name: string) => result.outputs.find((output) => output.name === name)!.summaries[0]!;
    expect(of(after, "sinks").mean).toBeCloseTo(49.3, 0);
    expect(of(after, "wide").sd / of(before, "wide").sd).toBeGreaterThan(1.9);
    // Jeffreys' prior with one of three, then none of two.
    expect(of(before, "class").mean).toBeCloseTo(1.5 / 4, 2);
    expect(of(after, "class").mean).toBeCloseTo(0.5 / 3, 2);
    expect(before.conditioning).toBeDefined();
    expect(after.conditioning).toBeUndefined();
    expect(after.record.without).toEqual(["claim:high"]);
    expect(after.record.inputsHash).toBe(before.record.inputsHash);
    expect(before.record.without).toBeUndefined();
  });

  test("the next value is taken where the first rests on what is withdrawn too", () => {
    const change = without("source:paper").report.changes.find(({ id }) => id === "sinks");
    expect(change).toMatchObject({ how: "instead", text: "10", by: [] });
  });

  test("a claim that is taken instead is taken though nothing is withdrawn, and stays though it would be", () => {
    const { report: taken } = without("instead:low");
    expect(taken.claims).toEqual([]);
    expect(howOf(taken.changes)).toEqual({ sinks: "instead" });
    expect(without("source:paper", "instead:low").report.changes.find(({ id }) => id === "sinks")?.text).toBe("40 to 60 as lognormal");
  });

  test("a value instead comes through a module, with the claims of the module", () => {
    const used = compileModel('use "parts" as parts\nquantity all : people = parts.desks * 2', "{all}", {
      "parts/desks.md":
        '```outweigh\nsource plan "Plan"\nclaim drawn from plan\n  states "10"\nclaim counted from plan\n  states "8"\nquantity desks : people = 10\n  because drawn\n  instead 8 because counted\nscenario left_behind\n  sets\n    desks 3\n```\n',
    });
    expect(errorsOf(used)).toEqual([]);
    expect(used.assessment.scenarios).toEqual([]);
    const { report: taken, compiled: made } = withdraw(used, [read("claim:parts.drawn", used)]);
    expect(taken.changes).toMatchObject([{ id: "parts.desks", how: "instead", by: ["parts.counted"] }]);
    expect(runCase(made, { draws: 100 }).result.outputs.find(({ name }) => name === "all")?.summaries[0]?.mean).toBe(16);
  });

  test("and stays so in a scenario of what is left", () => {
    const again = compileScenario(made, new Map([["guessed", 9]]));
    expect([...again.lowering.widened].sort()).toEqual(["chained", "wide"]);
    const outputs = runCase(again, { draws: 1000 }).result.outputs;
    expect(outputs.find(({ name }) => name === "guessed")?.summaries[0]?.mean).toBe(9);
    expect(outputs.find(({ name }) => name === "sinks")?.summaries[0]?.mean).toBeCloseTo(49.3, 0);
    expect(again.withdrawal).toBe(report);
  });

  test("nothing, where nothing rests on it", () => {
    expect(without("claim:doubtful").report.changes).toEqual([]);
  });

  test("a reason by way of a base rate falls with the last of its rows", () => {
    const rows = '  yes one "First" because high\n  no two "Second" because unjudged\n  no three "Third"';
    const single = compileModel(model.replace(rows, '  yes one "First" because high'));
    expect(errorsOf(single)).toEqual([]);
    expect(howOf(withdraw(single, [read("claim:high", single)]).report.changes)).toMatchObject({ class: "rows-dropped", rate: "widened" });
  });
});

describe("mistakes", () => {
  test.each([
    ["claim:hihg", "There is no claim called “hihg” in this case. Nearest: high.", "Write claim:high if that is meant."],
    ["source:nothing", "There is no source called “nothing” in this case.", "The case declares it in a line: source NAME …"],
    ["paper", "“paper” does not say what it is.", "Write source:paper"],
    ["high", "“high” does not say what it is.", "Write claim:high"],
    [
      "grade > C3",
      "“grade > C3” would withdraw the better evidence and keep the worse.",
      'What is worse than C3 is withdrawn by: "grade < C3"',
    ],
    [
      "grade < F",
      "F says that nothing is known, which is neither better nor worse than another grade.",
      'What has no known grade is withdrawn by: "grade unknown"',
    ],
    ["grade < C9", "There is no grade 9.", "Grades are 1, 2, 3, 4, 5, 6."],
    ["grade < Z", "There is no grade Z.", "Grades are A, B, C, D, E, F."],
    [
      "instead:high",
      "No quantity has a value that rests on high to take instead of its own.",
      "Give a quantity a line: instead VALUE because high",
    ],
    ["instead:loww", "There is no claim called “loww” in this case. Nearest: low.", "Claims that have a value to take: low."],
    ["said by:Elena Marquez", "No claim is said by “Elena Marquez”.", "Those who are named in “said by”: Dr. Elena Marquez, analyst"],
    ['said by:"Dr Elena Marquez"', "No claim is said by “Dr Elena Marquez”.", 'Write said by:"Dr. Elena Marquez" if that is meant.'],
    ["sorce:paper", "“sorce:paper” cannot be withdrawn.", "Write source: if that is meant."],
  ])("%s", (text, message, remedy) => {
    expect(readWithdrawal(compiled.assessment, text)).toEqual({ kind: "mistake", message, remedy });
  });

  test.each(["", "grade", "grade < ", "everything", "grade = C3"])("“%s” is answered with what may be written", (text) => {
    const found = readWithdrawal(compiled.assessment, text);
    expect(found.kind === "mistake" && found.remedy).toContain("grade < C3");
  });
});

test("withdrawals that come to the same model have one, and each its own text and report", () => {
  const known = new Map();
  const asked = ["claim:unjudged", "source:other", "claim:high", "source:paper"];
  const found = asked.map((text) => withdraw(compiled, [read(text)], known));
  const alone = asked.map((text) => without(text));
  for (const [index, { compiled: each, report }] of found.entries()) {
    expect(report).toEqual(alone[index]!.report);
    expect(each.lowering.graph).toEqual(alone[index]!.compiled.lowering.graph);
    expect(each.assessment).toEqual(alone[index]!.compiled.assessment);
  }
  const [unjudged, other, high] = found.map(({ compiled: each }) => each.lowering.graph);
  expect(unjudged).toBe(other);
  expect(unjudged).not.toBe(high);
});
