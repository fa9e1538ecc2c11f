/** What is amiss in a file that is not part of a case, told like a diagnostic: where, what, and what to do. */
import type { FileProblem } from "@outweigh/language";
import type { Effects } from "./effects.js";
import { printable, styleOf, widthOf, wrap } from "./terminal.js";

/** `warning  forecasts.csv:12:5`, the problem and the remedy below it. */
export function fileProblemText({ path, line, column, severity, problem, remedy }: FileProblem, effects: Effects): string {
  const style = styleOf(effects, effects.stderr);
  const width = widthOf(effects.stderr);
  const paint = severity === "error" ? style.red : style.yellow;
  return [
    `${paint(severity)}  ${printable(path)}:${line}:${column}`,
    wrap(printable(problem), width, "  "),
    wrap(printable(remedy), width, "  "),
  ].join("\n");
}
