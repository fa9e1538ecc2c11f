/** Screening, tornados and derivatives: all that moves one input at a time. */
import { describe, expect, it } from "vitest";
import { number, Sketch } from "../run/sketch-for-tests.js";
import { normalQuantile } from "../special.js";
import { derivativesAt, globalDerivatives, localDerivatives } from "./derivatives.js";
import { modelOfFunction, modelOfGraph } from "./models.js";
import { morrisEffects } from "./morris.js";
import { covers, suitable } from "./suitable-for-tests.js";
import { tornado } from "./tornado.js";

const uniforms = (count: number) => Array.from({ length: count }, (_, k) => ({ name: `x${k + 1}` }));

describe("elementary effects", () => {
  it("of a linear function are its weights, exactly", () => {
    const weights = [3, -2, 0, 0.5];
    const model = modelOfFunction(
      (x) => x[0]!.map((_, k) => weights.reduce((sum, weight, i) => sum + weight * x[i]![k]!, 10)),
      uniforms(4),
    );
    const { outputs, evaluations } = suitable(morrisEffects(model, { seed: 1, trajectories: 6 }));
    expect(evaluations).toBe(30);
    suitable(outputs[0]!).forEach(({ mean, meanSize, sd }, index) => {
      expect(mean.value).toBeCloseTo(weights[index]!, 12);
      expect(meanSize.value).toBeCloseTo(Math.abs(weights[index]!), 12);
      expect(sd).toBeCloseTo(0, 10);
    });
  });

  it("of Morris' function of twenty inputs group them as published", () => {
    // Morris (1991), section 4; weights without a value there are (-1)^i and (-1)^(i + j), as in the package sensitivity of R.
    const f = (columns: readonly Float64Array[]) =>
      columns[0]!.map((_, k) => {
        const w = columns.map((column, i) => {
          const x = column[k]!;
          return [3, 5, 7].includes(i + 1) ? 2 * ((1.1 * x) / (x + 0.1) - 0.5) : 2 * (x - 0.5);
        });
        let y = 0;
        for (let i = 0; i < 20; i++) {
          y += (i < 10 ? 20 : (-1) ** (i + 1)) * w[i]!;
          for (let j = i + 1; j < 20; j++) {
            y += (j < 6 ? -15 : (-1) ** (i + j + 2)) * w[i]! * w[j]!;
            for (let l = j + 1; l < 5; l++) {
              y += -10 * w[i]! * w[j]! * w[l]!;
              for (let s = l + 1; s < 4; s++) y += 5 * w[i]! * w[j]! * w[l]! * w[s]!;
            }
          }
        }
        return y;
      });
    const { outputs } = suitable(morrisEffects(modelOfFunction(f, uniforms(20)), { seed: 4, trajectories: 20, range: [0, 1] }));
    const effects = suitable(outputs[0]!);
    const sizes = effects.map(({ meanSize }) => meanSize.value);
    expect(Math.min(...sizes.slice(0, 10))).toBeGreaterThan(2 * Math.max(...sizes.slice(10)));
    // Inputs 8 to 10 act nearly linearly with a weight of 20 over a range of two; 1 to 6 interact strongly.
    for (const { mean, sd } of effects.slice(7, 10)) {
      expect(Math.abs(mean.value - 40)).toBeLessThan(6);
      expect(sd).toBeLessThan(20);
    }
    for (const { sd } of effects.slice(0, 6)) expect(sd).toBeGreaterThan(20);
  });

  it("are refused where nothing moves the output", () => {
    const model = modelOfFunction(([x]) => x!.map(() => 1), uniforms(2));
    expect(suitable(morrisEffects(model, { seed: 1 })).outputs[0]).toMatchObject({ reason: "constant" });
    const broken = modelOfFunction(([x]) => x!.map(() => Number.NaN), uniforms(2));
    expect(suitable(morrisEffects(broken, { seed: 1 })).outputs[0]).toMatchObject({ reason: "not-finite" });
  });
});

/** x normal, y lognormal over two places, the state of a chance, an event, and a count that nothing uses. */
function economy() {
  const sketch = new Sketch({ place: 2, state: 3 });
  const x = sketch.draw("normal", "x", [number(10), number(2)]);
  const y = sketch.draw("uniform", "y", [number(0), number(1)], { over: ["place"] });
  const probabilities = sketch.constant([0.05, 0.9, 0.05], ["state"]);
  const chance = sketch.push({
    kind: "categorical",
    dimensions: [],
    probabilities,
    states: "state",
    stream: "chance",
    independentOver: [],
  });
  const event = sketch.draw("bernoulli", "event", [number(0.02)]);
  const linear = sketch.apply("add", sketch.apply("multiply", number(-3), x), sketch.reduce("sum", y, "place"));
  const distance = sketch.apply("subtract", x, number(10));
  const square = sketch.apply("multiply", distance, distance);
  const jumps = sketch.apply("add", sketch.apply("multiply", chance, number(100)), sketch.apply("multiply", event, number(-7)));
  return { graph: sketch.graph(), x, linear, square, jumps };
}

describe("tornados", () => {
  const { graph, linear, square, jumps } = economy();
  const z = 1.2815515655446004; // scipy.stats.norm.ppf(0.9)

  it("of a linear output are exact, the longest bar first", () => {
    const { outputs, evaluations } = suitable(tornado(suitable(modelOfGraph(graph, [linear]))));
    const { base, bars } = suitable(outputs[0]!);
    expect(base).toBeCloseTo(-29, 10);
    expect(evaluations).toBe(11);
    expect(bars.map(({ name }) => name)).toEqual(["x", "y"]);
    expect(bars[0]!.swing).toBeCloseTo(-12 * z, 8);
    expect(bars[1]!.swing).toBeCloseTo(1.6, 10);
    expect(bars[0]!.points.map(({ probability }) => probability)).toEqual([
      0.1,
      expect.closeTo(11 / 30, 12),
      0.5,
      expect.closeTo(19 / 30, 12),
      0.9,
    ]);
    expect(bars[0]!.points[0]!.value).toBeCloseTo(10 - 2 * z, 8);
    expect(bars.every(({ isMonotone }) => isMonotone)).toBe(true);
  });

  it("show an output that falls and rises", () => {
    const { bars } = suitable(suitable(tornado(suitable(modelOfGraph(graph, [square])))).outputs[0]!);
    expect(bars[0]!.isMonotone).toBe(false);
    expect(bars[0]!.swing).toBeCloseTo(0, 8);
    expect(bars[0]!.range).toEqual([expect.closeTo(0, 10), expect.closeTo(4 * z * z, 7)]);
  });

  it("go through the states of discrete inputs, however improbable", () => {
    const { bars, base } = suitable(suitable(tornado(suitable(modelOfGraph(graph, [jumps])))).outputs[0]!);
    expect(base).toBe(100);
    expect(bars.map(({ name, points }) => [name, points.map(({ output }) => output)])).toEqual([
      ["chance", [0, 100, 200]],
      ["event", [100, 93]],
    ]);
  });
});

describe("local derivatives", () => {
  it("of the cost of fuel are those of a textbook case", () => {
    // The documentation of Analytica's sensitivity functions prints 428.571, 0.0464286 and, wrongly, -19.7; the last is -1.3 × 12000 / 28².
    const cost = ([gas, miles, economy]: readonly Float64Array[]) => gas!.map((price, k) => (price * miles![k]!) / economy![k]!);
    const point = [
      { name: "gas", value: 1.3 },
      { name: "miles", value: 12000 },
      { name: "economy", value: 28 },
    ];
    const { base, inputs } = suitable(derivativesAt(cost, point));
    expect(base).toBeCloseTo(557.142857, 6);
    const exact = [12000 / 28, 1.3 / 28, (-1.3 * 12000) / 28 ** 2];
    inputs.forEach(({ derivative, error, elasticity }, index) => {
      expect(derivative! / exact[index]!).toBeCloseTo(1, 9);
      expect(error! / Math.abs(exact[index]!)).toBeLessThan(1e-4);
      expect(elasticity).toBeCloseTo([1, 1, -1][index]!, 9);
    });
  });

  it("of a graph are taken at the medians of its inputs, in their units", () => {
    const sketch = new Sketch();
    const x = sketch.draw("lognormal", "x", [number(2), number(0.8)]);
    const y = sketch.draw("beta", "y", [number(2), number(5)]);
    const event = sketch.draw("bernoulli", "event", [number(0.5)]);
    const power = sketch.apply("add", sketch.apply("multiply", sketch.apply("power", x, number(3)), y), event);
    const { outputs, evaluations } = suitable(localDerivatives(suitable(modelOfGraph(sketch.graph(), [power]))));
    expect(evaluations).toBe(13);
    const [ofX, ofY, ofEvent] = suitable(outputs[0]!).inputs;
    const median = 0.26444998329565927; // scipy.stats.beta.median(2, 5)
    expect(ofX!.derivative).toBeCloseTo(12 * median, 6);
    expect(ofY!.derivative).toBeCloseTo(8, 6);
    expect(ofX!.at).toBeCloseTo(2, 10);
    expect(ofEvent!.derivative).toBeUndefined();
  });
});

describe("derivatives over the whole distribution", () => {
  it("of a linear function of normals bound total indices by themselves", () => {
    const inputs = [1, 2].map((sd) => ({ name: String(sd), quantile: (u: number) => sd * normalQuantile(u) }));
    const model = modelOfFunction(([x, y]) => x!.map((value, k) => 3 * value + y![k]!), inputs);
    const { outputs } = suitable(globalDerivatives(model, { seed: 1 }));
    const { inputs: found, variance } = suitable(outputs[0]!);
    found.forEach(({ perScore, totalAtMost }, index) => {
      expect(perScore!.value).toBeCloseTo([9, 4][index]!, 4);
      expect(Math.abs(totalAtMost!.value - [9 / 13, 4 / 13][index]!)).toBeLessThan(0.02);
    });
    expect(variance / 13).toBeCloseTo(1, 1);
  });

  it("of Ishigami's function lie between its total indices and the published bounds", () => {
    const angle = (u: number) => Math.PI * (2 * u - 1);
    const f = ([x1, x2, x3]: readonly Float64Array[]) =>
      x1!.map((x, k) => Math.sin(x) * (1 + 0.1 * x3![k]! ** 4) + 7 * Math.sin(x2![k]!) ** 2);
    const model = modelOfFunction(
      f,
      uniforms(3).map((input) => ({ ...input, quantile: angle })),
    );
    const { inputs } = suitable(suitable(globalDerivatives(model, { seed: 1, rows: 4096 })).outputs[0]!);
    // Total indices in closed form, and bounds by the best constant for uniform inputs: Kucherenko et al. (2009), 2.23, 7.08 and 3.17.
    const totals = [0.5576, 0.4424, 0.2437];
    const published = [2.23, 7.08, 3.17];
    inputs.forEach(({ totalAtMost }, index) => {
      expect(totalAtMost!.value).toBeGreaterThan(totals[index]!);
      expect(totalAtMost!.value).toBeLessThan(published[index]! * 1.02);
    });
  });

  it("have intervals that hold at the stated rate, and are left out for discrete inputs", () => {
    const inputs = [
      { name: "x", quantile: normalQuantile },
      { name: "event", discrete: true },
    ];
    const model = modelOfFunction(([x, e]) => x!.map((value, k) => value * value + (e![k]! > 0.5 ? 1 : 0)), inputs);
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const [x, event] = suitable(suitable(globalDerivatives(model, { seed, rows: 512, sampling: "random" })).outputs[0]!).inputs;
      covered += Number(covers(x!.perScore!, 4));
      expect(event).toEqual({ name: "event" });
    }
    // Of 200 runs with 95 % intervals, fewer than 175 cover with a probability below one in ten thousand, with some room for the skewness of squares.
    expect(covered).toBeGreaterThanOrEqual(175);
  });
});
