/** `outweigh ingest FILE|URL…`: what a document is and which of its passages could be claims; into a case, its archived copy and the claims that the analyst accepts. */

import { findCandidates, suggestAccess, suggestReliability, toNotation } from "@outweigh/evidence";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { CaseDraft } from "../ingest/case-draft.js";
import { recover } from "../ingest/case-transaction.js";
import { candidateWords, documentWords } from "../ingest/document-words.js";
import { ingestJson } from "../ingest/ingest-json.js";
import type { InputProblem } from "../ingest/input-problems.js";
import { intoCase } from "../ingest/into-case.js";
import { type ModelSettings, modelSettings, suggest } from "../ingest/model-suggestions.js";
import { readNumbers } from "../ingest/numbers-list.js";
import { isSourceName } from "../ingest/source-name.js";
import type { TakenDocument } from "../ingest/taken-document.js";
import { type OpenedDocument, openDocument } from "../ingest/taking.js";
import { capturesOf, capturesOfCase, writeArchive } from "../ingest/web-archive.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { count, styleOf, widthOf } from "../terminal.js";

/** UTF-16 units of a text that are looked through, some thousand pages. */
const mostSearched = 2_000_000;

/** Options of the command. */
export interface IngestOptions {
  readonly into?: string;
  readonly write?: boolean;
  readonly accept?: string;
  readonly reject?: string;
  readonly json?: boolean;
  readonly allowLocal?: boolean;
  readonly warc?: string;
  readonly as?: string;
  readonly suggest?: boolean;
  readonly sources?: readonly string[];
}

/** Runs the command. Documents that cannot be read are reported and the others go on; the exit code is then 2. */
export async function ingest(inputs: readonly string[], options: IngestOptions, effects: Effects): Promise<number> {
  const usage = usageProblem(inputs, options);
  if (usage) return failWith(effects, usage);
  const settings = options.suggest ? modelSettings(effects.env) : undefined;
  if (isProblem(settings)) return failWith(effects, settings);
  const draft = options.into === undefined ? undefined : openDraft(options.into, options, effects);
  if (isProblem(draft)) return failWith(effects, draft);
  const problems: InputProblem[] = [];
  const documents: TakenDocument[] = [];
  for (const input of inputs) {
    const opening = await openDocument(input, { allowLocal: options.allowLocal ?? false }, effects);
    if (!opening.ok) {
      problems.push(opening.problem);
      if (!options.json) failWith(effects, { kind: "problem", ...opening.problem });
      continue;
    }
    for (const opened of opening.documents) {
      const last = documents.at(-1);
      const firstNumber = last === undefined ? 1 : last.firstNumber + last.candidates.length;
      documents.push(await withCandidates(opened, firstNumber, settings, effects));
    }
  }
  const failed = problems.length > 0 ? exit.usage : exit.fine;
  if (options.warc !== undefined) {
    const captures = inputs.length === 0 && draft ? capturesOfCase(draft) : capturesOf(documents);
    const failure = writeArchive(options.warc, captures, effects);
    if (failure) return failWith(effects, failure);
    if (!options.json) effects.stdout.write(`Wrote ${options.warc}: ${count(captures.length, "capture")}.\n\n`);
    if (inputs.length === 0 && !options.json) return failed;
  }
  if (draft) return (await intoCase(draft, documents, problems, options, effects)) || failed;
  if (options.json) effects.stdout.write(ingestJson(documents, problems));
  else for (const taken of documents) print(taken, effects);
  return failed;
}

async function withCandidates(
  opened: OpenedDocument,
  firstNumber: number,
  settings: ModelSettings | undefined,
  effects: Effects,
): Promise<TakenDocument> {
  const { text, language, date, title } = opened.document;
  const searched = text.length > mostSearched ? text.slice(0, text.lastIndexOf("\n", mostSearched) + 1 || mostSearched) : text;
  const own = findCandidates(searched, { language: language ?? "en", date, title });
  const suggestions = settings && (await suggest(searched, own, settings, effects));
  const candidates = [...own, ...(suggestions?.candidates ?? [])];
  const isCut = searched.length < text.length;
  return {
    ...opened,
    isCut,
    firstNumber,
    candidates,
    suggestions,
    reliability: suggestReliability(opened.document),
    access: suggestAccess(searched, language ?? "en"),
  };
}

function usageProblem(inputs: readonly string[], options: IngestOptions): Problem | undefined {
  if (options.warc !== undefined && !/\.warc(?:\.gz)?$/i.test(options.warc))
    return problem(`${options.warc} is no name for a web archive.`, "Let it end in .warc, or in .warc.gz to have it packed.");
  if (inputs.length === 0 && !(options.warc !== undefined && options.into !== undefined))
    return problem("Nothing was named to take in.", "Name a document: a file, an address of the web, or - for the standard input.");
  if (options.into === undefined && options.write)
    return problem("--write needs to know the case that is written into.", "Add --into DIR, the folder of the case.");
  if ((options.accept !== undefined || options.reject !== undefined) && !options.write)
    return problem("--accept and --reject decide what is written, and nothing is written without --write.", "Add --into DIR --write.");
  if (options.as !== undefined && options.into === undefined)
    return problem("--as names a source in a case.", "Add --into DIR, the folder of the case.");
  if (options.as !== undefined && !isSourceName(options.as))
    return problem(
      `“${options.as}” cannot be the name of a source.`,
      "A name is made of the letters a to z, digits and _, begins with a letter, and is not a word of the notation.",
    );
  for (const [flag, list] of [
    ["--accept", options.accept],
    ["--reject", options.reject],
  ] as const)
    if (list !== undefined && (readNumbers(list) === undefined || (flag === "--reject" && list.trim().toLowerCase() === "all")))
      return problem(
        `“${list}” is no list of numbers for ${flag}.`,
        `Write it like ${flag} 1,3-5${flag === "--accept" ? ", or --accept all" : ""}.`,
      );
  if (inputs.filter((input) => input === "-").length > 1) return problem("The standard input can be read only once.", "Name - once.");
  return undefined;
}

/** The case, with what an earlier run left half done finished or cleared away. */
export function openDraft(folder: string, options: CaseOptions, effects: Effects): CaseDraft | Problem {
  const blocked = folderProblem(effects, folder);
  if (blocked) return blocked;
  const left = recover(effects.disk, folder);
  if (isProblem(left)) return left;
  if (left.kind === "finished") effects.stderr.write("An earlier ingest had been cut off while it wrote; it is complete now.\n");
  const draft = new CaseDraft(effects.disk, openCase(effects, options), folder);
  const missing = draft.compiled.diagnostics.find(({ code }) => code === "no-case" || code === "no-chapters");
  if (missing === undefined) return draft;
  return problem(
    `${folder} is no case: ${missing.code === "no-chapters" ? "there is no chapter (a file ending in .md) in it" : "no chapter has a case block"}.`,
    `To begin a case: outweigh new NAME. To add to this folder, write a case block first: outweigh explain no-case`,
  );
}

function print(taken: TakenDocument, effects: Effects): void {
  const style = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  effects.stdout.write(`${documentWords(taken, style, width)}\n\n`);
  for (const [index, candidate] of taken.candidates.entries()) {
    const number = taken.firstNumber + index;
    const block = toNotation(candidate, { claimName: `claim_${number}`, sourceName: "SOURCE" }).claim;
    effects.stdout.write(`${candidateWords({ number, candidate, block }, style, width)}\n\n`);
  }
}
