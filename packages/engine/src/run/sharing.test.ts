import { expect, it } from "vitest";
import type { TimeGrid } from "../graph.js";
import { planOf } from "./plan.js";
import { replay } from "./replay.js";
import { run } from "./run.js";
import { shareCells } from "./sharing.js";
import { number, Sketch } from "./sketch-for-tests.js";
import { wire } from "./wiring.js";

const quarterly: TimeGrid = { start: 2025, reportStep: 1, reportCount: 3, stepsPerReport: 4, method: "euler" };

/** Two stocks that feed each other, over three options of which only the second does anything. */
function options(keep: "draws" | "sample") {
  const sketch = new Sketch({ option: 3 }, quarterly);
  const isMeasure = sketch.constant([0, 1, 0], ["option"]);
  const effect = sketch.apply("if", isMeasure, sketch.draw("uniform", "effect", [number(0.1), number(0.5)]), number(0.25));
  const late = sketch.lag(effect, 1, number(0.25));
  const rate = sketch.draw("normal", "rate", [number(0.3), number(0.1)]);
  const prey = sketch.stock(number(10), undefined, ["option"]);
  const hunters = sketch.stock(number(2), undefined, ["option"]);
  sketch.flow(prey, sketch.apply("multiply", prey, sketch.apply("subtract", rate, sketch.apply("multiply", hunters, late))));
  sketch.flow(hunters, sketch.apply("multiply", hunters, sketch.apply("subtract", sketch.apply("multiply", prey, effect), rate)));
  const most = sketch.reduce("max", prey, "time");
  for (const [name, node] of Object.entries({ effect, late, prey, hunters, most })) sketch.output(name, node, keep);
  return { graph: sketch.graph(), nodes: { effect, late, prey, hunters, most } };
}

it("options that a model does not tell apart are computed once, through stocks that need each other", () => {
  const { graph, nodes } = options("draws");
  const { root, first } = shareCells(wire(planOf(graph)));
  for (const node of Object.values(nodes)) {
    const [hold, measure, other] = [0, 1, 2].map((option) => root[first[node]! + option]);
    expect(other).toBe(hold);
    expect(measure).not.toBe(hold);
  }
  expect(root[first[nodes.late]!]).toBe(root[first[nodes.effect]!]);
});

it("what is shared is what every cell would be by itself", () => {
  const { graph, nodes } = options("draws");
  for (const tier of ["compiled", "reference"] as const) {
    const { outputs } = run(graph, { seed: 5, draws: 600, tier });
    for (const draw of [0, 7, 599]) {
      const values = replay(graph, { seed: 5, draws: 600 }, draw);
      for (const [index, node] of Object.values(nodes).entries())
        expect(outputs[index]!.draws!.map((column) => column[column.length === 1 ? 0 : draw])).toEqual(Array.from(values.get(node)!));
    }
  }
});

it("options that are the same have the same summaries in runs longer than what is stored", () => {
  const { graph } = options("sample");
  const { outputs } = run(graph, { seed: 5, draws: 40_000 });
  for (const { summaries } of outputs) {
    const each = summaries.length / 3;
    expect(summaries.slice(2 * each)).toEqual(summaries.slice(0, each));
    expect(summaries.slice(each, 2 * each)).not.toEqual(summaries.slice(0, each));
  }
});

it("a condition that is not a number decides for neither side", () => {
  const sketch = new Sketch();
  const u = sketch.draw("uniform", "u", [number(0), number(1)]);
  sketch.output("neither", sketch.apply("if", number(Number.NaN), u, number(1)));
  const [neither] = run(sketch.graph(), { seed: 1, draws: 10 }).outputs;
  expect(neither!.draws![0]!.every(Number.isNaN)).toBe(true);
});

it("a sum of products of which one is constant, or the same as something else, is their sum", () => {
  const sketch = new Sketch({ part: 3 }, quarterly);
  const stock = sketch.stock(number(8), undefined, ["part"]);
  const flow = sketch.draw("uniform", "flow", [number(0.5), number(1.5)]);
  const weights = sketch.constant([2, 0.5, 3], ["part"]);
  const levels = sketch.apply("if", sketch.constant([1, 0, 0], ["part"]), sketch.constant([4, 4, 4], ["part"]), stock);
  sketch.flow(stock, sketch.apply("multiply", stock, flow));
  const total = sketch.reduce("sum", sketch.apply("multiply", weights, levels), "part");
  sketch.output("total", total, "draws");
  const graph = sketch.graph();
  for (const tier of ["compiled", "reference"] as const) {
    const [output] = run(graph, { seed: 3, draws: 520, tier }).outputs;
    const values = replay(graph, { seed: 3, draws: 520 }, 519).get(total)!;
    expect(output!.draws!.map((column) => column[column.length === 1 ? 0 : 519])).toEqual(Array.from(values));
  }
});
