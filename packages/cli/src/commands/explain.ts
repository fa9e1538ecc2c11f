/** `outweigh explain CODE` shows the page of a diagnostic; `outweigh explain NAME DIR` where a value of a case comes from. */
import { type Compiled, compileCase, type Evaluated, nearNames, settingsOf } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { errorPages } from "../error-pages.js";
import { lineageJson, lineageText } from "../lineage.js";
import { markdownText } from "../markdown-text.js";
import { drawJson, drawText, readDraw } from "../one-draw.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { styleOf, widthOf } from "../terminal.js";
import { evaluate, type RunOptions, refuse } from "./run.js";

/** Options of the command. */
export interface ExplainOptions extends RunOptions, CaseOptions {
  /** The draw to show, counted from 1, and the option to which it is narrowed. */
  readonly draw?: number;
  readonly option?: string;
}

/** Runs the command. */
export async function explain(subject: string, folder: string | undefined, options: ExplainOptions, effects: Effects): Promise<number> {
  if (options.option !== undefined && options.draw === undefined)
    return failWith(effects, problem("--option goes with --draw.", `For instance: outweigh explain ${subject} DIR --draw 1 --option NAME`));
  const page = Object.hasOwn(errorPages, subject) ? errorPages[subject] : undefined;
  if (page !== undefined && folder === undefined) {
    if (options.json)
      effects.stdout.write(`${JSON.stringify({ format: "outweigh-explain-1", kind: "diagnostic", code: subject, page }, null, 2)}\n`);
    else effects.stdout.write(`${markdownText(page, styleOf(effects, effects.stdout), widthOf(effects.stdout))}\n`);
    return exit.fine;
  }
  if (folder === undefined) {
    const near = nearNames(subject, Object.keys(errorPages));
    return failWith(
      effects,
      problem(
        `${subject} is not the code of a message.`,
        `${near === "" ? "" : `Near to it: ${near}. `}To explain a name of a case, give the folder too: outweigh explain ${subject} DIR`,
      ),
    );
  }
  const blocked = folderProblem(effects, folder);
  if (blocked) return failWith(effects, blocked);
  const opened = compileCase(openCase(effects, options), folder);
  if (options.draw !== undefined) return explainDraw(subject, folder, opened, { ...options, draw: options.draw }, effects);
  const outcome = await evaluate(opened, options, effects);
  if (outcome.kind === "too-large") return failWith(effects, outcome.problem);
  const compiled: Compiled | Evaluated = outcome.kind === "refused" ? outcome.compiled : outcome.evaluated;
  const evaluated = outcome.kind === "refused" ? undefined : outcome.evaluated;
  const found = lineageJson(subject, compiled, evaluated);
  if (found === undefined) return failWith(effects, unknownProblem(subject, folder, compiled));
  if (options.json) effects.stdout.write(`${JSON.stringify({ format: "outweigh-explain-1", ...found }, null, 2)}\n`);
  else {
    const style = styleOf(effects, effects.stdout);
    effects.stdout.write(`${lineageText(found, style, widthOf(effects.stdout))}\n`);
    if (evaluated === undefined)
      effects.stderr.write(`${style.yellow("The case has errors, so nothing was computed.")} outweigh check ${folder}\n`);
  }
  return exitOf(compiled.diagnostics);
}

function unknownProblem(subject: string, folder: string, { lowering }: Compiled): Problem {
  const near = nearNames(subject, lowering.definitions.keys());
  return problem(
    `Nothing in ${folder} is called ${subject}.`,
    near !== "" ? `Near to it: ${near}.` : "Names are spelt as in the fenced blocks, small and capital letters told apart.",
  );
}

/** A name in one draw, with all that it is computed from. */
function explainDraw(
  subject: string,
  folder: string,
  compiled: Compiled,
  options: ExplainOptions & { readonly draw: number },
  effects: Effects,
): number {
  if (exitOf(compiled.diagnostics) !== exit.fine)
    return refuse(effects, folder, compiled.diagnostics, compiled.assessment.files, "A case with errors has no draws.");
  if (lineageJson(subject, compiled, undefined) === undefined) return failWith(effects, unknownProblem(subject, folder, compiled));
  const read = readDraw(subject, compiled, { ...settingsOf(compiled, options), draw: options.draw, option: options.option });
  if (isProblem(read)) return failWith(effects, read);
  if (options.json) effects.stdout.write(`${JSON.stringify(drawJson(read), null, 2)}\n`);
  else effects.stdout.write(`${drawText(read, styleOf(effects, effects.stdout), widthOf(effects.stdout))}\n`);
  return exit.fine;
}
