/** Compiling a case: read the folder, check evidence and words, lower to a graph. Never throws for what a user wrote. */
import { lockFileName, sha256Hex, writeLock } from "@outweigh/evidence";
import type { Assessment, CaseDeclaration, OptionDeclaration, PathwayDeclaration } from "./assessment.js";
import { checkActors } from "./check/actors.js";
import { checkDeclarations } from "./check/declarations.js";
import { checkEvidence, lockSources } from "./check/evidence.js";
import { checkTechniques } from "./check/hypotheses.js";
import { checkLedger } from "./check/ledger.js";
import { checkLinks } from "./check/links.js";
import { checkWords } from "./check/words.js";
import type { Diagnostic } from "./diagnostic.js";
import { ledgerDamaged } from "./diagnostics/forecasts.js";
import { unknownName } from "./diagnostics/names.js";
import { tooManyFindings, unknownSection } from "./diagnostics/syntax.js";
import type { Compiled } from "./evaluated.js";
import type { FileSystem } from "./files.js";
import { type Ledger, readLedger } from "./ledger/chain.js";
import { ledgerFileName } from "./ledger/entry.js";
import { lower } from "./lower/lower.js";
import type { Override } from "./lower/model.js";
import { withValues } from "./lower/overrides.js";
import { joinPath } from "./modules.js";
import { withJudgementsAsReasons } from "./panels.js";
import { ChapterMemory } from "./parse/chapter-memory.js";
import { type FolderReading, readFolder } from "./read-folder.js";

const mostFindings = 2000;

const emptyCase: CaseDeclaration = {
  id: "case",
  label: "Assessment without a case",
  span: { file: "", from: 0, to: 0 },
  because: [],
  note: undefined,
  question: "",
  audience: undefined,
  author: undefined,
  asOf: undefined,
  yardstick: "icd203",
  baseline: undefined,
  prices: undefined,
  time: undefined,
  seed: undefined,
  draws: undefined,
  bottomLine: undefined,
  confidence: undefined,
  commissioner: undefined,
  assurer: undefined,
  approver: undefined,
  sourcing: undefined,
  tlp: undefined,
  limitations: [],
};

/** Compiles the case in `folder`. Diagnostics come in the order of the text. With the `memory` of an earlier compilation only what was edited since is parsed again. */
export function compileCase(files: FileSystem, folder: string, memory = new ChapterMemory()): Compiled {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  let more = 0;
  const report = (diagnostic: Diagnostic) => {
    const { code, span, message } = diagnostic;
    const key = `${code} ${span.file} ${span.from} ${span.to} ${code === unknownName.code ? "" : message}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (found.length < mostFindings) found.push(diagnostic);
    else more++;
  };
  const reading = readFolder(files, folder, memory, report);
  const read = toAssessment(reading);
  const lockText = readLockText(files, folder);
  const evidence = checkEvidence(read, files, folder, lockText, report);
  const assessment: Assessment = {
    ...read,
    claims: read.claims.map((claim) => ({ ...claim, quoteState: evidence.states.get(claim.id) ?? claim.quoteState })),
  };
  checkLinks(assessment, report);
  checkTechniques(assessment, report);
  checkActors(assessment, report);
  const lowering = lower(assessment, report);
  checkWords(assessment, reading.passages, report);
  checkDeclarations(assessment, lowering, report);
  const ledger = readLedgerOf(files, folder, report);
  checkLedger(assessment, ledger, report);
  checkSections(assessment, report);
  const order = new Map(Object.keys(reading.files).map((file, index) => [file, index]));
  const diagnostics = found.sort(
    (a, b) => (order.get(a.span.file) ?? -1) - (order.get(b.span.file) ?? -1) || a.span.from - b.span.from || a.span.to - b.span.to,
  );
  if (more > 0) diagnostics.push(tooManyFindings.at(diagnostics[diagnostics.length - 1]!.span, { more }));
  return {
    assessment,
    lowering: { ...lowering, definitions: reading.definitions },
    diagnostics,
    ledger,
    inputsHash: hashInputs(assessment),
  };
}

/**
 * A compiled case in which some quantities are not as they are defined: a number in the unit in which they are shown, another expression, a
 * range, or their own definition widened; what was so before stays so. Its diagnostics are those of the model alone; `inputsHash` stays that of the text.
 */
export function compileScenario(compiled: Compiled, values: ReadonlyMap<string, Override>): Compiled {
  return compileAgain(compiled, compiled.assessment, values);
}

/** The values that the scenario of this name sets, for `compileScenario`; undefined when there is no such scenario. */
export function valuesOfScenario({ assessment }: Compiled, id: string): ReadonlyMap<string, Override> | undefined {
  const scenario = assessment.scenarios.find((each) => each.id === id);
  return scenario && new Map(scenario.settings.map(({ quantity, value }) => [quantity.text, { kind: "value", value }]));
}

/**
 * The ranges of the futures of this name, for `compileScenario`: each draw is then one future, evenly spread among the ranges, with all other
 * uncertainty drawn along. Undefined when there is no such block, or none without mistakes.
 */
export function valuesOfFutures({ lowering }: Compiled, id: string): ReadonlyMap<string, Override> | undefined {
  const futures = lowering.futures.get(id);
  return futures && new Map(futures.ranges.map(({ quantity, low, high }) => [quantity, { kind: "range", low, high }]));
}

/** A compiled case lowered anew: with these overrides besides those that it has, and from an assessment that may leave out some of what the text has. */
export function compileAgain(compiled: Compiled, assessment: Assessment, values: ReadonlyMap<string, Override>): Compiled {
  const diagnostics: Diagnostic[] = [];
  const { graph, definitions } = compiled.lowering;
  const outputs = new Map(graph.outputs.map(({ name, node }) => [name, node]));
  const dimensionsOf = (id: string) => graph.nodes[outputs.get(id) ?? -1]?.dimensions ?? [];
  const overrides = new Map(
    [...(compiled.overrides ?? []), ...values].map(([id, each]): [string, Override] => [
      id,
      typeof each === "number" || each.kind !== "value" ? each : { ...each, over: dimensionsOf(id) },
    ]),
  );
  const lowering = lower(assessment, (diagnostic) => void diagnostics.push(diagnostic), overrides);
  return { ...compiled, assessment: withValues(assessment, overrides), lowering: { ...lowering, definitions }, diagnostics, overrides };
}

/** The text of a new `sources.lock` for the case, with the findings that stand in its way. `captured` is the ISO date of today. */
export function lockCase(
  files: FileSystem,
  folder: string,
  captured: string,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[]; readonly locked: readonly string[] } {
  const found: Diagnostic[] = [];
  const reading = readFolder(files, folder, new ChapterMemory(), () => {});
  const lock = lockSources(
    toAssessment(reading),
    files,
    folder,
    readLockText(files, folder),
    captured,
    (diagnostic) => void found.push(diagnostic),
  );
  return { text: writeLock(lock), diagnostics: found, locked: [...lock.keys()] };
}

/** The generated sections that `show` may place; the brief has one of each. */
export const sectionNames: readonly string[] = [
  "bottom-line",
  "options",
  "comparison",
  "law",
  "actors",
  "risks",
  "experts",
  "hypotheses",
  "assumptions",
  "outlook",
  "scores",
  "evidence",
  "method",
  "review",
];

function checkSections(assessment: Assessment, report: (diagnostic: Diagnostic) => void): void {
  for (const block of assessment.chapters.flatMap((chapter) => chapter.blocks)) {
    if (block.kind !== "show" || sectionNames.includes(block.section)) continue;
    report(unknownSection.at(block.span, { section: block.section, known: sectionNames.join(", ") }));
  }
}

function readLockText(files: FileSystem, folder: string): string | undefined {
  const read = files.read(joinPath(folder, lockFileName));
  return read.ok ? new TextDecoder().decode(read.bytes) : undefined;
}

function readLedgerOf(files: FileSystem, folder: string, report: (diagnostic: Diagnostic) => void): Ledger {
  const read = files.read(joinPath(folder, ledgerFileName));
  if (!read.ok && read.reason !== "missing") {
    const problem = "The ledger cannot be read, so that what it says of forecasts is not known here.";
    report(ledgerDamaged.at({ file: ledgerFileName, from: 0, to: 0 }, { problem, remedy: "Check that it is a file that you may read." }));
  }
  return readLedger(read.ok ? new TextDecoder().decode(read.bytes) : "");
}

function toAssessment(reading: FolderReading): Assessment {
  const { cases, ...lists } = reading.declarations;
  const dimensionNames = new Set(lists.dimensions.map((dimension) => dimension.id));
  return withJudgementsAsReasons({
    ...lists,
    options: [...lists.options, ...lists.pathways.map(asOption)],
    data: lists.data.map((table) => ({
      ...table,
      columns: table.columns.map((column) =>
        column.unit?.kind === "name" && (dimensionNames.has(column.unit.name) || column.unit.name === "option")
          ? { ...column, key: column.unit.name, unit: undefined }
          : column,
      ),
    })),
    case: cases[0] ?? emptyCase,
    inlines: reading.inlines,
    chapters: reading.chapters,
    files: reading.files,
  });
}

function asOption({ id, label, span, because, note }: PathwayDeclaration): OptionDeclaration {
  return { id, label, span, because, note, measures: [id], isCombination: false, startDate: undefined };
}

/** sha-256 over the names and texts of all files read and the rows of all tables. */
function hashInputs(assessment: Assessment): string {
  const texts = Object.keys(assessment.files)
    .sort()
    .map((file) => [file, assessment.files[file]]);
  const tables = assessment.data.map((table) => [table.path, table.rows]);
  return sha256Hex(JSON.stringify([texts, tables]));
}
