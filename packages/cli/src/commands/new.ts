/** `outweigh new NAME`: a folder with a first case that compiles, to be written over. */
import { firstCase } from "@outweigh/language";
import { tidyPath } from "../case-folder.js";
import { type Disk, type Effects, exit } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { styleOf } from "../terminal.js";

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

/** Makes the folder with the first case and gives the path of its file; why not, where it cannot be made. */
export function makeFirstCase(folder: string, { disk }: Effects, identifier = identifierOf(folder)): string | Problem {
  const taken = newFolderProblem(folder, disk);
  if (taken) return taken;
  const file = `${folder}/assessment.md`;
  const failure = disk.makeFolder(`${folder}/sources`) ?? disk.write(file, firstCase(identifier));
  return failure === undefined ? file : problem(`${file} cannot be written: ${failure}.`, "Choose another place.");
}

/** Why a new case cannot be begun in this folder: there is something in it. */
export function newFolderProblem(folder: string, disk: Disk): Problem | undefined {
  const kind = disk.kind(folder);
  if (kind === "file" || kind === "other") return problem(`There is a file called ${folder} already.`, "Choose another name.");
  if (kind === "folder" && (disk.list(folder)?.length !== 0 || disk.folders(folder).length > 0))
    return problem(`There is a folder ${folder} already, and it is not empty.`, "Choose another name, or empty the folder first.");
  return undefined;
}

/** Runs the command. */
export async function newCase(path: string, effects: Effects): Promise<number> {
  const folder = tidyPath(path);
  const file = makeFirstCase(folder, effects);
  if (isProblem(file)) return failWith(effects, file);
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
