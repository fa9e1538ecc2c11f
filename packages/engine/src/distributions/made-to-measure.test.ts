/** Families with any number of parameters: metalogs and smoothed data. made-to-measure.csv holds values from outside and made-to-measure.py made them. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Bounds, distributions, fitMetalog, fix, metalogName, mixture, silvermanBandwidth, smoothedName, truncated } from "./index.js";
import { kolmogorovDistance, uniforms } from "./test-support.js";

const numbers = (text: string) => text.split(" ").map(Number);
const rows = readFileSync(new URL("made-to-measure.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [kind = "", settings = "", probabilities = "", values = "", what = "", at = "", answer = ""] = line.split(",");
    return { kind, settings, probabilities: numbers(probabilities), values: numbers(values), what, at: Number(at), answer: Number(answer) };
  });
type Row = (typeof rows)[number];

function made({ kind, settings, probabilities, values }: Row) {
  if (kind === "smoothed") return { name: smoothedName(values.length), p: [Number(settings), ...values] };
  const [terms = NaN, min, max] = settings.split(" ").map((each) => (each === "-" ? undefined : Number(each)));
  const p = fitMetalog(probabilities, values, terms, { min, max });
  if (typeof p === "string") throw new Error(p);
  return { name: metalogName(terms, { min, max }), p };
}

const families = [...new Map(rows.map((row) => [`${row.kind} ${row.settings} ${row.values.slice(0, 3)}`, row]))];

describe.each(families)("%s", (_title, row) => {
  const { name, p } = made(row);
  const distribution = distributions.get(name)!;
  const probabilities = [1e-12, 1e-6, 0.001, 0.05, 0.25, 0.4999, 0.5, 0.75, 0.95, 0.999, 1 - 1e-6];

  it("agrees with values from outside", () => {
    expect(distribution.problem(p)).toBeUndefined();
    expect(distribution.parameters.length).toBe(p.length);
    for (const { kind, settings, values, what, at, answer } of rows) {
      if (kind !== row.kind || settings !== row.settings || values.join() !== row.values.join()) continue;
      const answers: Readonly<Record<string, () => number>> = {
        quantile: () => distribution.quantile(at, p),
        density: () => distribution.density(at, p),
        mean: () => distribution.mean(p),
        variance: () => distribution.variance(p),
        silverman: () => silvermanBandwidth(values) as number,
      };
      const actual = answers[what]?.();
      expect(Math.abs(actual! - answer), `${what} at ${at}`).toBeLessThan(
        1e-9 * Math.max(Math.abs(answer), kind === "metalog" ? 1e-3 * Math.abs(values.at(-1)!) : 0),
      );
    }
  });

  it("has quantiles that never fall and undo the cumulative probability", () => {
    for (const u of probabilities) {
      const x = distribution.quantile(u, p);
      const reached = distribution.cdf(x, p);
      const rounding = distribution.density(x, p) * Math.abs(x) * 1e-15;
      expect(Math.abs(reached - u), `u = ${u}`).toBeLessThan(1e-11 * Math.max(u, 1e-3) + 4 * rounding);
    }
    let before = -Infinity;
    for (let k = 0; k <= 4096; k += 1) {
      const x = distribution.quantile(k / 4096, p);
      expect(x).toBeGreaterThanOrEqual(before);
      before = x;
    }
    const [low, high] = distribution.support(p);
    expect([distribution.quantile(0, p), distribution.quantile(1, p)]).toEqual([low, high]);
    expect([distribution.cdf(low, p), distribution.cdf(high, p)]).toEqual([0, 1]);
  });

  it("has a density that is the slope of the cumulative probability", () => {
    for (const u of [0.03, 0.3, 0.71, 0.98]) {
      const x = distribution.quantile(u, p);
      const width = 1e-5 / distribution.density(x, p);
      const slope = (distribution.cdf(x + width, p) - distribution.cdf(x - width, p)) / (2 * width);
      expect(slope / distribution.density(x, p)).toBeCloseTo(1, 4);
    }
  });

  it("passes the Kolmogorov-Smirnov test by inversion of fixed uniforms", () => {
    const draws = uniforms(31, 10_000).map((u) => distribution.quantile(u, p));
    expect(kolmogorovDistance(draws, (x) => distribution.cdf(x, p)) * 100).toBeLessThan(1.628);
  });

  it("can be cut and mixed", () => {
    const whole = fix(distribution, p);
    const cut = truncated(whole, whole.quantile(0.2), whole.quantile(0.9));
    expect(cut.quantile(0.5)).toBeCloseTo(whole.quantile(0.55), 8);
    const mixed = mixture([0.5, 0.5], [whole, cut]);
    expect(mixed.cdf(mixed.quantile(0.4))).toBeCloseTo(0.4, 11);
  });
});

describe("metalogs", () => {
  it("take three symmetric quantiles by Keelin's closed form", () => {
    const [low, middle, high, alpha] = [2, 3, 7, 0.1];
    const spread = Math.log((1 - alpha) / alpha);
    const share = (middle - low) / (high - low);
    const expected = [middle, (high - low) / (2 * spread), ((1 - 2 * share) * (high - low)) / ((1 - 2 * alpha) * spread)];
    const fitted = fitMetalog([alpha, 0.5, 1 - alpha], [low, middle, high], 3, {}) as readonly number[];
    expected.forEach((coefficient, index) => {
      expect(fitted[index]).toBeCloseTo(coefficient, 13);
    });
  });

  it("are logistic with two terms, uniform when quantiles say so", () => {
    const [location, scale] = fitMetalog([0.2, 0.8], [1, 5], 2, {}) as readonly number[];
    expect(distributions.get("metalog 2")!.quantile(0.95, [location!, scale!])).toBeCloseTo(
      distributions.get("logistic")!.quantile(0.95, [location!, scale!]),
      12,
    );
    const flat = fitMetalog([0.1, 0.3, 0.7, 0.9], [1, 3, 7, 9], 4, {}) as readonly number[];
    expect(distributions.get("metalog 4")!.problem(flat)).toBeUndefined();
    expect(distributions.get("metalog 4")!.quantile(0.999, flat)).toBeCloseTo(9.99, 9);
  });

  it("have moments in closed form: three terms, and a lognormal-like tail that is too heavy for them", () => {
    const [a1, a2, a3] = [3, 1.2, 0.7];
    const distribution = distributions.get("metalog 3")!;
    expect(distribution.mean([a1, a2, a3])).toBeCloseTo(a1 + a3 / 2, 12);
    expect(distribution.variance([a1, a2, a3])).toBeCloseTo(
      (Math.PI ** 2 * a2 ** 2) / 3 + a3 ** 2 / 12 + (Math.PI ** 2 * a3 ** 2) / 36,
      11,
    );
    const above = distributions.get("metalog 2 min")!;
    const loglogistic = distributions.get("loglogistic")!;
    expect(above.mean([0, 0.25, 0])).toBeCloseTo(loglogistic.mean([1, 4]), 11);
    expect(above.variance([0, 0.25, 0])).toBeCloseTo(loglogistic.variance([1, 4]), 10);
    expect([above.mean([0, 1, 0]), above.variance([0, 0.5, 0])]).toEqual([Infinity, Infinity]);
    expect(distributions.get("metalog 2 max")!.mean([0, 1, 0])).toBe(-Infinity);
  });

  it("of three quantiles are possible as far as Keelin's limit says, and no farther", () => {
    for (const alpha of [0.05, 0.1, 0.25]) {
      const least = (1 - 1.66711 * (0.5 - alpha)) / 2;
      const fit = (share: number) => fitMetalog([alpha, 0.5, 1 - alpha], [0, share, 1], 3, {});
      for (const share of [least + 1e-4, 1 - least - 1e-4]) expect(fit(share)).not.toBeTypeOf("string");
      for (const share of [least - 1e-4, 1 - least + 1e-4]) expect(fit(share)).toBeTypeOf("string");
    }
  });

  it.each<[readonly number[], readonly number[], number, Bounds, string | RegExp]>([
    [
      [0.1, 0.5, 0.9],
      [2, 2.1, 7],
      3,
      {},
      /^the smooth curve through these quantiles would turn back (below the 10 % quantile \(2\)|between the 10 % quantile \(2\) and the 50 % quantile \(2\.1\)); the 50 % quantile would have to lie from 2\.832\d* to 6\.167\d*, or the outer two elsewhere$/,
    ],
    [
      [0.1, 0.3, 0.5, 0.7, 0.9],
      [1, 2, 2.01, 8, 9],
      5,
      {},
      /^the smooth curve through these quantiles would turn back above the 90 % quantile \(9\); the 70 % quantile \(8\) is farthest out of line, as a smoother curve has \d\.\d+ there; correct it, or write terms = \d for a curve that passes near them all$/,
    ],
    [[0.1, 0.5, 0.9], [2, 1, 7], 3, {}, "the 10 % quantile (2) must be less than the 50 % quantile (1)"],
    [[0.1, 0.9], [2, 7], 2, { min: 3 }, "the 10 % quantile (2) must lie above the lower bound (3)"],
    [[0.1, 0.9], [2, 7], 2, { max: 7 }, "the 90 % quantile (7) must lie below the upper bound (7)"],
    [[0.1, 0.9], [2, 7], 2, { min: 9, max: 1 }, "the lower bound (9) must be less than the upper bound (1)"],
    [[0.1, 0.9], [2, 7], 3, {}, "the number of terms must be a whole number from 2 to 2, as there are 2 quantiles, but it is 3"],
    [[0.5], [2], 2, {}, "it takes at least two quantiles"],
    [
      [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
      [3, 4, 6, 9, 14, 22, 29],
      7,
      {},
      "quantiles that lie evenly about 50 % leave a curve of 7 terms open; write terms = 6 for a curve that passes near them, or add a quantile",
    ],
  ])("say what is wrong with %o at %o", (probabilities, values, terms, bounds, problem) => {
    const fitted = fitMetalog(probabilities, values, terms, bounds);
    if (typeof problem === "string") expect(fitted).toBe(problem);
    else expect(fitted).toMatch(problem);
  });

  it("say where the middle may lie so that it helps: just inside it does", () => {
    for (const bounds of [{}, { min: 0 }, { min: 0, max: 20 }]) {
      const said = String(fitMetalog([0.1, 0.5, 0.9], [2, 2.01, 7], 3, bounds));
      const [, from, to] = /lie from ([\d.]+) to ([\d.]+),/.exec(said)!.map(Number) as [number, number, number];
      for (const middle of [from + 1e-4, to - 1e-4])
        expect(fitMetalog([0.1, 0.5, 0.9], [2, middle, 7], 3, bounds)).not.toBeTypeOf("string");
    }
  });
});

describe("names in a graph", () => {
  it("lead to families of this size, and others to none", () => {
    expect(distributions.get("metalog 5 min max")?.parameters.length).toBe(7);
    expect(distributions.get("smoothed 12")?.parameters.length).toBe(13);
    for (const name of ["metalog", "metalog 1", "metalog 17", "smoothed 0", "smoothed 5001", "smoothed x", "nothing"])
      expect(distributions.get(name)).toBeUndefined();
    expect(distributions.get("smoothed 2")!.problem([1, 5, 3])).toBe("the values must be in rising order");
    expect(distributions.get("smoothed 2")!.problem([0, 3, 5])).toBe("the bandwidth must be above zero, but it is 0");
    expect(distributions.get("metalog 3")!.problem([0, 1, 5])).toBe("the curve of its quantiles does not rise everywhere");
    expect(silvermanBandwidth([3])).toMatch(/^a single value/);
    expect(silvermanBandwidth([3, 3])).toMatch(/^all values are the same/);
  });
});
