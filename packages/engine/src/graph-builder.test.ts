/** The graph builder: broadcasting by name, sharing, folding (against brute force) and leaving out what nothing needs. */
import { describe, expect, test } from "vitest";
import { GraphBuilder } from "./graph-builder.js";

const members = (...ids: readonly string[]) => ids.map((id) => ({ id, label: id }));

function builder(): GraphBuilder {
  const graph = new GraphBuilder();
  graph.addDimension({ name: "place", kind: "named", members: members("a", "b", "c") });
  graph.addDimension({ name: "option", kind: "option", members: members("hold", "act") });
  graph.addDimension({ name: "other", kind: "named", members: members("a", "b", "c") });
  return graph;
}

const draw = (graph: GraphBuilder, stream: string) =>
  graph.draw({ distribution: "normal", parameters: [graph.number(0), graph.number(1)], stream, independentOver: [] });

describe("fixed arrays are computed at once", () => {
  const graph = builder();
  const place = graph.constant(["place"], [1, 2, 3]);
  const option = graph.constant(["option"], [10, 20]);
  const both = graph.apply("add", place, option);

  test("an operation broadcasts by name, options first", () => {
    expect(graph.dimensionsOf(both)).toEqual(["option", "place"]);
    expect(graph.fixedValues(both)).toEqual([11, 12, 13, 21, 22, 23]);
  });

  test("picking, reducing, renaming, stacking", () => {
    expect(graph.fixedValues(graph.pick(both, "place", 1))).toEqual([12, 22]);
    expect(graph.fixedValues(graph.pick(both, "option", 1))).toEqual([21, 22, 23]);
    expect(graph.fixedValues(graph.reduce("sum", "place", both))).toEqual([36, 66]);
    expect(graph.fixedValues(graph.reduce("max", "option", both))).toEqual([21, 22, 23]);
    expect(graph.fixedValues(graph.reduce("product", "place", place))).toEqual([6]);
    const matrix = graph.apply("subtract", place, graph.rename(place, "place", "other"));
    expect(graph.fixedValues(matrix)).toEqual([0, -1, -2, 1, 0, -1, 2, 1, 0]);
    const stacked = graph.stack("option", [place, graph.number(7)]);
    expect(graph.fixedValues(stacked)).toEqual([1, 2, 3, 7, 7, 7]);
    expect(graph.fixedValues(graph.broadcast(option, ["place"]))).toEqual([10, 10, 10, 20, 20, 20]);
  });

  test("nought and infinity are told apart", () => {
    expect(graph.number(0)).not.toBe(graph.number(-0));
    expect(graph.number(Number.POSITIVE_INFINITY)).not.toBe(graph.number(Number.NaN));
  });
});

describe("sharing and leaving out", () => {
  test("equal nodes are one", () => {
    const graph = builder();
    const x = draw(graph, "x");
    expect(draw(graph, "x")).toBe(x);
    expect(draw(graph, "y")).not.toBe(x);
    expect(graph.apply("multiply", x, graph.number(1))).toBe(x);
  });

  test("what no output needs is left out, and references are renumbered", () => {
    const graph = builder();
    draw(graph, "unused");
    const used = draw(graph, "used");
    const twice = graph.apply("add", used, used);
    const built = graph.build(undefined, [{ left: "unused", right: "used", rank: 0.5 }], [{ name: "twice", node: twice, keep: "draws" }]);
    expect(built.nodes.map((node) => node.kind)).toEqual(["constant", "constant", "draw", "apply"]);
    expect(built.outputs[0]?.node).toBe(3);
    expect(built.correlations).toEqual([]);
    for (const [id, node] of built.nodes.entries()) if (node.kind === "apply") expect(Math.max(...node.arguments)).toBeLessThan(id);
  });

  test("a stock's rate may come later", () => {
    const graph = builder();
    graph.addDimension({ name: "time", kind: "time", members: members("2025", "2026") });
    const level = graph.stock(graph.number(100), undefined, []);
    graph.setRate(level, graph.apply("multiply", level, graph.number(0.1)));
    const built = graph.build(undefined, [], [{ name: "level", node: level, keep: "draws" }]);
    const stock = built.nodes.findIndex((node) => node.kind === "stock");
    const node = built.nodes[stock];
    expect(node?.kind === "stock" && node.rate).toBeGreaterThan(stock);
  });

  test("randomness is followed", () => {
    const graph = builder();
    const x = draw(graph, "x");
    const mean = graph.statistic(x, { kind: "mean" });
    expect(
      [graph.number(1), x, graph.apply("add", x, graph.number(1)), mean, graph.apply("add", mean, graph.number(1))].map((id) =>
        graph.randomnessOf(id),
      ),
    ).toEqual(["fixed", "draws", "draws", "statistic", "statistic"]);
  });

  test("a reference to nothing is a bug", () => expect(() => builder().apply("add", 5, 6)).toThrow());
});
