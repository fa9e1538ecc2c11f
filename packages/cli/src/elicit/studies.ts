/** Excalibur's files in and out of a case. */
import { blocksAsStudy, type Compiled, type ImportedStudy, readExcalibur, studyAsBlocks, writeExcalibur } from "@outweigh/language";
import type { Effects } from "../effects.js";
import { type Problem, problem } from "../problem.js";

/** The most bytes that such a file may have. */
const mostBytes = 50_000_000;

function textOf(effects: Effects, path: string): string | Problem {
  const read = effects.disk.read(path);
  if (!read.ok || read.bytes.length > mostBytes)
    return problem(`${path} cannot be read.`, "Give a file that Excalibur has written, and check that you may read it.");
  return new TextDecoder("windows-1252").decode(read.bytes);
}

/** Puts a study into a case as a chapter of its own; whatever is wrong in the files is said, and the lines in question are left out. The answers of seed questions are taken from the file that is given, or from the .rls of the same name beside the study. */
export function importStudy(
  compiled: Compiled,
  folder: string,
  path: string,
  given: string | undefined,
  effects: Effects,
): { readonly made: ImportedStudy; readonly chapter: string; readonly remarks: readonly string[] } | Problem {
  const answers = textOf(effects, path);
  if (typeof answers !== "string") return answers;
  const beside = [".rls", ".RLS"].map((ending) => path.replace(/\.dtt$/i, ending)).find((each) => effects.disk.kind(each) === "file");
  const realisations = given ?? (beside === path ? undefined : beside);
  const truths = realisations === undefined ? undefined : textOf(effects, realisations);
  if (truths !== undefined && typeof truths !== "string") return truths;
  const { study, problems } = readExcalibur(answers, truths);
  const remarks = problems.map(
    ({ file, line, column, message }) => `${file === "dtt" ? path : realisations} ${line}:${column}: ${message}`,
  );
  const first = remarks[0];
  if (!study || study.experts.length === 0)
    return problem(
      `${path} is no study of Excalibur${first === undefined ? "" : `: ${first}`}`,
      "Its first line is like: * CLASS ASCII OUTPUT FILE. NQ= 3 QU= 5 50 95",
    );
  const name =
    (path.split("/").pop() ?? "study")
      .replace(/\.[^.]*$/, "")
      .replace(/[^A-Za-z0-9_-]+/g, "_")
      .slice(0, 60) || "study";
  const chapter = `${folder}/judgements-${name}.md`;
  if (effects.disk.kind(chapter) !== "missing")
    return problem(`There is a file ${chapter} already.`, "Take it away, or give the .dtt file another name; nothing was written.");
  const made = studyAsBlocks(compiled.assessment, study, path.split("/").pop() ?? path);
  const failure = effects.disk.replace(chapter, [new TextEncoder().encode(made.text)]);
  return failure === undefined ? { made, chapter, remarks } : problem(`${chapter} cannot be written: ${failure}.`, "Nothing was imported.");
}

/** Writes the judgements of a case as a study, with the answers of its seed questions beside it. */
export function exportStudy(
  compiled: Compiled,
  path: string,
  effects: Effects,
): { readonly files: readonly string[]; readonly leftOut: readonly string[] } | Problem {
  const found = blocksAsStudy(compiled);
  if (!found) return problem("The case has no judgements by quantiles.", "Only those can be written for Excalibur.");
  const { dtt, rls } = writeExcalibur(found.study);
  const truths = `${path.replace(/\.dtt$/i, "")}.rls`;
  const failure = effects.disk.write(path, dtt) ?? effects.disk.write(truths, rls);
  return failure === undefined
    ? { files: [path, truths], leftOut: found.leftOut }
    : problem(`${path} cannot be written: ${failure}.`, "Choose another place.");
}
