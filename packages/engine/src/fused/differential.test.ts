/**
 * Compiled evaluation against the interpreter: the same bits, for graphs made by chance that together hold everything that a graph can.
 * FUZZ_GRAPHS says how many, FUZZ_SEED the first of them; the message names those that differ.
 */
import { expect, it, vi } from "vitest";
import type { Graph } from "../graph.js";
import { resultBytes } from "../result-bytes.js";
import { randomSketch } from "../run/random-sketch-for-tests.js";
import { type RunOptions, run } from "../run/run.js";
import { number, Sketch } from "../run/sketch-for-tests.js";
import { allFeatures, featuresOf } from "./graph-features-for-tests.js";

const loops = vi.hoisted(() => ({ fused: 0, left: 0 }));
vi.mock(import("./loop.js"), async (original) => {
  const { fuse } = await original();
  return {
    fuse: (...given) => {
      const loop = fuse(...given);
      if (loop === undefined) loops.left++;
      else loops.fused++;
      return loop;
    },
  };
});

const graphs = Number(process.env.FUZZ_GRAPHS ?? 150);
const first = Number(process.env.FUZZ_SEED ?? 1);

/** The bytes of a result; undefined for a graph that needs the whole course of itself, which chance may make. */
function bytesOf(graph: Graph, options: RunOptions): Uint8Array | undefined {
  try {
    return resultBytes(run(graph, options).outputs);
  } catch (problem) {
    if (problem instanceof Error && /whole course|within the time loop/.test(problem.message)) return undefined;
    throw problem;
  }
}

/** With columns that are known already, one of them a single number, and a draw about them. */
function withColumns(sketch: Sketch): Sketch {
  const known = Float64Array.from({ length: 1100 }, (_, draw) => (draw % 7) - 3);
  const columns = sketch.push({ kind: "column", dimensions: ["b"], columns: [known, Float64Array.of(2)] });
  sketch.output("about columns", sketch.draw("normal", "about columns", [columns, number(1)]));
  return sketch;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one?.length === other?.length && (one ?? []).every((byte, index) => byte === other?.[index]);
}

it(
  `${graphs} random graphs from ${first} on give the same bits compiled and interpreted`,
  () => {
    let compared = 0;
    const different: number[] = [];
    const seen = new Map(allFeatures.map((feature) => [feature, 0]));
    for (let seed = first; seed < first + graphs; seed++) {
      const graph = withColumns(randomSketch(seed, true)).graph();
      const options: RunOptions = {
        seed,
        draws: [520, 1, 513, 1100][seed % 4]!,
        sampling: (["sobol", "digital", "latin", "random"] as const)[seed % 5] ?? "sobol",
        correlating: seed % 3 === 0 ? "iman-conover" : "copula",
      };
      const compiled = bytesOf(graph, { ...options, tier: "compiled" });
      const reference = bytesOf(graph, { ...options, tier: "reference" });
      if (!isSame(compiled, reference)) different.push(seed);
      if (compiled === undefined) continue;
      compared++;
      for (const feature of featuresOf(graph)) seen.set(feature, (seen.get(feature) ?? 0) + 1);
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(graphs / 2);
    if (graphs < 100) return;
    expect([...seen].filter(([, count]) => count === 0)).toEqual([]);
    expect([...seen.keys()].filter((feature) => !allFeatures.includes(feature) && !/^metalog|2 steps/.test(feature))).toEqual([]);
    expect(loops.fused).toBeGreaterThan(graphs / 4);
    expect(loops.left).toBeGreaterThan(0);
  },
  60_000 + graphs * 3000,
);

it("a value at a time chosen draw by draw, of a node that is the same at all times in one of its cells, keeps its place in memory", () => {
  const sketch = new Sketch({ option: 2, b: 2, states: 3 }, { start: 0, reportStep: 1, reportCount: 3, stepsPerReport: 3, method: "rk4" });
  const probabilities = sketch.constant([0.2, 0.5, 0.3], ["states"]);
  const when = sketch.push({
    kind: "categorical",
    probabilities,
    states: "states",
    stream: "s",
    independentOver: ["b"],
    dimensions: ["b"],
  });
  const u = sketch.draw("uniform", "u", [number(-1), number(1)]);
  const both = sketch.stack("option", sketch.constant([0.5, 1.5, 2.5], ["time"]), number(0.25));
  const chosen = sketch.choose(both, "time", when);
  const total = sketch.reduce("integral", sketch.constant([1, 2, 3, -1, 0, 1], ["time", "b"]), "time");
  sketch.output("before", sketch.apply("min", sketch.apply("min", total, u), number(1.5)));
  sketch.output("after", sketch.apply("add", chosen, u));
  const graph = sketch.graph();
  expect(isSame(bytesOf(graph, { seed: 3, draws: 520 }), bytesOf(graph, { seed: 3, draws: 520, tier: "reference" }))).toBe(true);
  const [, after] = run(graph, { seed: 3, draws: 520 }).outputs;
  for (const draw of [0, 1, 519]) expect(after!.draws![2]![draw]).toBe(after!.draws![3]![draw]);
});

it("metalogs whose coefficients and bounds differ from draw to draw give the same bits", () => {
  const sketch = new Sketch();
  const near = (value: number, stream: string) => sketch.draw("normal", stream, [number(value), number(0.05)]);
  const [a, b, c, low, high] = [near(0.2, "a"), near(0.5, "b"), number(0.1), near(-1, "low"), near(3, "high")];
  sketch.output("open", sketch.draw("metalog 3", "open", [a, b, c]));
  sketch.output("above", sketch.draw("metalog 3 min", "above", [a, b, c, low]));
  sketch.output("between", sketch.draw("metalog 3 min max", "between", [a, b, c, low, high]));
  const graph = sketch.graph();
  expect(isSame(bytesOf(graph, { seed: 3, draws: 600 }), bytesOf(graph, { seed: 3, draws: 600, tier: "reference" }))).toBe(true);
});

it("long runs, whose quantiles are bracketed, give the same bits compiled and interpreted", () => {
  for (const seed of [3, 8, 21, 33]) {
    const graph = randomSketch(seed, true).graph();
    const long = { ...graph, outputs: graph.outputs.map((output) => ({ ...output, keep: "quantiles" as const })) };
    const [compiled, reference] = (["compiled", "reference"] as const).map((tier) => {
      try {
        return resultBytes(run(long, { seed, draws: 42_345, tier }).outputs);
      } catch {
        return undefined;
      }
    });
    expect({ seed, bytes: compiled }).toEqual({ seed, bytes: reference });
  }
});

it("what the first group of a loop leaves for the others is what they would compute", () => {
  for (const stepsPerReport of [1, 3]) {
    const sketch = new Sketch({ option: 5 }, { start: 0, reportStep: 1, reportCount: 4, stepsPerReport, method: "euler" });
    const u = sketch.draw("uniform", "u", [number(-0.5), number(0.5)]);
    const growth = sketch.apply("exp", sketch.apply("multiply", u, sketch.now()));
    const shares = sketch.draw("uniform", "share", [number(0), sketch.constant([0.1, 0.2, 0.3, 0.4, 0.5], ["option"])]);
    const stock = sketch.stock(number(1), 0, ["option"]);
    const damped = sketch.apply("power", growth, number(0.3));
    sketch.flow(stock, sketch.apply("subtract", sketch.apply("multiply", growth, shares), sketch.apply("multiply", stock, damped)));
    const late = sketch.lag(growth, 2, number(0.5));
    sketch.output("stock", stock);
    sketch.output("late", sketch.apply("multiply", late, stock));
    sketch.output("growth", growth);
    sketch.output("total", sketch.reduce("integral", growth, "time"));
    sketch.output("damped", sketch.reduce("integral", sketch.apply("multiply", damped, stock), "time"));
    const graph = sketch.graph();
    expect(isSame(bytesOf(graph, { seed: 3, draws: 1100 }), bytesOf(graph, { seed: 3, draws: 1100, tier: "reference" }))).toBe(true);
  }
});
