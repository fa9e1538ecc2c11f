/** The order of declarations means nothing: a graph whose nodes, outputs, correlations and dimensions are shuffled gives the same bits. */
import { expect, it } from "vitest";
import type { Graph, NodeId } from "../graph.js";
import { mapReferences } from "../graph-references.js";
import { fillUniforms, streamKey } from "../random.js";
import { resultBytes } from "../result-bytes.js";
import { references } from "./plan.js";
import { randomSketch } from "./random-sketch-for-tests.js";
import { type RunOptions, run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

function choices(seed: number): (count: number) => number {
  const uniforms = new Float64Array(4000);
  fillUniforms(uniforms, streamKey(seed, ["order"]), 0);
  let used = 0;
  return (count) => Math.floor(uniforms[used++]! * count);
}

function shuffled<T>(list: readonly T[], below: (count: number) => number): T[] {
  const left = [...list];
  return list.map(() => left.splice(below(left.length), 1)[0]!);
}

/** The same model with its nodes in another order in which what a node refers to still comes first, but for what it refers to through the past. */
function permuted(graph: Graph, seed: number): Graph {
  const below = choices(seed);
  const order: NodeId[] = [];
  const placed = new Map<NodeId, NodeId>();
  let left = graph.nodes.map((_, id) => id);
  while (left.length > 0) {
    const ready = left.filter((id) => references(graph.nodes[id]!).now.every((reference) => placed.has(reference)));
    const next = ready[below(ready.length)]!;
    placed.set(next, order.length);
    order.push(next);
    left = left.filter((id) => id !== next);
  }
  const moved = (id: NodeId) => placed.get(id)!;
  return {
    ...graph,
    nodes: order.map((id) => mapReferences(graph.nodes[id]!, moved)),
    outputs: shuffled(graph.outputs, below).map((output) => ({ ...output, node: moved(output.node) })),
    dimensions: shuffled(graph.dimensions, below),
    correlations: shuffled(graph.correlations, below).map(({ left, right, rank }) =>
      below(2) === 0 ? { left, right, rank } : { left: right, right: left, rank },
    ),
  };
}

const isSame = (one: Uint8Array, other: Uint8Array) => one.length === other.length && one.every((byte, index) => byte === other[index]);

it("of random graphs, by every way of sampling", () => {
  for (let seed = 1; seed <= 24; seed++) {
    const graph = randomSketch(seed, true).graph();
    const options: RunOptions = {
      seed,
      draws: 520,
      sampling: (["sobol", "digital", "latin", "random"] as const)[seed % 4]!,
      correlating: seed % 3 === 0 ? "iman-conover" : "copula",
    };
    const bytes = resultBytes(run(graph, options).outputs);
    const other = permuted(graph, seed);
    expect(other.nodes).not.toEqual(graph.nodes);
    expect({ seed, isSame: isSame(resultBytes(run(other, options).outputs), bytes) }).toEqual({ seed, isSame: true });
  }
});

it("of stocks and lags that refer to each other in a circle", () => {
  const sketch = new Sketch({ region: 3 }, { start: 0, reportStep: 1, reportCount: 4, stepsPerReport: 3, method: "rk4" });
  const growth = sketch.draw("lognormal", "growth", [number(0.2), number(0.3)], { over: ["region"] });
  const prey = sketch.stock(number(5), 0, ["region"]);
  const hunters = sketch.stock(number(2), 0, ["region"]);
  const met = sketch.apply("multiply", prey, hunters);
  const earlier = sketch.lag(met, 1, number(10));
  sketch.flow(prey, sketch.apply("subtract", sketch.apply("multiply", prey, growth), sketch.apply("multiply", met, number(0.1))));
  sketch.flow(
    hunters,
    sketch.apply("subtract", sketch.apply("multiply", earlier, number(0.02)), sketch.apply("multiply", hunters, growth)),
  );
  sketch.output("prey", prey);
  sketch.output("hunters", hunters, "quantiles");
  sketch.output("met", sketch.reduce("integral", met, "time"), "moments");
  const graph = sketch.graph();
  const bytes = resultBytes(run(graph, { seed: 1, draws: 2000 }).outputs);
  const orders = new Set<string>();
  for (let order = 1; order <= 30; order++) {
    const other = permuted(graph, order);
    orders.add(JSON.stringify(other.nodes));
    expect(isSame(resultBytes(run(other, { seed: 1, draws: 2000 }).outputs), bytes)).toBe(true);
  }
  expect(orders.size).toBeGreaterThan(25);
});
