/** `outweigh run DIR`: compiles and runs a case, and prints its objectives by option. */

import type { SamplingMethod } from "@outweigh/engine";
import { type Compiled, type Diagnostic, type Evaluated, evaluateCase, settingsOf } from "@outweigh/language";
import type { CaseOptions } from "../case-folder.js";
import { comparisonTables } from "../comparison-tables.js";
import type { Effects } from "../effects.js";
import { printHandling } from "../handling.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { countsOf, countWords, exitOf, failWith, printErrors } from "../report.js";
import { runJson } from "../run-json.js";
import type { DesignOptions } from "../scenarios.js";
import { sizeProblem } from "../size.js";
import { spreadRun, type WorkerOptions } from "../spread-run.js";
import { stabilityWords } from "../stability-words.js";
import { styleOf, widthOf, wrap } from "../terminal.js";
import { type Stability, type UntilStableOptions, untilStable } from "../until-stable.js";
import { onceOrWatching, progress } from "../watch.js";
import { type WithheldOptions, withheld } from "../withheld.js";
import { checkJson } from "./check.js";

/** Options of commands that run a case. */
export interface RunOptions extends CaseOptions, WorkerOptions, WithheldOptions, UntilStableOptions {
  readonly seed?: number;
  readonly draws?: number;
  readonly sampling?: SamplingMethod;
}

/** One shard of several, and the file for what it makes. */
export interface ShardOptions {
  readonly shard?: Shard;
  readonly out?: string;
}

/** Shard `index` of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A case that was run, or what kept it from running. */
export type Outcome =
  | { readonly kind: "evaluated"; readonly evaluated: Evaluated }
  | { readonly kind: "refused"; readonly compiled: Compiled }
  | { readonly kind: "too-large"; readonly problem: Problem };

/** Runs a case unless it has errors or would take more memory than there is, with progress on a terminal. */
export async function evaluate(compiled: Compiled, options: RunOptions, effects: Effects): Promise<Outcome> {
  if (exitOf(compiled.diagnostics) !== 0) return { kind: "refused", compiled };
  const problem = sizeProblem(compiled, options, effects);
  if (problem) return { kind: "too-large", problem };
  const settings = settingsOf(compiled, options);
  const line = progress(effects, "Running");
  try {
    const outputs = await spreadRun(compiled.lowering.graph, settings, options, effects, line.report);
    return { kind: "evaluated", evaluated: evaluateCase(compiled, settings, outputs) };
  } finally {
    line.end();
  }
}

/** The options with the draws that settle the decision, where that is asked for, and how the looking ended. A case with errors is not looked at. */
export async function settled<Options extends RunOptions>(
  compiled: Compiled,
  options: Options,
  effects: Effects,
): Promise<{ readonly options: Options; readonly stability: Stability | undefined }> {
  if (!options.untilStable || exitOf(compiled.diagnostics) !== 0) return { options, stability: undefined };
  const stability = await untilStable(compiled, options, effects);
  return { options: { ...options, draws: stability.draws }, stability };
}

/** Says how the looking ended, where there was any. */
export function printStability(compiled: Compiled, stability: Stability | undefined, effects: Effects): void {
  if (stability) effects.stdout.write(`${wrap(stabilityWords(compiled.assessment, stability), widthOf(effects.stdout))}\n\n`);
}

/** Says on the error stream that a case with errors was not used, and why. */
export function refuse(
  effects: Effects,
  folder: string,
  diagnostics: readonly Diagnostic[],
  files: Readonly<Record<string, string>>,
  undone: string,
): number {
  const { red, bold } = styleOf(effects, effects.stderr);
  printErrors(effects, effects.stderr, folder, diagnostics, files);
  effects.stderr.write(`${wrap(`${red(bold(`${folder}: ${countWords(countsOf(diagnostics))}.`))} ${undone}`, widthOf(effects.stderr))}\n`);
  return exitOf(diagnostics);
}

/** Runs the command. */
export async function run(folder: string, options: DesignOptions, effects: Effects): Promise<number> {
  const misused = misuseOf(options);
  if (misused !== undefined) return failWith(effects, misused);
  return onceOrWatching(effects, folder, options, async (whole) => {
    const compiled = withheld(whole, options);
    if (isProblem(compiled)) return failWith(effects, compiled);
    if (exitOf(compiled.diagnostics) !== 0) return refuseRun(folder, compiled, options, effects);
    if (options.design !== undefined) return (await import("../scenarios.js")).runDesign(folder, compiled, options, effects);
    if (options.shard !== undefined) return (await import("../shard.js")).runShard(folder, compiled, options, effects);
    const made = await settled(compiled, options, effects);
    const outcome = await evaluate(compiled, made.options, effects);
    if (outcome.kind === "too-large") return failWith(effects, outcome.problem);
    return outcome.kind === "refused"
      ? refuseRun(folder, compiled, options, effects)
      : printRun(folder, outcome.evaluated, options, effects, made.stability);
  });
}

function misuseOf({ shard, out, design }: DesignOptions): Problem | undefined {
  if (shard !== undefined && out === undefined)
    return problem("A shard needs a file to be written to.", `Say which: --shard ${shard.index}/${shard.count} --out ${shard.index}.part`);
  if (shard === undefined && design === undefined && out !== undefined)
    return problem("--out is for a shard or the table of a design, and neither is asked for.", "Add --shard 1/8, or leave --out away.");
  return undefined;
}

/** Says that a case was not run because of its errors. */
export function refuseRun(folder: string, compiled: Compiled, { json }: CaseOptions, effects: Effects): number {
  if (!json) return refuse(effects, folder, compiled.diagnostics, compiled.assessment.files, "A case with errors is not run.");
  effects.stdout.write(`${JSON.stringify({ ...checkJson(folder, compiled), format: "outweigh-run-1", state: "refused" }, null, 2)}\n`);
  return exitOf(compiled.diagnostics);
}

/** Prints what a run gave. */
export function printRun(folder: string, evaluated: Evaluated, { json }: CaseOptions, effects: Effects, stability?: Stability): number {
  if (json) effects.stdout.write(`${JSON.stringify({ ...runJson(folder, evaluated), ...(stability && { stability }) }, null, 2)}\n`);
  else {
    printErrors(effects, effects.stderr, folder, evaluated.diagnostics, evaluated.assessment.files);
    printHandling(evaluated.assessment, effects);
    printStability(evaluated, stability, effects);
    effects.stdout.write(`${comparisonTables(evaluated, styleOf(effects, effects.stdout), widthOf(effects.stdout))}\n`);
  }
  return exitOf(evaluated.diagnostics);
}
