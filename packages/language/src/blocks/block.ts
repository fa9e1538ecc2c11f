/** What a kind of block is: a record. The reader turns uniform syntax into the parts a record asks for and reports what does not fit. */
import type { Assessment, Declared, Reason } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { missingField, missingName, repeatedField, unknownField, unreadable, wrongValue } from "../diagnostics/syntax.js";
import type { FileSystem } from "../files.js";
import { nearNames } from "../near.js";
import type { BlockSyntax, Expression, FieldSyntax, NameSyntax, Part, RowSyntax, Span, TextSyntax } from "../syntax.js";

/** One line that a block may have. `form` shows what follows the keyword, `doc` what it means. */
export interface FieldRecord {
  readonly keyword: string;
  readonly form: string;
  readonly doc: string;
  readonly isRequired?: boolean;
  readonly isRepeated?: boolean;
  /** Whether the order of its names, or of the lines of this keyword, says something; without it another order is no change. */
  readonly isOrdered?: boolean;
  /** Words that open a clause within the line; they are a mistake anywhere else. */
  readonly clauses?: readonly ("then" | "in")[];
}

/** A kind of block. `example` is a complete block that compiles together with `exampleNeeds` (other blocks). */
export interface BlockRecord {
  readonly keyword: string;
  readonly header: string;
  readonly doc: string;
  readonly fields: readonly FieldRecord[];
  readonly example: string;
  readonly exampleNeeds: string;
  readonly isNamed: boolean;
  read(reader: BlockReader, into: Declarations): void;
}

/** The lists of an assessment while it is being read. */
export type Declarations = {
  -readonly [K in keyof Assessment as Assessment[K] extends readonly unknown[]
    ? K extends "inlines" | "chapters"
      ? never
      : K
    : never]: Assessment[K] extends readonly (infer T)[] ? T[] : never;
} & { cases: Assessment["case"][] };

/** What the reading of blocks may look at besides their text. */
export interface BlockContext {
  readonly files: FileSystem;
  /** Folder of the chapter's case or module. */
  readonly folder: string;
  /** Path from the case folder to this folder, with a slash at its end, or empty. */
  readonly fromCase: string;
  /** Prefix of the module, for instance `sz.`, or empty. */
  readonly prefix: string;
  report(diagnostic: Diagnostic): void;
}

/** Fields that every declaration may have. */
export const commonFields: readonly FieldRecord[] = [
  {
    keyword: "because",
    form: 'NAME, "judgement", …',
    doc: "The reasons: claims, precedents, other quantities, or a judgement in your own words.",
    isRepeated: true,
  },
  { keyword: "note", form: '"text"', doc: "A remark that is printed with the declaration." },
];

/** Defines a kind of block. */
export function defineBlock(record: BlockRecord): BlockRecord {
  return record;
}

/** Reports a line that a block cannot do without. */
export function reportMissing(reader: BlockReader, field: string, example: string): void {
  const { keywordSpan, name } = reader.syntax;
  reader.report(missingField.at(keywordSpan, { field, block: reader.record.keyword, name: name?.text ?? "", example }));
}

/** Splits the parts of a line at its `because`. */
export function splitReasons(
  parts: readonly Part[],
  report: (diagnostic: Diagnostic) => void,
): { readonly before: readonly Part[]; readonly reasons: readonly Reason[] } {
  const at = parts.findIndex((part) => part.kind === "word" && part.text === "because");
  if (at < 0) return { before: parts, reasons: [] };
  return { before: parts.slice(0, at), reasons: toReasons(parts.slice(at + 1), report) };
}

/** Reads reasons: names and texts between commas. */
export function toReasons(parts: readonly Part[], report: (diagnostic: Diagnostic) => void): Reason[] {
  const reasons: Reason[] = [];
  for (const part of parts) {
    if (part.kind === "separator" && part.text === ",") continue;
    const expression = part.kind === "expression" ? part.expression : undefined;
    if (expression?.kind === "broken") {
      // The line has its error; a second one for a missing reason would say nothing new.
      reasons.push({ kind: "judgement", text: "", span: part.span });
      break;
    }
    if (expression?.kind === "name") reasons.push({ kind: "reference", id: expression.name, span: part.span });
    else if (expression?.kind === "text") reasons.push({ kind: "judgement", text: expression.text, span: part.span });
    else {
      report(
        wrongValue.at(part.span, {
          field: "because",
          expected: "names and texts in quotation marks, with commas between them",
          found: "this",
        }),
      );
    }
  }
  return reasons;
}

/** Typed access to the lines of one block. Every problem is reported once, where it stands. */
export class BlockReader {
  private readonly byKeyword = new Map<string, FieldSyntax[]>();

  constructor(
    readonly record: BlockRecord,
    readonly syntax: BlockSyntax,
    readonly context: BlockContext,
  ) {
    const known = new Map([...record.fields, ...commonFields].map((field) => [field.keyword, field]));
    for (const field of syntax.fields) {
      const fieldRecord = known.get(field.keyword);
      if (!fieldRecord) {
        const near = nearNames(field.keyword, known.keys());
        this.report(
          unknownField.at(field.keywordSpan, { field: field.keyword, block: record.keyword, near, known: [...known.keys()].join(", ") }),
        );
        continue;
      }
      const list = this.byKeyword.get(field.keyword) ?? [];
      if (list.length > 0 && !fieldRecord.isRepeated) {
        this.report(
          repeatedField.at(
            field.keywordSpan,
            { field: field.keyword, block: record.keyword },
            { span: list[0]!.keywordSpan, message: "It was first given here." },
          ),
        );
        continue;
      }
      list.push(this.withClauses(field, fieldRecord.clauses ?? []));
      this.byKeyword.set(field.keyword, list);
    }
    if (record.isNamed && !syntax.name) this.report(missingName.at(syntax.keywordSpan, { block: record.keyword }));
    for (const field of record.fields) {
      if (field.isRequired && !this.byKeyword.has(field.keyword)) {
        this.report(
          missingField.at(syntax.keywordSpan, {
            field: field.keyword,
            block: record.keyword,
            name: syntax.name?.text ?? "",
            example: `${field.keyword} ${field.form}`,
          }),
        );
      }
    }
  }

  /** The line with words that open no clause of it reported and broken. */
  private withClauses(field: FieldSyntax, allowed: readonly string[]): FieldSyntax {
    const parts = field.parts.map((part): Part => {
      if (part.kind !== "word" || (part.text !== "then" && part.text !== "in") || allowed.includes(part.text)) return part;
      const { span } = part;
      this.report(unreadable.at(span, { found: part.text, context: `the line “${field.keyword}”` }));
      return { kind: "expression", expression: { kind: "broken", span }, span };
    });
    return { ...field, parts };
  }

  report(diagnostic: Diagnostic): void {
    this.context.report(diagnostic);
  }

  /** What every declaration has. */
  base(): Declared {
    const id = this.syntax.name?.text ?? "";
    const own = id.startsWith(this.context.prefix) ? id.slice(this.context.prefix.length) : id;
    const because = this.fields("because").flatMap((field) => toReasons(field.parts, (diagnostic) => this.report(diagnostic)));
    for (const keyword of ["=", "given", "probability", "minimise", "maximise", "that", "answer"]) {
      for (const field of this.fields(keyword)) because.push(...splitReasons(field.parts, () => {}).reasons);
    }
    return {
      id,
      label: this.syntax.label?.text ?? own.replaceAll("_", " "),
      span: this.syntax.name?.span ?? this.syntax.keywordSpan,
      because,
      note: this.text("note"),
    };
  }

  fields(keyword: string): readonly FieldSyntax[] {
    return this.byKeyword.get(keyword) ?? [];
  }

  field(keyword: string): FieldSyntax | undefined {
    return this.byKeyword.get(keyword)?.[0];
  }

  /** The parts of a line before its `because`. */
  parts(field: FieldSyntax): readonly Part[] {
    return splitReasons(field.parts, (diagnostic) => this.report(diagnostic)).before;
  }

  wrong(field: FieldSyntax, expected: string, span: Span = field.raw.span): void {
    if (field.parts.some((part) => part.kind === "expression" && part.expression.kind === "broken")) return;
    this.report(
      wrongValue.at(span.to > span.from ? span : field.keywordSpan, {
        field: field.keyword,
        expected,
        found: field.raw.text.slice(0, 60) || "nothing",
      }),
    );
  }

  /** A text in quotation marks; texts on the lines below are joined to it. */
  textSyntax(keyword: string): TextSyntax | undefined {
    const field = this.field(keyword);
    return field && this.textIn(field);
  }

  private textIn(field: FieldSyntax): TextSyntax | undefined {
    const texts = this.parts(field).filter((part) => part.kind === "expression" && part.expression.kind === "text");
    if (texts.length === 0 || texts.length !== this.parts(field).length) {
      this.wrong(field, 'a text in quotation marks, like "this"');
      return undefined;
    }
    const text = texts.map((part) => (part.kind === "expression" && part.expression.kind === "text" ? part.expression.text : "")).join(" ");
    return { text, span: { file: texts[0]!.span.file, from: texts[0]!.span.from, to: texts[texts.length - 1]!.span.to } };
  }

  text(keyword: string): string | undefined {
    return this.textSyntax(keyword)?.text;
  }

  /** The texts of a field that may be repeated. */
  texts(keyword: string): readonly string[] {
    return this.fields(keyword).flatMap((field) => this.textIn(field)?.text ?? []);
  }

  /** A text in quotation marks, or the rest of the line as written (paths, single words). */
  plain(keyword: string): string | undefined {
    const field = this.field(keyword);
    if (!field) return undefined;
    const only = field.parts.length === 1 ? field.parts[0] : undefined;
    if (only?.kind === "expression" && only.expression.kind === "text") return only.expression.text;
    if (field.raw.text === "") {
      this.wrong(field, "a text");
      return undefined;
    }
    return field.raw.text;
  }

  /** One of a few words. */
  word<T extends string>(keyword: string, allowed: readonly T[]): T | undefined {
    const field = this.field(keyword);
    if (!field) return undefined;
    const found = allowed.find((word) => word === field.raw.text);
    if (found === undefined) this.wrong(field, `one of: ${allowed.join(", ")}`);
    return found;
  }

  /** A plain number. */
  number(keyword: string, expected = "a number"): number | undefined {
    const field = this.field(keyword);
    if (!field) return undefined;
    const expression = this.onlyExpression(field);
    if (expression?.kind === "number") return expression.value;
    if (expression?.kind === "negate" && expression.of.kind === "number") return -expression.of.value;
    this.wrong(field, expected);
    return undefined;
  }

  /** A whole number from `least` to `most`. */
  whole(
    keyword: string,
    least: number,
    most: number,
    expected = `a whole number from ${least.toLocaleString("en")} to ${most.toLocaleString("en")}`,
  ): number | undefined {
    const field = this.field(keyword);
    const value = this.number(keyword, expected);
    if (!field || value === undefined) return undefined;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    this.wrong(field, expected);
    return undefined;
  }

  /** The rows below a line; a line without any is reported. */
  rows(keyword: string): readonly RowSyntax[] {
    const field = this.field(keyword);
    if (field && field.rows.length === 0) this.wrong(field, "rows below it, indented deeper, each with a name and a value");
    return field?.rows ?? [];
  }

  /** An ISO date. */
  date(keyword: string): string | undefined {
    const field = this.field(keyword);
    if (!field) return undefined;
    const expression = this.onlyExpression(field);
    if (expression?.kind === "date") return expression.text;
    if (/^\d{4}(-\d{2})?$/.test(field.raw.text)) return field.raw.text;
    this.wrong(field, "a date like 2026-06-30");
    return undefined;
  }

  /** Names between commas. */
  names(keyword: string): NameSyntax[] {
    return this.fields(keyword).flatMap((field) => this.namesOf(field, this.parts(field)));
  }

  namesOf(field: FieldSyntax, parts: readonly Part[]): NameSyntax[] {
    const names: NameSyntax[] = [];
    for (const part of parts) {
      if (part.kind === "separator" && part.text === ",") continue;
      if (part.kind === "expression" && part.expression.kind === "name") names.push({ text: part.expression.name, span: part.span });
      else {
        this.wrong(field, "names, with commas between them", part.span);
        return names;
      }
    }
    if (names.length === 0) this.wrong(field, "at least one name");
    return names;
  }

  /** The single expression of a line. */
  expression(keyword: string): Expression | undefined {
    const field = this.field(keyword);
    if (!field) return undefined;
    const found = this.onlyExpression(field);
    if (!found) {
      this.wrong(field, "one value or formula");
      return { kind: "broken", span: field.span };
    }
    return found;
  }

  private onlyExpression(field: FieldSyntax): Expression | undefined {
    const parts = this.parts(field);
    const first = parts[0];
    if (parts.length === 1 && first?.kind === "expression") return first.expression;
    if (first?.kind === "expression" && parts.some((part) => part.kind === "expression" && part.expression.kind === "broken")) {
      return { kind: "broken", span: field.span };
    }
    if (first?.kind === "expression" && parts.length > 1) {
      const extra = parts[1]!;
      this.report(unreadable.at(extra.span, { found: field.raw.text.slice(-30), context: `the line “${field.keyword}”, after its value` }));
      return { kind: "broken", span: field.span };
    }
    return undefined;
  }
}
