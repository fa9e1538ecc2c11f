/** One draw again, and where what is not finite begins. The draws of a whole run are the yardstick of a replay; origins are planted. */
import { describe, expect, it } from "vitest";
import type { Graph, NodeId } from "../graph.js";
import { firstNotFinite, originOf } from "./origins.js";
import { randomSketch } from "./random-sketch-for-tests.js";
import { replay } from "./replay.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

const yearly = { start: 2025, reportStep: 1, reportCount: 4, stepsPerReport: 3 } as const;

describe("the replay of one draw", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])("gives the numbers of the run, to the bit, in graph %i made by chance", (seed) => {
    const sketch = randomSketch(seed, true);
    const graph = sketch.graph();
    const kept: Graph = { ...graph, outputs: graph.outputs.map((output) => ({ ...output, keep: "draws" as const })) };
    const options = { seed, draws: 1200 };
    const { outputs } = run(kept, options);
    for (const draw of [0, 511, 512, 1199]) {
      const replayed = replay(kept, options, draw);
      outputs.forEach(({ draws }, index) => {
        const values = replayed.get(kept.outputs[index]!.node);
        if (values === undefined) return;
        expect(Array.from(values)).toEqual(draws!.map((column) => column[column.length === 1 ? 0 : draw]));
      });
    }
  });

  it("computes nothing beside what is asked for", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(0), number(1)]);
    const y = s.draw("normal", "y", [number(0), number(1)]);
    s.output("x", x);
    s.output("y", y);
    const replayed = replay(s.graph(), { seed: 1 }, 7, [y]);
    expect(replayed.has(x)).toBe(false);
    expect(replayed.get(y)![0]).toBe(run(s.graph(), { seed: 1, draws: 8 }).outputs[1]!.draws![0]![7]);
  });
});

describe("the origin in graphs made by chance", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    "is not finite itself, and is found in the draw of the run: graph %i",
    (seed) => {
      const graph = randomSketch(seed, true).graph();
      const options = { seed, draws: 600 };
      const outputs = run(graph, options).outputs.filter(({ summaries }) => summaries.some(({ notFinite = 0 }) => notFinite > 0));
      for (const { name } of outputs.slice(0, 4)) {
        const { node } = graph.outputs.find((output) => output.name === name)!;
        if (replay(graph, options, 0, [node]).get(node) === undefined) continue;
        const found = firstNotFinite(graph, options, node)!;
        const values = replay(graph, options, found.draw, [node]).get(node)!;
        expect(Number.isFinite(values[found.cell]!)).toBe(false);
        const origin = originOf(graph, options, { node, draw: found.draw, members: found.members });
        expect(Number.isFinite(origin.value)).toBe(false);
        const written = graph.nodes[origin.node]!;
        if (written.kind !== "apply" || written.operation === "if") continue;
        for (const argument of written.arguments) expect([undefined, true]).toContain(finite(origin.valueOf(argument)));
      }
    },
  );

  const finite = (value: number | undefined) => (value === undefined ? undefined : Number.isFinite(value));
});

describe("the origin of what is not finite", () => {
  const find = (s: Sketch, node: NodeId, draws = 2000) => {
    s.output("asked", node);
    const options = { seed: 3, draws };
    const found = firstNotFinite(s.graph(), options, node);
    if (found === undefined) return undefined;
    return { ...found, origin: originOf(s.graph(), options, { node, draw: found.draw, members: found.members }) };
  };

  it("is the logarithm of a negative number, and not what is computed from it", () => {
    const s = new Sketch({ option: 2 });
    const cost = s.draw("normal", "cost", [s.constant([10, 1], ["option"]), number(1)]);
    const logarithm = s.apply("ln", cost);
    const found = find(s, s.apply("add", s.apply("multiply", logarithm, number(3)), cost))!;
    expect(found.origin).toMatchObject({ node: logarithm, value: Number.NaN });
    expect([...found.origin.members]).toEqual([["option", 1]]);
    expect(found.origin.valueOf(cost)).toBeLessThan(0);
    const column = run(s.graph(), { seed: 3, draws: 2000 }).outputs[0]!.draws![1]!;
    expect(found.draw).toBe(column.findIndex(Number.isNaN));
    expect(found.count).toBe(column.filter(Number.isNaN).length);
  });

  it("is where the chosen branch leads, and nothing where the bad one is not chosen", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(0), number(1)]);
    const isPositive = s.apply("greater", x, number(0));
    expect(find(s, s.apply("if", isPositive, s.apply("ln", x), number(0)))).toBeUndefined();
    const root = s.apply("sqrt", x);
    expect(find(s, s.apply("if", isPositive, number(0), s.apply("negate", root)))!.origin.node).toBe(root);
  });

  it("is the division by a certain nought, in every draw", () => {
    const s = new Sketch();
    const ratio = s.apply("divide", number(1), s.constant([0]));
    const x = s.draw("normal", "x", [number(0), number(1)]);
    expect(find(s, s.apply("add", ratio, x), 900)).toMatchObject({ draw: 0, count: 900, origin: { node: ratio, value: Infinity } });
  });

  it("is a distribution that does not exist with these parameters", () => {
    const s = new Sketch();
    const spread = s.draw("normal", "spread", [number(1), number(1)]);
    const x = s.draw("normal", "x", [number(0), spread]);
    const found = find(s, s.apply("exp", x))!;
    expect(found.origin.node).toBe(x);
    expect(found.origin.valueOf(spread)).toBeLessThanOrEqual(0);
  });

  it.each(["euler", "rk4"] as const)("is the rate of a stock at the inner step at which it fails, under %s", (method) => {
    const s = new Sketch({}, { ...yearly, method });
    const stock = s.stock(number(1));
    const root = s.apply("sqrt", s.apply("subtract", number(2026.5), s.now()));
    s.flow(stock, s.apply("negate", root));
    const found = find(s, s.reduce("final", stock, "time"))!;
    expect(found.origin.node).toBe(root);
    expect(found.origin.time).toBeGreaterThan(2026.5);
    expect(found.origin.time).toBeLessThan(2026.5 + 1 / 3 + 1e-9);
  });

  it("is the rate of a stock that grows beyond all numbers", () => {
    const s = new Sketch({}, { ...yearly, method: "euler" });
    const stock = s.stock(number(1e300));
    s.flow(stock, s.apply("multiply", stock, number(1e4)));
    const found = find(s, s.apply("abs", stock))!;
    expect([...found.members]).toEqual([["time", 1]]);
    expect(found.origin.value).toBe(Infinity);
    expect([s.nodes[found.origin.node]!.kind, found.origin.time! > 2025.6]).toEqual(["apply", true]);
  });

  it("goes back through a lag and out of a sum over time", () => {
    const s = new Sketch({}, { ...yearly, method: "euler" });
    const fraction = s.apply("divide", number(1), s.apply("subtract", s.now(), number(2026)));
    const later = s.lag(fraction, 1, number(0));
    const found = find(s, s.reduce("sum", later, "time"))!;
    expect(found.origin).toMatchObject({ node: fraction, time: 2026, value: Infinity });
  });
});
