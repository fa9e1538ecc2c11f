/** Checks of studies that need results: what is studied has to be a probability or a rate in every draw. */
import type { OutputResult } from "@outweigh/engine";
import type { Diagnostic } from "../diagnostic.js";
import { studyProblem } from "../diagnostics/model.js";
import type { Compiled } from "../evaluated.js";

/** Reports proportions of what leaves 0 to 1 in some draw, and counts of what is below 0. */
export function checkStudies(
  { lowering }: Compiled,
  outputs: ReadonlyMap<string, OutputResult>,
  report: (diagnostic: Diagnostic) => void,
): void {
  for (const [name, { of, study, span }] of lowering.studies) {
    const [summary] = outputs.get(of)?.summaries ?? [];
    if (!summary || (summary.notFinite ?? 0) > 0 || study.kind === "mean") continue;
    const most = study.kind === "proportion" ? 1 : Infinity;
    const beyond = summary.min < 0 ? summary.min : summary.max > most ? summary.max : undefined;
    if (beyond === undefined) continue;
    const scale = lowering.units.get(of)?.text === "%" ? 100 : 1;
    const found = `${Number((beyond * scale).toPrecision(3))}${scale === 100 ? " %" : ""}`;
    const problem =
      study.kind === "proportion"
        ? `${of} is ${found} in some draw, and a proportion lies between 0 and 1`
        : `${of} is below 0 in some draw, and events are not`;
    const remedy =
      study.kind === "proportion"
        ? `Give ${of} a shape that keeps to 0 and 1, such as beta, or truncate(…, 0, 1).`
        : `Give ${of} a shape that keeps above 0, such as lognormal or gamma.`;
    report(studyProblem.at(span, { name, problem, remedy }));
  }
}
