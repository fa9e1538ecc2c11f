/** `outweigh open [DIR]`: serves the case, or a page to choose one on, and its workbench on this machine alone, and opens a browser on it, until the user ends it. */
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { openGiven, takeOpened } from "../ingest/take-document.js";
import { problem } from "../problem.js";
import { failWith } from "../report.js";
import { startChoices } from "../starting/start-choices.js";
import { printable, styleOf, widthOf, wrap } from "../terminal.js";

/** Options of the command. */
export interface OpenOptions extends CaseOptions {
  readonly port?: number;
  /** False when no browser is to be opened. */
  readonly browser?: boolean;
}

/** Runs the command. It ends when the user does, with exit code 0. */
export async function open(folder: string | undefined, options: OpenOptions, effects: Effects): Promise<number> {
  const blocked = folder === undefined ? undefined : folderProblem(effects, folder);
  if (blocked) return failWith(effects, blocked);
  const { web } = effects;
  if (web === undefined) return failWith(effects, problem("There is no network here.", "Run outweigh open where there is one."));
  if (effects.disk.kind(`${web.workbench}/index.html`) !== "file")
    return failWith(effects, problem("The workbench is not built yet.", "Build it once, in the folder of Outweigh: npm run build"));
  const { disk } = effects;
  const started = await web.serve({
    folder: folder === undefined ? startChoices(effects, options) : effects.disk.absolute(folder),
    workbench: web.workbench,
    disk,
    copies: openCase(effects, options),
    take: async (place, given) => {
      const opened = await openGiven(given, effects);
      return "refused" in opened ? { kind: "refused", reason: opened.refused } : takeOpened(place, opened, options, effects);
    },
    ...(effects.print && {
      print: async (html) => {
        const made = await effects.print!(html);
        return made.ok ? made.bytes : { refused: made.message };
      },
    }),
    ...(options.port !== undefined && { port: options.port }),
  });
  if ("failure" in started)
    return failWith(
      effects,
      problem(`The workbench cannot be served: ${started.failure}.`, "Choose another port: --port N, or leave it out."),
    );
  const { bold, dim } = styleOf(effects, effects.stdout);
  effects.stdout.write(
    `${folder === undefined ? "Outweigh" : printable(folder)} is open at\n\n  ${bold(started.address)}\n\n${dim(wrap("The address works on this machine alone, until you end it with Ctrl-C.", widthOf(effects.stdout)))}\n`,
  );
  if (options.browser !== false) {
    const failure = web.browse(started.address);
    if (failure !== undefined) effects.stderr.write(`${dim(`No browser was opened: ${failure}. Open the address yourself.`)}\n`);
  }
  await new Promise<void>((resolve) => {
    if (effects.stopped.aborted) resolve();
    else effects.stopped.addEventListener("abort", () => resolve(), { once: true });
  });
  await started.close();
  effects.stdout.write(`${dim("Closed.")}\n`);
  return exit.fine;
}
