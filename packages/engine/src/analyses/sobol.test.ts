import { describe, expect, it } from "vitest";
import { fillUniforms, streamKey } from "../random.js";
import { number, Sketch } from "../run/sketch-for-tests.js";
import { isUnsuitable } from "./draws.js";
import { screenedGroups } from "./screened-groups.js";
import { type SobolIndices, sobolIndices } from "./sobol.js";
import { sobolOfFunction, sobolOfGraph } from "./sobol-of-model.js";
import { covers, suitable } from "./suitable-for-tests.js";

const angle = (u: number) => Math.PI * (2 * u - 1);
const angles = ["x1", "x2", "x3"].map((name) => ({ name, quantile: angle }));
/** Ishigami and Homma (1990) with a = 7 and b = 0.1. */
const ishigami = ([x1, x2, x3]: readonly Float64Array[]) =>
  x1!.map((x, k) => Math.sin(x) * (1 + 0.1 * x3![k]! ** 4) + 7 * Math.sin(x2![k]!) ** 2);
const pi4 = Math.PI ** 4;
const v1 = 0.5 * (1 + (0.1 * pi4) / 5) ** 2;
const v2 = 49 / 8;
const v13 = (8 * 0.01 * pi4 * pi4) / 225;
const v = v1 + v2 + v13;
const truth = { first: [v1 / v, v2 / v, 0], total: [(v1 + v13) / v, v2 / v, v13 / v], pairs: [0, v13 / v, 0] };

describe("Sobol' indices of Ishigami's function", () => {
  it("are the closed form to a hundredth, with interactions", () => {
    const { inputs, pairs, sumOfFirst, variance, mean } = suitable(
      sobolOfFunction(ishigami, angles, { seed: 1, rows: 2 ** 14, pairs: true }),
    );
    inputs.forEach(({ first, total }, index) => {
      expect(Math.abs(first.value - truth.first[index]!)).toBeLessThan(0.01);
      expect(Math.abs(total.value - truth.total[index]!)).toBeLessThan(0.01);
    });
    pairs!.forEach(({ second }, index) => {
      expect(Math.abs(second.value - truth.pairs[index]!)).toBeLessThan(0.02);
    });
    expect(pairs!.map(({ left, right }) => left + right)).toEqual(["x1x2", "x1x3", "x2x3"]);
    expect(sumOfFirst.value).toBeCloseTo((v1 + v2) / v, 2);
    expect(Math.abs(variance / v - 1)).toBeLessThan(0.02);
    expect(mean).toBeCloseTo(3.5, 1);
  });

  // Of 200 runs with 95 % intervals, fewer than 178 cover with a probability of one in ten thousand.
  it.each(["sobol", "random", "latin"] as const)("lie within their intervals at the stated rate: %s", (sampling) => {
    const covered = { first: [0, 0, 0], total: [0, 0, 0], sum: 0 };
    for (let seed = 0; seed < 200; seed++) {
      const { inputs, sumOfFirst } = suitable(sobolOfFunction(ishigami, angles, { seed, rows: 1024, sampling }));
      inputs.forEach(({ first, total }, index) => {
        covered.first[index]! += Number(covers(first, truth.first[index]!));
        covered.total[index]! += Number(covers(total, truth.total[index]!));
      });
      covered.sum += Number(covers(sumOfFirst, (v1 + v2) / v));
    }
    for (const count of [...covered.first, ...covered.total, covered.sum]) expect(count).toBeGreaterThanOrEqual(178);
  });
});

describe("Sobol' indices from columns", () => {
  const rows = 4096;
  const column = (name: string) => {
    const values = new Float64Array(rows);
    fillUniforms(values, streamKey(5, [name]), 0);
    return values;
  };
  const [a1, a2, b1, b2] = ["a1", "a2", "b1", "b2"].map(column) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const of = (f: (x: number, y: number) => number) => ({
    first: a1.map((x, k) => f(x, a2[k]!)),
    second: b1.map((x, k) => f(x, b2[k]!)),
    mixed: [b1.map((x, k) => f(x, a2[k]!)), a1.map((x, k) => f(x, b2[k]!))],
  });

  it("of a sum of uniforms are the shares of its variances", () => {
    const { inputs } = suitable(
      sobolIndices(
        of((x, y) => 1000 + 3 * x + y),
        { names: ["x", "y"] },
      ),
    );
    for (const { name, first, total } of inputs) {
      const share = name === "x" ? 0.9 : 0.1;
      expect(Math.abs(first.value - share)).toBeLessThan(4 * first.error);
      expect(Math.abs(total.value - share)).toBeLessThan(4 * total.error);
      expect(first.error).toBeLessThan(0.03);
    }
  });

  it("are refused where there is nothing to share out", () => {
    const reason = (result: ReturnType<typeof sobolIndices>) => (isUnsuitable(result) ? result.reason : "none");
    expect(reason(sobolIndices(of(() => 0.1)))).toBe("constant");
    expect(reason(sobolIndices(of((x) => (x > 0.999 ? Number.NaN : x))))).toBe("not-finite");
    expect(reason(sobolIndices({ ...of((x) => x), mixed: [] }))).toBe("no-inputs");
    const few = of((x) => x);
    expect(sobolIndices({ first: few.first.slice(0, 10), second: few.second.slice(0, 10), mixed: few.mixed })).toMatchObject({
      reason: "too-few-draws",
      have: 10,
      need: 64,
    });
  });

  it("are flagged where one draw decides", () => {
    const cauchy = of((x, y) => Math.tan(Math.PI * (x - 0.5)) + y);
    expect(suitable(sobolIndices(cauchy)).isHeavyTailed).toBe(true);
    expect(suitable(sobolIndices(of((x, y) => x + y))).isHeavyTailed).toBe(false);
  });

  it("of a single input are 1", () => {
    const { first, second, mixed } = of((x) => x * x);
    const [only] = suitable(sobolIndices({ first, second, mixed: [mixed[0]!] })).inputs;
    expect(only!.total.value).toBeCloseTo(1, 1);
    expect(Math.abs(only!.first.value - 1)).toBeLessThan(4 * only!.first.error + 0.01);
  });
});

describe("Sobol' indices of a graph", () => {
  const sketch = new Sketch({ option: 2 });
  const x = sketch.draw("normal", "x", [number(0), number(1)]);
  const y = sketch.draw("normal", "y", [number(0), number(2)]);
  const z = sketch.draw("normal", "z", [number(5), number(1)], { over: ["option"] });
  const u = sketch.draw("uniform", "u", [number(0), number(1)]);
  const certain = sketch.constant([7]);
  const both = sketch.apply("add", sketch.apply("add", x, y), z);
  const productNode = sketch.apply("multiply", x, y);
  const squares = sketch.statistic(x, { kind: "mean" });
  const graph = sketch.graph();
  const indices = (result: ReturnType<typeof sobolOfGraph>, output = 0): SobolIndices =>
    suitable(suitable(result).outputs[output]!.indices);

  it("are those of a sum and of a product, cell by cell", () => {
    const result = suitable(sobolOfGraph(graph, { seed: 2, rows: 4096 }, { outputs: [both, productNode] }));
    expect(result.groups).toEqual([["x"], ["y"], ["z"]]);
    expect(result.evaluations).toBe(5 * 4096);
    expect(result.outputs.map(({ node, cell }) => [node, cell])).toEqual([
      [both, 0],
      [both, 1],
      [productNode, 0],
    ]);
    for (const cell of [0, 1])
      indices(result, cell).inputs.forEach(({ first, total }, index) => {
        expect(first.value).toBeCloseTo([1, 4, 1][index]! / 6, 2);
        expect(total.value).toBeCloseTo([1, 4, 1][index]! / 6, 2);
      });
    const product = indices(result, 2).inputs;
    expect(product.map(({ total }) => total.value)).toEqual([expect.closeTo(1, 1), expect.closeTo(1, 1), 0]);
    for (const { first } of product) expect(Math.abs(first.value)).toBeLessThan(0.05);
  });

  it("are the same where pairs are wanted too, and their columns are kept", () => {
    const plain = indices(sobolOfGraph(graph, { seed: 2, rows: 1024 }, { outputs: [productNode] }));
    const { inputs, pairs } = indices(sobolOfGraph(graph, { seed: 2, rows: 1024, pairs: true }, { outputs: [productNode] }));
    inputs.forEach(({ first, total }, index) => {
      const other = plain.inputs[index]!;
      expect([first.value, first.error, total.value, total.error]).toEqual(
        [other.first.value, other.first.error, other.total.value, other.total.error].map((value) => expect.closeTo(value, 10)),
      );
    });
    expect(pairs).toHaveLength(1);
    expect(Math.abs(pairs![0]!.second.value - 1)).toBeLessThan(5 * pairs![0]!.second.error);
  });

  it("have the bits of the interpreter", () => {
    const question = { outputs: [both, productNode] };
    expect(sobolOfGraph(graph, { seed: 2, rows: 1024, tier: "reference" }, question)).toEqual(
      sobolOfGraph(graph, { seed: 2, rows: 1024 }, question),
    );
  });

  it("take correlated inputs together: the variance of a sum with correlation is theirs alone", () => {
    const tied = { ...graph, correlations: [{ left: "x", right: "y", rank: 0.7 }] };
    const result = sobolOfGraph(tied, { seed: 2, rows: 2048 }, { outputs: [both] });
    const { inputs } = indices(result);
    const covariance = 2 * 2 * Math.sin((Math.PI * 0.7) / 6);
    const tiedVariance = 5 + 2 * covariance;
    expect(inputs.map(({ name }) => name)).toEqual(["x, y", "z"]);
    expect(inputs[0]!.first.value).toBeCloseTo(tiedVariance / (tiedVariance + 1), 2);
    const part = indices(sobolOfGraph(graph, { seed: 2, rows: 2048 }, { outputs: [both], groups: [["y"]] })).inputs;
    expect(part[0]!.total.value).toBeCloseTo(4 / 6, 2);
  });

  it("may be had of the most important inputs alone, with all others as one", () => {
    const weights = Array.from({ length: 12 }, (_, k) => (k === 4 ? 10 : k === 9 ? -5 : 0.1));
    const many = new Sketch();
    const terms = weights.map((weight, k) => many.apply("multiply", number(weight), many.draw("normal", `n${k}`, [number(0), number(1)])));
    const total = many.apply("add", ...terms);
    many.correlations.push({ left: "n0", right: "n1", rank: 0.5 });
    const { single, rest, evaluations } = suitable(screenedGroups(many.graph(), [total], { seed: 1, most: 2 }));
    expect(single).toEqual([["n4"], ["n9"]]);
    expect(rest).toHaveLength(10);
    expect(evaluations).toBe(130);
    const { inputs } = indices(sobolOfGraph(many.graph(), { seed: 1, rows: 2048 }, { outputs: [total], groups: [...single, rest] }));
    expect(inputs.map(({ total }) => total.value)).toEqual([
      expect.closeTo(100 / 125.1, 1),
      expect.closeTo(25 / 125.1, 1),
      expect.closeTo(0, 2),
    ]);
  });

  it("are refused where they have no meaning", () => {
    const asked = (outputs: readonly number[], of = graph) => sobolOfGraph(of, { seed: 1, rows: 512 }, { outputs });
    expect(asked([certain])).toMatchObject({ reason: "no-inputs" });
    expect(asked([squares])).toMatchObject({ reason: "follows-statistic" });
    expect(asked([u], { ...graph, observations: [{ name: "seen", logLikelihood: certain }] })).toMatchObject({ reason: "conditioned" });
    const { outputs } = suitable(asked([x, certain]));
    expect(outputs[1]!.indices).toMatchObject({ reason: "constant" });
  });
});
