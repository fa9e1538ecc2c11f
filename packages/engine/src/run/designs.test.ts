import { describe, expect, it } from "vitest";
import { inputsOf } from "../analyses/graph-inputs.js";
import type { Graph } from "../graph.js";
import { drawsOf } from "./design-draws.js";
import type { InputDesign } from "./designs.js";
import { openRun } from "./open-run.js";
import type { RunSettings } from "./prepare.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

/** Inputs of every kind, two of them correlated, one over three places, one with a moving parameter, and one over time. */
function mixed(): { readonly graph: Graph; readonly nodes: readonly number[] } {
  const sketch = new Sketch({ place: 3, state: 3 }, { start: 2020, reportStep: 1, reportCount: 4, stepsPerReport: 2, method: "euler" });
  const a = sketch.draw("normal", "a", [number(1), number(2)]);
  const b = sketch.draw("beta", "b", [number(2), number(5)]);
  const c = sketch.draw("lognormal", "c", [number(2), number(0.4)], { over: ["place"] });
  const d = sketch.draw("normal", "d", [a, number(0.5)]);
  const probabilities = sketch.constant([0.2, 0.5, 0.3], ["state"]);
  const e = sketch.push({ kind: "categorical", dimensions: [], probabilities, states: "state", stream: "e", independentOver: [] });
  const f = sketch.push({ kind: "empirical", dimensions: [], values: [1, 2, 4, 8], stream: "f", independentOver: [] });
  const g = sketch.draw("poisson", "g", [number(3)], { over: ["time"] });
  const level = sketch.stock(number(0));
  sketch.flow(level, sketch.apply("multiply", g, a));
  const last = sketch.reduce("final", level, "time");
  sketch.correlations.push({ left: "a", right: "b", rank: 0.6 });
  return { graph: sketch.graph(), nodes: [a, b, c, d, e, f, last, level] };
}

const { graph, nodes } = mixed();
const rows = 1024;
const swapped: InputDesign = { kind: "swapped", rows, variants: [[], ["a", "b", "c", "d", "e", "f", "g"], ["c"], ["a", "b"], ["e", "g"]] };
const settings = (design: InputDesign, draws: number, more: Partial<RunSettings> = {}): RunSettings => ({
  seed: 3,
  draws,
  design,
  ...more,
});
const part = (column: Float64Array, variant: number) => column.subarray(variant * rows, (variant + 1) * rows);

describe.each(["sobol", "digital", "latin", "random"] as const)("a design of two samples by %s", (sampling) => {
  const all = drawsOf(graph, nodes, settings(swapped, 5 * rows, { sampling }));
  const [a, b, c, d, e, , last] = all as unknown as readonly (readonly Float64Array[])[];

  it("has the bits of the interpreter", () => {
    expect(drawsOf(graph, nodes, settings(swapped, 5 * rows, { sampling, tier: "reference" }))).toEqual(all);
  });

  it("has them too where only what differs between variants is computed", () => {
    const statics = nodes.slice(0, 6);
    const asked = settings(swapped, 5 * rows, { sampling });
    expect(drawsOf(graph, statics, asked)).toEqual(all.slice(0, 6));
    const [x, y, z] = [graph.nodes.length, graph.nodes.length + 1, graph.nodes.length + 2];
    const apply = (operation: "multiply" | "exp" | "add", ...inputs: number[]) =>
      ({ kind: "apply", operation, arguments: inputs, dimensions: [] }) as const;
    const more = {
      ...graph,
      nodes: [...graph.nodes, apply("multiply", nodes[1]!, nodes[3]!), apply("add", x, nodes[4]!), apply("exp", nodes[1]!)],
    };
    expect(drawsOf(more, [x, y, z], asked)).toEqual(drawsOf(more, [x, y, z], { ...asked, tier: "reference" }));
  });

  it("begins with the sample of a plain run", () => {
    const plain = drawsOf(graph, nodes, { seed: 3, draws: rows, sampling });
    expect(all.map((columns) => columns.map((column) => part(column, 0)))).toEqual(plain);
  });

  it("takes from the second sample what a variant names, and nothing else", () => {
    for (const column of c!) expect(part(column, 2)).toEqual(part(column, 1));
    for (const column of [a![0]!, b![0]!, e![0]!, last![0]!]) expect(part(column, 2)).toEqual(part(column, 0));
    for (const column of [a![0]!, b![0]!]) expect(part(column, 3)).toEqual(part(column, 1));
    for (const column of c!) expect(part(column, 3)).toEqual(part(column, 0));
    expect(part(d![0]!, 4)).toEqual(part(d![0]!, 0));
    expect(part(e![0]!, 4)).toEqual(part(e![0]!, 1));
  });

  it("has a second sample that is independent of the first", () => {
    for (const column of [a![0]!, ...c!]) {
      const [one, other] = [part(column, 0), part(column, 1)];
      const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / rows;
      const [m, n] = [mean(one), mean(other)];
      let [product, first, second] = [0, 0, 0];
      for (let i = 0; i < rows; i++) {
        product += (one[i]! - m) * (other[i]! - n);
        first += (one[i]! - m) ** 2;
        second += (other[i]! - n) ** 2;
      }
      expect(Math.abs(product / Math.sqrt(first * second))).toBeLessThan(4.5 / Math.sqrt(rows));
    }
  });
});

describe("a design of listed uniforms", () => {
  const draws = 700;
  const uniforms = Float64Array.from({ length: draws }, (_, k) => (k + 0.5) / draws);
  const cells = [
    { stream: "a", uniforms },
    { stream: "c", members: ["place1"], uniforms: Float64Array.of(0.9) },
  ];

  it("inverts what is listed and keeps the others at their medians", () => {
    const all = drawsOf(graph, nodes, settings({ kind: "listed", cells, others: "median" }, draws));
    expect(drawsOf(graph, nodes, settings({ kind: "listed", cells, others: "median" }, draws, { tier: "reference" }))).toEqual(all);
    const [a, , c, d, e] = all;
    expect(a![0]![349]!).toBeCloseTo(1, 2);
    // scipy.stats.norm.ppf(0.1)
    expect((a![0]![69]! + a![0]![70]!) / 2).toBeCloseTo(1 - 2 * 1.2815515655446, 3);
    expect(c!.map((column) => column[5])).toEqual([2, expect.closeTo(2 * Math.exp(0.4 * 1.2815515655446), 10), 2]);
    expect(d![0]).toEqual(a![0]);
    expect(new Set(e![0])).toEqual(new Set([1]));
  });

  it("samples the others as usual, or again and again the same rows", () => {
    const [, , c, , e] = drawsOf(graph, nodes, settings({ kind: "listed", cells: cells.slice(1), others: "sampled" }, 1024));
    const plain = drawsOf(graph, nodes, { seed: 3, draws: 1024 });
    expect(c![0]).toEqual(plain[2]![0]);
    expect(e).toEqual(plain[4]);
    const again = drawsOf(graph, nodes, settings({ kind: "listed", cells: [], others: "sampled", rows: 512 }, 1024))[4]![0]!;
    expect(again.subarray(512)).toEqual(again.subarray(0, 512));
    expect(again.subarray(0, 512)).toEqual(drawsOf(graph, nodes, { seed: 3, draws: 512 })[4]![0]);
  });
});

describe("a run with a design", () => {
  it("gives the draws of the same design in one thread, and tells other threads of it", () => {
    const outputs = nodes.map((node, index) => ({ name: String(index), node, keep: "draws" as const }));
    const whole = { ...graph, outputs };
    const plan = settings(swapped, 5 * rows);
    expect(run(whole, plan).outputs.map(({ draws }) => draws)).toEqual(drawsOf(graph, nodes, plan));
    expect(openRun(whole, plan).job().settings.design).toEqual(swapped);
  });

  it("is refused where the design does not fit", () => {
    expect(() => drawsOf(graph, nodes, settings(swapped, 4 * rows))).toThrow("5120 draws");
    expect(() => drawsOf(graph, nodes, settings({ kind: "swapped", rows: 100, variants: [[]] }, 100))).toThrow("multiple of 512");
    expect(() => drawsOf(graph, nodes, settings({ kind: "swapped", rows: 512, variants: [["z"]] }, 512))).toThrow("no node draws");
  });
});

describe("the inputs of nodes", () => {
  it("are the streams that reach them, with their cells, and in groups where they are correlated", () => {
    const of = (index: number) => inputsOf(graph, [nodes[index]!]);
    expect(of(2).inputs.map(({ stream, cells }) => ({ stream, cells }))).toEqual([
      { stream: "c", cells: [["place0"], ["place1"], ["place2"]] },
    ]);
    expect(of(3).inputs.map(({ stream }) => stream)).toEqual(["a", "d"]);
    expect(of(3).groups).toEqual([["a", "b"], ["d"]]);
    expect(of(6).inputs.map(({ stream, cells }) => [stream, cells.length])).toEqual([
      ["a", 1],
      ["g", 4],
    ]);
  });
});

describe("columns", () => {
  it("that are known already are taken as they stand", () => {
    const sketch = new Sketch({ place: 2 });
    const first = Float64Array.from({ length: 1500 }, (_, draw) => draw - 700);
    const known = sketch.push({ kind: "column", dimensions: ["place"], columns: [first, Float64Array.of(3)] });
    sketch.output("sum", sketch.reduce("sum", known, "place"));
    sketch.output("known", known);
    for (const tier of ["compiled", "reference"] as const) {
      const { outputs } = run(sketch.graph(), { seed: 1, draws: 1500, tier });
      expect(outputs[0]!.draws).toEqual([first.map((value) => value + 3)]);
      expect(outputs[1]!.draws).toEqual([first, new Float64Array(1500).fill(3)]);
    }
  });

  it("of cells that are the same are one", () => {
    const sketch = new Sketch({ place: 3 });
    const x = sketch.draw("normal", "x", [number(0), number(1)]);
    const [one, other] = [sketch.apply("add", x, number(1)), sketch.apply("add", x, number(2))];
    const [columns, drawn] = drawsOf(sketch.graph(), [sketch.stack("place", one, other, one), x], { seed: 1, draws: 600 });
    expect(columns![0]).toBe(columns![2]);
    expect(columns![0]).toEqual(drawn![0]!.map((value) => value + 1));
    expect(columns![1]).toEqual(drawn![0]!.map((value) => value + 2));
  });
});
