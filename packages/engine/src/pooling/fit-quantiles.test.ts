/** Fits to judgements: SHELF's published examples and recovery tests, closed forms, metalogs of the published groups, and judgements that cannot be. */
import { describe, expect, it } from "vitest";
import {
  type FitFamily,
  type FittedQuantiles,
  fitProbabilities,
  fitQuantiles,
  isJudgementProblem,
  judgementOfChips,
  judgementOfInterval,
  standardiseInterval,
} from "./index.js";
import type { QuantileJudgement } from "./judgement.js";

function fitted(judgement: QuantileJudgement, family: FitFamily | "best"): FittedQuantiles {
  const fit = fitQuantiles(judgement, family);
  if (isJudgementProblem(fit)) throw new Error(fit.reason);
  return fit;
}

const parametersOf = (fit: FittedQuantiles) => (fit.form.kind === "record" ? fit.form.parameters : []);
const problemOf = (judgement: QuantileJudgement, family: FitFamily | "best" = "normal") => {
  const fit = fitQuantiles(judgement, family);
  return isJudgementProblem(fit) ? fit : undefined;
};
/** skewnorm.ppf([.05, .25, .5, .75, .95], 4) of scipy 1.10. */
const SKEW = [-0.08044114414902877, 0.30578223125523457, 0.6742354765650023, 1.1503492809806, 1.9599639845400532];

const close = (value: number, expected: number, relative = 1e-5) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), 1e-12));

describe("SHELF's first example: 25, 30, 40 at the quartiles, from 0 to 100", () => {
  const judgement = { probabilities: [0.25, 0.5, 0.75], values: [25, 30, 40], lower: 0, upper: 100 };

  it.each([
    ["normal", [31.431607255811905, 11.51567953828575], 0.0043757951777317556],
    ["gamma", [8.053152534692984, 1 / 0.24849068100459765], 0.002709292679812186],
    ["beta", [5.452134070722186, 11.60558008434428], 0.003431056686816046],
    ["lognormal", [Math.exp(3.430984355712458), 0.35391419305100263], 0.0020097635902307297],
  ] as const)("%s", (family, parameters, squares) => {
    const fit = fitted(judgement, family);
    parameters.forEach((parameter, k) => {
      close(parametersOf(fit)[k]!, parameter, 2e-5);
    });
    close(fit.squares, squares, 1e-8);
  });

  it("as published: the beta's 5 % quantile is 15.2 and the chance of less than 25 is 0.283", () => {
    const fit = fitted(judgement, "beta");
    const q05 = fit.feedback.find(({ probability }) => probability === 0.05)!.value;
    expect(q05.toFixed(1)).toBe("15.2");
    close(q05, 15.172658353994247, 1e-5);
    expect(fit.fitted[0]!.toFixed(3)).toBe("0.283");
    expect(fit.missed).toEqual([]);
    expect(fit.beyondLimits).toBe(0);
  });

  it("best is the least sum of squares, with all that were compared", () => {
    const fit = fitted(judgement, "best");
    const tried = fit.candidates!.flatMap((candidate) => (candidate.squares === undefined ? [] : [candidate]));
    expect(fit.squares).toBeCloseTo(Math.min(...tried.map((candidate) => candidate.squares!)), 9);
    expect(tried.map(({ family }) => family)).not.toContain("skew_normal");
    expect(fit.family).not.toBe("skew_normal");
  });

  it("the order of the judgements does not matter", () => {
    const turned = { ...judgement, probabilities: [0.75, 0.25, 0.5], values: [40, 25, 30] };
    close(parametersOf(fitted(turned, "gamma"))[0]!, 8.053152534692984, 2e-5);
    expect(fitted(turned, "beta").fitted[1]).toBeCloseTo(0.2832, 4);
  });
});

it("the second computed example, without an upper limit", () => {
  const judgement = { probabilities: [0.25, 0.5, 0.75], values: [20, 30, 50], lower: 0 };
  close(parametersOf(fitted(judgement, "normal"))[0]!, 32.86321449578063);
  close(parametersOf(fitted(judgement, "normal"))[1]!, 23.031359060555594);
  close(parametersOf(fitted(judgement, "gamma"))[0]!, 2.35525152632294);
  close(parametersOf(fitted(judgement, "lognormal"))[1]!, 0.6820295477872432);
  close(fitted(judgement, "lognormal").squares, 0.0005336716991539371, 1e-8);
});

describe("exact recovery, as SHELF's own tests have it", () => {
  it("a beta on 10 to 60", () => {
    const fit = fitted(
      {
        probabilities: [0.33658351636494255, 0.5401226702424216, 0.7166219231009927, 0.8439956253645005],
        values: [18, 20, 22, 24],
        lower: 10,
        upper: 60,
      },
      "beta",
    );
    close(parametersOf(fit)[0]!, 5, 1e-3);
    close(parametersOf(fit)[1]!, 20, 1e-3);
  });

  it("a lognormal above -100", () => {
    const fit = fitted({ probabilities: [0.26752690344225005, 0.5, 0.749508691386811], values: [-78, -70, -58], lower: -100 }, "lognormal");
    close(Math.log(parametersOf(fit)[0]!), 3.4011973816621555, 1e-3);
    close(parametersOf(fit)[1]!, 0.5, 1e-3);
  });
});

/** Each family recovers itself from its own quantiles; those of scipy where the name is said. */
describe("recovery from quantiles by scipy", () => {
  it.each([
    ["student_t", { probabilities: [0.1, 0.5, 0.9], values: [10 - 2 * 1.63774435369621, 10, 10 + 2 * 1.63774435369621] }, [10, 2, 3]],
    [
      "gamma",
      {
        probabilities: [0.1, 0.5, 0.9],
        values: [5 + 0.531811608389612 * 3, 5 + 1.678346990016661 * 3, 5 + 3.889720169867429 * 3],
        lower: 5,
      },
      [2, 3],
    ],
    ["normal", { probabilities: [0.1, 0.9], values: [10, 50] }, [30, 15.606082921447582]],
    ["lognormal", { probabilities: [0.05, 0.95], values: [20e9, 30e9], lower: 0 }, [24494897427.83178, 0.12325264128810218]],
  ] as const)("%s", (family, judgement, parameters) => {
    const fit = fitted(judgement, family);
    parameters.forEach((parameter, k) => {
      close(parametersOf(fit)[k]!, parameter, 1e-6);
    });
    expect(fit.squares).toBeLessThan(1e-15);
  });

  it("mirrored families are those of the distance to the upper limit", () => {
    const gamma = {
      probabilities: [0.1, 0.5, 0.9],
      values: [100 - 3.889720169867429 * 3, 100 - 1.678346990016661 * 3, 100 - 0.531811608389612 * 3],
      upper: 100,
    };
    const fit = fitted(gamma, "mirror_gamma");
    close(parametersOf(fit)[0]!, 2, 1e-6);
    close(fit.curve.mean, 94, 1e-6);
    fit.fitted.forEach((p, k) => {
      close(p, gamma.probabilities[k]!, 1e-6);
    });
    const z = 1.2815515655446004;
    const lognormal = fitted(
      { probabilities: [0.1, 0.5, 0.9], values: [8 - Math.exp(0.4 * z), 7, 8 - Math.exp(-0.4 * z)], upper: 8 },
      "mirror_lognormal",
    );
    close(parametersOf(lognormal)[1]!, 0.4, 1e-6);
    close(lognormal.curve.quantile(0.1), 8 - Math.exp(0.4 * z), 1e-6);
  });

  it("log t and its mirror", () => {
    const t = 1.63774435369621;
    const fit = fitted(
      { probabilities: [0.1, 0.5, 0.9], values: [Math.exp(1 - 0.5 * t), Math.exp(1), Math.exp(1 + 0.5 * t)], lower: 0 },
      "log_t",
    );
    close(parametersOf(fit)[1]!, 0.5, 1e-6);
    close(fit.curve.quantile(0.9), Math.exp(1 + 0.5 * t), 1e-6);
    expect(fit.curve.mean).toBe(Infinity);
  });

  it("a skew normal of slant 4 (scipy.stats.skewnorm.ppf), which is never chosen unasked", () => {
    const judgement = { probabilities: [0.05, 0.25, 0.5, 0.75, 0.95], values: SKEW };
    const fit = fitted(judgement, "skew_normal");
    expect(fit.squares).toBeLessThan(1e-12);
    expect(fit.form.kind === "skew-normal" && fit.form.slant).toBeCloseTo(4, 3);
    close(fit.curve.quantile(0.5), SKEW[2]!, 1e-5);
    expect(fitted(judgement, "best").family).not.toBe("skew_normal");
  });
});

describe("metalogs", () => {
  it("the unbounded five-term one passes through all judgements", () => {
    const judgement = { probabilities: [0.1, 0.25, 0.5, 0.75, 0.9], values: [1, 3, 5, 9, 15] };
    const fit = fitted(judgement, "metalog");
    [5, 5.006315746447612, 2.5031578732238198, -10, 5].forEach((a, k) => {
      expect(parametersOf(fit)[k]).toBeCloseTo(a, 6);
    });
    expect(fit.curve.quantile(0.05)).toBeCloseTo(-0.9116132000376752, 8);
    expect(fit.curve.quantile(0.95)).toBeCloseTo(19.569969251672454, 8);
    const three = fitQuantiles(judgement, "metalog", { terms: 3 });
    if (isJudgementProblem(three)) throw new Error(three.reason);
    expect(three.curve.quantile(0.05)).toBeCloseTo(0.4033150642642113, 8);
  });

  it("bounded and semi-bounded, three terms", () => {
    const at = { probabilities: [0.1, 0.5, 0.9], values: [20, 30, 50] };
    expect(fitted({ ...at, lower: 0 }, "metalog").curve.quantile(0.99)).toBeCloseTo(89.50464783468541, 6);
    expect(fitted({ ...at, lower: 0, upper: 100 }, "metalog").curve.quantile(0.99)).toBeCloseTo(73.05109236255711, 6);
    expect(fitted({ ...at, values: [2, 8, 20], upper: 100 }, "metalog").curve.quantile(0.01)).toBeCloseTo(-3.120521708814138, 6);
  });

  it("an infeasible one says which judgement would have to move", () => {
    const problem = problemOf({ probabilities: [0.1, 0.5, 0.9], values: [10, 11, 50] }, "metalog");
    expect(problem?.kind).toBe("infeasible");
    expect(problem?.reason).toMatch(/turn back/);
  });
});

describe("straight lines and chips", () => {
  it("pass through the judgement exactly", () => {
    const fit = fitted({ probabilities: [0.25, 0.5, 0.75], values: [25, 30, 40], lower: 0, upper: 100 }, "piecewise_linear");
    expect(fit.fitted).toEqual([0.25, 0.5, 0.75]);
    expect(fit.curve.quantile(0.125)).toBeCloseTo(12.5, 12);
    expect(fit.curve.mean).toBeCloseTo(0.25 * (12.5 + 27.5 + 35 + 70), 12);
  });

  it("chips become cumulative probabilities; the ends are limits", () => {
    const judgement = judgementOfChips([0, 10, 20, 30, 40], [2, 5, 3, 0]);
    if (isJudgementProblem(judgement)) throw new Error(judgement.reason);
    expect(judgement.probabilities).toEqual([0, 0.2, 0.7, 1, 1]);
    const fit = fitted(judgement, "beta");
    expect(fit.curve.support).toEqual([0, 30]);
    const gap = judgementOfChips([0, 10, 20, 30, 40], [4, 0, 0, 6]);
    if (isJudgementProblem(gap)) throw new Error(gap.reason);
    expect(fitted(gap, "piecewise_linear").curve.cdf(15)).toBeCloseTo(0.4, 9);
    expect(judgementOfChips([0, 10], [0])).toMatchObject({ kind: "too-few" });
    expect(judgementOfChips([0, 10, 5], [1, 2])).toMatchObject({ kind: "not-monotone", index: 2 });
  });
});

describe("judgements that cannot be", () => {
  it.each([
    ["values that fall", { probabilities: [0.1, 0.5, 0.9], values: [10, 9, 20] }, { kind: "not-monotone", index: 1 }],
    ["two medians", { probabilities: [0.5, 0.5, 0.9], values: [10, 11, 20] }, { kind: "not-monotone", index: 1 }],
    ["below the lower limit", { probabilities: [0.1, 0.5, 0.9], values: [-1, 9, 20], lower: 0 }, { kind: "outside-support", index: 0 }],
    ["above the upper limit", { probabilities: [0.1, 0.5, 0.9], values: [1, 9, 20], upper: 20 }, { kind: "outside-support", index: 2 }],
    ["limits the wrong way round", { probabilities: [0.1, 0.9], values: [1, 9], lower: 20, upper: 0 }, { kind: "outside-support" }],
    ["one judgement", { probabilities: [0.5], values: [3] }, { kind: "too-few" }],
    ["none below 40 %", { probabilities: [0.5, 0.9], values: [3, 4] }, { kind: "too-few" }],
    ["a probability above one", { probabilities: [0.5, 1.9], values: [3, 4] }, { kind: "not-a-probability", index: 1 }],
    ["no number", { probabilities: [0.1, 0.9], values: [3, Number.NaN] }, { kind: "not-finite", index: 1 }],
    ["unpaired", { probabilities: [0.1], values: [3, 4] }, { kind: "not-paired" }],
  ] as const)("%s", (_, judgement, expected) => {
    expect(problemOf(judgement)).toMatchObject(expected);
    expect(problemOf(judgement, "best")).toMatchObject(expected);
  });

  it("a family without the limits that it needs says which", () => {
    expect(problemOf({ probabilities: [0.1, 0.9], values: [1, 2] }, "beta")?.reason).toMatch(/lower and the upper limit/);
    expect(problemOf({ probabilities: [0.1, 0.9], values: [1, 2] }, "mirror_gamma")?.reason).toMatch(/upper limit/);
  });

  it("0 % and 100 % are limits and not fitted", () => {
    const fit = fitted({ probabilities: [0, 0.25, 0.5, 0.75, 1], values: [0, 25, 30, 40, 100] }, "beta");
    close(parametersOf(fit)[0]!, 5.452134070722186, 2e-5);
  });

  it("a bimodal judgement is flagged where the fit misses it", () => {
    const fit = fitted({ probabilities: [0.1, 0.48, 0.52, 0.9], values: [0, 10, 90, 100] }, "normal");
    expect(fit.missed.length).toBeGreaterThan(0);
  });
});

describe("IDEA", () => {
  it("standardises intervals", () => {
    const first = standardiseInterval({ lowest: 10, best: 20, highest: 40, confidence: 0.6 }, 0.8);
    expect(first).toMatchObject({ isClamped: false });
    if (isJudgementProblem(first)) throw new Error(first.reason);
    expect(first.low).toBeCloseTo(6.666666666666666, 12);
    expect(first.high).toBeCloseTo(46.66666666666667, 12);
    const second = standardiseInterval({ lowest: 0.3, best: 0.5, highest: 0.9, confidence: 0.5 }, 0.9, 0, 1);
    if (isJudgementProblem(second)) throw new Error(second.reason);
    expect(second.low).toBeCloseTo(0.13999999999999996, 12);
    expect(second).toMatchObject({ high: 1, isClamped: true });
  });

  it("makes a judgement that can be fitted", () => {
    const judgement = judgementOfInterval({ lowest: 10, best: 20, highest: 40, confidence: 0.6 }, 0.8, 0);
    if (isJudgementProblem(judgement)) throw new Error(judgement.reason);
    expect(fitted(judgement, "best").missed).toEqual([]);
    expect(standardiseInterval({ lowest: 30, best: 20, highest: 40, confidence: 0.6 }, 0.8)).toMatchObject({ kind: "not-monotone" });
    expect(standardiseInterval({ lowest: 10, best: 20, highest: 40, confidence: 0 }, 0.8)).toMatchObject({ kind: "not-a-probability" });
  });
});

it("probabilities of states are scaled when they are rounded, refused when they are not", () => {
  expect(fitProbabilities([0.33, 0.33, 0.33])).toMatchObject({ probabilities: Array(3).fill(expect.closeTo(1 / 3, 14)) });
  expect(fitProbabilities([0.5, 0.7])).toMatchObject({ kind: "infeasible" });
  expect(fitProbabilities([0.5, 1.7])).toMatchObject({ kind: "not-a-probability", index: 1 });
});
