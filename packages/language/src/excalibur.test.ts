/** Excalibur's files: those of the tobacco and Arkansas studies, files in every bad state, and round trips. */
import { existsSync, readFileSync } from "node:fs";
import { cooke, cookeScores } from "@outweigh/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cookeStudyOf, type ExcaliburStudy, readExcalibur, writeExcalibur } from "./excalibur.js";

const folder = new URL("../../../../shared/fixtures/cooke/", import.meta.url);
const isThere = existsSync(folder);
const read = (name: string) => readFileSync(new URL(name, folder), "latin1");
const named = (name: string) => (isThere ? name : `${name}: not tested, because ../shared/fixtures/cooke is absent`);

interface Scores {
  readonly calibration: number;
  readonly info_real: number;
  readonly info_total: number;
}

describe.skipIf(!isThere)(named("published studies"), () => {
  it("tobacco, through the reader, to six digits", () => {
    const { study, problems } = readExcalibur(read("tobacco.dtt"), read("tobacco.rls"));
    expect(problems).toEqual([]);
    const published = JSON.parse(read("tobacco-scores.json")) as { experts: Record<string, Scores>; dm: Record<string, Scores> };
    const scores = cookeScores(cookeStudyOf(study!));
    if ("reason" in scores) throw new Error(scores.reason);
    study!.experts.forEach(({ id }, expert) => {
      const expected = published.experts[id]!;
      expect(Math.abs(scores[expert]!.calibration - expected.calibration)).toBeLessThan(1e-9);
      expect(Math.abs(scores[expert]!.seedInformation - expected.info_real)).toBeLessThan(1e-9);
      expect(Math.abs(scores[expert]!.information - expected.info_total)).toBeLessThan(1e-9);
    });
    for (const [name, weights] of [
      ["EQ", { kind: "equal" }],
      ["GL_noopt", { kind: "global" }],
      ["GL_opt", { kind: "global", optimised: true }],
      ["IT_opt", { kind: "item", optimised: true }],
    ] as const) {
      const result = cooke(cookeStudyOf(study!), weights);
      if ("reason" in result) throw new Error(result.reason);
      const expected = published.dm[name]!;
      const { score } = result.decisionMaker;
      expect(Math.abs(score.calibration - expected.calibration)).toBeLessThan(6e-7);
      expect(Math.abs(score.seedInformation - expected.info_real)).toBeLessThan(6e-7);
      expect(Math.abs(score.information - expected.info_total)).toBeLessThan(6e-7);
    }
  });

  it("Arkansas: names with spaces and figures, seeds and questions told apart", () => {
    const { study, problems } = readExcalibur(read("Arkansas.dtt"), read("Arkansas.rls"));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(study!.items).toHaveLength(30);
    expect(study!.experts.map(({ id }) => id)).toEqual(["AR01", "AR03", "AR06", "AR07"]);
    expect(study!.items.map(({ id }) => id)).toContain("IWCV 2020 -$L");
    expect(study!.items.filter(({ realisation }) => realisation !== undefined)).toHaveLength(10);
    expect(cookeScores(cookeStudyOf(study!))).toHaveLength(4);
  });

  it.each(["tobacco", "Arkansas"])("%s comes back from being written", (name) => {
    const { study } = readExcalibur(read(`${name}.dtt`), read(`${name}.rls`));
    const again = writeExcalibur(study!);
    expect(readExcalibur(again.dtt, again.rls)).toEqual({ study, problems: [] });
  });
});

const head = "* CLASS ASCII OUTPUT FILE. NQ=   3   QU=   5  50  95";
const row = "    1      Ann    1      bridge load UNI  1.00000E+0000  2.00000E+0000  3.00000E+0000  how heavy?";
const problemsOf = (dtt: string, rls?: string) =>
  readExcalibur(dtt, rls).problems.map(({ file, line, column, severity }) => `${file}:${line}:${column} ${severity}`);

describe("files in odd states", () => {
  it("any line ends, tabs, blank lines, a byte order mark and the end mark of DOS", () => {
    const plain = readExcalibur(`${head}\n${row}\n`).study;
    expect(readExcalibur(`\uFEFF${head}\r\n\r\n${row}\r\n\u001a rubbish`).study).toEqual(plain);
    expect(readExcalibur(`\n${head}\n1\tAnn\t1\tbridge load\tUNI\t1\t2,0\t3.0e0\thow heavy?`).study).toEqual(plain);
  });

  it("quantile counts other than three, and fractions of a percent", () => {
    const two = readExcalibur("* CLASS ASCII OUTPUT FILE. NQ= 2 QU= 2.5 97.5\n 1 A 1 x LOG 1 2");
    expect(two.study).toMatchObject({ probabilities: [0.025, 0.975], answers: [[[1, 2]]], items: [{ isLogarithmic: true }] });
    const seven = "* NQ=7 QU= 1 5 25 50 75 95 99\n 1 A 1 x UNI 1 2 3 4 5 6 7 65 years of age";
    expect(readExcalibur(seven).study).toMatchObject({ answers: [[[1, 2, 3, 4, 5, 6, 7]]], items: [{ text: "65 years of age" }] });
  });

  it.each([
    ["no first line", row, ["dtt:1:1 error"]],
    ["nothing at all", "", ["dtt:1:1 error"]],
    ["NQ that does not fit", "* NQ= 5 QU= 5 50 95", ["dtt:1:12 error"]],
    ["quantiles that fall", "* NQ= 3 QU= 5 95 50", ["dtt:1:12 error"]],
    ["no rows", head, ["dtt:1:1 error"]],
    ["a line cut off in the names", `${head}\n${row}\n    1      Ann    2     `, ["dtt:3:1 error"]],
    ["a line cut off in the numbers", `${head}\n${row}\n    1      Ann    2          second UNI  1.00000E+0000  2.0`, ["dtt:3:60 error"]],
    ["no number", `${head}\n${row}\n    1      Ann    2          second UNI  1.00000E+0000  ******  3`, ["dtt:3:57 error"]],
    ["quantiles that are equal", `${head}\n${row.replace("2.00000", "1.00000")}`, ["dtt:2:58 error"]],
    ["an answer twice", `${head}\n${row}\n${row}`, ["dtt:3:1 error"]],
    ["part of an answer", `${head}\n${row.replace("2.00000E+0000", "-9.99600E+0002")}`, ["dtt:2:58 warning"]],
    ["zero on a logarithmic scale", `${head}\n${row.replace("UNI", "LOG").replace("1.00000", "0.00000")}`, ["dtt:2:43 error"]],
  ])("%s", (_, dtt, expected) => {
    expect(problemsOf(dtt)).toEqual(expected);
  });

  it("missing answers by any of the marks", () => {
    for (const mark of ["-999.5", "-9.99600E+0002", "-999"]) {
      const { study, problems } = readExcalibur(`${head}\n${row}\n    2      Bob    1    bridge load UNI ${mark} ${mark} ${mark}`);
      expect(problems).toEqual([]);
      expect(study!.answers).toEqual([[[1, 2, 3]], [undefined]]);
    }
  });

  it("realisations: missing, unknown, by number, no number, twice", () => {
    const dtt = `${head}\n${row}`;
    const realised = (rls: string) => readExcalibur(dtt, rls).study!.items[0]!.realisation;
    expect(realised("    1    bridge load  2.50000E+0000 UNI   how heavy?")).toBe(2.5);
    expect(realised("    1    bridge load -9.99500E+0002 UNI")).toBeUndefined();
    expect(realised("    1    brdge load  2.5 UNI")).toBe(2.5);
    expect(problemsOf(dtt, "    1    brdge load  2.5 UNI")).toEqual(["rls:1:1 warning"]);
    expect(problemsOf(dtt, "    7    other  2.5 UNI")).toEqual(["rls:1:1 warning"]);
    expect(problemsOf(dtt, "1 bridge load ??? UNI")).toEqual(["rls:1:15 error"]);
    expect(problemsOf(dtt, "1 bridge load 2.5 UNI\n1 bridge load 3.5 UNI\n1 bridge")).toEqual(["rls:2:1 error", "rls:3:1 error"]);
  });
});

const word = fc
  .stringMatching(/^[A-Za-z%$][A-Za-z0-9%$<>:-]{0,5}( [A-Za-z%$-][A-Za-z0-9%]{0,3})?$/)
  .filter((id) => !/\b(uni|log)\b/i.test(id));
const study: fc.Arbitrary<ExcaliburStudy> = fc
  .record({
    ids: fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
    people: fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,7}$/), { minLength: 1, maxLength: 4 }),
    probabilities: fc.constantFrom([0.05, 0.5, 0.95], [0.05, 0.25, 0.5, 0.75, 0.95], [0.1, 0.9]),
    numbers: fc.infiniteStream(fc.double({ min: 1e-8, max: 1e9, noNaN: true })),
    flags: fc.infiniteStream(fc.boolean()),
  })
  .map(({ ids, people, probabilities, numbers, flags }) => {
    const next = <T>(stream: Iterator<T>) => stream.next().value as T;
    const items = ids.map((id, k) => ({
      number: k + 1,
      id,
      isLogarithmic: next(flags),
      text: next(flags) ? `What is ${k} of it?` : "",
      ...(next(flags) && { realisation: next(numbers) }),
    }));
    const answer = () => {
      let at = next(numbers);
      return probabilities.map(() => {
        at = 1.25 * at + next(numbers);
        return at;
      });
    };
    return {
      probabilities,
      experts: people.map((id, k) => ({ number: k + 1, id })),
      items,
      answers: people.map(() => items.map(() => (next(flags) ? answer() : undefined))),
    };
  });

it("every study comes back from its files", () => {
  fc.assert(
    fc.property(study, (original) => {
      const { dtt, rls } = writeExcalibur(original);
      expect(readExcalibur(dtt, rls)).toEqual({ study: original, problems: [] });
    }),
    { seed: 5, numRuns: 300 },
  );
});

it("no text breaks the reader", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      readExcalibur(a, b);
      readExcalibur(`${head}\n${a}\n${row}`, b);
    }),
    { seed: 6, numRuns: 500 },
  );
});
