/** `outweigh lock DIR`: records the copies of the sources and the quotes found in them in `sources.lock`. */
import { type Lock, lockFileName, readLock } from "@outweigh/evidence";
import { compileCase, lockCase } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { diagnosticsJson } from "../places.js";
import { problem } from "../problem.js";
import { countsOf, exitOf, failWith } from "../report.js";
import { count, printable, styleOf, table, widthOf } from "../terminal.js";
import { refuse } from "./run.js";

type State = "new" | "changed" | "unchanged" | "no copy";

/** Runs the command. A case with a quote that is not in its copy is not locked, and gives exit code 1. */
export async function lock(folder: string, options: CaseOptions, effects: Effects): Promise<number> {
  const blocked = folderProblem(effects, folder);
  if (blocked) return failWith(effects, blocked);
  const files = openCase(effects, options);
  const path = `${folder}/${lockFileName}`;
  const before = files.read(path);
  if (!before.ok && before.reason !== "missing")
    return failWith(effects, problem(`${path} cannot be read.`, "Check that it is a file that you may read."));
  const previous = before.ok ? readLock(new TextDecoder().decode(before.bytes)).lock : new Map();
  const { text, diagnostics } = lockCase(files, folder, new Date(effects.now()).toISOString().slice(0, 10));
  const { assessment } = compileCase(files, folder);
  const refused = exitOf(diagnostics) !== exit.fine;
  const states = statesOf(
    assessment.sources.flatMap(({ id, archive }) => (archive !== undefined && !id.includes(".") ? [{ id, archive }] : [])),
    previous,
    readLock(text).lock,
  );
  if (options.json) {
    const json = {
      format: "outweigh-lock-1",
      path,
      written: !refused,
      sources: states,
      counts: countsOf(diagnostics),
      diagnostics: diagnosticsJson(diagnostics, assessment.files),
    };
    effects.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }
  if (refused) return options.json ? exitOf(diagnostics) : refuse(effects, folder, diagnostics, assessment.files, "Nothing was locked.");
  if (states.length > 0 || before.ok) {
    const failure = effects.disk.write(path, text);
    if (failure !== undefined) return failWith(effects, problem(`${path} cannot be written: ${failure}.`, "Nothing was locked."));
  }
  if (!options.json) print(effects, path, states);
  return exit.fine;
}

interface SourceState {
  readonly id: string;
  readonly file: string;
  readonly state: State;
  readonly quotes: number;
}

function statesOf(sources: readonly { readonly id: string; readonly archive: string }[], before: Lock, after: Lock): SourceState[] {
  return sources.map(({ id, archive }) => {
    const [old, now] = [before.get(id), after.get(id)];
    const state =
      now === undefined ? "no copy" : old === undefined ? "new" : JSON.stringify(old) === JSON.stringify(now) ? "unchanged" : "changed";
    return { id, file: archive, state, quotes: now?.quotes.length ?? 0 };
  });
}

function print(effects: Effects, path: string, states: readonly SourceState[]): void {
  const style = styleOf(effects, effects.stdout);
  if (states.length === 0) {
    effects.stdout.write("No source of this case has an archive field, so there is nothing to lock.\n");
    return;
  }
  const colours = { new: style.green, changed: style.yellow, unchanged: style.dim, "no copy": style.red };
  const rows = states.map(({ id, file, state, quotes }) => [colours[state](state), id, printable(file), count(quotes, "quote")]);
  const columns = [{ side: "left" }, { side: "left", yields: true }, { side: "left", yields: true }, { side: "right" }] as const;
  effects.stdout.write(`${table(rows, columns, widthOf(effects.stdout)).join("\n")}\n\n${path}\n`);
}
