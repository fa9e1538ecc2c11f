/** `outweigh brief DIR`: compiles and runs a case, and writes its brief as HTML, DOCX or both. */
import type { Document } from "@outweigh/brief";
import { draftHistory } from "@outweigh/brief";
import type { Evaluated } from "@outweigh/language";
import { analysisSettings } from "../analysing.js";
import { type CaseOptions, tidyPath } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { fitFor, type HandlingOptions } from "../handling.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf, failWith, printErrors } from "../report.js";
import { styleOf } from "../terminal.js";
import { version } from "../version.js";
import { type BriefRecord, briefDocument } from "../versions/brief-page.js";
import { versionsSoFar } from "../versions/read-versions.js";
import { onceOrWatching } from "../watch.js";
import { withheld } from "../withheld.js";
import { evaluate, printStability, type RunOptions, refuse, settled } from "./run.js";

/** Options of the command. */
export interface BriefOptions extends RunOptions, CaseOptions, HandlingOptions {
  readonly output?: string;
  readonly full?: boolean;
}

interface Target {
  readonly path: string;
  readonly form: "html" | "docx";
}

/** Runs the command. A case with errors gives no brief. */
export async function brief(folder: string, asked: BriefOptions, effects: Effects): Promise<number> {
  const targets = targetsOf(folder, asked, effects);
  if (isProblem(targets)) return failWith(effects, targets);
  return onceOrWatching(effects, folder, asked, async (whole) => {
    const wanted = withheld(whole, asked);
    if (isProblem(wanted)) return failWith(effects, wanted);
    const compiled = asked.tlp === undefined || exitOf(wanted.diagnostics) !== exit.fine ? wanted : fitFor(wanted, asked.tlp, effects);
    if (isProblem(compiled)) return failWith(effects, compiled);
    const { options, stability } = await settled(compiled, asked, effects);
    const outcome = await evaluate(compiled, options, effects);
    if (outcome.kind === "too-large") return failWith(effects, outcome.problem);
    const { diagnostics, assessment } = outcome.kind === "refused" ? outcome.compiled : outcome.evaluated;
    if (outcome.kind === "refused" || exitOf(diagnostics) !== exit.fine)
      return refuse(effects, folder, diagnostics, assessment.files, "No brief was written.");
    printErrors(effects, effects.stderr, folder, diagnostics, assessment.files);
    printStability(outcome.evaluated, stability, effects);
    const { renderHtml } = await import("@outweigh/brief/render");
    const { renderDocx } = await import("@outweigh/brief/docx");
    const document = await draftOf(outcome.evaluated, folder, options, effects);
    const render = (document: Document, { form }: Target) => (form === "html" ? renderHtml(document) : renderDocx(document));
    for (const target of targets) {
      const content = await render(document, target);
      const failure = effects.disk.write(target.path, content);
      if (failure !== undefined)
        return failWith(effects, problem(`${target.path} cannot be written: ${failure}.`, "Choose another place with -o."));
      const size = typeof content === "string" ? new TextEncoder().encode(content).length : content.length;
      const { green, dim } = styleOf(effects, effects.stdout);
      effects.stdout.write(`${green("wrote")} ${target.path} ${dim(`(${sizeWords(size)})`)}\n`);
    }
    return exit.fine;
  });
}

/** The document of a draft, with what has been published of the case. */
function draftOf(evaluated: Evaluated, folder: string, options: BriefOptions, effects: Effects): Promise<Document> {
  const { without = [], instead = [], expert = null, tlp, full = false } = options;
  const versions = versionsSoFar(effects, folder);
  const history = draftHistory(versions, evaluated, options, tlp);
  const { record } = evaluated.result;
  const { draws: analysisDraws } = analysisSettings(evaluated, options);
  const earlier = history?.earlier.map(({ version }) => version) ?? [];
  const briefRecord: BriefRecord = {
    ...{ format: "outweigh-brief-1", case: evaluated.assessment.case.id, program: version, version: null, earlier, record, analysisDraws },
    ...{ tlp: tlp ?? null, full, without, instead, expert },
  };
  return briefDocument(evaluated, { analysing: options, history, record: briefRecord }, effects);
}

function targetsOf(folder: string, { output }: BriefOptions, effects: Effects): readonly Target[] | Problem {
  if (output === undefined) {
    const name =
      effects.disk
        .absolute(folder)
        .split("/")
        .filter((part) => part !== "")
        .pop() ?? "brief";
    return [
      { path: `${name}.html`, form: "html" },
      { path: `${name}.docx`, form: "docx" },
    ];
  }
  const path = tidyPath(output);
  const form = /\.html?$/i.test(path) ? "html" : /\.docx$/i.test(path) ? "docx" : undefined;
  if (form === undefined)
    return problem(`${output} is neither .html nor .docx.`, "The ending of the file says what is written: -o brief.html or -o brief.docx");
  return [{ path, form }];
}

function sizeWords(bytes: number): string {
  return bytes < 1000 * 1000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
