/** The blocks of a case, and what each says line by line: the smallest pieces that can differ between two versions, whatever the kind of block. */
import type { Assessment } from "../assessment.js";
import { splitReasons } from "../blocks/block.js";
import { blockRecords } from "../blocks/index.js";
import type { FileSystem } from "../files.js";
import { ChapterMemory } from "../parse/chapter-memory.js";
import { readFolder } from "../read-folder.js";
import type { BlockSyntax, Expression, FieldSyntax, Part, Span } from "../syntax.js";
import { collapse, marked, meaningOf, written } from "./meaning.js";

/** One thing that a block says. */
export interface Said {
  /** The line, in the notation's own words: `quote`, `=`, `given strikes, local`. */
  readonly field: string;
  /** The same with its names marked. */
  readonly slot: string;
  readonly meaning: string;
  readonly text: string;
  /** The name that begins a line of which there may be several, marked. */
  readonly lead: string;
  readonly isOrdered: boolean;
}

/** A block with what it says. */
export interface StatedBlock {
  readonly kind: string;
  readonly id: string;
  /** The reader's name. */
  readonly label: string;
  readonly said: readonly Said[];
}

/** The running text of a case: its passages by file, for finding the sentence of a value. */
export type Passages = readonly { readonly file: string; readonly from: number; readonly to: number }[];

/** Every block of a case and of its modules but `show`, which only says where something is printed. `copies` are the hashes of source copies by source. */
export function statedBlocks(
  assessment: Assessment,
  copies: ReadonlyMap<string, string> = new Map(),
): { readonly blocks: readonly StatedBlock[]; readonly passages: Passages } {
  const { blocks, passages } = readFolder(filesOf(assessment.files), "", new ChapterMemory(), () => {});
  const rows = new Map(assessment.data.map((table) => [table.id, table]));
  return {
    passages,
    blocks: blocks.flatMap((block): readonly StatedBlock[] => {
      if (block.keyword === "show") return [];
      const id = block.name?.text ?? block.alias?.text ?? "";
      const label = block.label?.text ?? (id === "" ? block.keyword : id.replaceAll("_", " "));
      const text = (span: Span) => written((assessment.files[span.file] ?? "").slice(span.from, span.to));
      const data = block.keyword === "data" ? rows.get(id) : undefined;
      const copy = block.keyword === "source" ? copies.get(id) : undefined;
      return [
        {
          kind: block.keyword,
          id,
          label: collapse(label),
          said: [
            ...headerOf(block, text),
            ...block.fields.flatMap((field) => lineOf(block, field, text)),
            ...(data === undefined ? [] : data.rows.map((row) => rowOf(data, row))),
            ...(copy === undefined ? [] : [said("copy", JSON.stringify(copy), `sha256 ${copy.slice(0, 12)}…`)]),
          ],
        },
      ];
    }),
  };
}

/** The texts that were read, as the files that they came from. */
function filesOf(texts: Readonly<Record<string, string>>): FileSystem {
  const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return {
    list: (folder) => Object.keys(texts).flatMap((path) => (folderOf(path) === folder ? [path.slice(path.lastIndexOf("/") + 1)] : [])),
    read: (path) => {
      const text = texts[path];
      return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
    },
  };
}

function said(field: string, meaning: string, text: string, more: Partial<Said> = {}): Said {
  return { field, slot: field, meaning, text, lead: "", isOrdered: false, ...more };
}

type Texts = (span: Span) => string;

/** What the first line of a block says. A label that repeats the name says nothing. */
function headerOf({ keyword, name, label, type, over, definition, from, alias }: BlockSyntax, text: Texts): readonly Said[] {
  const found: Said[] = [];
  const isOwn = label !== undefined && label.text !== name?.text.replaceAll("_", " ");
  if (isOwn) found.push(said("label", JSON.stringify(collapse(label.text)), `"${collapse(label.text)}"`));
  if (type.length > 0) found.push(said(":", meaningOf(type, rawOf(text, type[0]!)), type.map(({ span }) => text(span)).join(" | ")));
  for (const each of over) found.push(said("over", marked(each.text), each.text));
  if (definition) found.push(said("=", meaningOf([definition], rawOf(text, definition)), text(definition.span)));
  if (from) found.push(said("from", marked(from.text), keyword === "claim" ? from.text : `"${from.text}"`));
  if (alias && name) found.push(said("as", marked(alias.text), alias.text));
  return found;
}

function rawOf(text: Texts, { span }: { readonly span: Span }) {
  return ({ from, to }: { readonly from: number; readonly to: number }) => text({ file: span.file, from, to });
}

/** Lines whose reasons may as well stand in a line `because`. */
const reasoned = new Set(["=", "given", "probability", "minimise", "maximise", "that", "answer"]);

function lineOf({ keyword }: BlockSyntax, field: FieldSyntax, text: Texts): readonly Said[] {
  const record = blockRecords.get(keyword)?.fields.find((each) => each.keyword === field.keyword);
  const isOrdered = record?.isOrdered ?? false;
  const raw = rawOf(text, field);
  const hoists = reasoned.has(field.keyword);
  const { before } = hoists ? splitReasons(field.parts, () => {}) : { before: field.parts };
  const entries = entriesOf(before);
  const isList = entries.length > 0 && entries.every((entry) => isListed(entry)) && (entries.length > 1 || field.keyword === "because");
  const of = (name: string, parts: readonly Part[], lead = ""): Said =>
    said(name, meaningOf(joined(parts), raw), textOf(parts, text), { isOrdered, lead });
  const own =
    before.length === 0
      ? field.rows.length === 0 && !hoists
        ? [said(field.keyword, JSON.stringify(collapse(field.raw.text)), collapse(field.raw.text), { isOrdered })]
        : []
      : isList
        ? entries.map((entry) => of(field.keyword, entry))
        : [of(field.keyword, before, record?.isRepeated ? leadOf(before) : "")];
  const reasons = hoists ? entriesOf(field.parts.slice(before.length + 1)).map((entry) => of("because", entry)) : [];
  const rows = field.rows.map(({ labels, cells }): Said => {
    const names = labels.map((each) => each.text);
    return said(`${field.keyword} ${names.join(", ")}`, meaningOf(cells, raw), cells.map(({ span }) => text(span)).join(" | "), {
      slot: `${field.keyword} ${names.map(marked).join(", ")}`,
    });
  });
  return [...own, ...reasons, ...rows];
}

/** The pieces of a line between its commas. */
function entriesOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const entries: Part[][] = [[]];
  for (const part of parts) {
    if (part.kind === "separator" && part.text === ",") entries.push([]);
    else entries[entries.length - 1]!.push(part);
  }
  return entries.filter((entry) => entry.length > 0);
}

/** Whether a piece is a single name, or a text on one line or several. */
function isListed(entry: readonly Part[]): boolean {
  const kinds = entry.map((part) => (part.kind === "expression" ? part.expression.kind : part.kind));
  return kinds.every((kind) => kind === "text") || (kinds.length === 1 && kinds[0] === "name");
}

/** Texts that follow each other are one text. */
function joined(parts: readonly Part[]): readonly unknown[] {
  const found: (Part | { readonly kind: "text"; readonly text: string })[] = [];
  for (const part of parts) {
    const last = found[found.length - 1];
    if (part.kind !== "expression" || part.expression.kind !== "text") found.push(part);
    else if (last?.kind === "text") found[found.length - 1] = { kind: "text", text: `${last.text} ${part.expression.text}` };
    else found.push({ kind: "text", text: part.expression.text });
  }
  return found;
}

function textOf(parts: readonly Part[], text: Texts): string {
  const [first, last] = [parts[0], parts[parts.length - 1]];
  if (first === undefined || last === undefined) return "";
  return text({ file: first.span.file, from: first.span.from, to: last.span.to }).replace(/["”] ["“]/g, " ");
}

function leadOf([first]: readonly Part[]): string {
  const expression: Expression | undefined = first?.kind === "expression" ? first.expression : undefined;
  return expression?.kind === "name" ? marked(expression.name) : "";
}

/** A row of a table of data, by what its key columns say. */
function rowOf({ columns }: Assessment["data"][number], row: Readonly<Record<string, string | number>>): Said {
  const keys = columns.flatMap(({ id, key }) => (key === undefined ? [] : [String(row[id] ?? "")]));
  const cells = columns.flatMap(({ id, key }) => (key === undefined ? [String(row[id] ?? "")] : []));
  const slot = `row ${keys.join(", ")}`.trim();
  return said(slot, JSON.stringify(cells), cells.join(" | "));
}
