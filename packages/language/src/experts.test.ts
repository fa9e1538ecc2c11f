/** Judged quantities and chances: pools with known moments, weights by seeds of a published study, one expert alone, experts withdrawn, and how quantities go together. */
import { existsSync, readFileSync } from "node:fs";
import { analyses, drawDecision } from "@outweigh/engine";
import { describe, expect, test } from "vitest";
import { decisionOf } from "./decision.js";
import type { Compiled } from "./evaluated.js";
import { readExcalibur } from "./excalibur.js";
import { blocksAsStudy, studyAsBlocks } from "./excalibur-case.js";
import { withExpert } from "./expert-alone.js";
import { compileModel, errorsOf } from "./lower/test-support.js";
import { runCase } from "./run-case.js";
import { withdraw } from "./withdraw.js";
import { readWithdrawal, type Withdrawal } from "./withdrawals.js";

const experts = 'expert a "Ada"\nexpert b "Bo"\n';

/** Two experts whose quantiles are those of N(10, 2) and N(20, 4). */
const normals = (lines: string) => `${experts}
quantity x : people
  judged by a, b
${lines}
judgement a_x
  by a
  of x
  quantiles 5 %: 6.7102927 | 50 %: 10 | 95 %: 13.2897073
  fit normal
  because "A"
judgement b_x
  by b
  of x
  quantiles 5 %: 13.4205855 | 50 %: 20 | 95 %: 26.5794145
  fit normal
  because "B"
`;

function compiled(model: string, prose = ""): Compiled {
  const made = compileModel(model, prose);
  expect(errorsOf(made)).toEqual([]);
  return made;
}

function summary(of: Compiled, name: string, draws = 16_384) {
  const output = runCase(of, { draws, seed: 1 }).result.outputs.find((each) => each.name === name)!;
  const { mean, sd, quantiles } = output.summaries[0]!;
  return { mean, sd, at: (probability: number) => quantiles!.find((each) => Math.abs(each.probability - probability) < 1e-9)!.value };
}

describe("the pool of N(10, 2) and N(20, 4)", () => {
  // Handbook vector `pools`: linear 15 and 35 with median 13.333; logarithmic N(12, 2.530); average of quantiles N(15, 3).
  test("linear keeps the disagreement", () => {
    const found = compiled(normals(""), "{x}");
    const cell = found.lowering.judged.get("x")!.cells[0]!;
    expect(cell.pooled!.mean).toBeCloseTo(15, 2);
    expect(cell.pooled!.sd ** 2).toBeCloseTo(35, 1);
    expect(cell.pooled!.within).toBeCloseTo(10, 4);
    expect(cell.pooled!.between).toBeCloseTo(25, 4);
    const { mean, sd, at } = summary(found, "x");
    expect(Math.abs(mean - 15)).toBeLessThan((4 * 5.916) / 128);
    expect(sd * sd).toBeCloseTo(35, -0.5);
    expect(Math.abs(at(0.5) - 13.333)).toBeLessThan(0.1);
  });
  test("logarithmic and by quantiles", () => {
    const log = compiled(normals("  pool log"), "{x}").lowering.judged.get("x")!.cells[0]!.pooled!;
    expect([log.mean, log.sd].map((value) => Number(value.toFixed(3)))).toEqual([12, 2.53]);
    const quantiles = compiled(normals("  pool quantiles"), "{x}").lowering.judged.get("x")!.cells[0]!.pooled!;
    expect([quantiles.mean, quantiles.sd].map((value) => Number(value.toFixed(3)))).toEqual([15, 3]);
  });
  test("stated weights, and one expert alone", () => {
    const found = compiled(normals("  weights 3 : 1"), "{x}");
    expect(found.lowering.judged.get("x")!.cells[0]!.pooled!.mean).toBeCloseTo(12.5, 2);
    const alone = withExpert(found, "b")!;
    expect(alone.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(alone.expertAlone).toMatchObject({ id: "b", judged: [{ id: "x" }], kept: [] });
    const { mean, sd } = summary(alone, "x");
    expect(Math.abs(mean - 20)).toBeLessThan(0.02);
    expect(sd).toBeCloseTo(4, 1);
    expect(withExpert(found, "nobody")).toBeUndefined();
  });
  test("a later round takes the place of an earlier one, which stays to be seen", () => {
    const later = `${normals("")}\njudgement b_again\n  by b\n  of x\n  quantiles 5 %: 6.7102927 | 50 %: 10 | 95 %: 13.2897073\n  fit normal\n  because "Heard A"\n  round 2\n`;
    const cell = compiled(later, "{x}").lowering.judged.get("x")!.cells[0]!;
    expect(cell.pooled!.mean).toBeCloseTo(10, 3);
    expect(cell.views.map(({ judgement }) => judgement)).toEqual(["a_x", "b_again"]);
    expect(cell.earlier.map(({ judgement, weight }) => [judgement, weight])).toEqual([["b_x", 0]]);
  });
});

describe("probabilities", () => {
  const panel = (lines: string) => `${["a", "b", "c", "d"].map((id) => `expert ${id} "${id}"`).join("\n")}
chance war : no | yes
  judged by a, b, c, d
${lines}
${[1.4, 2.21, 0.39, 0.4].map((p, k) => `judgement j${k}\n  by ${"abcd"[k]}\n  of war is yes\n  probability ${p} %\n  because "r"`).join("\n")}
`;
  test("by the geometric mean of odds, with the average beside it", () => {
    // Handbook vector `pools` (Sevilla): linear 1.10 %, geometric mean of odds 0.84 %.
    const cell = compiled(panel(""), "{P(war is yes)}").lowering.judged.get("war")!.cells[0]!;
    expect(cell.states![1]).toBeCloseTo(0.0084, 4);
    expect(cell.linear![1]).toBeCloseTo(0.011, 5);
  });
  test("extremised for separate experts alone", () => {
    // logit p* = 1.5 times the mean log odds of the four, by hand: -4.7715 * 1.5.
    const odds = Math.exp(1.5 * ([1.4, 2.21, 0.39, 0.4].map((p) => Math.log(p / (100 - p))).reduce((sum, l) => sum + l, 0) / 4));
    const cell = compiled(panel("  panel separate\n  extremised by 1.5"), "{P(war is yes)}").lowering.judged.get("war")!.cells[0]!;
    expect(cell.states![1]).toBeCloseTo(odds / (1 + odds), 9);
    for (const lines of ["  panel shared\n  extremised by 1.5", "  extremised by 1.5"])
      expect(errorsOf(compileModel(panel(lines), "{P(war is yes)}"))).toEqual(["panel-problem @ judged by a, b, c, d"]);
  });
});

test("what is judged under options differs between them", () => {
  const of = (id: string, under: string, p: number) =>
    `judgement ${id}\n  by a\n  of riot is yes\n${under === "" ? "" : `  under ${under}\n`}  probability ${p} %\n  because "r"\n`;
  const found = compiled(
    `option hold "Hold"\noption act "Act"\noption wait "Wait"\nexpert a "Ada"\nchance riot : no | yes\n  judged by a\n${of("one", "act", 60)}${of("two", "", 20)}`,
    "{P(riot is yes | act)}, {P(riot is yes | hold)}, {P(riot is yes | wait)}",
  );
  const outputs = runCase(found, { draws: 20_000 }).result.outputs;
  const share = (index: number) => outputs.find(({ name }) => name === `inline:${index}`)!.summaries[0]!.mean;
  expect([share(0), share(1), share(2)].map((value) => Math.round(value * 100))).toEqual([60, 20, 20]);
});

test("concordance of 2/3 is a correlation of normals of one half", () => {
  const model = `${normals("")}quantity y : people = normal(5, 1)\n  because "c"\n  correlated with x by experts
judgement pair
  by a
  of x, y
  concordance 66.6666667 %
  because "r"
`;
  const [found] = compiled(model, "{x} {y}").lowering.dependences;
  // Orthant formula: 1/2 + asin(1/2) / pi = 2/3; Spearman's rank of a normal correlation r is 6/pi asin(r / 2).
  expect(found!.rank).toBeCloseTo((6 / Math.PI) * Math.asin(0.25), 6);
});

describe("experts withdrawn", () => {
  const model = `source paper "Paper"\n  grade B\nclaim census from paper\n  states "about 20"\n  grade 2\n${normals("").replace('because "B"', "because census")}`;
  const without = (...written: readonly string[]) => {
    const whole = compiled(model, "{x}");
    return withdraw(
      whole,
      written.map((each) => readWithdrawal(whole.assessment, each) as Withdrawal),
    );
  };
  test("the others are pooled again", () => {
    for (const written of ["said by:Bo", "claim:census", "source:paper"]) {
      const { compiled: left, report } = without(written);
      expect(report.changes).toMatchObject([{ kind: "quantity", id: "x", how: "repooled", experts: ["b"] }]);
      expect(left.lowering.judged.get("x")!.cells[0]!.pooled!.mean).toBeCloseTo(10, 3);
    }
  });
  test("with nobody left the pool is widened", () => {
    const { compiled: left, report } = without("said by:Bo", "said by:Ada");
    expect(report.changes.map(({ how }) => how)).toEqual(["widened"]);
    expect(summary(left, "x").sd).toBeGreaterThan(1.8 * 5.916);
  });
});

test("the analysis says who would choose otherwise", async () => {
  const model = `${normals("")}option hold "Hold"\noption act "Act"\nobjective loss : people\n  minimise if act then 15 people else x\n`;
  const subject = drawDecision(decisionOf(compiled(model)), { seed: 1, draws: 4096 });
  const analysis = analyses.find(({ name }) => name === "experts")!;
  const result = await analysis.run(subject, { settings: { seed: 1, draws: 4096 } });
  expect(result).toMatchObject({
    experts: [
      { name: "a", outcomes: [{ leader: 0 }] },
      { name: "b", outcomes: [{ leader: 1 }] },
    ],
  });
});

const cooke = new URL("../../../../shared/fixtures/cooke/", import.meta.url);
describe.skipIf(!existsSync(cooke))("the tobacco study (not tested where ../shared/fixtures/cooke is absent)", () => {
  const read = (name: string) => readFileSync(new URL(name, cooke), "latin1");
  const { study } = existsSync(cooke) ? readExcalibur(read("tobacco.dtt"), read("tobacco.rls")) : { study: undefined };
  const imported = (weights: string) => {
    const none = compileModel("");
    const { text } = studyAsBlocks(none.assessment, study!, "tobacco.dtt");
    return compileModel(text.replace(/^```.*$/gm, "").replace("weights   equal", `weights   ${weights}`));
  };
  test("as blocks of a case gives the published weights", () => {
    const found = imported("cooke");
    expect(errorsOf(found)).toEqual([]);
    const [judged] = found.lowering.judged.values();
    expect(judged!.seedScores!.together.calibration).toBeCloseTo(0.687587, 6);
    expect(judged!.seedScores!.together.information).toBeCloseTo(1.062177, 6);
    expect(judged!.cells[0]!.views.map(({ weight }) => weight)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(judged!.seedScores!.without.filter(({ kind }) => kind === "seed")).toHaveLength(10);
  });
  test("comes back out of the case as it went in", () => {
    const out = blocksAsStudy(imported("equal"))!;
    expect(out.leftOut).toEqual([]);
    expect(out.study.probabilities).toEqual(study!.probabilities);
    const sorted = (of: typeof study) => of!.answers.map((row) => row.map((values) => values!.join(" ")).sort());
    expect(sorted(out.study)).toEqual(sorted(study));
  });
  test("is refused weights with nine seeds, unless they are insisted on", () => {
    const nine = {
      ...study!,
      items: study!.items.map((item, index) => (index === 0 ? { number: 1, id: item.id, text: "", isLogarithmic: false } : item)),
    };
    const model = (weights: string) =>
      compileModel(
        studyAsBlocks(compileModel("").assessment, nine, "x")
          .text.replace(/^```.*$/gm, "")
          .replace("weights   equal", `weights   ${weights}`),
      );
    expect(errorsOf(model("cooke"))).toEqual(["panel-problem @ weights   cooke"]);
    expect(errorsOf(model("cooke despite few seeds"))).toEqual([]);
  });
});
