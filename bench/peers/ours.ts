/** Our engine: W1 (which at fewer draws is W4) through the graph builder and from the text of a case, W2, and W5. Each call edits a constant, so that no result can be remembered. */
import { workerThreads } from "@outweigh/cli";
import {
  engineVersion,
  finishRun,
  isUnsuitable,
  openPool,
  openRun,
  type RunOptions,
  run,
  type SobolIndices,
  sobolOfGraph,
  type WorkerPool,
} from "@outweigh/engine";
import { compileCase, runCase } from "@outweigh/language";
import { oneChapter } from "../generated-case.js";
import { statisticsOfOutput, statisticsOfRun } from "../statistics.js";
import { w1Graph } from "../w1.js";
import { w1Case } from "../w1-case.js";
import { w2Graph, w2Run } from "../w2.js";
import { serve, timed } from "./protocol.js";

/** The ways of running that the benchmark compares, by name. */
const methods: Readonly<Record<string, Omit<RunOptions, "seed" | "draws">>> = {
  default: {},
  random: { sampling: "random" },
  digital: { sampling: "digital" },
  latin: { sampling: "latin" },
};

let pool: WorkerPool | undefined;

/** Two threads, which stay for the next run. */
function twoWorkers(): WorkerPool {
  const { start } = workerThreads(new URL("../../packages/cli/dist/worker-thread.js", import.meta.url));
  pool ??= openPool(2, start);
  return pool;
}

/** Too small a change of the constant 0.15 to be seen in any answer. */
const edited = (seed: number) => 0.15 + seed * 1e-9;

await serve(`engine ${engineVersion}, Node ${process.version}`, {
  W1: async (draws, seed, method) => {
    const graph = () => w1Graph(edited(seed));
    const { ms, value } = await timed(async () => {
      const { outputs } =
        method === "two-workers"
          ? await finishRun(openRun(graph(), { seed, draws }), twoWorkers())
          : run(graph(), { ...methods[method], seed, draws });
      return statisticsOfRun(outputs);
    });
    return { ms, answers: value };
  },
  text: async (draws, seed) => {
    const { ms, value } = await timed(() => {
      const { result } = runCase(compileCase(oneChapter(w1Case(edited(seed))), "case"), { draws, seed });
      return statisticsOfOutput(result.outputs.find(({ name }) => name === "least")!);
    });
    return { ms, answers: value };
  },
  W2: async (draws, seed) => {
    const { ms, value } = await timed(() => run(w2Graph(), { seed, draws }));
    const [u, , total, peak] = value.outputs.map((output) => output.draws![0]!);
    let deviation = 0;
    for (let i = 0; i < draws; i += 997) {
      const [expectedTotal, expectedPeak] = w2Run(u![i]!);
      deviation = Math.max(deviation, Math.abs(total![i]! / expectedTotal - 1), Math.abs(peak![i]! / expectedPeak - 1));
    }
    const certain = run(w2Graph([0.5e-4, 0.50005, 0.99995]), { seed, draws: 1 }).outputs[2]!;
    return { ms, answers: [certain.draws!.map((column) => column[0]!)], deviation };
  },
  W5: async (base, seed) => {
    const graph = w1Graph(edited(seed));
    const { ms, value } = await timed(() => {
      const result = sobolOfGraph(w1Graph(edited(seed)), { seed, rows: base }, { outputs: [graph.outputs[0]!.node] });
      if (isUnsuitable(result)) throw new Error(result.reason);
      return result.outputs.map(({ indices }) => indices as SobolIndices);
    });
    return {
      ms,
      answers: value.map(({ inputs }) => [...inputs.map(({ first }) => first.value), ...inputs.map(({ total }) => total.value)]),
    };
  },
});
pool?.close();
