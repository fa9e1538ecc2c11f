/** `outweigh new NAME`: a folder with a first case that compiles, to be written over. */
import { tidyPath } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { problem } from "../problem.js";
import { failWith } from "../report.js";
import { styleOf } from "../terminal.js";
import { firstCase } from "./first-case.js";

/** The identifier of a case in a folder of that name: letters, digits and `_`. */
export function identifierOf(path: string): string {
  const name = tidyPath(path).split("/").pop() ?? "";
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
  return plain === "" ? "first" : /^\p{N}/u.test(plain) ? `case_${plain}` : plain;
}

/** Runs the command. */
export async function newCase(path: string, effects: Effects): Promise<number> {
  const folder = tidyPath(path);
  const kind = effects.disk.kind(folder);
  if (kind === "file" || kind === "other")
    return failWith(effects, problem(`There is a file called ${folder} already.`, "Choose another name."));
  if (kind === "folder" && (effects.disk.list(folder)?.length !== 0 || effects.disk.folders(folder).length > 0))
    return failWith(
      effects,
      problem(`There is a folder ${folder} already, and it is not empty.`, "Choose another name, or empty the folder first."),
    );
  const file = `${folder}/assessment.md`;
  const failure = effects.disk.makeFolder(`${folder}/sources`) ?? effects.disk.write(file, firstCase(identifierOf(folder)));
  if (failure !== undefined) return failWith(effects, problem(`${file} cannot be written: ${failure}.`, "Choose another place."));
  const { bold, green } = styleOf(effects, effects.stdout);
  effects.stdout.write(
    [
      `${green("Made")} ${file}`,
      "",
      `  ${bold(`outweigh check ${quoted(folder)}`)}   says what is amiss`,
      `  ${bold(`outweigh run ${quoted(folder)}`)}     compares the options`,
      `  ${bold(`outweigh brief ${quoted(folder)}`)}   writes the brief`,
      "",
      "To take in an article, a report or a page of the web:",
      `  ${bold(`outweigh ingest FILE --into ${quoted(folder)} --write`)}`,
      "",
    ].join("\n"),
  );
  return exit.fine;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"${path}"`;
}
