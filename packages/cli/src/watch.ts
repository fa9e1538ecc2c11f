/** Opening and compiling a case for a command, once or again after every change of the files that it read. */
import { ChapterMemory, type Compiled, compileCase } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase } from "./case-folder.js";
import { type Effects, exit } from "./effects.js";
import { failWith } from "./report.js";
import { styleOf, widthOf, wrap } from "./terminal.js";

const pollEvery = 200;

/**
 * Compiles the case in `folder` and gives it to `action`, whose exit code is the answer; with `watch`, again after every change until the
 * user ends it. Changes are found by looking at the files every fifth of a second, which works on every disk, and acted on once they have
 * been quiet for one more look.
 */
export async function onceOrWatching(
  effects: Effects,
  folder: string,
  options: CaseOptions,
  action: (compiled: Compiled) => Promise<number>,
): Promise<number> {
  const blocked = folderProblem(effects, folder);
  if (blocked) return failWith(effects, blocked);
  if (!options.watch) return action(compileCase(openCase(effects, options), folder));
  const memory = new ChapterMemory();
  while (!effects.stopped.aborted) {
    const files = openCase(effects, options);
    if (effects.stdout.isTerminal) effects.stdout.write("\u001b[2J\u001b[3J\u001b[H");
    await guarded(effects, () => action(compileCase(files, folder, memory)));
    const { dim } = styleOf(effects, effects.stderr);
    effects.stderr.write(`${dim("Watching for changes; press Ctrl-C to end.")}\n`);
    while (!effects.stopped.aborted && !files.hasChanged()) await effects.sleep(pollEvery);
    if (!effects.stopped.aborted) await effects.sleep(pollEvery);
  }
  return exit.fine;
}

async function guarded(effects: Effects, action: () => Promise<number>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (effects.stopped.aborted) return;
    effects.stderr.write(`${bugReport(effects, error)}\n`);
  }
}

/** The words for an error that is no mistake of the user. */
export function bugReport(effects: Effects, error: unknown): string {
  const { red, bold } = styleOf(effects, effects.stderr);
  const width = widthOf(effects.stderr);
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    red(bold("This is a mistake in Outweigh, not in your text.")),
    wrap("Please report it, with the lines below and the text that led to it.", width, "  "),
    "",
    ...detail
      .split("\n")
      .slice(0, 8)
      .flatMap((line) => wrap(line.trim(), width, "  ", "    ").split("\n")),
  ].join("\n");
}

/** A progress line on a terminal for work that takes over a second; nothing anywhere else. */
export function progress(effects: Effects, verb: string): { report(done: number, total: number): void; end(): void } {
  const begun = effects.now();
  let shown = -1;
  const { dim } = styleOf(effects, effects.stderr);
  return {
    report(done, total) {
      const percent = Math.floor((100 * done) / Math.max(total, 1));
      if (!effects.stderr.isTerminal || percent === shown || effects.now() - begun < 1000) return;
      shown = percent;
      effects.stderr.write(`\r\u001b[K${dim(`${verb}: ${percent} %`)}`);
    },
    end() {
      if (shown >= 0) effects.stderr.write("\r\u001b[K");
    },
  };
}
