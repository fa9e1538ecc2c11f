/** The memory of a run is told without taking it. Expected values are counted by hand: eight bytes for a number. */
import { describe, expect, it } from "vitest";
import type { Output } from "../graph.js";
import { memoryNeeded } from "./memory-needed.js";
import { number, Sketch } from "./sketch-for-tests.js";

const graphOf = (keep: Output["keep"]) => {
  const s = new Sketch({ option: 3, place: 4 }, { start: 2025, reportStep: 1, reportCount: 5, stepsPerReport: 2, method: "euler" });
  const x = s.draw("normal", "x", [s.constant([1, 2, 3], ["option"]), number(1)]);
  s.output("by option", x, keep);
  s.output("over time", s.apply("multiply", x, s.now()), keep);
  s.output("certain", s.constant([1, 2, 3, 4], ["place"]), keep);
  return s.graph();
};

describe("the memory that a run needs", () => {
  it("is a number for each kept draw of each cell that differs between draws", () => {
    const { bytesPerDraw, kept } = memoryNeeded(graphOf("draws"), 1e6);
    expect(bytesPerDraw).toBe(8 * (3 + 3 * 5));
    expect(kept).toBeGreaterThan(1e6 * bytesPerDraw);
    expect(kept).toBeLessThan(1.01e6 * bytesPerDraw);
  });

  it("does not grow with the draws where only moments are kept, and little for quantiles", () => {
    expect(memoryNeeded(graphOf("moments"), 1e12).bytes).toBe(memoryNeeded(graphOf("moments"), 100).bytes);
    const perDraw = (keep: Output["keep"]) => memoryNeeded(graphOf(keep), 1e6).bytesPerDraw;
    expect(perDraw("quantiles")).toBeLessThan(perDraw("draws") / 5);
  });

  it("is told at once for draws that no machine holds", () => {
    expect(memoryNeeded(graphOf("draws"), 1e15).bytes).toBeGreaterThan(1e17);
  });

  it("counts what statistics need of nodes that are no outputs", () => {
    const s = new Sketch();
    const x = s.draw("normal", "x", [number(0), number(1)]);
    s.output("quantile", s.statistic(x, { kind: "quantile", probability: 0.5 }));
    expect(memoryNeeded(s.graph(), 1e6).bytesPerDraw).toBeGreaterThan(0);
  });
});
