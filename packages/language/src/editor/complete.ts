/** What may be written at a place of the text: from the lines before it, the words of the notation and the names of the case. */
import type { Named } from "./read-names.js";
import { type BlockWords, declaresName, type FieldWords, kindsIn, type Vocabulary, wordsIn } from "./vocabulary.js";

/** Where something is to be written: within a block, given by the text from its opening fence's next line to the cursor; or in `{…}` of the prose, by what stands before the cursor in it. */
export type CompletionPlace = { readonly kind: "block"; readonly before: string } | { readonly kind: "inline"; readonly before: string };

/** Something that may be written. */
export interface Completion {
  readonly label: string;
  /** What sort of thing it is, as a word for the reader. */
  readonly kind: string;
  /** Its unit, signature or form. */
  readonly detail?: string;
  /** A sentence or two. */
  readonly info?: string;
  /** What is written where that is not the label; `$` is where the cursor comes to stand. */
  readonly insert?: string;
  /** The higher the better it fits; 0 for most. */
  readonly rank: number;
}

/** Completions for the last `length` characters before the cursor. */
export interface Completions {
  readonly length: number;
  readonly options: readonly Completion[];
}

const valueKinds = ["quantity", "chance", "precedent", "stock", "objective"];
const reasonKinds = ["claim", "quantity", "chance", "precedent", "stock"];
const lastWord = /[\p{L}_][\p{L}\p{N}\p{M}_.]*$/u;

/** What may be written at a place; undefined where nothing can be told, as within a text or where a new name begins. */
export function completionsAt(place: CompletionPlace, vocabulary: Vocabulary, named: readonly Named[]): Completions | undefined {
  const { before } = place;
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (isInText(line)) return undefined;
  const typed = lastWord.exec(line)?.[0] ?? "";
  const answer = (options: readonly Completion[], length = typed.length): Completions | undefined =>
    options.length === 0 ? undefined : { length, options };
  const lead = line.slice(0, line.length - typed.length);
  if (place.kind === "inline") return answer(inExpression(lead, typed, ["expression"], vocabulary, named), partLength(typed));
  const lines = before.split("\n");
  if (!/^[ \t]/.test(line)) {
    if (lead === "") return answer(vocabulary.blocks.map(blockCompletion));
    const block = vocabulary.blocks.find(({ keyword }) => keyword === line.split(/\s/)[0]);
    return block && answer(inHeader(block, lead, typed, vocabulary, named), partLength(typed));
  }
  const above = lineAbove(lines, vocabulary);
  if (above === undefined) return undefined;
  const { block, field, isRow, isMore, given, present } = above;
  const content = line.trimStart();
  if (field === undefined || (!isRow && !isMore && !content.startsWith(field.keyword))) {
    const free = block.fields.filter(({ keyword, isRepeated }) => isRepeated || !present.has(keyword));
    if (/[^\p{L} ]/u.test(content)) return undefined;
    return answer(
      free.map((each) => fieldCompletion(each)),
      content.length,
    );
  }
  const rest = isRow || isMore ? content : content.slice(field.keyword.length);
  const restLead = rest.slice(0, rest.length - typed.length);
  if (!isRow && !isMore && rest === "" && field.keyword !== "=") {
    const free = block.fields.filter((each) => each.keyword.startsWith(content) && (each.isRepeated || !present.has(each.keyword)));
    return answer(
      free.map((each) => fieldCompletion(each)),
      content.length,
    );
  }
  if (isRow && !restLead.includes("|") && !/\S\s+$/.test(restLead.replace(/,\s*/g, ""))) {
    const position = restLead.split(",").length - 1;
    return answer(rowLabels(field, given, position, named));
  }
  if (field.keyword === "given") {
    if (isRow) return answer(inExpression(restLead, typed, ["expression"], vocabulary, named), partLength(typed));
    return answer([
      { label: "option", kind: "word", info: "One row for each option.", rank: 2 },
      ...ofKinds(named, ["chance", "dimension"]),
    ]);
  }
  const wanted = isRow ? ["expression"] : field.keyword === "because" ? ["reason"] : placesOf(field.form);
  const words = wordsFor(field, restLead);
  return answer([...words, ...inExpression(restLead, typed, wanted, vocabulary, named)], partLength(typed));
}

/** Of `members.sin` only `sin` is completed. */
function partLength(typed: string): number {
  return typed.length - (typed.lastIndexOf(".") + 1);
}

function isInText(line: string): boolean {
  let isOpen = false;
  for (let at = 0; at < line.length; at++) {
    if (isOpen && line[at] === "\\") at++;
    else if (line[at] === '"' || line[at] === "“" || line[at] === "”") isOpen = line[at] === "“" || (line[at] === '"' && !isOpen);
    else if (line[at] === "#" && !isOpen) return true;
  }
  return isOpen;
}

interface Above {
  readonly block: BlockWords;
  readonly field: FieldWords | undefined;
  /** Whether the cursor is in a row below the field, or in a line that goes on with it. */
  readonly isRow: boolean;
  readonly isMore: boolean;
  /** What the rows are given. */
  readonly given: readonly string[];
  readonly present: ReadonlySet<string>;
}

/** The block and line that the last of these lines belongs to. */
function lineAbove(lines: readonly string[], { blocks }: Vocabulary): Above | undefined {
  let start = lines.length - 1;
  while (start >= 0 && !/^[\p{L}]/u.test(lines[start]!)) start--;
  const block = blocks.find(({ keyword }) => keyword === lines[start]?.split(/\s/)[0]);
  if (block === undefined) return undefined;
  const ordered = [...block.fields].sort((one, other) => other.keyword.length - one.keyword.length);
  const fieldOf = (content: string) =>
    ordered.find(({ keyword }) => content.startsWith(keyword) && !/^[\p{L}\p{N}_]/u.test(content.slice(keyword.length)));
  const present = new Set<string>();
  let field: FieldWords | undefined;
  let indent = Number.POSITIVE_INFINITY;
  let given: readonly string[] = [];
  for (const line of lines.slice(start + 1, -1)) {
    const content = line.trimStart();
    const depth = line.length - content.length;
    if (content === "" || content.startsWith("#") || depth > indent) continue;
    const found = fieldOf(content);
    if (found === undefined) continue;
    indent = Math.min(indent, depth);
    field = found;
    present.add(found.keyword);
    given =
      found.keyword === "given"
        ? content
            .slice(5)
            .split(",")
            .map((each) => each.trim())
        : [];
  }
  const last = lines.at(-1) ?? "";
  const content = last.trimStart();
  const depth = last.length - content.length;
  if (field !== undefined && depth > indent) {
    const isRow = field.keyword === "given" || field.form.includes("(rows:");
    return { block, field, isRow, isMore: !isRow, given, present };
  }
  return { block, field: fieldOf(content), isRow: false, isMore: false, given: [], present };
}

function rowLabels(field: FieldWords, given: readonly string[], position: number, named: readonly Named[]): Completion[] {
  if (field.keyword !== "given") return ofKinds(named, placesOf(/\(rows:\s*(\w+)/.exec(field.form)?.[1] ?? ""));
  const of = given[position];
  const otherwise: Completion = { label: "otherwise", kind: "word", info: "All that no other row names.", rank: -1 };
  if (of === undefined) return [];
  return [...(of === "option" ? ofKinds(named, ["option", "pathway"]) : ofOwner(named, of)), otherwise];
}

/** What a form asks for: kinds of names, and "expression" where any value may stand. */
function placesOf(form: string): readonly string[] {
  const kinds = kindsIn(form);
  if (/\bNAME\b/.test(form) && !declaresName(form)) return ["expression", ...kinds];
  const isValue = kinds.some((kind) => /^(?:expression|value|condition|low|high|middle|worst|best)$/.test(kind)) || /\d|P\(/.test(form);
  return isValue && !/^\d{4}/.test(form) ? ["expression", ...kinds] : kinds;
}

/** Small words of a line, like `linear | log`: first of all where nothing else stands yet. */
function wordsFor({ form }: FieldWords, lead: string): Completion[] {
  const isFirst = lead.trim() === "";
  const choices = form.split("|").map((each) => each.trim());
  const isChoice = choices.length > 1 && choices.every((each) => /^[A-Za-z+_]+$/.test(each) && !kindsIn(each).includes("option"));
  if (isChoice) return isFirst ? choices.map((label) => ({ label, kind: "word", rank: 3 })) : [];
  return isFirst && /^[A-Z"]/.test(form) ? [] : wordsIn(form).map((label) => ({ label, kind: "word", rank: 1 }));
}

function inHeader(block: BlockWords, lead: string, typed: string, vocabulary: Vocabulary, named: readonly Named[]): readonly Completion[] {
  if (block.keyword === "show") return vocabulary.sections.map((label) => ({ label, kind: "section", rank: 0 }));
  const plain = lead.replace(/"[^"]*"|“[^”]*”/g, '""');
  if (/\bfrom\s+$/.test(plain)) return ofKinds(named, ["source"]);
  if (/\bover\s+(?:[\w.]+,\s*)*$/.test(plain)) return ofKinds(named, ["dimension"]);
  const equals = plain.indexOf("=");
  if (equals >= 0) {
    const wanted = block.keyword === "option" ? ["option"] : block.keyword === "dimension" ? ["dimension"] : ["expression"];
    return block.keyword === "unit" ? units(vocabulary, named, 0) : inExpression(plain.slice(equals + 1), typed, wanted, vocabulary, named);
  }
  if (plain.includes(":") && block.header.includes("UNIT"))
    return [...units(vocabulary, named, 1), ...(/:\s*$/.test(plain) ? [] : [{ label: "over", kind: "word", rank: 0 }])];
  return block.keyword === "claim" && /^claim\s+\S+\s+$/.test(plain) ? [{ label: "from", kind: "word", rank: 0 }] : [];
}

/** What may follow `lead` in a formula or list. */
function inExpression(
  lead: string,
  typed: string,
  wanted: readonly string[],
  vocabulary: Vocabulary,
  named: readonly Named[],
): Completion[] {
  const plain = lead.replace(/"[^"]*"|“[^”]*”/g, '""');
  if (typed.includes(".")) return ofOwner(named, typed.slice(0, typed.lastIndexOf(".")));
  const because = /\bbecause\b/.test(plain) || wanted.includes("reason");
  if (because) return ofKinds(named, reasonKinds);
  if (/\bto\b.*\bas\s+$/.test(plain)) return vocabulary.shapes.map((label) => shapeCompletion(label, vocabulary));
  if (/\bover\s+(?:[\w.]+,\s*)*$/.test(plain)) return ofKinds(named, ["dimension"]);
  if (/\bthan\s+$/.test(plain) || /\([^()]*\|\s*$/.test(plain)) return ofKinds(named, ["option", "pathway"]);
  const tested = /([\p{L}_][\p{L}\p{N}_.]*)\s+is(?:\s+not)?\s+$/u.exec(plain)?.[1];
  if (tested !== undefined) return ofOwner(named, tested);
  if (/\bin\s+$/.test(plain)) return units(vocabulary, named, 1);
  if (/\[[^\]]*$/.test(plain)) {
    const members = named.filter(({ kind }) => kind === "member").map((each) => nameCompletion(each, 2));
    return [...members, ...ofKinds(named, ["option", "dimension"])];
  }
  const afterNumber = /(?:^|[\s(])[\d.,]*\d(?:\s+(?:thousand|million|billion|trillion))?\s+$/.test(plain);
  if (afterNumber) {
    const words = ["to", "thousand", "million", "billion", "trillion"].map((label) => ({ label, kind: "word", rank: 0 }));
    return [...words, ...units(vocabulary, named, 1)];
  }
  const kinds = wanted.filter((each) => named.some(({ kind }) => kind === each));
  const own = ofKinds(named, kinds).map((each) => ({ ...each, rank: 2 }));
  if (!wanted.includes("expression")) return own;
  const others = ofKinds(
    named,
    [...valueKinds, "option"].filter((kind) => !kinds.includes(kind)),
  );
  const data = named.filter(({ kind }) => kind === "column").map((each) => ({ ...nameCompletion(each, 0), label: each.key }));
  return [
    ...own,
    ...others,
    ...data,
    ...vocabulary.functions.map(functionCompletion),
    { label: "time", kind: "word", info: "The present time.", rank: 0 },
  ];
}

function ofKinds(named: readonly Named[], kinds: readonly string[]): Completion[] {
  const wanted = new Set(kinds);
  return named.filter(({ kind }) => wanted.has(kind)).map((each) => nameCompletion(each, 1));
}

/** States of a chance, members of a dimension or of what is given over it, columns of a table, elements of a rule. */
function ofOwner(named: readonly Named[], owner: string): Completion[] {
  const own = named.filter((each) => each.owner === owner);
  return (own.length > 0 ? own : named.filter(({ kind }) => kind === "member")).map((each) => nameCompletion(each, 2));
}

function units(vocabulary: Vocabulary, named: readonly Named[], rank: number): Completion[] {
  return [...ofKinds(named, ["unit"]), ...vocabulary.units.map((label) => ({ label, kind: "unit", rank: rank - 1 }))];
}

function nameCompletion({ name, owner, key, kind, label, type }: Named, rank: number): Completion {
  return {
    label: owner === undefined ? key : name,
    kind,
    ...(type === undefined ? {} : { detail: type }),
    ...(label === undefined ? {} : { info: label }),
    rank,
  };
}

function blockCompletion({ keyword, header, doc }: BlockWords): Completion {
  return {
    label: keyword,
    kind: "block",
    detail: header.split(/ {2,}or {2,}/)[0]!.slice(keyword.length + 1),
    info: doc,
    insert: `${keyword} $`,
    rank: 0,
  };
}

function fieldCompletion({ keyword, form, doc, isRequired }: FieldWords): Completion {
  const text = /^"/.test(form) ? '"$"' : "$";
  return { label: keyword, kind: "line", detail: form, info: doc, insert: `${keyword} ${text}`, rank: isRequired ? 2 : 0 };
}

function functionCompletion({ name, signature, doc, family }: Vocabulary["functions"][number]): Completion {
  const kind = family === "distributions" ? "distribution" : "function";
  return { label: name, kind, detail: signature, info: doc, ...(signature.includes("(") ? { insert: `${name}($)` } : {}), rank: 0 };
}

function shapeCompletion(label: string, { functions }: Vocabulary): Completion {
  const record = functions.find(({ name }) => name === label);
  return { label, kind: "distribution", ...(record && { info: record.doc }), rank: 1 };
}
