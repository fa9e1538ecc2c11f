/** Tables of the DOCX brief: ruled lightly, heads repeated on every page, columns as wide as their words. */
import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from "docx";
import type { Inline, TableBlock } from "../document.js";
import { type Bookmarks, bookmarked, plain, runs } from "./docx-inlines.js";
import { ink, page } from "./docx-style.js";
import { inlinesText } from "./html-inlines.js";

const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: ink.rule } as const;
const strong = { style: BorderStyle.SINGLE, size: 8, color: ink.text } as const;

/** A table without lines of its own. */
export const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none } as const;

/** A table with its caption above and its note below. */
export function tableBlocks(table: TableBlock, bookmarks: Bookmarks): readonly (Paragraph | Table)[] {
  const widths = columnWidths(table);
  const dense = isDense(table);
  const alignment = (column: number) => (table.columns[column]?.align === "right" ? AlignmentType.RIGHT : AlignmentType.LEFT);
  const cell = (content: readonly Inline[], column: number, style: "Cell" | "CellHead", faded: boolean, anchor?: string) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      borders: { top: none, left: none, right: none, bottom: style === "CellHead" ? strong : thin },
      verticalAlign: style === "CellHead" ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
      children: [
        new Paragraph({
          style,
          alignment: alignment(column),
          children: [
            ...bookmarked(
              anchor,
              runs(dense ? breakable(content) : content, bookmarks, {
                ...(faded ? { color: ink.muted } : {}),
                ...(dense ? { size: table.columns.length > 5 ? 15 : 17 } : {}),
              }),
              bookmarks,
            ),
          ],
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((column, position) => cell([{ kind: "text", text: column.header }], position, "CellHead", false)),
  });
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.cells.map((content, position) =>
          cell(content, position, "Cell", row.faded ?? false, position === 0 ? row.anchor : undefined),
        ),
      }),
  );
  return [
    ...(table.caption === ""
      ? []
      : [new Paragraph({ style: "Caption", children: [...runs([{ kind: "text", text: plain(table.caption) }], bookmarks)] })]),
    new Table({
      rows: [head, ...rows],
      columnWidths: [...widths],
      width: { size: page.text, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: noBorders,
      margins: { top: 50, bottom: 50, left: 0, right: 140 },
    }),
    new Paragraph({ style: "Small", children: table.note === undefined ? [] : [...runs(table.note, bookmarks)] }),
  ];
}

/** Whether the table has so many columns that its text must be small and free to break. */
function isDense(table: TableBlock): boolean {
  return table.columns.length > 4;
}

function breakable(content: readonly Inline[]): readonly Inline[] {
  return content.map((inline) => ("text" in inline ? { ...inline, text: inline.text.replace(/\u00a0(?!%)/g, " ") } : inline));
}

/** Shares the width of the page by the length of the longest text of each column, and never below its longest word. */
function columnWidths(table: TableBlock): readonly number[] {
  const dense = isDense(table);
  const texts = table.columns.map((column, position) => [
    column.header,
    ...table.rows.map((row) => inlinesText(dense ? breakable(row.cells[position] ?? []) : (row.cells[position] ?? []))),
  ]);
  const words = texts.map((column) => Math.min(Math.max(...column.flatMap((text) => text.split(/[ \n]+/).map((word) => word.length))), 24));
  const least = words.map((length) => length * (isDense(table) ? 85 : 125) + 220);
  least[0] = Math.max(least[0] ?? 0, table.columns.length === 4 || table.columns.length === 5 ? 2700 : 0);
  const wish = texts.map((column) => Math.min(Math.max(...column.map((text) => text.length)), 60) * 105 + 200);
  const leastSum = least.reduce((sum, width) => sum + width, 0);
  if (leastSum >= page.text) return least.map((width) => Math.floor((width / leastSum) * page.text));
  const spare = wish.map((width, position) => Math.max(width - (least[position] ?? 0), 1));
  const spareSum = spare.reduce((sum, width) => sum + width, 0);
  return least.map((width, position) => Math.floor(width + ((spare[position] ?? 0) / spareSum) * (page.text - leastSum)));
}
