/** `outweigh brief DIR`: compiles and runs a case, and writes its brief as HTML, DOCX, PDF, or the first two. */
import type { Document } from "@outweigh/brief";
import { draftHistory, draftRecord } from "@outweigh/brief";
import type { Evaluated } from "@outweigh/language";
import { analysisSettings } from "../analysing.js";
import { type CaseOptions, tidyPath } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { fitFor, type HandlingOptions } from "../handling.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf, failWith, printErrors } from "../report.js";
import { styleOf } from "../terminal.js";
import { briefDocument } from "../versions/brief-page.js";
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
  readonly form: "html" | "docx" | "pdf";
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
    const render = async (document: Document, { form }: Target): Promise<string | Uint8Array | Problem> => {
      if (form === "docx") return renderDocx(document);
      const html = renderHtml(document);
      return form === "html" ? html : printed(html, effects);
    };
    for (const target of targets) {
      const content = await render(document, target);
      if (isProblem(content)) return failWith(effects, content);
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
  const versions = versionsSoFar(effects, folder);
  const history = draftHistory(versions, evaluated, options, options.tlp);
  const { draws: analysisDraws } = analysisSettings(evaluated, options);
  const earlier = history?.earlier.map(({ version }) => version) ?? [];
  const record = draftRecord(evaluated, analysisDraws, earlier, options);
  return briefDocument(evaluated, { analysing: options, history, record }, effects);
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
  const form = /\.html?$/i.test(path) ? "html" : /\.docx$/i.test(path) ? "docx" : /\.pdf$/i.test(path) ? "pdf" : undefined;
  if (form === undefined)
    return problem(
      `${output} is neither .html nor .docx nor .pdf.`,
      "The ending of the file says what is written: -o brief.html, -o brief.docx or -o brief.pdf",
    );
  return [{ path, form }];
}

/** The page as PDF, in its print style. */
async function printed(html: string, effects: Effects): Promise<Uint8Array | Problem> {
  const made = (await effects.print?.(html)) ?? { ok: false, isAbsent: true, message: "There is no browser here that could make a PDF." };
  if (made.ok) return made.bytes;
  return problem(
    made.message,
    made.isAbsent
      ? "Name one with OUTWEIGH_BROWSER=/path/to/chromium; or write -o brief.html and print that to PDF from any browser."
      : "Write -o brief.html and print that to PDF from a browser.",
  );
}

function sizeWords(bytes: number): string {
  return bytes < 1000 * 1000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
