/** The block `data`: a CSV table whose columns are typed. */
import Papa from "papaparse";
import type { DataColumn } from "../assessment.js";
import { tableProblem } from "../diagnostics/syntax.js";
import { joinPath } from "../modules.js";
import type { Expression, FieldSyntax, Span } from "../syntax.js";
import { type BlockReader, defineBlock } from "./block.js";

const mostRows = 100_000;

export const data = defineBlock({
  keyword: "data",
  header: 'data NAME from "data/file.csv"',
  doc: "A table in a CSV file beside the chapters. Each column that is used has a type: a unit, number, text, date, or the name of a dimension, which makes it a key. Use a column as NAME.column.",
  isNamed: true,
  fields: [
    {
      keyword: "column",
      form: '"Header in the file" as ID : TYPE',
      doc: "One column. The header stands in quotation marks when it is not a name; `as` gives the name used in formulas.",
      isRepeated: true,
      isRequired: true,
    },
  ],
  exampleNeeds: "",
  example: `data traffic from "traffic.csv"
  column month : text
  column "Lorries per day" as lorries : 1/day`,
  read(reader, into) {
    const path = reader.syntax.from;
    const columns = reader.fields("column").flatMap((field) => readColumn(reader, field));
    const base = reader.base();
    if (!path) {
      reader.report(
        tableProblem.at(reader.syntax.keywordSpan, {
          path: base.id,
          problem: "no file is named",
          expected: 'Write: data NAME from "data/file.csv".',
        }),
      );
    }
    const rows = path ? readRows(reader, path.text, path.span, columns) : [];
    into.data.push({ ...base, path: path ? `${reader.context.fromCase}${path.text}` : "", columns, rows });
  },
});

function readColumn(reader: BlockReader, field: FieldSyntax): DataColumn[] {
  const parts = reader.parts(field);
  const colon = parts.findIndex((part) => part.kind === "separator" && part.text === ":");
  const head = parts[0]?.kind === "expression" ? parts[0].expression : undefined;
  const aliasAt = parts.findIndex((part) => part.kind === "word" && part.text === "as");
  const aliasPart = aliasAt >= 0 ? parts[aliasAt + 1] : undefined;
  const type =
    colon >= 0 && parts[colon + 1]?.kind === "expression"
      ? (parts[colon + 1] as { readonly expression: Expression }).expression
      : undefined;
  const header = head?.kind === "name" || head?.kind === "text" ? (head.kind === "name" ? head.name : head.text) : undefined;
  const alias = aliasPart?.kind === "expression" && aliasPart.expression.kind === "name" ? aliasPart.expression.name : undefined;
  const id = alias ?? (head?.kind === "name" ? head.name : undefined);
  if (header === undefined || id === undefined || type === undefined) {
    reader.wrong(field, 'a header and a type, like: column "Lorries per day" as lorries : 1/day');
    return [];
  }
  const word = type.kind === "name" ? type.name : undefined;
  const isText = word === "text" || word === "date";
  const isPlain = word === "number";
  return [
    { id, header, label: id.replaceAll("_", " "), key: undefined, unit: isText || isPlain ? undefined : type, isText, span: field.span },
  ];
}

function readRows(
  reader: BlockReader,
  path: string,
  span: Span,
  columns: readonly DataColumn[],
): Readonly<Record<string, string | number>>[] {
  const report = (problem: string, expected: string, at: Span = span) => reader.report(tableProblem.at(at, { path, problem, expected }));
  const read = reader.context.files.read(joinPath(reader.context.folder, path));
  if (!read.ok) {
    const reasons = {
      missing: "there is no such file",
      unreadable: "it may not be read",
      folder: "it is a folder",
      "too-large": "it is larger than 20 MB",
    };
    report(reasons[read.reason], "Give the path of the CSV file relative to the folder of the case.");
    return [];
  }
  const text = new TextDecoder().decode(read.bytes).replace(/^\ufeff/, "");
  if (text.includes("\u0000")) {
    report("it is not text", "Save the table as CSV in UTF-8.");
    return [];
  }
  const parsed = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: "greedy",
    preview: mostRows + 1,
    transformHeader: (header) => header.trim().normalize("NFC"),
  });
  const headers = parsed.meta.fields ?? [];
  if (parsed.data.length === 0)
    report("it has no rows below its header", "Put the names of the columns in the first line and a row in each line after it.");
  if (parsed.data.length > mostRows) {
    report(
      `it has more than ${mostRows.toLocaleString("en")} rows`,
      `Use at most ${mostRows.toLocaleString("en")} rows; sum them up first.`,
    );
    return [];
  }
  const present = columns.filter((column) => {
    if (headers.includes(column.header.normalize("NFC"))) return true;
    report(`it has no column “${column.header}”`, `Its columns are: ${headers.join(", ") || "none"}.`, column.span);
    return false;
  });
  let problems = 0;
  const rows = parsed.data.map((record, index) => {
    const row: Record<string, string | number> = {};
    for (const column of present) {
      const cell = (record[column.header.normalize("NFC")] ?? "").trim();
      row[column.id] = column.isText ? cell : toCell(cell, isPercent(column.unit));
      if (cell === "" && !column.isText && problems++ < 5) {
        report(`row ${index + 2} has nothing in the column “${column.header}”`, "Fill the cell or remove the row.", column.span);
      }
    }
    return row;
  });
  for (const error of parsed.errors.filter((entry) => entry.type !== "Delimiter").slice(0, 5)) {
    report(
      `row ${(error.row ?? 0) + 2}: ${error.message.toLowerCase()}`,
      "Give every row as many cells as the header, and close every quotation mark.",
    );
  }
  return rows;
}

/** Whether a column's unit is of per cent, so that `5 %` in a cell is 5 of it. */
function isPercent(unit: Expression | undefined): boolean {
  if (unit?.kind === "name") return unit.name === "percent";
  return unit?.kind === "binary" && isPercent(unit.left);
}

/** A number where the cell of a table is one (`1,200.5`, `5 %`, which is 5 where the column `isOfPercent`); otherwise its text. */
export function toCell(cell: string, isOfPercent: boolean): string | number {
  const percent = /^(-?[\d,]*\.?\d+(?:[eE][+-]?\d+)?)\s*%$/.exec(cell);
  const digits = percent ? percent[1]! : cell;
  if (!/^-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(digits) || digits === "" || digits === "-") return cell;
  const value = Number(digits.replaceAll(",", ""));
  return percent && !isOfPercent ? value / 100 : value;
}
