/** `outweigh analyse DIR [NAME…]`: what the draws of a case mean for the decision, as text or as data. */
import { type Analysed, analysisBlocks, readFindings } from "@outweigh/brief";
import type { Analysis } from "@outweigh/engine";
import type { Compiled } from "@outweigh/language";
import { analyseJson } from "../analyse-json.js";
import { analysed, analysesNamed } from "../analysing.js";
import type { CaseOptions } from "../case-folder.js";
import { documentText } from "../document-text.js";
import { type Effects, exit } from "../effects.js";
import { isProblem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { sizeProblem } from "../size.js";
import { styleOf, widthOf, wrap } from "../terminal.js";
import { onceOrWatching } from "../watch.js";
import { type WithheldOptions, withheld } from "../withheld.js";
import { checkJson } from "./check.js";
import { evaluate, printStability, type RunOptions, refuse, settled } from "./run.js";

/** Options of the command. */
export interface AnalyseOptions extends RunOptions, CaseOptions, WithheldOptions {
  readonly tail?: number;
}

/** Runs the command. */
export async function analyse(folder: string, names: readonly string[], asked: AnalyseOptions, effects: Effects): Promise<number> {
  const wanted = analysesNamed(names);
  if (isProblem(wanted)) return failWith(effects, wanted);
  return onceOrWatching(effects, folder, asked, async (read) => {
    const compiled = withheld(read, asked);
    if (isProblem(compiled)) return failWith(effects, compiled);
    if (exitOf(compiled.diagnostics) !== exit.fine) return refused(folder, compiled, asked, effects);
    const { options, stability } = await settled(compiled, asked, effects);
    const tooLarge = sizeProblem(compiled, options, effects);
    if (tooLarge) return failWith(effects, tooLarge);
    const made = await analysed(compiled, options, wanted, effects, options.tail);
    if (options.json) {
      effects.stdout.write(
        `${JSON.stringify({ ...analyseJson(folder, compiled, wanted, made), ...(stability && { stability }) }, null, 2)}\n`,
      );
      return exit.fine;
    }
    printStability(compiled, stability, effects);
    return print(folder, compiled, wanted, made, options, effects);
  });
}

function refused(folder: string, compiled: Compiled, { json }: AnalyseOptions, effects: Effects): number {
  if (!json) return refuse(effects, folder, compiled.diagnostics, compiled.assessment.files, "A case with errors is not analysed.");
  effects.stdout.write(`${JSON.stringify({ ...checkJson(folder, compiled), format: "outweigh-analyse-1", state: "refused" }, null, 2)}\n`);
  return exitOf(compiled.diagnostics);
}

/** The analyses as they stand in the brief; those without an answer say why. */
async function print(
  folder: string,
  compiled: Compiled,
  wanted: readonly Analysis[],
  made: Analysed,
  options: AnalyseOptions,
  effects: Effects,
): Promise<number> {
  const outcome = await evaluate(compiled, { ...options, draws: made.subject.draws }, effects);
  if (outcome.kind === "too-large") return failWith(effects, outcome.problem);
  if (outcome.kind === "refused") return refused(folder, compiled, options, effects);
  const findings = readFindings(outcome.evaluated);
  const style = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const texts = wanted.map((analysis) =>
    [
      wrap(style.bold(style.cyan(`${analysis.name}: ${analysis.question}`)), width),
      documentText(analysisBlocks(findings, made, analysis), style, width),
    ].join("\n\n"),
  );
  effects.stdout.write(`${texts.join("\n\n\n")}\n`);
  return exit.fine;
}
