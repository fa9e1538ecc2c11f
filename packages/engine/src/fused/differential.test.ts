/** Compiled evaluation against the interpreter: the same bits, for graphs made by chance. */
import { expect, it } from "vitest";
import { resultBytes } from "../result-bytes.js";
import { randomSketch } from "../run/random-sketch.js";
import { run } from "../run/run.js";

const graphs = Number(process.env.FUZZ_GRAPHS ?? 400);

it(`${graphs} random graphs give the same bits compiled and interpreted`, () => {
  let compared = 0;
  for (let seed = 1; seed <= graphs; seed++) {
    const graph = randomSketch(seed, true).graph();
    const evaluate = (tier: "compiled" | "reference") => {
      try {
        return resultBytes(run(graph, { seed, draws: 520, tier }).outputs);
      } catch (problem) {
        if (problem instanceof Error && /whole course|within the time loop/.test(problem.message)) return undefined;
        throw problem;
      }
    };
    const [compiled, reference] = [evaluate("compiled"), evaluate("reference")];
    expect({
      seed,
      isSame: compiled?.length === reference?.length && compiled?.every((byte, index) => byte === reference?.[index]),
    }).toEqual({
      seed,
      isSame: compiled === undefined ? undefined : true,
    });
    if (compiled !== undefined) compared++;
  }
  expect(compared).toBeGreaterThan(graphs / 2);
});

it("long runs, whose quantiles are bracketed, give the same bits compiled and interpreted", () => {
  for (const seed of [3, 8, 21, 33]) {
    const graph = randomSketch(seed, true).graph();
    const long = { ...graph, outputs: graph.outputs.map((output) => ({ ...output, keep: "quantiles" as const })) };
    const [compiled, reference] = (["compiled", "reference"] as const).map((tier) => {
      try {
        return resultBytes(run(long, { seed, draws: 42_345, tier }).outputs);
      } catch {
        return undefined;
      }
    });
    expect({ seed, bytes: compiled }).toEqual({ seed, bytes: reference });
  }
});
