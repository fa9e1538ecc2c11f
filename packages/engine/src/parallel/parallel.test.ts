import { describe, expect, it } from "vitest";
import type { Graph } from "../graph.js";
import { resultBytes } from "../result-bytes.js";
import { openRun } from "../run/open-run.js";
import { prepare } from "../run/prepare.js";
import { randomSketch } from "../run/random-sketch-for-tests.js";
import { run } from "../run/run.js";
import { openSession } from "../run/session.js";
import { number, Sketch } from "../run/sketch-for-tests.js";
import { batchCount } from "../statistics/batches.js";
import type { BatchPartial } from "../statistics/cells.js";
import type { StartWorker } from "./orders.js";
import { bytesOfPartial, lengthOfPartial, partialOfBytes } from "./partial-bytes.js";
import { Cancelled, openPool, WorkersDied } from "./pool.js";
import { batchesOfShard, finishRun, makeBatches, makerHere, weighDraws } from "./spread.js";
import { startHere } from "./workers-here-for-tests.js";

const bytesOf = (graph: Graph, draws: number) => resultBytes(run(graph, { seed: 3, draws }).outputs);

async function spread(graph: Graph, draws: number, workers: number, start: StartWorker): Promise<Uint8Array> {
  const pool = openPool(workers, start);
  const { outputs } = await finishRun(openRun(graph, { seed: 3, draws }), pool);
  pool.close();
  return resultBytes(outputs);
}

/** The outputs of a graph, with draws, quantiles and moments in turn. */
function mixed(seed: number, everything = true): Graph {
  const graph = randomSketch(seed, everything).graph();
  const keeps = ["quantiles", "draws", "moments"] as const;
  return { ...graph, outputs: graph.outputs.map((output, index) => ({ ...output, keep: keeps[(index + seed) % 3]! })) };
}

const seedsFor = (draws: number) => (draws < 1000 ? [0, 1, 2, 3, 4, 5] : draws < 32_768 ? [6, 7] : [8, 9]);
const pause = async () => {};

describe("a spread run has the bits of a single one", () => {
  for (const draws of [700, 20_000, 40_001]) {
    it(`on 1, 2 and 4 workers with ${draws} draws, in any order`, async () => {
      for (const seed of seedsFor(draws)) {
        const graph = mixed(seed);
        const expected = bytesOf(graph, draws);
        let turn = seed;
        for (const workers of [1, 2, 4]) {
          const actual = await spread(
            graph,
            draws,
            workers,
            startHere(undefined, () => (turn = (turn * 5 + 3) % 7)),
          );
          expect(actual, `graph ${seed}, ${workers} workers`).toEqual(expected);
        }
      }
    });

    it(`in 1, 2, 3 and 7 shards with ${draws} draws`, async () => {
      for (const seed of seedsFor(draws)) {
        const graph = mixed(seed, false);
        const expected = bytesOf(graph, draws);
        for (const count of [1, 2, 3, 7]) {
          const parts: BatchPartial[] = [];
          for (let index = count; index >= 1; index--) {
            const batches = batchesOfShard(draws, index, count);
            await makeBatches(graph, { seed: 3, draws }, batches, makerHere(pause), (partial) => {
              parts.push(partialOfBytes(bytesOfPartial(partial)));
            });
          }
          const open = openRun(graph, { seed: 3, draws });
          for (const partial of parts.sort((a, b) => a.batch - b.batch)) open.add(partial);
          const { outputs } = await finishRun(open, makerHere(pause));
          expect(resultBytes(outputs), `graph ${seed}, ${count} shards`).toEqual(expected);
        }
      }
    });
  }

  it("with observations, on workers and in shards", async () => {
    const draws = 40_001;
    const s = new Sketch({ option: 2 });
    const x = s.draw("normal", "x", [s.constant([8, 7], ["option"]), number(2)]);
    const y = s.draw("lognormal", "y", [number(1), number(1)]);
    s.observe("measured", s.pick(x, "option", 0), 11, 2);
    s.output("x", x, "quantiles");
    s.output("sum", s.apply("add", x, y), "draws");
    s.output("given", s.statistic(y, { kind: "quantile", probability: 0.9 }, s.apply("greater", x, number(9))), "quantiles");
    const graph = s.graph();
    const expected = run(graph, { seed: 3, draws });
    for (const workers of [1, 3]) {
      const pool = openPool(workers, startHere());
      expect(await finishRun(openRun(graph, { seed: 3, draws }), pool)).toEqual(expected);
      pool.close();
    }
    const parts: BatchPartial[] = [];
    for (const index of [2, 1, 3]) {
      const batches = batchesOfShard(draws, index, 3);
      await makeBatches(graph, { seed: 3, draws }, batches, makerHere(pause), (partial) => {
        parts.push(partial);
      });
    }
    const open = openRun(graph, { seed: 3, draws });
    await weighDraws(open, makerHere(pause));
    for (const partial of parts.sort((a, b) => a.batch - b.batch)) open.add(partial);
    expect(await finishRun(open, makerHere(pause))).toEqual(expected);
  });

  it("when batches are made in any order by one session, courses without randomness included", () => {
    for (const seed of [1, 2, 3]) {
      const graph = mixed(seed, false);
      const draws = 30_000;
      const session = openSession(prepare(graph, { seed: 3, draws }), { brackets: () => undefined });
      const partials = [2, 0, 3, 1, 0].map((batch) => session.runBatch(batch));
      const open = openRun(graph, { seed: 3, draws });
      for (const batch of [4, 3, 0, 2]) open.add(partials[batch]!);
      expect(resultBytes(open.outputs().outputs)).toEqual(bytesOf(graph, draws));
    }
  });

  it("when it is begun in one thread and finished by workers", async () => {
    const graph = mixed(5);
    const open = openRun(graph, { seed: 3, draws: 50_000 });
    open.makeNext();
    const pool = openPool(2, startHere());
    const { outputs } = await finishRun(open, pool);
    expect(resultBytes(outputs)).toEqual(bytesOf(graph, 50_000));
  });
});

function large(): Graph {
  const s = new Sketch({ option: 2 });
  s.output("x", s.draw("normal", "x", [number(0), number(1)]), "quantiles");
  s.output("y", s.draw("lognormal", "y", [number(2), number(1)]), "draws");
  return s.graph();
}

describe("a pool of workers", () => {
  const draws = 100_000;

  it("repeats the batches of a worker that dies", async () => {
    const graph = large();
    let fatal = 0;
    const fate = (batch: number) => (batch === 1 || batch === 7 || batch === 12) && fatal++ % 3 !== 2;
    expect(await spread(graph, draws, 3, startHere(fate))).toEqual(bytesOf(graph, draws));
    expect(fatal).toBeGreaterThan(3);
  });

  it("gives a batch up at which workers die again and again", async () => {
    const outcome = spread(
      large(),
      draws,
      2,
      startHere((batch) => batch === 9),
    );
    await expect(outcome).rejects.toThrow(WorkersDied);
    await expect(outcome).rejects.toThrow("Batch 9 was given up after 3 workers had died at it: it was killed");
  });

  it("passes on a mistake that a worker reports", async () => {
    const graph = large();
    const broken: Graph = { ...graph, correlations: [{ left: "x", right: "nowhere", rank: 0.5 }] };
    await expect(spread(broken, draws, 2, startHere())).rejects.toThrow("nowhere");
  });

  it("stops when it is cancelled and takes the next run", async () => {
    const pool = openPool(2, startHere());
    const stop = new AbortController();
    const seen: number[] = [];
    const cancelled = finishRun(openRun(large(), { seed: 3, draws }), pool, {
      signal: stop.signal,
      onProgress: (done) => {
        seen.push(done);
        if (seen.length === 4) stop.abort();
      },
    });
    await expect(cancelled).rejects.toThrow(Cancelled);
    expect(seen).toHaveLength(4);
    const graph = large();
    const { outputs } = await finishRun(openRun(graph, { seed: 3, draws }), pool);
    expect(resultBytes(outputs)).toEqual(bytesOf(graph, draws));
    await expect(pool.make(openRun(graph, { seed: 3, draws }).job(), [0], () => {}, AbortSignal.abort())).rejects.toThrow(Cancelled);
  });

  it("reports progress in order", async () => {
    const seen: number[] = [];
    const pool = openPool(4, startHere());
    await finishRun(openRun(large(), { seed: 3, draws }), pool, { onProgress: (done) => void seen.push(done) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen).toHaveLength(batchCount(draws));
    expect(seen.at(-1)).toBe(draws);
  });
});

describe("shards", () => {
  it("cover all batches once, some of them with none", () => {
    for (const draws of [1, 8192, 8193, 100_000]) {
      for (const count of [1, 2, 3, 7, 40]) {
        const all = Array.from({ length: count }, (_, index) => batchesOfShard(draws, index + 1, count)).flat();
        expect(all).toEqual(Array.from({ length: batchCount(draws) }, (_, batch) => batch));
      }
    }
  });
});

describe("a batch as bytes", () => {
  it("comes back as it was, and knows its length", () => {
    const session = openSession(prepare(mixed(2), { seed: 1, draws: 9000 }), { brackets: () => undefined });
    const partial = session.runBatch(1);
    const bytes = bytesOfPartial(partial);
    expect(partialOfBytes(bytes)).toEqual(partial);
    expect(lengthOfPartial(bytes)).toBe(bytes.length);
    expect(bytes.length % 8).toBe(0);
  });
});
