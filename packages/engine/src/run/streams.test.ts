import { describe, expect, it } from "vitest";
import type { Graph } from "../graph.js";
import { blockSize } from "../random.js";
import type { SamplingMethod } from "../sampling/sampler.js";
import { number, Sketch } from "./sketch-for-tests.js";
import { createStreams, type SamplingOptions } from "./streams.js";

interface Declared {
  readonly name: string;
  readonly over?: readonly string[];
}

function graphOf(declared: readonly Declared[], correlations: Graph["correlations"] = [], dimensions = { place: 3, kind: 2 }): Graph {
  const sketch = new Sketch(dimensions);
  for (const { name, over = [] } of declared) sketch.draw("uniform", name, [number(0), number(1)], { over });
  sketch.correlations.push(...correlations);
  return sketch.graph();
}

const methods = ["digital", "sobol", "latin", "random"] as const;
const everyWay = methods.flatMap((sampling) => (["copula", "iman-conover"] as const).map((correlating) => ({ sampling, correlating })));
const place = new Map([
  ["place", 1],
  ["kind", 0],
]);

/** The draws of each stream at one place. */
function drawsOf(graph: Graph, names: readonly string[], options: SamplingOptions, draws = 2048, seed = 5): readonly Float64Array[] {
  const streams = createStreams(graph, seed, { ...options, draws });
  const sources = names.map((name) => streams.source(name, place));
  const column = new Float64Array(blockSize);
  const result = names.map(() => new Float64Array(draws));
  for (let block = 0; block < draws / blockSize; block++) {
    sources.forEach((source, index) => {
      source.fill(column, block);
      result[index]!.set(column, block * blockSize);
    });
  }
  return result;
}

const declared = [{ name: "a" }, { name: "b" }, { name: "c", over: ["place"] }, { name: "d", over: ["place", "kind"] }, { name: "e" }];
const correlations = [
  { left: "b", right: "a", rank: 0.5 },
  { left: "c", right: "b", rank: -0.4 },
];
const names = declared.map(({ name }) => name);

describe.each(everyWay)("streams by $sampling, correlated by $correlating", (options) => {
  it("do not depend on the order of declarations, of correlations or of their sides", () => {
    const turned = correlations.map(({ left, right, rank }) => ({ left: right, right: left, rank })).reverse();
    expect(drawsOf(graphOf([...declared].reverse(), turned), names, options)).toEqual(
      drawsOf(graphOf(declared, correlations), names, options),
    );
  });

  it("do not depend on the order in which they are asked for, nor on those that are not", () => {
    const all = drawsOf(graphOf(declared, correlations), names, options);
    expect(drawsOf(graphOf(declared, correlations), [...names].reverse(), options)).toEqual([...all].reverse());
    expect(drawsOf(graphOf(declared, correlations), ["c"], options)).toEqual([all[2]]);
  });

  it("keep their own distribution", () => {
    for (const column of drawsOf(graphOf(declared, correlations), names, options)) {
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * column.length));
      expect(column.every((value) => value > 0 && value < 1)).toBe(true);
    }
  });
});

describe.each(everyWay.filter(({ sampling }) => sampling !== "sobol"))("streams by $sampling, correlated by $correlating", (options) => {
  it("do not change with an unrelated stream, its correlations or its name", () => {
    const before = drawsOf(graphOf(declared, correlations), names, options);
    const strangers = ["A", "aa", "z"].map((name) => ({ name }));
    const more = graphOf([...strangers, ...declared], [...correlations, { left: "A", right: "z", rank: 0.9 }], { place: 3, kind: 2 });
    expect(drawsOf(more, names, options)).toEqual(before);
    const renamed = graphOf(
      declared.map((each) => (each.name === "e" ? { name: "0" } : each)),
      correlations,
    );
    expect(drawsOf(renamed, names.slice(0, 4), options)).toEqual(before.slice(0, 4));
  });
});

describe("the dimensions of Sobol's sequence", () => {
  it("stay with their streams when another comes, unless it takes one of them: at most three in a hundred times", () => {
    const few = Array.from({ length: 12 }, (_, k) => ({ name: `input ${k}` }));
    const own = few.map(({ name }) => name);
    const before = drawsOf(graphOf(few), own, { sampling: "sobol" }, 512);
    let changed = 0;
    for (let stranger = 0; stranger < 40; stranger++) {
      const after = drawsOf(graphOf([...few, { name: `stranger ${stranger}` }]), own, { sampling: "sobol" }, 512);
      changed += after.filter((column, k) => column.some((value, draw) => value !== before[k]![draw])).length;
    }
    expect(changed).toBeLessThanOrEqual((3 * 40 * 12) / 100);
  });

  it("end with the table: a stream of more cells has sequences of its own", () => {
    const many = graphOf([{ name: "x", over: ["place"] }, { name: "w" }], [], { place: 400, kind: 1 });
    const streams = createStreams(many, 1, { sampling: "sobol", draws: 512 });
    const own = createStreams(many, 1, { sampling: "digital", draws: 512 });
    const columns = [0, 300].flatMap((member) =>
      [streams, own].map((each) => {
        const column = new Float64Array(blockSize);
        each.source("x", new Map([["place", member]])).fill(column, 0);
        return column;
      }),
    );
    expect(columns[0]).toEqual(columns[1]);
    expect(columns[2]).toEqual(columns[3]);
    const one = (sampling: SamplingMethod) => drawsOf(many, ["w"], { sampling }, 512)[0];
    expect(one("sobol")).not.toEqual(one("digital"));
  });
});

describe("rank correlations", () => {
  const draws = 4096;
  const seeds = 24;
  const asked = [
    { left: "a", right: "b", rank: 0.6 },
    { left: "b", right: "c", rank: -0.35 },
    { left: "a", right: "c", rank: 0 },
  ];
  const graph = graphOf([{ name: "a" }, { name: "b" }, { name: "c" }], asked);

  function spearman(a: Float64Array, b: Float64Array): number {
    const ranks = (values: Float64Array) => {
      const result = new Float64Array(values.length);
      Array.from(values, (_, i) => i)
        .sort((i, j) => values[i]! - values[j]!)
        .forEach((index, rank) => {
          result[index] = rank;
        });
      return result;
    };
    const [x, y] = [ranks(a), ranks(b)];
    return 1 - (6 * x.reduce((sum, rank, i) => sum + (rank - y[i]!) ** 2, 0)) / (a.length * (a.length ** 2 - 1));
  }

  // Iman and Conover's method matches scores within 64 or 512 draws, which moves the rank correlation by up to about 1 / that number.
  it.each(everyWay)("are those asked for: $sampling, $correlating", (options) => {
    const bias = options.correlating === "copula" ? 0 : options.sampling === "digital" || options.sampling === "sobol" ? 0.016 : 0.004;
    const reached = Array.from({ length: seeds }, (_, seed) => {
      const columns = drawsOf(graph, ["a", "b", "c"], options, draws, seed);
      return asked.map(({ left, right }) => spearman(columns["abc".indexOf(left)]!, columns["abc".indexOf(right)]!));
    });
    asked.forEach(({ rank }, index) => {
      const values = reached.map((row) => row[index]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1);
      expect(Math.abs(mean - rank)).toBeLessThan(bias + 4 * Math.sqrt(variance / seeds));
    });
  });
});

it.each(methods)("streams that are added by %s leave the others as they are, and have dimensions of their own", (sampling) => {
  const more = [{ name: "y" }, { name: "z", over: ["place"] }];
  const all = graphOf([...declared, ...more], correlations);
  const added = new Set(more.map(({ name }) => name));
  const found = drawsOf(all, [...names, "y", "z"], { sampling, added });
  expect(found.slice(0, names.length)).toEqual(drawsOf(graphOf(declared, correlations), names, { sampling }));
  for (const one of found.slice(names.length))
    for (const other of found) {
      if (one === other) continue;
      const together = one.reduce((sum, value, draw) => sum + 12 * (value - 0.5) * (other[draw]! - 0.5), 0) / one.length;
      expect(Math.abs(together)).toBeLessThan(4 / Math.sqrt(one.length));
    }
});
