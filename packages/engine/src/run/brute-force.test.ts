/** Random graphs against a second, naive evaluation: one number at a time by recursion, straight from the meaning of each node in `graph.ts`. */
import { expect, it } from "vitest";
import type { Graph, NodeId, OperationName } from "../graph.js";
import { randomSketch } from "./random-sketch-for-tests.js";
import { run } from "./run.js";

type Members = Readonly<Record<string, number>>;

const meaning: Partial<Readonly<Record<OperationName, (a: number, b: number, c: number) => number>>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  less: (a, b) => Number(a < b),
  if: (a, b, c) => (a !== 0 ? b : c),
};

/** The value of a node in a cell at an inner step; `drawn` gives the values of inputs. */
function naive(graph: Graph, drawn: (node: NodeId, members: Members) => number) {
  const time = graph.time!;
  const sizes = new Map(graph.dimensions.map(({ name, members }) => [name, members.length]));
  const known = new Map<string, number>();
  const perPeriod = time.stepsPerReport;
  const width = time.reportStep / perPeriod;
  const place = (dimensions: readonly string[], members: Members) =>
    dimensions.reduce((sum, name) => sum * sizes.get(name)! + members[name]!, 0);
  const value = (id: NodeId, given: Members, step: number): number => {
    const node = graph.nodes[id]!;
    const period = Math.floor(step / perPeriod);
    const members: Record<string, number> = Object.fromEntries(
      node.dimensions.map((name) => [name, name === "time" ? period : given[name]!]),
    );
    const isDynamic = node.dimensions.includes("time");
    const key = `${id} ${JSON.stringify(members)} ${isDynamic ? step : ""}`;
    const ready = known.get(key);
    if (ready !== undefined) return ready;
    const result = compute(id, members, step);
    known.set(key, result);
    return result;
  };
  const compute = (id: NodeId, members: Members, step: number): number => {
    const node = graph.nodes[id]!;
    const period = Math.floor(step / perPeriod);
    switch (node.kind) {
      case "constant":
        return node.values[place(node.dimensions, members)]!;
      case "draw":
      case "categorical":
      case "empirical":
        return drawn(id, members);
      case "apply": {
        const [a = 0, b = 0, c = 0] = node.arguments.map((of) => value(of, members, step));
        return meaning[node.operation]!(a, b, c);
      }
      case "pick":
        return node.dimension === "time"
          ? value(node.of, members, node.member * perPeriod)
          : value(node.of, { ...members, [node.dimension]: node.member }, step);
      case "choose": {
        const by = value(node.by, members, step);
        return node.dimension === "time"
          ? value(node.of, members, by * perPeriod)
          : value(node.of, { ...members, [node.dimension]: by }, step);
      }
      case "rename":
        return value(node.of, { ...members, [node.from]: members[node.to]! }, step);
      case "stack":
        return value(node.parts[node.along === "time" ? period : members[node.along]!]!, members, step);
      case "time":
        return time.start + step * width;
      case "stock": {
        if (step === 0) return Math.max(node.minimum ?? -Infinity, value(node.start, members, 0));
        return Math.max(node.minimum ?? -Infinity, value(id, members, step - 1) + width * value(node.rate, members, step - 1));
      }
      case "lag": {
        const back = Math.max(1, Math.round(node.years / width));
        return step < back ? value(node.initial, members, step) : value(node.of, members, step - back);
      }
      case "reduce": {
        const isTime = node.over === "time";
        const count = isTime ? time.reportCount : sizes.get(node.over)!;
        if (node.reduction === "integral") {
          let sum = 0;
          for (let each = 0; each < count * perPeriod; each++) sum += width * value(node.of, members, each);
          return sum;
        }
        const values = Array.from({ length: count }, (_, member) =>
          isTime ? value(node.of, members, member * perPeriod) : value(node.of, { ...members, [node.over]: member }, step),
        );
        const sum = values.reduce((total, each) => total + each, 0);
        const product = values.reduce((total, each) => total * each, 1);
        return { sum, product, mean: sum / count, min: Math.min(...values), max: Math.max(...values), final: values[count - 1]! }[
          node.reduction
        ];
      }
      default:
        throw new Error(node.kind);
    }
  };
  return value;
}

const seeds = Array.from({ length: 120 }, (_, index) => index + 1);

it("random graphs mean the same when evaluated one number at a time", () => {
  let compared = 0;
  for (const seed of seeds) {
    const graph = randomSketch(seed).graph();
    let outputs: ReturnType<typeof run>["outputs"];
    try {
      outputs = run(graph, { seed, draws: 520 }).outputs;
    } catch (problem) {
      if (problem instanceof Error && /whole course|within the time loop/.test(problem.message)) continue;
      throw problem;
    }
    const sizes = new Map(graph.dimensions.map(({ name, members }) => [name, members.length]));
    const byNode = new Map(graph.outputs.map(({ node }, index) => [node, outputs[index]!]));
    for (const draw of [0, 511, 519]) {
      const at = (columns: readonly Float64Array[], cell: number) => columns[cell]![columns[cell]!.length === 1 ? 0 : draw]!;
      const value = naive(graph, (node, members) => {
        const { dimensions, draws } = byNode.get(node)!;
        return at(
          draws!,
          dimensions.reduce((sum, name) => sum * sizes.get(name)! + members[name]!, 0),
        );
      });
      for (const { name, dimensions, draws } of outputs) {
        const node = graph.outputs.find((output) => output.name === name)!.node;
        draws!.forEach((_, cell) => {
          let rest = cell;
          const members: Record<string, number> = {};
          for (const dimension of [...dimensions].reverse()) {
            members[dimension] = rest % sizes.get(dimension)!;
            rest = Math.floor(rest / sizes.get(dimension)!);
          }
          const expected = value(node, members, (members.time ?? 0) * graph.time!.stepsPerReport);
          const actual = at(draws!, cell);
          if (!(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected))))
            expect({ seed, name, cell, draw, actual }).toEqual({ seed, name, cell, draw, actual: expected });
          compared++;
        });
      }
    }
  }
  expect(compared).toBeGreaterThan(10_000);
});
