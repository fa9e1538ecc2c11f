/** The runs whose results have to have the same bits everywhere: graphs that together hold everything, by every way of sampling, on both tiers, at few and at many draws. */
import { createHash } from "node:crypto";
import { type Graph, resultBytes, run } from "@outweigh/engine";
import { w1Graph } from "../../bench/w1.js";
import { randomSketch } from "../../packages/engine/src/run/random-sketch-for-tests.js";
import type { RunOptions } from "../../packages/engine/src/run/run.js";
import { dynamicGraph } from "./dynamic-graph.js";
import { fixedDistributions, movingDistributions } from "./every-distribution.js";

/** A run. It is plain data, and survives being written as JSON. */
export interface Job {
  readonly title: string;
  readonly graph: Graph;
  readonly options: RunOptions;
}

/** A title and the SHA-256 of a result. */
export type Answer = readonly [title: string, hash: string];

const methods = ["sobol", "digital", "latin", "random"] as const;

/** All jobs. The interpreter and the compiled tier have to agree too, so jobs that differ in the tier alone have the same hash. */
export function jobs(): readonly Job[] {
  const graphs: readonly (readonly [string, Graph])[] = [
    ["W1", w1Graph()],
    ["dynamics", dynamicGraph()],
    ["distributions", fixedDistributions()],
  ];
  const large = graphs.flatMap(([name, graph]) =>
    methods.flatMap((sampling) =>
      ([10_000, 40_000] as const).flatMap((draws) =>
        (["compiled", "reference"] as const).flatMap((tier): readonly Job[] => {
          if (draws === 40_000 && sampling !== "sobol" && (tier === "reference" || name === "distributions")) return [];
          return [{ title: `${name}, ${draws} draws, ${sampling}, ${tier}`, graph, options: { seed: 2024, draws, sampling, tier } }];
        }),
      ),
    ),
  );
  const random = Array.from({ length: 24 }, (_, index): Job => {
    const seed = index + 1;
    const options: RunOptions = {
      seed,
      draws: 1100,
      sampling: methods[seed % 4]!,
      correlating: seed % 3 === 0 ? "iman-conover" : "copula",
    };
    return { title: `random graph ${seed}`, graph: randomSketch(seed, true).graph(), options };
  });
  const moving = (["compiled", "reference"] as const).map((tier): Job => {
    return { title: `moving distributions, ${tier}`, graph: movingDistributions(), options: { seed: 2024, draws: 512, tier } };
  });
  const all = [...large, ...random, ...moving];
  const unwritten = all.find(
    ({ graph }) => JSON.stringify(JSON.parse(JSON.stringify(graph))) !== JSON.stringify(graph) || hasUnwritable(graph),
  );
  if (unwritten) throw new Error(`The graph of ${unwritten.title} does not survive JSON.`);
  return all;
}

/** Whether a constant is minus zero, infinite or not a number, which JSON cannot tell. */
function hasUnwritable(graph: Graph): boolean {
  return graph.nodes.some(
    (node) => node.kind === "constant" && node.values.some((value) => !Number.isFinite(value) || Object.is(value, -0)),
  );
}

/** The answer of the engine's sources here. */
export function answerHere({ title, graph, options }: Job): Answer {
  return [
    title,
    createHash("sha256")
      .update(resultBytes(run(graph, options).outputs))
      .digest("hex"),
  ];
}
