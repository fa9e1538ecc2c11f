/** `outweigh format DIR`: lays out the fenced blocks of a case as the manual does, and leaves the prose alone. */
import { formatText } from "@outweigh/language";
import { folderProblem } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { problem } from "../problem.js";
import { failWith } from "../report.js";
import { count } from "../terminal.js";

/** Options of the command. */
export interface FormatOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Runs the command. With `check` nothing is written, and a file that would change gives exit code 1. */
export async function format(folder: string, options: FormatOptions, effects: Effects): Promise<number> {
  const blocked = folderProblem(effects, folder);
  if (blocked) return failWith(effects, blocked);
  const names = (effects.disk.list(folder) ?? []).filter((name) => /\.md$/i.test(name) && !/^readme\.md$/i.test(name));
  const changed: string[] = [];
  const skipped: { readonly file: string; readonly reason: string }[] = [];
  for (const name of names) {
    const path = `${folder}/${name}`;
    const read = effects.disk.read(path);
    const text = read.ok ? decode(read.bytes) : undefined;
    if (text === undefined) {
      skipped.push({
        file: name,
        reason: read.ok ? "it is not text in UTF-8" : read.reason === "too-large" ? "it is larger than 20 MB" : "it cannot be read",
      });
      continue;
    }
    const formatted = formatText(text);
    if (formatted === text) continue;
    if (!options.check) {
      const failure = effects.disk.write(path, formatted);
      if (failure !== undefined)
        return failWith(effects, problem(`${path} cannot be written: ${failure}.`, "Nothing in that file was changed."));
    }
    changed.push(name);
  }
  if (options.json) effects.stdout.write(`${JSON.stringify({ format: "outweigh-format-1", folder, changed, skipped }, null, 2)}\n`);
  else {
    for (const name of changed) effects.stdout.write(`${options.check ? "would change" : "formatted"} ${folder}/${name}\n`);
    for (const { file, reason } of skipped) effects.stderr.write(`left alone ${folder}/${file}: ${reason}\n`);
    if (changed.length === 0) effects.stdout.write(`${count(names.length, "file")} in ${folder}, nothing to change.\n`);
  }
  return (options.check && changed.length > 0) || skipped.length > 0 ? exit.errors : exit.fine;
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
