/** `outweigh explain CODE` shows the page of a diagnostic; `outweigh explain NAME DIR` where a value of a case comes from. */
import { type Compiled, compileCase, type Evaluated, nearNames } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { errorPages } from "../error-pages.js";
import { lineageJson, lineageText } from "../lineage.js";
import { markdownText } from "../markdown-text.js";
import { problem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { styleOf, widthOf } from "../terminal.js";
import { evaluate, type RunOptions } from "./run.js";

/** Runs the command. */
export async function explain(
  subject: string,
  folder: string | undefined,
  options: RunOptions & CaseOptions,
  effects: Effects,
): Promise<number> {
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
  const outcome = await evaluate(compileCase(openCase(effects, options), folder), options, effects);
  const compiled: Compiled | Evaluated = outcome.kind === "refused" ? outcome.compiled : outcome.evaluated;
  const evaluated = outcome.kind === "refused" ? undefined : outcome.evaluated;
  const found = lineageJson(subject, compiled, evaluated);
  if (found === undefined) {
    const near = nearNames(subject, compiled.lowering.definitions.keys());
    return failWith(
      effects,
      problem(
        `Nothing in ${folder} is called ${subject}.`,
        near !== "" ? `Near to it: ${near}.` : "Names are spelt as in the fenced blocks, small and capital letters told apart.",
      ),
    );
  }
  if (options.json) effects.stdout.write(`${JSON.stringify({ format: "outweigh-explain-1", ...found }, null, 2)}\n`);
  else {
    const style = styleOf(effects, effects.stdout);
    effects.stdout.write(`${lineageText(found, style, widthOf(effects.stdout))}\n`);
    if (evaluated === undefined)
      effects.stderr.write(`${style.yellow("The case has errors, so nothing was computed.")} outweigh check ${folder}\n`);
  }
  return exitOf(compiled.diagnostics);
}
