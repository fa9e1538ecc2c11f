/** Peak memory of W1 at a million draws: the largest resident set of a process that runs nothing else, less that of an idle Node. */
import { execFileSync } from "node:child_process";
import type { Section } from "./section.js";
import { w1Graph } from "./w1.js";

const peak = (input: string) => Number(execFileSync(process.execPath, ["bench/peers/memory.js"], { input, encoding: "utf8" }));

/** Measures it. */
export function memory(): Section {
  const idle = peak("");
  const value = peak(JSON.stringify({ graph: w1Graph(), draws: 1_000_000 })) - idle;
  return {
    name: "memory",
    title: "Memory  W1 at 1,000,000 draws",
    measured: [],
    lines: [`${value.toFixed(0)} MB above the ${idle.toFixed(0)} MB of an idle Node`],
    goals: [{ what: "peak memory of W1 at 1,000,000 draws", value, unit: "MB", commit: 100, aim: 50, isCeiling: true }],
    wrong: [],
  };
}
