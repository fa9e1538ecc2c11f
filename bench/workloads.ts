/** The workloads that are measured side by side: W1, W2, W4 and W5, with their contestants, checks and goals. */
import { type Contestants, commands } from "./contestants.js";
import { type Measured, measure } from "./measure.js";
import { fastest, ratioGoal, type Section } from "./section.js";
import { w1Disagreements } from "./w1.js";
import { w2Disagreements } from "./w2.js";

const wrongOf = (measured: readonly Measured[], disagreements: (one: Measured, index: number) => readonly string[]): readonly string[] =>
  measured.flatMap((one) => one.replies.flatMap((_, index) => disagreements(one, index).map((text) => `${one.name}: ${text}`)));

const checkedW1 = (measured: readonly Measured[]) =>
  wrongOf(measured, (one, index) => w1Disagreements(one.replies[index]!.answers, one.draws));

/** W1, a million draws. Slow peers get fewer draws, scaled, unless all is asked for. */
export async function w1(contestants: Contestants, isAll: boolean): Promise<Section> {
  const draws = 1_000_000;
  const fewer = (count: number) => (isAll ? draws : count);
  const enter = (...given: Parameters<Contestants["enter"]>) => contestants.enter(...given);
  const list = [
    ...(await enter("ours", commands.ours, "W1", draws)),
    ...(await enter("ours, 2 workers", commands.ours, "W1", draws, "two-workers")),
    ...(await enter("C, 1 thread", contestants.limit("w1", 1), "W1", draws)),
    ...(await enter("C, 2 threads", contestants.limit("w1", 2), "W1", draws)),
    ...(await enter("C, 1 thread, as in WASM", contestants.limit("w1", 1, true), "W1", draws)),
    ...(await enter("numpy, chunks", commands.numpyChunks, "W1", draws)),
    ...(await enter("numpy, whole arrays", commands.numpy, "W1", draws)),
    ...(await enter("R", commands.r, "W1", draws)),
    ...(await enter("OpenTURNS", commands.openturns, "W1", draws)),
    ...(await enter("JAGS", commands.jags, "W1", fewer(200_000))),
    ...(await enter("Squiggle", commands.squiggle, "W1", fewer(100_000))),
    ...(await enter("WebPPL, draws only", commands.webppl, "W1", fewer(100_000))),
    ...(await enter("mathjs, evaluation only", commands.mathjs, "W1", fewer(100_000))),
  ];
  const measured = await measure(list, draws, { rounds: 15, seconds: 6, warmUps: 3 });
  const [one, two] = [fastest(measured, "ours"), fastest(measured, "ours, 2 workers")];
  const squiggle = fastest(measured, "Squiggle");
  const numpy = fastest(measured, "numpy, chunks", "numpy, whole arrays");
  return {
    name: "W1",
    title: `W1  Monte Carlo, 12 inputs, 6 losses, ${draws.toLocaleString("en-GB")} draws, all statistics`,
    measured,
    lines: [],
    goals: [
      ratioGoal("W1 against Squiggle, 1 core", squiggle, one, 100, 300),
      ratioGoal("W1 against Squiggle, 2 cores", squiggle, two, 200, 300),
      ratioGoal("W1 against numpy, 1 core", numpy, one, 4, 6),
      ratioGoal("W1 against numpy, 2 cores", numpy, two, 8, 11),
      ratioGoal("W1 as a fraction of C, 1 thread", fastest(measured, "C, 1 thread"), one, 0.5, 0.65),
      ratioGoal("W1 as a fraction of C, 2 threads", fastest(measured, "C, 2 threads"), two, 0.5, 0.65),
      ratioGoal("W1, two workers against one", one, two, 1.8, 2),
    ],
    wrong: checkedW1(measured),
  };
}

/** W2, 10,000 runs. Answers of numpy, R and C are those of the reference; ours draws its runs at random and is checked run by run. */
export async function w2(contestants: Contestants): Promise<Section> {
  const runs = 10_000;
  const enter = (...given: Parameters<Contestants["enter"]>) => contestants.enter(...given);
  const list = [
    ...(await enter("ours", commands.ours, "W2", runs)),
    ...(await enter("C, 1 thread", contestants.limit("w2", 1), "W2", runs)),
    ...(await enter("C, 2 threads", contestants.limit("w2", 2), "W2", runs)),
    ...(await enter("C, 1 thread, as in WASM", contestants.limit("w2", 1, true), "W2", runs)),
    ...(await enter("numpy, chunks", commands.numpyChunks, "W2", runs)),
    ...(await enter("numpy, whole arrays", commands.numpy, "W2", runs)),
    ...(await enter("R", commands.r, "W2", runs)),
  ];
  const measured = await measure(list, runs, { rounds: 15, seconds: 5, warmUps: 3 });
  const ours = fastest(measured, "ours");
  return {
    name: "W2",
    title: `W2  dynamics, 10 coupled stocks, 520 steps, ${runs.toLocaleString("en-GB")} runs`,
    measured,
    lines: [],
    goals: [
      ratioGoal("W2 against numpy", fastest(measured, "numpy, chunks", "numpy, whole arrays"), ours, 7, 10),
      ratioGoal("W2 as a fraction of C, 1 thread", fastest(measured, "C, 1 thread"), ours, 0.45, 0.6),
    ],
    wrong: wrongOf(measured, (one, index) => {
      const { answers, deviation = 0 } = one.replies[index]!;
      return [...w2Disagreements(answers), ...(deviation < 1e-6 ? [] : [`runs differ from the recurrence by ${deviation}`])];
    }),
  };
}

/** W4 at so many draws: W1 with one constant edited before every repetition, from the edit to all statistics. */
export async function w4(contestants: Contestants, draws: 10_000 | 100_000): Promise<Section> {
  const enter = (...given: Parameters<Contestants["enter"]>) => contestants.enter(...given);
  const list = [
    ...(await enter("ours", commands.ours, "W1", draws)),
    ...(await enter("ours, from the text of a case", commands.ours, "text", draws)),
    ...(await enter("C, 1 thread", contestants.limit("w1", 1), "W1", draws)),
    ...(await enter("numpy, chunks", commands.numpyChunks, "W1", draws)),
    ...(await enter("numpy, whole arrays", commands.numpy, "W1", draws)),
    ...(await enter("Squiggle", commands.squiggle, "W1", draws)),
  ];
  const measured = await measure(list, draws, { rounds: 21, seconds: 3, warmUps: 10 });
  const [commit, aim] = draws === 10_000 ? [5, 1.5] : [16, 8];
  const value = fastest(measured, "ours");
  const what = `W4 at ${draws.toLocaleString("en-GB")} draws`;
  return {
    name: `W4 ${draws}`,
    title: `W4  W1 after the edit of one constant, ${draws.toLocaleString("en-GB")} draws, all statistics`,
    measured,
    lines: [],
    goals: [{ what, unit: "ms", commit, aim, isCeiling: true, ...(value === undefined ? { why: "not measured" } : { value }) }],
    wrong: checkedW1(measured),
  };
}

/** W5, Sobol indices of first and total order of the six losses, base 2^14. */
export async function w5(contestants: Contestants): Promise<Section> {
  const base = 2 ** 14;
  const list = [
    ...(await contestants.enter("ours", commands.ours, "W5", base)),
    ...(await contestants.enter("OpenTURNS", commands.openturns, "W5", base)),
    ...(await contestants.enter("numpy and scipy", commands.numpy, "W5", base)),
  ];
  const measured = await measure(list, base, { rounds: 25, seconds: 8, warmUps: 25 });
  const ours = fastest(measured, "ours");
  return {
    name: "W5",
    title: `W5  Sobol indices of 12 inputs and 6 losses, ${(14 * base).toLocaleString("en-GB")} evaluations`,
    measured,
    lines: [],
    goals: [ratioGoal("W5 against OpenTURNS", fastest(measured, "OpenTURNS"), ours, 8, 20)],
    wrong: w5Disagreements(measured),
  };
}

/**
 * The indices, as means over all repetitions, that differ between ours and a peer by more than 0.03 and a quarter of the larger one. The losses
 * have heavy tails: a total index of 0.8 varies by 0.2 from seed to seed.
 */
function w5Disagreements(measured: readonly Measured[]): readonly string[] {
  const means = ({ replies }: Measured) =>
    replies[0]!.answers.map((row, loss) =>
      row.map((_, index) => replies.reduce((sum, { answers }) => sum + answers[loss]![index]!, 0) / replies.length),
    );
  const ours = measured.find(({ name }) => name === "ours");
  if (ours === undefined) return [];
  const own = means(ours);
  return measured.flatMap((peer) =>
    means(peer).flatMap((row, loss) =>
      row.flatMap((value, index) => {
        const found = own[loss]?.[index] ?? Number.NaN;
        if (Math.abs(found - value) <= 0.03 + 0.25 * Math.max(found, value)) return [];
        const what = `${index < 12 ? "first" : "total"} index of input ${(index % 12) + 1} on L${loss}`;
        return [`ours: the ${what} is ${found.toPrecision(3)}, and ${value.toPrecision(3)} by ${peer.name}`];
      }),
    ),
  );
}
