import { describe, expect, it } from "vitest";
import { number, Sketch } from "../run/sketch-for-tests.js";
import { normalQuantile } from "../special.js";
import { modelOfFunction, modelOfGraph } from "./models.js";
import { shapleyEffects } from "./shapley-effects.js";
import { covers, suitable } from "./suitable-for-tests.js";

const inputsOf = (sds: readonly number[]) => sds.map((sd, k) => ({ name: `x${k + 1}`, quantile: (u: number) => sd * normalQuantile(u) }));
const linear = (weights: readonly number[]) => (columns: readonly Float64Array[]) =>
  columns[0]!.map((_, k) => weights.reduce((sum, weight, i) => sum + weight * columns[i]![k]!, 0));

/** Exact effects of a linear function of normals: Owen and Prieur (2017), equation (9): what a set leaves unexplained is a conditional variance. */
function linearEffects(
  weights: readonly number[],
  sds: readonly number[],
  correlations: readonly (readonly number[])[],
): readonly number[] {
  const count = weights.length;
  const covariance = correlations.map((row, i) => row.map((rho, j) => rho * sds[i]! * sds[j]!));
  const form = (matrix: readonly (readonly number[])[], w: readonly number[]) =>
    w.reduce((sum, a, i) => sum + w.reduce((inner, b, j) => inner + a * b * matrix[i]![j]!, 0), 0);
  /** The variance of the sum over a set given all others, by sweeping the others out one by one. */
  const left = (set: number) => {
    const matrix = covariance.map((row) => [...row]);
    for (let k = 0; k < count; k++) {
      if ((set >> k) & 1 || matrix[k]![k]! < 1e-12) continue;
      const pivot = matrix[k]!.map((value) => value / matrix[k]![k]!);
      const own = matrix.map((row) => row[k]!);
      for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) matrix[i]![j]! -= own[i]! * pivot[j]!;
    }
    return form(
      matrix,
      weights.map((weight, i) => ((set >> i) & 1 ? weight : 0)),
    );
  };
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const total = left(2 ** count - 1);
  return weights.map((_, i) => {
    let sum = 0;
    for (let set = 0; set < 2 ** count; set++) {
      if ((set >> i) & 1) continue;
      const size = set.toString(2).replaceAll("0", "").length;
      sum += ((factorial(size) * factorial(count - size - 1)) / factorial(count)) * (left(set | (1 << i)) - left(set));
    }
    return sum / total;
  });
}

describe("Shapley effects of a linear function of normals", () => {
  it("with two correlated inputs are the closed form", () => {
    const [a, b, s, t, rho] = [1, 2, 1.5, 0.7, 0.6];
    const variance = a * a * s * s + b * b * t * t + 2 * a * b * rho * s * t;
    // Half of what the first explains alone, and half of what it leaves unexplained when the other is known.
    const first = ((a * s + b * rho * t) ** 2 + a * a * s * s * (1 - rho * rho)) / 2 / variance;
    expect(
      linearEffects(
        [a, b],
        [s, t],
        [
          [1, rho],
          [rho, 1],
        ],
      )[0],
    ).toBeCloseTo(first, 12);
    const model = modelOfFunction(linear([a, b]), inputsOf([s, t]), [
      [1, rho],
      [rho, 1],
    ]);
    for (const orders of ["all", "random"] as const) {
      const { outputs, evaluations } = suitable(shapleyEffects(model, { seed: 1, rows: 8192, orders }));
      expect(evaluations).toBe(8192 * (orders === "all" ? 4 : 3));
      const { inputs } = suitable(outputs[0]!);
      expect(inputs[0]!.effect.value).toBeCloseTo(first, 2);
      expect(inputs[0]!.effect.value + inputs[1]!.effect.value).toBeCloseTo(1, 12);
    }
  });

  const weights = [1, -1, 0.5, 2];
  const sds = [1, 2, 3, 0.5];
  const correlations = [
    [1, 0.5, 0, 0],
    [0.5, 1, -0.7, 0],
    [0, -0.7, 1, 0],
    [0, 0, 0, 1],
  ];
  const truth = linearEffects(weights, sds, correlations);
  const model = modelOfFunction(linear(weights), inputsOf(sds), correlations);

  // Of 200 runs with 95 % intervals, fewer than 178 cover with a probability of one in ten thousand.
  it.each([
    ["all", "sobol"],
    ["random", "sobol"],
    ["random", "random"],
  ] as const)("lie within their intervals at the stated rate: %s orders, %s", (orders, sampling) => {
    const covered = truth.map(() => 0);
    for (let seed = 0; seed < 200; seed++) {
      const { inputs } = suitable(suitable(shapleyEffects(model, { seed, rows: 512, orders, sampling })).outputs[0]!);
      inputs.forEach(({ effect }, index) => {
        covered[index]! += Number(covers(effect, truth[index]!));
      });
    }
    for (const count of covered) expect(count).toBeGreaterThanOrEqual(178);
  });

  it("of two inputs that are the same are equal, also where one of them has no part in the function", () => {
    const same = modelOfFunction(linear([1, 0]), inputsOf([1, 1]), [
      [1, 1],
      [1, 1],
    ]);
    const { inputs } = suitable(suitable(shapleyEffects(same, { seed: 3, rows: 2048 })).outputs[0]!);
    for (const { effect } of inputs) expect(effect.value).toBeCloseTo(0.5, 10);
  });
});

describe("Shapley effects of a graph", () => {
  it("follow its rank correlations, and take the cells of an input together", () => {
    const sketch = new Sketch({ place: 2 });
    const x = sketch.draw("normal", "x", [number(0), number(1)]);
    const y = sketch.draw("normal", "y", [number(0), number(2)], { over: ["place"] });
    const z = sketch.draw("normal", "z", [number(0), number(1)]);
    const total = sketch.apply("add", sketch.apply("add", x, sketch.reduce("sum", y, "place")), z);
    sketch.correlations.push({ left: "x", right: "y", rank: 0.5 });
    const model = suitable(modelOfGraph(sketch.graph(), [total, z]));
    const rho = 2 * Math.sin((Math.PI * 0.5) / 6);
    // y is mixed of x and of its own scores, so its two cells are correlated by rho squared.
    const variance = 1 + 8 + 8 * rho * rho + 2 * 4 * rho + 1;
    const explainedByX = (1 + 4 * rho) ** 2;
    const leftToX = 1 - (2 * rho * rho) / (1 + rho * rho);
    const ofX = (explainedByX + leftToX) / 2 / variance;
    const { outputs } = suitable(shapleyEffects(model, { seed: 1, rows: 8192 }));
    const { inputs, variance: found } = suitable(outputs[0]!);
    expect(inputs.map(({ name }) => name)).toEqual(["x", "y", "z"]);
    expect(inputs[0]!.effect.value).toBeCloseTo(ofX, 2);
    expect(inputs[2]!.effect.value).toBeCloseTo(1 / variance, 2);
    expect(found / variance).toBeCloseTo(1, 1);
    expect(suitable(outputs[1]!).inputs.map(({ effect }) => effect.value)).toEqual([0, 0, 1].map((share) => expect.closeTo(share, 12)));
  });

  it("are refused where an output is constant, and where all orders are too many", () => {
    const constant = modelOfFunction(([x]) => x!.map(() => 3), inputsOf([1]));
    expect(suitable(shapleyEffects(constant, { seed: 1, rows: 512 })).outputs[0]).toMatchObject({ reason: "constant" });
    const many = modelOfFunction(linear(new Array(13).fill(1)), inputsOf(new Array(13).fill(1)));
    expect(shapleyEffects(many, { seed: 1, orders: "all" })).toMatchObject({ reason: "too-many-inputs", have: 13, need: 12 });
    const { inputs } = suitable(suitable(shapleyEffects(many, { seed: 1, rows: 4096 })).outputs[0]!);
    for (const { effect } of inputs) expect(Math.abs(effect.value - 1 / 13)).toBeLessThan(5 * effect.error);
  });
});
