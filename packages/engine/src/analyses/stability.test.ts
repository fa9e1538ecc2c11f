import { describe, expect, it } from "vitest";
import { correctSelection, type Selection } from "./correct-selection.js";
import { normalDraws } from "./draws-for-tests.js";
import { confidencePerLook, decideToGoOn } from "./stability.js";

/** Goes on until told to stop: how it ended, with how many draws, and what was selected. */
function runUntilStable(gap: number, seed: number, replicated: boolean, cap = 8192, indifference = 0) {
  const all = [normalDraws(cap, seed, "a", gap, 1, replicated), normalDraws(cap, seed, "b", 0, 1, replicated)];
  for (let draws = 512, judgements = 1; ; judgements++) {
    const benefits = all.map((column) => column.subarray(0, draws));
    const selection = correctSelection({ options: ["a", "b"], benefits, replicated }, { indifference }) as Selection;
    const decision = decideToGoOn({ draws, cap, target: 0.95, first: 512 }, selection);
    if (decision.kind !== "go-on") return { kind: decision.kind, draws, judgements, selected: selection.selected };
    draws = decision.next;
  }
}

describe("a run until the decision is stable", () => {
  it.each([false, true])("stops with a wrong selection no more often than stated, replicated %s", (replicated) => {
    // One option is better by next to nothing: half of all selections are wrong, and looking five times finds chance results.
    const ends = Array.from({ length: 200 }, (_, seed) => runUntilStable(1e-9, seed + 1, replicated));
    const wrong = ends.filter(({ kind, selected }) => kind === "stop-stable" && selected === 1).length / 200;
    expect(wrong).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 200));
    expect(ends.filter(({ kind }) => kind === "stop-unstable").every(({ draws }) => draws === 8192)).toBe(true);
  });

  it("stops at once where the difference is clear, later where it is small", () => {
    for (const replicated of [false, true]) {
      expect(runUntilStable(1, 1, replicated)).toMatchObject({ kind: "stop-stable", draws: 512, selected: 0 });
      expect(runUntilStable(0.1, 4, replicated, 65_536)).toMatchObject({ kind: "stop-stable", selected: 0 });
    }
  });

  it("stops where the difference does not matter", () => {
    expect(runUntilStable(0, 2, false, 65_536, 0.2)).toMatchObject({ kind: "stop-stable" });
  });

  it("goes on by doublings up to the cap", () => {
    const selection = {
      atLeast: 0.6,
      goodAtLeast: 0.6,
      indifference: 0,
      competitors: [{ difference: { value: 1, error: 0.6 } }],
    } as unknown as Selection;
    // Three errors are 1.8 times the difference: (1.8)² = 3.24 times as many draws, so two doublings.
    expect(decideToGoOn({ draws: 1000, cap: 100_000, target: 0.95 }, selection)).toMatchObject({ kind: "go-on", next: 4000 });
    expect(decideToGoOn({ draws: 1000, cap: 3000, target: 0.95 }, selection)).toMatchObject({ kind: "go-on", next: 3000 });
    expect(decideToGoOn({ draws: 3000, cap: 3000, target: 0.95 }, selection)).toMatchObject({ kind: "stop-unstable" });
  });

  it("shares what may go wrong among its judgements", () => {
    expect(confidencePerLook({ draws: 512, cap: 512, target: 0.95 })).toBeCloseTo(0.95, 12);
    expect(confidencePerLook({ draws: 8192, cap: 8192, target: 0.95, first: 512 })).toBeCloseTo(0.99, 12);
  });
});
