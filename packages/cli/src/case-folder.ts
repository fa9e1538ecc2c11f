/** Opening the folder of a case, and the options that every command on a case has. */
import type { Effects } from "./effects.js";
import { type CaseFiles, caseFiles } from "./files-node.js";
import { type Problem, problem } from "./problem.js";
import { styleOf, widthOf, wrap } from "./terminal.js";

/** Options that commands on a case share. */
export interface CaseOptions {
  readonly json?: boolean;
  readonly sources?: readonly string[];
  readonly watch?: boolean;
}

/** A path as typed, with `/` and without an end stroke. */
export function tidyPath(path: string): string {
  const strokes = /^[A-Za-z]:\\|^[^/]*\\/.test(path) ? path.replaceAll("\\", "/") : path;
  return strokes.length > 1 ? strokes.replace(/\/+$/, "") || "/" : strokes;
}

/** What keeps a folder from being opened as a case, if anything. */
export function folderProblem(effects: Effects, folder: string): Problem | undefined {
  const kind = effects.disk.kind(folder);
  if (kind === "missing") return problem(`There is no folder ${folder}.`, `To begin a case of that name: outweigh new ${folder}`);
  if (kind === "file") {
    const parent = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) || "/" : ".";
    return problem(`${folder} is a file; a case is a folder of Markdown files.`, `Give its folder instead: ${parent}`);
  }
  if (kind === "other" || effects.disk.list(folder) === undefined)
    return problem(`The folder ${folder} cannot be read.`, "Check that you may read it, then try again.");
  return undefined;
}

/** The folders of source copies: from `--sources` and from OUTWEIGH_SOURCES. */
export function sourceFolders(effects: Effects, options: CaseOptions): readonly string[] {
  const separator = /^[A-Za-z]:/.test(effects.disk.absolute(".")) ? ";" : ":";
  const fromEnvironment = (effects.env.OUTWEIGH_SOURCES ?? "").split(separator).filter((folder) => folder !== "");
  return [...(options.sources ?? []), ...fromEnvironment].map(tidyPath);
}

/** The file system of a case; a folder of source copies that is missing is mentioned. */
export function openCase(effects: Effects, options: CaseOptions): CaseFiles {
  const { dim } = styleOf(effects, effects.stderr);
  return caseFiles(
    effects.disk,
    sourceFolders(effects, options).filter((folder) => {
      if (effects.disk.kind(folder) === "folder") return true;
      const words = `There is no folder ${folder}; quotes are not verified against copies there.`;
      effects.stderr.write(`${dim(wrap(words, widthOf(effects.stderr)))}\n`);
      return false;
    }),
  );
}
