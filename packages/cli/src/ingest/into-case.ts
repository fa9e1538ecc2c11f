/** Taking documents into a case: what each is to the case, the decisions on its candidates, and the writing of everything together. */
import { toNotation } from "@outweigh/evidence";
import type { IngestOptions } from "../commands/ingest.js";
import { refuse } from "../commands/run.js";
import { type Effects, exit } from "../effects.js";
import { type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { count, printable, type Style, styleOf, widthOf, wrap } from "../terminal.js";
import type { CaseDraft } from "./case-draft.js";
import { type Addition, additionOf, archiveDocument, type CaseEntry, enterDocument, writeAddition } from "./case-entry.js";
import { askForEach, type Lists, unknownNumbers, verdictsOf } from "./deciding.js";
import { candidateWords, documentWords, notationWords } from "./document-words.js";
import { echoWords } from "./echoes-of-case.js";
import { ingestJson } from "./ingest-json.js";
import type { InputProblem } from "./input-problems.js";
import { readNumbers } from "./numbers-list.js";
import type { TakenDocument } from "./taken-document.js";
import { instant } from "./taking.js";

const mostListed = 20;

/** A copy must be readable as a file of a case, of at most 20 MB, whatever its letters take. */
const largestText = 6_000_000;

/** A document of the case with what it adds. */
export interface EnteredDocument {
  readonly entry: CaseEntry;
  readonly addition: Addition;
}

/** Takes the documents in and gives the exit code. All is written together at the end, or nothing. */
export async function intoCase(
  draft: CaseDraft,
  documents: readonly TakenDocument[],
  problems: readonly InputProblem[],
  options: IngestOptions,
  effects: Effects,
): Promise<number> {
  const style = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const say = (text: string) => {
    if (!options.json) effects.stdout.write(text);
  };
  const lists = listsOf(options);
  const unknown = unknownNumbers(lists, documents);
  const [first] = unknown;
  if (first !== undefined && documents.length > 0)
    return failWith(
      effects,
      problem(`There is no passage ${first}. Nothing was written.`, "The numbers are those of a run without --accept."),
    );
  const large = lengthProblem(documents);
  if (large) return failWith(effects, large);
  const name = nameProblem(draft, documents, options.as);
  if (name) return failWith(effects, name);
  const asks =
    options.write === true &&
    !options.json &&
    effects.stdin.isTerminal &&
    effects.stdout.isTerminal &&
    lists.accept === undefined &&
    lists.reject === undefined;
  const entered: EnteredDocument[] = [];
  for (const taken of documents) {
    const entry = enterDocument(draft, taken, options.as);
    archiveDocument(draft, entry);
    say(`${documentWords(taken, style, width, relationWords(entry, options.into ?? "", style, width))}\n\n`);
    if (!asks) say(listed(entry, style, width));
    const verdicts = asks ? await askForEach(entry, effects) : verdictsOf(entry, lists);
    if (verdicts === undefined) {
      effects.stderr.write("Cancelled; nothing was written.\n");
      return exit.cancelled;
    }
    const addition = additionOf(draft, entry, verdicts);
    if (options.write) writeAddition(draft, entry, addition);
    else say(preview(entry, addition, options.into ?? "", style, width));
    entered.push({ entry, addition });
  }
  const written = draft.write(options.write ? instant(effects.now()).slice(0, 10) : undefined);
  if (!written.ok) {
    if ("problem" in written) return failWith(effects, written.problem);
    return refuse(
      effects,
      draft.folder,
      written.diagnostics,
      written.files,
      "Nothing was written: the case would have errors that it has not now.",
    );
  }
  if (options.json) effects.stdout.write(ingestJson(documents, problems, { folder: draft.folder, entered, written: written.paths }));
  else if (documents.length > 0) say(outcome(entered, written, lists, options, style, width));
  return exit.fine;
}

/** Why the text of one of the documents cannot be part of a case. */
export function lengthProblem(documents: readonly Pick<TakenDocument, "document" | "input">[]): Problem | undefined {
  const large = documents.find(({ document }) => document.text.length > largestText);
  if (large === undefined) return undefined;
  return problem(
    `The text of ${large.input} is too long for a case: ${large.document.text.length.toLocaleString("en")} characters.`,
    "Take in the part that you need, saved as a file of its own.",
  );
}

function listsOf({ accept, reject }: IngestOptions): Lists {
  const rejected = reject === undefined ? undefined : readNumbers(reject);
  return { accept: accept === undefined ? undefined : readNumbers(accept), reject: rejected === "all" ? undefined : rejected };
}

function nameProblem(draft: CaseDraft, documents: readonly TakenDocument[], name: string | undefined) {
  if (name === undefined) return undefined;
  if (documents.length > 1)
    return problem("--as gives one name, and there are several documents.", "Take them in one by one, or leave --as out.");
  const known = draft.known.find(({ id }) => id.toLowerCase() === name.toLowerCase());
  if (!draft.isTaken(name)) return undefined;
  const [taken] = documents;
  if (known && taken && known.id === name && (known.bytes.has(taken.sha256.original) || known.text === taken.document.text))
    return undefined;
  return problem(`There is something called ${name} in the case already, and it is not this document.`, "Choose another name with --as.");
}

/** What the document is to the case. */
function relationWords({ id, same, echoes, earlierVersion, folder, taken }: CaseEntry, into: string, style: Style, width: number): string {
  const lines: string[] = [];
  if (same) {
    const where = same.source.chapter === undefined ? "archived there and not yet in its text" : `declared in ${same.source.chapter}`;
    const since = same.source.capture === undefined ? "" : `, taken on ${same.source.capture.captured.slice(0, 10)}`;
    const how = same.same === "bytes" ? "The case has this very document" : "The case has this text, from other bytes";
    lines.push(style.cyan(wrap(printable(`${how}: source ${id}${since}, ${where}. It is not archived again.`), width)));
  } else lines.push(wrap(`New source ${style.bold(id)}, archived in ${into}/${folder}.`, width));
  if (earlierVersion) {
    const when = earlierVersion.capture === undefined ? "" : ` on ${earlierVersion.capture.captured.slice(0, 10)}`;
    lines.push(
      style.yellow(
        wrap(
          `The address held another text when ${earlierVersion.id} was taken from it${when}: the page has been changed since. Both are kept.`,
          width,
        ),
      ),
    );
  }
  for (const echo of echoes) {
    const { source, earlier } = echo;
    const first =
      earlier === "source"
        ? `${source} is dated earlier.`
        : earlier === "document"
          ? `This one is dated earlier (${taken.document.date}), so perhaps ${source} took it from here: exchange the derived from lines if so.`
          : "Which came first is not stated.";
    lines.push(style.yellow(wrap(`An echo: ${echoWords(echo)} ${first} They count as one origin, with derived from.`, width)));
  }
  return lines.join("\n");
}

function listed({ taken, standings, id }: CaseEntry, style: Style, width: number): string {
  return taken.candidates
    .map((candidate, index) => {
      const number = taken.firstNumber + index;
      const standing = standings[index] ?? { kind: "open" as const };
      const block = toNotation(candidate, { claimName: `claim_${number}`, sourceName: id }).claim;
      return `${candidateWords({ number, candidate, standing, ...(standing.kind === "open" ? { block } : {}) }, style, width)}\n\n`;
    })
    .join("");
}

/** What --write would add to the text, when nothing is asked for. */
function preview(
  { id, standings }: CaseEntry,
  { source, chapter, isNewChapter }: Addition,
  into: string,
  style: Style,
  width: number,
): string {
  if (source === undefined && !standings.some(({ kind }) => kind === "open")) return "";
  if (source === undefined) return `${wrap(`With --write and --accept, claims would be added to ${into}/${chapter}.`, width)}\n\n`;
  const head = `With --write, ${isNewChapter ? "a new chapter" : ""} ${into}/${chapter} would hold this, and the claims from ${id} that you accept:`;
  const block = notationWords(source, width, "  ");
  return `${wrap(head, width)}\n\n${style.dim(block)}\n\n`;
}

function outcome(
  entered: readonly EnteredDocument[],
  written: { readonly paths: readonly string[]; readonly lockIsOld: boolean },
  { accept }: Lists,
  { into = "", write }: IngestOptions,
  style: Style,
  width: number,
): string {
  const accepted = entered.reduce((sum, { addition }) => sum + addition.claims.length, 0);
  const open = entered.flatMap(({ entry, addition }) =>
    entry.taken.candidates.flatMap((_, index) => {
      const number = entry.taken.firstNumber + index;
      return entry.standings[index]?.kind === "open" && !addition.decided.has(number) ? [number] : [];
    }),
  );
  const unfit = entered.flatMap(({ entry }) =>
    entry.standings.flatMap((standing, index) => {
      const number = entry.taken.firstNumber + index;
      return standing.kind === "unfit" && accept !== "all" && accept?.has(number) ? [number] : [];
    }),
  );
  const lines = written.paths.slice(0, mostListed).map((path) => `  ${printable(`${into}/${path}`)}`);
  if (written.paths.length > mostListed) lines.push(`  and ${written.paths.length - mostListed} more`);
  const parts = [
    written.paths.length === 0
      ? style.green("Nothing to write: the case has all of this already.")
      : `${style.green(`Wrote ${count(written.paths.length, "file")}`)}${accepted > 0 ? `, ${count(accepted, "claim")} accepted` : ""}:\n${lines.join("\n")}`,
    ...(written.lockIsOld
      ? [
          style.yellow(
            wrap(`sources.lock is as it was, because quotes of the case are not in their sources: outweigh check ${into}`, width),
          ),
        ]
      : []),
    ...(unfit.length > 0 ? [style.yellow(wrap(`Not accepted, for the reason given above with each: ${unfit.join(", ")}.`, width))] : []),
    ...(open.length > 0
      ? [
          wrap(
            `${count(open.length, "passage")} left open.${write ? " Accept some with --accept 1,3-5, or run this on a terminal without --accept to be asked for each." : ""}`,
            width,
          ),
        ]
      : []),
    style.dim(
      write
        ? `Next: outweigh check ${into}`
        : wrap(`${written.paths.length > 0 ? "Only the archive was written. " : ""}To add sources and claims to the text: --write`, width),
    ),
  ];
  return `${parts.join("\n")}\n`;
}
