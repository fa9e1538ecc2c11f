/** Identities that hold draw by draw for inputs of every distribution, and draws that nothing unrelated moves. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { distributions } from "../distributions/index.js";
import { goldenParameters } from "../distributions/test-support.js";
import type { NodeId } from "../graph.js";
import { fixedQuantiles } from "./quantiles.js";
import { randomSketch } from "./random-sketch-for-tests.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

const golden = readFileSync(new URL("../distributions/golden.csv", import.meta.url), "utf8");
const names = [...distributions.keys()];

/** Every distribution with three sets of parameters, one of which is chosen anew in each draw or, `fixed`, by option. */
function inputs(kind: "fixed" | "moving"): { readonly sketch: Sketch; readonly drawn: ReadonlyMap<string, NodeId> } {
  const sketch = new Sketch({ option: 3, states: 3 });
  const even = sketch.constant([1 / 3, 1 / 3, 1 / 3], ["states"]);
  const by = sketch.push({
    kind: "categorical",
    probabilities: even,
    states: "states",
    stream: "which",
    independentOver: [],
    dimensions: [],
  });
  const drawn = names.map((name): [string, NodeId] => {
    const sets = goldenParameters(golden, name).slice(0, 3);
    const parameters = sets[0]!.map((_, place) => {
      const values = sets.map((set) => set[place]!);
      return kind === "fixed" ? sketch.constant(values, ["option"]) : sketch.choose(sketch.constant(values, ["states"]), "states", by);
    });
    return [name, sketch.draw(name, name, parameters)];
  });
  return { sketch, drawn: new Map(drawn) };
}

describe.each(["compiled", "reference"] as const)("%s", (tier) => {
  it.each(["fixed", "moving"] as const)(
    "x - x is 0 and a / (a + b) + b / (a + b) is 1 for every distribution with %s parameters",
    (kind) => {
      const { sketch, drawn } = inputs(kind);
      for (const [name, x] of drawn) {
        sketch.output(`${name}: difference`, sketch.apply("subtract", x, x));
        const [a, b] = [
          sketch.apply("add", sketch.apply("abs", x), number(1)),
          sketch.draw("lognormal", `${name}: b`, [number(2), number(1)]),
        ];
        const sum = sketch.apply("add", a, b);
        sketch.output(`${name}: shares`, sketch.apply("add", sketch.apply("divide", a, sum), sketch.apply("divide", b, sum)));
      }
      const { outputs } = run(sketch.graph(), { seed: 5, draws: 700, tier });
      expect(outputs.length).toBe(2 * names.length);
      for (const { name, draws } of outputs)
        for (const column of draws!) {
          const furthest = column.reduce((most, value) => Math.max(most, Math.abs(value - (name.endsWith("difference") ? 0 : 1))), 0);
          expect({ name, isWithin: furthest <= (name.endsWith("difference") ? 0 : 2 ** -52) }).toEqual({ name, isWithin: true });
        }
    },
  );
});

describe("quantiles never fall", () => {
  // Close neighbours and far tails: pairs that a coarse grid does not hold.
  const probabilities = Array.from({ length: 40 }, (_, k) => 10 ** (-15 + (k * 15) / 40)).flatMap((u) => [
    u,
    u * (1 + 1e-12),
    u * (1 + 1e-6),
  ]);
  const rising = [...probabilities, ...probabilities.map((u) => 1 - u)].sort((one, other) => one - other);

  it.each(names)("%s, by formula and by table", (name) => {
    const distribution = distributions.get(name)!;
    for (const p of goldenParameters(golden, name)) {
      for (const [way, quantile, slack] of [
        ["formula", (u: number) => distribution.quantile(u, p), 0],
        // A polynomial of the table may be off in its last digit where two of them meet.
        ["table", fixedQuantiles(distribution, p).at, 1e-14],
      ] as const) {
        let before = -Infinity;
        for (const u of rising) {
          const value = quantile(u);
          const least = Number.isFinite(before) ? before - slack * Math.abs(before) : before;
          if (!(value >= least)) expect({ name, way, p, u, value }).toEqual({ name, way, p, u, value: before });
          before = value;
        }
      }
    }
  });
});

it("an unrelated variable changes no other variable's draws, but for those whose dimension of Sobol's sequence it may take", () => {
  for (const sampling of ["digital", "random", "latin"] as const) {
    for (let seed = 1; seed <= 4; seed++) {
      const [before, after] = [randomSketch(seed, true), randomSketch(seed, true)];
      const stranger = after.draw("normal", "stranger", [number(0), number(1)], { over: ["a"] });
      after.output("stranger", after.apply("exp", stranger));
      const outputs = run(after.graph(), { seed, draws: 520, sampling }).outputs.filter(({ name }) => name !== "stranger");
      expect(outputs).toEqual(run(before.graph(), { seed, draws: 520, sampling }).outputs);
    }
  }
});
