import { describe, expect, it, vi } from "vitest";
import { resultBytes } from "../result-bytes.js";
import { openRun } from "../run/open-run.js";
import { run } from "../run/run.js";
import { number, Sketch } from "../run/sketch-for-tests.js";
import type { BatchPartial } from "../statistics/cells.js";
import { openPool } from "./pool.js";
import { batchesOfShard, finishRun, makeBatches, makerHere } from "./spread.js";
import { startHere } from "./workers-here-for-tests.js";

/** Brackets so narrow that they miss, twice where they can. */
vi.mock(import("../statistics/brackets.js"), async (original) => ({ ...(await original()), bracketWidths: [-0.6, -0.6, Infinity] }));

describe("a spread run whose brackets miss", () => {
  const settings = { seed: 4, draws: 50_000 };
  const s = new Sketch({ option: 3 });
  s.output("coin", s.draw("bernoulli", "coin", [number(0.3)]), "quantiles");
  const x = s.draw("lognormal", "x", [number(2), number(1)]);
  s.output("mixed", s.stack("option", number(7), x, s.apply("floor", x)), "quantiles");
  s.output("kept", x);
  const graph = s.graph();
  const expected = resultBytes(run(graph, settings).outputs);

  it("has the bits of a single run on workers, and again on the same workers", async () => {
    const pool = openPool(2, startHere());
    for (let time = 0; time < 2; time++) {
      const { outputs } = await finishRun(openRun(graph, settings), pool);
      expect(resultBytes(outputs)).toEqual(expected);
    }
  });

  it("has them when shards are put together and the misses repeated", async () => {
    const partials: BatchPartial[] = [];
    const maker = makerHere(async () => {});
    for (const index of [1, 2, 3])
      await makeBatches(graph, settings, batchesOfShard(settings.draws, index, 3), maker, (partial) => partials.push(partial));
    const open = openRun(graph, settings);
    for (const partial of partials) open.add(partial);
    expect(open.isDone()).toBe(false);
    const { outputs } = await finishRun(open, maker);
    expect(resultBytes(outputs)).toEqual(expected);
  });
});
