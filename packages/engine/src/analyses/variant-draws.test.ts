/** Variants drawn together, against each variant run by itself, and against closed forms where random numbers differ. */
import { describe, expect, test } from "vitest";
import type { NodeId, TimeGrid } from "../graph.js";
import { type Operand, Sketch } from "../run/sketch-for-tests.js";
import { type Decision, drawDecision } from "./decision.js";
import { joinVariants } from "./graph-variants.js";
import { drawVariants } from "./variant-draws.js";

const value = (of: number): Operand => ({ value: of });
const time: TimeGrid = { start: 2020, reportStep: 1, reportCount: 3, stepsPerReport: 2, method: "euler" };

/** Two options: losses grow in a stock, cost is a price times an amount, and a rule is breached at a high price. */
interface Parts {
  readonly start?: (sketch: Sketch) => NodeId;
  readonly price?: (sketch: Sketch) => NodeId;
  readonly factor?: number;
  readonly growth?: number;
  readonly yearly?: readonly number[];
  readonly rank?: number;
}

function decision({ start, price, factor = 2, growth = 2, yearly = [1, 1, 2], rank = 0.5 }: Parts = {}): Decision {
  const sketch = new Sketch({ option: 2, state: 3 }, time);
  const paid = price?.(sketch) ?? sketch.draw("lognormal", "price", [value(10), value(0.3)]);
  const begun = start?.(sketch) ?? sketch.draw("normal", "start", [value(100), value(10)]);
  const grows = sketch.draw("uniform", "grows", [value(0), value(growth)]);
  const works = sketch.draw("beta", "works", [value(2), value(5)], { over: ["option"] });
  const level = sketch.stock(begun, 0, ["option"]);
  sketch.flow(level, sketch.apply("multiply", sketch.apply("multiply", grows, works), sketch.constant(yearly, ["time"])));
  const loss = sketch.reduce("final", level, "time");
  const amount = sketch.apply("multiply", works, value(factor));
  const cost = sketch.apply("add", sketch.apply("multiply", paid, amount), value(2));
  const breach = sketch.apply("greater", sketch.apply("multiply", paid, sketch.constant([1, 2], ["option"])), value(15));
  sketch.correlations.push({ left: "grows", right: "works", rank });
  return {
    graph: sketch.graph(),
    options: ["stay", "go"].map((name) => ({ name, label: name })),
    baseline: 0,
    objectives: [
      { name: "loss", label: "Loss", node: loss, sense: "minimise", targets: [] },
      { name: "cost", label: "Cost", node: cost, sense: "minimise", targets: [] },
    ],
    rules: [{ name: "dear", label: "Dear", node: breach }],
    inputs: [],
  };
}

const nodesOf = ({ objectives, rules }: Decision) => [...objectives, ...rules].map(({ node }) => node);
const joinedWith = (base: Decision, ...variants: readonly Decision[]) =>
  joinVariants(
    base.graph,
    nodesOf(base),
    variants.map((variant) => ({ graph: variant.graph, nodes: nodesOf(variant) })),
  );

const base = decision();
const states = (sketch: Sketch) => {
  const probabilities = sketch.constant([0.2, 0.5, 0.3], ["state"]);
  return sketch.push({ kind: "categorical", dimensions: [], probabilities, states: "state", stream: "price", independentOver: [] });
};

/** Variants that draw from the streams of the decision and no others. */
const fitting: Readonly<Record<string, Decision>> = {
  "the same": decision(),
  "another spread": decision({ price: (sketch) => sketch.draw("lognormal", "price", [value(10), value(0.6)]) }),
  "another family": decision({ price: (sketch) => sketch.draw("gamma", "price", [value(2), value(5)]) }),
  "states instead": decision({ price: states }),
  "a certain price": decision({ price: (sketch) => sketch.constant([12]) }),
  "a price by option": decision({
    price: (sketch) => sketch.draw("lognormal", "price", [sketch.constant([8, 12], ["option"]), value(0.3)]),
  }),
  "what a stock starts with": decision({ start: (sketch) => sketch.draw("normal", "start", [value(90), value(1)]) }),
  "a certain start": decision({ start: (sketch) => sketch.constant([95]) }),
  "a factor": decision({ factor: 3 }),
  "a factor that another place has": decision({ factor: 10 }),
  "a rate": decision({ growth: 5 }),
  "several things": decision({ growth: 1, factor: 0.5, start: (sketch) => sketch.draw("uniform", "start", [value(50), value(60)]) }),
};

describe.each(["sobol", "digital", "random"] as const)("variants by %s", (sampling) => {
  test.each([2048, 512, 300])("have the draws of each by itself: %i", async (draws) => {
    const settings = { seed: 5, draws, sampling };
    const found = await drawVariants(base, Object.values(fitting), { settings });
    for (const [index, [name, variant]] of Object.entries(fitting).entries())
      expect([name, found[index]!]).toEqual([name, { ...drawDecision(variant, settings), decision: found[index]!.decision }]);
  });
});

test("the interpreter gives the same bits", async () => {
  const asked = Object.values(fitting);
  const numbers = async (tier: "compiled" | "reference") =>
    (await drawVariants(base, asked, { settings: { seed: 5, draws: 600, tier } })).map(({ objectives, breaches }) => [
      objectives,
      breaches,
    ]);
  expect(await numbers("reference")).toEqual(await numbers("compiled"));
});

test("what is the same in both places is put in where the two part", () => {
  const { standIns, replaced, graph } = joinedWith(base, fitting["another spread"]!, fitting["a rate"]!);
  expect(standIns.every((list) => list !== undefined)).toBe(true);
  expect(replaced.map((node) => base.graph.nodes[node]).map((node) => node?.kind === "draw" && node.stream)).toEqual(["price", "grows"]);
  expect(graph.nodes.slice(0, base.graph.nodes.length)).toEqual(base.graph.nodes);
});

test("a number that two formulas share is not changed for the one that keeps it", async () => {
  const twice = (left: number, right: number): Decision => {
    const sketch = new Sketch({ option: 2 });
    const x = sketch.draw("normal", "x", [value(0), value(1)], { over: ["option"] });
    const [one, other] = [sketch.constant([left]), left === right ? -1 : sketch.constant([right])];
    const loss = sketch.apply("multiply", x, one);
    const cost = sketch.apply("add", x, left === right ? one : other);
    return {
      ...base,
      graph: sketch.graph(),
      rules: [],
      objectives: [loss, cost].map((node) => ({ name: `${node}`, label: "", node, sense: "minimise", targets: [] })),
    };
  };
  const settings = { seed: 2, draws: 512 };
  const variants = [twice(3, 7), twice(7, 3), twice(5, 6)];
  expect(joinedWith(twice(3, 3), ...variants).standIns.every((list) => list !== undefined)).toBe(true);
  const found = await drawVariants(twice(3, 3), variants, { settings });
  for (const [index, variant] of variants.entries()) expect(found[index]!.objectives).toEqual(drawDecision(variant, settings).objectives);
});

test("streams of its own change nothing that a variant leaves as it is, and are independent of the others", async () => {
  const added = decision({
    price: (sketch) =>
      sketch.apply("add", sketch.draw("normal", "price#2", [value(10), value(1)]), sketch.draw("normal", "more", [value(0), value(2)])),
  });
  const settings = { seed: 5, draws: 4096 };
  const [found, other] = await drawVariants(base, [added, fitting["a rate"]!], { settings });
  const plain = drawDecision(base, settings);
  expect(found!.objectives[0]).toEqual(plain.objectives[0]);
  expect(other!.objectives).toEqual(drawDecision(fitting["a rate"]!, settings).objectives);
  // Cost is (N(10, 1) + N(0, 2)) · 2 · Beta(2, 5) + 2: mean 2 · 10 · 2/7 + 2, variance 4 · (E p² E w² - (10 · 2/7)²), E p² = 105, E w² = 6/56.
  const cost = found!.objectives[1]![0]!;
  const mean = cost.reduce((sum, each) => sum + each, 0) / cost.length;
  const variance = cost.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (cost.length - 1);
  const expected = 4 * (105 * (6 / 56) - (20 / 7) ** 2);
  expect(Math.abs(mean - (40 / 7 + 2))).toBeLessThan(4 * Math.sqrt(expected / cost.length));
  expect(variance / expected).toBeGreaterThan(0.9);
  expect(variance / expected).toBeLessThan(1.1);
});

test("variants that differ in time, in correlation or in what is asked for are run by themselves", async () => {
  const other = decision({ yearly: [1, 2, 3] });
  const tied = decision({ rank: -0.5 });
  const bare = { ...base, rules: [] };
  const settings = { seed: 5, draws: 700 };
  const variants = [fitting["a rate"]!, other, tied, bare, fitting["a factor"]!];
  expect(joinedWith(base, ...variants).standIns.map((list) => list !== undefined)).toEqual([true, false, false, false, true]);
  const found = await drawVariants(base, variants, { settings });
  for (const [index, variant] of variants.entries()) expect(found[index]!.objectives).toEqual(drawDecision(variant, settings).objectives);
});

test("ends when it is no longer wanted, and tells how far it is", async () => {
  const shares: number[] = [];
  const settings = { seed: 5, draws: 8192 };
  const variants = Object.values(fitting);
  await drawVariants(base, variants, { settings, onProgress: (share) => void shares.push(share) });
  expect(shares.length).toBeGreaterThan(2);
  expect(shares.every((share, k) => share >= (shares[k - 1] ?? 0) && share <= 1)).toBe(true);
  const signal = { aborted: true };
  await expect(drawVariants(base, variants, { settings, signal: signal as AbortSignal })).rejects.toThrow();
});
