/**
 * `outweigh analyse DIR [NAME…]`: what the draws of a case mean for the decision, as text or as data; with `--against OLDER`, why its results
 * differ from those of an older version.
 */
import { analysisBlocks, type Block, changeBlocks, readFindings } from "@outweigh/brief";
import type { Analysis } from "@outweigh/engine";
import { type Compiled, compileCase, nearNames } from "@outweigh/language";
import { type AgainstOlder, analyseJson } from "../analyse-json.js";
import { analysed, analysedAndRun, analysesNamed, analysisSettings, attributed, outputsOfDecision } from "../analysing.js";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { documentText } from "../document-text.js";
import { type Effects, exit } from "../effects.js";
import { printHandling } from "../handling.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { sizeProblem } from "../size.js";
import { styleOf, widthOf, wrap } from "../terminal.js";
import { onceOrWatching } from "../watch.js";
import { type WithheldOptions, withheld } from "../withheld.js";
import { checkJson } from "./check.js";
import { printStability, type RunOptions, refuse, settled } from "./run.js";

/** Options of the command. */
export interface AnalyseOptions extends RunOptions, CaseOptions, WithheldOptions {
  readonly tail?: number;
  /** The folder of an older version of the case, and the objective whose change is explained. */
  readonly against?: string;
  readonly objective?: string;
}

/** Runs the command. */
export async function analyse(folder: string, names: readonly string[], asked: AnalyseOptions, effects: Effects): Promise<number> {
  const wanted = asked.against !== undefined && names.length === 0 ? [] : analysesNamed(names);
  if (isProblem(wanted)) return failWith(effects, wanted);
  const misused = misuseOf(asked, effects);
  if (misused !== undefined) return failWith(effects, misused);
  return onceOrWatching(effects, folder, asked, async (read) => {
    const compiled = withheld(read, asked);
    if (isProblem(compiled)) return failWith(effects, compiled);
    if (exitOf(compiled.diagnostics) !== exit.fine) return refused(folder, compiled, asked, effects);
    const { options, stability } = await settled(compiled, asked, effects);
    const tooLarge = sizeProblem(compiled, options, effects);
    if (tooLarge) return failWith(effects, tooLarge);
    const against = await againstOlder(compiled, options, effects);
    if (isProblem(against)) return failWith(effects, against);
    if (typeof against === "number") return against;
    if (options.json) {
      const made = await analysed(compiled, options, wanted, effects, options.tail);
      const data = { ...analyseJson(folder, compiled, wanted, made, against), ...(stability && { stability }) };
      effects.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
      return exit.fine;
    }
    printHandling(compiled.assessment, effects);
    printStability(compiled, stability, effects);
    return print(compiled, wanted, against, options, effects);
  });
}

function misuseOf({ against, objective }: AnalyseOptions, effects: Effects): Problem | undefined {
  if (against !== undefined) return folderProblem(effects, against);
  return objective === undefined
    ? undefined
    : problem("--objective says which objective’s change to explain, and there is nothing to compare with.", "Add --against OLDER_FOLDER.");
}

/** The change from the older version that was asked for; the exit code where that one has errors. */
async function againstOlder(
  compiled: Compiled,
  options: AnalyseOptions,
  effects: Effects,
): Promise<AgainstOlder | Problem | number | undefined> {
  const { against: folder, objective } = options;
  if (folder === undefined) return undefined;
  const older = withheld(compileCase(openCase(effects, options), folder), options);
  if (isProblem(older)) return older;
  if (exitOf(older.diagnostics) !== exit.fine) return refused(folder, older, options, effects);
  const known = compiled.assessment.objectives.map(({ id }) => id);
  if (objective !== undefined && !known.includes(objective)) {
    const near = nearNames(objective, known);
    return problem(
      `There is no objective called “${objective}”.${near === "" ? "" : ` Near to it: ${near}.`}`,
      `Objectives are: ${known.join(", ")}.`,
    );
  }
  return { folder, older, found: await attributed(older, compiled, options, effects) };
}

function refused(folder: string, compiled: Compiled, { json }: AnalyseOptions, effects: Effects): number {
  if (!json) return refuse(effects, folder, compiled.diagnostics, compiled.assessment.files, "A case with errors is not analysed.");
  effects.stdout.write(`${JSON.stringify({ ...checkJson(folder, compiled), format: "outweigh-analyse-1", state: "refused" }, null, 2)}\n`);
  return exitOf(compiled.diagnostics);
}

/** The analyses as they stand in the brief; those without an answer say why. */
async function print(
  compiled: Compiled,
  wanted: readonly Analysis[],
  against: AgainstOlder | undefined,
  options: AnalyseOptions,
  effects: Effects,
): Promise<number> {
  const style = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const titled = (title: string, blocks: readonly Block[]) =>
    [wrap(style.bold(style.cyan(title)), width), documentText(blocks, style, width)].join("\n\n");
  const change =
    against === undefined ? [] : [titled(`against ${against.folder}: Why do results differ?`, changeBlocks(against.found, compiled))];
  if (wanted.length === 0) {
    effects.stdout.write(`${change.join("")}\n`);
    return exit.fine;
  }
  const tooLarge = sizeProblem(compiled, { ...options, draws: analysisSettings(compiled, options).draws }, effects);
  if (tooLarge) return failWith(effects, tooLarge);
  const made = await analysedAndRun(compiled, options, wanted, effects, options.tail, outputsOfDecision(compiled));
  const findings = readFindings(made.evaluated);
  const texts = wanted.map((analysis) => titled(`${analysis.name}: ${analysis.question}`, analysisBlocks(findings, made, analysis)));
  effects.stdout.write(`${[...texts, ...change].join("\n\n\n")}\n`);
  return exit.fine;
}
