import { describe, expect, it } from "vitest";
import type { OutputResult } from "../result.js";
import type { SamplingMethod } from "../sampling/sampler.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

function outputsOf(sketch: Sketch, draws = 1000, seed = 7, sampling?: SamplingMethod): Readonly<Record<string, OutputResult>> {
  return Object.fromEntries(
    run(sketch.graph(), { seed, draws, ...(sampling ? { sampling } : {}) }).outputs.map((output) => [output.name, output]),
  );
}

const columns = (output: OutputResult | undefined) => output?.draws?.map((column) => Array.from(column));
const values = (output: OutputResult | undefined) => output?.draws?.map((column) => column[0]);

describe("identities hold draw by draw", () => {
  const sketch = new Sketch();
  const a = sketch.draw("lognormal", "a", [number(2), number(0.7)]);
  const b = sketch.draw("uniform", "b", [number(1), number(3)]);
  const sum = sketch.apply("add", a, b);
  sketch.output("difference", sketch.apply("subtract", a, a));
  sketch.output("shares", sketch.apply("add", sketch.apply("divide", a, sum), sketch.apply("divide", b, sum)));
  sketch.output("excluded", sketch.apply("and", sketch.apply("less", a, b), sketch.apply("greater-equal", a, b)));
  sketch.output("chosen", sketch.apply("subtract", sketch.apply("if", sketch.apply("less", a, b), a, b), sketch.apply("min", a, b)));
  const outputs = outputsOf(sketch, 1300);

  it("x - x is 0", () => expect(new Set(columns(outputs.difference)![0])).toEqual(new Set([0])));
  it("a/(a+b) + b/(a+b) is 1 but for rounding", () => {
    for (const value of outputs.shares!.draws![0]!) expect(Math.abs(value - 1)).toBeLessThanOrEqual(2 ** -52);
  });
  it("a < b and a >= b is never true", () => expect(outputs.excluded!.summaries[0]!.max).toBe(0));
  it("if a < b then a else b is min(a, b)", () => expect(new Set(columns(outputs.chosen)![0])).toEqual(new Set([0])));
});

describe("random numbers", () => {
  const model = (before: readonly string[]) => {
    const sketch = new Sketch({ option: 3, cartel: 4 });
    for (const name of before) sketch.output(name, sketch.draw("normal", name, [number(0), number(1)]));
    const effect = sketch.constant([0, 1, 2], ["option"]);
    const shared = sketch.draw("normal", "shared", [effect, number(1)]);
    const own = sketch.draw("normal", "own", [number(0), number(1)], { over: ["cartel"] });
    sketch.output("shared", shared);
    sketch.output("own", own);
    return sketch;
  };
  const plain = outputsOf(model([]));

  it("are common to all options", () => {
    const [first, second, third] = columns(plain.shared)!;
    first!.forEach((value, draw) => {
      expect(second![draw]! - value).toBeCloseTo(1, 12);
      expect(third![draw]! - value).toBeCloseTo(2, 12);
    });
  });
  it("differ between cells that are independent", () => {
    const { own } = outputsOf(model([]), 8192);
    const correlations = [0, 1, 2].map((cell) => correlation(own!.draws![cell]!, own!.draws![3]!));
    for (const value of correlations) expect(Math.abs(value)).toBeLessThan(4 / Math.sqrt(8192));
  });
  it("do not change with what else is in the model", () => {
    for (const sampling of ["digital", "random"] as const)
      expect(columns(outputsOf(model(["x", "y"]), 1000, 7, sampling).own)).toEqual(columns(outputsOf(model([]), 1000, 7, sampling).own));
  });
  it("are the same bits for the same seed, others for another", () => {
    expect(columns(outputsOf(model([])).own)).toEqual(columns(plain.own));
    expect(columns(outputsOf(model([]), 1000, 8).own)).not.toEqual(columns(plain.own));
  });
  it("of a short run are the beginning of a longer one", () => {
    const longer = columns(outputsOf(model([]), 2111).own)!;
    expect(columns(plain.own)).toEqual(longer.map((column) => column.slice(0, 1000)));
  });
});

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(a), mean(b)];
  let [xx, yy, xy] = [0, 0, 0];
  a.forEach((value, draw) => {
    xx += (value - x) ** 2;
    yy += (b[draw]! - y) ** 2;
    xy += (value - x) * (b[draw]! - y);
  });
  return xy / Math.sqrt(xx * yy);
}

describe("dimensions", () => {
  it("broadcast by name, not by position", () => {
    const sketch = new Sketch({ a: 2, b: 3 });
    const x = sketch.constant([1, 2, 3, 4, 5, 6], ["a", "b"]);
    const y = sketch.constant([10, 20, 30, 40, 50, 60], ["b", "a"]);
    sketch.output("sum", sketch.apply("add", x, y));
    sketch.output("scaled", sketch.apply("multiply", sketch.constant([1, 10], ["a"]), sketch.constant([1, 2, 3], ["b"])));
    const outputs = outputsOf(sketch);
    expect(values(outputs.sum)).toEqual([11, 32, 53, 24, 45, 66]);
    expect(values(outputs.scaled)).toEqual([1, 2, 3, 10, 20, 30]);
  });

  it("renamed and summed give the product of a matrix and a vector", () => {
    const size = 5;
    const sketch = new Sketch({ option: 2, cartel: size, rival: size });
    const matrix = sketch.draw("uniform", "matrix", [number(0), number(1)], { over: ["cartel", "rival"] });
    const scale = sketch.constant([1, 3], ["option"]);
    const members = sketch.apply("multiply", sketch.draw("lognormal", "members", [number(5), number(1)], { over: ["cartel"] }), scale);
    const rival = sketch.rename(members, "cartel", "rival");
    sketch.output("matrix", matrix);
    sketch.output("members", members);
    sketch.output("pressure", sketch.reduce("sum", sketch.apply("multiply", matrix, rival), "rival"));
    const { matrix: m, members: v, pressure } = outputsOf(sketch, 700);
    expect(pressure!.dimensions).toEqual(["cartel", "option"]);
    for (const draw of [0, 1, 511, 512, 699]) {
      for (let i = 0; i < size; i++) {
        for (let option = 0; option < 2; option++) {
          let expected = 0;
          for (let j = 0; j < size; j++) expected += m!.draws![i * size + j]![draw]! * v!.draws![j * 2 + option]![draw]!;
          expect(pressure!.draws![i * 2 + option]![draw]! / expected).toBeCloseTo(1, 13);
        }
      }
    }
  });

  it("reduce, pick, choose and stack by name", () => {
    const sketch = new Sketch({ a: 2, b: 3 });
    const x = sketch.constant([1, 2, 3, 4, 5, 7], ["a", "b"]);
    for (const reduction of ["sum", "mean", "min", "max", "product"] as const) sketch.output(reduction, sketch.reduce(reduction, x, "a"));
    sketch.output("pick", sketch.pick(x, "b", 2));
    sketch.output("choose", sketch.choose(x, "b", sketch.constant([2, 0], ["a"])));
    sketch.output("stack", sketch.stack("b", number(8), sketch.constant([1, 2], ["a"]), number(9)));
    const outputs = outputsOf(sketch);
    expect(values(outputs.sum)).toEqual([5, 7, 10]);
    expect(values(outputs.mean)).toEqual([2.5, 3.5, 5]);
    expect(values(outputs.min)).toEqual([1, 2, 3]);
    expect(values(outputs.max)).toEqual([4, 5, 7]);
    expect(values(outputs.product)).toEqual([4, 10, 21]);
    expect(values(outputs.pick)).toEqual([3, 7]);
    expect(values(outputs.choose)).toEqual([3, 4]);
    expect(outputs.stack!.dimensions).toEqual(["b", "a"]);
    expect(values(outputs.stack)).toEqual([8, 8, 1, 2, 9, 9]);
  });

  it("let certain and random cells stand in one node", () => {
    const sketch = new Sketch({ option: 2 });
    const random = sketch.draw("uniform", "u", [number(0), number(1)]);
    const both = sketch.stack("option", number(0.5), random);
    sketch.output("both", both);
    sketch.output("lower", sketch.apply("less", sketch.pick(both, "option", 1), sketch.pick(both, "option", 0)));
    const { both: kept, lower } = outputsOf(sketch, 600);
    expect(new Set(kept!.draws![0])).toEqual(new Set([0.5]));
    expect(kept!.draws![0]!.length).toBe(600);
    expect(kept!.summaries[0]).toMatchObject({ mean: 0.5, sd: 0, meanError: 0, min: 0.5, max: 0.5 });
    expect(lower!.draws![0]).toEqual(kept!.draws![1]!.map((value) => (value < 0.5 ? 1 : 0)));
  });
});

describe("inputs", () => {
  it("draw states with their probabilities", () => {
    const sketch = new Sketch({ states: 3 });
    const probabilities = sketch.constant([0.2, 0.5, 0.3], ["states"]);
    const state = sketch.push({ kind: "categorical", probabilities, states: "states", stream: "s", independentOver: [], dimensions: [] });
    sketch.output("state", state);
    sketch.output("value", sketch.choose(sketch.constant([10, 20, 30], ["states"]), "states", state));
    const { state: drawn, value } = outputsOf(sketch, 20000);
    const counts = [0, 0, 0];
    for (const index of drawn!.draws![0]!) counts[index]! += 1;
    const expected = [4000, 10000, 6000];
    const chiSquare = counts.reduce((sum, count, index) => sum + (count - expected[index]!) ** 2 / expected[index]!, 0);
    expect(chiSquare).toBeLessThan(13.8); // 99.9 % of chi-square with two degrees of freedom
    expect(value!.draws![0]).toEqual(drawn!.draws![0]!.map((index) => 10 * (index + 1)));
  });

  it("draw listed values with their weights", () => {
    const sketch = new Sketch();
    const common = { kind: "empirical", independentOver: [], dimensions: [] } as const;
    sketch.output("plain", sketch.push({ ...common, values: [4, 1, 3, 2], stream: "p" }));
    sketch.output("weighted", sketch.push({ ...common, values: [5, 1], weights: [3, 1], stream: "w" }));
    const { plain, weighted } = outputsOf(sketch, 20000);
    expect(Math.abs(plain!.summaries[0]!.mean - 2.5)).toBeLessThan(4 * Math.sqrt(1.25 / 20000));
    expect(new Set(plain!.draws![0])).toEqual(new Set([1, 2, 3, 4]));
    expect(Math.abs(weighted!.summaries[0]!.mean - 4)).toBeLessThan(4 * Math.sqrt(3 / 20000));
  });

  it("stay within the bounds of a truncation and follow its distribution", () => {
    const sketch = new Sketch();
    const bounds = [sketch.constant([2]), sketch.constant([4])] as const;
    const parameters = [sketch.constant([0]), sketch.constant([10])];
    const draw = { kind: "draw", distribution: "uniform", parameters, independentOver: [], dimensions: [] } as const;
    sketch.output("both", sketch.push({ ...draw, stream: "both", lower: bounds[0], upper: bounds[1] }));
    sketch.output("upper", sketch.push({ ...draw, stream: "upper", upper: bounds[1] }));
    const { both, upper } = outputsOf(sketch, 20000);
    expect(both!.summaries[0]!.min).toBeGreaterThanOrEqual(2);
    expect(both!.summaries[0]!.max).toBeLessThanOrEqual(4);
    expect(Math.abs(both!.summaries[0]!.mean - 3)).toBeLessThan((4 * 2) / Math.sqrt(12 * 20000));
    expect(upper!.summaries[0]!.max).toBeLessThanOrEqual(4);
    expect(Math.abs(upper!.summaries[0]!.mean - 2)).toBeLessThan((4 * 4) / Math.sqrt(12 * 20000));
  });

  it("give no number where parameters have no distribution", () => {
    const sketch = new Sketch();
    const sd = sketch.draw("uniform", "sd", [number(-1), number(1)]);
    sketch.output("x", sketch.draw("normal", "x", [number(0), sd]));
    sketch.output("sd", sd);
    const { x, sd: spread } = outputsOf(sketch, 600);
    x!.draws![0]!.forEach((value, index) => {
      expect(Number.isNaN(value)).toBe(spread!.draws![0]![index]! <= 0);
    });
    expect(x!.summaries[0]!.mean).toBeNaN();
  });
});

describe("statistics", () => {
  it("see the kept draws, and arithmetic may follow", () => {
    const sketch = new Sketch({ option: 2 });
    const x = sketch.draw("normal", "x", [sketch.constant([1, 4], ["option"]), number(2)]);
    sketch.output("x", x);
    sketch.output("mean", sketch.statistic(x, { kind: "mean" }));
    sketch.output("median", sketch.statistic(x, { kind: "quantile", probability: 0.5 }));
    sketch.output("sd", sketch.pick(sketch.statistic(x, { kind: "sd" }), "option", 1));
    const likely = sketch.statistic(sketch.apply("greater", x, number(3)), { kind: "mean" });
    sketch.output("percent", sketch.apply("multiply", likely, number(100)));
    const { x: drawn, mean, median, sd, percent } = outputsOf(sketch, 5000);
    expect(values(mean)).toEqual(drawn!.summaries.map((summary) => summary.mean));
    expect(values(median)).toEqual(drawn!.summaries.map((summary) => summary.quantiles![2]!.value));
    expect(values(sd)).toEqual([drawn!.summaries[1]!.sd]);
    const shares = drawn!.draws!.map((column) => (100 * column.filter((value) => value > 3).length) / 5000);
    values(percent)!.forEach((value, option) => {
      expect(value).toBeCloseTo(shares[option]!, 10);
    });
  });

  it("of moments alone are those of the kept draws", () => {
    const sketch = new Sketch();
    const x = sketch.draw("lognormal", "x", [number(2), number(1)]);
    const y = sketch.apply("multiply", x, number(1));
    sketch.output("draws", x);
    sketch.output("moments", y, "moments");
    const { draws, moments } = outputsOf(sketch, 3333);
    const { quantiles, tails, ...rest } = draws!.summaries[0]!;
    expect(quantiles).toHaveLength(5);
    expect(tails!.low).toBeLessThan(tails!.high);
    expect(moments!.draws).toBeUndefined();
    expect(moments!.summaries).toEqual([rest]);
  });
});

it("tells how far it is", () => {
  const sketch = new Sketch();
  sketch.output("x", sketch.draw("uniform", "x", [number(0), number(1)]));
  const seen: number[] = [];
  run(sketch.graph(), { seed: 1, draws: 1100, onProgress: (done, total) => seen.push(done, total) });
  expect(seen).toEqual([512, 1100, 1024, 1100, 1100, 1100]);
});
