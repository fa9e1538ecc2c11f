import { describe, expect, it, vi } from "vitest";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

/** Brackets so narrow that they miss, twice where they can. */
vi.mock(import("../statistics/brackets.js"), async (original) => ({ ...(await original()), bracketWidths: [-0.6, -0.6, Infinity] }));

describe("a run whose brackets miss", () => {
  const draws = 50_000;
  const sketch = (keep: "draws" | "quantiles") => {
    const s = new Sketch({ option: 3 }, { start: 2025, reportStep: 1, reportCount: 2, stepsPerReport: 2, method: "euler" });
    const growth = s.draw("normal", "growth", [s.constant([0.1, 0.2, 0], ["option"]), number(0.3)]);
    const stock = s.stock(number(50), 0, ["option"]);
    s.flow(stock, s.apply("multiply", stock, growth));
    s.output("stock", stock, keep);
    s.output("coin", s.draw("bernoulli", "coin", [number(0.3)]), keep);
    const x = s.draw("lognormal", "x", [number(2), number(1)]);
    s.output("mixed", s.stack("option", number(7), x, s.apply("floor", x)), keep);
    s.output("asked", s.statistic(x, { kind: "quantile", probability: 0.123 }));
    return s.graph();
  };

  it("is repeated and gives what kept draws give", () => {
    const seen: number[] = [];
    const missed = run(sketch("quantiles"), { seed: 4, draws, onProgress: (done) => seen.push(done) });
    const kept = run(sketch("draws"), { seed: 4, draws });
    expect(seen).toHaveLength(Math.ceil(draws / 512));
    missed.outputs.forEach(({ name, draws: columns, summaries }, index) => {
      if (name !== "asked") expect(columns).toBeUndefined();
      summaries.forEach((summary, cell) => {
        const { tails, ...rest } = kept.outputs[index]!.summaries[cell]!;
        expect({ ...summary, tails: undefined }).toEqual({ ...rest, tails: undefined });
        for (const end of ["low", "high"] as const)
          expect(Math.abs(summary.tails![end] - tails![end])).toBeLessThanOrEqual(1e-12 * Math.abs(tails![end]));
      });
    });
  });
});
