/** How fast decisions are analysed: the whole command on the flagship, the same in one thread part by part, and the value of information of many inputs. */
import { spawnSync } from "node:child_process";
import { caseFiles, nodeDisk } from "@outweigh/cli";
import { analyses, drawDecision, evppi, hasValue, isUnsuitable, lacking, normalQuantile, openStream } from "@outweigh/engine";
import { compileCase, decisionOf, settingsOf } from "@outweigh/language";
import type { Goal, Section } from "./section.js";

const flagship = "examples/cartels";
const decisionDraws = 16_384;
const repetitions = 5;

/** Measures it; to be the first section of a run. */
export async function analysesSpeed(): Promise<Section> {
  const wrong: string[] = [];
  const lines: string[] = [];
  const compiled = compileCase(caseFiles(nodeDisk(process.cwd()), []), flagship);
  const settings = settingsOf(compiled, { draws: decisionDraws });
  const commands = Array.from({ length: repetitions }, () => {
    const begun = performance.now();
    const { status } = spawnSync(
      process.execPath,
      ["packages/cli/bin/outweigh.js", "analyse", flagship, "--draws", String(decisionDraws)],
      {
        stdio: "ignore",
      },
    );
    if (status !== 0) wrong.push(`outweigh analyse ended with code ${status}`);
    return performance.now() - begun;
  }).sort((one, other) => one - other);
  lines.push(`outweigh analyse ${flagship}, ${repetitions} times, in ms: ${commands.map((ms) => ms.toFixed(0)).join(", ")}`);
  for (let round = 0; round < 2; round++) {
    const begun = performance.now();
    const subject = drawDecision(decisionOf(compiled), settings);
    const parts = [`draws ${(performance.now() - begun).toFixed(0)}`];
    for (const analysis of analyses) {
      const from = performance.now();
      if (lacking(analysis, subject) !== undefined) continue;
      if (isUnsuitable(await analysis.run(subject, { settings }))) wrong.push(`${analysis.name} has no result`);
      parts.push(`${analysis.name} ${(performance.now() - from).toFixed(0)}`);
    }
    const all = (performance.now() - begun).toFixed(0);
    lines.push(`in one thread, ${round === 0 ? "first" : "again"}, in ms: ${all}: ${parts.join(", ")}`);
  }
  const ceiling = (what: string, value: number, commit: number, aim: number): Goal => ({
    what,
    value,
    unit: "ms",
    commit,
    aim,
    isCeiling: true,
  });
  const thirty = thirtyInputs();
  return {
    name: "analyses",
    title: "Analyses  of a decision",
    measured: [],
    lines,
    goals: [
      ceiling(`all analyses of ${flagship} at 16,384 draws, the whole command, median`, commands[repetitions >> 1]!, 5000, 4000),
      ceiling("EVPPI of 30 inputs, five options, at 100,000 draws", thirty.ms, 2000, 1000),
    ],
    wrong: [...wrong, ...thirty.wrong],
  };
}

const draws = 100_000;
const blockSize = 512;

function normals(name: string): Float64Array {
  const stream = openStream("random", 1, [name]);
  const column = new Float64Array(Math.ceil(draws / blockSize) * blockSize);
  for (let from = 0; from < draws; from += blockSize) stream.fill(column.subarray(from, from + blockSize), from / blockSize);
  return column.slice(0, draws).map(normalQuantile);
}

/**
 * The fastest of three, each on columns not seen before. The options are 0, x0 - x1 with x0 ~ N(1, 1) and x1 ~ N(0, 2), and three that never
 * pay, so that the values of x0 and x1 are 0.083315 and 0.395593 (the vignette of the R package voi) and all others 0.
 */
function thirtyInputs(): { readonly ms: number; readonly wrong: readonly string[] } {
  const columns = Array.from({ length: 30 }, (_, k) => normals(`x${k}`).map((z) => (k === 0 ? 1 + z : k === 1 ? 2 * z : z)));
  const gain = columns[0]!.map((value, draw) => value - columns[1]![draw]!);
  const idle = columns.slice(2, 5).map((column) => column.map((value) => value - 20));
  const wrong: string[] = [];
  let ms = Infinity;
  for (let round = 0; round < 3; round++) {
    const inputs = columns.map((column, k) => ({ name: `x${k}`, columns: [column.slice()] }));
    const begun = performance.now();
    const found = evppi(
      { options: ["nothing", "gain", "a", "b", "c"], benefits: [new Float64Array(draws), gain, ...idle], replicated: false },
      inputs,
    );
    ms = Math.min(ms, performance.now() - begun);
    const values = isUnsuitable(found) ? [] : found.inputs;
    for (const [index, expected] of [0.083315, 0.395593, ...columns.slice(2).map(() => 0)].entries()) {
      const each = values[index];
      if (each === undefined || !hasValue(each)) wrong.push(`x${index} has no value`);
      else if (Math.abs(each.value - expected) > 5 * each.error + 1e-3) wrong.push(`x${index} is worth ${each.value} and not ${expected}`);
    }
  }
  return { ms, wrong };
}
