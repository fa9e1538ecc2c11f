import { describe, expect, it } from "vitest";
import { drawsOf } from "./design-draws.js";
import { holdInGraph, openHeldRun } from "./held-values.js";
import { number, Sketch } from "./sketch-for-tests.js";

/** A small model with options, dynamics, a distribution whose parameter is held, and inputs that stay free. */
function model() {
  const s = new Sketch({ option: 3 }, { start: 2025, reportStep: 1, reportCount: 3, stepsPerReport: 2, method: "euler" });
  const x = s.draw("normal", "x", [number(2), number(1)]);
  const y = s.draw("normal", "y", [x, number(0.5)]);
  const z = s.draw("lognormal", "z", [number(3), number(1)]);
  const byOption = s.apply("multiply", s.constant([0, 1, 2], ["option"]), x);
  const stock = s.stock(number(10), 0, ["option"]);
  s.flow(stock, s.apply("multiply", byOption, z));
  const end = s.reduce("final", stock, "time");
  const sum = s.apply("add", end, y);
  return { graph: s.graph(), x, byOption, z, sum };
}

const bits = (columns: readonly (readonly Float64Array[])[]) => columns.map((cells) => cells.map((column) => Array.from(column)));

describe("values that are held", () => {
  const settings = { seed: 3, draws: 1500 };
  for (const tier of ["compiled", "reference"] as const) {
    it(`give what the model with constants in their place gives, one after the other (${tier})`, () => {
      const { graph, x, sum, z } = model();
      const held = openHeldRun(graph, [sum, z], [x], { ...settings, tier });
      for (const value of [1, -4, 2.5]) {
        held.hold([[value]]);
        for (const block of [0, 1, 2]) held.runBlock(block);
        const changed = holdInGraph(graph, [x], [[value]]);
        const expected = drawsOf(changed.graph, [sum, z].map(changed.move), { ...settings, tier });
        expect(bits(held.draws(1500))).toEqual(bits(expected));
      }
      held.close();
    });
  }
  it("leave cells without a value as they are, and give the first draws when there is no time for all", () => {
    const { graph, byOption, sum } = model();
    const free = drawsOf(graph, [sum], settings)[0]!;
    const held = openHeldRun(graph, [sum], [byOption], settings);
    held.hold([[undefined, undefined, 7]]);
    held.runBlock(0);
    const [found] = held.draws(512);
    expect(found!.map(({ length }) => length)).toEqual([512, 512, 512]);
    expect(Array.from(found![1]!)).toEqual(Array.from(free[1]!.subarray(0, 512)));
    expect(Array.from(found![2]!)).not.toEqual(Array.from(free[2]!.subarray(0, 512)));
    held.close();
  });
  it("refuse what changes in time", () => {
    const { graph } = model();
    const stock = graph.nodes.findIndex(({ kind }) => kind === "stock");
    expect(() => openHeldRun(graph, [stock], [stock], settings)).toThrow("changes in time");
  });
});
