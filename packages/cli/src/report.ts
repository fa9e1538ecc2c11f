/** Printing diagnostics and their count, and the exit code that follows from them. */
import { type Diagnostic, renderDiagnostic } from "@outweigh/language";
import { type Effects, exit, type Output } from "./effects.js";
import type { Problem } from "./problem.js";
import { count, printable, styleOf, widthOf, wrap } from "./terminal.js";

const mostShown = 200;

/** How many diagnostics there are of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Counts diagnostics by severity. */
export function countsOf(diagnostics: readonly Diagnostic[]): Counts {
  const of = (severity: Diagnostic["severity"]) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), notes: of("note") };
}

/** The exit code of a case: 1 when anything is an error. */
export function exitOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.some(({ severity }) => severity === "error") ? exit.errors : exit.fine;
}

/** `2 errors, 1 warning`; empty when there is nothing. */
export function countWords({ errors, warnings, notes }: Counts): string {
  return [errors > 0 ? count(errors, "error") : "", warnings > 0 ? count(warnings, "warning") : "", notes > 0 ? count(notes, "note") : ""]
    .filter((words) => words !== "")
    .join(", ");
}

/** Prints diagnostics in the order of the text. Of very many the gravest are printed, and the number of the others. */
export function printDiagnostics(
  effects: Effects,
  output: Output,
  diagnostics: readonly Diagnostic[],
  files: Readonly<Record<string, string>>,
): void {
  const style = styleOf(effects, output);
  const paints = { error: style.red, warning: style.yellow, note: style.cyan, bold: style.bold, dim: style.dim };
  const shown = gravest(diagnostics);
  for (const diagnostic of shown) {
    const text = renderDiagnostic(diagnostic, files, { width: widthOf(output), paint: (name, words) => paints[name](printable(words)) });
    output.write(`${text.trimEnd()}

`);
  }
  const hidden = diagnostics.length - shown.length;
  if (hidden > 0)
    output.write(`${count(hidden, "further finding")} left out here; --json has all.

`);
}

/** Prints the errors; the others are counted, because `check` shows them and here they would bury the result. */
export function printErrors(
  effects: Effects,
  output: Output,
  folder: string,
  diagnostics: readonly Diagnostic[],
  files: Readonly<Record<string, string>>,
): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  printDiagnostics(effects, output, errors, files);
  const { warnings, notes } = countsOf(diagnostics);
  const words = countWords({ errors: 0, warnings, notes });
  if (words !== "")
    output.write(`${wrap(`${words}; \`outweigh check ${folder}\` shows them.`, widthOf(output))}

`);
}

function gravest(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= mostShown) return diagnostics;
  const kept = new Set(
    (["error", "warning", "note"] as const)
      .flatMap((severity) => diagnostics.filter((each) => each.severity === severity))
      .slice(0, mostShown),
  );
  return diagnostics.filter((diagnostic) => kept.has(diagnostic));
}

/** Prints a problem on the error stream and gives exit code 2. */
export function failWith(effects: Effects, { message, remedy }: Problem): number {
  const { red } = styleOf(effects, effects.stderr);
  const width = widthOf(effects.stderr);
  effects.stderr.write(`${red(wrap(printable(message), width))}\n${wrap(printable(remedy), width, "  ")}\n`);
  return exit.usage;
}
