import { describe, expect, it } from "vitest";
import { compareOptions, type OptionComparison } from "./compare.js";
import { comparisonOf, comparisonOutputs } from "./comparison-outputs.js";
import type { NodeId } from "./graph.js";
import { run } from "./run/run.js";
import { number, Sketch } from "./run/sketch-for-tests.js";

const numbersOf = (comparison: OptionComparison) => {
  const { difference, eligible, ...probabilities } = comparison;
  const { quantiles, tails, ...moments } = difference;
  return [...Object.values(probabilities), ...Object.values(moments), ...quantiles!.flatMap(({ value, error }) => [value, error])];
};

/** Compares by nodes and by draws in one run. */
function both(sketch: Sketch, node: NodeId, sense: "minimise" | "maximise", baseline: number, eligible?: readonly boolean[], draws = 3000) {
  sketch.output("cost", node);
  const graph = comparisonOutputs(sketch.graph(), { name: "cost", node, sense, baseline, ...(eligible ? { eligible } : {}) });
  const { outputs } = run(graph, { seed: 9, draws });
  const byNodes = comparisonOf(outputs, { name: "cost", ...(eligible ? { eligible } : {}) })!;
  return { outputs, byNodes, byDraws: compareOptions(outputs[0]!.draws!, sense, baseline, eligible, true) };
}

function threeOptions() {
  const sketch = new Sketch({ option: 3 });
  const x = sketch.draw("poisson", "x", [sketch.constant([3, 3.5, 4], ["option"])], { over: ["option"] });
  return { sketch, x };
}

describe("options compared by nodes of the graph", () => {
  for (const [sense, eligible] of [
    ["minimise", undefined],
    ["maximise", undefined],
    ["minimise", [true, false, true]],
    ["maximise", [false, true, true]],
  ] as const) {
    it(`${sense}, ${eligible?.join() ?? "all"}, as by their draws, ties and errors included`, () => {
      const { sketch, x } = threeOptions();
      const { byNodes, byDraws } = both(sketch, x, sense, 1, eligible);
      byNodes.forEach((comparison, option) => {
        expect(comparison.eligible).toBe(byDraws[option]!.eligible);
        numbersOf(comparison).forEach((value, index) => {
          expect(value).toBeCloseTo(numbersOf(byDraws[option]!)[index]!, 12);
        });
      });
    });
  }

  it("share the first place when they do not differ by option", () => {
    const sketch = new Sketch({ option: 4 });
    const { byNodes } = both(sketch, sketch.draw("uniform", "u", [number(0), number(1)]), "minimise", 0, undefined, 100);
    for (const { probabilityBest, probabilityWorse, difference } of byNodes)
      expect([probabilityBest, probabilityWorse, difference.max]).toEqual([0.25, 0, 0]);
  });

  it("are not compared where something is not a number", () => {
    const sketch = new Sketch({ option: 2 });
    const u = sketch.draw("uniform", "u", [number(-0.01), number(1)]);
    const spoiled = sketch.apply("sqrt", u);
    const { byNodes, byDraws } = both(sketch, sketch.stack("option", number(0.5), spoiled), "minimise", 0, undefined, 1000);
    for (const [first, second] of [byNodes, byDraws]) {
      expect([first!.probabilityBest, second!.probabilityBest, second!.probabilityWorse, second!.probabilityBetter]).toEqual(
        new Array(4).fill(Number.NaN),
      );
      expect([first!.probabilityWorse, first!.probabilityBetter]).toEqual([0, 0]);
    }
    expect(byNodes[1]!.difference.notFinite).toBeGreaterThan(0);
  });

  it("are compared without kept draws in a long run", () => {
    const { sketch, x } = threeOptions();
    const graph = comparisonOutputs(sketch.graph(), { name: "cost", node: x, sense: "minimise", baseline: 0 });
    const { outputs } = run(graph, { seed: 9, draws: 40_000 });
    expect(outputs.map(({ draws }) => draws)).toEqual(new Array(4).fill(undefined));
    const [first, second] = comparisonOf(outputs, { name: "cost" })!;
    // Skellam: P(Poisson(3.5) > Poisson(3)) and P(<), summed over both to 60 in 40 decimal digits.
    const [more, less] = [0.4977684109449173, 0.3452313840303201];
    expect(Math.abs(second!.probabilityWorse - more)).toBeLessThan(4 * second!.probabilityWorseError);
    expect(Math.abs(second!.probabilityBetter - less)).toBeLessThan(4 * second!.probabilityBetterError);
    expect(first!.difference).toMatchObject({ mean: 0, sd: 0 });
    expect(second!.difference.quantiles![2]!.value).toBe(0);
    expect(comparisonOf(outputs, { name: "other" })).toBeUndefined();
  });
});
