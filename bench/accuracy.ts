/** W6, accuracy per draw: root mean square errors of our engine's answers over many seeds beside those of plain Monte Carlo with as many draws. */
import { type Contestants, commands } from "./contestants.js";
import type { Goal, Section } from "./section.js";
import { w1Reference, w1Spread, w1Statistics } from "./w1.js";

const seeds = 32;
const sizes = [4096, 65_536];
/** Sampling methods of the engine, by the names that `peers/ours.ts` gives them. */
const methods = ["default", "digital", "latin", "random"];
/** The statistics that W6 asks for: all but the sd, whose reference is too rough. */
const asked = w1Statistics.map((name, index) => ({ name, index })).filter(({ name }) => name !== "sd");

/** Geometric mean over the losses of the variance of plain Monte Carlo over our mean square error. Losses whose answer plain Monte Carlo cannot miss are left out. */
function varianceRatio(replies: readonly (readonly (readonly number[])[])[], statistic: number, draws: number): number {
  const ratios = w1Reference.flatMap((row, loss) => {
    const plain = w1Spread[loss]![statistic]! ** 2 / draws;
    if (plain === 0) return [];
    const squares = replies.map((answers) => (answers[loss]![statistic]! - row[statistic]!) ** 2);
    return [plain / (squares.reduce((sum, square) => sum + square, 0) / replies.length)];
  });
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/** Runs W6. `perDraw` is how many times less time ours takes than Squiggle for a draw of W1, when that was measured. */
export async function w6(contestants: Contestants, perDraw: number | undefined): Promise<Section> {
  const lines = [`${"method".padEnd(12)} ${"draws".padStart(7)}  ${asked.map(({ name }) => name.padStart(8)).join(" ")}`];
  let ofMean: number | undefined;
  for (const method of methods) {
    for (const draws of sizes) {
      const replies: (readonly (readonly number[])[])[] = [];
      for (const { peer } of await contestants.enter("ours", commands.ours, "W1", draws, method)) {
        for (let seed = 1; seed <= seeds; seed++) replies.push((await peer.ask(`W1 ${draws} ${seed} ${method}`)).answers);
      }
      const ratios = asked.map(({ index }) => varianceRatio(replies, index, draws));
      lines.push(`${method.padEnd(12)} ${String(draws).padStart(7)}  ${ratios.map((ratio) => ratio.toFixed(2).padStart(8)).join(" ")}`);
      if (method === "default") ofMean = ratios[0];
    }
  }
  const goal = { what: "time to equal error of the mean against Squiggle", unit: "×", commit: 1000, aim: 5000 };
  const goals: readonly Goal[] = [
    perDraw === undefined || ofMean === undefined
      ? { ...goal, why: "not measured: needs W1 with Squiggle in the same run" }
      : { ...goal, value: perDraw * ofMean },
  ];
  return {
    name: "W6",
    title: `W6  accuracy per draw: how many times fewer draws than plain Monte Carlo, geometric mean over losses, ${seeds} seeds`,
    measured: [],
    lines,
    goals,
    wrong: [],
  };
}
