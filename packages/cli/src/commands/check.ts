/** `outweigh check DIR`: compiles a case and prints what it finds. */
import type { Compiled } from "@outweigh/language";
import type { CaseOptions } from "../case-folder.js";
import type { Effects } from "../effects.js";
import { type DiagnosticJson, diagnosticsJson } from "../places.js";
import { type Counts, countsOf, countWords, exitOf, printDiagnostics } from "../report.js";
import { count, styleOf, widthOf, wrap } from "../terminal.js";
import { onceOrWatching } from "../watch.js";

/** The JSON form of a check; its schema is docs/schema/check.schema.json. */
export interface CheckJson {
  readonly format: "outweigh-check-1";
  readonly folder: string;
  readonly case: string;
  readonly inputsHash: string;
  readonly counts: Counts;
  readonly diagnostics: readonly DiagnosticJson[];
}

/** The outcome of a check as data. */
export function checkJson(folder: string, { assessment, inputsHash, diagnostics }: Compiled): CheckJson {
  return {
    format: "outweigh-check-1",
    folder,
    case: assessment.case.id,
    inputsHash,
    counts: countsOf(diagnostics),
    diagnostics: diagnosticsJson(diagnostics, assessment.files),
  };
}

/** Runs the command. */
export async function check(folder: string, options: CaseOptions, effects: Effects): Promise<number> {
  return onceOrWatching(effects, folder, options, async (compiled) => {
    if (options.json) effects.stdout.write(`${JSON.stringify(checkJson(folder, compiled), null, 2)}\n`);
    else {
      printDiagnostics(effects, effects.stdout, compiled.diagnostics, compiled.assessment.files);
      effects.stdout.write(`${verdict(effects, folder, compiled)}\n`);
    }
    return exitOf(compiled.diagnostics);
  });
}

function verdict(effects: Effects, folder: string, { assessment, diagnostics }: Compiled): string {
  const { bold, dim, red, yellow, green } = styleOf(effects, effects.stdout);
  const counts = countsOf(diagnostics);
  const colour = counts.errors > 0 ? red : counts.warnings > 0 ? yellow : green;
  const { claims, options, objectives } = assessment;
  const quantities = [assessment.quantities, assessment.chances, assessment.stocks, assessment.precedents].reduce(
    (sum, list) => sum + list.length,
    0,
  );
  const size = [
    count(Object.keys(assessment.files).length, "file"),
    count(options.length, "option"),
    count(quantities, "quantity").replace(/quantitys$/, "quantities"),
    count(objectives.length, "objective"),
    count(claims.length, "claim"),
  ].join(", ");
  const words = countWords(counts);
  const width = widthOf(effects.stdout);
  const gravest = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0];
  return [
    wrap(`${colour(bold(words === "" ? `${folder} is in order.` : `${folder}: ${words}.`))} ${size}.`, width),
    ...(gravest === undefined ? [] : [dim(wrap(`More about a message: outweigh explain ${gravest.code}`, width))]),
  ].join("\n");
}
