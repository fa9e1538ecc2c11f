/** Reads the chapters of a folder and of the modules it uses into declarations and running text. Never throws for what a user wrote. */
import type { Chapter, InlineValue, UseDeclaration } from "./assessment.js";
import { type BlockContext, BlockReader, type Declarations } from "./blocks/block.js";
import { blockRecords } from "./blocks/index.js";
import type { Diagnostic } from "./diagnostic.js";
import {
  cyclicUse,
  fileUnreadable,
  folderMissing,
  lineTooLong,
  moduleMissing,
  noCase,
  noChapters,
  oddCharacters,
  secondCase,
  tooDeep,
  unknownBlock,
  unknownOverride,
} from "./diagnostics/syntax.js";
import type { FileSystem } from "./files.js";
import { importedKinds, joinPath, prefixBlocks } from "./modules.js";
import { nearNames } from "./near.js";
import type { ChapterMemory } from "./parse/chapter-memory.js";
import type { BlockSyntax } from "./syntax.js";

/** Everything read from the text, before any meaning is checked. */
export interface FolderReading {
  readonly declarations: Declarations;
  readonly chapters: readonly Chapter[];
  readonly inlines: readonly InlineValue[];
  readonly passages: readonly { readonly file: string; readonly from: number; readonly to: number }[];
  readonly files: Readonly<Record<string, string>>;
  /** Each named declaration in the analyst's own notation. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Every block of the case and of its modules, these with their prefix. */
  readonly blocks: readonly BlockSyntax[];
}

interface Reading {
  readonly files: FileSystem;
  readonly caseFolder: string;
  readonly declarations: Declarations;
  readonly texts: Record<string, string>;
  readonly path: readonly string[];
  readonly definitions: Map<string, string>;
  readonly blocks: BlockSyntax[];
  readonly memory: ChapterMemory;
  report(diagnostic: Diagnostic): void;
}

const naturalOrder = new Intl.Collator("en", { numeric: true }).compare;
const deepestUse = 20;
const longestLine = 20_000;

/** All chapters together: more than a thousand pages. */
const mostCharacters = 2_500_000;

/** Reads an assessment folder; `memory` keeps the parse of earlier readings. */
export function readFolder(
  files: FileSystem,
  folder: string,
  memory: ChapterMemory,
  report: (diagnostic: Diagnostic) => void,
): FolderReading {
  const declarations = emptyDeclarations();
  const reading: Reading = {
    files,
    caseFolder: folder,
    declarations,
    texts: {},
    path: [joinPath(folder)],
    definitions: new Map(),
    blocks: [],
    memory,
    report,
  };
  const chapters: Chapter[] = [];
  const inlines: InlineValue[] = [];
  const passages: { readonly file: string; readonly from: number; readonly to: number }[] = [];
  const names = chapterNames(files, folder);
  const whole = { file: folder, from: 0, to: 0 };
  if (names === undefined) report(folderMissing.at(whole, { folder }));
  else if (names.length === 0) report(noChapters.at(whole, { folder }));
  const blocks: BlockSyntax[] = [];
  for (const name of names ?? []) {
    const text = readText(reading, joinPath(folder, name), name);
    if (text === undefined) continue;
    const chapter = safely(name, report, () => memory.read({ file: name, text, report }, inlines.length));
    if (!chapter) continue;
    chapters.push({ file: name, blocks: chapter.prose });
    for (const inline of chapter.inlines) inlines.push(inline);
    for (const passage of chapter.passages) passages.push({ file: name, ...passage });
    for (const block of chapter.blocks) blocks.push(block);
  }
  readBlocks(reading, blocks, { files, folder, fromCase: "", prefix: "", report });
  if (names !== undefined && names.length > 0 && chapters.length === names.length && declarations.cases.length === 0) {
    report(noCase.at({ file: names[0]!, from: 0, to: 0 }, { folder: folder === "" ? "this folder" : folder }));
  }
  for (const extra of declarations.cases.slice(1)) report(secondCase.at(extra.span, { name: extra.id }));
  for (const use of [...declarations.uses]) readModule(reading, use, folder, "");
  return { declarations, chapters, inlines, passages, files: reading.texts, definitions: reading.definitions, blocks: reading.blocks };
}

function emptyDeclarations(): Declarations {
  return {
    cases: [],
    sources: [],
    claims: [],
    units: [],
    dimensions: [],
    data: [],
    options: [],
    pathways: [],
    timings: [],
    quantities: [],
    chances: [],
    precedents: [],
    experts: [],
    judgements: [],
    seeds: [],
    actors: [],
    rules: [],
    stocks: [],
    objectives: [],
    scenarios: [],
    futures: [],
    weights: [],
    studies: [],
    hypotheses: [],
    evidence: [],
    assumptions: [],
    premortems: [],
    forecasts: [],
    indicators: [],
    observations: [],
    checks: [],
    uses: [],
  };
}

function chapterNames(files: FileSystem, folder: string): string[] | undefined {
  return files
    .list(folder)
    ?.filter((name) => /\.md$/i.test(name) && !/^readme\.md$/i.test(name) && !name.startsWith("."))
    .sort(naturalOrder);
}

function readText(reading: Reading, path: string, shown: string): string | undefined {
  const at = { file: shown, from: 0, to: 0 };
  const read = reading.files.read(path);
  if (!read.ok) {
    const words = {
      missing: "there is no such file",
      unreadable: "you may not read it",
      folder: "it is a folder",
      "too-large": "it is larger than 20 MB",
    };
    reading.report(fileUnreadable.at(at, { path: shown, reason: words[read.reason] }));
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(read.bytes);
  } catch {
    reading.report(oddCharacters.at(at, { path: shown, character: "bytes that are not UTF-8" }));
    return undefined;
  }
  text = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const before = Object.values(reading.texts).reduce((sum, { length }) => sum + length, 0);
  if (before + text.length > mostCharacters) {
    const reason = `with it, the chapters have more than ${mostCharacters.toLocaleString("en")} characters`;
    reading.report(fileUnreadable.at(at, { path: shown, reason }));
    return undefined;
  }
  reading.texts[shown] = text;
  const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.exec(text);
  if (odd) {
    const code = odd[0].charCodeAt(0).toString(16).padStart(4, "0").toUpperCase();
    reading.report(
      oddCharacters.at({ file: shown, from: odd.index, to: odd.index + 1 }, { path: shown, character: `the control character U+${code}` }),
    );
    return undefined;
  }
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf("\n", start);
    const end = next < 0 ? text.length : next;
    if (end - start > longestLine) {
      reading.report(lineTooLong.at({ file: shown, from: start, to: start + 1 }, { length: end - start, most: longestLine }));
      return undefined;
    }
    start = end + 1;
  }
  return text;
}

/** The parser never fails; what could still overflow is nesting deeper than any stack. */
function safely<T>(file: string, report: (diagnostic: Diagnostic) => void, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(tooDeep.at({ file, from: 0, to: 0 }, {}));
    return undefined;
  }
}

function readBlocks(reading: Reading, blocks: readonly BlockSyntax[], context: BlockContext): void {
  for (const block of blocks) {
    reading.blocks.push(block);
    const record = blockRecords.get(block.keyword);
    if (block.name)
      reading.definitions.set(block.name.text, (reading.texts[block.span.file] ?? "").slice(block.span.from, block.span.to).trimEnd());
    if (record) record.read(new BlockReader(record, block, context), reading.declarations);
    else
      reading.report(unknownBlock.at(block.keywordSpan, { keyword: block.keyword, near: nearNames(block.keyword, blockRecords.keys()) }));
  }
}

function readModule(reading: Reading, use: UseDeclaration, folder: string, fromCase: string): void {
  const moduleFolder = joinPath(folder, use.path);
  const prefix = `${use.prefix}.`;
  if (reading.path.includes(moduleFolder) || reading.path.length > deepestUse) {
    const cycle = [...reading.path, moduleFolder].map((path) => path.split("/").pop()).join(" → ");
    reading.report(cyclicUse.at(use.span, { path: use.path, cycle }));
    return;
  }
  const names = chapterNames(reading.files, moduleFolder);
  if (names === undefined || names.length === 0) {
    reading.report(moduleMissing.at(use.span, { path: use.path }));
    return;
  }
  const moduleFromCase = `${joinPath(fromCase, use.path)}/`;
  const blocks: BlockSyntax[] = [];
  for (const name of names) {
    const shown = `${moduleFromCase}${name}`;
    const text = reading.texts[shown] ?? readText(reading, joinPath(moduleFolder, name), shown);
    if (text === undefined) continue;
    const chapter = safely(shown, reading.report, () => reading.memory.read({ file: shown, text, report: reading.report }, 0));
    for (const block of chapter?.blocks ?? []) blocks.push(block);
  }
  const imported = prefixBlocks(
    blocks.filter((block) => importedKinds.has(block.keyword)),
    prefix,
  );
  const before = reading.declarations.uses.length;
  readBlocks(reading, imported, { files: reading.files, folder: moduleFolder, fromCase: moduleFromCase, prefix, report: reading.report });
  override(reading, use, prefix);
  const inner = { ...reading, path: [...reading.path, moduleFolder] };
  for (const next of reading.declarations.uses.slice(before)) readModule(inner, next, moduleFolder, moduleFromCase);
}

function override(reading: Reading, use: UseDeclaration, prefix: string): void {
  const quantities = reading.declarations.quantities;
  for (const { name, value } of use.overrides) {
    const at = quantities.findIndex((quantity) => quantity.id === prefix + name.text);
    const found = quantities[at];
    if (found) quantities[at] = { ...found, definition: value, given: undefined, isOverridden: true };
    else {
      const own = quantities.filter((quantity) => quantity.id.startsWith(prefix)).map((quantity) => quantity.id.slice(prefix.length));
      reading.report(unknownOverride.at(name.span, { name: name.text, module: use.prefix, near: nearNames(name.text, own) }));
    }
  }
}
